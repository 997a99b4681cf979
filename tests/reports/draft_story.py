"""A draft check for the tests of the reports, written by hand: no outlet, person, place or answer in it is real."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import Any

from checker.schema import (
    Article,
    Coverage,
    Draft,
    DraftSentence,
    Fact,
    Failure,
    FigureClaim,
    Keys,
    LookedUp,
    OneOrigin,
    Pair,
    Position,
    Report,
    Signal,
    SpeechClaim,
    TaskUsage,
    Unsourced,
)
from tests.reports.stories import GAZETTE, HERALD, RUN, VALLEY_RADIO, article, cited, on, orlund, problem, shown

BRACK = article(
    "brack-night-2",
    ("title", "Orlund dam holds, mayor says"),
    "Mayor Tilda Brack said the dam at Orlund was holding. Norrvatn has not said whether the gate was open.",
    "About 400 people left the lower town on Tuesday, and 30 million crowns will be spent on repairs. The two pumps "
    "were brought from Velm by helicopter.",
    ("heading", "A valley waits"),
    "Rust had jammed the gate, engineers believe. “Nobody rang us,” said farmer Ove Stagg.",
    "What happens now? The county sent 44 lorries of sand.",
    published=on(7),
).model_copy(update={"origin": "desk/night/brack-night-2.md", "title": "Orlund dam holds, mayor says"})
"""The draft. Its sentences: 1 headline, 2 office, 3 gate, 4 people and cost, 5 pumps, 6 heading, 7 rust, 8 quotation,
9 question, 10 lorries."""

SOURCES = (GAZETTE, HERALD, VALLEY_RADIO)

OFFICE = Fact(
    id="d-office",
    question="Which office does Tilda Brack hold?",
    aspect="role",
    positions=(
        Position(
            answer="mayor",
            passages=(
                cited(GAZETTE, 4, words="Mayor Tilda Brack"),
                cited(BRACK, 2, words="Mayor Tilda Brack"),
                cited(VALLEY_RADIO, 1, words="mayor, Tilda Brack"),
            ),
        ),
        Position(answer="former mayor", passages=(cited(HERALD, 3, words="Former mayor Tilda Brack"),)),
    ),
    pairs=(Pair(first=1, second=2, verdict="contradict"),),
    verdict="contradict",
    outcome="confirmed",
)
GATE = Fact(
    id="d-gate",
    question="Has Norrvatn said whether the gate was open?",
    aspect="status",
    positions=(
        Position(answer="it confirmed that it was open", passages=(cited(HERALD, 1), cited(HERALD, 4))),
        Position(answer="it has not", passages=(cited(GAZETTE, 7), cited(BRACK, 3))),
    ),
    pairs=(Pair(first=2, second=1, verdict="superseded", order_from="published"),),
    verdict="superseded",
    current=1,
    order_from="published",
    outcome="confirmed",
)
PEOPLE = Fact(
    id="d-people",
    question="How many people left the lower town?",
    aspect="number",
    positions=(
        Position(answer="some 1,400", passages=(cited(HERALD, 5, words="Some 1,400 people"),)),
        Position(answer="about 400", passages=(cited(BRACK, 4, words="About 400 people"),)),
    ),
    pairs=(Pair(first=1, second=2, verdict="contradict"),),
    verdict="contradict",
    outcome="confirmed",
)
RUST = Fact(
    id="d-rust",
    question="How many engineers believe that rust had jammed the gate?",
    aspect="attribution",
    positions=(
        Position(answer="engineers", passages=(cited(BRACK, 7, words="engineers"),)),
        Position(answer="one engineer", passages=(cited(VALLEY_RADIO, 2, words="An engineer"),)),
    ),
    pairs=(Pair(first=1, second=2, verdict="differ", shade="strength"),),
    verdict="differ",
    outcome="confirmed",
)
HELD = Fact(
    id="d-held",
    question="The mayor said that the dam was holding.",
    aspect="event",
    positions=(Position(answer="", passages=(cited(BRACK, 1), cited(GAZETTE, 1), cited(GAZETTE, 4))),),
)
COST = Fact(
    id="d-cost",
    question="Repairs will cost 30 million crowns.",
    aspect="number",
    positions=(Position(answer="", passages=(cited(BRACK, 4), cited(VALLEY_RADIO, 3))),),
)
QUOTE = Fact(
    id="d-quote",
    question="Ove Stagg said: “Nobody rang us”.",
    aspect="quote",
    positions=(Position(answer="", passages=(cited(BRACK, 8), cited(HERALD, 6))),),
)
AMONG = Fact(
    id="s-quote",
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


def stands(number: int, standing: str, *by: str, **fields: Any) -> DraftSentence:
    """Return how a sentence of the draft stands; each of these articles is an origin of its own, unless told."""
    return DraftSentence.model_validate(
        {"number": number, "standing": standing, "supported_by": by, "origins": len(by)} | fields
    )


SENTENCES = (
    stands(1, "supported", "gazette", facts=("d-held",)),
    stands(2, "contradicted", "gazette", "valley-radio", origins=1, facts=("d-office",), findings=("d-office",)),
    stands(3, "outdated", "gazette", facts=("d-gate",), findings=("d-gate",)),
    stands(4, "contradicted", "valley-radio", facts=("d-people", "d-cost"), findings=("d-people",)),
    stands(5, "without a source", findings=("dpumps",)),
    stands(6, "without a checkable claim"),
    stands(7, "differing", facts=("d-rust",), findings=("d-rust",)),
    stands(8, "supported", "herald", facts=("d-quote",)),
    stands(9, "without a checkable claim"),
    stands(10, "not checked"),
)


def night_draft(**fields: Any) -> Report:
    """Return a draft check with something in every part of the page."""
    findings = (
        problem(
            "fix",
            PEOPLE.question,
            "Write “Some 1,400 people”, as herald has it, or name the source of what stands here.",
            (shown(HERALD, 1, 5, words="Some 1,400 people"), shown(BRACK, 2, 4, words="About 400 people")),
            id="d-people",
            code="number-contradict",
            aspect="number",
            fact="d-people",
            between=(1, 2),
            keys=Keys(model="contradict", outcome="confirmed", checks=("F1",)),
        ),
        problem(
            "check",
            OFFICE.question,
            "Find out which holds, gazette and valley-radio or herald, or give both with their sources.",
            (
                shown(GAZETTE, 1, 4, words="Mayor Tilda Brack"),
                shown(BRACK, 1, 2, words="Mayor Tilda Brack"),
                shown(VALLEY_RADIO, 1, 1, words="mayor, Tilda Brack"),
                shown(HERALD, 2, 3, words="Former mayor Tilda Brack"),
            ),
            id="d-office",
            fact="d-office",
            between=(1, 2),
            caps=("a source says what the draft says",),
        ),
        problem(
            "check",
            GATE.question,
            "Take the newer state of herald.",
            (shown(HERALD, 1, 1), shown(HERALD, 1, 4), shown(GAZETTE, 2, 7), shown(BRACK, 2, 3)),
            id="d-gate",
            code="status-superseded",
            verdict="superseded",
            aspect="status",
            fact="d-gate",
            between=(2, 1),
            keys=Keys(model="superseded", outcome="confirmed"),
        ),
        problem(
            "check",
            "In no source: time or place",
            "Name a source for it, or take it out.",
            (shown(BRACK, 1, 5, words="from Velm by helicopter"),),
            id="dpumps",
            code="unsourced-date",
            verdict=None,
            aspect="date",
            explanation="None of the sources was found to say it: “from Velm by helicopter”.",
            keys=Keys(),
        ),
        problem(
            "check",
            RUST.question,
            "Soften it to “An engineer”, as valley-radio has it, or source the harder one.",
            (shown(BRACK, 1, 7, words="engineers"), shown(VALLEY_RADIO, 2, 2, words="An engineer")),
            id="d-rust",
            code="attribution-differ",
            verdict="differ",
            aspect="attribution",
            fact="d-rust",
            between=(1, 2),
            keys=Keys(model="differ", outcome="confirmed"),
        ),
        problem(
            "note",
            AMONG.question,
            "Find out whether it holds (only if it is one occasion); if so, one of them needs a correction.",
            (shown(GAZETTE, 1, 8), shown(HERALD, 2, 6)),
            id="s-quote",
            code="quote-contradict",
            aspect="quote",
            fact="s-quote",
            between=(1, 2),
            keys=Keys(model="contradict", outcome="changed"),
            caps=("the draft takes no part in it",),
        ),
    )
    defaults: dict[str, Any] = {
        "run": RUN.model_copy(
            update={
                "tasks": (
                    TaskUsage(
                        task="draft",
                        model="hand-model",
                        prompt="p1",
                        wire="w1",
                        requests=1,
                        origins=("hand-model, written by hand for this test, 2031-03-07",),
                    ),
                )
            }
        ),
        "articles": (BRACK, *SOURCES),
        "draft": Draft(
            article=BRACK.id,
            publish_at=datetime(2031, 3, 7, 6, 0, tzinfo=timezone(timedelta(hours=1))),
            sentences=SENTENCES,
            unsourced=(Unsourced(passage=cited(BRACK, 5, words="from Velm by helicopter"), what="date"),),
        ),
        "claims": (
            FigureClaim(
                id="brack-c1",
                passage=cited(BRACK, 4),
                statement="Repairs will cost 30 million.",
                of="repairs",
                amount="30 million",
                unit="crowns",
            ),
            SpeechClaim(
                id="brack-c2",
                passage=cited(BRACK, 8),
                form="verbatim",
                speaker="Ove Stagg",
                statement="Nobody rang Ove Stagg.",
                source=("Ove Stagg",),
            ),
        ),
        "facts": (OFFICE, GATE, PEOPLE, RUST, HELD, COST, QUOTE, AMONG),
        "single_sources": (),
        "findings": findings,
        "origins": (OneOrigin(articles=("gazette", "valley-radio"), kind="credit", source="Nordwire"),),
        "quotations": (
            LookedUp(
                passage=cited(BRACK, 8, words="Nobody rang us"),
                speaker="Ove Stagg",
                fate="verbatim",
                places=(cited(HERALD, 6, words="Nobody rang us"),),
            ),
        ),
        "signals": (
            Signal(
                code="F1",
                kind="clash",
                aspect="number",
                message="400 people here, 1,400 there.",
                passages=(cited(BRACK, 4, words="About 400 people"), cited(HERALD, 5, words="Some 1,400 people")),
            ),
        ),
        "failures": (Failure(step="draft", item="sentence 10 of the draft", reason="the reply says nothing of it"),),
        "coverage": Coverage(notices=("gazette and valley-radio name Nordwire: 2 pieces, 1 origin.",)),
    }
    return orlund(**(defaults | fields))


def draft_of_one_source(source: Article = HERALD) -> Report:
    """Return a draft check in which everything matches the one source that there is."""
    sentences = tuple(stands(one.number, "supported", source.id) for one in BRACK.sentences)
    draft = Draft(article=BRACK.id, sentences=sentences)
    empty: dict[str, Any] = dict.fromkeys(
        ("findings", "facts", "claims", "cleared", "quotations", "signals", "origins", "failures"), ()
    )
    return night_draft(articles=(BRACK, source), draft=draft, coverage=Coverage(), **empty)
