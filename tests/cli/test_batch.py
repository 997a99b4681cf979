"""--batch through the front door: submit, remember, come back, fetch, go on; and what can go wrong on the way."""

from __future__ import annotations

import asyncio
import json
import os
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from typing import Any

import pytest

from checker.model.batch import read_answer_line
from checker.model.batch_api import BatchApi
from checker.model.batches import Batches
from checker.model.batching import BatchSource
from checker.model.store import NAME
from tests.cli.test_asking import ANSWERERS, KEY, _key, everything_written, kept
from tests.cli.test_compare import two_pieces
from tests.forked import Ended, Forked
from tests.model.batch_provider import BatchProvider
from tests.model.loopback import completion, fault, reset
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


@pytest.mark.each
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
    assert result.report["run"]["answers"][-1]["how"].startswith("batch batch_2, 127.0.0.1")
    assert kept(two_pieces) == 4


HALF = (60 * 1.25 + 40 * 0.125 + 20 * 10) / 1e6 / 2
"""What one answer of the test's provider costs in a batch, in dollars."""


def test_the_report_holds_what_all_rounds_cost_and_only_the_first_report_does(two_pieces: Newsroom) -> None:
    with BatchProvider(answerers=ANSWERERS) as provider:
        ran = settle(two_pieces, provider).report["run"]
        assert [task["requests"] for task in ran["tasks"]] == [2, 1, 1]
        assert [task["reused"] for task in ran["tasks"]] == [0, 0, 0]
        assert [task["input_tokens"] for task in ran["tasks"]] == [200, 100, 100]
        assert ran["dollars"] == pytest.approx(4 * HALF, abs=1e-6)
        assert ran["host"] == provider.host
        again = run(two_pieces, provider).report["run"]
        assert again["dollars"] == 0
        assert [task["reused"] for task in again["tasks"]] == [2, 1, 1]


def test_a_live_run_that_ends_a_check_in_batches_reports_both_prices(two_pieces: Newsroom) -> None:
    with BatchProvider(answerers=ANSWERERS) as provider:
        for _ in range(2):
            assert run(two_pieces, provider).code == 4
            provider.finish()
        run(two_pieces, provider)  # fetches the comparison, and sends the second look
        ran = two_pieces.run(*COMMAND[:-1]).report["run"]
        assert [task["dollars"] for task in ran["tasks"]] == pytest.approx([2 * HALF, HALF, 2 * HALF], abs=1e-6)


def test_a_live_run_while_a_batch_is_under_way_is_not_overtaken_by_it(two_pieces: Newsroom) -> None:
    """The answers that it paid for stay, and what followed from them; what the batch cost is in the next report."""
    with BatchProvider(answerers=ANSWERERS) as provider:
        run(two_pieces, provider)
        live = two_pieces.run(*COMMAND[:-1])
        assert live.err.count("batch_0 is under way with requests of this run: asked now, they are paid twice") == 1
        asked = len(provider.seen)
        provider.finish()
        provider.batches[0].output = [provider.output_line(line, model="other") for line in provider.batches[0].lines]
        result = run(two_pieces, provider)
        assert provider.asked == 2
        assert len(provider.seen) == asked + 2  # how the batch stands, and its file
    assert result.report | {"run": 0} == live.report | {"run": 0}
    assert {answer["how"] for answer in result.report["run"]["answers"]} == {f"live, {provider.host}"}
    assert result.report["run"]["dollars"] == pytest.approx(2 * HALF, abs=1e-6)


def test_what_a_line_without_a_reply_took_is_in_the_report(two_pieces: Newsroom) -> None:
    with BatchProvider(answerers=ANSWERERS) as provider:
        run(two_pieces, provider, command="claims")
        batch = provider.batches[0]
        batch.status = "completed"
        batch.output = [provider.output_line(line, choices=[]) for line in batch.lines]
        lost = run(two_pieces, provider, command="claims")
        assert lost.report["run"]["dollars"] == pytest.approx(2 * HALF, abs=1e-6)
        assert run(two_pieces, provider, command="claims").code == 4
        provider.finish()
        assert run(two_pieces, provider, command="claims").report["run"]["dollars"] == pytest.approx(2 * HALF, abs=1e-6)


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


BODY = {"error": {"message": "no", "code": "bad_request"}}


