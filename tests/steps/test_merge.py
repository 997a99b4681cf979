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
IS, WAS = cited(A, 2, words="is mayor"), cited(B, 2, words="was mayor")
MAYOR = (position("is", IS), position("was", WAS))


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
        pytest.param(made(position("is", cited(A, 2, words="mayor")), MAYOR[1]), id="fewer of the same words"),
        pytest.param(made(position("is", cited(A, 2, words="Lund is")), MAYOR[1]), id="words that overlap"),
        pytest.param(made(position("is", IS, cited(C, 2)), MAYOR[1]), id="a passage more"),
        pytest.param(made(position("is", cited(C, 2), cited(A, 1), IS), MAYOR[1]), id="one passage of three"),
        pytest.param(
            made(position("is", IS, claims=("a#7",)), position("was", WAS, claims=("b#7",))), id="claims of one only"
        ),
    ],
)
def test_hits(other: Fact) -> None:
    assert len(merge_facts([made(*MAYOR), other])) == 1


@pytest.mark.parametrize(
    "other",
    [
        pytest.param((("a#1",), ("b#1",)), id="the same claims"),
        pytest.param((("a#1", "a#2"), ("b#3", "b#1")), id="one claim of several each"),
    ],
)
def test_a_shared_claim_is_a_hit_though_sentences_are_cited_whole(other: tuple[tuple[str, ...], ...]) -> None:
    def claimed(first: tuple[str, ...], second: tuple[str, ...]) -> Fact:
        return made(position("is", cited(A, 2), claims=first), position("was", cited(B, 2), claims=second))

    assert len(merge_facts([claimed(("a#1",), ("b#1",)), claimed(*other)])) == 1


def test_a_claim_on_one_side_and_words_on_the_other_are_a_hit() -> None:
    first = made(position("is", cited(A, 2), claims=("a#1",)), position("was", WAS))
    again = made(position("is", cited(C, 2), claims=("a#1",)), position("was", cited(B, 2, words="was")))
    assert len(merge_facts([first, again])) == 1


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(made(*MAYOR, aspect="name"), id="another aspect"),
        pytest.param(made(*MAYOR, verdict="agree"), id="one of them agrees"),
        pytest.param(made(MAYOR[0], position("open", cited(B, 3))), id="only one position coincides"),
        pytest.param(made(position("x", cited(A, 3)), position("y", cited(B, 3))), id="other sentences"),
        pytest.param(made(position("x", WAS), position("y", cited(C, 2, words="the mayor"))), id="other articles"),
        pytest.param(made(position("is", IS), position("is too", IS)), id="both positions in one of the other's"),
        pytest.param(made(position("is", cited(A, 2)), position("was", cited(B, 2))), id="their sentences, whole"),
        pytest.param(made(position("is", cited(A, 2)), MAYOR[1]), id="one of their sentences, whole"),
        pytest.param(
            made(position("is", cited(A, 2, words="Lund")), MAYOR[1]), id="words beside the words of one position"
        ),
        pytest.param(
            made(position("is", cited(A, 2), claims=("a#1",)), position("was", cited(B, 2), claims=("b#1",))),
            id="claims against words",
        ),
    ],
)
def test_near_misses(other: Fact) -> None:
    assert len(merge_facts([made(*MAYOR), other])) == 2


def test_other_words_of_the_same_sentences_are_two_facts() -> None:
    dead = made(position("3", cited(A, 1, words="three dead")), position("5", cited(B, 1, words="five dead")))
    hurt = made(position("40", cited(A, 1, words="forty hurt")), position("60", cited(B, 1, words="sixty hurt")))
    assert merge_facts([dead, hurt]) == (dead, hurt)


def test_the_same_sentences_cited_whole_are_two_facts() -> None:
    whole = made(position("is", cited(A, 2)), position("was", cited(B, 2)))
    assert len(merge_facts([whole, whole])) == 2


