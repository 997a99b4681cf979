"""Numbers without a scale: digits with the separators of the language, words, signs → a value and its last place.

What can be read in two ways is not read: "1.200" is a thousand and two hundred in German and one and a fifth in
English, and no number at all where the language is unknown.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from checker.text.digits import MOST_DIGITS, last_place, value_and_step
from checker.text.number_words import followers, longest, spelled, starters
from checker.text.tokens import Tokens
from checker.text.word_stems import is_stop_word

_GROUP = re.compile(r"\d{3}(?:,\d+)?")
_GROUP_SPACES = frozenset("\u00a0\u202f\u2009")
FRACTION_SIGNS = {
    "½": (1, 2),
    "⅓": (1, 3),
    "⅔": (2, 3),
    "¼": (1, 4),
    "¾": (3, 4),
    "⅕": (1, 5),
    "⅛": (1, 8),
    "⅜": (3, 8),
}
"""Signs, over and under the stroke."""


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


def plain_at(tokens: Tokens, index: int, language: str) -> Number | None:
    """Return the number without scale at a token."""
    written = tokens.written[index]
    if tokens.digits[index]:
        return _digits_at(tokens, index, language)
    if written in FRACTION_SIGNS:
        over, under = FRACTION_SIGNS[written]
        return Number(index, index + 1, Decimal(over) / under, Decimal("0.1"), in_digits=True)
    found = spelled_at(tokens, index, language)
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
    if not (_is_numeral(tokens, index - 1) or _is_numeral(tokens, end)):
        return _number(index, end, written, language)
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
    return _number(index, end, "".join(parts), language)


def _is_numeral(tokens: Tokens, index: int) -> bool:
    """Tell whether a token begins with a digit; none does that stands nowhere."""
    return 0 <= index < len(tokens.written) and tokens.digits[index]


def _number(first: int, end: int, digits: str, language: str) -> Number | None:
    """Return the number in digits of the tokens from `first` to `end`; of several each is a group of its digits."""
    read = value_and_step(digits, language, end - first > 1)
    return None if read is None else Number(first, end, *read, in_digits=True)


def _groups(gap: str, language: str) -> bool:
    """Tell whether what stands between two groups of digits makes them one number."""
    return gap in _GROUP_SPACES or (gap == " " and language in {"fr", "es"})


def _may_group(tokens: Tokens, index: int) -> bool:
    """Tell whether a token and the next may be one number that a plain space parts: "1 200" in English."""
    if not 0 <= index < len(tokens) - 1 or tokens.gap(index + 1) != " ":
        return False
    first, second = tokens.written[index], tokens.written[index + 1]
    return first.isdecimal() and len(first) <= 3 and second.isdecimal() and len(second) == 3


def spelled_at(tokens: Tokens, index: int, language: str) -> tuple[int, int] | None:
    """Return the value of the number in words that begins at a token, and where it ends: the longest there is."""
    if index >= len(tokens.lower) or tokens.lower[index] not in starters(language):
        return None
    phrases, going_on, most = spelled(language), followers(language), longest(language)
    words: list[str] = []
    found: tuple[int, int] | None = None
    position = index
    while position < len(tokens.lower) and len(words) < most:
        word = tokens.lower[position]
        if word == "-" and words and tokens.touches(position) and tokens.touches(position + 1):
            position += 1
            continue
        if words and word not in going_on:
            break
        words.append(word)
        position += 1
        value = phrases.get(tuple(words))
        if value is not None:
            found = value, position
    return found
