"""F2 · A conversion in brackets that does not fit its figure.

Proves: one measure is given twice, the second time in brackets or between commas, in another unit; what the two can
mean never meets, each rounded as it is written. Currencies are left alone, as is any pair of which either is not in a
unit.

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

from checker.checks.check import Inside
from checker.checks.values import values_of
from checker.checks.views import ArticleView
from checker.schema import Signal
from checker.text.figure import Figure
from checker.text.tokens import Tokens

_DIMENSIONS = frozenset({"length", "area", "mass", "volume", "speed", "temperature", "power", "energy"})
_OPENS = frozenset({"(", "["})
_OR = frozenset({"or", "oder", "o", "ou"})


def check_conversions(article: ArticleView) -> Iterator[Signal]:
    """Yield a signal for each measure whose second unit does not fit the first."""
    for view in article:
        if "(" not in view.text and ", o" not in view.text:
            continue
        values = view.parsed(values_of)
        for one, other in zip(values.figures, values.figures[1:], strict=False):
            if _converts(values.tokens, one, other) and not one.interval.meets(other.interval):
                here, there = view.text[one.start : one.end], view.text[other.start : other.end]
                message = f'"{here}" is not "{there}".'
                yield CONVERSIONS.signal("clash", "number", message, [view.passage(one.start, other.end)])


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
