"""A story of three short articles with gold, and reports on it, for tests of one rule of the scorer each."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from checker.harness.gold import Gold, GoldFact, GoldPair, GoldPosition
from checker.harness.places import Place
from checker.schema import (
    Article,
    Aspect,
    EventClaim,
    Fact,
    Finding,
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
    Verdict,
)
from checker.text.roles import text_sentences

TEXTS = {
    "morning": "Three people died and 46 were hurt.\n\nThe mayor is silent.\n\nIt rained at dawn.\n",
    "evening": "Five people died and 68 were hurt.\n\nThe mayor has spoken.\n\nIt was dry at dusk.\n",
    "late": "Three people died, it is said.\n\nAll six dead were crew.\n\nAdvertisement\n",
}

ARTICLES = tuple(
    Article(id=name, origin=f"{name}.txt", text=text, sentences=text_sentences(text)) for name, text in TEXTS.items()
)


def place(article: str, words: str) -> Place:
    start = TEXTS[article].index(words)
    return Place(article, start, start + len(words))


def gold_fact(
    name: str, *positions: Sequence[Place], pairs: Sequence[tuple[int, int, Verdict]], aspect: str = "number"
) -> GoldFact:
    questions = {"dead": "How many people died?", "hurt": "How many were hurt?", "mayor": "Has the mayor spoken?"}
    answers = {"dead": ("Three", "Five", "Six"), "hurt": ("46", "68"), "mayor": ("silent", "spoken")}
    return GoldFact(
        id=name,
        question=questions[name],
        aspects=frozenset({aspect}),
        difficulty="plain",
        levels=frozenset({"check"}),
        positions=tuple(GoldPosition(a, tuple(p)) for a, p in zip(answers[name], positions, strict=False)),
        pairs=tuple(GoldPair(first, second, verdict, frozenset({verdict})) for first, second, verdict in pairs),
    )


DEAD = gold_fact(
    "dead",
    [place("morning", "Three people died and 46 were hurt.")],
    [place("evening", "Five people died and 68 were hurt.")],
    pairs=[(1, 2, "superseded")],
)
HURT = gold_fact(
    "hurt",
    [place("morning", "Three people died and 46 were hurt.")],
    [place("evening", "Five people died and 68 were hurt.")],
    pairs=[(1, 2, "contradict")],
)
MAYOR = gold_fact(
    "mayor",
    [place("morning", "The mayor is silent.")],
    [place("evening", "The mayor has spoken.")],
    pairs=[(1, 2, "superseded")],
    aspect="event",
)


def gold(*facts: GoldFact) -> Gold:
    return Gold(story="invented", facts=facts, traps=())


def cited(*sentences: tuple[str, int]) -> tuple[Passage, ...]:
    by_id = {article.id: article for article in ARTICLES}
    return tuple(
        Passage(
            article=name,
            sentences=(number,),
            span=Span(start=by_id[name].sentence(number).start, end=by_id[name].sentence(number).end),
        )
        for name, number in sentences
    )


def told(
    question: str,
    *positions: tuple[str, Sequence[tuple[str, int]]],
    pairs: Sequence[tuple[int, int, Verdict]],
    first: Sequence[tuple[int, int, Verdict]] | None = None,
    aspect: Aspect = "number",
) -> Fact:
    """Return a fact of a report; `first` are the pairs of the first judgement where they were others."""
    final = tuple(Pair(first=i, second=j, verdict=verdict) for i, j, verdict in pairs)
    before = final if first is None else tuple(Pair(first=i, second=j, verdict=v) for i, j, v in first)
    return Fact(
        id=question,
        question=question,
        aspect=aspect,
        positions=tuple(Position(answer=answer, passages=cited(*sentences)) for answer, sentences in positions),
        pairs=final,
        verdict=final[0].verdict if final else "agree",
        judgements=(Judgement(step="reconcile", verdict="differ", pairs=before, explanation=""),),
    )


def report(
    *facts: Fact,
    level: Level | None = "check",
    claims: Sequence[tuple[str, int]] | None = None,
    packs: Sequence[Sequence[int]] | None = None,
) -> Report:
    """Return a report; `level` None shows no finding, `claims` are the sentences that claims cite (all of them)."""
    every = [(article.id, s.number) for article in ARTICLES for s in article.sentences if s.role != "furniture"]
    made = [
        EventClaim(id=f"c{number}", passage=passage, statement="")
        for number, passage in enumerate(cited(*(every if claims is None else claims)))
    ]
    groups = [range(len(made))] if packs is None else packs
    return Report(
        run=Run(
            checker="0",
            started=datetime(2031, 3, 4, tzinfo=UTC),
            seconds=0,
            source="a test",
            tasks=(TaskUsage(task="extract", model="m", prompt="", wire="", requests=3),),
        ),
        articles=ARTICLES,
        claims=tuple(made),
        packs=tuple(
            Pack(id=f"p{n}", articles=(), claims=tuple(made[i].id for i in group), whole=False)
            for n, group in enumerate(groups, 1)
        ),
        facts=facts,
        findings=tuple(_finding(fact, level) for fact in facts if level is not None and fact.pairs),
    )


def _finding(fact: Fact, level: Level) -> Finding:
    return Finding(
        id=fact.id,
        code="x",
        level=level,
        severity="warning",
        verdict=fact.verdict,
        aspect=fact.aspect,
        headline=fact.question,
        explanation="",
        action="Ask.",
        passages=(),
        keys=Keys(),
        fact=fact.id,
    )
