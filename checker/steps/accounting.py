"""What a run took: times, tokens, cost, and where its answers came from. All that varies between two runs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from checker import __version__
from checker.model.asking import Asker
from checker.model.tokens import estimate_tokens
from checker.schema import Article, Run
from checker.steps.listing import shown_sentences


def run_of(asker: Asker, articles: Sequence[Article], started: datetime, source: str, host: str | None) -> Run:
    """Return the account of a run that asked; `source` says who answers, `host` where text would be sent."""
    read = sum(estimate_tokens(article.sentence_text(n)) for article in articles for n in shown_sentences(article))
    tasks = asker.usage()
    return Run(
        checker=__version__,
        started=started,
        seconds=_seconds_since(started),
        source=source if asker.asked or host is None else "answers kept from earlier runs",
        host=host if asker.asked else None,
        tasks=tasks,
        answers=asker.origins(),
        dollars=_sum([task.dollars for task in tasks]),
        possible_dollars=_sum([task.possible_dollars for task in tasks]),
        reply_ratio=round(asker.accepted_tokens("extract") / read, 2) if read else None,
    )


def run_without_model(started: datetime) -> Run:
    """Return the account of a run that asked nobody."""
    return Run(
        checker=__version__, started=started, seconds=_seconds_since(started), source="the built-in checks alone"
    )


def _sum(costs: Sequence[float | None]) -> float | None:
    """Return what several cost, None where the price of any is unknown."""
    return None if None in costs else round(sum(cost for cost in costs if cost is not None), 6)


def _seconds_since(started: datetime) -> float:
    return round((datetime.now(UTC) - started).total_seconds(), 3)
