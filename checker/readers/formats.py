"""The formats of bare text, by suffix, and which files of a folder are articles; see `kinds` for what content tells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.readers.kinds import DOCUMENT_SUFFIXES
from checker.readers.markdown import read_markdown
from checker.readers.plain import read_plain

if TYPE_CHECKING:
    from collections.abc import Callable

    from checker.readers.body import Body

FORMATS: dict[str, Callable[[str], Body]] = {
    "": read_plain,
    ".txt": read_plain,
    ".text": read_plain,
    ".md": read_markdown,
    ".markdown": read_markdown,
}
"""Suffix in lower case → what turns the decoded file, its front matter removed, into a Body."""

UNREAD_FORMATS = frozenset(
    ".doc .rtf .epub .msg .tex .rst .xml .pages".split(),
)
"""Suffixes of files that may well be articles; a folder's are named, so that nobody takes them for read."""


READ_FORMATS = frozenset((*FORMATS, *DOCUMENT_SUFFIXES))
"""Suffixes, in lower case, of the files of a folder that are articles. A file that is named is read whatever its name,
unless its suffix is among `UNREAD_FORMATS`."""


def readable_suffixes() -> str:
    """Return the suffixes that can be read, for messages."""
    return ", ".join((*(suffix for suffix in FORMATS if suffix), *DOCUMENT_SUFFIXES))
