"""Bytes → text: in which encoding a file was saved, and whether it is text at all.

A wrong guess would change names without a word ("Nicolás" becomes "Nicolįs"), so what is not plainly UTF-8, UTF-16 or
Windows-1252 is taken only where the detection leaves no choice, and every guess is told.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from typing import NamedTuple

from checker.errors import InputError

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SIGNATURES = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive or an Office document"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"{\\rtf", "a rich text document (RTF)"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"\x1f\x8b", "a compressed file"),
    (b"\x7fELF", "a program"),
)
_WEB_PAGE = re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype\s+html|html)[\s>]", re.IGNORECASE)
# The first bytes of all that does not begin as plain text in UTF-8 does.
_TELLING = frozenset(begin[:1] for begin, _ in (*_BYTE_ORDER_MARKS, *_SIGNATURES)) | {b"<"}
_CONTROLS = bytes({*range(0x09), *range(0x0E, 0x20), 0x7F})
_MOST_CONTROLS = 0.01
_ASCII = bytes(range(0x80))
_COMMON = _ASCII.translate(None, _CONTROLS + b"\r")
# What English, French, German, Italian, Portuguese and Spanish texts hold beyond ASCII; the same bytes in another
# encoding give letters and signs that no such text holds.
_WESTERN = re.compile("[\x00-\x7fÀÁÂÃÄÇÈÉÊËÌÍÎÏÑÒÓÔÕÖÙÚÛÜßàáâãäçèéêëìíîïñòóôõöùúûüŒœ“”„‘’‚–—…«»‹›€£¡¿°º§·©®\u00a0]*")
# Characters beyond ASCII that normal form C always leaves alone; a text of no others needs no look at every character.
_NORMAL = re.compile("[\u00a0-\u02ff\u2010-\u203a€]*")
_MOST_WESTERN = 0.3
_LEAST_COHERENCE = 0.4
_MOST_CHAOS = 0.05
_CLEAR_LEAD = 0.1


class Decoded(NamedTuple):
    """A file's text in normal form C with line feeds, and the encoding where that is a guess (else None).

    `signs` are the characters of the text beyond ASCII, in order; None where to tell them would take another look.
    """

    text: str
    guessed: str | None
    signs: str | None = None


def decoded_text(data: bytes, name: str) -> Decoded:
    """Return the text that `data` holds; `name` is for messages.

    A byte order mark at the start goes; one inside stays. Raises InputError for what is binary, is a web page, or is in
    an encoding that cannot be told for certain.
    """
    mark, encoding = b"", "utf-8"
    first = data[:1]
    if first in _TELLING or first.isspace():
        _refuse_other_files(data, name)
        mark, encoding = next((pair for pair in _BYTE_ORDER_MARKS if data.startswith(pair[0])), (mark, encoding))
    text, guessed = _marked_text(data, mark, encoding, name) if mark else _decoded(data, name)
    # One look at every byte, by deleting what is common, which is the fastest way there is.
    rare = (text.encode() if mark or guessed else data).translate(None, _COMMON)
    if not rare:
        return Decoded(text, guessed, "")
    # One stray control character is no reason to refuse an article; a byte 0 or many of them are.
    controls = len(rare) - len(rare.translate(None, _CONTROLS))
    if controls and (0 in rare or controls > len(text) * _MOST_CONTROLS):
        raise InputError(f"{name}: is binary, not text; save it as plain text (UTF-8)")
    if b"\r" in rare:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    signs = rare.translate(None, _ASCII).decode()
    if _NORMAL.fullmatch(signs):
        return Decoded(text, guessed, signs)
    return Decoded(unicodedata.normalize("NFC", text), guessed)


def _refuse_other_files(data: bytes, name: str) -> None:
    """Raise InputError for what is no text by what it begins with."""
    for signature, kind in _SIGNATURES:
        if data.startswith(signature):
            raise InputError(f"{name}: is {kind}, not text; save it as plain text (UTF-8)")
    if _WEB_PAGE.match(data[:2000]):
        raise InputError(f"{name}: is a web page (HTML); save its text as plain text (UTF-8)")


def _marked_text(data: bytes, mark: bytes, encoding: str, name: str) -> tuple[str, None]:
    """Return the text behind a byte order mark, which leaves nothing to guess. Raises InputError."""
    try:
        return data[len(mark) :].decode(encoding), None
    except UnicodeDecodeError as error:
        place = f"byte {error.start + len(mark)}"
        raise InputError(f"{name}: is damaged {encoding.upper()} at {place}; save it as UTF-8 again") from error


def _decoded(data: bytes, name: str) -> tuple[str, str | None]:
    """Return the text of what has no byte order mark, and the guessed encoding. Raises InputError."""
    try:
        return data.decode("utf-8"), None
    except UnicodeDecodeError as error:
        if b"\x00" in data:
            raise InputError(f"{name}: is binary, not text; save it as plain text (UTF-8)") from error
        if _is_damaged_utf8(data):
            line = data.count(b"\n", 0, error.start) + 1
            raise InputError(f"{name}: is damaged UTF-8 in line {line}; save it as UTF-8 again") from error
    western = _western_text(data)
    if western is not None:
        return western, "Windows-1252"
    detected = _detected(data)
    if detected is not None:
        return detected
    raise InputError(f"{name}: its encoding cannot be told for certain; save it as UTF-8")


def _is_damaged_utf8(data: bytes) -> bool:
    """Tell whether most of what is not ASCII is UTF-8 all the same."""
    text = data.decode("utf-8", errors="replace")
    wrong = text.count("\ufffd")
    right = sum(1 for char in text if char > "\x7f") - wrong
    return right >= wrong


def _western_text(data: bytes) -> str | None:
    """Return the text if it is in Windows-1252 (or Latin-1) and reads like a western European language; else None."""
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        return None
    foreign = sum(1 for char in text if char > "\x7f")
    return text if _WESTERN.fullmatch(text) and foreign <= len(text) * _MOST_WESTERN else None


def _detected(data: bytes) -> tuple[str, str] | None:
    """Return text and encoding where detection is sure of a language and no other candidate reads differently."""
    # Imported here because few files need it and it takes longer to import than a story to read.
    from charset_normalizer import from_bytes

    candidates = list(from_bytes(data))
    if not candidates:
        return None
    best = candidates[0]
    if best.coherence < _LEAST_COHERENCE or best.chaos > _MOST_CHAOS:
        return None
    text = str(best)
    rivals = (rival for rival in candidates[1:] if rival.coherence > best.coherence - _CLEAR_LEAD)
    if any(str(rival) != text for rival in rivals):
        return None
    return text, best.encoding.replace("_", "-")
