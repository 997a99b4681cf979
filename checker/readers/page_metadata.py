"""What a web page says of itself: JSON-LD first, then its meta elements. Nothing that only might be so is taken."""

from __future__ import annotations

import json
import re
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from checker.readers.metadata import checked_keys
from checker.schema import Published
from checker.text.dates import parse_published

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_ARTICLE = re.compile(r"(?:\w*Article|BlogPosting|Report|LiveBlogPosting)\Z")
_LONGEST_LD = 500_000
_LONGEST = 500
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_ADDRESS = re.compile(r"https?://[^\s<>\"'`\\]+", re.IGNORECASE)
_PUBLISHED = (
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "date",
    "dc.date",
    "dcterms.date",
    "dcterms.created",
    "parsely-pub-date",
    "sailthru.date",
)
_MODIFIED = ("article:modified_time", "og:updated_time", "datemodified", "dcterms.modified", "last-modified")


class PageMetadata(NamedTuple):
    """A page's headline, what it states under the keys of front matter, and when it was published."""

    title: str | None
    stated: Mapping[str, str]
    published: Published | None


def page_metadata(root: Any) -> PageMetadata:
    """Return what a page says of itself."""
    article = _json_ld(root)
    metas = _metas(root)
    publisher = article.get("publisher")
    outlet = publisher.get("name") if isinstance(publisher, dict) else None
    language = root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or article.get("inLanguage")
    canonical = next(iter(root.xpath("//link[@rel='canonical']/@href")), None)
    stated = {
        "outlet": _text(outlet) or metas.get("og:site_name"),
        "language": language if isinstance(language, str) and _LANGUAGE.fullmatch(language) else None,
        "url": next(
            (url for url in (canonical, metas.get("og:url")) if isinstance(url, str) and _ADDRESS.fullmatch(url)), None
        ),
    }
    title = _text(article.get("headline")) or metas.get("og:title")
    return PageMetadata(
        title or _titles_words(root),
        checked_keys({key: value for key, value in stated.items() if value}, "page"),
        _published(article, metas),
    )


def _titles_words(root: Any) -> str | None:
    """Return the page's title, without the name of the site that most put behind it."""
    title = next(iter(root.xpath("//title/text()")), None)
    if title is None:
        return None
    words = re.split(r"\s+(?:[|•·»]|[-–—](?=\s))\s+", " ".join(title.split()))
    return max(words, key=len) or None


def _published(article: Mapping[str, Any], metas: Mapping[str, str]) -> Published | None:
    """Return from when to when a page was published and changed; None where it does not say."""
    first = _interval(article.get("datePublished"), *(metas.get(name) for name in _PUBLISHED))
    changed = _interval(article.get("dateModified"), *(metas.get(name) for name in _MODIFIED))
    if first is None:
        return None
    earliest, latest = first
    if changed is not None and (changed[1].tzinfo is None) == (earliest.tzinfo is None) and changed[1] > latest:
        latest = changed[1]
    return Published(earliest=earliest, latest=latest, known="metadata")


def _interval(*values: object) -> tuple[datetime, datetime] | None:
    """Return what the first value that is a date can mean."""
    for value in values:
        if isinstance(value, str) and (interval := parse_published(value[:60])):
            return interval
    return None


def _json_ld(root: Any) -> dict[str, Any]:
    """Return what the first article in the page's JSON-LD says of itself."""
    for script in root.xpath("//script[@type='application/ld+json']/text()"):
        if len(script) > _LONGEST_LD:
            continue
        try:
            said = json.loads(script, strict=False)
        except (ValueError, RecursionError):
            continue
        for thing in _things(said):
            kinds = thing.get("@type")
            if any(
                isinstance(kind, str) and _ARTICLE.match(kind)
                for kind in (kinds if isinstance(kinds, list) else [kinds])
            ):
                return thing
    return {}


def _things(said: object) -> Iterator[dict[str, Any]]:
    for thing in said if isinstance(said, list) else [said]:
        if isinstance(thing, dict):
            yield thing
            graph = thing.get("@graph")
            yield from (inner for inner in graph if isinstance(inner, dict)) if isinstance(graph, list) else ()


def _metas(root: Any) -> dict[str, str]:
    """Return the page's meta elements by name in lower case; of several with one name, the first."""
    metas: dict[str, str] = {}
    for meta in root.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        content = _text(meta.get("content"))
        if content:
            metas.setdefault(name.casefold(), content)
    return metas


def _text(value: object) -> str | None:
    return " ".join(value.split())[:_LONGEST] or None if isinstance(value, str) else None
