"""What always fails in a batch keeps nothing else from being checked, as in a live run, and nothing is paid twice."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from contextlib import closing
from typing import Any

import pytest

from checker.model.store import NAME
from tests.cli.test_asking import ANSWERERS, _key
from tests.cli.test_batch import COMMAND, HALF, run
from tests.cli.test_compare import two_pieces
from tests.model.batch_provider import BatchProvider
from tests.model.loopback import answer, fault
from tests.model.provider import Provider
from tests.newsroom import DEFAULTS, Newsroom, Result

__all__ = ["_key", "two_pieces"]

BAD = "Ida Lund said 40 people"
"""Stands in one of the two articles, and in no prompt."""

LIVE = COMMAND[:-1]


class Failing(BatchProvider):
    """Has an error in the place of every answer to a request of `task` that holds BAD, as long as it `fails`."""

    def __init__(self, **how: Any) -> None:
        super().__init__(**{"answerers": ANSWERERS, **how})
        self.fails = True
        self.task = "extract"

    def finish(self, **how: Any) -> None:
        batches = [batch for batch in self.batches if batch.status == "validating"]
        super().finish(**how)
        for batch in batches:
            failed = {line["custom_id"] for line in batch.lines if self.fails and self._is_bad(line["body"])}
            batch.output = [line for line in batch.output if line["custom_id"] not in failed]
            body = {"error": {"message": "no", "code": "bad_request"}}
            batch.errors = [{"custom_id": key, "response": {"status_code": 500, "body": body}} for key in failed]

    def _is_bad(self, body: Any) -> bool:
        task = body["response_format"]["json_schema"]["name"]
        return bool(task == self.task and BAD in body["messages"][1]["content"])

    @property
    def sent(self) -> Counter[str]:
        """How often each task was in a batch."""
        lines = [line for batch in self.batches for line in batch.lines]
        return Counter(line["body"]["response_format"]["json_schema"]["name"] for line in lines)


def to_the_report(room: Newsroom, provider: BatchProvider, *options: str) -> Result:
    """Go through rounds until there is a report."""
    for _ in range(12):
        result = run(room, provider, *options)
        if result.code != 4:
            return result
        provider.finish()
    raise AssertionError("it goes on for ever")


def same(report: dict[str, Any]) -> dict[str, Any]:
    """Return a report without what the way of asking changes."""
    return report | {"run": 0, "failures": [failure["item"] for failure in report["failures"]]}


def test_an_article_that_always_fails_is_named_and_the_rest_is_checked_as_in_a_live_run(two_pieces: Newsroom) -> None:
    two_pieces.setenv("CHECKER_TRIES", "2")
    with Provider(*[fault(500)] * 2, only=BAD.encode(), answerers=ANSWERERS) as provider:
        two_pieces.setenv("OPENAI_BASE_URL", provider.url)
        live = two_pieces.run(*LIVE, "--no-cache")
    assert live.code == 3
    with Failing() as provider:
        result = to_the_report(two_pieces, provider)
        assert provider.sent == {"extract": 2 + 2, "reconcile": 1, "confirm": 1}
    assert result.code == 3
    assert same(result.report) == same(live.report)
    (failure,) = result.report["failures"]
    assert failure["item"] == "article wire"
    assert "batch_2 brought no answer: the provider answered 500" in failure["reason"]
    assert "the rest was checked without it, and the next check asks again" in failure["reason"]
    assert result.report["run"]["dollars"] == pytest.approx(3 * HALF, abs=1e-6)


def test_the_round_that_gives_up_says_so(two_pieces: Newsroom) -> None:
    with Failing() as provider:
        for _ in range(3):
            assert run(two_pieces, provider).code == 4
            provider.finish()
        said = run(two_pieces, provider).err
    assert "batch_2: completed, 0 of 1 answers fetched, 1 given up, the rest is checked without\n" in said


def test_the_next_check_asks_again_and_pays_for_nothing_else(two_pieces: Newsroom) -> None:
    with Failing() as provider:
        to_the_report(two_pieces, provider)
        again = to_the_report(two_pieces, provider)
        assert provider.sent == {"extract": 2 + 2 + 3, "reconcile": 1, "confirm": 1}
        assert again.code == 3
        assert again.report["run"]["dollars"] == 0
        provider.fails = False
        well = to_the_report(two_pieces, provider)
        assert well.code == 1
        # The comparison has other claims before it; what it finds is the same, and the second look at that is kept.
        assert provider.sent == {"extract": 2 + 2 + 3 + 1, "reconcile": 2, "confirm": 1}
        assert well.report["failures"] == []
        assert well.report["run"]["dollars"] == pytest.approx(2 * HALF, abs=1e-6)


def test_what_a_live_run_answered_meanwhile_is_not_given_up(two_pieces: Newsroom) -> None:
    with Failing() as provider:
        for _ in range(3):
            assert run(two_pieces, provider).code == 4
            provider.finish()
        assert run(two_pieces, provider).code == 4  # gives up, and sends the comparison
        assert two_pieces.run(*LIVE).code == 1
        result = run(two_pieces, provider)
        assert result.code == 1
        assert result.report["failures"] == []


@pytest.mark.parametrize("task", ["reconcile", "confirm"])
def test_a_later_step_that_always_fails_ends_the_check_with_what_there_is(two_pieces: Newsroom, task: str) -> None:
    with Failing() as provider:
        provider.task = task
        result = to_the_report(two_pieces, provider)
        assert provider.sent[task] == 3
    assert result.code == 3
    assert {failure["step"] for failure in result.report["failures"]} == {task}
    assert result.report["claims"]


def test_replies_that_never_hold_are_given_up_until_the_report(two_pieces: Newsroom) -> None:
    wrong = [answer('{"claims": "none"}')] * 3
    with Provider(*wrong, only=BAD.encode(), answerers=ANSWERERS) as provider:
        two_pieces.setenv("OPENAI_BASE_URL", provider.url)
        live = two_pieces.run(*LIVE, "--no-cache")

    def never(message: str) -> Any:
        return {"wrong": True} if BAD in message else DEFAULTS["extract"](message)

    with Failing(answerers=ANSWERERS | {"extract": never}) as provider:
        provider.fails = False
        result = to_the_report(two_pieces, provider)
        assert result.code == 3
        assert provider.sent == {"extract": 2 + 2, "reconcile": 1, "confirm": 1}
        assert result.report["run"]["dollars"] == pytest.approx(6 * HALF, abs=1e-6)
        again = to_the_report(two_pieces, provider)
        assert provider.sent == {"extract": 4 + 3, "reconcile": 1, "confirm": 1}
        assert again.report["run"]["dollars"] == pytest.approx(3 * HALF, abs=1e-6)
    assert same(result.report) == same(live.report) == same(again.report)


def test_what_the_budget_cut_is_given_up_until_the_report(two_pieces: Newsroom) -> None:
    with Failing() as provider:
        provider.fails = False
        assert run(two_pieces, provider, "--max-cost", "0.05").code == 4
        provider.finish()
        batch = provider.batches[0]
        for line in batch.output:
            asked = next(one for one in batch.lines if one["custom_id"] == line["custom_id"])
            if provider._is_bad(asked["body"]):
                line["response"]["body"]["choices"][0]["finish_reason"] = "length"
        result = to_the_report(two_pieces, provider, "--max-cost", "0.05")
        assert provider.sent == {"extract": 2, "reconcile": 1, "confirm": 1}
    assert result.code == 3
    (failure,) = result.report["failures"]
    assert failure["item"] == "article wire"
    assert "--max-cost" in failure["reason"]
    assert result.report["run"]["dollars"] == pytest.approx(4 * HALF, abs=1e-6)


def test_failed_lines_count_against_max_requests_in_every_round(two_pieces: Newsroom) -> None:
    with Failing() as provider:
        result = to_the_report(two_pieces, provider, "--max-requests", "5")
        assert sum(provider.sent.values()) == 5
        assert provider.sent["confirm"] == 0
    assert result.code == 3
    assert "--max-requests 5 is used up" in json.dumps(result.report["failures"])


def test_a_whole_batch_that_failed_is_sent_again_before_any_later_step(two_pieces: Newsroom) -> None:
    """That is no fault of an article: its provider has no room, and will have."""
    two_pieces.setenv("CHECKER_MAX_REQUESTS", "1")
    with BatchProvider(answerers=ANSWERERS) as provider:
        assert run(two_pieces, provider).code == 4
        two_pieces.setenv("CHECKER_MAX_REQUESTS", "9")
        assert run(two_pieces, provider).code == 4  # two batches of one article each
        provider.batches[1].status, provider.batches[1].problem = "failed", "Enqueued token limit reached"
        provider.finish()
        result = run(two_pieces, provider)
        assert result.code == 3
        reasons = json.dumps(result.report["failures"])
        assert "batch_1 failed as a whole: Enqueued token limit reached" in reasons
        assert "without what failed with a whole batch" in reasons
        assert provider.asked == 2
        assert to_the_report(two_pieces, provider).code == 1
        assert provider.asked == 5


@pytest.mark.parametrize("nonsense", [None, b"\xff", 7])
def test_a_row_that_makes_no_sense_does_no_harm(two_pieces: Newsroom, nonsense: Any) -> None:
    with Failing() as provider:
        for _ in range(4):
            assert run(two_pieces, provider).code == 4
            provider.finish()
        with closing(sqlite3.connect(two_pieces.folder / "cache" / NAME)) as database, database:
            database.execute("UPDATE given_up SET unaffordable = ?, why = ?, lines = ?", (nonsense,) * 3)
        result = to_the_report(two_pieces, provider)
        assert result.code == 3
        assert [failure["item"] for failure in result.report["failures"]] == ["article wire"]


def test_a_cache_from_before_gets_the_table_and_keeps_its_answers(two_pieces: Newsroom) -> None:
    with Failing() as provider:
        run(two_pieces, provider)
        with closing(sqlite3.connect(two_pieces.folder / "cache" / NAME)) as database, database:
            database.execute("DROP TABLE given_up")
            database.execute("PRAGMA user_version = 0")
        result = to_the_report(two_pieces, provider)
        assert result.code == 3
        assert provider.sent["extract"] == 2 + 2
