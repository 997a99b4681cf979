"""--batch through the front door: submit, remember, come back, fetch, go on; and what can go wrong on the way."""

from __future__ import annotations

import json
from typing import Any

import pytest

from checker.model.batching import BatchSource
from tests.cli.test_asking import ANSWERERS, _key, kept
from tests.cli.test_compare import two_pieces
from tests.model.batch_provider import BatchProvider
from tests.model.loopback import fault, reset
from tests.newsroom import Newsroom, Result

__all__ = ["_key", "two_pieces"]


def run(room: Newsroom, provider: BatchProvider, *options: str, command: str = "compare") -> Result:
    room.setenv("OPENAI_BASE_URL", provider.url)
    files = ("story/wire.txt", "story/tabloid.md")
    return room.run(command, *files, "--format", "json", "--batch", *options)


def settle(room: Newsroom, provider: BatchProvider, rounds: int = 9) -> Result:
    for _ in range(rounds):
        result = run(room, provider)
        if result.code != 4:
            return result
        provider.finish()
    return result


def test_three_rounds_for_the_three_steps_at_half_the_price(two_pieces: Newsroom) -> None:
    with BatchProvider(answerers=ANSWERERS) as provider:
        first = run(two_pieces, provider)
        assert first.code == 4
        assert first.out == ""
        assert f"2 requests await an answer in batches at {provider.host}; next: this command again" in first.err
        waiting = run(two_pieces, provider)
        assert waiting.code == 4
        assert "batch_0: validating, 0 of 2 requests done" in waiting.err
        result = settle(two_pieces, provider)
        assert [len(batch.lines) for batch in provider.batches] == [2, 1, 1]
    assert result.code == 1
    ran = result.report["run"]
    assert [task["reused"] for task in ran["tasks"]] == [2, 1, 0]
    assert ran["tasks"][-1]["dollars"] == pytest.approx((60 * 1.25 + 40 * 0.125 + 20 * 10) / 1e6 / 2, abs=1e-6)
    assert ran["answers"][-1]["how"].startswith("batch batch_2, 127.0.0.1")
    assert kept(two_pieces) == 4


def test_a_line_of_a_batch_is_the_live_request_and_the_pending_line(two_pieces: Newsroom) -> None:
    with BatchProvider(answerers=ANSWERERS) as provider:
        run(two_pieces, provider)
        two_pieces.run("compare", "story/wire.txt", "story/tabloid.md", "--pending", "p.jsonl", "--model", "gpt-5.1")
        pending = [json.loads(line) for line in (two_pieces.folder / "p.jsonl").read_text("utf-8").splitlines()]
        assert provider.batches[0].lines == pending
        two_pieces.run("compare", "story/wire.txt", "story/tabloid.md", "--no-cache")
        live = [seen.json for seen in provider.seen if seen.path.startswith("/v1/chat")]
        asked = [json.dumps(line["body"], sort_keys=True) for line in pending]
        assert sorted(json.dumps(body, sort_keys=True) for body in live[:2]) == sorted(asked)


def test_answers_of_a_batch_serve_a_live_run(two_pieces: Newsroom) -> None:
    with BatchProvider(answerers=ANSWERERS) as provider:
        run(two_pieces, provider)
        provider.finish()
        run(two_pieces, provider)
        asked = len(provider.seen)
        two_pieces.run("compare", "story/wire.txt", "story/tabloid.md", "--max-requests", "0")
        assert len(provider.seen) == asked


def test_what_a_batch_did_not_answer_is_sent_again(two_pieces: Newsroom) -> None:
    with BatchProvider(answerers=ANSWERERS) as provider:
        run(two_pieces, provider)
        provider.finish(status="expired", answer=1)
        provider.batches[0].errors = [
            {
                "custom_id": provider.batches[0].lines[0]["custom_id"],
                "response": None,
                "error": {"code": "batch_expired", "message": "out of time"},
            }
        ]
        second = run(two_pieces, provider)
        assert "batch_0: expired, 1 of 2 answers fetched, 1 to be sent again" in second.err
        assert [len(batch.lines) for batch in provider.batches] == [2, 1]
        assert settle(two_pieces, provider).code == 1


def test_an_error_in_the_error_file_is_a_failure_and_the_rest_goes_on(two_pieces: Newsroom) -> None:
    with BatchProvider(answerers=ANSWERERS) as provider:
        run(two_pieces, provider)
        provider.finish(answer=1)
        failed = provider.batches[0].lines[0]["custom_id"]
        body = {"error": {"message": "no", "code": "bad_request"}}
        provider.batches[0].errors = [{"custom_id": failed, "response": {"status_code": 400, "body": body}}]
        result = run(two_pieces, provider)
        assert "1 with an error" in result.err
        reason = json.dumps(result.report["failures"]) if result.code != 4 else result.err
        assert result.code in (3, 4), reason


