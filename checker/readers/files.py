"""Which files are meant: paths as the user gave them → article files, folders opened, the same file only once."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cache
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING

from checker.errors import InputError
from checker.readers.formats import READ_FORMATS, UNREAD_FORMATS, readable_suffixes
from checker.readers.kinds import HEAD, kind_of
from checker.readers.own_reports import OWN_REPORT, is_own_report
from checker.readers.paths import STANDARD_INPUT, STDIN, ArticleFile, address, in_one_line, named_file, parted, shown
from checker.readers.story import STORY_FILE

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


_ANNOTATED = ".checked"
"""How the names of annotated copies end, before the suffix."""


@dataclass
class Found:
    """The files to read, in order, and what was left out; `refused` pairs a path as it is shown with the reason."""

    articles: list[ArticleFile]
    refused: list[tuple[str, InputError]]
    notices: list[str]

    @property
    def files(self) -> list[Path]:
        """The paths of the files to read."""
        return [Path(file.path) for file in self.articles]


def article_files(paths: Sequence[Path]) -> Found:
    """Return the article files that `paths` name: a file as it is, a folder's sorted by name and not below it."""
    found = Found([], [], [])
    seen: dict[str, ArticleFile] = {}
    real_folder = cache(os.path.realpath)  # every step of a path is a look at the disk, and many files lie in a folder
    for path in paths:
        try:
            for file, real in _files_of(path, real_folder, found.notices):
                if real in seen:
                    found.notices.append(f"{file.name}: is the same file as {seen[real].name}; read once")
                else:
                    seen[real] = file
                    found.articles.append(file)
        except InputError as error:
            found.refused.append((shown(path), error))
        except (OSError, RuntimeError, ValueError) as error:
            why = getattr(error, "strerror", None) or error
            reason = f"{shown(path)}: cannot be found or opened ({why}); check the path and its permissions"
            found.refused.append((shown(path), InputError(reason)))
    return found


def _files_of(path: Path, real_folder: Callable[[str], str], notices: list[str]) -> list[tuple[ArticleFile, str]]:
    """Return the article files that one path stands for, each with its real path. Raises InputError and OSError."""
    if path == STDIN:
        return [(STANDARD_INPUT, STANDARD_INPUT.path)]
    if path.is_dir():
        return _files_in(path, notices)
    if at := address(path):
        raise InputError(f"{at}: is a web address, and nothing is fetched; save the page and name the file")
    if not path.is_file():
        if not path.exists():
            raise InputError(f"{shown(path)}: no such file; check the name")
        raise InputError(f"{shown(path)}: is not a file; give a file or a folder of files")
    if path.name == STORY_FILE:  # named by a pattern such as sources/*: it says something of the articles, and is none
        return []
    if path.suffix.lower() in UNREAD_FORMATS:
        raise InputError(f"{shown(path)}: files of this kind are not read; save it as one of: {readable_suffixes()}")
    file = named_file(path)
    return [(file, str(path.resolve()) if path.is_symlink() else os.path.join(real_folder(file.folder), path.name))]  # noqa: PTH118 - strings


def _files_in(folder: Path, notices: list[str]) -> list[tuple[ArticleFile, str]]:
    """Return a folder's article files, sorted by name, each with its real path.

    Raises InputError where it has none, and OSError.
    """
    inside = folder.resolve()
    within, really_within = (str(place / "_")[:-1] for place in (folder, inside))
    files: list[tuple[ArticleFile, str]] = []
    unread: list[str] = []
    with os.scandir(folder) as listed:
        entries = sorted(listed, key=attrgetter("name"))
    for entry in entries:
        name = entry.name
        # Only what is no link is known to be a file, and where, without another look at the disk.
        link = entry.is_symlink()
        if is_aside(name) or not (link or entry.is_file()):
            continue
        path = within + name
        if link and not Path(path).is_file():
            continue
        stem, ending = parted(name)
        file = ArticleFile(path, in_one_line(path), str(folder), stem, ending.lower())
        if stem.lower().endswith(_ANNOTATED):
            notices.append(f"{file.name}: is a copy with this program's own comments, so it is left out")
            continue
        if file.suffix == ".json" and not _is_ninjs(file, notices):
            continue
        if file.suffix in UNREAD_FORMATS:
            unread.append(in_one_line(name))
        elif file.suffix in READ_FORMATS:
            # A folder of strangers' articles must not be able to send another file of this machine to a model.
            if not link:
                files.append((file, really_within + name))
            elif (real := Path(path).resolve()).is_relative_to(inside):
                files.append((file, str(real)))
            else:
                notices.append(f"{file.name}: points out of its folder, so it is left out; name it to have it read")
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


def _is_ninjs(file: ArticleFile, notices: list[str]) -> bool:
    """Tell whether a .json file is news: a folder may hold reports and settings in JSON beside its articles."""
    with Path(file.path).open("rb") as opened:
        head = opened.read(HEAD)
    if is_own_report(head):
        notices.append(f"{file.name}: {OWN_REPORT}")
        return False
    return kind_of(head, "") == "ninjs"