def test_two_questions_about_two_figures_of_one_sentence_are_two_facts_with_two_ids() -> None:
    one, other = article("a", "The blast left 3 dead, 20 hurt."), article("b", "The blast left 5 dead, 30 hurt.")

    def asked(question: str, *answers: str) -> Fact:
        positions = (position(answers[0], cited(one, 1)), position(answers[1], cited(other, 1)))
        return fact((one, other), positions, pair(1, 2, "contradict"), aspect="number", question=question)

    found = merge_facts([asked("How many dead?", "3", "5"), asked("How many hurt?", "20", "30")])
    assert [(kept.question, [p.answer for p in kept.positions]) for kept in found] == [
        ("How many dead?", ["3", "5"]),
        ("How many hurt?", ["20", "30"]),
    ]
    assert found[0].id != found[1].id


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
        pytest.param((IS, cited(C, 2, words="the mayor")), 1, id="the same words"),
        pytest.param((cited(A, 3), cited(B, 3), cited(C, 2, words="mayor")), 1, id="overlapping in one passage"),
        pytest.param((cited(A, 3), cited(B, 3)), 2, id="apart"),
        pytest.param((cited(A, 2), cited(C, 2)), 2, id="the same sentences, whole"),
        pytest.param((cited(A, 2, words="Lund"), cited(C, 2, words="Lund")), 2, id="words beside them"),
    ],
)
def test_agreements(passages: tuple[object, ...], count: int) -> None:
    first = made(position("mayor", IS, cited(C, 2, words="the mayor")), verdict="agree")
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
    first = made(position("is", IS, claims=("a#1",)), MAYOR[1], verdict=verdicts[0])
    turned = (MAYOR[1], position("is", cited(C, 2), IS, claims=("c#1", "a#1")))
    (one,) = merge_facts([first, made(*turned, verdict=verdicts[1])])
    held = next(kept for kept in one.positions if kept.answer == "is")
    assert {passage.article for passage in held.passages} == {"a", "c"}
    assert set(held.claims) == {"a#1", "c#1"}
    assert len(held.passages) == 2


@pytest.mark.parametrize(
    "third_first",
    [
        pytest.param(True, id="the earlier one"),
        pytest.param(False, id="the later one"),
    ],
)
def test_a_position_that_only_one_of_them_has_is_kept(*, third_first: bool) -> None:
    tolls = (
        position("3", cited(A, 1, words="three dead")),
        position("5", cited(B, 1, words="five dead")),
        position("7", cited(C, 1)),
    )
    two = made(*tolls[:2], aspect="number")
    three = fact(ARTICLES, tolls, pair(1, 2, "contradict"), pair(1, 3, "contradict"), aspect="number")
    (one,) = merge_facts([three, two] if third_first else [two, three])
    assert {passage.article for kept in one.positions for passage in kept.passages} == {"a", "b", "c"}


def test_three_that_are_one_become_one() -> None:
    assert len(merge_facts([made(*MAYOR)] * 3)) == 1


def test_nothing_to_merge() -> None:
    assert merge_facts([]) == ()


def shown(right: int | None, *, turned: bool = False, verdict: str = "contradict") -> Fact:
    """Return the fact about the mayor, of which one position (or none) is shown to be right."""
    return made(*(MAYOR[::-1] if turned else MAYOR), verdict=verdict).model_copy(update={"shown_right": right})


@pytest.mark.parametrize(
    ("one", "other", "answer"),
    [
        pytest.param(shown(1), shown(None), "is", id="the first knows it"),
        pytest.param(shown(None), shown(1), "is", id="the second knows it"),
        pytest.param(shown(None), shown(1, turned=True), "was", id="in another order"),
        pytest.param(shown(1), shown(2, turned=True), "is", id="both say the same"),
        pytest.param(shown(1), shown(2), None, id="each says another"),
        pytest.param(shown(None), shown(None), None, id="nobody knows it"),
        pytest.param(shown(2, verdict="differ"), shown(None), "was", id="the milder one knows it"),
        pytest.param(shown(None), shown(2, turned=True, verdict="differ"), "is", id="the milder one, behind"),
    ],
)
def test_which_position_is_shown_to_be_right_stays_known(one: Fact, other: Fact, answer: str | None) -> None:
    for facts in ([one, other], [other, one]):
        (merged,) = merge_facts(facts)
        right = merged.shown_right
        assert (None if right is None else merged.positions[right - 1].answer) == answer
