"""The step that runs the checks: which sentences are compared, each signal once, and a defect stays one check's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.checks.candidates import candidates
from checker.checks.check import Across, Check, Comparing, Inside
from checker.checks.views import ArticleView, SentenceView
from checker.pipeline import Options, Story, checks_only
from checker.schema import Fact, Position, Signal
from checker.steps.check import check
from tests.steps.newsdesk import article, cited, fact, pair, position

A = article("a", "Mayor Ida Lund counted 40 boats in Velm harbour.", "The lock opened at noon.")
B = article("b", "In Velm harbour Ida Lund counted 50 boats.", "Rain fell for 3 days.")
C = article("c", "Shares of Norbank fell by 4 percent.")


def has_figure(view: SentenceView) -> bool:
    return re.search(r"\d", view.text) is not None


def figure(view: SentenceView) -> tuple[int, int]:
    found = re.search(r"\d+", view.text)
    assert found is not None
    return found.span()


def unlike(a: SentenceView, b: SentenceView) -> Iterator[Signal]:
    (one, two), (three, four) = figure(a), figure(b)
    if a.text[one:two] != b.text[three:four]:
        kind = "meets" if a.question and "about" in a.question else "clash"
        message = f"{a.text[one:two]} against {b.text[three:four]}."
        yield T1.signal(kind, "number", message, (a.passage(one, two), b.passage(three, four)))


T1 = Comparing("T1", "test", __name__, has_figure, unlike)


def how_many(*positions: Position) -> Fact:
    return fact((A, B, C), positions, pair(1, 2, "contradict"), question="How many?")


def messages(signals: Sequence[Signal]) -> list[str]:
    return [signal.message for signal in signals]


def test_sentences_that_share_who_and_what_are_compared_and_no_others() -> None:
    assert messages(check((A, B, C), checks=(T1,)).signals) == ["40 against 50."]


def test_what_a_model_found_to_answer_one_question_is_compared_in_any_case() -> None:
    asked = how_many(position("40", cited(A, 1)), position("4 %", cited(C, 1)))
    assert messages(check((A, C), (asked,), (T1,)).signals) == ["40 against 4."]


def test_what_the_answers_do_not_name_is_another_matter_of_the_same_sentences() -> None:
    asked = how_many(position("none", cited(A, 1)), position("4 %", cited(C, 1)))
    assert check((A, C), (asked,), (T1,)).signals == ()


def test_a_signal_that_is_found_both_ways_is_told_once() -> None:
    asked = how_many(position("40", cited(A, 1)), position("50", cited(B, 1)))
    assert messages(check((A, B), (asked, asked), (T1,)).signals) == ["40 against 50."]


def test_checks_see_the_words_in_which_a_model_saw_the_answer() -> None:
    seen: list[tuple[str | None, str | None]] = []

    def look(a: SentenceView, b: SentenceView) -> Iterator[Signal]:
        seen.extend((view.question, None if view.focus is None else view.text[slice(*view.focus)]) for view in (a, b))
        return iter(())

    asked = how_many(position("40", cited(A, 1, words="40 boats")), position("50", cited(B, 1)))
    check((A, B), (asked,), (Comparing("T2", "test", __name__, has_figure, look),))
    assert seen[:2] == [("How many?", "40 boats"), ("How many?", None)]
    assert set(seen[2:]) == {(None, None)}  # the same sentences as the index leads to them


def broken(*_: object) -> Iterator[Signal]:
    raise ZeroDivisionError


@pytest.mark.parametrize(
    ("bad", "item"),
    [
        (Comparing("T9", "bad", __name__, has_figure, broken), "a sentence 1 against b sentence 1"),
        (Inside("T9", "bad", __name__, broken), "article a"),
        (Across("T9", "bad", __name__, broken), "2 articles"),
    ],
)
def test_a_defect_of_one_check_is_a_failure_and_the_others_go_on(bad: Check, item: str) -> None:
    checked = check((A, B), checks=(bad, T1))
    assert messages(checked.signals) == ["40 against 50."]
    assert checked.failures[0].step == "check"
    assert checked.failures[0].item == item
    assert "T9" in checked.failures[0].reason


def pairs_of(*pieces: object) -> set[tuple[str, str]]:
    views = [ArticleView(piece) for piece in pieces]  # type: ignore[arg-type]
    return {(one.one.text, one.other.text) for one in candidates(views, lambda _: 1)}


RETOLD = (
    A,
    B,
    article("c", "The harbour master of Velm counted 45 boats, Lund said.", "The lock opened at 1 in the afternoon."),
    article("d", "At the lock of Velm 3 boats waited.", "Lund opened the lock after rain that fell for 4 days."),
)


@given(st.lists(st.lists(st.sampled_from([*"abcdefgh"]), min_size=1, max_size=8), min_size=1, max_size=6))
def test_unrelated_sentences_change_nothing(sentences: list[list[str]]) -> None:
    lines = [" ".join(letter * 5 for letter in letters) + "." for letters in sentences]
    assert pairs_of(*RETOLD, article("z", *lines)) == pairs_of(*RETOLD)
    longer = article("a", *(A.sentence_text(one.number) for one in A.sentences), *lines)
    assert pairs_of(longer, *RETOLD[1:]) == pairs_of(*RETOLD)
    assert len(pairs_of(*RETOLD)) >= 3


def test_the_order_of_the_articles_turns_the_pairs_and_no_more() -> None:
    assert pairs_of(B, A) == {(b, a) for a, b in pairs_of(A, B)}


def test_sentences_that_no_one_check_wants_both_are_no_pair() -> None:
    views = [ArticleView(A), ArticleView(B)]
    assert not list(candidates(views, lambda view: 1 if view.article.id == "a" else 2))


def test_a_finding_of_several_pairs_says_the_same_thing_once() -> None:
    twelve = "The Orlund council bought 12 buses for the harbour line, the mayor said."
    pieces = (
        article("a", twelve),
        article("b", twelve.replace("said", "wrote")),
        article("c", twelve.replace("12", "15")),
    )
    (found,) = checks_only(Story(pieces), Options("checks")).findings
    assert (found.headline, found.explanation) == ('"12 buses" here, "15 buses" there.', "")
    assert {passage.article for passage in found.passages} == {"a", "b", "c"}
