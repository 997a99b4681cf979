"""Facts that say the same become one; near misses stay two."""

from __future__ import annotations

import pytest

from checker.schema import Fact
from checker.steps.merge import merge_facts
from tests.steps.newsdesk import article, cited, fact, pair, position

A = article("a", "The fire left three dead and forty hurt.", "Lund is mayor.", "The gate was shut.")
B = article("b", "The fire left five dead and sixty hurt.", "Lund was mayor.", "The gate stood open.")
C = article("c", "Seven died.", "Lund is the mayor.")
ARTICLES = (A, B, C)
MAYOR = (position("is", cited(A, 2)), position("was", cited(B, 2)))


def made(*positions: object, verdict: str = "contradict", aspect: str = "role", question: str = "q") -> Fact:
    """Return a fact of these positions, the first two of which stand so to each other."""
    pairs = () if verdict == "agree" else (pair(1, 2, verdict),)
    return fact(ARTICLES, positions, *pairs, aspect=aspect, question=question)


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(made(*MAYOR, question="another question"), id="the same passages"),
        pytest.param(made(*MAYOR[::-1]), id="in another order"),
        pytest.param(made(*MAYOR, verdict="differ"), id="another kind of discrepancy"),
        pytest.param(made(position("is", cited(A, 2, words="mayor")), MAYOR[1]), id="words of the same sentence"),
        pytest.param(made(position("is", cited(A, 2), cited(C, 2)), MAYOR[1]), id="a passage more"),
        pytest.param(
            made(position("is", cited(C, 2), cited(A, 2), cited(A, 1)), MAYOR[1]), id="the smaller one counts"
        ),
    ],
)
def test_hits(other: Fact) -> None:
    assert len(merge_facts([made(*MAYOR), other])) == 1


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(made(*MAYOR, aspect="name"), id="another aspect"),
        pytest.param(made(*MAYOR, verdict="agree"), id="one of them agrees"),
        pytest.param(made(MAYOR[0], position("open", cited(B, 3))), id="only one position coincides"),
        pytest.param(made(position("x", cited(A, 3)), position("y", cited(B, 3))), id="other sentences"),
        pytest.param(made(position("x", cited(B, 2)), position("y", cited(C, 2))), id="other articles"),
        pytest.param(
            made(position("is", cited(A, 2)), position("is too", cited(A, 2))),
            id="both positions in one of the other's",
        ),
    ],
)
def test_near_misses(other: Fact) -> None:
    assert len(merge_facts([made(*MAYOR), other])) == 2


def test_other_words_of_the_same_sentences_are_two_facts() -> None:
    dead = made(position("3", cited(A, 1, words="three dead")), position("5", cited(B, 1, words="five dead")))
    hurt = made(position("40", cited(A, 1, words="forty hurt")), position("60", cited(B, 1, words="sixty hurt")))
    assert merge_facts([dead, hurt]) == (dead, hurt)


def test_two_facts_about_the_very_same_words_have_two_ids() -> None:
    agreed = made(*MAYOR, verdict="agree")
    first, second = merge_facts([made(*MAYOR), agreed])
    assert agreed.id == first.id != second.id


def test_other_claims_of_the_same_sentences_are_two_facts() -> None:
    dead = made(
        position("3", cited(A, 1), claims=("a#1",)), position("5", cited(B, 1), claims=("b#1",)), question="Dead?"
    )
    hurt = made(
        position("40", cited(A, 1), claims=("a#2",)), position("60", cited(B, 1), claims=("b#2",)), question="Hurt?"
    )
    assert [one.question for one in merge_facts([dead, hurt])] == ["Dead?", "Hurt?"]


@pytest.mark.parametrize(
    ("passages", "count"),
    [
        pytest.param((cited(A, 2), cited(C, 2)), 1, id="overlapping"),
        pytest.param((cited(A, 3), cited(B, 3)), 2, id="apart"),
        pytest.param((cited(A, 3), cited(B, 3), cited(C, 2)), 1, id="half of the smaller one"),
    ],
)
def test_agreements(passages: tuple[object, ...], count: int) -> None:
    first = made(position("mayor", cited(A, 2), cited(C, 2)), verdict="agree")
    second = made(position("mayor", *passages), verdict="agree")
    assert len(merge_facts([first, second])) == count


def test_the_merged_fact_takes_the_place_of_the_first() -> None:
    gate = made(position("shut", cited(A, 3)), position("open", cited(B, 3)), question="gate")
    merged = merge_facts([made(*MAYOR, question="1"), gate, made(*MAYOR, question="2")])
    assert [one.question for one in merged] == ["1", "gate"]


@pytest.mark.parametrize(
    ("first", "second", "leads"),
    [
        ("differ", "contradict", "second"),
        ("contradict", "differ", "first"),
        ("superseded", "contradict", "second"),
        ("differ", "differ", "first"),
    ],
)
def test_the_graver_one_leads(first: str, second: str, leads: str) -> None:
    (one,) = merge_facts(
        [made(*MAYOR, verdict=first, question="first"), made(*MAYOR, verdict=second, question="second")]
    )
    assert one.question == leads
    assert one.verdict == (second if leads == "second" else first)


@pytest.mark.parametrize("verdicts", [("contradict", "differ"), ("differ", "contradict"), ("differ", "differ")])
def test_the_passages_and_claims_of_both_are_kept(verdicts: tuple[str, str]) -> None:
    first = made(position("is", cited(A, 2), claims=("a#1",)), MAYOR[1], verdict=verdicts[0])
    turned = (position("was", cited(B, 2)), position("is", cited(C, 2), cited(A, 2), claims=("c#1", "a#1")))
    (one,) = merge_facts([first, made(*turned, verdict=verdicts[1])])
    held = next(kept for kept in one.positions if kept.answer == "is")
    assert {passage.article for passage in held.passages} == {"a", "c"}
    assert set(held.claims) == {"a#1", "c#1"}
    assert len(held.passages) == 2


THIRD = "a position that only the later of two equally grave facts has is lost"


@pytest.mark.parametrize(
    "third_first",
    [
        pytest.param(True, id="the earlier one"),
        pytest.param(False, id="the later one"),
    ],
)
def test_a_position_that_only_one_of_them_has_is_kept(*, third_first: bool) -> None:
    tolls = (position("3", cited(A, 1)), position("5", cited(B, 1)), position("7", cited(C, 1)))
    two = made(*tolls[:2], aspect="number")
    three = fact(ARTICLES, tolls, pair(1, 2, "contradict"), pair(1, 3, "contradict"), aspect="number")
    (one,) = merge_facts([three, two] if third_first else [two, three])
    assert {passage.article for kept in one.positions for passage in kept.passages} == {"a", "b", "c"}


def test_three_that_are_one_become_one() -> None:
    assert len(merge_facts([made(*MAYOR)] * 3)) == 1


def test_nothing_to_merge() -> None:
    assert merge_facts([]) == ()
