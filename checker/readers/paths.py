"""How a path is written where people read it, and what of a file's path its reading needs."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

STDIN = Path("-")
"""What stands for standard input where files are named."""


class ArticleFile(NamedTuple):
    """A file to read: where it is, how messages name it, its folder, its stem, and its suffix in lower case.

    Strings, because to make a Path takes longer than to open most files, and each question to it as long again.
    """

    path: str
    name: str
    folder: str
    stem: str
    suffix: str


STANDARD_INPUT = ArticleFile(str(STDIN), "standard input", "", "stdin", "")


_ADDRESS = re.compile(r"(https?|ftp|file):/+", re.IGNORECASE)


def address(path: Path) -> str | None:
    """Return the web address that was given for a path, as it was given; None where it is none."""
    found = _ADDRESS.match(str(path))  # a path keeps one slash of several
    return None if found is None else f"{found[1]}://{shown(Path(str(path)[found.end() :]))}"


def shown(path: Path) -> str:
    """Return a path as messages and reports show it: in one line, and without what no text can hold."""
    return STANDARD_INPUT.name if path == STDIN else in_one_line(str(path))


def in_one_line(name: str) -> str:
    """Return a name in one line, and without what no text can hold."""
    return name if name.isprintable() else ascii(name)


def named_file(path: Path) -> ArticleFile:
    """Return what of a path that a person gave its reading needs."""
    return ArticleFile(str(path), in_one_line(str(path)), str(path.parent), path.stem, path.suffix.lower())


def parted(name: str) -> tuple[str, str]:
    """Return stem and suffix of a file's name, which does not begin with a dot, as `Path` tells them."""
    stem, dot, suffix = name.rpartition(".")
    return (stem, dot + suffix) if stem and suffix else (name, "")
