"""Stories for the tests of the reports. All of it is hand-made: no outlet, person, place or answer in it is real."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from checker.schema import (
    Article,
    ArticleCoverage,
    Cleared,
    Coverage,
    Fact,
    Failure,
    FigureClaim,
    Finding,
    FindingPassage,
    Keys,
    Level,
    Pair,
    Passage,
    Position,
    Published,
    Report,
    Role,
    Run,
    Sentence,
    SingleSource,
    Span,
    SpeechClaim,
    StateClaim,
    TaskUsage,
)

_SENTENCE = re.compile(r"\S.*?(?:[.!?][”\"]?(?=\s|$)|$)", re.DOTALL)


def article(name: str, *paragraphs: str | tuple[Role, str], published: Published | None = None) -> Article:
    """Return an article of these paragraphs; a bare string is running text, split at full stops."""
    text = ""
    sentences: list[Sentence] = []
    for paragraph in paragraphs:
        role, words = paragraph if isinstance(paragraph, tuple) else ("body", paragraph)
        start = len(text)
        spans = [(0, len(words))] if role != "body" else [match.span() for match in _SENTENCE.finditer(words)]
        for first, last in spans:
            sentences.append(
                Sentence(number=len(sentences) + 1, start=start + first, end=start + max(last, 1), role=role)
            )
        text += words + "\n\n"
    return Article(
        id=name, origin=f"{name}.md", text=text, sentences=tuple(sentences), published=published or Published()
    )


def on(day: int, *, known: str = "stated", until: int | None = None, sentence: int | None = None) -> Published:
    """Return a date of publication in March 2031, UTC."""
    return Published.model_validate(
        {
            "earliest": datetime(2031, 3, day, tzinfo=UTC),
            "latest": datetime(2031, 3, until or day, 23, 59, tzinfo=UTC),
            "known": known,
            "sentence": sentence,
        }
    )


def cited(piece: Article, *numbers: int, words: str | None = None) -> Passage:
    """Return the passage of these sentences, or of the words in them."""
    start, end = piece.sentence(numbers[0]).start, piece.sentence(numbers[-1]).end
    if words is not None:
        start = piece.text.index(words, start, end)
        end = start + len(words)
    return Passage(article=piece.id, sentences=numbers, words=words, span=Span(start=start, end=end))


def shown(piece: Article, position: int, *numbers: int, words: str | None = None) -> FindingPassage:
    """Return the same as a finding shows it."""
    start, end = piece.sentence(numbers[0]).start, piece.sentence(numbers[-1]).end
    return FindingPassage(
        article=piece.id,
        position=position,
        sentences=numbers,
        start=start,
        end=end,
        text=piece.text[start:end],
        words=cited(piece, *numbers, words=words).span if words else None,
    )


def problem(level: Level, headline: str, action: str, passages: Sequence[FindingPassage], **fields: Any) -> Finding:
    """Return a finding; by default a confirmed conflict."""
    severity = {"hold": "error", "fix": "error", "check": "warning", "note": "note"}[level]
    defaults: dict[str, Any] = {
        "id": headline.lower().replace(" ", "-"),
        "code": "role-contradict",
        "level": level,
        "severity": severity,
        "verdict": "contradict",
        "aspect": "role",
        "headline": headline,
        "explanation": "",
        "action": action,
        "passages": tuple(passages),
        "keys": Keys(model="contradict", outcome="confirmed"),
    }
    return Finding(**(defaults | fields))


RUN = Run(
    checker="0.1.0",
    started=datetime(2031, 3, 7, 1, 0, tzinfo=UTC),
    seconds=0.25,
    source="recorded answers in answers",
    tasks=(
        TaskUsage(
            task="extract",
            model="hand-model",
            prompt="p1",
            wire="w1",
            requests=3,
            input_tokens=2100,
            output_tokens=900,
            estimated=True,
            origins=("hand-model, written by hand for this test, 2031-03-07",),
        ),
    ),
)

GAZETTE = article(
    "gazette",
    ("title", "Dam at Orlund holds, mayor says"),
    ("deck", "Valley waits for a third night"),
    ("furniture", "Advertisement"),
    "Mayor Tilda Brack said on Tuesday that the Orlund dam was holding. About 400 people had left the lower town by "
    "evening, she told reporters at the pumping station.",
    ("heading", "No word from the owner"),
    "The owner, Norrvatn, has not said whether the gate was open. “We saw the water come over the sill at four, and "
    "nobody rang us before five,” farmer Ove Stagg said.",
    published=on(4),
)
HERALD = article(
    "herald",
    ("title", "Gate was open, Norrvatn admits"),
    ("dateline", "ORLUND, 6 March 2031"),
    "Former mayor Tilda Brack said the dam had held through the night. Norrvatn confirmed on Thursday that the second "
    "gate had been open since Monday.",
    "Some 1,400 people left the lower town, the county said. Stagg, who keeps sheep below the dam, said only: “Nobody "
    "rang us.”",
    published=on(6, known="inferred", sentence=2),
)
VALLEY_RADIO = article(
    "valley-radio",
    "Orlund’s mayor, Tilda Brack, thanked the crews on Wednesday. An engineer believes that rust had jammed the gate "
    "[the second] long before.",
    "Dam repairs will cost 30 million crowns.",
    ("furniture", "Follow us"),
    published=on(5, known="inferred", until=6),
)
PIECES = (GAZETTE, HERALD, VALLEY_RADIO)

OFFICE = Fact(
    id="f1",
    question="Which office does Tilda Brack hold?",
    aspect="role",
    positions=(
        Position(
            answer="mayor",
            passages=(cited(GAZETTE, 4, words="Mayor Tilda Brack"), cited(VALLEY_RADIO, 1, words="mayor, Tilda Brack")),
        ),
        Position(answer="former mayor", passages=(cited(HERALD, 3, words="Former mayor Tilda Brack"),)),
    ),
    pairs=(Pair(first=1, second=2, verdict="contradict"),),
    verdict="contradict",
    outcome="confirmed",
)
GATE = Fact(
    id="f2",
    question="Has Norrvatn said whether the gate was open?",
    aspect="status",
    positions=(
        Position(answer="it has not", passages=(cited(GAZETTE, 7),)),
        Position(answer="it confirmed that it was open", passages=(cited(HERALD, 1), cited(HERALD, 4))),
    ),
    pairs=(Pair(first=1, second=2, verdict="superseded", order_from="published"),),
    verdict="superseded",
    current=2,
    order_from="published",
    outcome="first",
)
CUT_QUOTE = Fact(
    id="f3",
    question="What did Ove Stagg say of a warning?",
    aspect="quote",
    positions=(
        Position(answer="nobody rang before five", passages=(cited(GAZETTE, 8),)),
        Position(answer="only: nobody rang", passages=(cited(HERALD, 6),)),
    ),
    pairs=(Pair(first=1, second=2, verdict="contradict", assumes="occasion"),),
    verdict="contradict",
    outcome="changed",
)


def orlund(**fields: Any) -> Report:
    """Return a small report with something in every part of the page."""
    findings = (
        problem(
            "check",
            CUT_QUOTE.question,
            "Ask whether it is one remark; if so, lose “only”.",
            (shown(GAZETTE, 1, 8), shown(HERALD, 2, 6)),
            keys=Keys(model="contradict", outcome="changed"),
            fact="f3",
        ),
        problem(
            "fix",
            OFFICE.question,
            "Check herald first: there it stands against 2 others.",
            (
                shown(GAZETTE, 1, 4, words="Mayor Tilda Brack"),
                shown(VALLEY_RADIO, 1, 1, words="mayor, Tilda Brack"),
                shown(HERALD, 2, 3, words="Former mayor Tilda Brack"),
            ),
            fact="f1",
        ),
        problem(
            "check",
            GATE.question,
            "Don't carry gazette's line as current; herald overtakes it.",
            (shown(GAZETTE, 1, 7), shown(HERALD, 2, 1), shown(HERALD, 2, 4)),
            verdict="superseded",
            keys=Keys(model="superseded", outcome="first"),
            fact="f2",
        ),
        problem(
            "check",
            "How many people left the lower town?",
            "Ring the county.",
            (
                shown(GAZETTE, 1, 5, words="About 400 people"),
                shown(HERALD, 2, 5, words="Some 1,400 people"),
            ),
            keys=Keys(model="contradict", outcome="confirmed", checks=("F1",)),
        ),
        problem(
            "note",
            "Was the gate rusted, or believed to be?",
            "Take the softer wording.",
            (shown(VALLEY_RADIO, 1, 2),),
            verdict="unclear",
            explanation="One reading takes the engineer's belief as the radio's own.",
            keys=Keys(model="unclear", outcome="unclear"),
        ),
    )
    defaults: dict[str, Any] = {
        "run": RUN,
        "title": "The dam at Orlund",
        "articles": PIECES,
        "claims": (
            StateClaim(
                id="valley-radio-c1",
                passage=cited(VALLEY_RADIO, 2),
                statement="Rust had jammed the gate.",
                source=("an engineer",),
                certainty="possible",
            ),
            FigureClaim(
                id="valley-radio-c2",
                passage=cited(VALLEY_RADIO, 3),
                statement="Repairs will cost 30 million.",
                of="repairs",
                amount="30 million",
                unit="crowns",
            ),
            SpeechClaim(
                id="gazette-c1",
                passage=cited(GAZETTE, 8),
                form="verbatim",
                speaker="Ove Stagg",
                statement="Ove Stagg saw the water come over the sill at four.",
                source=("Ove Stagg",),
            ),
        ),
        "facts": (OFFICE, GATE, CUT_QUOTE),
        "cleared": (
            Cleared(
                question="When did Brack speak?",
                passages=(cited(GAZETTE, 4), cited(VALLEY_RADIO, 1)),
                reason="two occasions, Tuesday and Wednesday",
            ),
        ),
        "single_sources": (
            SingleSource(claim="valley-radio-c1", why_listed=None),
            SingleSource(claim="gazette-c1", why_listed="quotation"),
            SingleSource(claim="valley-radio-c2", why_listed="figure"),
        ),
        "findings": findings,
        "coverage": Coverage(
            articles=(
                ArticleCoverage(
                    article="gazette", sentences=8, cited_by_claims=4, cited_by_facts=3, furniture=(3,), left_out=(2, 6)
                ),
                ArticleCoverage(
                    article="herald", sentences=6, cited_by_claims=3, cited_by_facts=4, furniture=(), left_out=(2,)
                ),
                ArticleCoverage(
                    article="valley-radio",
                    sentences=4,
                    cited_by_claims=2,
                    cited_by_facts=1,
                    furniture=(4,),
                    left_out=(),
                ),
            ),
            unconfirmed=("f2",),
            alone=3,
            explanations_replaced=1,
            notices=("gazette and valley-radio share 3 sentences: 2 pieces, 1 origin.",),
        ),
    }
    return Report(**(defaults | fields))


def failed(item: str = "herald") -> Failure:
    """Return a failure of the extract step."""
    return Failure(step="extract", item=item, reason="the reply was cut for length")


def many_pieces(count: int = 20, paragraphs: int = 30) -> Report:
    """Return a report of many long pieces and sixty findings that cite them all."""
    body = [
        f"The county counted {n * 37} people at the {n}th gate of the valley, and the mayor said so twice. "
        "Nobody asked the engineers, who had written in March of a crack that ran along the sill for a metre."
        for n in range(paragraphs)
    ]
    pieces = tuple(article(f"piece-{n:02}", ("title", f"Gate {n}"), *body) for n in range(count))
    findings = tuple(
        problem(
            ("fix", "check", "note")[at % 3],
            f"How many stood at gate {at}?",
            "Ring the county.",
            [shown(piece, 1 + at % 2 * (piece is pieces[0]), 2 + at % (2 * paragraphs)) for piece in pieces],
            id=f"many{at}",
        )
        for at in range(60)
    )
    return orlund(
        articles=pieces, findings=findings, facts=(), claims=(), cleared=(), single_sources=(), title="Twenty pieces"
    )