def fail_first_line(provider: BatchProvider) -> str:
    """End the last batch with an error in the place of the answer to its first line; return that line's id."""
    provider.finish(answer=len(provider.batches[-1].lines) - 1)
    batch = provider.batches[-1]
    failed: str = batch.lines[0]["custom_id"]
    batch.status = "completed"
    batch.output = [line for line in batch.output if line["custom_id"] != failed]
    batch.errors = [{"custom_id": failed, "response": {"status_code": 500, "body": BODY}}]
    return failed


def test_an_error_line_is_sent_again_in_the_same_round_before_any_later_step(two_pieces: Newsroom) -> None:
    with BatchProvider(answerers=ANSWERERS) as provider:
        run(two_pieces, provider)
        failed = fail_first_line(provider)
        result = run(two_pieces, provider)
        assert result.code == 4
        assert "batch_0: completed, 1 of 2 answers fetched, 1 to be sent again" in result.err
        assert [line["custom_id"] for line in provider.batches[1].lines] == [failed]
        provider.finish()
        last = settle(two_pieces, provider)
        assert last.code == 1
        assert last.report["run"]["dollars"] == pytest.approx(4 * HALF, abs=1e-6)
        assert [len(batch.lines) for batch in provider.batches] == [2, 1, 1, 1]


def test_an_error_line_counts_against_max_requests(two_pieces: Newsroom) -> None:
    with BatchProvider(answerers=ANSWERERS) as provider:
        assert run(two_pieces, provider, "--max-requests", "2").code == 4
        fail_first_line(provider)
        result = run(two_pieces, provider, "--max-requests", "2")
        assert result.code == 3
        assert provider.asked == 2


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


@pytest.mark.parametrize("step", [fault(503), reset], ids=["busy", "reset"])
def test_calls_of_the_batch_api_are_tried_again(two_pieces: Newsroom, step: Any) -> None:
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


def checker(room: Newsroom, *arguments: str) -> Ended:
    """Run the command in a process of its own, with the settings of the test."""
    return Forked(room.folder, *arguments, env=dict(os.environ)).end()


COMMAND = ("compare", "story/wire.txt", "story/tabloid.md", "--format", "json", "--batch")


