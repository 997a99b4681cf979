"""The lines of a text as its author meant them: hard-wrapped paragraphs are put together again, bullets stand apart."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

_SHORTEST_WRAPPED = 45
_LONGEST_WRAPPED = 90
_FEWEST_SOFT_BREAKS = 2
_SOFT_SHARE = 0.3
_TERMINAL = ".!?…:;。！？"
_CLOSING = "\"'”’»)]"
_BULLETS = "•‣▪●◦"
_INLINE_BULLET = re.compile(r"\s(?=[•‣▪●◦]\s)")
_BULLET = re.compile(r"(?:[-*•‣▪●◦–—+]|\(?\d{1,3}[.)])\s")


class Stretch(NamedTuple):
    """A part of a text, `text[start:end]`, in code points; never empty, no white space at either end."""

    start: int
    end: int


class Lines(NamedTuple):
    """The lines of a text, a column each: where they start in it, in code points, and what they hold.

    No line is empty or has white space at either end, so `starts[n] + len(contents[n])` is where line n ends.
    """

    starts: list[int]
    contents: list[str]


def is_list_item(line: str) -> bool:
    """Tell whether a line begins with a bullet, a dash or a number that marks an item of a list."""
    return _BULLET.match(line) is not None


def ends_open(line: str) -> bool:
    """Tell whether a line ends without a full stop or another mark that closes a sentence."""
    stripped = line.rstrip(_CLOSING)
    return not stripped or stripped[-1] not in _TERMINAL


def text_lines(text: str) -> Lines:
    """Return the lines of `text` that hold something, in order.

    Line breaks are those of `str.splitlines`. A line of the result holds one only where the text is hard-wrapped, that
    is, where its lines fill a width and sentences run on over their ends.
    """
    lines = _single_lines(text) or _lines(text)
    if any(bullet in text for bullet in _BULLETS):
        lines = _cut_at_bullets(lines)
    return lines


def _single_lines(text: str) -> Lines | None:
    """Return the lines of a text of nothing but lines with one blank line between, as most are; None of another."""
    if "\r" in text:
        return None
    raws = text.splitlines()
    contents = raws[::2]
    if any(raws[1::2]) or not all(contents) or list(map(str.strip, contents)) != contents:
        return None
    starts: list[int] = []
    offset = 0
    for content in contents:
        starts.append(offset)
        offset += len(content) + 2
    return Lines(starts, contents)


def _lines(text: str) -> Lines:
    """Return the lines of any text, hard-wrapped ones put together."""
    starts: list[int] = []
    contents: list[str] = []
    # Which lines follow the one before them without a blank line between: only there can a paragraph be wrapped.
    neighbours: list[int] = []
    offset = 0
    above = False
    # All line breaks but one are of one character, which spares most texts the copies that keep them.
    keepends = "\r" in text
    for raw in text.splitlines(keepends=keepends):
        content = raw.strip()
        if content:
            if above:
                neighbours.append(len(starts))
            starts.append(offset if raw[0] == content[0] else offset + len(raw) - len(raw.lstrip()))
            contents.append(content)
            above = True
        else:
            above = False
        offset += len(raw) if keepends else len(raw) + 1
    lines = Lines(starts, contents)
    width = _wrapped_width(contents, neighbours)
    return _joined(text, lines, neighbours, width) if width else lines


def _wrapped_width(contents: Sequence[str], neighbours: Sequence[int]) -> int:
    """Return the width at which the text was wrapped, in characters; 0 where it was not."""
    full = soft = width = 0
    for index in neighbours:
        before = contents[index - 1]
        if not _SHORTEST_WRAPPED <= len(before) <= _LONGEST_WRAPPED:
            continue
        full += 1
        if contents[index][0].islower() and ends_open(before):
            soft += 1
            width = max(width, len(before))
    return width if soft >= _FEWEST_SOFT_BREAKS and soft >= full * _SOFT_SHARE else 0


def _joined(text: str, lines: Lines, neighbours: Sequence[int], width: int) -> Lines:
    """Put lines together where the next line's first word would not have fitted on the line before it."""
    starts: list[int] = []
    ends: list[int] = []
    close = frozenset(neighbours)
    for index, (start, content) in enumerate(zip(*lines, strict=True)):
        if index in close and _runs_over(lines.contents[index - 1], content, width):
            ends[-1] = start + len(content)
        else:
            starts.append(start)
            ends.append(start + len(content))
    return Lines(starts, [text[start:end] for start, end in zip(starts, ends, strict=True)])


def _runs_over(before: str, content: str, width: int) -> bool:
    """Tell whether a line goes on with the paragraph of the line before it."""
    filled = len(before) >= _SHORTEST_WRAPPED and len(before) + 1 + len(content.split(maxsplit=1)[0]) > width
    return filled and not is_list_item(content)


def _cut_at_bullets(lines: Lines) -> Lines:
    """Cut lines at the bullets inside them."""
    parts = Lines([], [])
    for start, content in zip(*lines, strict=True):
        begin = 0
        for cut in [*(found.start() for found in _INLINE_BULLET.finditer(content)), len(content)]:
            part = content[begin:cut]
            stripped = part.strip()
            if stripped:
                parts.starts.append(start + begin + len(part) - len(part.lstrip()))
                parts.contents.append(stripped)
            begin = cut
    return parts
