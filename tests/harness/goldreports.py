"""Reports made from gold by code, as a perfect, an empty, a shuffled and a careless program would write them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from checker.harness.gold import Gold, GoldFact
from checker.harness.places import Place
from checker.harness.suites import EvalStory
from checker.schema import (
    Article,
    Coverage,
    EventClaim,
    Fact,
    Finding,
    FindingPassage,
    Judgement,
    Keys,
    Level,
    Pack,
    Pair,
    Passage,
    Position,
    Report,
    Run,
    Span,
    TaskUsage,
)
from checker.steps.coverage import article_coverage
from checker.steps.judging import gravest
from checker.steps.levels import ORDER

Pairs = Callable[[GoldFact], Sequence[Pair]]


def right_pairs(fact: GoldFact) -> list[Pair]:
    return [
        Pair(first=one.first, second=one.second, verdict=one.verdict) for one in fact.pairs if one.verdict != "agree"
    ]


def perfect(story: EvalStory) -> Report:
    """Every fact with every position, verdict and level right."""
    return report(story, [fact_of(fact, story) for fact in story.gold.facts])


def empty(story: EvalStory) -> Report:
    """Nothing found in anything."""
    return report(story, [], claims=False)


def shuffled(story: EvalStory) -> Report:
    """The verdicts right for another fact: each fact's passages stand under the positions of the next one."""
    facts = story.gold.facts
    moved = []
    for fact, other in zip(facts, (*facts[1:], facts[0]), strict=True):
        places = [fact.positions[0].places, other.positions[-1].places]
        positions = [position(place, story) for place in places]
        moved.append(made(fact, positions, [Pair(first=1, second=2, verdict=fact.pairs[0].verdict)]))
    return report(story, moved)


def everything_contradicts(story: EvalStory) -> Report:
    """Every pair of the gold told as a contradiction on the level fix, and every trap as well."""
    facts = [
        fact_of(fact, story, [Pair(first=one.first, second=one.second, verdict="contradict") for one in fact.pairs])
        for fact in story.gold.facts
    ]
    for trap in story.gold.traps:
        positions = [position((trap.one,), story), position((trap.other,), story)]
        gold = GoldFact(trap.id, trap.why, frozenset({"event"}), "plain", frozenset({"fix"}), (), ())
        facts.append(made(gold, positions, [Pair(first=1, second=2, verdict="contradict")]))
    return report(story, facts, level="fix")


def fact_of(gold: GoldFact, story: EvalStory, pairs: Sequence[Pair] | None = None) -> Fact:
    positions = [position(its.places, story, its.answer) for its in gold.positions if its.places]
    numbers = {n: i for i, n in enumerate((n for n, its in enumerate(gold.positions, 1) if its.places), 1)}
    chosen = right_pairs(gold) if pairs is None else pairs
    renumbered = [one.model_copy(update={"first": numbers[one.first], "second": numbers[one.second]}) for one in chosen]
    return made(gold, positions, renumbered)


def made(gold: GoldFact, positions: Sequence[Position], pairs: Sequence[Pair]) -> Fact:
    return Fact(
        id=gold.id,
        question=gold.question,
        aspect=min(gold.aspects),  # type: ignore[arg-type]
        positions=tuple(positions),
        pairs=tuple(pairs),
        verdict=gravest(pairs),
        judgements=(Judgement(step="reconcile", verdict=gravest(pairs), pairs=tuple(pairs), explanation=""),),
        outcome="confirmed",
    )


def position(places: Sequence[Place], story: EvalStory, answer: str = "") -> Position:
    return Position(answer=answer, passages=tuple(passage(place, story) for place in places))


def passage(place: Place, story: EvalStory) -> Passage:
    article = next(article for article in story.story.articles if article.id == place.article)
    sentences = tuple(s.number for s in article.sentences if s.start < place.end and place.start < s.end)
    first, last = article.sentence(sentences[0]), article.sentence(sentences[-1])
    return Passage(article=article.id, sentences=sentences, span=Span(start=first.start, end=last.end))


def report(story: EvalStory, facts: Sequence[Fact], *, claims: bool = True, level: Level | None = None) -> Report:
    articles = tuple(article for article in story.story.articles if article.status.kind != "killed")
    made_claims = tuple(
        EventClaim(
            id=f"{article.id}.{s.number}",
            passage=Passage(article=article.id, sentences=(s.number,), span=Span(start=s.start, end=s.end)),
            statement=article.sentence_text(s.number),
        )
        for article in articles
        for s in article.sentences
        if claims and s.role != "furniture"
    )
    pack = Pack(
        id="p1", articles=tuple(a.id for a in articles), claims=tuple(claim.id for claim in made_claims), whole=True
    )
    usage = TaskUsage(task="extract", model="m", prompt="", wire="", requests=len(articles))
    return Report(
        run=Run(checker="0", started=datetime(2031, 3, 4, tzinfo=UTC), seconds=0, source="a test", tasks=(usage,)),
        articles=story.story.articles,
        claims=made_claims,
        packs=(pack,) if claims else (),
        facts=tuple(facts),
        findings=tuple(finding(fact, story.gold, articles, level) for fact in facts),
        coverage=Coverage(articles=article_coverage(articles, made_claims, facts)),
    )


def finding(fact: Fact, gold: Gold, articles: Sequence[Article], level: Level | None) -> Finding:
    levels = next((its.levels for its in gold.facts if its.id == fact.id), frozenset({"fix"}))
    chosen = level or next(one for one in ORDER if one in levels)
    texts = {article.id: article.text for article in articles}
    passages = tuple(
        FindingPassage(
            article=one.article,
            position=number,
            sentences=one.sentences,
            start=one.span.start,
            end=one.span.end,
            text=texts[one.article][one.span.start : one.span.end],
        )
        for number, its in enumerate(fact.positions, 1)
        for one in its.passages
    )
    return Finding(
        id=fact.id,
        code=f"{fact.aspect}-{fact.verdict}",
        level=chosen,
        severity="warning",
        verdict=fact.verdict,
        aspect=fact.aspect,
        headline=fact.question,
        explanation="",
        action="Ask.",
        passages=passages,
        keys=Keys(model=fact.verdict),
        fact=fact.id,
    )
