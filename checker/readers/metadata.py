"""What front matter and `story.toml` may say of an article: the keys, and what their values must look like."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, get_args

from checker.errors import InputError
from checker.schema import Published, Status, StatusKind
from checker.text.dates import parse_published

if TYPE_CHECKING:
    from collections.abc import Mapping

KEYS = ("title", "outlet", "published", "language", "id", "url", "status", "version", "note")

# What nobody stated is the same for every article, and nouns never change.
_UNKNOWN = Published()
_USABLE = Status()
_STATUS_KEYS = ("status", "version", "note")
_STATUSES: tuple[str, ...] = get_args(StatusKind)
_EMBARGO = re.compile(r"embargoed\s+until\s+(.+)", re.IGNORECASE | re.DOTALL)
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_URL = re.compile(r"https?://[^\s<>\"'`\\]+", re.IGNORECASE)
_LONGEST_ID = 80
_PLAIN_ID = re.compile("[A-Za-z0-9_]+(?:-[A-Za-z0-9_]+)*")
_LONGEST_QUOTED = 60


def checked_keys(stated: Mapping[str, str], place: str) -> dict[str, str]:
    """Return what is stated, in one line each and without empty values. Raises InputError naming an unknown key."""
    for key in stated:
        if key not in KEYS:
            raise InputError(f'{place}: unknown key "{in_brief(key)}"; it may have: {", ".join(KEYS)}')
    tidied = {key: _tidied(value) for key, value in stated.items()}
    return {key: value for key, value in tidied.items() if value}


def in_brief(value: str) -> str:
    """Return a value as messages quote it: in one line, and not all of a long one."""
    line = _tidied(value)
    return line if len(line) <= _LONGEST_QUOTED else f"{line[:_LONGEST_QUOTED]}…"


def _tidied(value: str) -> str:
    """Return a value in one line and in normal form C, without what no text can hold (YAML can escape anything)."""
    line = " ".join(value.split())
    if not line.isprintable():
        line = "".join(char for char in line if unicodedata.category(char) not in {"Cc", "Cs"})
    return unicodedata.normalize("NFC", line)


def article_id(stated: Mapping[str, str], stem: str, place: str) -> str:
    """Return the id that is stated, else one made of the file's stem. Raises InputError for an id that cannot be one.

    An id holds letters, figures, "-" and "_" only: it stands in references such as `id#3` and in prompts.
    """
    if "id" not in stated:
        if _PLAIN_ID.fullmatch(stem):
            return stem[:_LONGEST_ID]
        made = "".join(char if _fits_id(char) else "-" for char in unicodedata.normalize("NFC", stem))
        return re.sub("-{2,}", "-", made).strip("-")[:_LONGEST_ID] or "article"
    identifier = stated["id"]
    if len(identifier) > _LONGEST_ID or not all(map(_fits_id, identifier)):
        raise InputError(
            f'{place}: id "{in_brief(identifier)}" cannot be used; '
            f'give at most {_LONGEST_ID} letters, figures, "-" and "_"'
        )
    return identifier


def _fits_id(char: str) -> bool:
    return char in "-_" or unicodedata.category(char)[0] in "LMN"


def published(stated: Mapping[str, str], place: str) -> Published:
    """Return when the article was published, as stated. Raises InputError for what is no date."""
    if "published" not in stated:
        return _UNKNOWN
    interval = parse_published(stated["published"])
    if interval is None:
        raise InputError(
            f'{place}: published "{in_brief(stated["published"])}" is no date; '
            "write 2025-12-04 or 2025-12-04T09:40:00+01:00"
        )
    return Published(earliest=interval[0], latest=interval[1], known="stated")


def status(stated: Mapping[str, str], place: str) -> Status:
    """Return what a desk may do with the article. Raises InputError for a status that does not exist."""
    if stated.keys().isdisjoint(_STATUS_KEYS):
        return _USABLE
    words = stated.get("status", "usable")
    version, note = stated.get("version"), stated.get("note")
    embargo = _EMBARGO.fullmatch(words)
    if embargo:
        interval = parse_published(embargo[1])
        if interval is None:
            raise InputError(
                f'{place}: embargoed until "{in_brief(embargo[1])}" is no date; write 2025-12-04T09:40:00+01:00'
            )
        return Status(kind="embargoed", until=interval[0], version=version, note=note)
    if words.lower() not in _STATUSES:
        raise InputError(
            f'{place}: status "{in_brief(words)}" is none of: '
            "usable, embargoed until (a time), withheld, killed, corrected"
        )
    return Status.model_validate({"kind": words.lower(), "version": version, "note": note})


def language(stated: Mapping[str, str], place: str) -> str | None:
    """Return the language's code as stated. Raises InputError for what is no code."""
    code = stated.get("language")
    if code is not None and not _LANGUAGE.fullmatch(code):
        raise InputError(f'{place}: language "{in_brief(code)}" is no code; write en, es, de-AT or the like')
    return code


def url(stated: Mapping[str, str], place: str) -> str | None:
    """Return the article's address as stated. Raises InputError for anything but http and https."""
    address = stated.get("url")
    if address is not None and not _URL.fullmatch(address):
        raise InputError(f'{place}: url "{in_brief(address)}" is no web address; it begins with https:// or http://')
    return address
