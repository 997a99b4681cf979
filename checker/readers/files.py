"""Which files are meant: paths as the user gave them → article files, folders opened, the same file only once."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from checker.errors import InputError
from checker.readers.formats import READ_FORMATS, UNREAD_FORMATS, readable_suffixes
from checker.readers.kinds import HEAD, kind_of
from checker.readers.own_reports import OWN_REPORT, is_own_report
from checker.readers.paths import STDIN, address, shown
from checker.readers.story import STORY_FILE

if TYPE_CHECKING:
    from collections.abc import Sequence


_ANNOTATED = ".checked"
"""How the names of annotated copies end, before the suffix."""


@dataclass
class Found:
    """The files to read, in order, and what was left out; `refused` pairs a path with the reason."""

    files: list[Path]
    refused: list[tuple[Path, InputError]]
    notices: list[str]


def article_files(paths: Sequence[Path]) -> Found:
    """Return the article files that `paths` name: a file as it is, a folder's sorted by name and not below it."""
    found = Found([], [], [])
    seen: dict[str, Path] = {}
    for path in paths:
        try:
            for file, real in _files_of(path, found.notices):
                if real in seen:
                    found.notices.append(f"{shown(file)}: is the same file as {shown(seen[real])}; read once")
                else:
                    seen[real] = file
                    found.files.append(file)
        except InputError as error:
            found.refused.append((path, error))
        except (OSError, RuntimeError, ValueError) as error:
            why = getattr(error, "strerror", None) or error
            reason = f"{shown(path)}: cannot be found or opened ({why}); check the path and its permissions"
            found.refused.append((path, InputError(reason)))
    return found


def _files_of(path: Path, notices: list[str]) -> list[tuple[Path, str]]:
    """Return the article files that one path stands for, each with its real path. Raises InputError and OSError."""
    if path == STDIN:
        return [(path, str(path))]
    if path.is_dir():
        return _files_in(path, notices)
    if at := address(path):
        raise InputError(f"{at}: is a web address, and nothing is fetched; save the page and name the file")
    if not path.exists():
        raise InputError(f"{shown(path)}: no such file; check the name")
    if not path.is_file():
        raise InputError(f"{shown(path)}: is not a file; give a file or a folder of files")
    if path.name == STORY_FILE:  # named by a pattern such as sources/*: it says something of the articles, and is none
        return []
    if path.suffix.lower() in UNREAD_FORMATS:
        raise InputError(f"{shown(path)}: files of this kind are not read; save it as one of: {readable_suffixes()}")
    return [(path, str(path.resolve()))]


def _files_in(folder: Path, notices: list[str]) -> list[tuple[Path, str]]:
    """Return a folder's article files, sorted by name, each with its real path.

    Raises InputError where it has none, and OSError.
    """
    inside = folder.resolve()
    files: list[tuple[Path, str]] = []
    unread: list[str] = []
    with os.scandir(folder) as listed:
        entries = sorted(listed, key=lambda entry: entry.name)
    for entry in entries:
        name = entry.name
        # Only what is no link is known to be a file, and where, without another look at the disk.
        link = entry.is_symlink()
        if is_aside(name) or not (link or entry.is_file()):
            continue
        path = folder / name
        if link and not path.is_file():
            continue
        if path.stem.lower().endswith(_ANNOTATED):
            notices.append(f"{shown(path)}: is a copy with this program's own comments, so it is left out")
            continue
        suffix = path.suffix.lower()
        if suffix == ".json" and not _is_ninjs(path, notices):
            continue
        if suffix in UNREAD_FORMATS:
            unread.append(shown(Path(path.name)))
        elif suffix in READ_FORMATS:
            # A folder of strangers' articles must not be able to send another file of this machine to a model.
            if not link:
                files.append((path, str(inside / name)))
            elif (real := path.resolve()).is_relative_to(inside):
                files.append((path, str(real)))
            else:
                notices.append(f"{shown(path)}: points out of its folder, so it is left out; name it to have it read")
    if unread:
        notices.append(f"{shown(folder)}: left out, as files of these kinds are not read: {', '.join(unread)}")
    if not files:
        raise InputError(
            f"{shown(folder)}: the folder has no article; it wants files that end in {readable_suffixes()}"
        )
    return files


def is_aside(name: str) -> bool:
    """Tell whether a file of a folder is none of its articles, by its name alone."""
    # What begins with "~$" is a note of Word's own that a document is open.
    return name.startswith((".", "~$")) or name == STORY_FILE or name.lower().startswith("readme")


def _is_ninjs(path: Path, notices: list[str]) -> bool:
    """Tell whether a .json file is news: a folder may hold reports and settings in JSON beside its articles."""
    with path.open("rb") as file:
        head = file.read(HEAD)
    if is_own_report(head):
        notices.append(f"{shown(path)}: {OWN_REPORT}")
        return False
    return kind_of(head, "") == "ninjs"
