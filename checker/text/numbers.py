"""Numbers in tokens with all that goes with them: scales ("1.2 million"), fractions ("two and a half")."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import cache

from checker.text.digits import last_place
from checker.text.number_words import LETTER_SCALES, NEEDS_DIGITS, SCALES, starters
from checker.text.plain_numbers import FRACTION_SIGNS, Number, plain_at, spelled_at
from checker.text.tokens import Tokens

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


def number_at(tokens: Tokens, index: int, language: str, *, money: bool = False) -> Number | None:
    """Return the number that begins at token `index`, None where none does that can be read in one way only.

    `money` says that a currency stands before it: then "3m" is three million, and else three metres.
    """
    if index >= len(tokens.lower):
        return None
    number = plain_at(tokens, index, language)
    if number is None:
        return _half_of_scale_at(tokens, index, language) if tokens.lower[index] in _half_starts(language) else None
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
        rest = spelled_at(tokens, end, language)
        if rest and rest[0] < value and value % 1000 == 0 and tokens.gap(end) in {" ", ""}:
            value, step, end = value + rest[0], Decimal(last_place(rest[0])), rest[1]
    return Number(number.first, end, value, step, number.in_digits, times)


@cache
def _followers(language: str) -> frozenset[str]:
    """Return the words and signs, in lower case, one of which stands behind a number that goes on behind its digits."""
    return frozenset({*SCALES.get(language, {}), *FRACTION_SIGNS, *_ANDS, "-", "1"})


@cache
def number_starts(language: str) -> frozenset[str]:
    """Return the words and signs, in lower case, that a number without digits can begin with."""
    return starters(language) | FRACTION_SIGNS.keys() | {"one"} | _half_starts(language)


@cache
def _half_starts(language: str) -> frozenset[str]:
    """Return the words, in lower case, that a half or a scale alone can begin with: "half a million", "a million"."""
    return frozenset(phrase[0] for phrase in _HALVES.get(language, {}))


def _with_fraction(tokens: Tokens, number: Number, language: str) -> Number:
    """Return the number with the half that follows it: "3½", "3 1/2", "two and a half"."""
    end = number.end
    if end < len(tokens.lower) and tokens.written[end] in FRACTION_SIGNS and number.value == int(number.value):
        over, under = FRACTION_SIGNS[tokens.written[end]]
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
