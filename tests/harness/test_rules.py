"""The rules of the scorer, one by one, on an invented story of three short articles."""

from __future__ import annotations

from dataclasses import replace

import pytest

from checker.harness.agreeing import agreed
from checker.harness.gold import Adjudicated, GoldFact, GoldPair, GoldPosition, Trap
from checker.harness.results import FactResult, Step, StoryScore
from checker.harness.scoring import score
from checker.schema import Fact, Failure, Report
from tests.harness.invented import DEAD, HURT, MAYOR, gold, gold_fact, place, report, told

MORNING, EVENING = [("morning", 1)], [("evening", 1)]

DEATHS = told("How many died?", ("Three", MORNING), ("Five", EVENING), pairs=[(1, 2, "superseded")])
INJURED = told("How many were hurt?", ("46", MORNING), ("68", EVENING), pairs=[(1, 2, "contradict")])
SPOKEN = told(
    "Has the mayor spoken?",
    ("silent", [("morning", 2)]),
    ("spoken", [("evening", 2)]),
    pairs=[(1, 2, "superseded")],
    aspect="event",
)


def one(made: Report, fact: GoldFact) -> FactResult:
    return score(made, gold(fact)).facts[0]


def test_of_two_facts_in_the_same_sentences_only_the_one_told_is_found() -> None:
    dead, hurt = score(report(INJURED), gold(DEAD, HURT)).facts
    assert (dead.found, hurt.found) == (False, True)
    dead, hurt = score(report(DEATHS), gold(DEAD, HURT)).facts
    assert (dead.found, hurt.found) == (True, False)


def test_an_update_the_wrong_way_round_is_not_accepted() -> None:
    turned = told("How many died?", ("Five", EVENING), ("Three", MORNING), pairs=[(1, 2, "superseded")])
    assert one(report(DEATHS), DEAD).accepted
    assert not one(report(turned), DEAD).accepted
    assert one(report(turned), DEAD).found


def test_every_pair_of_positions_is_judged_for_itself() -> None:
    late = gold_fact(
        "dead",
        [place("morning", "Three people died and 46 were hurt.")],
        [place("evening", "Five people died and 68 were hurt.")],
        [place("late", "Three people died, it is said.")],
        pairs=[(1, 2, "superseded"), (2, 3, "contradict")],
    )
    merged = told("How many died?", ("Three", [*MORNING, ("late", 1)]), ("Five", EVENING), pairs=[(1, 2, "superseded")])
    result = one(report(merged), late)
    assert [(pair.told, pair.accepted) for pair in result.pairs] == [("superseded", True), ("superseded", False)]
    assert not result.accepted
    assert not result.complete


def test_an_article_that_is_left_out_makes_the_positions_incomplete() -> None:
    both = replace(
        DEAD,
        positions=(
            GoldPosition("Three", (*DEAD.positions[0].places, place("late", "Three people died, it is said."))),
            DEAD.positions[1],
        ),
    )
    assert not one(report(DEATHS), both).complete
    whole = told("How many died?", ("Three", [*MORNING, ("late", 1)]), ("Five", EVENING), pairs=[(1, 2, "superseded")])
    assert one(report(whole), both).complete


def test_the_same_pair_in_two_findings_is_said_twice() -> None:
    again = told("Number of people who died?", ("Three", MORNING), ("Five", EVENING), pairs=[(1, 2, "superseded")])
    assert not one(report(DEATHS), DEAD).said_twice
    assert one(report(DEATHS, again), DEAD).said_twice


def test_aspect_and_level_are_held_against_the_gold() -> None:
    assert one(report(DEATHS), DEAD).aspect
    assert not one(report(DEATHS.model_copy(update={"aspect": "event"})), DEAD).aspect
    assert one(report(DEATHS), DEAD).level
    assert not one(report(DEATHS, level="fix"), DEAD).level


def test_a_tension_must_be_told_inside_its_article() -> None:
    tension = gold_fact(
        "dead",
        [place("late", "Three people died, it is said.")],
        [place("late", "All six dead were crew."), place("evening", "Five people died and 68 were hurt.")],
        pairs=[(1, 2, "contradict")],
    )
    inside = told("How many died?", ("3", [("late", 1)]), ("6", [("late", 2)]), pairs=[(1, 2, "contradict")])
    across = told("How many died?", ("3", [("late", 1)]), ("6", EVENING), pairs=[(1, 2, "contradict")])
    assert one(report(inside), tension).tension is True
    assert one(report(across), tension).tension is False
    assert one(report(DEATHS), DEAD).tension is None


