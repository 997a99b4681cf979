"""Whether a draft can go out when it is said to: what it was written from was published before."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, time, timezone

from checker.schema import Article, Published
from checker.steps.not_to_be_used import LAST_ZONE
from checker.steps.outset import FIRST_ZONE

_MOST_NAMED = 3


def too_early(draft: Article, articles: Iterable[Article]) -> tuple[str, ...]:
    """Return a line where sources were published after the draft is to go out, whatever the zones; else nothing.

    Then "today" is another day in the draft than its writer meant, and most likely the time is a slip.
    """
    sources = [article for article in articles if article.id != draft.id]
    goes_out = draft.published.latest
    if goes_out is None:
        return ()
    later = {
        article.id: article.published
        for article in sources
        if article.published.known != "inferred"  # what a model read from a text is no word on when it was published
        and (first := article.published.earliest) is not None
        and _is_later(first, goes_out)
    }
    if not later:
        return ()
    named = [f"{name} {_written(published)}" for name, published in later.items()][:_MOST_NAMED]
    named += [f"{len(later) - _MOST_NAMED} more"] if len(later) > _MOST_NAMED else []
    count = f"{len(later)} of its {len(sources)} sources"
    if len(later) == len(sources):
        count = f"each of its {len(sources)} sources" if len(sources) > 1 else "its source"
    when = _written(draft.published)
    were = "were" if 1 < len(later) < len(sources) else "was"
    return (f"The draft goes out {when}, before {count} {were} published ({', '.join(named)}): look at --publish-at.",)


def is_past(published: Published, now: datetime) -> bool:
    """Say whether the time at which a draft goes out is over everywhere."""
    return published.latest is not None and _in(published.latest, LAST_ZONE) < now


def _is_later(one: datetime, other: datetime) -> bool:
    """Say whether a moment is later than another for certain: where one alone has a zone, wherever the other is."""
    if (one.tzinfo is None) == (other.tzinfo is None):
        return one > other
    return _in(one, FIRST_ZONE) > _in(other, LAST_ZONE)


def _in(moment: datetime, zone: timezone) -> datetime:
    """Return a moment with a zone: where it has none, that of the place where it comes first, or last."""
    return moment if moment.tzinfo else moment.replace(tzinfo=zone)


def _written(published: Published) -> str:
    """Return a day, or where it is known, the moment."""
    first = published.earliest or published.latest
    if first is None:
        return ""
    whole_day = first.time() == time() and published.latest != first
    return f"{first:%Y-%m-%d}" if whole_day else first.isoformat(" ", "minutes")
