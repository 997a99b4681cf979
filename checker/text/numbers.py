"""Numbers in tokens: digits with the separators of the language, words, scales, fractions → a value and its last place.

What can be read in two ways is not read: "1.200" is a thousand and two hundred in German and one and a fifth in
English, and no number at all where the language is unknown.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from checker.text.digits import MOST_DIGITS, last_place, plain_number, step_of
from checker.text.number_words import LETTER_SCALES, NEEDS_DIGITS, SCALES, longest, spelled, starters
from checker.text.tokens import Tokens
from checker.text.word_stems import is_stop_word

_GROUP = re.compile(r"\d{3}(?:,\d+)?")
_GROUP_SPACES = frozenset("\u00a0\u202f\u2009")
_FRACTION_SIGNS = {
    "½": (1, 2),
    "⅓": (1, 3),
    "⅔": (2, 3),
    "¼": (1, 4),
    "¾": (3, 4),
    "⅕": (1, 5),
    "⅛": (1, 8),
    "⅜": (3, 8),
}
# What halves or multiplies the scale behind it, or stands for a number itself.
_HALVES: Mapping[str, Mapping[tuple[str, ...], str]] = {
    "en": {("half", "a"): "0.5", ("a", "half"): "0.5", ("a", "quarter", "of", "a"): "0.25",
           ("three", "quarters", "of", "a"): "0.75", ("a",): "1"},
    "de": {("eine", "halbe"): "0.5", ("anderthalb",): "1.5", ("eineinhalb",): "1.5", ("zweieinhalb",): "2.5",
           ("dreieinhalb",): "3.5", ("viereinhalb",): "4.5", ("eine",): "1", ("einer",): "1", ("ein",): "1"},
    "es": {("medio",): "0.5", ("un",): "1"},
    "fr": {("un", "demi"): "0.5", ("un",): "1"},
}  # fmt: skip
_AND_A_HALF: Mapping[str, Mapping[tuple[str, ...], str]] = {
    "en": {("and", "a", "half"): "0.5", ("and", "a", "quarter"): "0.25", ("and", "three", "quarters"): "0.75"},
    "de": {},
    "es": {("y", "medio"): "0.5", ("y", "media"): "0.5"},
    "fr": {("et", "demi"): "0.5", ("et", "demie"): "0.5"},
}  # fmt: skip


_ANDS = frozenset(phrase[0] for halves in _AND_A_HALF.values() for phrase in halves)


class Number(NamedTuple):
    """A number in tokens `first` to `end` (exclusive). `step` is the place of its last digit that counts.

    `factor` is what the words behind it multiply it by.
    """

    first: int
    end: int
    value: Decimal
    step: Decimal
    in_digits: bool
    factor: Decimal = Decimal(1)

    @property
    def scaled(self) -> bool:
        """Whether a word multiplies it: "2 million" is rounder than "2,000,000"."""
        return self.factor != 1


def number_at(tokens: Tokens, index: int, language: str, *, money: bool = False) -> Number | None:
    """Return the number that begins at token `index`, None where none does that can be read in one way only.

    `money` says that a currency stands before it: then "3m" is three million, and else three metres.
    """
    if index >= len(tokens.lower):
        return None
    number = _plain_at(tokens, index, language)
    if number is None:
        return _half_of_scale_at(tokens, index, language)
    if tokens.word(number.end) not in _followers(language):
        return number
    number = _with_fraction(tokens, number, language)
    end = number.end
    value, step, times = number.value, number.step, Decimal(1)
    scale = _scale_at(tokens, end, language, in_digits=number.in_digits, money=money)
    while scale is not None:
        factor, after = scale
        value, step, times, end = value * factor, step * factor, times * factor, after
        halves = _and_a_half_at(tokens, end, language) if factor > 1000 else None
        if halves is not None:
            value, step, end = value + halves[0] * factor, Decimal("0.1") * factor, halves[1]
        scale = _scale_at(tokens, end, language, in_digits=False) if factor == 1000 else None
    if times != 1 and not number.in_digits:
        rest = _spelled_at(tokens, end, language)
        if rest and rest[0] < value and value % 1000 == 0 and tokens.gap(end) in {" ", ""}:
            value, step, end = value + rest[0], Decimal(last_place(rest[0])), rest[1]
    return Number(number.first, end, value, step, number.in_digits, times)


def begins_number(tokens: Tokens, index: int, language: str) -> bool:
    """Tell at little cost whether a number may begin at a token."""
    return tokens.digits[index] or tokens.lower[index] in number_starts(language)


@cache
def _followers(language: str) -> frozenset[str]:
    """Return the words and signs, in lower case, one of which stands behind a number that goes on behind its digits."""
    return frozenset({*SCALES.get(language, {}), *_FRACTION_SIGNS, *_ANDS, "-", "1"})


@cache
def number_starts(language: str) -> frozenset[str]:
    """Return the words and signs, in lower case, that a number without digits can begin with."""
    return starters(language) | _FRACTION_SIGNS.keys() | {"one"} | _HALF_STARTS.get(language, frozenset())


_HALF_STARTS = {language: frozenset(phrase[0] for phrase in halves) for language, halves in _HALVES.items()}


def _plain_at(tokens: Tokens, index: int, language: str) -> Number | None:
    """Return the number without scale at a token."""
    written = tokens.written[index]
    if tokens.digits[index]:
        return _digits_at(tokens, index, language)
    if written in _FRACTION_SIGNS:
        over, under = _FRACTION_SIGNS[written]
        return Number(index, index + 1, Decimal(over) / under, Decimal("0.1"), in_digits=True)
    found = _spelled_at(tokens, index, language)
    if found is None:
        return (
            Number(index, index + 1, Decimal(1), Decimal(1), in_digits=False)
            if _is_one(tokens, index, language)
            else None
        )
    return Number(index, found[1], Decimal(found[0]), Decimal(last_place(found[0])), in_digits=False)


def _is_one(tokens: Tokens, index: int, language: str) -> bool:
    """Tell whether "one" counts something: "one child", not "one of them", "the one who", "one another"."""
    if language != "en" or tokens.lower[index] != "one" or tokens.word(index - 1) in _NOT_BEFORE_ONE:
        return False
    behind = tokens.word(index + 1)
    return behind.isalpha() and behind not in _NOT_BEHIND_ONE and not is_stop_word(behind)


_NOT_BEFORE_ONE = frozenset("the this that any every each no another which only first last day".split())
_NOT_BEHIND_ONE = frozenset("another thing day another's way point".split())


def _digits_at(tokens: Tokens, index: int, language: str) -> Number | None:
    """Return the number that a token of digits begins; groups that spaces part belong to it."""
    written, end = tokens.written[index], index + 1
    parts = [written]
    while (
        end < len(tokens.lower)
        and len(parts) < MOST_DIGITS
        and len(parts[0]) <= 3
        and parts[0].isdecimal()
        and _groups(tokens.gap(end), language)
        and _GROUP.fullmatch(tokens.written[end][:MOST_DIGITS])
    ):
        parts.append(tokens.written[end])
        end += 1
        if "," in parts[-1]:
            break
    if len(parts) == 1 and (_may_group(tokens, index - 1) or _may_group(tokens, index)):
        return None
    if len(written) > 2 * MOST_DIGITS:
        return None
    value = plain_number("".join(parts), language, grouped=len(parts) > 1)
    return None if value is None else Number(index, end, value, step_of(value), in_digits=True)


def _groups(gap: str, language: str) -> bool:
    """Tell whether what stands between two groups of digits makes them one number."""
    return gap in _GROUP_SPACES or (gap == " " and language in {"fr", "es"})


def _may_group(tokens: Tokens, index: int) -> bool:
    """Tell whether a token and the next may be one number that a plain space parts: "1 200" in English."""
    if not 0 <= index < len(tokens) - 1 or tokens.gap(index + 1) != " ":
        return False
    first, second = tokens.written[index], tokens.written[index + 1]
    return first.isdecimal() and len(first) <= 3 and second.isdecimal() and len(second) == 3


def _spelled_at(tokens: Tokens, index: int, language: str) -> tuple[int, int] | None:
    """Return the value of the number in words that begins at a token, and where it ends: the longest there is."""
    if index >= len(tokens.lower) or tokens.lower[index] not in starters(language):
        return None
    words: list[str] = []
    found: tuple[int, int] | None = None
    position = index
    while position < len(tokens.lower) and len(words) < longest(language):
        if tokens.lower[position] == "-" and words and tokens.touches(position) and tokens.touches(position + 1):
            position += 1
            continue
        words.append(tokens.lower[position])
        position += 1
        value = spelled(language).get(tuple(words))
        if value is not None:
            found = value, position
    return found


def _with_fraction(tokens: Tokens, number: Number, language: str) -> Number:
    """Return the number with the half that follows it: "3½", "3 1/2", "two and a half"."""
    end = number.end
    if end < len(tokens.lower) and tokens.written[end] in _FRACTION_SIGNS and number.value == int(number.value):
        over, under = _FRACTION_SIGNS[tokens.written[end]]
        value = number.value + Decimal(over) / under
        return Number(number.first, end + 1, value, Decimal("0.1"), number.in_digits)
    if (
        tokens.word(end) == "1"
        and tokens.word(end + 1) == "/"
        and tokens.word(end + 2) in {"2", "4"}
        and not tokens.touches(end)
        and number.in_digits
    ):
        value = number.value + Decimal(1) / int(tokens.word(end + 2))
        return Number(number.first, end + 3, value, Decimal("0.1"), number.in_digits)
    halves = _and_a_half_at(tokens, end, language)
    if halves is not None:
        return Number(number.first, halves[1], number.value + halves[0], Decimal("0.1"), number.in_digits)
    return number


def _and_a_half_at(tokens: Tokens, index: int, language: str) -> tuple[Decimal, int] | None:
    if tokens.word(index) not in _ANDS:
        return None
    for phrase, part in _AND_A_HALF.get(language, {}).items():
        if tokens.at(index, phrase):
            return Decimal(part), index + len(phrase)
    return None


def _half_of_scale_at(tokens: Tokens, index: int, language: str) -> Number | None:
    """Return "half a million", "anderthalb Milliarden", "a million": a number that only its scale makes one."""
    for phrase, part in _HALVES.get(language, {}).items():
        if tokens.at(index, phrase):
            scale = _scale_at(tokens, index + len(phrase), language, in_digits=False)
            if scale is not None and scale[0] > 10:
                value = Decimal(part) * scale[0]
                halves = _and_a_half_at(tokens, scale[1], language)
                if halves is not None:
                    return Number(
                        index,
                        halves[1],
                        value + halves[0] * scale[0],
                        Decimal("0.1") * scale[0],
                        False,
                        Decimal(scale[0]),
                    )
                step = Decimal("0.1") * scale[0] if "." in part else Decimal(scale[0])
                return Number(index, scale[1], value, step, in_digits=False, factor=Decimal(scale[0]))
    return None


def _scale_at(
    tokens: Tokens, index: int, language: str, *, in_digits: bool, money: bool = False
) -> tuple[int, int] | None:
    """Return the factor of the scale at a token and where the scale ends."""
    word = tokens.word(index)
    factor = SCALES.get(language, {}).get(word)
    if factor is None and word == "-" and tokens.touches(index):
        # "a 3.4-billion-velm bill"
        index += 1
        word = tokens.word(index)
        factor = SCALES.get(language, {}).get(word)
    if factor is None or (word in NEEDS_DIGITS and not in_digits) or (word in LETTER_SCALES and not money):
        return None
    dotted = word in NEEDS_DIGITS and tokens.word(index + 1) == "." and tokens.touches(index + 1)
    return factor, index + 2 if dotted else index + 1
