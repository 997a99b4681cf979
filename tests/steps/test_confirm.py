"""confirm: the second reader is blind, sees the positions in reverse order, and may fail without losing the first.

All replies are written by hand.
"""

from __future__ import annotations

from typing import Any

import pytest

from checker.errors import ReplyCut, Unreachable
from checker.schema import Fact, Pair
from checker.steps.confirm import FEW_FACTS, MOST_FACTS, Confirmed, confirm
from tests.steps.newsdesk import article, cited, fact, on, pair, position
from tests.steps.script import Script, asker, done

A = article(
    "a",
    "The gate was shut at nine.",
    "Three people died in Brenn.",
    ("furniture", "Also read"),
    "The dyke is old.",
    outlet="Kyst",
    published=on("2031-03-04"),
)
B = article("b", "Five people died in Brenn.", "Lund said so.", published=on("2031-03-05"))
C = article("c", "Four people died in Brenn.")
ARTICLES = (A, B, C)
TOLLS = (
    position("3", cited(A, 2, words="Three people")),
    position("5", cited(B, 1)),
    position("4", cited(C, 1)),
)


def toll(*pairs: Pair, positions: int = 2, question: str = "How many died?", **fields: Any) -> Fact:
    return fact(
        ARTICLES,
        TOLLS[:positions],
        *pairs,
        aspect="number",
        outcome="first",
        question=question,
        explanation="FIRSTWORD: three against five.",
        **fields,
    )


def judgement(number: int, *pairs: dict[str, Any], why: str = "second why") -> dict[str, Any]:
    return {"n": number, "why": why, "pairs": list(pairs)}


def second(i: int, j: int, verdict: str, **fields: Any) -> dict[str, Any]:
    more = {"contradict": {"if": "nothing"}, "superseded": {"order": "text"}, "differ": {"how": "detail"}}
    return {"i": i, "j": j, "v": verdict, **more.get(verdict, {}), **fields}


def confirmed(facts: list[Fact], *replies: Any) -> tuple[Confirmed, Script]:
    """Confirm the facts with these replies."""
    script = Script(confirm=list(replies))
    found = done(confirm(facts, ARTICLES, asker(script)))
    assert script.left == 0
    return found, script


def test_a_draft_is_listed_last_wherever_it_stands_among_the_articles() -> None:
    asked = []
    for order in ((A, B, C), (B, C, A)):
        script = Script(confirm=[{"facts": [judgement(1, second(1, 2, "agree"))]}])
        done(confirm([toll(pair(1, 2, "contradict"))], order, asker(script), A.id))
        asked.append(script.given())
    assert asked[0] == asked[1]
    assert "[3] a draft, not yet published" in asked[0]


def test_the_question_shows_positions_in_reverse_order_with_the_sentences_around() -> None:
    _, script = confirmed([toll(pair(1, 2, "contradict"))], {"facts": [judgement(1, second(1, 2, "agree"))]})
    shown = script.given()
    assert shown[shown.index("Question 1") : shown.index("</questions")] == (
        "Question 1: How many died?\n"
        "position 1: 5\n"
        "  [2] >> Five people died in Brenn.\n"
        "  [2]    Lund said so.\n"
        "position 2: 3\n"
        "  [1]    The gate was shut at nine.\n"
        "  [1] >> Three people died in Brenn.  (the words: Three people)\n"
    )


KNOWN = """The articles:
[1] published: 2031-03-04 (stated); outlet: "Kyst"
[2] published: 2031-03-05 (stated); outlet: unknown
"""


def test_only_the_articles_that_take_part_are_introduced() -> None:
    _, script = confirmed([toll(pair(1, 2, "contradict"))], {"facts": [judgement(1, second(1, 2, "agree"))]})
    assert KNOWN in script.given()
    assert "[3]" not in script.given()


@pytest.mark.parametrize(
    "given",
    [
        pair(1, 2, "contradict", assumes="identity"),
        pair(1, 2, "superseded"),
        pair(1, 2, "differ", shade="strength"),
        pair(1, 2, "unclear"),
    ],
)
def test_the_second_reader_sees_neither_the_first_verdict_nor_its_reasons(given: Pair) -> None:
    _, script = confirmed([toll(given)], {"facts": [judgement(1, second(1, 2, "agree"))]})
    _, other = confirmed([toll(pair(1, 2, "contradict"))], {"facts": [judgement(1, second(1, 2, "agree"))]})
    assert "FIRSTWORD" not in script.given()
    assert script.requests[0].fingerprint == other.requests[0].fingerprint


