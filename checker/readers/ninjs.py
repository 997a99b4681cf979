"""ninjs, the IPTC's news in JSON (1.x to 3.x): one item, its text, and what its desk says of it.

Source of the fields: https://iptc.org/std/ninjs/. Pictures that go with an item give captions and credit lines; items
of other kinds that go with it are pieces of their own and not read.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from checker.errors import InputError
from checker.readers.decoding import decoded_text
from checker.readers.document import Block, Document, document_of
from checker.readers.metadata import checked_keys
from checker.schema import Published
from checker.text.dates import parse_published

_PUBLISH_STATES = {"usable": "usable", "withheld": "withheld", "canceled": "killed", "cancelled": "killed"}
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_ADDRESS = re.compile(r"https?://[^\s<>\"'`\\]+", re.IGNORECASE)
_PARAGRAPH_BREAK = re.compile(r"\n\s*\n|\n")


def read_ninjs(data: bytes, name: str) -> Document:
    """Return the text of a ninjs item.

    Raises InputError for what is no JSON or no ninjs, for an item without text, and for a state of publication or an
    embargo that nobody knows.
    """
    try:
        item = json.loads(decoded_text(data, name).text)
    except ValueError as error:
        raise InputError(f"{name}: is no JSON ({error}); save it anew") from error
    except RecursionError as error:
        raise InputError(f"{name}: is nested too deeply to be a news item; save it anew") from error
    if not isinstance(item, dict) or not any(
        isinstance(item.get(key), str) for key in ("uri", "type", "versioncreated")
    ):
        raise InputError(f"{name}: is JSON, but no ninjs item; it wants an object with uri, type and a body")
    kind = item.get("type")
    if isinstance(kind, str) and kind not in {"text", "composite"}:
        raise InputError(f'{name}: is a ninjs item of type "{kind[:40]}"; only text can be checked')
    blocks = [*_headlines(item), *_bylines(item), *_body(item, name), *_pictures(item)]
    published = _published(item)
    return document_of(blocks, "element")._replace(
        stated=_stated(item, name),
        published=published,
        piece=_words(item.get("uri")),
        before=_words(item.get("evolvedfrom")),
    )


def _stated(item: Mapping[str, Any], name: str) -> dict[str, str]:
    """Return what an item states, under the keys of front matter. Raises InputError."""
    state = (_words(item.get("pubstatus")) or "usable").casefold()
    if state not in _PUBLISH_STATES:
        raise InputError(f'{name}: pubstatus "{state[:40]}" is none of: usable, withheld, canceled; ask its desk')
    status = _PUBLISH_STATES[state]
    embargo = _words(item.get("embargoed"))
    if embargo and status == "usable":
        if parse_published(embargo) is None:
            raise InputError(f'{name}: embargoed "{embargo[:40]}" is no date; ask its desk')
        status = f"embargoed until {embargo}"
    language, address = _words(item.get("language")), _words(item.get("canonicalurl")) or _words(item.get("uri"))
    notes = " ".join(filter(None, (_words(item.get("ednote")), *(_words(note) for note in _values(item, "ednotes")))))
    source = _words(item.get("source")) or next(
        (_words(one.get("name")) for one in _list(item.get("infosources")) if isinstance(one, dict)), None
    )
    stated = {
        "outlet": source or _words(item.get("copyrightholder")),
        "language": language if language and _LANGUAGE.fullmatch(language) else None,
        "url": address if address and _ADDRESS.fullmatch(address) else None,
        "status": status if status != "usable" else None,
        "version": _words(item.get("version")),
        "note": notes or None,
    }
    return checked_keys({key: value for key, value in stated.items() if value}, name)


def _headlines(item: Mapping[str, Any]) -> Iterator[Block]:
    headline = _words(item.get("headline")) or next(map(_words, _values(item, "headlines", "main")), None)
    headline = headline or _words(item.get("title"))
    if headline:
        yield Block(headline, "title")
    deck = _words(item.get("subheadline")) or next(map(_words, _values(item, "headlines", "sub", strict=True)), None)
    deck = deck or _words(item.get("description_text")) or next(map(_words, _values(item, "descriptions")), None)
    if deck and deck != headline:
        yield Block(deck, "deck")


def _bylines(item: Mapping[str, Any]) -> Iterator[Block]:
    byline = _words(item.get("byline"))
    if byline:
        yield Block(byline, "dateline")


def _body(item: Mapping[str, Any], name: str) -> list[Block]:
    """Return the blocks of an item's body: its text, else its HTML. Raises InputError where it has neither."""
    texts = [item.get("body_text"), *_values(item, "bodies", content="text/plain")]
    for text in texts:
        if isinstance(text, str) and text.strip():
            return [Block(part) for part in _PARAGRAPH_BREAK.split(text)]
    pages = [item.get("body_xhtml"), item.get("body_html"), *_values(item, "bodies")]
    for page in pages:
        if isinstance(page, str) and page.strip():
            from checker.readers.html import blocks_of, parsed_page

            found = blocks_of(parsed_page(page, name), name)
            return [
                Block(one.text, "heading" if one.role == "title" else one.role, one.number, one.path) for one in found
            ]
    raise InputError(f"{name}: is a ninjs item without a body; ask for body_text or body_html")


def _pictures(item: Mapping[str, Any]) -> Iterator[Block]:
    """Yield the captions and credit lines of the pictures that go with an item."""
    joined = item.get("associations")
    for one in joined.values() if isinstance(joined, dict) else _list(joined):
        if isinstance(one, dict) and one.get("type") in {"picture", "graphic", "video"}:
            caption = _words(one.get("description_text")) or next(map(_words, _values(one, "descriptions")), None)
            if caption:
                yield Block(caption, "caption")
            credit = _words(one.get("byline")) or _words(one.get("copyrightholder"))
            if credit:
                yield Block(credit, "credit")


def _published(item: Mapping[str, Any]) -> Published | None:
    """Return when this version of an item was made; its embargo says when it may be used, not when it was written."""
    for key in ("versioncreated", "contentcreated", "firstcreated"):
        interval = parse_published(_words(item.get(key)) or "")
        if interval:
            return Published(earliest=interval[0], latest=interval[1], known="metadata")
    return None


def _values(item: Mapping[str, Any], key: str, role: str = "", *, content: str = "", strict: bool = False) -> list[Any]:
    """Return the values of a list of objects with roles, as ninjs 2 and later has them; those of `role` come first."""
    listed = [one for one in _list(item.get(key)) if isinstance(one, dict)]
    if content:
        listed = [one for one in listed if one.get("contenttype") == content]
    named = [one for one in listed if role and one.get("role") == role]
    others = [] if strict else [one for one in listed if one not in named]
    return [one.get("value") for one in (*named, *others)]


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _words(value: object) -> str | None:
    """Return a value as one line; None where it is empty or neither text nor a number."""
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return None
    return " ".join(str(value).split()) or None
