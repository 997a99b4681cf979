"""Text → sentences: the pieces of each line, and what is wrong with them in news texts mended.

The mending joins what a quotation, an abbreviation, an ordinal or a web address holds together, and moves closing marks
to the sentence they close.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeVar

from checker.text.abbreviations import SPEECH, stops_short
from checker.text.lines import Stretch, text_lines
from checker.text.pieces import BLANK_LINE, split_roughly

if TYPE_CHECKING:
    from collections.abc import Sequence

    from checker.text.pieces import Rough

_Label = TypeVar("_Label")

# How far back a word is looked at, in characters: a bound, so that a line without a space stays cheap.
_NEAR = 60
_CLOSING_BRACKETS = ")]}"
_CLOSING_QUOTES = """”“’»«"'"""
_AFTER_CLOSING_QUOTE = ",.;:!?)]”’»"
_STRONG_STOPS = "!?…"
_ASCII_STOPS = ".!?"
_PLAIN_STOP = re.compile(r"[a-zß-öø-ÿ]{4}\. [A-ZÀ-ÖØ-Þ]").match
_ENUMERATOR = re.compile(r"[\[(]?(?:\d{1,3}|[A-Za-z])[.)]")
_ADDRESS = re.compile(r"www\.|//|@")


def split_sentences(text: str, language: str | None = None) -> tuple[Stretch, ...]:
    """Return where the sentences of `text` lie, in order; together they cover all of it but white space.

    `language` is a code such as "en" or "de-AT"; without one it is guessed. A sentence holds a line break only where
    the text is hard-wrapped. Takes time in proportion to the text's length.
    """
    lines = text_lines(text)
    found = mended(split_roughly(text, lines.contents, language), lines.starts, lines.contents)
    return tuple(Stretch(start, end) for _, start, end, _ in found)


def mended(rough: Rough, starts: Sequence[int], labels: Sequence[_Label]) -> list[tuple[int, int, int, _Label]]:
    """Return the sentences of a text: their numbers, from 1, where they start and end, and the label of their line.

    `starts` says where in the text its lines begin. Each line has at least one sentence.
    """
    text, contents, code, pieces = rough
    found: list[tuple[int, int, int, _Label]] = []
    number = 1
    ahead = iter(pieces)
    for line_start, content, label in zip(starts, contents, labels, strict=True):
        begin = line_start
        bound = line_start + len(next(ahead))
        for piece in ahead:
            if piece == BLANK_LINE:
                break
            # Most sentences end with a word of four small letters or more, a full stop and a space. No abbreviation
            # that is listed looks like that, which spares them the closer look.
            if bound > 5 and _PLAIN_STOP(text, bound - 6):
                found.append((number, begin, bound - 1, label))
                number += 1
                begin = bound
            else:
                end, after = _mended(content, begin - line_start, bound - line_start, code)
                if line_start + after > begin:
                    found.append((number, begin, line_start + end, label))
                    number += 1
                    begin = line_start + after
            bound += len(piece)
        found.append((number, begin, bound, label))
        number += 1
    return found


def _mended(content: str, begin: int, bound: int, language: str) -> tuple[int, int]:
    """Return where a sentence of a line that began at `begin` ends and the next one starts, if that is near `bound`.

    Where none ends there, both are `begin`.
    """
    start = _after_closing_marks(content, bound)
    end = start
    while end > begin and content[end - 1].isspace():
        end -= 1
    if start <= begin or start >= len(content) or end == begin or _runs_on(content, begin, end, start, language):
        return begin, begin
    return end, start


def _after_closing_marks(content: str, start: int) -> int:
    """Return `start`, moved past the closing marks that stand there and the white space behind them.

    A bracket behind that white space closes something as well.
    """
    moved = start
    while True:
        marks = moved
        while marks < len(content) and _closes(content, marks):
            marks += 1
        if marks == moved:
            return moved
        moved = marks
        while moved < len(content) and content[moved].isspace():
            moved += 1
        if content[moved : moved + 1] not in tuple(_CLOSING_BRACKETS):
            return moved


def _closes(content: str, at: int) -> bool:
    """Tell whether the mark that stands there closes what stands before it."""
    mark, behind = content[at], content[at + 1 : at + 2]
    if mark in _CLOSING_BRACKETS:
        return True
    return mark in _CLOSING_QUOTES and (not behind or behind.isspace() or behind in _AFTER_CLOSING_QUOTE)


def _runs_on(content: str, begin: int, end: int, start: int, language: str) -> bool:
    """Tell whether a sentence that began at `begin` does not end at `end`, but goes on at `start`."""
    last, first = content[end - 1], content[start]
    if end - begin <= 5 and _ENUMERATOR.fullmatch(content, begin, end):
        return True
    if start == end and last in _ASCII_STOPS:
        return not _is_run_together(content, begin, start)
    if last == ".":
        return stops_short(content, begin, end, start, language)
    if last in _STRONG_STOPS:
        return first.islower()
    if last in _CLOSING_QUOTES:
        before = content[max(begin, end - _NEAR) : end].rstrip(_CLOSING_QUOTES)[-1:]
        return first.islower() or (before in _STRONG_STOPS and SPEECH.match(content, start) is not None)
    return False


def _is_run_together(content: str, begin: int, start: int) -> bool:
    """Tell whether two sentences meet without a space ("the end.The next"), not the parts of a name or an address."""
    near = max(begin, start - _NEAR)
    word = content[max(near, content.rfind(" ", near, start) + 1) : start - 1]
    ends = word[-2:].isalpha() and word[-1:].islower()
    begins = content[start].isupper() and not content[start + 1 : start + 2].isupper()
    return ends and begins and not _ADDRESS.search(word)
