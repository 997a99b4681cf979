"""Text → pieces: sentencex inside each line, kept from where it fails, and cut where it has swallowed a sentence's end.

What it ends too early, or a mark too soon, `checker.text.sentences` mends.
"""

from __future__ import annotations

import re
from itertools import filterfalse, pairwise, takewhile
from typing import TYPE_CHECKING, NamedTuple

from sentencex import get_sentence_boundaries, segment  # type: ignore[import-untyped]

from checker.text.abbreviations import guessed_language, may_end_in_month, with_month_ends

if TYPE_CHECKING:
    from collections.abc import Sequence

BLANK_LINE = "\n\n"
"""What stands behind the pieces of each line; no piece of a line is one."""

# sentencex takes quadratic time where many quotations open and none closes, so it sees long lines in windows.
_WINDOW = 3000
# sentencex 1.0.32 takes what has more than 10,240 bytes apart by itself, and loses a blank line there.
_MOST_AT_ONCE = 9000
# A piece as long as this may hold several sentences between two quotation marks that do not belong together.
_LONG_PIECE = 400
_ASCII = bytes(range(0x80))
_QUOTES = '“”„‟‘"«»'
_UNMARKED = str.maketrans(dict.fromkeys(_QUOTES + "()[]", " "))
_BRACKETED = re.compile(r"[.!?]['”’\"]?[)\]]\s+(?=[^\Wa-z\d_]|[“\"‘«])")
_AFTER_STOP = re.compile(r"[.!?…。！？][\"'“”’»«)\]]*(?:\s+[”»)\]]+(?=\s))?\s*")
# sentencex 1.0.32 panics at an initial after white space of several bytes ("M\u00a0."), and takes no lone surrogates.
_RISKY = re.compile("[\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ud800-\udfff]")


class Rough(NamedTuple):
    """A text, the lines of it, and the pieces into which they are cut, a blank line behind each line's.

    White space at which sentencex fails is blanks here. `language` is the code by which sentencex was asked.
    """

    text: str
    contents: Sequence[str]
    language: str
    pieces: list[str]


def split_roughly(text: str, contents: Sequence[str], language: str | None, signs: str | None = None) -> Rough:
    """Return the pieces of `text`, of whose lines these are the contents, before any are joined.

    `signs` are, if known, characters among which are all of the text's beyond ASCII.
    """
    code = language.split("-")[0].lower() if language else guessed_language(text)
    if _RISKY.search(_beyond_ascii("".join(filterfalse(str.isascii, contents))) if signs is None else signs):
        text = _RISKY.sub(" ", text)
        contents = [_RISKY.sub(" ", content) for content in contents]
    seen = contents
    if code == "en" and may_end_in_month(text):
        seen = [with_month_ends(content) for content in contents]
    pieces = _pieces(seen, code)
    if "(" in text or "[" in text or max(map(len, pieces), default=0) > _LONG_PIECE:
        pieces = _with_swallowed(pieces, contents, code)
    return Rough(text, contents, code, pieces)


def _beyond_ascii(text: str) -> str:
    """Return the characters of `text` that are not ASCII, in order: the few among which the rare ones are."""
    # Deleting bytes is many times faster than any search through the text.
    return text.encode("utf-8", "surrogatepass").translate(None, _ASCII).decode("utf-8", "surrogatepass")


def _pieces(contents: Sequence[str], language: str) -> list[str]:
    """Return the pieces into which sentencex cuts lines, before any mending; a blank line follows each line's.

    sentencex splits at blank lines before all else, so it may see many lines at once, and `segment`, which gives the
    pieces alone, takes half of the time that their boundaries take.
    """
    if not contents:
        return []
    text = BLANK_LINE.join(contents)
    if len(text) <= _MOST_AT_ONCE and max(map(len, contents)) <= _WINDOW:
        pieces: list[str] = segment(language, text)
        # Pieces that are not the lines cannot tell where sentences begin.
        if pieces.count(BLANK_LINE) == len(contents) - 1 and sum(map(len, pieces)) == len(text):
            return [*pieces, BLANK_LINE]
    if len(contents) == 1:
        return [*_cut(text, _bounds(text, language)), BLANK_LINE]
    half = len(contents) // 2
    return _pieces(contents[:half], language) + _pieces(contents[half:], language)


def _cut(content: str, bounds: Sequence[int]) -> list[str]:
    """Return the pieces of a line that begin at its start and at `bounds`."""
    return [content[start:end] for start, end in pairwise((0, *bounds, len(content)))]


def _bounds(content: str, language: str) -> list[int]:
    """Return where sentencex lets sentences begin inside a line."""
    if len(content) <= _WINDOW:
        return [found["start_index"] for found in get_sentence_boundaries(language, content)[1:]]
    bounds: list[int] = []
    begin = 0
    while begin < len(content):
        window = content[begin : begin + _WINDOW]
        found = [begin + bound for bound in _bounds(window, language)]
        bounds += found
        if begin + _WINDOW >= len(content):
            break
        # The window cut its last sentence off, so the next one begins with it; one without an end just goes on.
        begin = found[-1] if found else begin + _WINDOW
    return bounds


def _with_swallowed(pieces: Sequence[str], contents: Sequence[str], language: str) -> list[str]:
    """Return the pieces, cut where a bracket or quotation marks kept sentencex from seeing an end."""
    cut: list[str] = []
    ahead = iter(pieces)
    for content in contents:
        line = list(takewhile(BLANK_LINE.__ne__, ahead))
        if len(content) > _LONG_PIECE or content[0] in "([":
            line = _cut(content, _swallowed(content, line, language))
        cut += (*line, BLANK_LINE)
    return cut


def _swallowed(content: str, pieces: Sequence[str], language: str) -> list[int]:
    """Return where the pieces of a line begin but for the first, and the sentences that one of them has swallowed."""
    bounds: list[int] = []
    begin = 0
    for piece in pieces:
        end = begin + len(piece)
        if len(piece) > _LONG_PIECE:
            unmarked = piece.translate(_UNMARKED)
            if unmarked != piece:
                found = (_after_stop(content, begin + start, begin) for start in _bounds(unmarked, language))
                bounds += sorted({start for start in found if begin < start < end})
        elif piece[0] in "([":
            bracketed = _BRACKETED.search(content, begin, end)
            if bracketed and bracketed.end() < end:
                bounds.append(bracketed.end())
        bounds.append(end)
        begin = end
    bounds.pop()
    return bounds


def _after_stop(content: str, start: int, begin: int) -> int:
    """Return where the next sentence starts, marks included, when its first word starts at `start`; -1 if nowhere."""
    stop = start
    while stop > begin and (content[stop - 1].isspace() or content[stop - 1] in _QUOTES + "()[]"):
        stop -= 1
    found = _AFTER_STOP.match(content, stop - 1) if stop > begin else None
    return found.end() if found else -1
