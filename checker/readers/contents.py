"""A file's bytes, read once, with the kind of file they are: never more of them than that kind may have."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any

from checker.errors import InputError
from checker.readers.kinds import HEAD, Kind, kind_of
from checker.readers.paths import STDIN, shown

if TYPE_CHECKING:
    from pathlib import Path

# How many bytes of each kind may stand for a byte of text: markup, fonts and pictures come with it.
_ROOM: dict[Kind, int] = {"html": 10, "docx": 30, "odt": 30, "pdf": 30, "eml": 30, "ninjs": 3, "locked": 1, "text": 1}


def contents_of(file: Path, max_bytes: int) -> tuple[Kind, bytes]:
    """Return what kind of file `file` is and what is in it; "-" is standard input.

    `max_bytes` is what a text may have, and other kinds some times of it. Raises InputError where the file cannot be
    opened, is too large, or changes while it is read.
    """
    if file == STDIN:
        return _read_stream(sys.stdin.buffer, max_bytes)
    try:
        # Without a buffer, which takes longer to make than most files to read; so does one of the largest size allowed.
        with file.open("rb", buffering=0) as opened:
            before = os.fstat(opened.fileno())
            kind, data = _read(opened, file.suffix.lower(), max_bytes)
            after = os.fstat(opened.fileno())
    except OSError as error:
        raise InputError(f"{shown(file)}: cannot be read ({error.strerror or error}); check its permissions") from error
    most = max_bytes * _ROOM[kind]
    if len(data) > most:
        option = "shorten it or raise --max-article"
        raise InputError(f"{shown(file)}: has {after.st_size:,} bytes, more than the {most:,} allowed; {option}")
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns) or len(data) != after.st_size:
        raise InputError(f"{shown(file)}: changed while it was read; run again once it is saved")
    return kind, data


def _read(opened: Any, suffix: str, max_bytes: int) -> tuple[Kind, bytes]:
    """Return the kind, and the content up to one byte more than is allowed."""
    head = opened.read(HEAD)
    kind = kind_of(head, suffix)
    data = head
    most = max_bytes * _ROOM[kind]
    while len(data) <= most and (more := opened.read(max(1, min(len(data), most + 1 - len(data))))):
        data += more
    return kind, data


def _read_stream(stream: Any, max_bytes: int) -> tuple[Kind, bytes]:
    """Return what comes on standard input. Raises InputError where it is too much."""
    kind, data = _read(stream, "", max_bytes)
    most = max_bytes * _ROOM[kind]
    if len(data) > most:
        raise InputError(f"{shown(STDIN)}: has more than the {most:,} bytes allowed; shorten it or raise --max-article")
    return kind, data
