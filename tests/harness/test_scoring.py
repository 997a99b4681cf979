"""The scorer against reports that are made from the gold of the benchmark's own stories."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker.harness.measures import MEASURES
from checker.harness.scoring import score
from checker.harness.suites import EvalStory, load_story, load_suites
from tests.harness.goldreports import empty, everything_contradicts, perfect, shuffled

EVALS = Path(__file__).parents[2] / "evals"
SUITES = load_suites(EVALS)
NAMES = [name for suite in SUITES.suites.values() for name in suite.stories]


pytestmark = pytest.mark.once


@pytest.fixture(scope="module", params=NAMES)
def story(request: pytest.FixtureRequest) -> EvalStory:
    return load_story(EVALS, request.param, SUITES)


def test_a_perfect_report_scores_one_everywhere(story: EvalStory) -> None:
    made = score(perfect(story), story.gold)
    imperfect = {
        name: tally
        for name, tally in made.tallies.items()
        if tally.of and tally.value != (1.0 if MEASURES[name].more_is_better else 0.0)
    }
    assert not imperfect
    assert not made.beyond


def test_an_empty_report_scores_nothing_anywhere(story: EvalStory) -> None:
    made = score(empty(story), story.gold)
    assert not {name: tally for name, tally in made.tallies.items() if tally.hit}
    assert made.tallies["found"].of == len(story.gold.facts)
    assert all(fact.lost for fact in made.facts)


def test_a_shuffled_report_finds_next_to_nothing(story: EvalStory) -> None:
    tallies = score(shuffled(story), story.gold).tallies
    assert (tallies["found"].value or 0) <= 0.35
    assert (tallies["complete"].value or 0) <= 0.15


def test_a_contradiction_everywhere_pays_with_precision_and_traps(story: EvalStory) -> None:
    tallies = score(everything_contradicts(story), story.gold).tallies
    right = ["contradict" in pair.accept for fact in story.gold.facts for pair in fact.pairs]
    assert tallies["found"].value == 1
    assert tallies["pairs_accepted"].value == pytest.approx(sum(right) / len(right))
    assert (tallies["contradictions"].value or 0) < (1 if story.gold.traps or not all(right) else 1.01)
    assert tallies["traps"].hit >= 0.8 * tallies["traps"].of
