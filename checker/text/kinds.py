"""What the figures of a text may be of, told by its words alone: the things and the dimensions that they may count.

Reading a figure takes many times as long as looking its words up. Two texts without a kind in common hold no two
figures of one matter, whatever these are; most pairs of texts are told apart so before a figure is read.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from checker.text.counted import fate_of, may_be_counted, one_form
from checker.text.shares import part_words
from checker.text.tokens import Tokens
from checker.text.units import FRACTION, dimensions

_MOST_REMEMBERED = 50_000
_NONE: frozenset[str] = frozenset()
_SHARE = frozenset({FRACTION.dimension})
# From the first number of "one in three", "nine out of ten", to the second.
_IN_MANY = (2, 3)


class _Kinds(dict[str, frozenset[str]]):
    """Of each token, in lower case, what a figure beside it may be of: worked out once, as most words come again.

    `joined`: of texts with hyphens, where whatever stands behind one may be counted: "a nine-member board".
    """

    def __init__(self, language: str, *, joined: bool) -> None:
        super().__init__()
        self._language, self._joined = language, joined

    def __missing__(self, word: str) -> frozenset[str]:
        if len(self) >= _MOST_REMEMBERED:
            self.clear()
        kinds = dimensions(word)
        if word in part_words(self._language):
            kinds |= _SHARE
        fate = fate_of(word, self._language)
        if fate:
            kinds |= {fate}
        if word.isalpha() and (self._joined or may_be_counted(word, self._language)):
            kinds |= {one_form(word)}
        self[word] = kinds = kinds or _NONE
        return kinds


@cache
def _kinds_by_word(language: str, *, joined: bool) -> _Kinds:
    return _Kinds(language, joined=joined)


def kinds_in(tokens: Tokens, places: Sequence[int], language: str) -> frozenset[str]:
    """Return what the figures of a text may be of, more rather than less; `places` are those of `figure_places`.

    A thing is in one form for all its wordings, as `Counted.subject` has it (two that are counted together are two),
    a measure by its dimension.
    """
    if not places:
        return _NONE
    by_word = _kinds_by_word(language, joined="-" in tokens.words)
    found = _NONE.union(*filter(None, map(by_word.__getitem__, tokens.words)))
    if len(places) > 1 and any(place + far in places for place in places for far in _IN_MANY):
        return found | _SHARE
    return found
