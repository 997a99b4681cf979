"""On which line of a TOML text a key stands: the parser of the standard library does not say."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from typing import Any

Keys = Sequence[str | int]


def line_of(text: str, keys: Keys) -> int | None:
    """Return the number of the line, from 1, on which what `keys` lead to begins; None where that cannot be told.

    An integer leads into a list. Whatever way TOML allows to write a key, the parser itself finds it: of the lines
    before it nothing comes of the keys, and of those up to its end something does.
    """
    if not keys:
        return None
    lines = text.split("\n")
    named = next((key for key in reversed(keys) if isinstance(key, str)), "")
    for at, line in enumerate(lines):
        if named in line and not _holds(lines[:at], keys) and _begins(lines, at, keys):
            return at + 1
    return None


def _begins(lines: Sequence[str], at: int, keys: Keys) -> bool:
    """Say whether the lines from `at` to where what begins there is closed give what `keys` lead to."""
    for end in range(at + 1, len(lines) + 1):
        parsed = _parsed(lines[:end])
        if parsed is not None:
            return _leads(parsed, keys)
    return False


def _holds(lines: Sequence[str], keys: Keys) -> bool:
    parsed = _parsed(lines)
    return parsed is None or _leads(parsed, keys)  # amid a value no key begins


def _parsed(lines: Sequence[str]) -> dict[str, object] | None:
    try:
        return tomllib.loads("\n".join(lines))
    except (tomllib.TOMLDecodeError, RecursionError):
        return None


def _leads(parsed: Any, keys: Keys) -> bool:
    for key in keys:
        try:
            parsed = parsed[key]
        except (LookupError, TypeError):
            return False
    return True
