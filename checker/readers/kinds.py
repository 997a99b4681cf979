"""Which format a file is in, told by what it begins with; its name decides only where the content leaves it open."""

from __future__ import annotations

import re
from typing import Literal

Kind = Literal["text", "html", "docx", "odt", "pdf", "eml", "ninjs", "locked"]
"""*text* is what `FORMATS` reads by name, text and Markdown; *locked* the container of encrypted and of old Office
files, which nothing here opens."""

HEAD = 65_536
"""How many bytes of a file it takes to tell."""

_PDF = b"%PDF-"
_WHERE_PDF = 1024
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
"""A ZIP archive with something in it, and one with nothing."""
_CONTAINER = b"\xd0\xcf\x11\xe0"
_ODT = b"mimetypeapplication/vnd.oasis.opendocument"
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")
_UTF8_MARK = b"\xef\xbb\xbf"
_PAGE = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|article)[\s>]", re.IGNORECASE | re.DOTALL
)
_ANY_ELEMENT = re.compile(rb"<(?:p|div|body|h[1-6]|article|section|span|br)\b[^>]{0,500}>", re.IGNORECASE)
_NINJS = re.compile(rb'"(?:uri|headlines?|body_(?:text|html|xhtml)|bodies|pubstatus|versioncreated|ednote)"\s*:')
_HEADER_LINE = re.compile(rb"(?:From |[A-Za-z][A-Za-z0-9-]*:[ \t]?).*\r?\n")
_MAIL_HEADERS = re.compile(
    rb"^(?:message-id|mime-version|received|content-type|return-path|delivered-to|from|date|subject):",
    re.IGNORECASE | re.MULTILINE,
)
_MAIL_PROOF = re.compile(rb"^(?:message-id|mime-version|received|return-path):", re.IGNORECASE | re.MULTILINE)
_BLANK_LINE = re.compile(rb"\r?\n\r?\n")
_PAGE_SUFFIXES = frozenset((".html", ".htm", ".xhtml"))
_FEWEST_HEADERS = 3
# A plain or Markdown file begins with none of these, most of the time, which spares it the rest.
_PLAIN_START = re.compile(rb"(?![%<{\[\xd0\xff\xfe\xefP\s])(?![A-Za-z-]+:|From )")

DOCUMENT_SUFFIXES: dict[str, Kind] = {
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".docx": "docx",
    ".odt": "odt",
    ".pdf": "pdf",
    ".eml": "eml",
    ".json": "ninjs",
    ".ninjs": "ninjs",
}
"""Suffixes by which a file in a folder is taken for an article, besides those of text and Markdown."""


def kind_of(head: bytes, suffix: str) -> Kind:
    """Return the kind of a file that begins with `head`; `suffix` is that of its name, in lower case."""
    if suffix not in DOCUMENT_SUFFIXES and _PLAIN_START.match(head) and head.find(_PDF, 0, _WHERE_PDF) < 0:
        return "text"
    if head.find(_PDF, 0, _WHERE_PDF) >= 0:
        return "pdf"
    if head.startswith(_ZIP):
        return "odt" if _ODT in head[:200] else "docx"
    if head.startswith(_CONTAINER):
        return "locked"
    begin = head
    if head.startswith(_WIDE_MARKS):
        begin = head.decode("utf-16", "ignore").encode()
    begin = begin.removeprefix(_UTF8_MARK)
    if _PAGE.match(begin) or (suffix in _PAGE_SUFFIXES and _ANY_ELEMENT.search(begin)):
        return "html"
    return _kind_of_text(begin, suffix)


def _kind_of_text(begin: bytes, suffix: str) -> Kind:
    stripped = begin.lstrip()
    if stripped.startswith(b"{") and (suffix in {".json", ".ninjs"} or len(set(_NINJS.findall(stripped))) >= 2):
        return "ninjs"
    if suffix in {".json", ".ninjs"}:
        return "ninjs"
    first = _HEADER_LINE.match(stripped)
    if first:
        end = _BLANK_LINE.search(stripped)
        headers = stripped[: end.start() if end else len(stripped)]
        known = {found.lower() for found in _MAIL_HEADERS.findall(headers)}
        if len(known) >= _FEWEST_HEADERS and (suffix == ".eml" or _MAIL_PROOF.search(headers)):
            return "eml"
    return "eml" if suffix == ".eml" and first else "text"
