"""The lines of a text as its author meant them: hard-wrapped paragraphs are put together again, bullets stand apart."""

from __future__ import annotations

import re
from typing import NamedTuple

_SHORTEST_WRAPPED = 45
_LONGEST_WRAPPED = 90
_FEWEST_SOFT_BREAKS = 2
_SOFT_SHARE = 0.3
_TERMINAL = ".!?…:;。！？"
_CLOSING = "\"'”’»)]"
_ASCII = bytes(range(128))
_BULLETS = frozenset("•‣▪●◦")
_INLINE_BULLET = re.compile(r"\s(?=[•‣▪●◦]\s)")
_BULLET = re.compile(r"(?:[-*•‣▪●◦–—+]|\(?\d{1,3}[.)])\s")


class Stretch(NamedTuple):
    """A part of a text, `text[start:end]`, in code points; never empty, no white space at either end."""

    start: int
    end: int


def is_list_item(line: str) -> bool:
    """Tell whether a line begins with a bullet, a dash or a number that marks an item of a list."""
    return _BULLET.match(line) is not None


def ends_open(line: str) -> bool:
    """Tell whether a line ends without a full stop or another mark that closes a sentence."""
    stripped = line.rstrip(_CLOSING)
    return not stripped or stripped[-1] not in _TERMINAL


def text_lines(text: str) -> list[Stretch]:
    """Return the lines of `text` that hold something, in order.

    Line breaks are those of `str.splitlines`. A line of the result holds one only where the text is hard-wrapped, that
    is, where its lines fill a width and sentences run on over their ends.
    """
    lines: list[Stretch] = []
    # The numbers of the lines, blank ones counted: neighbours in a paragraph have consecutive ones.
    numbers: list[int] = []
    neighbours = False
    last = -2
    offset = 0
    # All line breaks but one are of one character, which spares most texts the copies that keep them.
    keepends = "\r" in text
    for number, raw in enumerate(text.splitlines(keepends=keepends)):
        stripped = raw.strip()
        if stripped:
            start = offset if raw[0] == stripped[0] else offset + len(raw) - len(raw.lstrip())
            lines.append(Stretch(start, start + len(stripped)))
            numbers.append(number)
            neighbours = neighbours or number == last + 1
            last = number
        offset += len(raw) if keepends else len(raw) + 1
    width = _wrapped_width(text, lines, numbers) if neighbours else 0
    joined = _joined(text, lines, numbers, width) if width else lines
    if not _BULLETS.isdisjoint(beyond_ascii(text)):
        return [part for line in joined for part in _parts_at_bullets(text, line)]
    return joined


def beyond_ascii(text: str) -> str:
    """Return the characters of `text` that are not ASCII, in order: the few where what is rare has to be looked for."""
    if text.isascii():
        return ""
    # Deleting bytes is many times faster than any search through the text.
    return text.encode("utf-8", "surrogatepass").translate(None, _ASCII).decode("utf-8", "surrogatepass")


def _wrapped_width(text: str, lines: list[Stretch], numbers: list[int]) -> int:
    """Return the width at which the text was wrapped, in characters; 0 where it was not."""
    full = soft = width = 0
    for index, (start, end) in enumerate(lines[:-1]):
        if not _SHORTEST_WRAPPED <= end - start <= _LONGEST_WRAPPED or numbers[index + 1] != numbers[index] + 1:
            continue
        full += 1
        if text[lines[index + 1].start].islower() and ends_open(text[start:end]):
            soft += 1
            width = max(width, end - start)
    return width if soft >= _FEWEST_SOFT_BREAKS and soft >= full * _SOFT_SHARE else 0


def _joined(text: str, lines: list[Stretch], numbers: list[int], width: int) -> list[Stretch]:
    """Put lines together where the next line's first word would not have fitted on the line before it."""
    joined = lines[:1]
    for index, line in enumerate(lines[1:]):
        before = lines[index]
        length = before.end - before.start
        if length >= _SHORTEST_WRAPPED and numbers[index + 1] == numbers[index] + 1:
            content = text[line.start : line.end]
            filled = length + 1 + len(content.split(maxsplit=1)[0]) > width
            if filled and not is_list_item(content):
                joined[-1] = Stretch(joined[-1].start, line.end)
                continue
        joined.append(line)
    return joined


def _parts_at_bullets(text: str, line: Stretch) -> list[Stretch]:
    """Cut a line at the bullets inside it."""
    parts: list[Stretch] = []
    start = line.start
    cuts = [line.start + found.start() for found in _INLINE_BULLET.finditer(text[line.start : line.end])]
    for cut in [*cuts, line.end]:
        part = text[start:cut]
        begin = start + len(part) - len(part.lstrip())
        end = begin + len(part.strip())
        if begin < end:
            parts.append(Stretch(begin, end))
        start = cut
    return parts
