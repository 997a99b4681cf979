"""`story.toml`: what a folder says of the bare text files in it, and of the story as a whole.

    title = "The phone call"
    model = "gpt-5"

    [articles.03-plane]      # the file's stem
    outlet = "Fettlebrook Report"
    published = 2025-12-04

It can state metadata and nothing else; the keys of an article are those of front matter.
"""

from __future__ import annotations

import os
import tomllib
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING

from checker.errors import InputError
from checker.readers.decoding import decoded_text
from checker.readers.metadata import checked_keys, in_brief
from checker.readers.paths import parted, shown

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

STORY_FILE = "story.toml"
_LARGEST = 1_000_000
_KEYS = ("title", "model", "articles")


@dataclass(frozen=True)
class Story:
    """What a story file states: the story's title, the model to ask, and for each file's stem its metadata."""

    title: str | None = None
    model: str | None = None
    articles: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


def read_story(folder: Path) -> Story:
    """Return what the story file of `folder` states; an empty Story where there is none.

    Raises InputError, naming file and line or key, for wrong TOML, an unknown key, or a value that is not one.
    """
    path = folder / STORY_FILE
    if not path.is_file():
        return Story()
    name = shown(path)
    try:
        with path.open("rb") as file:
            data = file.read(_LARGEST + 1)
    except OSError as error:
        raise InputError(f"{name}: cannot be read ({error.strerror}); check its permissions") from error
    if len(data) > _LARGEST:
        raise InputError(f"{name}: is larger than 1 MB; it holds metadata only")
    try:
        stated = tomllib.loads(decoded_text(data, name).text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise InputError(f"{name}: wrong TOML ({error}); correct that line") from error
    for key in stated:
        if key not in _KEYS:
            raise InputError(f'{name}: unknown key "{in_brief(key)}"; it may have: {", ".join(_KEYS)}')
    articles = stated.get("articles", {})
    if not isinstance(articles, dict):
        raise InputError(f"{name}: articles wants a table for each file; write [articles.STEM]")
    return Story(
        title=_line(stated.get("title"), "title", name),
        model=_line(stated.get("model"), "model", name),
        articles={stem: _entry(entry, f"{name}, [articles.{in_brief(stem)}]") for stem, entry in articles.items()},
    )


def unmatched_entries(story: Story, folder: Path) -> tuple[str, ...]:
    """Return the stems that the story file names though `folder` has no such file."""
    if not story.articles:
        return ()
    try:
        with os.scandir(folder) as entries:
            present = {parted(entry.name)[0] for entry in entries}
    except OSError:  # A folder may be closed to listing though its files can be read: then nobody knows.
        return ()
    return tuple(stem for stem in story.articles if stem not in present)


def _entry(entry: object, place: str) -> dict[str, str]:
    """Return one article's metadata as strings. Raises InputError."""
    if not isinstance(entry, dict):
        raise InputError(f"{place}: wants keys and values; write [articles.STEM] and under it key = value")
    return checked_keys({key: _line(value, key, place) or "" for key, value in entry.items()}, place)


def _line(value: object, key: str, place: str) -> str | None:
    """Return a TOML value as a string, None where it is missing or empty. Raises InputError for lists and tables."""
    if value is None:
        return None
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        raise InputError(f"{place}: {key} wants one value in quotation marks")
    return " ".join(str(value).split()) or None
