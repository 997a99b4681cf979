"""A file's bytes, read once, with the kind of file they are: never more of them than that kind may have."""

from __future__ import annotations

import os
import sys
from functools import partial
from typing import TYPE_CHECKING

from checker.errors import InputError
from checker.readers.kinds import HEAD, Kind, kind_of
from checker.readers.paths import STANDARD_INPUT

if TYPE_CHECKING:
    from collections.abc import Callable

    from checker.readers.paths import ArticleFile

# How many bytes of each kind may stand for a byte of text: markup, fonts and pictures come with it.
_ROOM: dict[Kind, int] = {"html": 10, "docx": 30, "odt": 30, "pdf": 30, "eml": 30, "ninjs": 3, "locked": 1, "text": 1}


def contents_of(file: ArticleFile, max_bytes: int) -> tuple[Kind, bytes]:
    """Return what kind of file `file` is and what is in it; "-" is standard input.

    `max_bytes` is what a text may have, and other kinds some times of it. Raises InputError where the file cannot be
    opened, is too large, or changes while it is read.
    """
    if file is STANDARD_INPUT:
        return _read_stream(sys.stdin.buffer.read, max_bytes)
    try:
        # By its bare handle: to make a file object takes longer than most files to read.
        handle = os.open(file.path, os.O_RDONLY)
        try:
            before = os.fstat(handle)
            kind, data = _read(partial(os.read, handle), file.suffix, max_bytes, before.st_size)
            after = os.fstat(handle)
        finally:
            os.close(handle)
    except OSError as error:
        raise InputError(f"{file.name}: cannot be read ({error.strerror or error}); check its permissions") from error
    most = max_bytes * _ROOM[kind]
    if len(data) > most:
        option = "shorten it or raise --max-article"
        raise InputError(f"{file.name}: has {after.st_size:,} bytes, more than the {most:,} allowed; {option}")
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns) or len(data) != after.st_size:
        raise InputError(f"{file.name}: changed while it was read; run again once it is saved")
    return kind, data


def _read(read: Callable[[int], bytes], suffix: str, max_bytes: int, size: int | None) -> tuple[Kind, bytes]:
    """Return the kind, and the content up to one byte more than is allowed; `size` is what a file says it has."""
    head = read(HEAD if size is None else min(HEAD, size + 1))
    kind = kind_of(head, suffix)
    data = head
    most = max_bytes * _ROOM[kind]
    # No larger a piece than is there already: room for one of the largest size allowed takes long to make.
    while len(data) <= most and len(data) != size and (more := read(max(1, min(len(data), most + 1 - len(data))))):
        data += more
    return kind, data


def _read_stream(read: Callable[[int], bytes], max_bytes: int) -> tuple[Kind, bytes]:
    """Return what comes on standard input. Raises InputError where it is too much."""
    kind, data = _read(read, "", max_bytes, None)
    most = max_bytes * _ROOM[kind]
    if len(data) > most:
        name = STANDARD_INPUT.name
        raise InputError(f"{name}: has more than the {most:,} bytes allowed; shorten it or raise --max-article")
    return kind, data
