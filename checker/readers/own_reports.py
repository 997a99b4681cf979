"""Whether a file is something that checker itself wrote: a report in a story's folder is no article of that story.

Told by what the file begins with, not by its name, because reports are renamed and passed round. A stranger's file that
dresses up as a report gains nothing by it but to be left out by name.
"""

from __future__ import annotations

import re
from pathlib import Path

MARK = "<!-- written by checker: a report, not an article -->"
"""The first line of what is written as Markdown; nobody is shown it."""

OWN_REPORT = "is a report that checker wrote, not an article, so it is left out"

_MARK = MARK.encode()
_WITHIN = 4096
_PAGE = b'<meta name="generator" content="checker '
_DATA = re.compile(
    rb'\s*\{\s*(?:"run":\s*\{\s*"checker":|"counts":\s*\{\s*"new":\s*\d+,\s*"changed":|'
    rb'"\$schema":[^{}]*"runs":\s*\[\s*\{\s*"tool":\s*\{\s*"driver":\s*\{\s*"name":\s*"checker")'
)
_SAID = (b"Judged by ", b"Checked by code alone,")
_LOOKED_UP = b"looked"
_HEAD_OF_PAGE = re.compile(
    rb"^(?:\d+ (?:HOLD|FIX|CHECK|ONE SOURCE|notes?)\b|None found).*\n"
    rb"(?:.*\n){0,3}?(?:Judged by |Checked by code alone,)[^\0]{0,600}?nothing\s+looked\s+up\.\s",
    re.MULTILINE,
)
_ANNOTATION = re.compile(rb"::(?:error|warning|notice) (?:file=[^\n]*?,)?title=(?:HOLD|FIX|CHECK|NOTE|NOT CHECKED)\b")


def head_of(path: Path) -> bytes:
    """Return what a file begins with, as much of it as `is_own_report` looks at; nothing where it cannot be read."""
    try:
        with path.open("rb") as file:
            return file.read(_WITHIN)
    except OSError:
        return b""


def is_own_report(head: bytes) -> bool:
    """Tell whether a file that begins with `head` is a report of checker, in any form but a commented Word file."""
    begin = head[:64].lstrip()
    if begin.startswith(b"{"):
        return _DATA.match(head) is not None
    if begin.startswith(b"<"):
        return head.startswith(_MARK) or head.find(_PAGE, 0, _WITHIN) >= 0
    if begin.startswith(b"::"):
        return _ANNOTATION.match(head) is not None
    # Both stand in every such page and in few articles, which spares these the pattern.
    said = head.find(_LOOKED_UP, 0, _WITHIN) >= 0 and any(head.find(words, 0, _WITHIN) >= 0 for words in _SAID)
    return said and _HEAD_OF_PAGE.search(head, 0, _WITHIN) is not None
