"""Text → sentences: sentencex inside each line, and what it gets wrong in news texts mended.

The mending joins what a quotation, an abbreviation, an ordinal or a web address holds together, moves closing marks to
the sentence they close, and cuts where a bracket or a stray quotation mark has swallowed the end of a sentence.
"""

from __future__ import annotations

import re
from itertools import filterfalse, pairwise, takewhile
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from sentencex import get_sentence_boundaries, segment  # type: ignore[import-untyped]

from checker.text.abbreviations import SPEECH, guessed_language, may_end_in_month, stops_short, with_month_ends
from checker.text.lines import Stretch, text_lines

if TYPE_CHECKING:
    from collections.abc import Sequence

_Label = TypeVar("_Label")

# sentencex takes quadratic time where many quotations open and none closes, so it sees long lines in windows.
_WINDOW = 3000
# sentencex 1.0.32 takes what has more than 10,240 bytes apart by itself, and loses a blank line there.
_MOST_AT_ONCE = 9000
# A piece as long as this may hold several sentences between two quotation marks that do not belong together.
_LONG_PIECE = 400
# How far back a word is looked at, in characters: a bound, so that a line without a space stays cheap.
_NEAR = 60
_ASCII = bytes(range(0x80))
_BLANK_LINE = "\n\n"
_QUOTES = '“”„‟‘"«»'
_UNMARKED = str.maketrans(dict.fromkeys(_QUOTES + "()[]", " "))
_CLOSING_BRACKETS = ")]}"
_CLOSING_QUOTES = """”“’»«"'"""
_AFTER_CLOSING_QUOTE = ",.;:!?)]”’»"
_STRONG_STOPS = "!?…"
_ASCII_STOPS = ".!?"
_PLAIN_STOP = re.compile(r"[a-zß-öø-ÿ]{4}\. [A-ZÀ-ÖØ-Þ]").match
_ENUMERATOR = re.compile(r"[\[(]?(?:\d{1,3}|[A-Za-z])[.)]")
_BRACKETED = re.compile(r"[.!?]['”’\"]?[)\]]\s+(?=[^\Wa-z\d_]|[“\"‘«])")
_AFTER_STOP = re.compile(r"[.!?…。！？][\"'“”’»«)\]]*(?:\s+[”»)\]]+(?=\s))?\s*")
_ADDRESS = re.compile(r"www\.|//|@")
# sentencex 1.0.32 panics at an initial after white space of several bytes ("M\u00a0."), and takes no lone surrogates.
_RISKY = re.compile("[\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ud800-\udfff]")


def split_sentences(text: str, language: str | None = None) -> tuple[Stretch, ...]:
    """Return where the sentences of `text` lie, in order; together they cover all of it but white space.

    `language` is a code such as "en" or "de-AT"; without one it is guessed. A sentence holds a line break only where
    the text is hard-wrapped. Takes time in proportion to the text's length.
    """
    lines = text_lines(text)
    found = mended(split_roughly(text, lines.contents, language), lines.starts, lines.contents)
    return tuple(Stretch(start, end) for _, start, end, _ in found)


class Rough(NamedTuple):
    """A text, the lines of it, and the pieces into which sentencex cuts them, a blank line behind each line's.

    White space at which sentencex fails is blanks here. `language` is the code by which sentencex was asked.
    """

    text: str
    contents: Sequence[str]
    language: str
    pieces: list[str]


def split_roughly(text: str, contents: Sequence[str], language: str | None, signs: str | None = None) -> Rough:
    """Return the pieces of `text`, of whose lines these are the contents, before any mending.

    `signs` are, if known, characters among which are all of the text's beyond ASCII.
    """
    code = language.split("-")[0].lower() if language else guessed_language(text)
    if _RISKY.search(_beyond_ascii("".join(filterfalse(str.isascii, contents))) if signs is None else signs):
        text = _RISKY.sub(" ", text)
        contents = [_RISKY.sub(" ", content) for content in contents]
    seen = contents
    if code == "en" and may_end_in_month(text):
        seen = [with_month_ends(content) for content in contents]
    return Rough(text, contents, code, _pieces(seen, code))


def mended(rough: Rough, starts: Sequence[int], labels: Sequence[_Label]) -> list[tuple[int, int, int, _Label]]:
    """Return the sentences of a text: their numbers, from 1, where they start and end, and the label of their line.

    `starts` says where in the text its lines begin. Each line has at least one sentence.
    """
    text, contents, code, pieces = rough
    if "(" in text or "[" in text or max(map(len, pieces), default=0) > _LONG_PIECE:
        pieces = _with_swallowed(pieces, contents, code)
    found: list[tuple[int, int, int, _Label]] = []
    number = 1
    ahead = iter(pieces)
    for line_start, content, label in zip(starts, contents, labels, strict=True):
        begin = line_start
        bound = line_start + len(next(ahead))
        for piece in ahead:
            if piece == _BLANK_LINE:
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
    text = _BLANK_LINE.join(contents)
    if len(text) <= _MOST_AT_ONCE and max(map(len, contents)) <= _WINDOW:
        pieces: list[str] = segment(language, text)
        # Pieces that are not the lines cannot tell where sentences begin.
        if pieces.count(_BLANK_LINE) == len(contents) - 1 and sum(map(len, pieces)) == len(text):
            return [*pieces, _BLANK_LINE]
    if len(contents) == 1:
        return [*_cut(text, _bounds(text, language)), _BLANK_LINE]
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
        line = list(takewhile(_BLANK_LINE.__ne__, ahead))
        if len(content) > _LONG_PIECE or content[0] in "([":
            line = _cut(content, _swallowed(content, line, language))
        cut += (*line, _BLANK_LINE)
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
