"""How a path is written where people read it."""

from __future__ import annotations

import re
from pathlib import Path

STDIN = Path("-")
"""What stands for standard input where files are named."""


_ADDRESS = re.compile(r"(https?|ftp|file):/+", re.IGNORECASE)


def address(path: Path) -> str | None:
    """Return the web address that was given for a path, as it was given; None where it is none."""
    found = _ADDRESS.match(str(path))  # a path keeps one slash of several
    return None if found is None else f"{found[1]}://{shown(Path(str(path)[found.end() :]))}"


def shown(path: Path) -> str:
    """Return a path as messages and reports show it: in one line, and without what no text can hold."""
    name = "standard input" if path == STDIN else str(path)
    return name if name.isprintable() else ascii(name)
