"""Text → tokens: figures, words and single marks, each with its place. What reads figures and dates works on these.

One pass, linear in the text's length: no branch of the expression can match what another has given back.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_TOKEN = re.compile(
    r"\d+(?:[.,]\d+|['’]\d{3}(?!\d))*"  # 1,200  4.50  04.12.2025  1'200
    r"|[dlDL]['’](?=[^\W\d_])"  # the d of "d'euros", the l of "l'accident"
    r"|[^\W\d_]+(?:['’][^\W\d_]+)*"  # words, with "don't" as one
    r"|[^\w\s]|_"
)


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of `text`: `written[i]` stands at `text[starts[i]:ends[i]]`, `lower[i]` is it in lower case.

    `digits[i]` tells whether it begins with a digit; `words` has all in lower case, to see at once what stands nowhere.
    """

    text: str
    written: Sequence[str]
    lower: Sequence[str]
    starts: Sequence[int]
    ends: Sequence[int]
    digits: Sequence[bool]
    words: frozenset[str]

    def __len__(self) -> int:
        return len(self.written)

    def word(self, index: int) -> str:
        """The token in lower case; empty beyond either end."""
        return self.lower[index] if 0 <= index < len(self.lower) else ""

    def gap(self, index: int) -> str:
        """What stands between the token and the one before it; a space before the first and beyond the last."""
        if not 0 < index < len(self.starts):
            return " "
        return self.text[self.ends[index - 1] : self.starts[index]]

    def touches(self, index: int) -> bool:
        """Tell whether the token follows the one before it without white space."""
        return 0 < index < len(self.starts) and self.ends[index - 1] == self.starts[index]

    def at(self, index: int, phrase: Sequence[str]) -> bool:
        """Tell whether the words of `phrase` stand from `index` on."""
        return index >= 0 and tuple(self.lower[index : index + len(phrase)]) == tuple(phrase)


def tokens_of(text: str) -> Tokens:
    """Return the tokens of a text."""
    found = list(_TOKEN.finditer(text))
    written = [match[0] for match in found]
    starts = [match.start() for match in found]
    ends = [match.end() for match in found]
    lower = [token.lower() for token in written]
    if "’" in text:
        lower = [token.replace("’", "'") for token in lower]
    return Tokens(text, written, lower, starts, ends, [token[0].isdecimal() for token in written], frozenset(lower))
