"""Lines and tables that fit a terminal of 80 columns."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Sequence

WIDTH = 80
_APART = 2
"""Columns of white space between two of a table."""


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

    A column is as wide as its longest word or cell; heads end on one line.
    """
    widths = [max(map(len, (*head.split(), *(row[at] for row in rows))), default=0) for at, head in enumerate(heads)]
    broken = [textwrap.wrap(head, width) for head, width in zip(heads, widths, strict=True)]
    tall = max(map(len, broken))
    above = zip(*([""] * (tall - len(lines)) + lines for lines in broken), strict=True)
    return [_row(cells, widths) for cells in (*above, *rows)]


def _row(cells: Sequence[str], widths: Sequence[int]) -> str:
    first, *rest = zip(cells, widths, strict=True)
    return f"  {first[0]:<{first[1]}}" + "".join(f"{cell:>{width + _APART}}" for cell, width in rest)
