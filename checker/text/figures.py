"""Figures in a text → intervals with a unit, and what is counted.

A figure means what can have been rounded to it: "1.2 million" is anything from 1.15 to 1.25 million, "4.50 per cent"
from 4.495 to 4.505; a count up to twenty, or one that does not end in a nought, is meant exactly. "More than", "up to",
"about" and their like open or widen the interval. Years, dates, times of day, scores, numbers in names ("Boeing 737",
"F-16") and phone numbers are no figures. What is not certain to be a figure yields nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from checker.text.bounds import Bound, bound_before, bound_behind
from checker.text.clocks import Clock
from checker.text.figure import Figure, bounded
from checker.text.figure_pairs import BY, FROM, added, adds_up, with_sides, with_units_of_pairs
from checker.text.figure_words import FigureWords, figure_places, figure_words
from checker.text.interval import Interval
from checker.text.lone_numbers import ends_cleanly, is_inside_name, is_negative, is_no_count
from checker.text.moments import Moment
from checker.text.numbers import number_at
from checker.text.plain_numbers import Number
from checker.text.shares import InWords, share_at, vague_at
from checker.text.tokens import Tokens
from checker.text.units import COUNT, Unit, unit_before, unit_behind

_EXACT_UP_TO = 20
_RANGE = {"en": {"to", "or"}, "de": {"bis", "oder"}, "es": {"a", "o"}, "fr": {"à", "ou"}}
_BETWEEN = {"en": ("between", "and"), "de": ("zwischen", "und"), "es": ("entre", "y"), "fr": ("entre", "et")}
_BETWEEN_WORDS = frozenset(first for first, _ in _BETWEEN.values())
_DASHES = frozenset("-–—")
# One of these stands between the two numbers of every range.
_JOINS = _DASHES.union(*_RANGE.values(), (second for _, second in _BETWEEN.values()))
_MORE = frozenset(
    "another further additional extra more weitere zusätzliche otros otras más autres supplémentaires".split()
)


def figures_in(
    tokens: Tokens,
    language: str,
    moments: Iterable[Moment] = (),
    clocks: Iterable[Clock] = (),
    places: Sequence[int] | None = None,
) -> tuple[Figure, ...]:
    """Return the figures of a text, left to right, none overlapping another, a moment or a time of day.

    `places` are the tokens with which one can begin, where the caller knows them (`figure_places`).
    """
    if places is None:
        places = figure_places(tokens, language)
    if not places:
        return ()
    words = figure_words(language)
    taken = sorted([(one.start, one.end) for one in moments] + [(one.start, one.end) for one in clocks])
    found: list[Figure] = []
    behind = 0
    blocked = 0
    for index in places:
        if index < behind:
            continue
        while blocked < len(taken) and taken[blocked][1] <= tokens.starts[index]:
            blocked += 1
        if blocked < len(taken) and taken[blocked][0] <= tokens.starts[index]:
            continue
        figure = _figure_at(tokens, index, words)
        if figure is None or (blocked < len(taken) and taken[blocked][0] < figure.end):
            continue
        if found and figure.start < found[-1].end:
            # "0€0": the sign is the first one's.
            continue
        if found and adds_up(tokens, found[-1], figure):
            figure = added(found.pop(), figure)
        found.append(figure)
        behind = figure.after
    return with_sides(tokens, with_units_of_pairs(tokens, found, language), language)


def _figure_at(tokens: Tokens, index: int, words: FigureWords) -> Figure | None:
    """Return the figure whose number begins at a token."""
    word = tokens.lower[index]
    if word in words.rounds or word == "half" or tokens.word(index + 1) in words.behind_shares:
        share = share_at(tokens, index, words.language) or vague_at(tokens, index, words.language)
        if share is not None:
            return _in_words(tokens, index, share, words)
    if not (tokens.digits[index] or word in words.numbers) or is_inside_name(tokens, index):
        return None
    money = unit_before(tokens, index)
    number = number_at(tokens, index, words.language, money=money is not None)
    if number is None or not ends_cleanly(tokens, number):
        return None
    start = money[1] if money else index
    bound, begin = _bound_before(tokens, start, words)
    sign = is_negative(tokens, start)
    upper = _upper_end(tokens, number, start, words.language) if tokens.word(number.end) in _JOINS else None
    last = upper or number
    unit, end = _unit(tokens, last, money)
    if unit is None or (unit is COUNT and not money and is_no_count(tokens, number, last, sign=sign)):
        return None
    behind, end_behind = bound_behind(tokens, end, words.language)
    if bound == "exact" and behind != "exact":
        bound, end = behind, end_behind
    if upper is not None:
        return _ranged(tokens, number, upper, unit, begin, end)
    value = -number.value if sign else number.value
    reach, rounded = _reach(number, unit)
    interval = bounded(value + unit.offset, reach, bound)
    if unit is not COUNT:
        value = (value + unit.offset) * unit.low
        interval = interval.times(unit.low, unit.high)
    if sign and begin > 0:
        begin -= 1
    more = tokens.word(begin - 1) in _MORE or tokens.word(end) in _MORE
    stands, ends = tokens.starts[begin], tokens.ends[end - 1]
    step = number.step / number.factor if number.scaled else number.step
    return Figure(
        stands, ends, interval, unit, value, bound, begin, end, "", more, _each(tokens, end, words), None, rounded,
        number.factor, step,
    )  # fmt: skip


def _bound_before(tokens: Tokens, start: int, words: FigureWords) -> tuple[Bound, int]:
    """Return the bound before a figure, and the token with which it begins; most figures have none."""
    if tokens.word(start - 1) not in words.bounds:
        return "exact", start
    return bound_before(tokens, start, words.language)


def _in_words(tokens: Tokens, index: int, share: InWords, words: FigureWords) -> Figure:
    """Return the part of a whole, or the round number in words, that begins at a token."""
    bound, begin = _bound_before(tokens, index, words)
    interval = share.interval if bound == "exact" else bounded(share.value, share.reach, bound)
    start, end = tokens.starts[begin], tokens.ends[share.end - 1]
    return Figure(start, end, interval, share.unit, share.value, bound, begin, share.end, rounded=True)


def _ranged(tokens: Tokens, number: Number, upper: Number, unit: Unit, begin: int, end: int) -> Figure:
    low = number.value
    if upper.scaled and not number.scaled and upper.value > low * 100:
        # "two to three million"
        low *= Decimal(10) ** (len(str(int(upper.value))) - len(str(int(upper.value)).rstrip("0")))
        low = low if low < upper.value else number.value
    interval = Interval(low + unit.offset, upper.value + unit.offset).times(unit.low, unit.high)
    if tokens.word(begin - 1) in _BETWEEN_WORDS:
        begin -= 1
    return Figure(
        tokens.starts[begin], tokens.ends[end - 1], interval, unit, (low + unit.offset) * unit.low, "about", begin, end,
        rounded=True,
    )  # fmt: skip


def _unit(tokens: Tokens, number: Number, money: tuple[Unit, int] | None) -> tuple[Unit | None, int]:
    """Return the unit of a number and the token after it; no unit at all where two stand there."""
    behind = unit_behind(tokens, number.end, in_digits=number.in_digits)
    if behind is None and number.scaled and tokens.word(number.end) in {"de", "d'"}:
        # "3.400 millones de euros"
        behind = unit_behind(tokens, number.end + 1, in_digits=False)
    if money is not None:
        return money[0], number.end
    if behind is None:
        return COUNT, number.end
    unit, end = behind
    if unit.dimension == "length" and unit.name == "m" and tokens.word(end - 1) == "m" and not tokens.touches(end - 1):
        # "5 m people" would be millions.
        return (unit, end) if not tokens.word(end).isalpha() or tokens.word(end) in _AFTER_METRES else (None, end)
    return unit, end


_AFTER_METRES = frozenset("high tall deep wide long above below of from and in to away down under off".split())


def _reach(number: Number, unit: Unit) -> tuple[Decimal, bool]:
    """Return how far the true value may lie from a number that is written without a bound; whether it is round."""
    value = abs(number.value)
    small = not number.scaled and (value <= _EXACT_UP_TO or number.step < 10)
    if unit is COUNT and small and value == value.to_integral_value():
        return Decimal(0), False
    half = number.step / 2
    if unit.dimension == "temperature":
        return min(half, Decimal(1)), number.step >= 10
    if number.scaled:
        return half, True
    return min(half, max(value / 10, Decimal("0.5"))), number.step >= 10


def _upper_end(tokens: Tokens, number: Number, start: int, language: str) -> Number | None:
    """Return the second number of a range: "40–50", "40 to 50", "between 40 and 50"."""
    word = tokens.word(number.end)
    position = number.end + 1
    before = tokens.word(start - 1)
    between = _BETWEEN.get(language, ("", ""))
    dashed = word in _DASHES and tokens.touches(number.end) == tokens.touches(number.end + 1)
    if not dashed and not (before == between[0] and word == between[1]):
        if word not in _RANGE.get(language, set()) or before in (*FROM.get(language, ()), *BY.get(language, ())):
            return None
        if language in {"es", "fr"} and before in {"de", "del"}:
            return None
    money = tokens.word(position) in {"$", "€", "£"}
    upper = number_at(tokens, position + money, language, money=money)
    if upper is None or upper.value <= number.value:
        return None
    if dashed and number.in_digits and upper.value < 10 and word == "-":
        # A score.
        return None
    return upper


def _each(tokens: Tokens, index: int, words: FigureWords) -> str:
    """Return what a figure is counted for: "day" in "40 a day"."""
    # After a bare number "a" begins something else ("paid 40 a ticket" is rare); a unit or noun may stand between.
    for position in (index, index + 1):
        if tokens.word(position) in words.each and tokens.word(position + 1).isalpha():
            return tokens.word(position + 1)
    return ""
