"""The way through checker. Read this first.

    read → split → extract → align → reconcile → confirm → check → findings → report

| step      | from → to                                                       | asks a model?          |
|-----------|-----------------------------------------------------------------|------------------------|
| read      | files → `Article`s (`checker.readers`)                          | no                     |
| split     | text → numbered `Sentence`s with offsets (`checker.text`)       | no                     |
| extract   | one article → typed `Claim`s                                    | a request an article   |
| align     | all claims → `Pack`s                                            | no                     |
| reconcile | a pack → `Fact`s: a question, positions, a verdict              | a request a pack       |
| confirm   | facts that are not plain agreement → the same, judged twice     | one request            |
| check     | passages → `Signal`s: what arithmetic and comparing text prove  | no                     |
| findings  | facts and signals → `Finding`s, what the editor reads           | no                     |
| report    | all of it → terminal, JSON (`checker.reports`)                  | no                     |

This module goes from extract to findings. What comes before and after is joined to it by `checker.cli.run`: articles
arrive split, and a report leaves to be rendered. `quick` is a shorter way: it leaves out extract and align, and shows
the judge the sentences alone. `checks_only` asks nobody: it goes from split to check.

Data flows one way. What is asked stands apart from how it is answered: the steps know an `Asker`, and nothing of
servers, files or keys. Whatever could not be done is a `Failure` in the report, never a verdict.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from checker import __version__
from checker.checks.check import Check
from checker.checks.registry import CHECKS
from checker.errors import UsageError
from checker.house import House
from checker.model.asking import Asker
from checker.model.tokens import estimate_tokens
from checker.schema import Article, Claim, Coverage, Fact, Failure, Pack, Report, Run
from checker.settings import PACK_TOKENS
from checker.steps.align import QUICK, align, alone, pack_tokens, unpacked, whole_pack
from checker.steps.check import check, language_notices, origin_notices
from checker.steps.confirm import Confirmed, confirm
from checker.steps.coverage import article_coverage, single_sources
from checker.steps.extract import extract
from checker.steps.findings import findings_of
from checker.steps.listing import shown_sentences
from checker.steps.reconcile import reconcile
from checker.steps.second_key import second_key
from checker.text.same_names import SameNames


@dataclass(frozen=True)
class Story:
    """What a run starts from: the articles as they were read, and what reading them has to say."""

    articles: tuple[Article, ...]
    title: str | None = None
    failures: tuple[Failure, ...] = ()
    notices: tuple[str, ...] = ()


@dataclass(frozen=True)
class Options:
    """How a run goes: who answers (for the record), what a pack may take, and what time it is.

    `kept_back` are articles (by id) that no model may see, each with the reason. `confirm` is whether a second reader
    judges what the first found; without one, only a check that clashes as well makes a finding a fix. `checks` are the
    built-in checks that hold the second key; without any, the model's word stands alone. `house` is what the
    newsroom has set for itself.
    """

    source: str
    host: str | None = None
    pack_tokens: int = PACK_TOKENS
    kept_back: Mapping[str, str] = field(default_factory=dict)
    confirm: bool = True
    started: datetime = field(default_factory=lambda: datetime.now(UTC))
    checks: tuple[Check, ...] = CHECKS
    house: House = field(default_factory=House)


async def compare(story: Story, asker: Asker, options: Options) -> Report:
    """Cross-check the articles of a story, and each of them with itself.

    Returns a report in any case; `asker.awaiting` says whether requests still await their answers, and then it ends
    where the first of them is missing. What a provider refuses is a failure in the report.
    """
    extracted = await extract(_compared(story, options), asker)
    articles = tuple(one.article for one in extracted)
    claims = tuple(claim for one in extracted for claim in one.claims)
    failures = tuple(failure for one in extracted for failure in one.failures)
    if asker.awaiting:
        return await _judge(story, articles, claims, (), failures, asker, options)
    packs = align(articles, claims, options.pack_tokens)
    failures += unpacked([one.article for one in extracted if not one.failures], packs)
    return await _judge(story, articles, claims, packs, failures, asker, options)


async def quick(story: Story, asker: Asker, options: Options) -> Report:
    """Cross-check the articles in one request that holds them all, without claims, and confirm what it finds.

    Cheaper for a small story that is checked once; it leaves no claims to keep, lists no single sources, infers no date
    of publication, and does not grow past one request. Returns and raises as `compare`; UsageError where the articles
    are more than one request may hold.
    """
    articles = _compared(story, options)
    if pack_tokens(articles) > options.pack_tokens:
        raise UsageError("the articles are more than one request may hold: leave out --way quick")
    packs = (whole_pack(articles, name=QUICK),) if articles else ()
    return await _judge(story, articles, (), packs, (), asker, options)


async def _judge(
    story: Story,
    articles: tuple[Article, ...],
    claims: tuple[Claim, ...],
    packs: tuple[Pack, ...],
    failures: tuple[Failure, ...],
    asker: Asker,
    options: Options,
) -> Report:
    """Reconcile, confirm, and turn what comes of it into findings: where all ways meet."""
    reconciled = await reconcile(packs, articles, claims, asker)
    confirmed = Confirmed(reconciled.facts)
    if options.confirm and not asker.awaiting:
        confirmed = await confirm(reconciled.facts, articles, asker)
    checked = check(articles, confirmed.facts, options.checks, options.house.one_origin)
    key = second_key(checked.to_find, confirmed.facts, reconciled.cleared)
    found = findings_of(
        confirmed.facts,
        _all(story, articles),
        claims,
        options.started,
        key=key,
        same_names=SameNames(options.house.same_names),
    )
    return Report(
        run=_run(asker, articles, options),
        title=story.title,
        articles=_all(story, articles),
        claims=claims,
        packs=reconciled.packs,
        facts=confirmed.facts,
        cleared=reconciled.cleared,
        single_sources=single_sources(claims, confirmed.facts, checked.origins, checked.leanings),
        origins=checked.origins,
        leanings=checked.leanings,
        quotations=checked.quotations,
        signals=checked.signals,
        findings=found.findings,
        coverage=Coverage(
            articles=article_coverage(articles, claims, confirmed.facts),
            not_compared=tuple(a.id for a in story.articles if a.status.kind == "killed" or a.id in options.kept_back),
            unconfirmed=_unconfirmed(confirmed.facts),
            alone=alone(reconciled.packs, claims),
            explanations_replaced=found.explanations_replaced,
            notices=(*story.notices, *origin_notices(checked.origins)),
        ),
        failures=(
            story.failures
            + _kept_back(story, options)
            + failures
            + reconciled.failures
            + confirmed.failures
            + checked.failures
        ),
    )


def checks_only(story: Story, options: Options) -> Report:
    """Run the built-in checks over the articles, and ask no model: what they cannot prove is not looked for.

    Nothing is sent, so that articles under embargo are checked as well.
    """
    articles = tuple(article for article in story.articles if article.status.kind != "killed")
    checked = check(articles, checks=options.checks, one_source=options.house.one_origin)
    found = findings_of((), story.articles, (), options.started, key=second_key(checked.to_find, ()))
    return Report(
        run=Run(
            checker=__version__,
            started=options.started,
            seconds=_seconds_since(options.started),
            source="the built-in checks alone",
        ),
        judged_by="checks",
        title=story.title,
        articles=story.articles,
        origins=checked.origins,
        leanings=checked.leanings,
        quotations=checked.quotations,
        signals=checked.signals,
        findings=found.findings,
        coverage=Coverage(
            articles=article_coverage(articles, (), ()),
            not_compared=tuple(article.id for article in story.articles if article.status.kind == "killed"),
            notices=(*story.notices, *origin_notices(checked.origins), *language_notices(articles)),
        ),
        failures=story.failures + checked.failures,
    )


async def claims_only(story: Story, asker: Asker, options: Options) -> Report:
    """Extract the typed claims of the articles and compare nothing."""
    extracted = await extract(tuple(a for a in story.articles if a.id not in options.kept_back), asker)
    articles = tuple(one.article for one in extracted)
    claims: tuple[Claim, ...] = tuple(claim for one in extracted for claim in one.claims)
    return Report(
        run=_run(asker, articles, options),
        title=story.title,
        articles=articles,
        claims=claims,
        coverage=Coverage(articles=article_coverage(articles, claims, ()), notices=story.notices),
        failures=(
            story.failures
            + _kept_back(story, options)
            + tuple(failure for one in extracted for failure in one.failures)
        ),
    )


def _compared(story: Story, options: Options) -> tuple[Article, ...]:
    """Return the articles that are compared: a killed one supports nothing, and some may not be shown to a model."""
    return tuple(a for a in story.articles if a.status.kind != "killed" and a.id not in options.kept_back)


def _kept_back(story: Story, options: Options) -> tuple[Failure, ...]:
    return tuple(
        Failure(step="extract", item=f"article {article.id}", reason=options.kept_back[article.id])
        for article in story.articles
        if article.id in options.kept_back
    )


def _all(story: Story, compared: Sequence[Article]) -> tuple[Article, ...]:
    """Return every article of the story in its order, those that were compared as extract left them."""
    after = {article.id: article for article in compared}
    return tuple(after.get(article.id, article) for article in story.articles)


def _unconfirmed(facts: Sequence[Fact]) -> tuple[str, ...]:
    return tuple(fact.id for fact in facts if fact.verdict != "agree" and fact.outcome == "first")


def _sum(costs: Sequence[float | None]) -> float | None:
    """Return what several cost, None where the price of any is unknown."""
    return None if None in costs else round(sum(cost for cost in costs if cost is not None), 6)


def _seconds_since(started: datetime) -> float:
    return round((datetime.now(UTC) - started).total_seconds(), 3)


def _run(asker: Asker, articles: Sequence[Article], options: Options) -> Run:
    read = sum(estimate_tokens(article.sentence_text(n)) for article in articles for n in shown_sentences(article))
    tasks = asker.usage()
    return Run(
        checker=__version__,
        started=options.started,
        seconds=_seconds_since(options.started),
        source=options.source if asker.asked or options.host is None else "answers kept from earlier runs",
        host=options.host if asker.asked else None,
        tasks=tasks,
        answers=asker.origins(),
        dollars=_sum([task.dollars for task in tasks]),
        possible_dollars=_sum([task.possible_dollars for task in tasks]),
        reply_ratio=round(asker.accepted_tokens("extract") / read, 2) if read else None,
    )
