"""The committed benchmark itself: its suites, its gold, and the answers that are recorded for it."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path

import pytest

from checker.harness.baseline import baseline_of, dropped, read_baseline
from checker.harness.blindness import breaches, given_answers
from checker.harness.evaluating import Plan, evaluate
from checker.harness.suites import load_story, load_suites
from checker.model.folder import read_answers

ROOT = Path(__file__).parents[2]
EVALS = ROOT / "evals"
SUITES = load_suites(EVALS)
RECORDED = [
    name
    for suite in SUITES.suites.values()
    for name in suite.stories
    if (EVALS / "stories" / name / "answers" / "reconcile.jsonl").exists()
]
FOLDERS = sorted(path.parent for path in [*EVALS.glob("**/answers/*.jsonl"), *ROOT.glob("seeds/answers/*.jsonl")])


def test_every_story_stands_in_exactly_one_suite() -> None:
    listed = [story for suite in SUITES.suites.values() for story in suite.stories]
    there = {path.parent.name for path in EVALS.glob("stories/*/gold.json")}
    assert sorted(listed) == sorted(there | set(SUITES.mixed))


def test_a_mixed_folder_is_made_of_stories_of_its_own_suite() -> None:
    for name, parts in SUITES.mixed.items():
        (suite,) = (suite for suite in SUITES.suites.values() if name in suite.stories)
        assert set(parts) <= set(suite.stories)


def test_the_gold_of_a_mixed_folder_is_the_union_of_its_stories() -> None:
    for name, parts in SUITES.mixed.items():
        facts = sum(len(load_story(EVALS, part, SUITES).gold.facts) for part in parts)
        assert len(load_story(EVALS, name, SUITES).gold.facts) == facts


def test_the_benchmark_is_as_large_and_as_hard_as_it_should_be() -> None:
    stories = [load_story(EVALS, path.parent.name, SUITES) for path in sorted(EVALS.glob("stories/*/gold.json"))]
    facts = [fact for story in stories for fact in story.gold.facts]
    assert len(stories) >= 10
    assert sum(len(story.story.articles) for story in stories) >= 100
    assert len(facts) >= 180
    assert sum(len(story.gold.traps) for story in stories) >= 90
    assert sum(fact.difficulty not in ("plain", "role", "name", "place") for fact in facts) >= len(facts) / 2


@pytest.mark.once
def test_no_committed_figure_of_dev_drops() -> None:
    """Change the committed figures with: checker eval dev --write-baseline evals/baseline.json."""
    path = EVALS / "baseline.json"
    if not path.exists():
        pytest.skip("evals/baseline.json is not written yet: the answers of dev are still being recorded")
    committed = read_baseline(path)
    results = evaluate(Plan(EVALS, SUITES, tuple({run.partition("/")[0]: None for run in committed.figures})))
    assert committed.figures.keys() <= baseline_of(results).figures.keys()
    assert not dropped(results, committed)


@pytest.mark.once
@pytest.mark.parametrize("name", RECORDED)
def test_nobody_answered_what_should_be_blind(name: str) -> None:
    story = load_story(EVALS, name, SUITES)
    (suite,) = (suite for suite in SUITES.suites.values() if name in suite.stories)
    runs = [(way, sample) for way in suite.ways for sample in range(suite.samples)]
    runs += [(way, 0) for way in suite.once]
    given = asyncio.run(given_answers(story, runs, support=suite.support))
    assert breaches(given, len(story.story.articles)) == []


@pytest.mark.once
def test_hand_written_answers_stand_only_in_tests() -> None:
    for folder in dict.fromkeys(FOLDERS):
        for answer in read_answers(folder).values():
            assert not re.search(r"written|by hand(?!-off)|for a test", answer.how), folder