def test_what_agrees_is_not_asked() -> None:
    found, script = confirmed([toll()])
    assert (script.requests, found.facts[0].outcome) == ([], "first")


def test_pairs_are_turned_back() -> None:
    three = toll(pair(1, 2, "superseded"), pair(3, 2, "contradict"), positions=3)
    reply = judgement(1, second(3, 2, "superseded"), second(1, 2, "contradict"), second(1, 3, "agree"))
    found, _ = confirmed([three], {"facts": [reply]})
    (one,) = found.facts
    assert [(p.first, p.second, p.verdict) for p in one.pairs] == [(1, 2, "superseded"), (3, 2, "contradict")]
    assert (one.outcome, one.current) == ("confirmed", 2)


@pytest.mark.parametrize(
    ("given", "again", "verdict", "outcome", "explanation"),
    [
        ("contradict", "contradict", "contradict", "confirmed", "FIRSTWORD: three against five."),
        ("contradict", "differ", "differ", "changed", "[b] says five."),
        ("contradict", "agree", "unclear", "unclear", "FIRSTWORD: three against five."),
        ("differ", "agree", "agree", "withdrawn", "FIRSTWORD: three against five."),
    ],
)
def test_both_judgements_are_kept(given: Any, again: str, verdict: str, outcome: str, explanation: str) -> None:
    reply = {"facts": [judgement(1, second(1, 2, again), why="[2] says five.")]}
    found, _ = confirmed([toll(pair(1, 2, given))], reply)
    (one,) = found.facts
    assert (one.verdict, one.outcome, one.explanation) == (verdict, outcome, explanation)
    assert [(j.step, j.verdict) for j in one.judgements] == [("reconcile", given), ("confirm", again)]


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        pytest.param([], "it must judge each of the questions 1 to 1 once", id="no question"),
        pytest.param([judgement(2, second(1, 2, "agree"))], "each of the questions 1 to 1 once", id="another question"),
        pytest.param([judgement(1, second(1, 2, "agree"))] * 2, "each of the questions 1 to 1 once", id="twice"),
        pytest.param([judgement(1)], "question 1: the pair 1 and 2 is not judged", id="no pair"),
        pytest.param(
            [judgement(1, second(1, 2, "agree"), second(2, 3, "agree"))],
            "question 1: the pair 1 and 3 is not judged",
            id="a pair missing",
        ),
        pytest.param(
            [judgement(1, *(second(*both, "agree") for both in ((1, 2), (1, 3), (2, 3), (3, 1))))],
            "question 1: the pair 3 and 1 is judged twice",
            id="a pair twice",
        ),
        pytest.param([judgement(1, second(1, 4, "agree"))], "1 and 4 are not two of its 3", id="a position too many"),
        pytest.param(
            [
                judgement(
                    1,
                    second(2, 3, "superseded", order="published"),
                    second(1, 2, "agree"),
                    second(1, 3, "agree"),
                )
            ],
            "position 2 superseded by 3 with order “published”",
            id="an order that the dates do not give",
        ),
    ],
)
def test_a_reply_that_does_not_judge_every_pair_once_is_refused(bad: list[Any], reason: str) -> None:
    good = judgement(1, *(second(*both, "agree") for both in ((1, 2), (1, 3), (2, 3))))
    positions = (TOLLS[0], TOLLS[1], TOLLS[2])
    made = fact(ARTICLES, positions, pair(1, 2, "contradict"), aspect="number", outcome="first")
    _, script = confirmed([made], {"facts": bad}, {"facts": [good]})
    again = script.requests[1].again
    assert again is not None
    assert reason in again.reason


def test_a_position_that_no_pair_can_hold_is_refused() -> None:
    replies = ({"facts": [judgement(1, second(0, 1, "agree"))]}, {"facts": [judgement(1, second(1, 2, "agree"))]})
    _, script = confirmed([toll(pair(1, 2, "contradict"))], *replies)
    assert script.requests[1].again is not None


def test_an_order_of_publication_is_read_in_the_order_shown() -> None:
    reply = {"facts": [judgement(1, second(2, 1, "superseded", order="published"))]}
    found, _ = confirmed([toll(pair(1, 2, "superseded", order_from="published"))], reply)
    assert (found.facts[0].outcome, found.facts[0].current) == ("confirmed", 2)


