"""Text → sentences: sentencex inside each line, and what it gets wrong in news texts mended.

The mending joins what a quotation, an abbreviation, an ordinal or a web address holds together, moves closing marks to
the sentence they close, and cuts where a bracket or a stray quotation mark has swallowed the end of a sentence.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sentencex import get_sentence_boundaries, segment  # type: ignore[import-untyped]

from checker.text.abbreviations import SPEECH, guessed_language, stops_short
from checker.text.lines import Stretch, beyond_ascii, text_lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# sentencex takes quadratic time where many quotations open and none closes, so it sees long lines in windows.
_WINDOW = 3000
# `segment` takes longer texts apart itself, after about 10,240 bytes of UTF-8, and loses the blank line there.
_BATCH = 10_000
# A piece as long as this may hold several sentences between two quotation marks that do not belong together.
_LONG_PIECE = 400
# How far back a word is looked at, in characters: a bound, so that a line without a space stays cheap.
_NEAR = 60
_BLANK_LINE = "\n\n"
_QUOTES = '“”„‟‘"«»'
_UNMARKED = str.maketrans(dict.fromkeys(_QUOTES + "()[]", " "))
_CLOSING_BRACKETS = ")]}"
_CLOSING_QUOTES = """”“’»«"'"""
_AFTER_CLOSING_QUOTE = ",.;:!?)]”’»"
_STRONG_STOPS = "!?…"
_ASCII_STOPS = ".!?"
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
    found = sentences_by_line(text, text_lines(text), language)
    return tuple(Stretch(start, end) for sentences in found for start, end in sentences)


def sentences_by_line(text: str, lines: Sequence[Stretch], language: str | None) -> Iterator[Sequence[tuple[int, int]]]:
    """Yield for each of the `lines` of `text` where its sentences lie, at least one."""
    code = language.split("-")[0].lower() if language else guessed_language(text)
    plain = _RISKY.sub(" ", text) if _RISKY.search(beyond_ascii(text)) else text
    contents = [plain[start:end] for start, end in lines]
    for line, content, found in zip(lines, contents, _starts_by_line(contents, code), strict=True):
        near = len(content) <= _LONG_PIECE and content[0] not in "(["
        starts = found if near else _with_swallowed(content, found, code)
        yield (line,) if len(starts) == 1 else _mended(content, line.start, starts, code)


def _starts_by_line(contents: Sequence[str], language: str) -> Iterator[list[int]]:
    """Yield for each line where sentencex lets its sentences begin, 0 first.

    sentencex splits at blank lines before all else, so it takes many lines in one call, which costs half of a call
    each; and `segment`, which gives the pieces alone, costs half of what the boundaries do.
    """
    batch: list[str] = []
    size = 0
    for content in contents:
        length = len(content.encode()) + len(_BLANK_LINE)
        fits = len(content) <= _WINDOW and length <= _BATCH
        if not fits or size + length > _BATCH:
            yield from _starts_in_batch(batch, language)
            batch, size = [], 0
        if fits:
            batch.append(content)
            size += length
        else:
            yield _starts(content, language)
    yield from _starts_in_batch(batch, language)


def _starts_in_batch(batch: Sequence[str], language: str) -> Iterator[list[int]]:
    """Yield for each line of a few where sentencex lets its sentences begin, 0 first."""
    pieces = iter(segment(language, _BLANK_LINE.join(batch)))
    for content in batch:
        starts = []
        start = 0
        for piece in pieces:
            if piece == _BLANK_LINE:
                break
            starts.append(start)
            start += len(piece)
        # Pieces that do not add up to the line cannot tell where they begin.
        yield starts if start == len(content) else _starts(content, language)


def _starts(content: str, language: str) -> list[int]:
    """Return where sentencex lets sentences begin, 0 first."""
    if len(content) <= _WINDOW:
        return [found["start_index"] for found in get_sentence_boundaries(language, content)]
    starts = [0]
    begin = 0
    while begin < len(content):
        window = content[begin : begin + _WINDOW]
        found = [begin + start for start in _starts(window, language)[1:]]
        starts += found
        if begin + _WINDOW >= len(content):
            break
        # The window cut its last sentence off, so the next one begins with it; one without an end just goes on.
        begin = found[-1] if found else begin + _WINDOW
    return starts


def _with_swallowed(content: str, starts: list[int], language: str) -> list[int]:
    """Add the starts inside pieces where a bracket or quotation marks kept sentencex from seeing an end."""
    added: list[int] = []
    for begin, end in zip(starts, [*starts[1:], len(content)], strict=True):
        added.append(begin)
        if end - begin > _LONG_PIECE:
            piece = content[begin:end]
            unmarked = piece.translate(_UNMARKED)
            if unmarked != piece:
                found = (_after_stop(content, begin + start, begin) for start in _starts(unmarked, language)[1:])
                added += sorted({start for start in found if begin < start < end})
        elif content[begin] in "([":
            bracketed = _BRACKETED.search(content, begin, end)
            if bracketed and bracketed.end() < end:
                added.append(bracketed.end())
    return added


def _after_stop(content: str, start: int, begin: int) -> int:
    """Return where the next sentence starts, marks included, when its first word starts at `start`; -1 if nowhere."""
    stop = start
    while stop > begin and (content[stop - 1].isspace() or content[stop - 1] in _QUOTES + "()[]"):
        stop -= 1
    found = _AFTER_STOP.match(content, stop - 1) if stop > begin else None
    return found.end() if found else -1


def _mended(content: str, offset: int, starts: list[int], language: str) -> list[tuple[int, int]]:
    """Return the sentences of a line that lies at `offset`, after moving or dropping starts that are wrong."""
    sentences: list[tuple[int, int]] = []
    begin = 0
    for found in starts[1:]:
        # Most sentences end with a word of four small letters or more, a full stop and a space. No abbreviation that
        # is listed looks like that, which spares them the closer look.
        tail = content[found - 6 : found]
        if tail[4:] == ". " and (word := tail[:4]).islower() and word.isalpha() and content[found].isupper():
            sentences.append((offset + begin, offset + found - 1))
            begin = found
            continue
        start = _after_closing_marks(content, found)
        end = start
        while end > begin and content[end - 1].isspace():
            end -= 1
        if start <= begin or start >= len(content) or end == begin or _runs_on(content, begin, end, start, language):
            continue
        sentences.append((offset + begin, offset + end))
        begin = start
    sentences.append((offset + begin, offset + len(content)))
    return sentences


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
