"""Lines for a terminal: wrapped by the cells that characters take, then painted. Every text passes `harmless` here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from itertools import groupby
from typing import Literal, NamedTuple

from checker.reports.harmless import harmless

Style = Literal["plain", "hold", "fix", "check", "note", "strong", "mark", "faint"]

_CODES: dict[Style, str] = {
    "plain": "",
    "hold": "1;37;41",
    "fix": "1;31",
    "check": "1;33",
    "note": "36",
    "strong": "1",
    "mark": "1;35",
    "faint": "2",
}


class Part(NamedTuple):
    """A stretch of text in one style."""

    text: str
    style: Style = "plain"


Line = tuple[Part, ...]
"""One line: its parts are already harmless and fit the width."""

_Glyph = tuple[str, Style]


@cache
def _char_cells(char: str) -> int:
    """Return the cells of one character: 0, 1 or 2."""
    from rich.cells import cell_len  # here, because it is slow to import and plain ASCII never needs it

    return cell_len(char)


def cells(text: str) -> int:
    """Return how many cells of a terminal line the text takes, never fewer than a terminal gives it."""
    return len(text) if text.isascii() else sum(_char_cells(char) for char in text)


def wrap(parts: Iterable[Part], width: int, *, indent: int = 0, hang: int | None = None) -> list[Line]:
    """Return the parts as lines of at most `width` cells, broken at spaces, inside a word only where it is too long.

    The first line is indented by `indent` cells, the others by `hang` (by default as the first).
    """
    hang = indent if hang is None else hang
    lines: list[list[_Glyph]] = [[]]
    used = indent
    for word in _words(parts):
        gap = 1 if lines[-1] else 0
        sizes = [1 if char.isascii() else _char_cells(char) for char, _ in word]
        if gap and used + gap + sum(sizes) > width:
            lines.append([])
            used, gap = hang, 0
        if gap:
            style = word[0][1]
            lines[-1].append((" ", style if lines[-1][-1][1] == style else "plain"))
            used += 1
        for glyph, size in zip(word, sizes, strict=True):
            if lines[-1] and used + size > width:
                lines.append([])
                used = hang
            lines[-1].append(glyph)
            used += size
    return [_line(glyphs, hang if number else indent) for number, glyphs in enumerate(lines)]


def _words(parts: Iterable[Part]) -> list[list[_Glyph]]:
    """Return the words of harmless text, each character with its style."""
    glyphs = [(char, part.style) for part in parts for char in harmless(part.text)]
    return [list(group) for is_space, group in groupby(glyphs, key=lambda glyph: glyph[0] == " ") if not is_space]


def _line(glyphs: Sequence[_Glyph], indent: int) -> Line:
    """Join characters of one style into parts."""
    parts = tuple(
        Part("".join(char for char, _ in group), style) for style, group in groupby(glyphs, key=lambda glyph: glyph[1])
    )
    return (Part(" " * indent), *parts) if indent and parts else parts


def line_cells(line: Line) -> int:
    """Return the cells that a line takes."""
    return sum(cells(part.text) for part in line)


def with_right(lines: Sequence[Line], right: Part, width: int) -> list[Line]:
    """Put `right` flush right on the last line, or on lines of its own where it does not fit there."""
    tails = wrap([right], width) if right.text else []
    placed = list(lines)
    for tail in tails:
        if not tail:
            continue
        room = width - line_cells(tail)
        if tail is tails[0] and len(tails) == 1 and placed and line_cells(placed[-1]) + 2 <= room:
            placed[-1] = (*placed[-1], Part(" " * (room - line_cells(placed[-1]))), *tail)
        else:
            placed.append((Part(" " * room), *tail) if room else tail)
    return placed


def cut(text: str, width: int) -> str:
    """Return harmless text of at most `width` cells; a longer one ends in "…", after a whole word if it can."""
    text = " ".join(harmless(text).split())
    if cells(text) <= width:
        return text
    end = used = 0
    while end < len(text) and used + cells(text[end]) <= width - 2:
        used += cells(text[end])
        end += 1
    space = text.rfind(" ", 0, end + 1)
    if space > end // 2:
        end = space
    return text[:end].rstrip(" ,;:") + " …" if width > 1 else ""


def paint(lines: Iterable[Line], *, color: bool) -> str:
    """Return the lines as text, each ended by a line feed; with colour, styles become SGR sequences."""
    return "".join("".join(_painted(part, color) for part in line).rstrip(" ") + "\n" for line in lines)


def _painted(part: Part, color: bool) -> str:
    """Return one part, between its SGR sequence and a reset where it has a style."""
    code = _CODES[part.style]
    return f"\x1b[{code}m{part.text}\x1b[0m" if color and code and part.text else part.text
