"""Versions of one piece among the articles: they are one source, and a killed one takes those before it along.

Versions are told by what the format says (the uri of a ninjs item), or by a desk's word above the piece (CORRECTED,
REFILE, UPDATE, KILL) and the headline that it shares with another of the same outlet. Likeness alone proves nothing
here: two outlets that print one agency's text are two pieces, whatever they lean on. Earlier versions are compared all
the same, because whoever still carries one wants to know what has changed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from checker.schema import Article, Status
from checker.text.credits import plain_title

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

_FEWEST_WORDS = 3
_REVISED = frozenset(("corrected", "killed"))
_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True)
class Lineage:
    """What is known of an article's place among versions.

    `piece` is what the format calls the piece, `before` the piece it goes on from; `revised` and `number` are what a
    desk wrote above it, `heading` the headline without that.
    """

    piece: str | None = None
    before: str | None = None
    revised: bool = False
    number: int = 0
    heading: str | None = None


def with_versions(
    articles: Sequence[Article], lineages: Mapping[str, Lineage]
) -> tuple[tuple[Article, ...], tuple[str, ...]]:
    """Return the articles, earlier versions marked as such, and a line for each that was killed with a later one.

    `lineages` is by article's id; an article without one is a piece of its own unless another revises it.
    """
    if not lineages and all(article.status.kind not in _REVISED for article in articles):
        return tuple(articles), ()
    replaced: dict[str, str] = {}
    known = [article.id in lineages or article.status.kind in _REVISED for article in articles]
    for one, other in combinations(range(len(articles)), 2):
        # Of two articles of which nothing is known neither is a version of the other, and most pairs are such.
        if (known[one] or known[other]) and _are_versions(articles[one], articles[other], lineages):
            older, newer = sorted((articles[one], articles[other]), key=lambda article: _order(article, lineages))
            replaced.setdefault(older.id, newer.id)
    if not replaced:
        return tuple(articles), ()
    last = {older: _last(newer, replaced) for older, newer in replaced.items()}
    by_id = {article.id: article for article in articles}
    notices: list[str] = []
    marked: list[Article] = []
    for article in articles:
        later = by_id.get(last.get(article.id, ""))
        if later is None:
            marked.append(article)
            continue
        changes: dict[str, object] = {"replaced_by": later.id}
        if later.status.kind == "killed" and article.status.kind != "killed":
            note = f"{later.id} kills it" + (f": {later.status.note}" if later.status.note else "")
            changes["status"] = Status(kind="killed", version=article.status.version, note=note)
            notices.append(f"{article.origin}: is an earlier version of {later.origin}, which was killed, and so is it")
        marked.append(article.model_copy(update=changes))
    return tuple(marked), tuple(notices)


def _are_versions(one: Article, other: Article, lineages: Mapping[str, Lineage]) -> bool:
    first, second = lineages.get(one.id, Lineage()), lineages.get(other.id, Lineage())
    if first.piece and second.piece:
        return second.piece in {first.piece, first.before} or second.before == first.piece
    if not (_is_revision(one, first) or _is_revision(other, second)):
        return False
    if one.outlet and other.outlet and one.outlet.casefold() != other.outlet.casefold():
        return False
    headings = [_heading(one, first), _heading(other, second)]
    return headings[0] == headings[1] and len(headings[0].split()) >= _FEWEST_WORDS


def _is_revision(article: Article, lineage: Lineage) -> bool:
    return lineage.revised or article.status.kind in _REVISED


def _heading(article: Article, lineage: Lineage) -> str:
    """Return the words of a headline without what a desk wrote before it."""
    return plain_title(lineage.heading or article.title or "")


def _order(article: Article, lineages: Mapping[str, Lineage]) -> tuple[bool, int, float, int, bool]:
    """Return a key by which later versions sort last: an order to kill stands above all that came before."""
    lineage = lineages.get(article.id, Lineage())
    number = _NUMBER.search(article.status.version or "")
    version = int(number[0]) if number else 0
    return (
        article.status.kind == "killed",
        version,
        _seconds(article.published.earliest),
        lineage.number,
        lineage.revised or article.status.kind == "corrected",
    )


def _seconds(moment: datetime | None) -> float:
    """Return a moment as a number; those of an unknown zone count as UTC, which only orders versions of one piece."""
    if moment is None:
        return 0.0
    from datetime import UTC

    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()


def _last(article: str, replaced: Mapping[str, str]) -> str:
    """Return the version that nothing replaces."""
    seen = {article}
    while article in replaced and replaced[article] not in seen:
        article = replaced[article]
        seen.add(article)
    return article
