"""The real five articles, replayed from recorded answers, against the gold that a person made of them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from checker.harness.pairs import gold_of_pairs
from checker.harness.results import StoryScore
from checker.harness.scoring import score
from checker.schema import Report
from tests.newsroom import Newsroom

ROOT = Path(__file__).parents[2]
SEEDS = ROOT.parent / "shared" / "seeds"

pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason="the real articles (../shared/seeds) are not here")


WAYS = ("thorough", "claims")

MISSED = {"claims": {"r2"}, "thorough": set[str]()}
"""What the recorded judge missed: it cleared "Caracas officials have avoided confirming specifics" as no silence."""


@pytest.fixture(params=WAYS)
def way(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def report(newsroom: Newsroom, way: str) -> Report:
    articles = sorted(SEEDS.glob("0*.txt"))
    answers = ("--answers", ROOT / "evals/real/answers", "--model", "claude")
    run = newsroom.run("compare", *articles, *answers, "--way", way, "--format", "json", "--exit-zero")
    assert run.code == 0, run.err
    return Report.model_validate_json(run.out)


@pytest.fixture
def result(report: Report) -> StoryScore:
    gold = json.loads((SEEDS / "gold.json").read_text("utf-8"))
    return score(report, gold_of_pairs(gold, report.articles))


def test_every_contradiction_and_update_that_must_be_found_is_but_for_those_named(result: StoryScore, way: str) -> None:
    must = [
        fact
        for fact in result.facts
        if fact.must_find and any(pair.gold in ("contradict", "superseded") for pair in fact.pairs)
    ]
    assert {fact.id for fact in must if not fact.accepted} == MISSED[way]


def test_the_former_president_is_one_fact_on_the_level_fix(report: Report, result: StoryScore) -> None:
    (name,) = next(fact.findings for fact in result.facts if fact.id == "r1")
    finding = next(finding for finding in report.findings if finding.id == name)
    assert (finding.verdict, finding.level) == ("contradict", "fix")
    assert len({passage.article for passage in finding.passages}) == 5


def test_no_trap_is_sprung(result: StoryScore) -> None:
    assert not result.tallies["traps"].hit
