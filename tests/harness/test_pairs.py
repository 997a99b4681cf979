"""The scorer for pair gold: what a perfect, an empty and a wrong report deserve. Reports are made by hand."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from checker.errors import InputError
from checker.harness.pairs import render_score, score
from checker.schema import Article, Finding, FindingPassage, Keys, Report, Run, Verdict

TEXTS = {
    "one": "The mayor spoke. Forty are missing. It rained.",
    "two": "The former mayor spoke. Some forty are missing. It snowed.",
}
GOLD: dict[str, Any] = {
    "documents": [{"id": "s0", "file": "one.txt"}, {"id": "s1", "file": "two.txt"}],
    "relations": [
        {
            "id": "r1a",
            "verdict": "contradict",
            "accept": ["contradict"],
            "level": "fix",
            "must_find": True,
            "a": {"document": "s0", "text": "The mayor spoke."},
            "b": {"document": "s1", "text": "The former mayor spoke."},
        },
        {
            "id": "r2",
            "verdict": "agree",
            "a": {"document": "s0", "text": "Forty are missing."},
            "b": {"document": "s1", "text": "Some forty are missing."},
        },
    ],
    "traps": [
        {
            "a": {"document": "s0", "text": "It rained."},
            "b": {"document": "s1", "text": "It snowed."},
            "why": "two days",
        }
    ],
}


def passage(article: str, text: str, position: int) -> FindingPassage:
    start = TEXTS[article].index(text)
    return FindingPassage(
        article=article, position=position, sentences=(1,), start=start, end=start + len(text), text=text
    )


def finding(one: str, other: str, verdict: Verdict = "contradict", positions: tuple[int, int] = (1, 2)) -> Finding:
    return Finding(
        id="f1",
        code=f"role-{verdict}",
        level="fix",
        severity="error",
        verdict=verdict,
        aspect="role",
        headline="Which office?",
        explanation="",
        action="Ask.",
        passages=(passage("one", one, positions[0]), passage("two", other, positions[1])),
        keys=Keys(model=verdict),
    )


def report(*findings: Finding) -> Report:
    articles = tuple(Article(id=name, origin=f"x/{name}.txt", text=text) for name, text in TEXTS.items())
    run = Run(checker="0", started=datetime(2031, 3, 4, tzinfo=UTC), seconds=0, source="by hand")
    return Report(run=run, articles=articles, findings=findings)


def test_a_perfect_report_finds_the_fact_and_springs_no_trap() -> None:
    result = score(report(finding("The mayor spoke.", "The former mayor spoke.")), GOLD)
    assert result.facts["r1"].held_by
    assert result.facts["r1"].accepted
    assert not result.sprung
    assert not result.beyond


def test_an_empty_report_finds_nothing_and_springs_nothing() -> None:
    result = score(report(), GOLD)
    assert not any(fact.held_by for fact in result.facts.values())
    assert not result.sprung


@pytest.mark.parametrize(
    ("made", "held"),
    [
        pytest.param(
            finding("The mayor spoke.", "The former mayor spoke.", positions=(1, 1)), False, id="one position"
        ),
        pytest.param(finding("The mayor spoke.", "It snowed."), False, id="another passage"),
        pytest.param(finding("mayor spoke", "former mayor spoke"), True, id="a part of each passage"),
        pytest.param(finding("The mayor spoke. Forty are missing.", "The former mayor spoke."), True, id="more around"),
    ],
)
def test_a_fact_is_held_by_its_passages_in_two_positions(made: Finding, *, held: bool) -> None:
    assert bool(score(report(made), GOLD).facts["r1"].held_by) is held


def test_another_verdict_is_found_but_not_accepted() -> None:
    fact = score(report(finding("The mayor spoke.", "The former mayor spoke.", "differ")), GOLD).facts["r1"]
    assert fact.held_by
    assert not fact.accepted


def test_a_trap_is_sprung_by_a_contradiction_that_meets_no_discrepancy() -> None:
    result = score(report(finding("It rained.", "It snowed.")), GOLD)
    assert len(result.sprung) == 1
    assert len(result.beyond) == 1


def test_a_difference_springs_no_trap() -> None:
    assert not score(report(finding("It rained.", "It snowed.", "differ")), GOLD).sprung


def test_the_lines_name_what_was_missed() -> None:
    assert "must r1   MISSED; gold: contradict, fix" in render_score(score(report(), GOLD))


def test_a_gold_text_that_was_not_read_is_an_error() -> None:
    gold = {**GOLD, "traps": [{"a": {"document": "s0", "text": "Nothing."}, "b": {"document": "s1", "text": "x"}}]}
    with pytest.raises(InputError, match="does not stand in one"):
        score(report(), gold)
