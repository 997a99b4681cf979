"""check, findings, report: where all ways meet. What was judged → the report, once the built-in checks are heard."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from checker.schema import Article, Claim, Cleared, Coverage, Draft, Fact, Failure, OneOrigin, Pack, Report, Run
from checker.steps.align import alone
from checker.steps.check import Checked, check, language_notices, origin_notices
from checker.steps.coverage import article_coverage, single_sources, source_of
from checker.steps.draft_findings import draft_findings, seen_from
from checker.steps.draft_reply import Against
from checker.steps.findings import Found, findings_of
from checker.steps.going_out import too_early
from checker.steps.outset import Options, Story
from checker.steps.said_by_held import with_what_only_they_say
from checker.steps.second_key import second_key
from checker.steps.standings import Grounds, standings
from checker.text.same_names import SameNames


@dataclass(frozen=True)
class Judged:
    """What the steps that ask a model come to. `unread` are articles (by id) of which not all was extracted.

    In a draft check `against` is how the draft stands to its sources.
    """

    articles: tuple[Article, ...] = ()
    claims: tuple[Claim, ...] = ()
    packs: tuple[Pack, ...] = ()
    facts: tuple[Fact, ...] = ()
    cleared: tuple[Cleared, ...] = ()
    failures: tuple[Failure, ...] = ()
    unread: frozenset[str] = frozenset()
    against: Against = field(default_factory=Against)


def told(story: Story, judged: Judged, run: Run, options: Options) -> Report:
    """Return the report on what a model judged, once the built-in checks have read the same articles.

    They read those as well that no model may see.
    """
    articles = _as_extracted(story.articles, judged.articles)
    checked = _checked(articles, judged.facts, options)
    found, draft, cut = _found(articles, judged, checked, run, options)
    return Report(
        run=run,
        title=story.title,
        draft=draft,
        articles=articles,
        claims=judged.claims,
        packs=judged.packs,
        facts=judged.facts,
        cleared=judged.cleared,
        # Of a draft, its own sentences tell how many sources bear them out.
        single_sources=() if draft else single_sources(judged.claims, judged.facts, checked.origins, checked.leanings),
        origins=checked.origins,
        leanings=checked.leanings,
        quotations=checked.quotations,
        signals=checked.signals,
        findings=found.findings,
        coverage=Coverage(
            articles=article_coverage(judged.articles, judged.claims, judged.facts),
            not_compared=tuple(
                one.id for one in articles if one.status.kind == "killed" or one.id in options.kept_back
            ),
            unconfirmed=tuple(
                one.id for one in judged.facts if one.verdict != "agree" and one.outcome == "first" and one.judgements
            ),
            alone=alone(judged.packs, judged.claims),
            explanations_replaced=found.explanations_replaced,
            notices=(*story.notices, *cut, *_origins_told(checked.origins, options.draft)),
        ),
        failures=story.failures + _kept_back(story, options) + judged.failures + checked.failures,
    )


def told_by_checks(story: Story, run: Run, options: Options) -> Report:
    """Return the report on what the built-in checks alone say."""
    checked = _checked(story.articles, (), options)
    found, draft, cut = _found(story.articles, Judged(story.usable), checked, run, options)
    return Report(
        run=run,
        judged_by="checks",
        title=story.title,
        draft=draft,
        articles=story.articles,
        origins=checked.origins,
        leanings=checked.leanings,
        quotations=checked.quotations,
        signals=checked.signals,
        findings=found.findings,
        coverage=Coverage(
            articles=article_coverage(story.usable, (), ()),
            not_compared=tuple(article.id for article in story.articles if article.status.kind == "killed"),
            notices=(
                *story.notices,
                *cut,
                *_origins_told(checked.origins, options.draft),
                *language_notices(story.usable, options.draft),
            ),
        ),
        failures=story.failures + checked.failures,
    )


def told_claims(story: Story, judged: Judged, run: Run, options: Options) -> Report:
    """Return the report on claims that were compared with nothing."""
    return Report(
        run=run,
        title=story.title,
        articles=judged.articles,
        claims=judged.claims,
        coverage=Coverage(articles=article_coverage(judged.articles, judged.claims, ()), notices=story.notices),
        failures=story.failures + _kept_back(story, options) + judged.failures,
    )


def _checked(articles: Sequence[Article], facts: Sequence[Fact], options: Options) -> Checked:
    usable = [article for article in articles if article.status.kind != "killed"]
    return check(usable, facts, options.checks, options.house.one_origin, options.draft)


def _found(
    articles: Sequence[Article], judged: Judged, checked: Checked, run: Run, options: Options
) -> tuple[Found, Draft | None, tuple[str, ...]]:
    """Return the findings; in a draft check as seen from the draft, with how each of its sentences stands.

    The lines that come third say how many were left out, and where the time at which the draft goes out is a slip.
    """
    found = findings_of(
        judged.facts if options.draft is None else [seen_from(fact, options.draft) for fact in judged.facts],
        articles,
        judged.claims,
        options.goes_out,
        draft=options.draft,
        key=second_key(checked.to_find, judged.facts, judged.cleared),
        same_names=SameNames(options.house.same_names),
    )
    if options.draft is None:
        return found, None, ()
    of_article = {article.id: article for article in articles}
    of_claim = {claim.id: claim for claim in judged.claims}
    draft, against = of_article[options.draft], judged.against
    source = source_of(checked.origins, checked.leanings)
    seen_by = draft_findings(
        found.findings, draft, judged.facts, against.unsourced, checked.quotations, of_article, source
    )
    shown = with_what_only_they_say(
        seen_by.findings, draft, of_article, options.goes_out, judged.facts, against.unsourced
    )
    grounds = Grounds(
        judged.facts, against.unsourced, shown, against.told, against.idle, checked.origins, checked.leanings
    )
    seen = Draft(
        article=draft.id,
        publish_at=options.publish_at,
        sentences=standings(draft, grounds, of_article, of_claim),
        unsourced=against.unsourced,
        prompts=_prompts(run, options),
    )
    early = too_early(draft, articles) if options.publish_at is not None else ()
    return Found(shown, found.explanations_replaced), seen, (*early, *seen_by.notices)


def _origins_told(origins: Sequence[OneOrigin], draft: str | None) -> tuple[str, ...]:
    """Return a line for each group of articles that are one source, in which the draft is called so."""
    return origin_notices(
        [one.model_copy(update={"articles": tuple(_called(name, draft) for name in one.articles)}) for one in origins]
    )


def _called(name: str, draft: str | None) -> str:
    return "the draft" if name == draft else name


def _prompts(run: Run, options: Options) -> tuple[str, ...]:
    """Return the digests of the prompts by which the draft was judged, those of what was kept among them."""
    earlier = options.earlier.draft if options.earlier is not None else None
    kept = earlier.prompts if earlier is not None and earlier.article == options.draft else ()
    return tuple(sorted({*kept, *(usage.prompt for usage in run.tasks)}))


def _as_extracted(articles: Sequence[Article], extracted: Sequence[Article]) -> tuple[Article, ...]:
    """Return every article of the story in its order, those that were compared as extract left them."""
    after = {article.id: article for article in extracted}
    return tuple(after.get(article.id, article) for article in articles)


def _kept_back(story: Story, options: Options) -> tuple[Failure, ...]:
    return tuple(
        Failure(step="extract", item=f"article {article.id}", reason=options.kept_back[article.id])
        for article in story.articles
        if article.id in options.kept_back
    )
