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
_UNSEEN = "\u00ad\u200b-\u200f\u2060-\u2064\ufeff"
"""Characters that show nothing, such as the soft hyphen."""

_LETTER = rf"(?:[^\W_{_EAST_ASIAN}][\u0300-\u036f{_UNSEEN}]*)"
"""A letter with the accents that are written behind it."""

_DIGITS = rf"(?:\d[{_UNSEEN}]*)+"

_WORD = re.compile(
    rf"[{_EAST_ASIAN}]"  # scripts without spaces: each sign alone
    r"|(?:[^\W\d_]\.){2,}"  # U.S.
    rf"|(?:(?<!\w)[-−+])?[$€£¥]?{_DIGITS}(?:[.,:/]{_DIGITS})*(?:%|[^\W\d_{_EAST_ASIAN}]+)?"  # -1,187.5, $5bn, 10:30
    rf"|{_LETTER}+(?:['’\-‐‑]{_LETTER}+)*"  # don't, build-up
)
_TURNS = NEGATIONS | frozenset(
    "if unless except only both all every may might could should must already still before after during until since "
    "about almost nearly around least most more less under over up same own via many some will would "
    "wenn nur alle jeder schon noch etwa rund fast bis seit todos cada si solo ya casi hasta desde tous toutes "
    "seulement environ presque jusque depuis".split()
)
"""Little words that can be all the difference: what denies, hedges, limits or bounds."""

_SLIGHT = frozenset({"will", "would", "some"})
"""Little words that are a difference only between texts nearly alike: in an answer they stand for nothing."""

_LEADS = frozenset(
    "before after during until since about around under over up via every each all only most "
    "bis seit jeder alle nur hasta desde jusque depuis".split()
)
"""Little words that lead to what stands behind them."""

_EMPTY = frozenset("yes according told tells fact facts itself".split())
"""Words in which a position is put in short, and not what it says."""

_SEPARATOR = re.compile(r"(?<=\d)[,:](?=\d)")
_NOT_SEEN = re.compile(f"[{_UNSEEN}]")
_HYPHEN = re.compile("[-‐‑]")
_ONES = {"one": "1", "eins": "1"}
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
    def slight(self) -> bool:
        """Say whether the word is a difference only between texts nearly alike: "will" beside "could"."""
        return self.exact in _SLIGHT

    @property
    def denies(self) -> bool:
        """Say whether the word is a "not", or ends in one."""
        return self.exact in NEGATIONS or self.exact == "cannot" or self.exact.endswith("n't")

    @property
    def leads(self) -> bool:
        """Say whether the word only leads to what stands behind it: "until"."""
        return self.exact in _LEADS

    @property
    def is_figure(self) -> bool:
        """Say whether the word is a figure, in digits or in letters."""
        return any(char.isdecimal() for char in self.key)


def words_of(text: str, start: int = 0, end: int | None = None) -> list[Word]:
    """Return the words of `text[start:end]`, with offsets in `text`."""
    found: list[Word] = []
    for match in _WORD.finditer(text, start, len(text) if end is None else end):
        first, last = match.span()
        hyphen = _HYPHEN.search(text, first + 1, last)
        if hyphen and _counts(text[first : hyphen.start()], text[hyphen.end() : last]):
            found.append(Word(first, hyphen.start(), *_forms(text[first : hyphen.start()])))
            first = hyphen.end()
        found.append(Word(first, last, *_forms(text[first:last])))
    return found


def _counts(number: str, noun: str) -> bool:
    """Say whether a compound is a number with what it counts: "seven-month", and not "dix-sept" or "twenty-one"."""
    digits = _in_digits()
    return number.casefold() in digits and noun.casefold() not in {*digits, *_ONES}


@lru_cache(maxsize=4096)  # what is compared shares most of its words
def _forms(word: str) -> tuple[str, str]:
    """Return the two forms in which a word is compared."""
    folded = _NOT_SEEN.sub("", word).casefold().replace("’", "'").replace("‐", "-").replace("‑", "-").replace("−", "-")
    if folded[-1] == ".":
        folded = folded.replace(".", "")
    folded = re.sub(r"(?<=\d),(?=\d{3}(?!\d))", "", folded)
    folded = re.sub(r"^0(?=\d[:.]\d\d)", "", folded)
    folded = _SHORT_POSSESSIVE.sub("", folded) or folded
    exact = unicodedata.normalize("NFC", folded)
    bare = "".join(char for char in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(char))
    number = _in_digits().get(exact) or _ONES.get(exact)
    return number or (_SEPARATOR.sub(".", bare) if bare[-1:].isdecimal() else _root(bare)), exact


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