def test_a_batch_that_failed_as_a_whole_says_why(two_pieces: Newsroom) -> None:
    with BatchProvider(answerers=ANSWERERS) as provider:
        run(two_pieces, provider, command="claims")
        provider.batches[0].status, provider.batches[0].problem = "failed", "Enqueued token limit reached"
        result = run(two_pieces, provider, command="claims")
        assert result.code == 3
        assert "Enqueued token limit reached" in json.dumps(result.report["failures"])
        assert run(two_pieces, provider, command="claims").code == 4


@pytest.mark.parametrize(
    "changes",
    [{"choices": []}, {"choices": [{"finish_reason": "stop", "message": {"content": None}}]}],
    ids=["no choices", "no text"],
)
def test_a_line_without_a_reply_is_a_failure(two_pieces: Newsroom, changes: dict[str, Any]) -> None:
    with BatchProvider(answerers=ANSWERERS) as provider:
        run(two_pieces, provider, command="claims")
        batch = provider.batches[0]
        batch.status = "completed"
        batch.output = [provider.output_line(line, **changes) for line in batch.lines]
        result = run(two_pieces, provider, command="claims")
        assert result.code == 3
        assert result.report["claims"] == []
        assert len(result.report["failures"]) == 2


def test_lines_that_nobody_asked_for_and_lines_twice_change_nothing(two_pieces: Newsroom) -> None:
    with BatchProvider(answerers=ANSWERERS) as provider:
        run(two_pieces, provider)
        provider.finish()
        output = provider.batches[0].output
        foreign = {**output[0], "custom_id": "f" * 64}
        twice = provider.output_line(provider.batches[0].lines[0], choices=[])
        provider.batches[0].output = [foreign, *output, twice]
        assert settle(two_pieces, provider).code == 1
        assert provider.asked == 4
    assert kept(two_pieces) == 4


def test_a_run_that_died_between_sending_and_remembering_does_not_send_twice(
    two_pieces: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    def die(*_: Any) -> None:
        raise KeyboardInterrupt

    with BatchProvider(answerers=ANSWERERS) as provider:
        with monkeypatch.context() as patched:
            patched.setattr("checker.model.batches.Batches.sent", die)
            assert run(two_pieces, provider).code == 130
        assert len(provider.batches) == 1
        assert run(two_pieces, provider).code == 4
        assert len(provider.batches) == 1
        assert settle(two_pieces, provider).code == 1
        assert provider.asked == 4


def test_a_run_that_died_before_sending_sends(two_pieces: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    async def die(*_: Any) -> None:
        raise KeyboardInterrupt

    with BatchProvider(answerers=ANSWERERS) as provider:
        with monkeypatch.context() as patched:
            patched.setattr("checker.model.batch_api.BatchApi.send", die)
            assert run(two_pieces, provider).code == 130
        assert provider.batches == []
        assert settle(two_pieces, provider).code == 1


def test_one_batch_holds_one_model_and_no_more_lines_than_it_may(
    two_pieces: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        BatchSource.__init__, "__kwdefaults__", {**BatchSource.__init__.__kwdefaults__, "most_lines": 1}
    )
    with BatchProvider(answerers=ANSWERERS) as provider:
        run(two_pieces, provider)
        assert [len(batch.lines) for batch in provider.batches] == [1, 1]


def test_the_budget_holds_for_batches(two_pieces: Newsroom) -> None:
    with BatchProvider(answerers=ANSWERERS) as provider:
        result = run(two_pieces, provider, "--max-requests", "1")
        assert result.code == 4
        assert provider.asked == 1


@pytest.mark.parametrize("step", [fault(503, {"Retry-After": "0"}), reset], ids=["busy", "reset"])
def test_calls_of_the_batch_api_are_tried_again(
    two_pieces: Newsroom, step: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("checker.model.retrying.wait_before_try", lambda *_: 0.0)
    with BatchProvider(answerers=ANSWERERS) as provider:
        provider._faults = [step]
        assert run(two_pieces, provider).code == 4
        assert len(provider.batches) == 1


def test_a_bad_key_stops_a_batch_with_the_remedy(two_pieces: Newsroom) -> None:
    with BatchProvider() as provider:
        provider._faults = [fault(401)]
        result = run(two_pieces, provider)
    assert result.code == 2
    assert "OPENAI_API_KEY" in result.err
