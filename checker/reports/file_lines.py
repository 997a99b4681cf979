"""Where a passage stands in its file: lines and columns, for tools that show findings beside a file's lines.

An article's text is not its file: front matter is gone, Markdown is read. So the sentence is looked for in the file.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from checker.schema import Article, FindingPassage

_MOST_WORDS = 12
"""A sentence is told by its first words; Markdown may have signs among the later ones."""


class Region(NamedTuple):
    """A stretch of a file: lines and columns from 1, in code points; the end column is one past the last character."""

    line: int
    column: int
    end_line: int
    end_column: int


@dataclass(frozen=True)
class FileLines:
    """The text of the articles' files by article id; a file that is no text is not among them."""

    files: Mapping[str, str]

    def region(self, article: Article, passage: FindingPassage) -> Region | None:
        """Return where the passage, or the words where its point lies, stands in the file; None where not found."""
        text = self.files.get(article.id)
        if text is None:
            return None
        sentence = _found(text, passage.text, _rank(article.text, passage.text, passage.start))
        if sentence is None:
            return None
        start, end = sentence
        if passage.words is not None:
            words = article.text[passage.words.start : passage.words.end]
            before = _rank(passage.text, words, passage.words.start - passage.start)
            inner = _found(text[start:end], words, before)
            if inner is not None:
                start, end = start + inner[0], start + inner[1]
        return Region(*_line_and_column(text, start), *_line_and_column(text, end))


def _rank(text: str, part: str, start: int) -> int:
    """Return how many times `part` stands in `text` before this offset."""
    return text.count(part, 0, start)


def _found(text: str, part: str, rank: int) -> tuple[int, int] | None:
    """Return where `part` stands in `text`, in any white space: the hit of this rank, or the last."""
    words = part.split()
    if not words:
        return None
    for count in (len(words), _MOST_WORDS):
        pattern = r"\s+".join(map(re.escape, words[:count]))
        hits = [match.span() for match in re.finditer(pattern, text)]
        if hits:
            return hits[min(rank, len(hits) - 1)]
    return None


def _line_and_column(text: str, offset: int) -> tuple[int, int]:
    line = text.count("\n", 0, offset) + 1
    return line, offset - (text.rfind("\n", 0, offset) + 1) + 1
