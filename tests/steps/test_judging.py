"""Verdicts of pairs become that of a fact, and two judgements become one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.model.asking import DoesNotHold
from checker.schema import GRAVITY, Pair, Passage, Shade, Verdict
from checker.steps.judging import check_pairs, check_places, fact_id, gravest, judged, second_look
from tests.steps.newsdesk import article, cited, fact, on, pair, position

VERDICTS: tuple[Verdict, ...] = ("agree", "differ", "unclear", "superseded", "contradict")

# first, second → what stands in the end, and what became of the first judgement
SECOND_LOOK = [
    ("agree", "agree", "agree", "confirmed"),
    ("agree", "differ", "agree", "confirmed"),
    ("agree", "unclear", "agree", "confirmed"),
    ("agree", "superseded", "agree", "confirmed"),
    ("agree", "contradict", "unclear", "unclear"),
    ("differ", "agree", "agree", "withdrawn"),
    ("differ", "differ", "differ", "confirmed"),
    ("differ", "unclear", "unclear", "changed"),
    ("differ", "superseded", "superseded", "changed"),
    ("differ", "contradict", "contradict", "changed"),
    ("unclear", "agree", "agree", "withdrawn"),
    ("unclear", "differ", "differ", "changed"),
    ("unclear", "unclear", "unclear", "confirmed"),
    ("unclear", "superseded", "superseded", "changed"),
    ("unclear", "contradict", "contradict", "changed"),
    ("superseded", "agree", "agree", "withdrawn"),
    ("superseded", "differ", "differ", "changed"),
    ("superseded", "unclear", "unclear", "changed"),
    ("superseded", "superseded", "superseded", "confirmed"),
    ("superseded", "contradict", "contradict", "changed"),
    ("contradict", "agree", "unclear", "unclear"),
    ("contradict", "differ", "differ", "changed"),
    ("contradict", "unclear", "unclear", "changed"),
    ("contradict", "superseded", "superseded", "changed"),
    ("contradict", "contradict", "contradict", "confirmed"),
]


def test_the_table_is_full() -> None:
    assert {row[:2] for row in SECOND_LOOK} == {(first, second) for first in VERDICTS for second in VERDICTS}


@pytest.mark.parametrize(("first", "second", "verdict", "outcome"), SECOND_LOOK)
def test_second_look(first: Verdict, second: Verdict, verdict: Verdict, outcome: str) -> None:
    pairs, became = second_look([pair(1, 2, first)], [pair(1, 2, second)])
    assert (gravest(pairs), became) == (verdict, outcome)


@pytest.mark.parametrize(("first", "second", "verdict", "outcome"), SECOND_LOOK)
def test_a_pair_that_is_left_out_agrees(first: Verdict, second: Verdict, verdict: Verdict, outcome: str) -> None:
    def without_agreement(given: Verdict) -> list[Pair]:
        return [] if given == "agree" else [pair(1, 2, given)]

    pairs, became = second_look(without_agreement(first), without_agreement(second))
    assert (gravest(pairs), became) == (verdict, outcome)


LIGHTEST_FIRST: tuple[Shade, ...] = ("wording", "translation", "rounding", "nuance", "detail", "strength", "account")


@pytest.mark.parametrize("second", LIGHTEST_FIRST)
@pytest.mark.parametrize("first", LIGHTEST_FIRST)
def test_of_two_differences_the_weightier_shade_is_kept(first: Shade, second: Shade) -> None:
    pairs, outcome = second_look([pair(1, 2, "differ", shade=first)], [pair(1, 2, "differ", shade=second)])
    weightier = max(first, second, key=LIGHTEST_FIRST.index)
    assert (pairs, outcome) == ((pair(1, 2, "differ", shade=weightier),), "confirmed")


@pytest.mark.parametrize("turned", [False, True])
def test_where_two_disagree_which_side_is_the_harder_one_it_is_another_account(*, turned: bool) -> None:
    first, second = pair(1, 2, "differ", shade="strength"), pair(2, 1, "differ", shade="strength")
    (kept,), outcome = second_look([second], [first]) if turned else second_look([first], [second])
    assert ({kept.first, kept.second}, kept.verdict, kept.shade) == ({1, 2}, "differ", "account")
    assert outcome == "confirmed"


@pytest.mark.parametrize("milder", ["wording", "translation", "rounding", "detail"])
@pytest.mark.parametrize("strength_first", [False, True])
def test_only_two_that_both_see_strength_can_disagree_on_its_direction(milder: Shade, *, strength_first: bool) -> None:
    mild, strength = pair(1, 2, "differ", shade=milder), pair(2, 1, "differ", shade="strength")
    first, second = (strength, mild) if strength_first else (mild, strength)
    assert second_look([first], [second]) == ((strength,), "confirmed")


ASSUMED = ("nothing", "date", "occasion", "identity")


@pytest.mark.parametrize("second", ASSUMED)
@pytest.mark.parametrize("first", ASSUMED)
def test_what_either_assumed_stays_assumed(first: str, second: str) -> None:
    pairs, outcome = second_look([pair(1, 2, "contradict", assumes=first)], [pair(1, 2, "contradict", assumes=second)])
    assert outcome == "confirmed"
    assert pairs[0].assumes == (first if first != "nothing" else second)


def test_what_was_assumed_for_a_contradiction_is_not_assumed_for_what_follows() -> None:
    pairs, _ = second_look([pair(1, 2, "contradict", assumes="occasion")], [pair(1, 2, "differ")])
    assert pairs[0].assumes == "nothing"


@pytest.mark.parametrize(
    ("first", "second", "verdict", "outcome"),
    [
        pytest.param(pair(1, 2, "superseded"), pair(2, 1, "superseded"), "unclear", "unclear", id="turned round"),
        pytest.param(pair(1, 2, "superseded"), pair(1, 2, "superseded"), "superseded", "confirmed", id="same order"),
        pytest.param(pair(1, 2, "contradict"), pair(2, 1, "contradict"), "contradict", "confirmed", id="has no order"),
        pytest.param(pair(1, 2, "differ"), pair(2, 1, "superseded"), "superseded", "changed", id="only one has it"),
    ],
)
def test_the_order_of_time(first: Pair, second: Pair, verdict: Verdict, outcome: str) -> None:
    pairs, became = second_look([first], [second])
    assert (gravest(pairs), became) == (verdict, outcome)


@pytest.mark.parametrize(
    ("first", "second", "kept", "outcome"),
    [
        pytest.param(
            [pair(1, 2, "contradict"), pair(1, 3, "differ")],
            [pair(1, 2, "contradict")],
            [("contradict", 1, 2)],
            "confirmed",
            id="the milder pair is withdrawn, the graver one stands",
        ),
        pytest.param(
            [pair(1, 2, "superseded"), pair(2, 3, "contradict")],
            [pair(1, 2, "superseded")],
            [("superseded", 1, 2), ("unclear", 2, 3)],
            "changed",
            id="the gravest pair becomes unclear beside an update",
        ),
        pytest.param(
            [pair(1, 2, "differ")],
            [pair(1, 2, "differ"), pair(1, 3, "contradict")],
            [("differ", 1, 2), ("unclear", 1, 3)],
            "unclear",
            id="a conflict that only the second sees",
        ),
    ],
)
def test_pairs_are_combined_one_by_one(
    first: list[Pair], second: list[Pair], kept: list[tuple[str, int, int]], outcome: str
) -> None:
    pairs, became = second_look(first, second)
    assert [(one.verdict, one.first, one.second) for one in pairs] == kept
    assert became == outcome


@st.composite
def judgements(draw: st.DrawFn) -> list[Pair]:
    """Return pairs of four positions, each two judged at most once, in either order."""
    both = draw(st.lists(st.sampled_from([(1, 2), (1, 3), (1, 4), (2, 3), (2, 4), (3, 4)]), unique=True))
    return [
        pair(*(numbers if draw(st.booleans()) else numbers[::-1]), draw(st.sampled_from(VERDICTS))) for numbers in both
    ]


@given(judgements())
def test_a_judgement_given_twice_is_confirmed(pairs: list[Pair]) -> None:
    again, outcome = second_look(pairs, pairs)
    assert outcome == "confirmed"
    assert set(again) == {one for one in pairs if one.verdict != "agree"}


@given(judgements(), judgements())
def test_two_judgements_are_never_graver_than_the_graver(first: list[Pair], second: list[Pair]) -> None:
    pairs, _ = second_look(first, second)
    assert GRAVITY[gravest(pairs)] <= max(GRAVITY[gravest(first)], GRAVITY[gravest(second)])


@given(judgements(), judgements(), st.randoms(use_true_random=False))
def test_the_order_of_the_pairs_does_not_matter(first: list[Pair], second: list[Pair], random: object) -> None:
    expected = second_look(first, second)
    random.shuffle(first)
    random.shuffle(second)
    assert second_look(first, second) == expected


A = article("a", "Three people died in the Velm tunnel.", "The rail office gave the toll.", published=on("2031-03-04"))
B = article("b", "Five people died in the Velm tunnel.", published=on("2031-03-05"))
C = article("c", "Three people died in the Velm tunnel, it is said.", published=on("2031-03-06"))
ARTICLES = {piece.id: piece for piece in (A, B, C)}
TOLLS = (position("3", cited(A, 1)), position("5", cited(B, 1)), position("3 again", cited(C, 1)))


def test_a_toll_of_three_then_five_then_a_late_three() -> None:
    pairs = (pair(1, 2, "superseded", order_from="published"), pair(3, 2, "contradict"))
    toll = fact((A, B, C), TOLLS, *pairs, aspect="number")
    assert (toll.verdict, toll.current, toll.order_from) == ("contradict", 2, "published")


@pytest.mark.parametrize(
    ("pairs", "verdict", "current", "order"),
    [
        pytest.param((), "agree", None, "none", id="nothing"),
        pytest.param((pair(1, 2, "agree"),), "agree", None, "none", id="a pair that agrees is left out"),
        pytest.param((pair(1, 2, "contradict"),), "contradict", None, "none", id="no order in a contradiction"),
        pytest.param((pair(1, 2, "superseded"),), "superseded", 2, "text", id="an update"),
        pytest.param((pair(2, 1, "superseded"),), "superseded", 1, "text", id="an update the other way"),
        pytest.param(
            (pair(1, 2, "superseded"), pair(2, 3, "superseded", order_from="published")),
            "superseded",
            3,
            "published",
            id="a chain ends in the last",
        ),
        pytest.param((pair(1, 3, "superseded"), pair(2, 3, "superseded")), "superseded", 3, "text", id="two by one"),
        pytest.param((pair(1, 2, "superseded"), pair(1, 3, "superseded")), "superseded", None, "text", id="one by two"),
        pytest.param(
            (pair(1, 2, "superseded"), pair(2, 3, "superseded"), pair(3, 1, "superseded")),
            "superseded",
            None,
            "text",
            id="in a circle",
        ),
        pytest.param((pair(1, 2, "differ"), pair(1, 3, "unclear")), "unclear", None, "none", id="the gravest"),
    ],
)
def test_what_follows_from_the_pairs(pairs: tuple[Pair, ...], verdict: str, current: int | None, order: str) -> None:
    made = judged(fact((A, B, C), TOLLS), pairs, "changed")
    assert (made.verdict, made.current, made.order_from, made.outcome) == (verdict, current, order, "changed")


def test_pairs_are_kept_in_order() -> None:
    pairs = (pair(2, 3, "differ"), pair(1, 3, "agree"), pair(1, 2, "contradict"))
    assert [(one.first, one.second) for one in judged(fact((A, B, C), TOLLS), pairs).pairs] == [(1, 2), (2, 3)]


@pytest.mark.parametrize(
    ("pairs", "reason"),
    [
        pytest.param((pair(1, 2, "contradict"),), None, id="two positions"),
        pytest.param((pair(3, 1, "differ"),), None, id="in either order"),
        pytest.param((pair(1, 1, "differ"),), "1 and 1 are not two of its 3 positions", id="one and the same"),
        pytest.param((pair(1, 4, "differ"),), "1 and 4 are not two of its 3 positions", id="one too many"),
        pytest.param((pair(1, 2, "differ"), pair(2, 1, "unclear")), "is judged twice", id="twice, turned round"),
        pytest.param((pair(1, 2, "superseded", order_from="published"),), None, id="dates that say so"),
        pytest.param(
            (pair(2, 1, "superseded", order_from="published"),), "no dates of publication", id="the other way"
        ),
        pytest.param((pair(2, 1, "superseded", order_from="text"),), None, id="the texts may tell another order"),
    ],
)
def test_pairs_must_hold(pairs: tuple[Pair, ...], reason: str | None) -> None:
    if reason is None:
        check_pairs(pairs, TOLLS, ARTICLES)
    else:
        with pytest.raises(DoesNotHold, match=reason):
            check_pairs(pairs, TOLLS, ARTICLES)


@pytest.mark.parametrize(
    ("one", "other", "refused"),
    [
        pytest.param((cited(A, 1),), (cited(A, 1),), True, id="one sentence"),
        pytest.param((cited(A, 1), cited(B, 1)), (cited(B, 1), cited(A, 1)), True, id="in another order"),
        pytest.param((cited(A, 1, words="Three"),), (cited(A, 1, words="Three"),), True, id="the same words"),
        pytest.param((cited(A, 1, words="Three"),), (cited(A, 1, words="Velm"),), False, id="other words"),
        pytest.param((cited(A, 1, words="Three"),), (cited(A, 1),), False, id="words, and their sentence"),
        pytest.param((cited(A, 1),), (cited(A, 1), cited(B, 1)), False, id="a place more"),
    ],
)
@pytest.mark.parametrize("verdict", ["differ", "unclear", "superseded", "contradict"])
def test_two_positions_must_not_cite_the_very_same(
    one: tuple[Passage, ...], other: tuple[Passage, ...], verdict: Verdict, *, refused: bool
) -> None:
    positions = (position("elsewhere", cited(C, 1)), position("x", *one), position("y", *other))
    if refused:
        with pytest.raises(DoesNotHold, match="positions 2 and 3 cite the very same; name the words of each"):
            check_places((pair(1, 2, "differ"), pair(2, 3, verdict)), positions)
    else:
        check_places((pair(1, 2, "differ"), pair(2, 3, verdict)), positions)


def test_two_positions_that_agree_may_cite_the_very_same() -> None:
    check_places((pair(1, 2, "agree"),), (position("x", cited(A, 1)), position("y", cited(A, 1))))


@pytest.mark.parametrize(
    ("older", "newer", "holds"),
    [
        pytest.param(on("2031-03-04"), on("2031-03-05"), True, id="a day apart"),
        pytest.param(on("2031-03-04"), on("2031-03-04"), False, id="the same day"),
        pytest.param(on("2031-03-04", until="2031-03-06"), on("2031-03-05"), False, id="intervals that overlap"),
        pytest.param(None, on("2031-03-05"), False, id="the older unknown"),
        pytest.param(on("2031-03-04"), None, False, id="the newer unknown"),
        pytest.param(on("2031-03-04", known="inferred"), on("2031-03-05"), True, id="one inferred"),
        pytest.param(on("2031-03-04T09:00+00:00"), on("2031-03-04T12:00+00:00"), True, id="hours apart"),
        pytest.param(on("2031-03-04T09:00"), on("2031-03-04T12:00+00:00"), True, id="naive and aware"),
        pytest.param(
            on("2031-03-04T23:00-05:00"),
            on("2031-03-05T01:00+00:00"),
            False,
            id="earlier by the clock, later in truth",
        ),
        pytest.param(
            on("2031-03-05T01:00+00:00"),
            on("2031-03-04T23:00-05:00"),
            True,
            id="later by the clock, earlier in truth",
        ),
    ],
)
def test_an_order_from_publication(older: object, newer: object, *, holds: bool) -> None:
    first = article("a", "The bridge is shut.", published=older)
    second = article("b", "The bridge is open.", published=newer)
    positions = (position("shut", cited(first, 1)), position("open", cited(second, 1)))
    pairs = (pair(1, 2, "superseded", order_from="published"),)
    try:
        check_pairs(pairs, positions, {"a": first, "b": second})
    except DoesNotHold:
        assert not holds
    else:
        assert holds


def test_the_id_of_a_fact_survives_edits_elsewhere() -> None:
    edited = article("a", "A first word.", "Three people died in the Velm tunnel.", "Something else follows.")
    after = (position("3", cited(edited, 2)), *TOLLS[1:])
    assert fact_id("number", after, {**ARTICLES, "a": edited}) == fact_id("number", TOLLS, ARTICLES)


def test_the_id_of_a_fact_survives_rewording_and_reordering() -> None:
    reworded = (position("five", cited(B, 1)), position("three", cited(C, 1), cited(A, 1)))
    assert fact_id("number", reworded, ARTICLES) == fact_id("number", TOLLS, ARTICLES)


@pytest.mark.parametrize(
    "positions",
    [
        pytest.param(TOLLS[:2], id="a passage less"),
        pytest.param((*TOLLS, position("x", cited(A, 2))), id="a passage more"),
        pytest.param((position("3", cited(A, 2)), *TOLLS[1:]), id="another sentence"),
    ],
)
def test_the_id_of_a_fact_changes_with_its_passages(positions: tuple[object, ...]) -> None:
    assert fact_id("number", positions, ARTICLES) != fact_id("number", TOLLS, ARTICLES)


def test_the_id_of_a_fact_changes_with_its_sentence() -> None:
    edited = article("a", "Four people died in the Velm tunnel.")
    assert fact_id("number", TOLLS, {**ARTICLES, "a": edited}) != fact_id("number", TOLLS, ARTICLES)


def test_the_id_of_a_fact_changes_with_its_aspect() -> None:
    assert fact_id("event", TOLLS, ARTICLES) != fact_id("number", TOLLS, ARTICLES)


def test_two_facts_about_other_words_of_the_same_sentences_have_two_ids() -> None:
    one = article("a", "The fire left three dead and forty hurt.")
    other = article("b", "The fire left five dead and sixty hurt.")
    of = {"a": one, "b": other}
    dead = (position("3", cited(one, 1, words="three dead")), position("5", cited(other, 1, words="five dead")))
    hurt = (position("40", cited(one, 1, words="forty hurt")), position("60", cited(other, 1, words="sixty hurt")))
    assert fact_id("number", dead, of) != fact_id("number", hurt, of)
