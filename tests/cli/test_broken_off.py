"""Tries whose replies never came whole: a provider may bill them, so report and budget count them as possible."""

from __future__ import annotations

import pytest

from tests.cli.test_asking import ANSWERERS, FILES, _key, run
from tests.cli.test_compare import two_pieces
from tests.model.loopback import Step, answer, fault, reset, respond
from tests.model.provider import Provider
from tests.newsroom import Newsroom

__all__ = ["_key", "two_pieces"]


BROKEN: dict[str, Step] = {"reset": reset, "half of it": respond(200, '{"choices": ['), "504": fault(504)}
WHOLE: dict[str, Step] = {"busy": fault(503), "no text": answer(None)}


@pytest.mark.parametrize("name", BROKEN)
def test_what_broke_off_is_counted_and_said(two_pieces: Newsroom, name: str) -> None:
    with Provider(BROKEN[name], answerers=ANSWERERS) as provider:
        result = run(two_pieces, provider, CHECKER_MAX_REPLY_TOKENS="700")
        ran = result.report["run"]
    assert result.code == 1
    task = ran["tasks"][0]
    assert (task["broken_off"], task["possible_output_tokens"]) == (1, 700)
    assert task["input_tokens"] > 2 * 100
    assert task["estimated"]
    assert ran["possible_dollars"] == pytest.approx(700 * 10 / 1e6, abs=1e-6)
    with Provider(BROKEN[name], answerers=ANSWERERS) as provider:
        two_pieces.setenv("OPENAI_BASE_URL", provider.url)
        page = " ".join(two_pieces.run("compare", *FILES).out.split())
    assert "and at most $0.0070 more for 1 try that broke off" in page


@pytest.mark.parametrize("name", WHOLE)
def test_what_did_not_break_off_is_not(two_pieces: Newsroom, name: str) -> None:
    with Provider(WHOLE[name], answerers=ANSWERERS) as provider:
        ran = run(two_pieces, provider).report["run"]
    assert [task["broken_off"] for task in ran["tasks"]] == [0, 0, 0]
    assert ran["possible_dollars"] == 0


def test_a_connection_that_never_was_costs_nothing(two_pieces: Newsroom) -> None:
    with Provider() as gone:
        pass
    result = run(two_pieces, gone, CHECKER_TRIES="2")
    assert result.code == 3
    assert result.report["run"]["tasks"] == []


def test_a_request_that_only_broke_off_is_counted_too(two_pieces: Newsroom) -> None:
    with Provider(*[reset] * 4, answerers=ANSWERERS) as provider:
        result = run(two_pieces, provider, CHECKER_TRIES="2")
        assert len(provider.seen) == 6  # and the comparison, of sentences without claims, with the second look
    assert result.code == 3
    assert result.report["run"]["tasks"][0]["broken_off"] == 4
    assert result.report["run"]["possible_dollars"] > 0


def test_what_broke_off_counts_against_the_budget(two_pieces: Newsroom) -> None:
    """Each of these tries may be billed to its limit, so few of them fit."""
    with Provider(*[reset] * 50, answerers=ANSWERERS) as provider:
        result = run(two_pieces, provider, "--max-cost", "0.02", CHECKER_TRIES="50", CHECKER_REQUESTS_AT_ONCE="1")
        billed = sum(seen.json["max_completion_tokens"] for seen in provider.seen) * 10 / 1e6
        assert 0 < billed <= 0.02
    assert result.code == 3
    ran = result.report["run"]
    assert 0 < ran["possible_dollars"] < 0.02
    assert ran["dollars"] + ran["possible_dollars"] <= 0.02
    assert "of --max-cost 0.02 are taken" in result.out


def test_an_answer_after_a_broken_try_is_kept_with_what_it_took(two_pieces: Newsroom) -> None:
    with Provider(reset, answerers=ANSWERERS) as provider:
        run(two_pieces, provider)
        ran = run(two_pieces, provider).report["run"]
    assert ran["dollars"] == ran["possible_dollars"] == 0
    assert [task["broken_off"] for task in ran["tasks"]] == [0, 0, 0]