@pytest.mark.parametrize(
    ("made", "step"),
    [
        pytest.param(report(SPOKEN, level=None), "level", id="told, and shown to nobody"),
        pytest.param(report(SPOKEN.model_copy(update={"pairs": ()})), "confirm", id="taken away by the second look"),
        pytest.param(report(), "reconcile", id="never told"),
        pytest.param(report(claims=[("morning", 2), ("evening", 2)], packs=[[0], [1]]), "align", id="two packs"),
        pytest.param(report(claims=[("morning", 2)]), "extract", id="a side that no claim cites"),
    ],
)
def test_a_lost_fact_names_the_step(made: Report, step: Step) -> None:
    assert one(made, MAYOR).lost == step


def test_a_side_that_is_page_furniture_was_lost_in_reading() -> None:
    sides = [place("late", "Advertisement")], [place("late", "All six dead were crew.")]
    assert one(report(), gold_fact("dead", *sides, pairs=[(1, 2, "contradict")])).lost == "read"


RAIN = told("Was it wet?", ("wet", [("morning", 3)]), ("dry", [("evening", 3)]), pairs=[(1, 2, "contradict")])
RAIN_PLACES = place("morning", "It rained at dawn."), place("evening", "It was dry at dusk.")


def judged(fact: Fact, *, trap: bool = False, decided: Adjudicated | None = None) -> StoryScore:
    traps = (Trap("t1", *RAIN_PLACES, "two times of day"),) if trap else ()
    decisions = () if decided is None else (decided,)
    return score(report(fact, level="fix"), replace(gold(HURT), traps=traps, adjudicated=decisions))


def test_a_contradiction_beyond_the_gold_is_open_until_it_is_adjudicated() -> None:
    result = judged(RAIN)
    assert [beyond.state for beyond in result.beyond] == ["open"]
    assert result.amounts["open"] == 1
    assert result.tallies["contradictions"].of == 0
    assert result.tallies["fixes"].of == 0


def test_a_trap_counts_against_precision() -> None:
    result = judged(RAIN, trap=True)
    assert result.tallies["traps"].hit == 1
    assert (result.tallies["contradictions"].hit, result.tallies["contradictions"].of) == (0, 1)
    assert (result.tallies["fixes"].hit, result.tallies["fixes"].of) == (0, 1)


@pytest.mark.parametrize("right", [True, False])
def test_what_was_adjudicated_counts(*, right: bool) -> None:
    accept, levels = (frozenset({"contradict"}), frozenset({"fix"})) if right else (frozenset(), frozenset())
    result = judged(RAIN, decided=Adjudicated(*RAIN_PLACES, accept, levels, "looked up"))
    assert result.tallies["contradictions"].value == float(right)
    assert result.tallies["fixes"].value == float(right)


def test_a_contradiction_where_the_gold_has_another_verdict_is_wrong() -> None:
    result = score(report(INJURED.model_copy(update={"question": "How many people died?"})), gold(DEAD))
    assert [beyond.state for beyond in result.beyond] == ["wrong"]
    assert result.tallies["superseded"].value == 0


def test_claims_and_packs_are_counted_by_passages_and_pairs() -> None:
    tallies = score(report(claims=[("morning", 2)]), gold(MAYOR)).tallies
    assert (tallies["cited"].hit, tallies["cited"].of) == (1, 2)
    assert (tallies["together"].hit, tallies["together"].of) == (0, 1)


def test_a_shade_that_is_accepted_counts_as_accepted() -> None:
    lenient = replace(MAYOR, pairs=(GoldPair(1, 2, "superseded", frozenset({"superseded", "contradict"})),))
    turned = told(
        "Has the mayor spoken?", ("no", [("morning", 2)]), ("yes", [("evening", 2)]), pairs=[(1, 2, "contradict")]
    )
    assert one(report(turned), lenient).accepted
    assert not one(report(turned), MAYOR).accepted


def test_two_annotators_agree_as_far_as_they_tell_the_same() -> None:
    other = replace(MAYOR, pairs=(GoldPair(1, 2, "contradict", frozenset({"contradict"})),))
    tallies = agreed(gold(DEAD, MAYOR), gold(other))
    assert (tallies["found"].value, tallies["back"].value) == (0.5, 1.0)
    assert (tallies["verdict"].value, tallies["same"].value) == (0.0, 0.0)


def test_what_was_not_checked_is_counted() -> None:
    failed = report().model_copy(update={"failures": (Failure(step="extract", item="x", reason="cut"),)})
    assert score(failed, gold(DEAD)).amounts["failures"] == 1
