"""How a path is written where people read it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def shown(path: Path) -> str:
    """Return a path as messages and reports show it: in one line, and without what no text can hold."""
    name = str(path)
    return name if name.isprintable() else ascii(name)
