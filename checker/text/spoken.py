"""Quoted words as they are compared: case, marks, contractions, British and American spelling, small numbers folded.

What an editor's eye would call the same words has the same keys; a "not" has always a key of its own.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

GAP = "…"
"""The key of a sign that words were left out."""

_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad"))
_LATIN = re.compile("[a-z]")
_LOOKALIKES = str.maketrans("аеорсухіѕјһԁοαν", "aeopcyxisjhdoav")
"""Cyrillic and Greek letters in a Latin word: somebody's trick, or a slip of the keyboard."""

_WORD = re.compile(
    r"\[(?:…|\.{3})\]|\(…\)|…|\.{3}|(?P<added>\[[^\[\]]{0,80}\])"
    r"|(?P<initials>(?:[^\W\d_]\.){2,8})|(?P<figure>\d+(?:[.,]\d+)*)|(?P<word>[^\W\d_]+(?:['’][^\W\d_]+)?)"
)
_NUMBERS = {
    word: str(number)
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen twenty".split()
    )
    if word != "one"  # more often a pronoun
}
_CONTRACTED = {
    "won't": "will not",
    "can't": "can not",
    "cannot": "can not",
    "shan't": "shall not",
    "ain't": "is not",
    "i'm": "i am",
    "let's": "let us",
    "gonna": "going to",
    "wanna": "want to",
}
_ENDINGS = {"ll": "will", "re": "are", "ve": "have", "d": "would"}
_IS = frozenset("it he she that there what who here where how this".split())
_SPELLING = (
    (re.compile(r"^(\w{3,})our(s|ed|ing|able|ite|ites|er|ers|hood)?$"), r"\1or\2"),
    (re.compile(r"^(\w{3,})is(e|es|ed|ing|ation|ations)$"), r"\1iz\2"),
    (re.compile(r"^(\w{2,})ys(e|es|ed|ing)$"), r"\1yz\2"),
    (re.compile(r"^(cen|thea|me|lit|fib|spec)tre(s?)$"), r"\1ter\2"),
    (re.compile(r"^(def|off|lic|pret)ence(s?)$"), r"\1ense\2"),
    (re.compile(r"^(\w{3,})ll(ed|ing|er|ers)$"), r"\1l\2"),
    (re.compile(r"^programme(s?)$"), r"program\1"),
    (re.compile(r"^grey$"), "gray"),
    (re.compile(r"^(judg|acknowledg)ement(s?)$"), r"\1ment\2"),
)


class SpokenWord(NamedTuple):
    """A word of a quotation: where it stands in the text, and its key."""

    start: int
    end: int
    key: str


def spoken_words(text: str, start: int = 0, end: int | None = None) -> list[SpokenWord]:
    """Return the words of `text[start:end]` with their keys; words that an editor added in brackets are left out."""
    return [
        SpokenWord(*match.span(), key)
        for match in _WORD.finditer(text, start, len(text) if end is None else end)
        if match.lastgroup != "added"
        for key in (_keys(match.group()) if match.lastgroup else (GAP,))
    ]


@lru_cache(maxsize=20_000)
def _keys(written: str) -> tuple[str, ...]:
    """Return the keys of a word as written: two of a contraction, else one."""
    word = folded(written).replace("’", "'")
    if word[0].isdigit():
        return (re.sub(r"[.,](?=\d{3}(?!\d))", "", word),)
    word = word.replace(".", "")
    if "'" in word:
        if word in _CONTRACTED:
            return tuple(_CONTRACTED[word].split())
        before, _, ending = word.partition("'")
        if ending == "t" and before.endswith("n"):
            return before[:-1], "not"
        if ending in _ENDINGS:
            return before, _ENDINGS[ending]
        return (before, "is") if ending == "s" and before in _IS else (before + ending,)
    if word in _CONTRACTED:
        return tuple(_CONTRACTED[word].split())
    return (_NUMBERS.get(word) or _american(word),)


def _american(word: str) -> str:
    if len(word) >= 4:
        for pattern, instead in _SPELLING:
            word = pattern.sub(instead, word)
    return word


def visible(text: str) -> str:
    """Return `text` without the characters that nobody sees."""
    return text if text.isascii() else text.translate(_INVISIBLE)


def folded(text: str) -> str:
    """Return `text` in small letters, without accents and invisible characters; letters that look Latin become it."""
    small = visible(text).casefold()
    if small.isascii():
        return small
    if _LATIN.search(small):
        small = small.translate(_LOOKALIKES)
    return "".join(char for char in unicodedata.normalize("NFKD", small) if not unicodedata.combining(char))
