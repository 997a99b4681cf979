"""How a path is written where people read it."""

from __future__ import annotations

from pathlib import Path

STDIN = Path("-")
"""What stands for standard input where files are named."""


def shown(path: Path) -> str:
    """Return a path as messages and reports show it: in one line, and without what no text can hold."""
    name = "standard input" if path == STDIN else str(path)
    return name if name.isprintable() else ascii(name)
