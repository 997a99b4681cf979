"""The file of a desk list → the list."""

from __future__ import annotations

from pathlib import Path

from checker.errors import InputError
from checker.readers.decoding import decoded_text
from checker.readers.paths import shown
from checker.text.desk_list import DeskList, desk_list

_MOST_BYTES = 5_000_000


def read_desk_list(path: Path) -> DeskList:
    """Return the desk list that a CSV file holds. Raises InputError where it cannot be read or is none."""
    name = shown(path)
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise InputError(f"{name}: has more than {_MOST_BYTES:,} bytes; a desk list is a table of people")
        data = path.read_bytes()
    except OSError as problem:
        raise InputError(f"{name}: cannot be read ({problem.strerror}); check the name") from problem
    return desk_list(decoded_text(data, name).text, name)
