"""Text → tokens: figures, words and single marks, each with its place. What reads figures and dates works on these.

One pass, linear in the text's length: no branch of the expression can match what another has given back.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate

_TOKEN = re.compile(
    r"([a-zA-Z]++(?![\w'’])"  # most words, at once: the branches below give the same
    r"|[^\w\s]"
    r"|\d+(?:[.,]\d+|['’]\d{3}(?!\d))*"  # 1,200  4.50  04.12.2025  1'200
    r"|[dlDL]['’](?=[^\W\d_])"  # the d of "d'euros", the l of "l'accident"
    r"|[^\W\d_]+(?:['’][^\W\d_]+)*"  # words, with "don't" as one
    r"|_)"
)


class Tokens:
    """The tokens of `text`: `written[i]` stands at `text[starts[i]:ends[i]]`, `lower[i]` is it in lower case.

    `words` has all in lower case, to see at once what stands nowhere. `numerals` are the indexes of those that begin
    with a digit; `digits[i]` tells whether one does. What few ask for is made when first asked for.
    """

    __slots__ = ("_digits", "_ends", "_numerals", "_parts", "_size", "_starts", "lower", "text", "words", "written")

    def __init__(self, text: str) -> None:
        self.text = text
        # What the expression leaves is white space: before the first token, between them, behind the last.
        self._parts = parts = _TOKEN.split(text)
        self.written: Sequence[str] = (written := parts[1::2])
        self._size = len(written)
        # No token holds a blank; one call for all of them is cheaper than one each.
        joined = " ".join(written).lower()
        self.lower: Sequence[str] = (
            (joined.replace("’", "'") if "’" in joined else joined).split(" ") if written else []
        )
        self.words = frozenset(self.lower)
        self._numerals: Sequence[int] | None = None
        self._digits: Sequence[bool] | None = None
        self._starts: Sequence[int] | None = None
        self._ends: Sequence[int] | None = None

    # A cached_property takes a lock in Python 3.11, which costs more than what these do.
    @property
    def numerals(self) -> Sequence[int]:
        """The indexes of the tokens that begin with a digit."""
        if self._numerals is None:
            self._numerals = [at for at, token in enumerate(self.written) if token[0].isdecimal()]
        return self._numerals

    @property
    def digits(self) -> Sequence[bool]:
        """Whether each token begins with a digit."""
        if self._digits is None:
            self._digits = digits = [False] * self._size
            for at in self.numerals:
                digits[at] = True
        return self._digits

    @property
    def starts(self) -> Sequence[int]:
        """Where each token begins."""
        if self._starts is None:
            bounds = list(accumulate(map(len, self._parts)))
            self._starts, self._ends = bounds[:-1:2], bounds[1::2]
        return self._starts

    @property
    def ends(self) -> Sequence[int]:
        """Where each token ends."""
        _ = self.starts  # reckoned together
        return self._ends or ()

    def __len__(self) -> int:
        return self._size

    def word(self, index: int) -> str:
        """The token in lower case; empty beyond either end."""
        return self.lower[index] if 0 <= index < self._size else ""

    def gap(self, index: int) -> str:
        """What stands between the token and the one before it; a space before the first and beyond the last."""
        return self._parts[2 * index] if 0 < index < self._size else " "

    def touches(self, index: int) -> bool:
        """Tell whether the token follows the one before it without white space."""
        return 0 < index < self._size and not self._parts[2 * index]

    def at(self, index: int, phrase: Sequence[str]) -> bool:
        """Tell whether the words of `phrase` stand from `index` on."""
        return index >= 0 and tuple(self.lower[index : index + len(phrase)]) == tuple(phrase)


def tokens_of(text: str) -> Tokens:
    """Return the tokens of a text."""
    return Tokens(text)
