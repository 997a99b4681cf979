"""Text → sentences: sentencex inside each line, and what it gets wrong in news texts mended.

The mending joins what a quotation, an abbreviation, an ordinal or a web address holds together, moves closing marks to
the sentence they close, and cuts where a bracket or a stray quotation mark has swallowed the end of a sentence.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sentencex import get_sentence_boundaries  # type: ignore[import-untyped]

from checker.text.abbreviations import SPEECH, guessed_language, stops_short
from checker.text.lines import Stretch, text_lines

if TYPE_CHECKING:
    from collections.abc import Iterator

# sentencex takes quadratic time where many quotations open and none closes, so it sees long lines in windows.
_WINDOW = 3000
# A piece as long as this may hold several sentences between two quotation marks that do not belong together.
_LONG_PIECE = 400
# How far back a word is looked at, in characters: a bound, so that a line without a space stays cheap.
_NEAR = 60
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
_ASCII = bytes(range(128))
# sentencex 1.0.32 panics at an initial after white space of several bytes ("M\u00a0."), and takes no lone surrogates.
_RISKY_BYTES = re.compile(
    rb"\xc2[\x85\xa0]|\xe1\x9a\x80|\xe2\x80[\x80-\x8a\xa8\xa9\xaf]|\xe2\x81\x9f|\xe3\x80\x80|\xed[\xa0-\xbf]"
)
_RISKY = re.compile("[\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ud800-\udfff]")


def split_sentences(text: str, language: str | None = None) -> tuple[Stretch, ...]:
    """Return where the sentences of `text` lie, in order; together they cover all of it but white space.

    `language` is a code such as "en" or "de-AT"; without one it is guessed. A sentence holds a line break only where
    the text is hard-wrapped. Takes time in proportion to the text's length.
    """
    return tuple(sentence for found in sentences_by_line(text, text_lines(text), language) for sentence in found)


def sentences_by_line(text: str, lines: list[Stretch], language: str | None) -> Iterator[list[Stretch]]:
    """Yield for each of the `lines` of `text` where its sentences lie, at least one."""
    code = language.split("-")[0].lower() if language else guessed_language(text)
    plain = _plain(text)
    for line in lines:
        content = plain[line.start : line.end]
        starts = _starts(content, code)
        if len(content) > _LONG_PIECE or content[0] in "([":
            starts = _with_swallowed(content, starts, code)
        yield [line] if len(starts) == 1 else _mended(content, line.start, starts, code)


def _plain(text: str) -> str:
    """Return `text`, character for character, with plain spaces for what the splitter cannot take."""
    # Looking only at the few bytes that are not ASCII is ten times faster than a search through the text.
    rare = text.encode("utf-8", "surrogatepass").translate(None, _ASCII)
    return _RISKY.sub(" ", text) if _RISKY_BYTES.search(rare) else text


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


def _mended(content: str, offset: int, starts: list[int], language: str) -> list[Stretch]:
    """Return the sentences of a line that lies at `offset`, after moving or dropping starts that are wrong."""
    sentences: list[Stretch] = []
    begin = 0
    for found in starts[1:]:
        if _is_plain_end(content, found):
            sentences.append(Stretch(offset + begin, offset + found - 1))
            begin = found
            continue
        start = _after_closing_marks(content, found)
        end = start
        while end > begin and content[end - 1].isspace():
            end -= 1
        if start <= begin or start >= len(content) or end == begin or _runs_on(content, begin, end, start, language):
            continue
        sentences.append(Stretch(offset + begin, offset + end))
        begin = start
    sentences.append(Stretch(offset + begin, offset + len(content)))
    return sentences


def _is_plain_end(content: str, start: int) -> bool:
    """Tell at little cost whether a word of four small letters or more, a full stop and a space end a sentence here.

    No abbreviation that is listed looks like that; it is how most sentences end, and spares them the closer look.
    """
    if content[start - 2 : start] != ". " or not content[start].isupper():
        return False
    tail = content[start - 6 : start - 2]
    return tail.isalpha() and tail.islower()


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
