"""F2 · A conversion in brackets that does not fit its figure.

Says: one measure is given twice, the second time in brackets or between commas, in another unit; what the two can
mean never meets, each rounded as it is written. Sums of money are held against one another: no rate is known here, but
two conversions between the same currencies in one article must have been made at about the same one.

Why it matters: the second figure is usually reckoned by hand at the desk, and a slip there (transposed digits, feet
for metres) stands in print beside the figure that disproves it.

Hit:
    A: The lake stood at 2,671 feet (841.6 metres) above sea level.
    says: '"2,671 feet" is not "841.6 metres".'

Near miss:
    A: The lake stood at 2,761 feet (841.6 metres) above sea level.
    because: 2,761 feet are 841.55 metres.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations, pairwise

from checker.checks.check import Inside
from checker.checks.values import Measured, measured_of, values_of
from checker.checks.views import ArticleView, SentenceView
from checker.schema import Signal
from checker.text.figure import Figure, tight
from checker.text.interval import Interval
from checker.text.tokens import Tokens
from checker.text.units import COUNT, CURRENCIES

# Degrees Celsius between 0 °F and 0 °C: what a difference ("2.7 °F warmer") must not be shifted by.
_FAHRENHEIT_ZERO = Decimal(160) / 9
_DIMENSIONS = frozenset({"length", "area", "mass", "volume", "speed", "temperature", "power", "energy"})
# Rates move within a day; by so much two conversions may differ besides their rounding.
_DRIFT = Decimal("0.01")
_MOST_RATES = 12
_OPENS = frozenset({"(", "["})
_OR = frozenset({"or", "oder", "o", "ou"})


def check_conversions(article: ArticleView) -> Iterator[Signal]:
    """Yield a signal for each measure whose second unit does not fit the first."""
    for view in article:
        if "(" not in view.text and ", o" not in view.text:
            continue
        values = view.parsed(values_of)
        for one, other in zip(values.figures, values.figures[1:], strict=False):
            if _converts(values.tokens, one, other) and not _fits(one, other):
                here, there = view.text[one.start : one.end], view.text[other.start : other.end]
                message = f'"{here}" is not "{there}".'
                yield CONVERSIONS.signal("clash", "number", message, [view.passage(one.start, other.end)])
    yield from _rates_apart(article)


def _fits(one: Figure, other: Figure) -> bool:
    """Tell whether two measures can be one; of degrees, whether they can be one as a difference is enough."""
    if one.interval.meets(other.interval):
        return True
    if one.unit.dimension != "temperature":
        return False
    here, there = (_as_difference(figure) for figure in (one, other))
    return here.meets(there)


def _as_difference(figure: Figure) -> Interval:
    return figure.interval.shifted(_FAHRENHEIT_ZERO) if figure.unit.offset else figure.interval


@dataclass(frozen=True, slots=True)
class _Rate:
    """What one unit of the second currency costs in the first, by "8.4 million crowns (1.2 million euros)"."""

    view: SentenceView
    start: int
    end: int
    ratio: Interval


def _rates_apart(article: ArticleView) -> Iterator[Signal]:
    """Yield a signal for the first two conversions between the same currencies whose rates never meet."""
    rates: dict[tuple[str, str], list[_Rate]] = {}
    for view in article:
        if "(" not in view.text and ", o" not in view.text:
            continue
        tokens, measured = view.parsed(values_of).tokens, view.parsed(measured_of)
        for one, other in pairwise(measured):
            ratio = tight(one.figure).over(tight(other.figure)) if _converts_money(tokens, one, other) else None
            if ratio is not None and ratio.low is not None and ratio.high is not None:
                drift = Interval(ratio.low * (1 - _DRIFT), ratio.high * (1 + _DRIFT))
                currencies = one.figure.unit.dimension or one.counted.subject, other.figure.unit.dimension
                rates.setdefault(currencies, []).append(
                    _Rate(view, one.figure.start, tokens.ends[other.figure.after], drift)
                )
    for same in rates.values():
        apart = next(
            (pair for pair in combinations(same[:_MOST_RATES], 2) if not pair[0].ratio.meets(pair[1].ratio)), None
        )
        if apart is not None:
            here, there = (rate.view.text[rate.start : rate.end] for rate in apart)
            message = f'"{here}" and "{there}" are not converted at one rate.'
            passages = [rate.view.passage(rate.start, rate.end) for rate in apart]
            yield CONVERSIONS.signal("clash", "number", message, passages)


def _converts_money(tokens: Tokens, one: Measured, other: Measured) -> bool:
    """Tell whether the second figure is the first in another currency; of the first the noun may be its currency."""
    first, second = one.figure, other.figure
    if second.unit.dimension not in CURRENCIES or second.unit.dimension == first.unit.dimension:
        return False
    if first.unit.dimension not in CURRENCIES and not (first.unit is COUNT and one.counted.subject):
        return False
    between = tuple(tokens.lower[one.counted.after : second.first])
    return between == ("(",) and tokens.word(second.after) in {")", ";"}


def _converts(tokens: Tokens, one: Figure, other: Figure) -> bool:
    """Tell whether the second figure is the first in another unit: "26 miles (42 km)"."""
    dimension = one.unit.dimension
    if dimension not in _DIMENSIONS or other.unit.dimension != dimension or one.unit.name == other.unit.name:
        return False
    if one.side == "by" or other.side or other.more or one.more:
        return False
    between = tuple(tokens.lower[one.after : other.first])
    behind = tokens.word(other.after)
    if between and between[-1] in _OPENS and len(between) <= 3:
        # "the 26 miles (42 km)" and "26 miles long (42 km)"; a bracket that goes on says something else.
        return behind in {")", "]", ",", ";"} and all(word.isalpha() for word in between[:-1])
    return len(between) == 2 and between[0] == "," and between[1] in _OR and behind in {",", "."}


CONVERSIONS = Inside("F2", "conversions", __name__, check_conversions)
