"""findings: facts and signals → what the editor reads, one finding for each problem, gravest first."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from checker.schema import (
    GRAVITY,
    Article,
    Claim,
    Fact,
    Finding,
    FindingPassage,
    Keys,
    Passage,
    Span,
)
from checker.steps.actions import action_for
from checker.steps.check_findings import check_findings
from checker.steps.explanations import explanation_of
from checker.steps.levels import ORDER, SEVERITY, Graded, grade
from checker.steps.not_to_be_used import held_pieces, hold_headline, hold_reason, leaning_elsewhere, with_warning
from checker.steps.passages import runs
from checker.steps.second_key import SecondKey, keys_of, weighed
from checker.text.same_names import SameNames

NO_NAMES = SameNames()


@dataclass(frozen=True)
class Found:
    """The findings, and how many explanations were replaced because they named what their passages do not."""

    findings: tuple[Finding, ...]
    explanations_replaced: int


def findings_of(
    facts: Sequence[Fact],
    articles: Sequence[Article],
    claims: Sequence[Claim],
    now: datetime,
    draft: str | None = None,
    key: SecondKey | None = None,
    same_names: SameNames = NO_NAMES,
) -> Found:
    """Return what an editor should read: holds first, then by level, verdict, stakes and the order of the facts.

    A fact that agrees, and a difference that misleads nobody, is no finding. `draft` is the id of the article under
    check, where one is; `now` decides whether an embargo still runs; `key` holds what the built-in checks say. Answers
    that differ only by `same_names` do not differ.
    """
    key = key or SecondKey()
    of_article = {article.id: article for article in articles}
    of_claim = {claim.id: claim for claim in claims}
    held = held_pieces(of_article, now) if draft is not None else {}
    findings: list[Finding] = []
    weights: dict[str, tuple[int, int, int]] = {}
    replaced = 0
    for fact in facts:
        signals = key.of_fact.get(fact.id, ())
        graded = weighed(grade(_spelled_alike(fact, same_names), of_article, of_claim, draft), fact, signals)
        if graded.level is None or graded.pair is None:
            continue
        explanation, was_replaced = explanation_of(fact, of_article, of_claim)
        replaced += was_replaced
        finding = Finding(
            id=fact.id,
            code=f"{fact.aspect}-{fact.verdict}",
            level=graded.level,
            severity=SEVERITY[graded.level],
            verdict=fact.verdict,
            aspect=fact.aspect,
            headline=fact.question,
            explanation=explanation,
            action=_action(fact, graded, draft, of_article, held),
            passages=_passages(fact, of_article),
            keys=keys_of(fact, signals),
            fact=fact.id,
            between=(graded.pair.first, graded.pair.second),
            caps=graded.caps,
        )
        # Of two that weigh the same, the one that both keys open comes first.
        weights[finding.id] = (-GRAVITY[fact.verdict], int(fact.stakes == "none"), int(not finding.keys.checks))
        findings.append(finding)
    for finding in check_findings(key, of_article, draft):
        weights[finding.id] = (-GRAVITY["unclear"], 1, 0)
        findings.append(finding)
    findings.sort(key=lambda finding: (ORDER.index(finding.level), weights[finding.id]))
    return Found((*_holds(articles, now), *findings), replaced)


def _action(
    fact: Fact, graded: Graded, draft: str | None, articles: Mapping[str, Article], held: Mapping[str, str]
) -> str:
    """Return what to do; for a draft by sources that may be used, where there are such, and else with a warning."""
    if graded.pair is None:
        return ""
    if draft is None or not held:
        return action_for(fact, graded.pair, graded.caps, draft, articles)
    leaning = leaning_elsewhere(fact, held, draft)
    return with_warning(action_for(leaning, graded.pair, graded.caps, draft, articles), leaning, held)


def _spelled_alike(fact: Fact, same_names: SameNames) -> Fact:
    positions = tuple(
        position.model_copy(update={"answer": same_names.one_spelling(position.answer)}) for position in fact.positions
    )
    return fact.model_copy(update={"positions": positions})


def _passages(fact: Fact, articles: Mapping[str, Article]) -> tuple[FindingPassage, ...]:
    """Return every passage of every position, a passage of sentences that are no neighbours in its parts."""
    found = []
    for number, position in enumerate(fact.positions, 1):
        for passage in position.passages:
            article = articles[passage.article]
            for first, last in runs(passage.sentences):
                start, end = article.sentence(first).start, article.sentence(last).end
                found.append(
                    FindingPassage(
                        article=article.id,
                        position=number,
                        sentences=tuple(range(first, last + 1)),
                        start=start,
                        end=end,
                        text=article.text[start:end],
                        words=_words_within(passage, start, end),
                    )
                )
    return tuple(dict.fromkeys(found))


def _words_within(passage: Passage, start: int, end: int) -> Span | None:
    if passage.words is None or not start <= passage.span.start < passage.span.end <= end:
        return None
    return passage.span


def _holds(articles: Sequence[Article], now: datetime) -> list[Finding]:
    """Return a finding for each article that must not be used: an embargo that runs, withheld, killed."""
    found = []
    for article in articles:
        reason = hold_reason(article, now)
        if reason is None:
            continue
        found.append(
            Finding(
                id="h" + hashlib.sha256(f"{article.id} {article.status.kind}".encode()).hexdigest()[:9],
                code=f"hold-{article.status.kind}",
                level="hold",
                severity="error",
                verdict=None,
                aspect=None,
                headline=hold_headline(article.id),
                explanation=reason,
                action="Don't use it." if article.status.kind == "killed" else "Hold it until its desk says otherwise.",
                passages=(),
                keys=Keys(),
            )
        )
    return found