def test_two_processes_neither_lose_a_batch_nor_pay_it_twice(
    two_pieces: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second runs while the first has said what it means to send, and has not sent it yet."""
    send = BatchApi.send
    others: list[Ended] = []

    async def slowly(*arguments: Any) -> str:
        others.append(await asyncio.to_thread(checker, two_pieces, *COMMAND))
        return await send(*arguments)

    with BatchProvider(answerers=ANSWERERS) as provider:
        with monkeypatch.context() as patched:
            patched.setattr(BatchApi, "send", slowly)
            assert run(two_pieces, provider).code == 4
        (other,) = others
        assert other.returncode == 4, other.stderr
        assert f"another run (process {os.getpid()}) is sending 2 requests in a batch" in other.stderr
        assert [len(batch.lines) for batch in provider.batches] == [2]
        assert settle(two_pieces, provider).code == 1
        assert [len(batch.lines) for batch in provider.batches] == [2, 1, 1]


def test_processes_that_run_side_by_side_send_each_request_once(two_pieces: Newsroom) -> None:
    with BatchProvider(answerers=ANSWERERS) as provider:
        two_pieces.setenv("OPENAI_BASE_URL", provider.url)
        for codes in ([4, 4], [0, 0]):
            with ThreadPoolExecutor() as pool:
                ran = list(pool.map(lambda _: checker(two_pieces, "claims", *COMMAND[1:]), codes))
            assert [one.returncode for one in ran] == codes, [one.stderr for one in ran]
            assert provider.asked == 2
            provider.finish()


def test_an_answer_that_another_process_fetches_between_two_looks_is_not_asked_again(
    two_pieces: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    holding = Batches.holding
    others: list[Ended] = []

    def late(self: Batches, fingerprint: str) -> str | None:
        if not others:
            others.append(checker(two_pieces, *COMMAND))
        return holding(self, fingerprint)

    async def nothing(_: Any) -> None:
        return None

    with BatchProvider(answerers=ANSWERERS) as provider:
        run(two_pieces, provider)
        provider.finish()
        with monkeypatch.context() as patched:
            patched.setattr(BatchSource, "fetch", nothing)
            patched.setattr(Batches, "holding", late)
            assert run(two_pieces, provider).code == 4
        assert "2 of 2 answers fetched" in others[0].stderr
        assert [len(batch.lines) for batch in provider.batches] == [2, 1]


def test_a_batch_sent_anew_is_not_taken_for_the_one_that_failed(two_pieces: Newsroom) -> None:
    """The same requests again, and the reply to the start of the batch is lost: it is found by a mark of its own."""
    with BatchProvider(answerers=ANSWERERS) as provider:
        run(two_pieces, provider, command="claims")
        provider.batches[0].status, provider.batches[0].problem = "failed", "no room"
        assert run(two_pieces, provider, command="claims").code == 3
        provider.loses_start = True
        assert run(two_pieces, provider, command="claims").code == 4
        assert [len(batch.lines) for batch in provider.batches] == [2, 2]
        assert provider.batches[0].mark != provider.batches[1].mark
        provider.finish()
        assert run(two_pieces, provider, command="claims").code == 0
        assert provider.asked == 4


def test_a_batch_behind_hundreds_of_newer_ones_is_found_by_its_mark(
    two_pieces: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    def die(*_: Any) -> None:
        raise KeyboardInterrupt

    with BatchProvider(answerers=ANSWERERS) as provider:
        with monkeypatch.context() as patched:
            patched.setattr(Batches, "sent", die)
            assert run(two_pieces, provider).code == 130
        provider.newer = 250
        assert run(two_pieces, provider).code == 4
        assert [len(batch.lines) for batch in provider.batches] == [2]


def test_a_batch_that_the_provider_forgot_is_named_and_sent_anew(two_pieces: Newsroom) -> None:
    with BatchProvider(answerers=ANSWERERS) as provider:
        run(two_pieces, provider)
        forgotten = provider.batches.pop()
        result = run(two_pieces, provider)
        assert result.code == 4
        assert f"batch_0: {provider.host} does not know this batch any more" in result.err
        assert "its 2 requests are sent anew" in result.err
        assert [len(batch.lines) for batch in provider.batches] == [2]
        assert provider.batches[0].mark != forgotten.mark
        assert settle(two_pieces, provider).code == 1


def test_a_file_that_the_provider_holds_no_more_is_named_and_its_requests_sent_anew(two_pieces: Newsroom) -> None:
    with BatchProvider(answerers=ANSWERERS) as provider:
        run(two_pieces, provider)
        provider.finish()
        provider.gone.add("batch_0-o")
        result = run(two_pieces, provider)
        assert result.code == 4
        assert "holds its file batch_0-o no more" in result.err
        assert [len(batch.lines) for batch in provider.batches] == [2, 2]
        assert settle(two_pieces, provider).code == 1


def test_an_address_without_a_batch_api_gives_no_batch_up(two_pieces: Newsroom) -> None:
    with BatchProvider(answerers=ANSWERERS) as provider:
        run(two_pieces, provider)
        two_pieces.setenv("OPENAI_BASE_URL", provider.url.replace("/v1", "/elsewhere"))
        result = two_pieces.run(*COMMAND)
        assert result.code == 2
        assert "OPENAI_BASE_URL" in result.err
        assert settle(two_pieces, provider).code == 1
        assert provider.asked == 4


def test_a_row_of_a_batch_that_makes_no_sense_is_asked_anew(two_pieces: Newsroom) -> None:
    with BatchProvider(answerers=ANSWERERS) as provider:
        run(two_pieces, provider)
        with closing(sqlite3.connect(two_pieces.folder / "cache" / NAME)) as database, database:
            database.execute("UPDATE batched SET asked = '{' WHERE id = (SELECT min(id) FROM batched)")
        result = run(two_pieces, provider)
        assert "makes no sense; it alone was set aside" in result.err
        assert [len(batch.lines) for batch in provider.batches] == [2, 1]
        assert settle(two_pieces, provider).code == 1


def test_an_error_in_a_batch_shows_no_key(two_pieces: Newsroom) -> None:
    with BatchProvider(answerers=ANSWERERS) as provider:
        run(two_pieces, provider, "--log", "run.log", command="claims")
        error = {"code": "bad_key", "message": f"no such key: {KEY}"}
        for number in range(3):
            batch = provider.batches[number]
            batch.status = "completed"
            batch.errors = [{"custom_id": line["custom_id"], "response": None, "error": error} for line in batch.lines]
            result = run(two_pieces, provider, "--log", "run.log", command="claims")
    assert result.code == 3
    assert "no such key: …" in json.dumps(result.report["failures"], ensure_ascii=False)
    assert KEY not in result.out + result.err
    assert not any(KEY.encode() in path.read_bytes() for path in two_pieces.folder.rglob("*") if path.is_file())


def test_an_interrupted_run_does_not_claim_that_it_sent(two_pieces: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    close = BatchSource.close

    async def interrupted(self: BatchSource) -> None:
        self._brake.interrupt()
        await close(self)

    monkeypatch.setattr(BatchSource, "close", interrupted)
    with BatchProvider(answerers=ANSWERERS) as provider:
        result = run(two_pieces, provider)
        assert provider.batches == []
    assert "2 requests were not sent" in result.err


def test_a_key_that_a_batch_repeats_is_kept_nowhere(two_pieces: Newsroom) -> None:
    claim = {"k": "event", "s": [1], "t": f"The ferry burnt {KEY}", "m": []}
    echo = {"date": None, "outlet": None, "claims": [claim]}
    with BatchProvider(answerers={**ANSWERERS, "extract": lambda _: echo}) as provider:
        result = run(two_pieces, provider, command="claims")
        provider.finish()
        for line in provider.batches[0].output:
            line["response"]["body"]["model"] = f"model of {KEY}"
        result = run(two_pieces, provider, command="claims")
    assert "The ferry burnt …" in result.out
    assert KEY.encode() not in everything_written(two_pieces.folder) + result.out.encode() + result.err.encode()


@pytest.mark.parametrize("nonsense", ["", "[]", '[1, 2, 3, "x", 5]', "[1e400, 2, 3, false]", b"\xff", "[" * 9999])
def test_a_debt_that_makes_no_sense_is_set_aside_alone(two_pieces: Newsroom, nonsense: Any) -> None:
    with BatchProvider(answerers=ANSWERERS) as provider:
        for _ in range(3):
            assert run(two_pieces, provider).code == 4
            provider.finish()
        with closing(sqlite3.connect(two_pieces.folder / "cache" / NAME)) as database, database:
            first = "(SELECT min(id) FROM owed)"
            database.execute(f"UPDATE owed SET usage = ? WHERE id = {first}", (nonsense,))
        result = run(two_pieces, provider)
    assert result.code == 1
    assert "makes no sense; it alone was set aside" in result.err
    assert sum(task["reused"] for task in result.report["run"]["tasks"]) == 1
    with closing(sqlite3.connect(two_pieces.folder / "cache" / NAME)) as database:
        assert database.execute("SELECT kept FROM set_aside").fetchall() == [(nonsense,)]


@pytest.mark.parametrize("column", ["sent", "owner"])
@pytest.mark.parametrize("nonsense", ["yesterday", "a\0b", b"\xff"])
def test_a_batch_whose_row_makes_no_sense_is_found_by_its_mark(
    two_pieces: Newsroom, column: str, nonsense: Any
) -> None:
    with BatchProvider(answerers=ANSWERERS) as provider:
        run(two_pieces, provider)
        with closing(sqlite3.connect(two_pieces.folder / "cache" / NAME)) as database, database:
            meant = f"meant-{provider.batches[0].mark}"
            database.execute(f"UPDATE batch SET id = ?, {column} = ?", (meant, nonsense))
            database.execute("UPDATE batched SET batch = ?", (meant,))
        result = run(two_pieces, provider)
        assert result.code == 4
        assert len(provider.batches) == 1
    assert "batch_0: validating, 0 of 2 requests done" in result.err


def test_a_line_of_a_batch_that_is_too_large_is_no_answer() -> None:
    response = {"status_code": 200, "body": completion("x" * 9_000_000)}
    line = read_answer_line(json.dumps({"custom_id": "1", "response": response}))
    assert (line.text, line.problem) == ("", "the reply is larger than 8 MB")
    assert line.usage == {"input": 100, "output": 20, "cached": 40}
