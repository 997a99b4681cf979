"""The real five articles, replayed from recorded answers, against the gold that a person made of them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from checker.harness.pairs import Score, score
from checker.schema import Report
from tests.newsroom import Newsroom

ROOT = Path(__file__).parents[2]
SEEDS = ROOT.parent / "shared" / "seeds"

pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason="the real articles (../shared/seeds) are not here")


@pytest.fixture
def result(newsroom: Newsroom) -> Score:
    articles = sorted(SEEDS.glob("0*.txt"))
    answers = ("--answers", ROOT / "evals/real/answers", "--model", "claude")
    run = newsroom.run("compare", *articles, *answers, "--format", "json", "--exit-zero")
    assert run.code == 0, run.err
    return score(Report.model_validate_json(run.out), json.loads((SEEDS / "gold.json").read_text("utf-8")))


def test_every_contradiction_and_update_that_must_be_found_is(result: Score) -> None:
    for name, fact in result.facts.items():
        if any(pair.must_find and pair.accepted[0] in ("contradict", "superseded") for pair in fact.pairs):
            assert fact.accepted, name


def test_the_former_president_is_one_fact_on_the_level_fix(result: Score) -> None:
    (finding,) = result.facts["r1"].held_by
    assert (finding.verdict, finding.level) == ("contradict", "fix")
    assert len({passage.article for passage in finding.passages}) == 5


def test_no_trap_is_sprung(result: Score) -> None:
    assert not result.sprung
