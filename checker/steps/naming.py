"""Whether an answer to a question names the words that a check points at."""

from __future__ import annotations

import re

from checker.text.numerals import figures_in

_WORD = re.compile(r"[^\W_]+")
_LITTLE = frozenset(
    "the and was were are for has had have not but with from that this their its his her who all los las del con por "
    "que les des dans pour der die das den dem ein eine und mit von".split()
)
_SHORTEST = 3


def names(answer: str, words: str) -> bool:
    """Say whether `answer` names `words`: one of its figures, or where these are in words, one of its telling words.

    An answer is short and names little beside the point ("68", "three, still, on Wednesday").
    """
    figures = set(figures_in(words))
    if figures:
        return bool(figures & set(figures_in(answer)))
    return bool(telling(words) & telling(answer))


def telling(text: str) -> set[str]:
    """Return the words of a text that tell what it is about, in lower case: no short ones, no articles."""
    words = {word.casefold() for word in _WORD.findall(text)}
    return {word for word in words if len(word) >= _SHORTEST and word not in _LITTLE}
