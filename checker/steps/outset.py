"""What a run starts from: the articles as they were read, and how it is to go."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, timezone

from checker.checks.check import Check
from checker.checks.registry import CHECKS
from checker.house import House
from checker.schema import Article, Failure, Report
from checker.settings import PACK_TOKENS

FIRST_ZONE = timezone(timedelta(hours=14))
"""Where every day begins first."""


@dataclass(frozen=True)
class Story:
    """The articles as they were read, and what reading them has to say."""

    articles: tuple[Article, ...]
    title: str | None = None
    failures: tuple[Failure, ...] = ()
    notices: tuple[str, ...] = ()

    @property
    def usable(self) -> tuple[Article, ...]:
        """The articles that may be used: a killed one supports nothing."""
        return tuple(article for article in self.articles if article.status.kind != "killed")


@dataclass(frozen=True)
class Options:
    """How a run goes: who answers (for the record), what a pack may take, and what time it is.

    `kept_back` are articles (by id) that no model may see, each with the reason. `confirm` is whether a second reader
    judges what the first found; without one, only a check that clashes as well makes a finding a fix. `thorough` has
    each pack judged by several requests, each for some aspects. `checks` are the built-in checks that hold the second
    key; without any, the model's word stands alone. `house` is what the newsroom has set for itself.

    For a draft check, `draft` is the id of the article that is held against the others, `publish_at` when it is to go
    out, and `earlier` a report on an earlier state of it.
    """

    source: str
    host: str | None = None
    pack_tokens: int = PACK_TOKENS
    kept_back: Mapping[str, str] = field(default_factory=dict)
    confirm: bool = True
    thorough: bool = False
    started: datetime = field(default_factory=lambda: datetime.now(UTC))
    checks: tuple[Check, ...] = CHECKS
    house: House = field(default_factory=House)
    draft: str | None = None
    publish_at: datetime | None = None
    earlier: Report | None = None

    @property
    def goes_out(self) -> datetime:
        """When the articles go out, by which it is judged whether an embargo still runs.

        A time without a zone may be that of any place: the earliest that it can be counts.
        """
        when = self.publish_at or self.started
        return when if when.tzinfo else when.replace(tzinfo=FIRST_ZONE)

    def shown(self, story: Story) -> tuple[Article, ...]:
        """Return the articles that a model gets to see."""
        return tuple(article for article in story.usable if article.id not in self.kept_back)
