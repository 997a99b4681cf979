"""Small invented stories for the tests of the steps: articles of one sentence a line, passages, facts and claims.

No outlet, person, place or event in them is real.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from checker.schema import (
    Article,
    Aspect,
    Fact,
    FigureClaim,
    Judgement,
    Outcome,
    Pair,
    Passage,
    Position,
    Published,
    Role,
    Sentence,
    Span,
    SpeechClaim,
    StateClaim,
    Status,
    Verdict,
)
from checker.steps.judging import fact_id, gravest, judged

Line = str | tuple[Role, str]


def article(name: str, *lines: Line, published: Published | None = None, **fields: Any) -> Article:
    """Return an article of these lines, each of them one sentence; a bare string is body text."""
    sentences: list[Sentence] = []
    text = ""
    for line in lines:
        role, words = ("body", line) if isinstance(line, str) else line
        sentences.append(Sentence(number=len(sentences) + 1, start=len(text), end=len(text) + len(words), role=role))
        text += words + "\n"
    return Article(
        id=name,
        origin=f"{name}.txt",
        text=text,
        sentences=tuple(sentences),
        published=published or Published(),
        **fields,
    )


def on(day: str, *, until: str | None = None, known: str = "stated") -> Published:
    """Return a date of publication: a whole day ("2031-03-04") or, where an hour is given, that moment."""
    if "T" in day:
        return Published.model_validate({"earliest": day, "latest": until or day, "known": known})
    return Published.model_validate(
        {"earliest": f"{day}T00:00:00", "latest": f"{until or day}T23:59:59", "known": known}
    )


def held(kind: str, until: str | None = None, note: str | None = None) -> Status:
    """Return a desk's status."""
    return Status.model_validate({"kind": kind, "until": until, "note": note})


def moment(written: str) -> datetime:
    """Return a time in ISO form."""
    return datetime.fromisoformat(written)


def cited(piece: Article, *numbers: int, words: str | None = None) -> Passage:
    """Return the passage of these sentences, or of words in them, as they stand."""
    start, end = piece.sentence(numbers[0]).start, piece.sentence(numbers[-1]).end
    if words is not None:
        start = piece.text.index(words, start, end)
        end = start + len(words)
    return Passage(article=piece.id, sentences=numbers, words=words, span=Span(start=start, end=end))


def position(answer: str, *passages: Passage, claims: tuple[str, ...] = ()) -> Position:
    """Return a position."""
    return Position(answer=answer, passages=passages, claims=claims)


def pair(first: int, second: int, verdict: Verdict, **fields: Any) -> Pair:
    """Return a pair, with the fields that its verdict must have."""
    if verdict == "superseded":
        fields.setdefault("order_from", "text")
    if verdict == "differ":
        fields.setdefault("shade", "detail")
    return Pair(first=first, second=second, verdict=verdict, **fields)


def fact(
    articles: tuple[Article, ...],
    positions: tuple[Position, ...],
    *pairs: Pair,
    aspect: Aspect = "event",
    outcome: Outcome = "confirmed",
    question: str = "What happened?",
    explanation: str = "",
    **fields: Any,
) -> Fact:
    """Return a fact as reconcile leaves it, with `outcome` as confirm would set it."""
    first = Judgement(step="reconcile", verdict=gravest(pairs), pairs=pairs, explanation=explanation)
    made = Fact(
        id=fact_id(aspect, positions, {piece.id: piece for piece in articles}),
        question=question,
        aspect=aspect,
        positions=positions,
        explanation=explanation,
        judgements=(first,),
        **fields,
    )
    return judged(made, pairs, outcome)


def state(name: str, passage: Passage, statement: str = "It is so.", **fields: Any) -> StateClaim:
    """Return a claim that something is so."""
    return StateClaim(id=name, passage=passage, statement=statement, **fields)


def figure(name: str, passage: Passage, of: str = "people hurt", amount: str = "40", **fields: Any) -> FigureClaim:
    """Return a claim about a number."""
    return FigureClaim(id=name, passage=passage, statement=f"{of}: {amount}", of=of, amount=amount, **fields)


def quote(name: str, passage: Passage, speaker: str, **fields: Any) -> SpeechClaim:
    """Return a claim that someone spoke the words of the passage."""
    return SpeechClaim(
        id=name,
        passage=passage,
        statement=f"{speaker}: “{passage.words}”",
        speaker=speaker,
        form="verbatim",
        words=passage.words,
        **fields,
    )
