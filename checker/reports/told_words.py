"""A text's words as they are compared: in one form for all their inflections, and known for what they tell."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import NamedTuple

from checker.text.denials import NEGATIONS
from checker.text.number_words import spelled
from checker.text.word_stems import is_stop_word, stem

_EAST_ASIAN = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
_LETTER = rf"(?:[^\W_{_EAST_ASIAN}][\u0300-\u036f]*)"
"""A letter with the accents that are written behind it."""

_WORD = re.compile(
    rf"[{_EAST_ASIAN}]"  # scripts without spaces: each sign alone
    r"|(?:[^\W\d_]\.){2,}"  # U.S.
    rf"|(?:(?<!\w)[-−+])?[$€£¥]?\d+(?:[.,:/]\d+)*(?:%|[^\W\d_{_EAST_ASIAN}]+)?"  # -1,187.5 and $5bn and 10:30
    rf"|{_LETTER}+(?:['’\-‐‑]{_LETTER}+)*"  # don't, build-up
)
_TURNS = NEGATIONS | frozenset(
    "if unless except only both all every may might could should must already still before after during until since "
    "about almost nearly around least most more less under over up same own via "
    "wenn nur alle jeder schon noch etwa rund fast bis seit todos cada si solo ya casi hasta desde tous toutes "
    "seulement environ presque jusque depuis".split()
)
"""Little words that can be all the difference: what denies, hedges, limits or bounds."""

_EMPTY = frozenset("yes according told tells fact facts itself".split())
"""Words in which a position is put in short, and not what it says."""

_SEPARATOR = re.compile(r"(?<=\d)[,:](?=\d)")
_SHORT_POSSESSIVE = re.compile(r"'s?$")
_SHORT = 6
"""Letters; of a word as short as this, "ly" is hardly an ending ("family", "supply")."""

_LANGUAGES = ("en", "de", "es", "fr")


class Word(NamedTuple):
    """A word of a text: where it stands, and its two forms.

    `key` is what it shares with its inflections and other spellings, without accents ("confirming" and "confirmed",
    "seven" and "7"); `exact` is the word itself but for case, possessive "s" and the sort of apostrophe.
    """

    start: int
    end: int
    key: str
    exact: str

    @property
    def tells(self) -> bool:
        """Say whether the word can be a difference by itself: no article, no preposition, no form of "to be"."""
        return self.exact in _TURNS or not (is_stop_word(self.exact) or self.exact in _EMPTY)

    @property
    def says_what(self) -> bool:
        """Say whether the word tells what a text is about, and not only how surely or how much."""
        return self.tells and self.exact not in _TURNS

    @property
    def denies(self) -> bool:
        """Say whether the word is a "not", or ends in one."""
        return self.exact in NEGATIONS or self.exact.endswith("n't")

    @property
    def is_figure(self) -> bool:
        """Say whether the word is a figure, in digits or in letters."""
        return any(char.isdecimal() for char in self.key)


def words_of(text: str, start: int = 0, end: int | None = None) -> list[Word]:
    """Return the words of `text[start:end]`, with offsets in `text`."""
    found = _WORD.finditer(text, start, len(text) if end is None else end)
    return [Word(match.start(), match.end(), *_forms(match.group())) for match in found]


@lru_cache(maxsize=4096)  # what is compared shares most of its words
def _forms(word: str) -> tuple[str, str]:
    """Return the two forms in which a word is compared."""
    folded = word.casefold().replace("’", "'").replace("‐", "-").replace("‑", "-").replace("−", "-")
    if folded[-1] == ".":
        folded = folded.replace(".", "")
    folded = re.sub(r"(?<=\d),(?=\d{3}(?!\d))", "", folded)
    folded = re.sub(r"^0(?=\d[:.]\d\d)", "", folded)
    folded = _SHORT_POSSESSIVE.sub("", folded) or folded
    exact = unicodedata.normalize("NFC", folded)
    bare = "".join(char for char in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(char))
    return _in_digits().get(exact) or (_SEPARATOR.sub(".", bare) if bare[-1:].isdecimal() else _root(bare)), exact


def _root(word: str) -> str:
    """Return what a word shares with its inflections, and "officially" with "official"."""
    return stem(word.removesuffix("ly") if len(word) > _SHORT else word)


@cache
def _in_digits() -> dict[str, str]:
    """Return the numbers that are written in one word."""
    return {
        phrase[0]: str(number)
        for language in _LANGUAGES
        for phrase, number in spelled(language).items()
        if len(phrase) == 1
    }
