"""Whether a decision stands already: of the same finding, with the same word, and nothing graver since."""

from __future__ import annotations

from typing import Any

import pytest

from checker.schema import Article, DecidedPassage, Decision, Level, Report, Run
from checker.steps.decisions import stands_already
from checker.steps.same_finding import digest
from tests.steps.newsdesk import article, moment

WIRE, RADIO = article("wire", "Sixty are missing."), article("radio", "Fifty are missing.")
REPORT = Report(
    run=Run(checker="1", started=moment("2031-03-06T12:00:00+00:00"), seconds=1.0, source="a test"),
    articles=(WIRE, RADIO),
)


def passage(piece: Article, position: int, text: str = "") -> DecidedPassage:
    text = text or piece.sentence_text(1)
    return DecidedPassage(article=piece.id, digest=digest(piece), position=position, text=text, start=0, end=len(text))


def decision(level: Level = "check", *, day: int = 4, reason: str | None = None, **fields: Any) -> Decision:
    given = {
        "finding": "f1",
        "code": "number-contradict",
        "level": level,
        "aspect": "number",
        "headline": "How many?",
        "passages": (passage(WIRE, 1), passage(RADIO, 2)),
        "reason": reason,
        "who": "Ida Lund",
        "when": moment(f"2031-03-0{day}T12:00:00+00:00"),
    }
    return Decision.model_validate({**given, **fields})


@pytest.mark.parametrize(
    ("old", "new", "stands"),
    [
        (decision(), decision(), True),
        (decision("fix", reason="A slip"), decision("check"), True),  # milder by now
        (decision("check"), decision("note"), True),
        (decision("check"), decision("fix"), False),  # graver by now: it is shown, so it has to be dismissed anew
        (decision("note"), decision("check"), False),
        (decision("note"), decision("fix"), False),
        (decision(reason="A slip"), decision(), True),
        (decision(reason="A slip"), decision(reason="A slip"), True),
        (decision(reason="A slip"), decision(reason="Two lines"), False),
        (decision(), decision(reason="A slip"), False),
        (decision(), decision(action="reopen"), False),
        (decision(action="reopen"), decision(action="reopen"), True),
        (decision(), decision(aspect="date"), False),
        (decision(passages=(passage(WIRE, 1, "Some sixty are missing."), passage(RADIO, 2))), decision(), False),
    ],
)
def test_what_stands_already(old: Decision, new: Decision, stands: bool) -> None:
    assert stands_already(new, [old], REPORT) == (old if stands else None)


def test_the_latest_decides() -> None:
    first, last = decision(day=4), decision(day=5, action="reopen")
    for known in ([first, last], [last, first]):
        assert stands_already(decision(day=6), known, REPORT) is None
        assert stands_already(decision(day=6, action="reopen"), known, REPORT) == last
    assert stands_already(decision(), [], REPORT) is None
