"""Which pieces must not be used; what to do with a draft never leans on one without saying so."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime, timedelta, timezone

from checker.schema import Article, Fact
from checker.text.moments_told import told_moment

LAST_ZONE = timezone(timedelta(hours=-12))
"""Where every day ends last."""

_QUOTED = re.compile(r"“[^”]*”")


def hold_reason(article: Article, now: datetime) -> str | None:
    """Say why an article must not go out, in a sentence; None where it may."""
    status = article.status
    note = f" Desk note: {status.note}" if status.note else ""
    if status.kind == "embargoed":
        if status.until is None:
            return f"It is under embargo, with no time given.{note}"
        until = status.until
        # A time without a zone may be that of any place: it is over when it is over everywhere.
        ends = until if until.tzinfo else until.replace(tzinfo=LAST_ZONE)
        runs_still = ends > now
        return f"It is under embargo until {told_moment(until)}.{note}" if runs_still else None
    if status.kind in ("withheld", "killed"):
        return f"It was {status.kind} by its desk.{note}"
    return None


def hold_headline(article: str) -> str:
    """Return the headline of the hold on an article, by which the hold is known again as one on it."""
    return f"{article} must not go out"


def held_pieces(articles: Mapping[str, Article], now: datetime) -> dict[str, str]:
    """Return of each piece that must not be used, by id, why: "07-release is under embargo until 5 Dec 2025"."""
    found = {}
    for article in articles.values():
        if hold_reason(article, now) is None:
            continue
        status = article.status
        if status.kind == "embargoed":
            until = f" until {told_moment(status.until)}" if status.until else ""
            found[article.id] = f"{article.id} is under embargo{until}"
        else:
            found[article.id] = f"{article.id} was {status.kind} by its desk"
    return found


def leaning_elsewhere(fact: Fact, held: Mapping[str, str], draft: str) -> Fact:
    """Return a fact without the passages of held pieces in each position that another source takes as well."""
    positions = []
    for position in fact.positions:
        kept = tuple(passage for passage in position.passages if passage.article not in held)
        others = any(passage.article != draft for passage in kept)
        positions.append(position.model_copy(update={"passages": kept}) if others else position)
    return fact.model_copy(update={"positions": tuple(positions)})


def with_warning(action: str, fact: Fact, held: Mapping[str, str]) -> str:
    """Return what to do, with why each held piece that it names must not be used."""
    named = [
        reason
        for name, reason in held.items()
        if any(name in position.articles for position in fact.positions)
        and re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", _QUOTED.sub("", action))
    ]
    return f"{action.removesuffix('.')}; but {' and '.join(named)}." if named else action
