"""All that a run found: what was read, judged and seen, what the editor reads, and what was not checked."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from checker.schema.articles import Article
from checker.schema.claims import Claim, Pack
from checker.schema.drafts import Draft
from checker.schema.facts import Cleared, Fact, SingleSource
from checker.schema.findings import Dismissed, Finding
from checker.schema.noun import Noun, is_empty
from checker.schema.runs import Run
from checker.schema.signals import Leaning, LookedUp, OneOrigin, Signal


class Failure(Noun):
    """What was not checked, in which step, and why. A failure is never a verdict.

    `item` names it for people: "article 001", "the comparison of 5 articles", the path of a file, a fact's question.
    """

    step: Literal["read", "extract", "align", "reconcile", "draft", "confirm", "check"]
    item: str
    reason: str


class ArticleCoverage(Noun):
    """What became of one article's sentences. `left_out` are those that neither a claim nor a fact cites."""

    article: str
    sentences: int
    cited_by_claims: int
    cited_by_facts: int
    furniture: tuple[int, ...]
    left_out: tuple[int, ...]


class Coverage(Noun):
    """What was read and what was not: the other half of "none found".

    `not_compared` holds ids of articles, `unconfirmed` those of facts that were judged only once, `alone` how many
    claims lay in no pack with another article's; `notices` are lines that the reader of any report should see: what
    reading the files had to say, which house rules were in force, how many findings were dismissed.
    """

    articles: tuple[ArticleCoverage, ...] = ()
    not_compared: tuple[str, ...] = ()
    unconfirmed: tuple[str, ...] = ()
    alone: int = 0
    explanations_replaced: int = 0
    notices: tuple[str, ...] = ()


class Report(Noun):
    """All that a run found. The same input and the same answers give the same bytes, `run` aside.

    `draft` is there where one article was held against the others before it goes out.

    `judged_by` is *checks* where no model was asked: then facts, claims and single sources are not known.
    """

    run: Run
    judged_by: Literal["model", "checks"] = "model"
    title: str | None = None
    draft: Draft | None = Field(default=None, exclude_if=is_empty)
    articles: tuple[Article, ...]
    claims: tuple[Claim, ...] = ()
    packs: tuple[Pack, ...] = ()
    facts: tuple[Fact, ...] = ()
    cleared: tuple[Cleared, ...] = ()
    single_sources: tuple[SingleSource, ...] = ()
    origins: tuple[OneOrigin, ...] = ()
    leanings: tuple[Leaning, ...] = ()
    quotations: tuple[LookedUp, ...] = ()
    signals: tuple[Signal, ...] = ()
    findings: tuple[Finding, ...] = ()
    dismissed: tuple[Dismissed, ...] = ()
    coverage: Coverage = Coverage()
    failures: tuple[Failure, ...] = ()