def test_a_failure_keeps_the_first_judgement_and_is_listed() -> None:
    first = toll(pair(1, 2, "contradict"))
    found, _ = confirmed([first], Unreachable("no answer"))
    assert found.facts == (first,)
    assert [(one.step, one.item, one.reason) for one in found.failures] == [("confirm", "How many died?", "no answer")]


def other(number: int) -> Fact:
    """Return a fact of its own on other sentences."""
    positions = (position(f"old {number}", cited(A, 4)), position("so", cited(B, 2)))
    made = fact(
        ARTICLES, positions, pair(1, 2, "differ"), aspect="status", outcome="first", question=f"Other {number}?"
    )
    return made.model_copy(update={"id": f"f-other-{number}"})


def all_agree(request: Any) -> dict[str, Any]:
    count = request.messages[1]["content"].count("\nQuestion ")
    return {"facts": [judgement(n, second(1, 2, "agree")) for n in range(1, count + 1)]}


def test_facts_keep_their_order() -> None:
    facts = [toll(positions=3), toll(pair(1, 2, "contradict")), other(1)]
    found, _ = confirmed(facts, all_agree)
    assert [one.question for one in found.facts] == [one.question for one in facts]
    assert [one.outcome for one in found.facts] == ["first", "unclear", "withdrawn"]


def test_many_facts_go_in_lots() -> None:
    facts = [other(number) for number in range(MOST_FACTS * 2 + 1)]
    found, script = confirmed(facts, *[all_agree] * 3)
    sizes = [request.messages[1]["content"].count("\nQuestion ") for request in script.requests]
    assert (sum(sizes), max(sizes) <= MOST_FACTS) == (len(facts), True)
    assert {one.outcome for one in found.facts} == {"withdrawn"}


def test_a_lot_that_was_cut_is_asked_for_in_halves() -> None:
    facts = [other(number) for number in range(3)]
    found, script = confirmed(facts, ReplyCut("cut"), all_agree, all_agree)
    assert [one.outcome for one in found.facts] == ["withdrawn"] * 3
    assert len(script.requests) == 3


def test_one_fact_that_is_cut_is_a_failure() -> None:
    found, _ = confirmed([other(1)], ReplyCut("cut"))
    assert [failure.item for failure in found.failures] == ["Other 1?"]


# --- a lot that never held --------------------------------------------------------------------------------------------

NEVER = {"facts": []}
"""A reply that judges nothing, and so never holds."""


def refused_with(question: str) -> Any:
    """Return a reply that holds only where this question is not asked."""

    def answer(request: Any) -> dict[str, Any]:
        return NEVER if question in request.messages[1]["content"] else all_agree(request)

    return answer


def test_a_lot_that_is_refused_three_times_is_asked_for_in_halves() -> None:
    facts = [other(number) for number in range(FEW_FACTS + 1)]
    found, script = confirmed(facts, *[NEVER] * 3, all_agree, all_agree)
    assert [one.outcome for one in found.facts] == ["withdrawn"] * len(facts)
    assert found.failures == ()
    sizes = [request.messages[1]["content"].count("\nQuestion ") for request in script.requests]
    assert sizes == [6, 6, 6, 3, 3]
    assert [request.again is None for request in script.requests] == [True, False, False, True, True]


def test_one_hard_question_costs_only_its_neighbours() -> None:
    facts = [other(number) for number in range(2 * FEW_FACTS + 2)]
    found, script = confirmed(facts, *[refused_with("Other 0?")] * 11)
    asked_with_it = list(range(0, len(facts), 4))
    assert [failure.item for failure in found.failures] == [f"Other {number}?" for number in asked_with_it]
    assert all("no usable reply in 3 tries" in failure.reason for failure in found.failures)
    assert [one.outcome for one in found.facts] == [
        "first" if number in asked_with_it else "withdrawn" for number in range(len(facts))
    ]
    assert len(script.requests) == 11


@pytest.mark.parametrize("count", [1, FEW_FACTS])
def test_a_small_lot_that_is_refused_three_times_is_given_up(count: int) -> None:
    found, script = confirmed([other(number) for number in range(count)], *[NEVER] * 3)
    assert [failure.item for failure in found.failures] == [f"Other {number}?" for number in range(count)]
    assert {one.outcome for one in found.facts} == {"first"}
    assert len(script.requests) == 3


def test_a_lot_that_got_no_answer_is_not_asked_for_in_halves() -> None:
    found, script = confirmed([other(number) for number in range(FEW_FACTS + 1)], Unreachable("no answer"))
    assert len(found.failures) == FEW_FACTS + 1
    assert len(script.requests) == 1
