"""Figures beside figures: "2 hours and 30 minutes" are one, "from 4.75 to 4.50 per cent" one unit each."""

from __future__ import annotations

from checker.text.figure import Figure, Side, bounded
from checker.text.interval import Interval
from checker.text.tokens import Tokens
from checker.text.units import COUNT

FROM = {"en": ("from",), "de": ("von",), "es": ("de", "del", "desde"), "fr": ("de",)}
_TO = {"en": ("to",), "de": ("auf",), "es": ("a", "al", "hasta"), "fr": ("à",)}
BY = {"en": ("by",), "de": ("um",), "es": (), "fr": ()}
_OUT_OF = frozenset(
    {("of",), ("out", "of"), ("of", "the"), ("out", "of", "the"), ("of", "its"), ("of", "their"), ("von",), ("der",),
     ("de",), ("de", "los"), ("de", "las"), ("sur",), ("des",)}
)  # fmt: skip


def sides(language: str) -> frozenset[str]:
    """Return the words, in lower case, one of which stands before every figure that is a part of a change."""
    return frozenset((*FROM.get(language, ()), *_TO.get(language, ()), *BY.get(language, ())))


def adds_up(tokens: Tokens, last: Figure, figure: Figure) -> bool:
    """Tell whether two figures are one: "2 hours and 30 minutes", "6 feet 2 inches"."""
    between = figure.first - last.after
    return (
        last.unit.dimension == figure.unit.dimension in {"time", "length", "mass"}
        and last.unit.low > figure.unit.low
        and last.bound != "below"
        and figure.bound == "exact"
        and (between == 0 or (between == 1 and tokens.word(last.after) in {"and", "und", "y", "et", "con"}))
        and figure.value < last.unit.low
    )


def added(last: Figure, figure: Figure) -> Figure:
    # The first is exact once the second tells its parts.
    exact = Interval(last.value, last.value)
    return figure._replace(
        start=last.start,
        first=last.first,
        value=last.value + figure.value,
        interval=exact.plus(figure.interval) if last.bound == "exact" else last.interval,
        bound=last.bound,
    )


def with_units_of_pairs(tokens: Tokens, figures: list[Figure], language: str) -> list[Figure]:
    """Return the figures, a bare one with the unit of its partner: "from 4.75 to 4.50 per cent"."""
    if len(figures) < 2:
        return figures
    partners = {*FROM.get(language, ()), *_TO.get(language, ())}
    for place, figure in enumerate(figures):
        if figure.unit is not COUNT:
            continue
        for near in (place + 1, place - 1):
            other = figures[near] if 0 <= near < len(figures) else None
            if other is None or (other.unit is COUNT and other.factor == 1) or not tokens.digits[figure.first]:
                continue
            if figure.factor != 1 and (other.unit is COUNT or other.factor == 1):
                continue
            first, second = sorted((figure, other), key=lambda one: one.start)
            words = {tokens.word(first.first - 1), tokens.word(second.first - 1)}
            if second.first - first.after <= 1 and words <= partners and len(words) == 2:
                figures[place] = _like(figure, other)
                break
    return figures


def _like(figure: Figure, other: Figure) -> Figure:
    """Return a bare figure with the unit of another, and its scale: "von 120 auf 96 Millionen Euro"."""
    interval, value, unit = figure.interval, figure.value, other.unit
    if other.factor != 1 and figure.factor == 1:
        value *= other.factor
        interval = bounded(value, figure.step * other.factor / 2, figure.bound)
    interval = interval.shifted(unit.offset).times(unit.low, unit.high)
    return figure._replace(unit=unit, interval=interval, value=(value + unit.offset) * unit.low, factor=other.factor)


def with_sides(tokens: Tokens, figures: list[Figure], language: str) -> tuple[Figure, ...]:
    """Return the figures with the part they have in a change, and with their whole."""
    told: list[Figure] = []
    for place, figure in enumerate(figures):
        follower = figures[place + 1] if place + 1 < len(figures) else None
        side = _side(tokens, figure, follower, told[-1].side if told else "", language)
        whole = follower.value if follower and _is_part_of(tokens, figure, follower) else None
        told.append(figure._replace(side=side, whole=whole) if side or whole else figure)
    return tuple(told)


def _side(tokens: Tokens, figure: Figure, follower: Figure | None, last: Side, language: str) -> Side:
    """Return which part of a change a figure is, by the word before it."""
    before = tokens.word(figure.first - 1)
    if before in BY.get(language, ()):
        return "by"
    tos = _TO.get(language, ())
    if before in FROM.get(language, ()) and (language == "en" or (follower and tokens.word(follower.first - 1) in tos)):
        # "de" and "von" mean "of" as well, unless an "a" or "auf" follows.
        return "from"
    return "to" if before in tos and (language in {"en", "de"} or last == "from") else ""


def _is_part_of(tokens: Tokens, figure: Figure, whole: Figure) -> bool:
    """Tell whether a figure is counted out of the next: "14 of 18", "14 out of the 18"."""
    if figure.unit is not COUNT or whole.unit is not COUNT or figure.value >= whole.value:
        return False
    return figure.after <= whole.first and tuple(tokens.lower[figure.after : whole.first]) in _OUT_OF
