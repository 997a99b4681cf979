"""The scorer for pair gold: what a perfect, an empty and a wrong report deserve. Reports are made by hand."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from checker.errors import InputError
from checker.harness.pairs import gold_of_pairs, render_score
from checker.harness.results import StoryScore
from checker.harness.scoring import score
from checker.schema import Article, Fact, Finding, Keys, Pair, Passage, Position, Report, Run, Span, Verdict
from checker.text.roles import text_sentences

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


def cited(article: str, text: str) -> Passage:
    start = TEXTS[article].index(text)
    sentences = [s for s in text_sentences(TEXTS[article]) if s.start < start + len(text) and start < s.end]
    return Passage(
        article=article,
        sentences=tuple(s.number for s in sentences),
        span=Span(start=start, end=start + len(text)),
    )


def fact(one: str, other: str, verdict: Verdict = "contradict", positions: tuple[int, int] = (1, 2)) -> Fact:
    """A fact of two positions; with positions (1, 1) both passages stand in the first."""
    sides = [[cited("one", one)], [cited("two", other)]]
    if positions == (1, 1):
        sides = [[*sides[0], *sides[1]], [cited("two", "It snowed.")]]
    return Fact(
        id="f1",
        question="Which office?",
        aspect="role",
        positions=tuple(Position(answer="", passages=tuple(side)) for side in sides),
        pairs=(Pair(first=1, second=2, verdict=verdict),),
        verdict=verdict,
    )


def report(*facts: Fact) -> Report:
    articles = tuple(
        Article(id=name, origin=f"x/{name}.txt", text=text, sentences=text_sentences(text))
        for name, text in TEXTS.items()
    )
    run = Run(checker="0", started=datetime(2031, 3, 4, tzinfo=UTC), seconds=0, source="by hand")
    return Report(run=run, articles=articles, facts=facts, findings=tuple(finding(one) for one in facts))


def finding(of: Fact) -> Finding:
    return Finding(
        id=of.id,
        code=f"role-{of.verdict}",
        level="fix",
        severity="error",
        verdict=of.verdict,
        aspect="role",
        headline=of.question,
        explanation="",
        action="Ask.",
        passages=(),
        keys=Keys(model=of.verdict),
        fact=of.id,
    )


def scored(*facts: Fact) -> StoryScore:
    made = report(*facts)
    return score(made, gold_of_pairs(GOLD, made.articles))


def test_a_perfect_report_finds_the_fact_and_springs_no_trap() -> None:
    result = scored(fact("The mayor spoke.", "The former mayor spoke."))
    (found,) = result.facts
    assert found.accepted
    assert found.level
    assert not result.beyond


def test_facts_that_agree_are_no_discrepancies() -> None:
    assert [fact.id for fact in scored().facts] == ["r1"]


def test_an_empty_report_finds_nothing_and_springs_nothing() -> None:
    result = scored()
    assert not any(fact.found for fact in result.facts)
    assert not result.tallies["traps"].hit


@pytest.mark.parametrize(
    ("made", "held"),
    [
        pytest.param(fact("The mayor spoke.", "The former mayor spoke.", positions=(1, 1)), False, id="one position"),
        pytest.param(fact("The mayor spoke.", "It snowed."), False, id="another passage"),
        pytest.param(fact("The mayor spoke. Forty are missing.", "The former mayor spoke."), True, id="more around"),
    ],
)
def test_a_fact_is_held_by_its_passages_in_two_positions(made: Fact, *, held: bool) -> None:
    assert scored(made).facts[0].found is held


def test_another_verdict_is_found_but_not_accepted() -> None:
    (found,) = scored(fact("The mayor spoke.", "The former mayor spoke.", "differ")).facts
    assert found.found
    assert not found.accepted


def test_a_trap_is_sprung_by_a_contradiction_that_meets_no_discrepancy() -> None:
    result = scored(fact("It rained.", "It snowed."))
    assert result.tallies["traps"].hit == 1
    assert [beyond.state for beyond in result.beyond] == ["sprung"]


def test_a_difference_springs_no_trap() -> None:
    assert not scored(fact("It rained.", "It snowed.", "differ")).tallies["traps"].hit


def test_passages_that_agree_are_one_position() -> None:
    made = report()
    more = {
        "id": "r1b",
        "verdict": "agree",
        "a": {"document": "s0", "text": "The mayor spoke."},
        "b": {"document": "s0", "text": "Forty are missing."},
    }
    gold = gold_of_pairs({**GOLD, "relations": [*GOLD["relations"], more]}, made.articles)
    assert [len(position.places) for position in gold.facts[0].positions] == [2, 1]


def test_the_lines_name_what_was_missed() -> None:
    made = report()
    lines = render_score(scored(), gold_of_pairs(GOLD, made.articles), made)
    assert "must r1   MISSED, lost by align; gold: contradict, fix\n" in lines


def test_the_lines_name_what_is_claimed_beyond_the_gold() -> None:
    made = report(fact("It rained.", "It snowed.", "differ"))
    lines = render_score(scored(fact("It rained.", "It snowed.", "differ")), gold_of_pairs(GOLD, made.articles), made)
    assert "findings beyond the gold      1, of these 0 contradictions\n" in lines
    assert "\nbeyond " in lines


def test_a_gold_text_that_was_not_read_is_an_error() -> None:
    gold = {**GOLD, "traps": [{"a": {"document": "s0", "text": "Nothing."}, "b": {"document": "s1", "text": "x"}}]}
    with pytest.raises(InputError, match="does not stand in one"):
        gold_of_pairs(gold, report().articles)
