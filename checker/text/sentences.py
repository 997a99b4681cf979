"""Text → sentences: sentencex inside each line, and what it gets wrong in news texts mended.

The mending joins what a quotation, an abbreviation, an ordinal or a web address holds together, moves closing marks to
the sentence they close, and cuts where a bracket or a stray quotation mark has swallowed the end of a sentence.
"""

from __future__ import annotations

import re
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from sentencex import get_sentence_boundaries, segment  # type: ignore[import-untyped]

from checker.text.abbreviations import SPEECH, guessed_language, stops_short
from checker.text.lines import Lines, Stretch, text_lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# sentencex takes quadratic time where many quotations open and none closes, so it sees long lines in windows.
_WINDOW = 3000
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


class Stretches(NamedTuple):
    """Sentences, a column each: where they start and end in the text, and which of its lines they lie in, from 0."""

    starts: list[int]
    ends: list[int]
    lines: list[int]


def split_sentences(text: str, language: str | None = None) -> tuple[Stretch, ...]:
    """Return where the sentences of `text` lie, in order; together they cover all of it but white space.

    `language` is a code such as "en" or "de-AT"; without one it is guessed. A sentence holds a line break only where
    the text is hard-wrapped. Takes time in proportion to the text's length.
    """
    found = sentences_in(text, text_lines(text), language)
    return tuple(map(Stretch, found.starts, found.ends))


def sentences_in(text: str, lines: Lines, language: str | None) -> Stretches:
    """Return where the sentences of `text` lie; each of its `lines` has at least one."""
    code = language.split("-")[0].lower() if language else guessed_language(text)
    contents = lines.contents
    if _RISKY.search(_beyond_ascii(text)):
        contents = [_RISKY.sub(" ", content) for content in contents]
    starts: list[int] = []
    ends: list[int] = []
    numbers: list[int] = []
    found = _bounds_by_line(contents, code)
    for number, (offset, content, bounds) in enumerate(zip(lines.starts, contents, found, strict=True)):
        begin = 0
        for bound in bounds:
            # Most sentences end with a word of four small letters or more, a full stop and a space. No abbreviation
            # that is listed looks like that, which spares them the closer look.
            if bound > 5 and _PLAIN_STOP(content, bound - 6):
                end = bound - 1
                after = bound
            else:
                end, after = _mended(content, begin, bound, code)
                if after == begin:
                    continue
            starts.append(offset + begin)
            ends.append(offset + end)
            numbers.append(number)
            begin = after
        starts.append(offset + begin)
        ends.append(offset + len(content))
        numbers.append(number)
    return Stretches(starts, ends, numbers)


def _beyond_ascii(text: str) -> str:
    """Return the characters of `text` that are not ASCII, in order: the few among which the rare ones are."""
    # Deleting bytes is many times faster than any search through the text.
    return text.encode("utf-8", "surrogatepass").translate(None, _ASCII).decode("utf-8", "surrogatepass")


def _bounds_by_line(contents: Sequence[str], language: str) -> Iterator[Sequence[int]]:
    """Yield for each line where sentences begin inside it, before any mending.

    sentencex splits at blank lines before all else, so it may see many lines at once, which costs half of a call each.
    """
    first = last = size = 0
    while first < len(contents):
        while last < len(contents) and (last == first or size + len(contents[last]) <= _WINDOW):
            size += len(contents[last]) + len(_BLANK_LINE)
            last += 1
        batch = contents[first:last]
        for content, bounds in zip(batch, _bounds_in_batch(batch, language), strict=True):
            swallows = len(content) > _LONG_PIECE or content[0] in "(["
            yield _with_swallowed(content, bounds, language) if swallows else bounds
        first = last
        size = 0


def _bounds_in_batch(batch: Sequence[str], language: str) -> list[Sequence[int]]:
    """Return for each line of a few where sentencex lets sentences begin inside it.

    `segment`, which gives the pieces alone, takes half of the time that their boundaries take.
    """
    text = _BLANK_LINE.join(batch)
    pieces = segment(language, text) if len(text) <= _WINDOW else []
    # Pieces that are not the lines cannot tell where sentences begin. (sentencex 1.0.32 takes what has more than about
    # 10,240 bytes apart by itself, and loses a blank line there: 3,000 characters hardly ever have so many.)
    if pieces.count(_BLANK_LINE) != len(batch) - 1 or "".join(pieces) != text:
        return [_bounds(content, language) for content in batch]
    pieces.append(_BLANK_LINE)
    found: list[Sequence[int]] = []
    first = 0
    for _ in batch:
        last = pieces.index(_BLANK_LINE, first)
        found.append(tuple(accumulate(map(len, pieces[first : last - 1]))) if last > first + 1 else ())
        first = last + 1
    return found


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


def _with_swallowed(content: str, bounds: Sequence[int], language: str) -> list[int]:
    """Add the bounds inside pieces where a bracket or quotation marks kept sentencex from seeing an end."""
    added: list[int] = []
    begin = 0
    for end in (*bounds, len(content)):
        if end - begin > _LONG_PIECE:
            piece = content[begin:end]
            unmarked = piece.translate(_UNMARKED)
            if unmarked != piece:
                found = (_after_stop(content, begin + start, begin) for start in _bounds(unmarked, language))
                added += sorted({start for start in found if begin < start < end})
        elif content[begin] in "([":
            bracketed = _BRACKETED.search(content, begin, end)
            if bracketed and bracketed.end() < end:
                added.append(bracketed.end())
        added.append(end)
        begin = end
    added.pop()
    return added


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
    """Return `start`, moved past the closing marks that stand there and the white space behind them."""
    moved = start
    while moved < len(content):
        mark, behind = content[moved], content[moved + 1 : moved + 2]
        closes = mark in _CLOSING_BRACKETS or (
            mark in _CLOSING_QUOTES and (not behind or behind.isspace() or behind in _AFTER_CLOSING_QUOTE)
        )
        if not closes:
            break
        moved += 1
    if moved == start:
        return start
    while moved < len(content) and content[moved].isspace():
        moved += 1
    return moved


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
