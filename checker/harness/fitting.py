"""Lines and tables that fit a terminal of 80 columns."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Sequence

WIDTH = 80
_APART = 2
"""Columns of white space between two of a table."""
_SOFT_HYPHEN = "\u00ad"


def fitted(lines: Iterable[str]) -> Iterator[str]:
    """Yield the lines, those that are too long broken between words and going on two columns farther in."""
    for line in lines:
        if len(line) <= WIDTH:
            yield line
            continue
        indent = " " * (len(line) - len(line.lstrip()))
        yield from textwrap.wrap(
            line.lstrip(),
            WIDTH,
            initial_indent=indent,
            subsequent_indent=indent + "  ",
            break_long_words=False,
            break_on_hyphens=False,
        )


def tabled(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """Return a table as lines: the first column to the left, numbers to the right, heads broken between words.

    A column is as wide as its longest word or cell; heads end on one line. A word is broken at its soft hyphen, with a
    hyphen, where that makes the column narrower.
    """
    parts = [head.replace(_SOFT_HYPHEN, "- ").split() for head in heads]
    widths = [max(map(len, (*words, *(row[at] for row in rows))), default=0) for at, words in enumerate(parts)]
    broken = [textwrap.wrap(_fitting(head, width), width) for head, width in zip(heads, widths, strict=True)]
    tall = max(map(len, broken))
    above = zip(*([""] * (tall - len(lines)) + lines for lines in broken), strict=True)
    return [_row(cells, widths) for cells in (*above, *rows)]


def _fitting(head: str, width: int) -> str:
    """Return a head whose words are whole where they fit, and else in two at the soft hyphen."""
    whole = [word.replace(_SOFT_HYPHEN, "") for word in head.split()]
    return " ".join(
        all_of_it if len(all_of_it) <= width else word.replace(_SOFT_HYPHEN, "- ")
        for word, all_of_it in zip(head.split(), whole, strict=True)
    )


def _row(cells: Sequence[str], widths: Sequence[int]) -> str:
    first, *rest = zip(cells, widths, strict=True)
    return f"  {first[0]:<{first[1]}}" + "".join(f"{cell:>{width + _APART}}" for cell, width in rest)
