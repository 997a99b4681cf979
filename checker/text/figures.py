"""Figures in a text → intervals with a unit, and what is counted.

A figure means what can have been rounded to it: "1.2 million" is anything from 1.15 to 1.25 million, "4.50 per cent"
from 4.495 to 4.505; a count up to twenty, or one that does not end in a nought, is meant exactly. "More than", "up to",
"about" and their like open or widen the interval. Years, dates, times of day, scores, numbers in names ("Boeing 737",
"F-16") and phone numbers are no figures. What is not certain to be a figure yields nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import cache

from checker.text.bounds import bound_before, bound_behind
from checker.text.clocks import Clock
from checker.text.figure import Figure, bounded
from checker.text.figure_pairs import BY, FROM, added, adds_up, with_sides, with_units_of_pairs
from checker.text.interval import Interval
from checker.text.lone_numbers import ends_cleanly, is_inside_name, is_negative, is_no_count
from checker.text.moments import Moment
from checker.text.number_words import SCALES, starters
from checker.text.numbers import Number, begins_number, number_at, number_starts
from checker.text.shares import behind_articles, share_at, share_starts, vague_at
from checker.text.tokens import Tokens
from checker.text.units import COUNT, CURRENCIES, Unit, unit_before, unit_behind

_EXACT_UP_TO = 20
_RANGE = {"en": {"to", "or"}, "de": {"bis", "oder"}, "es": {"a", "o"}, "fr": {"à", "ou"}}
_BETWEEN = {"en": ("between", "and"), "de": ("zwischen", "und"), "es": ("entre", "y"), "fr": ("entre", "et")}
_BETWEEN_WORDS = frozenset(first for first, _ in _BETWEEN.values())
_DASHES = frozenset("-–—")
_JOINS = _DASHES.union(*_RANGE.values(), (second for _, second in _BETWEEN.values()))
_ARTICLES = frozenset("a an ein eine einer einem der die das un une una la".split())
_MORE = frozenset(
    "another further additional extra more weitere zusätzliche otros otras más autres supplémentaires".split()
)
_EACH = {"en": {"a", "an", "per", "each", "every"}, "de": {"pro", "je"}, "es": {"por"}, "fr": {"par"}}


@cache
def number_words(language: str) -> frozenset[str]:
    """Return the words, in lower case, one of which stands in every figure that has no digit in it."""
    extra = {
        "en": "half a an dozen dozens hundreds thousands millions third thirds quarter quarters scores",
        "de": "anderthalb eine ein einer hälfte drittel viertel dutzend hunderte tausende millionen eineinhalb",
        "es": "medio un mitad tercio tercios cuarto docena docenas cientos miles millones",
        "fr": "un moitié tiers quart quarts douzaine dizaine vingtaine trentaine centaine centaines milliers",
    }
    return starters(language) | SCALES.get(language, {}).keys() | frozenset(extra.get(language, "").split())


@cache
def _telling_words(language: str) -> frozenset[str]:
    """Return the words and signs one of which stands in every figure without a digit, articles aside."""
    return (number_words(language) | number_starts(language) | share_starts(language)) - _ARTICLES


@cache
def _figure_starts(language: str) -> frozenset[str]:
    """Return the words, in lower case, with one of which every figure begins that does not begin with a digit."""
    return number_starts(language) | share_starts(language)


def figure_places(tokens: Tokens, language: str) -> Sequence[int]:
    """Return the tokens with which a figure can begin: there are no more figures than these."""
    digits, lower = tokens.digits, tokens.lower
    if True not in digits and _telling_words(language).isdisjoint(tokens.words):
        return ()
    starts, after_article = _figure_starts(language), behind_articles(language)
    return [
        at
        for at, word in enumerate(lower)
        if digits[at] or (word in starts and (word not in _ARTICLES or tokens.word(at + 1) in after_article))
    ]


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
        figure = _figure_at(tokens, index, language)
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


def _figure_at(tokens: Tokens, index: int, language: str) -> Figure | None:
    """Return the figure whose number begins at a token."""
    share = share_at(tokens, index, language) or vague_at(tokens, index, language)
    if share is not None:
        bound, begin = bound_before(tokens, index, language)
        interval = share.interval if bound == "exact" else bounded(share.value, share.reach, bound)
        return Figure(
            tokens.starts[begin],
            tokens.ends[share.end - 1],
            interval,
            share.unit,
            share.value,
            bound,
            begin,
            share.end,
            rounded=True,
        )
    if not begins_number(tokens, index, language) or is_inside_name(tokens, index):
        return None
    money = unit_before(tokens, index)
    number = number_at(tokens, index, language, money=money is not None)
    if number is None or not ends_cleanly(tokens, number):
        return None
    bound, begin = bound_before(tokens, money[1] if money else index, language)
    sign = is_negative(tokens, money[1] if money else index)
    upper = _upper_end(tokens, number, money[1] if money else index, language)
    last = upper or number
    unit, end = _unit(tokens, last, money)
    if unit is None:
        return None
    if unit is COUNT and not money and is_no_count(tokens, number, last, sign=sign):
        return None
    behind, end_behind = bound_behind(tokens, end, language)
    if bound == "exact" and behind != "exact":
        bound, end = behind, end_behind
    if upper is not None:
        return _ranged(tokens, number, upper, unit, begin, end)
    value = (-number.value if sign else number.value) + unit.offset
    reach, rounded = _reach(number, unit)
    interval = bounded(value, reach, bound)
    if unit is not COUNT:
        interval = interval.times(unit.low, unit.high)
    if sign and begin > 0:
        begin -= 1
    return Figure(
        tokens.starts[begin], tokens.ends[end - 1], interval, unit, value * unit.low, bound, begin, end,
        each=_each(tokens, end, language), rounded=rounded, factor=number.factor, step=number.step / number.factor,
        more=tokens.word(begin - 1) in _MORE or tokens.word(end) in _MORE,
    )  # fmt: skip


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
    half = number.step / 2
    if unit is COUNT or unit.dimension in CURRENCIES:
        whole = value == value.to_integral_value()
        if unit is COUNT and whole and not number.scaled and (value <= _EXACT_UP_TO or number.step < 10):
            return Decimal(0), False
    if unit.dimension == "temperature":
        return min(half, Decimal(1)), number.step >= 10
    if number.scaled:
        return half, True
    return min(half, max(value / 10, Decimal("0.5"))), number.step >= 10


def _upper_end(tokens: Tokens, number: Number, start: int, language: str) -> Number | None:
    """Return the second number of a range: "40–50", "40 to 50", "between 40 and 50"."""
    word = tokens.word(number.end)
    if word not in _JOINS:
        return None
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


def _each(tokens: Tokens, index: int, language: str) -> str:
    """Return what a figure is counted for: "day" in "40 a day"."""
    words = _EACH.get(language, set())
    # After a bare number "a" begins something else ("paid 40 a ticket" is rare); a unit or noun may stand between.
    for position in (index, index + 1):
        if tokens.word(position) in words and tokens.word(position + 1).isalpha():
            return tokens.word(position + 1)
        if tokens.word(position) == "/" and tokens.word(position + 1).isalpha():
            return tokens.word(position + 1)
    return ""
