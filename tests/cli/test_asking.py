"""Asking a server through the front door: what is asked, kept, counted, said, and what the exit code is."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from checker.model.store import NAME
from tests.cli.test_compare import CONTRADICT, again, the_office_differs, two_pieces
from tests.model.jumping_clock import JumpingClock
from tests.model.loopback import answer, fault
from tests.model.provider import Provider
from tests.newsroom import Newsroom, Result

__all__ = ["two_pieces"]

KEY = "sk-secret-0123456789"
ANSWERERS: dict[str, Any] = {"reconcile": the_office_differs, "confirm": lambda _: again(CONTRADICT)}
FILES = ("story/wire.txt", "story/tabloid.md")


@pytest.fixture(autouse=True)
def _key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    monkeypatch.setenv("CHECKER_PRICED_AS", "openai")
    monkeypatch.setattr("checker.cli.run.SystemClock", JumpingClock)


def run(room: Newsroom, provider: Provider, *options: str, **environment: str) -> Result:
    room.setenv("OPENAI_BASE_URL", provider.url)
    for name, value in environment.items():
        room.setenv(name, value)
    return room.run("compare", *FILES, "--format", "json", "--quiet", *options)


def kept(room: Newsroom) -> int:
    with closing(sqlite3.connect(room.folder / "cache" / NAME)) as database, database:
        return int(database.execute("SELECT count(*) FROM answer").fetchone()[0])


@pytest.mark.each
def test_a_story_costs_four_requests_and_the_next_run_none(two_pieces: Newsroom) -> None:
    with Provider(answerers=ANSWERERS) as provider:
        first = run(two_pieces, provider)
        assert provider.tasks == ["extract", "extract", "reconcile", "confirm"]
        second = run(two_pieces, provider)
        assert len(provider.seen) == 4
    assert first.code == second.code == 1
    assert first.report | {"run": 0} == second.report | {"run": 0}
    ran = second.report["run"]
    assert [task["reused"] for task in ran["tasks"]] == [2, 1, 1]
    assert ran["dollars"] == 0
    assert ran["host"] is None
    assert first.report["run"]["host"] == provider.host
    assert kept(two_pieces) == 4


def test_the_report_says_where_each_answer_came_from(two_pieces: Newsroom) -> None:
    with Provider(answerers=ANSWERERS) as provider:
        ran = run(two_pieces, provider).report["run"]
        assert ran["host"] == provider.host
        assert {answer["how"] for answer in ran["answers"]} == {f"live, {provider.host}"}
    assert {answer["model"] for answer in ran["answers"]} == {"gpt-5.1-2026-01-02"}
    assert ran["format"] == 1
    assert all(task["prompt"] and task["wire"] and task["cached_tokens"] for task in ran["tasks"])
    # 60 tokens at $1.25 a million, 40 cached ones at a tenth of that, 20 out at $10: list prices of gpt-5.1
    assert ran["answers"][0]["dollars"] == pytest.approx((60 * 1.25 + 40 * 0.125 + 20 * 10) / 1e6)
    assert ran["dollars"] == pytest.approx(4 * ran["answers"][0]["dollars"])


def test_no_cache_keeps_nothing_and_refresh_asks_again(two_pieces: Newsroom) -> None:
    with Provider(answerers=ANSWERERS) as provider:
        run(two_pieces, provider, "--no-cache")
        assert not (two_pieces.folder / "cache").exists()
        run(two_pieces, provider)
        run(two_pieces, provider, "--refresh")
        assert len(provider.seen) == 12
        run(two_pieces, provider)
        assert len(provider.seen) == 12
    assert kept(two_pieces) == 4


def test_a_price_that_is_unknown_is_not_zero(two_pieces: Newsroom) -> None:
    with Provider(answerers=ANSWERERS) as provider:
        result = run(two_pieces, provider, "--model", "some-model-of-mine")
        assert result.report["run"]["dollars"] is None
        limited = run(two_pieces, provider, "--model", "another", "--max-cost", "1")
        assert limited.code == 2
        assert "the price of another is not in openai's list" in limited.err
        assert len(provider.seen) == 4


@pytest.mark.parametrize(("most", "asked"), [(0, 0), (1, 1), (2, 2), (3, 3), (4, 4)])
def test_max_requests_stops_before_the_line_and_the_next_run_goes_on(
    two_pieces: Newsroom, most: int, asked: int
) -> None:
    with Provider(answerers=ANSWERERS) as provider:
        result = run(two_pieces, provider, "--max-requests", str(most))
        assert len(provider.seen) == asked
        assert result.code == (1 if most == 4 else 3)
        assert bool(result.report["failures"]) == (most < 4)
        assert run(two_pieces, provider).code == 1
        assert provider.tasks.count("extract") == 2


def test_failed_tries_count(two_pieces: Newsroom) -> None:
    with Provider(fault(500), answerers=ANSWERERS) as provider:
        result = run(two_pieces, provider, "--max-requests", "4", CHECKER_REQUESTS_AT_ONCE="1")
        assert len(provider.seen) == 4
    assert result.code == 3
    assert "--max-requests 4 is used up" in json.dumps(result.report["failures"])


def test_max_cost_stops_before_the_line(two_pieces: Newsroom) -> None:
    with Provider(answerers=ANSWERERS) as provider:
        result = run(two_pieces, provider, "--max-cost", "0.0112", CHECKER_REQUESTS_AT_ONCE="1")
        assert 0 < len(provider.seen) < 4
    assert result.code == 3
    assert result.report["run"]["dollars"] < 0.0112
    assert "of --max-cost 0.0112" in json.dumps(result.report["failures"])


@pytest.mark.each
def test_estimate_asks_nobody_and_knows_what_is_kept(two_pieces: Newsroom) -> None:
    with Provider(answerers=ANSWERERS) as provider:
        first = run(two_pieces, provider, "--estimate")
        assert provider.seen == []
        assert first.code == 0
        (total,) = (line for line in first.rows if line.startswith("in all"))
        assert total.split()[2].split("–")[0] == "3"
        assert "tokens in" in total
        assert "$0.0" in total
        run(two_pieces, provider)
        assert "nothing would be asked" in run(two_pieces, provider, "--estimate").out
        assert len(provider.seen) == 4


def test_the_estimate_holds_what_the_run_then_costs(two_pieces: Newsroom) -> None:
    with Provider(answerers=ANSWERERS) as provider:
        (total,) = (line for line in run(two_pieces, provider, "--estimate").rows if line.startswith("in all"))
        most = float(total.rsplit("–$", 1)[1])
        assert run(two_pieces, provider, "--max-cost", str(most)).code == 1


def test_an_article_under_embargo_goes_only_to_allowed_hosts(two_pieces: Newsroom) -> None:
    two_pieces.write("story/embargoed.md", "The secret is the Astrid.\n", status="embargoed")
    two_pieces.write("story/withheld.md", "A hidden word about the Astrid.\n", status="withheld")
    files = ("story/embargoed.md", "story/withheld.md")
    with Provider(answerers=ANSWERERS) as provider:
        result = run(two_pieces, provider, *files, CHECKER_ALLOWED_HOSTS="models.example")
        assert "sending the text of 2 articles (35 words)" in result.err
        assert not any(b"secret" in seen.body or b"hidden" in seen.body for seen in provider.seen)
        assert result.code == 3
        failures = {failure["item"]: failure["reason"] for failure in result.report["failures"]}
        assert set(failures) == {"article embargoed", "article withheld"}
        assert "CHECKER_ALLOWED_HOSTS" in failures["article embargoed"]
        assert {"hold-embargoed", "hold-withheld"} <= {finding["code"] for finding in result.findings}
        assert sorted(result.report["coverage"]["not_compared"]) == ["embargoed", "withheld"]
        run(two_pieces, provider, *files, CHECKER_ALLOWED_HOSTS="models.example, 127.0.0.1")
        assert any(b"secret" in seen.body for seen in provider.seen)


def everything_written(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def test_the_key_is_written_nowhere(two_pieces: Newsroom) -> None:
    faults = (fault(500, message=f"bad {KEY}"), fault(400, message=f"no {KEY}"))
    with Provider(*faults, answerers=ANSWERERS) as provider:
        result = run(two_pieces, provider, "--log", "run.log", "--output", "report.json")
    with Provider(*[fault(401, message=f"bad {KEY}")] * 2) as provider:
        refused = run(two_pieces, provider, "--log", "run.log", "--refresh")
    assert refused.code == 2
    assert KEY not in result.out + result.err + refused.out + refused.err
    assert KEY.encode() not in everything_written(two_pieces.folder)
    assert b"try failed" in (two_pieces.folder / "run.log").read_bytes()


def test_the_log_has_a_line_for_each_event_and_no_text(two_pieces: Newsroom) -> None:
    with Provider(answerers=ANSWERERS) as provider:
        run(two_pieces, provider, "--log", "logs/run.jsonl")
    lines = [json.loads(line) for line in (two_pieces.folder / "logs/run.jsonl").read_text("utf-8").splitlines()]
    events = [line["event"] for line in lines]
    assert events[0] == "said"
    assert events[-1] == "ended"
    assert (events.count("asked"), events.count("answered"), events.count("accepted")) == (4, 4, 4)
    assert "caught fire" not in json.dumps(lines)


def test_quiet_says_only_what_leaves_the_machine(two_pieces: Newsroom) -> None:
    with Provider(answerers=ANSWERERS) as provider:
        error = run(two_pieces, provider).err
        assert error == f"checker: sending the text of 2 articles (35 words) to {provider.host}, model gpt-5.1\n"


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--batch", "--answers", "a"), "--batch is about asking a server"),
        (("--max-cost", "1", "--pending", "p"), "--max-cost is about asking a server"),
        (("--max-cost", "nan"), "greater than or equal to 0"),
        (("--refresh", "--no-cache"), "--refresh needs the cache"),
        (("--batch", "--no-cache"), "--batch needs the cache"),
        (("--batch", "--refresh"), "leave --refresh out"),
        (("--log", "story"), "name another file"),
    ],
)
def test_options_that_contradict_one_another(two_pieces: Newsroom, options: tuple[str, ...], words: str) -> None:
    result = two_pieces.run("compare", *FILES, *options)
    assert result.code == 2
    assert words in result.err


@pytest.mark.each
def test_kept_answers_can_be_listed_shown_exported_and_pruned(two_pieces: Newsroom) -> None:
    with Provider(answerers=ANSWERERS) as provider:
        live = run(two_pieces, provider)
    listed = two_pieces.run("answers", "list", "--cache").rows
    assert len(listed) == 5
    assert listed[-1].startswith("4 kept in ")
    shown = json.loads(two_pieces.run("answers", "show", listed[0][:12], "--cache").out)
    assert shown["how"] == f"live, {provider.host}"
    assert "4 answers" in two_pieces.run("answers", "export", "--answers", "out").out
    replayed = two_pieces.run("compare", *FILES, "--answers", "out", "--model", "gpt-5.1", "--format", "json")
    assert replayed.report | {"run": 0} == live.report | {"run": 0}
    assert "0 forgotten" in two_pieces.run("answers", "prune", "--older-than", "1").out
    assert "4 forgotten" in two_pieces.run("answers", "prune", "--older-than", "0").out
    assert two_pieces.run("answers", "export", "--answers", "out").code == 2


def test_lists_and_estimates_are_no_wider_than_the_page(two_pieces: Newsroom) -> None:
    two_pieces.setenv("COLUMNS", "80")
    with Provider(answerers=ANSWERERS) as provider:
        estimate = run(two_pieces, provider, "--estimate", "--model", "gpt-5.1-of-a-house-with-a-long-name").out
        run(two_pieces, provider)
    listed = two_pieces.run("answers", "list", "--cache").out
    for page in (estimate, listed):
        *lines, _ = page.splitlines()
        assert len(lines) > 4
        assert max(map(len, lines)) <= 80
    two_pieces.setenv("COLUMNS", "100")
    assert max(map(len, two_pieces.run("answers", "list", "--cache").out.splitlines()[:-1])) > 80


def test_the_answers_of_one_server_are_not_reused_for_another(two_pieces: Newsroom) -> None:
    """Some servers take any name of a model, and answer with whatever they have."""
    with Provider(answerers=ANSWERERS) as one, Provider(answerers=ANSWERERS) as other:
        first = run(two_pieces, one)
        second = run(two_pieces, other)
        assert (len(one.seen), len(other.seen)) == (4, 4)
        for provider, result in ((one, first), (other, second)):
            assert {answer["how"] for answer in result.report["run"]["answers"]} == {f"live, {provider.host}"}
            assert run(two_pieces, provider).report["run"]["dollars"] == 0
        assert "nothing would be asked" in run(two_pieces, other, "--estimate").out
        assert (len(one.seen), len(other.seen)) == (4, 4)
    listed = two_pieces.run("answers", "list", "--cache").rows
    assert listed[-1].startswith("8 kept in ")
    shown = two_pieces.run("answers", "show", listed[0][:12], "--cache").out
    assert f"live, {one.host}" in shown
    assert f"live, {other.host}" in shown
    refused = two_pieces.run("answers", "export", "--answers", "out")
    assert refused.code == 2
    assert "4 requests have answers from several hosts" in refused.err
    assert "name one with --host" in refused.err
    assert "4 answers" in two_pieces.run("answers", "export", "--answers", "out", "--host", other.host).out
    assert f"live, {other.host}" in two_pieces.run("answers", "list", "--answers", "out").out
    assert "8 forgotten" in two_pieces.run("answers", "prune", "--older-than", "0").out


def test_no_word_of_an_article_stands_in_the_log(two_pieces: Newsroom) -> None:
    """A refused reply, a refusal, and an error all quote the article; what is shown may, the log may not."""
    quoted = "caught fire off Zanzibar"
    positions = [{"a": quoted, "p": []}, {"a": "b", "p": ["1.1"]}]
    fact = {"q": quoted, "aspect": "event", "stakes": "none", "positions": positions, "why": quoted, "pairs": []}
    answerers = {**ANSWERERS, "reconcile": lambda _: {"facts": [fact], "same": [], "cleared": []}}
    faults = (
        fault(500, message=f"busy with {quoted}"),
        answer(None, refusal=f"I will not read that it {quoted}"),
        fault(400, message=f"cannot parse “{quoted}”"),
    )
    with Provider(*faults, answerers=answerers) as provider:
        result = run(two_pieces, provider, "--log", "run.log", CHECKER_REQUESTS_AT_ONCE="1")
    assert result.code == 3
    assert quoted in result.out
    log = (two_pieces.folder / "run.log").read_text("utf-8")
    assert "Zanzibar" not in log
    events = [json.loads(line) for line in log.splitlines()]
    reasons = {(event["event"], event["reason"]) for event in events if event.get("task") and event.get("reason")}
    assert reasons == {
        ("try failed", "HTTP 500"),
        ("failed", "the model refused, or a filter held it back"),
        ("failed", "no answer in 2 tries: HTTP 400"),
        ("refused", "it does not hold of what was asked"),
        ("failed", "the last reply did not hold either"),
    }


@pytest.mark.parametrize("keeps", [True, False])
def test_a_request_to_which_no_reply_held_is_asked_anew_by_the_next_run(two_pieces: Newsroom, keeps: bool) -> None:
    options = () if keeps else ("--no-cache",)
    wrong = [answer('{"facts": "none"}')] * 3
    with Provider(*wrong, only=b'"name":"reconcile"', answerers=ANSWERERS) as provider:
        first = run(two_pieces, provider, *options)
        assert first.code == 3
        (failure,) = first.report["failures"]
        assert "no usable reply in 3 tries" in failure["reason"]
        assert "This command again asks anew (--refresh: everything anew)" in failure["reason"]
        assert provider.tasks.count("reconcile") == 3
        asked = len(provider.seen)
        assert run(two_pieces, provider, *options).code == 1
        assert len(provider.seen) == asked + (2 if keeps else 4)


def test_a_second_run_without_a_usable_reply_asks_once_more_and_no_longer(two_pieces: Newsroom) -> None:
    wrong = [answer('{"facts": "none"}')] * 6
    with Provider(*wrong, only=b'"name":"reconcile"', answerers=ANSWERERS) as provider:
        assert [run(two_pieces, provider).code for _ in range(3)] == [3, 3, 1]
        assert provider.tasks.count("reconcile") == 7


def test_a_reply_that_never_held_in_a_recording_says_what_to_do(two_pieces: Newsroom) -> None:
    result = two_pieces.settle("compare", *FILES, "--format", "json", reconcile=lambda _: {"facts": "none"})
    assert result.code == 3
    assert "take them out of answers, or set another --model" in json.dumps(result.report["failures"])


def test_names_that_are_no_settings_are_named(two_pieces: Newsroom) -> None:
    (two_pieces.folder / ".env").write_text("CHECKER_MODLE=x\nOTHER=1\n")
    two_pieces.setenv("CHECKER_MAX_COSTS", "1")
    two_pieces.setenv("CHECKER_MODEL", "gpt-5.1")
    with Provider(answerers=ANSWERERS) as provider:
        two_pieces.setenv("OPENAI_BASE_URL", provider.url)
        said = two_pieces.run("claims", *FILES).err
        assert (
            "CHECKER_MAX_COSTS (in the environment) is no setting and does nothing: did you mean CHECKER_MAX_COST?"
            in said
        )
        assert "CHECKER_MODLE (in .env) is no setting and does nothing: did you mean CHECKER_MODEL?" in said
        assert said.count("is no setting") == 2
        assert "is no setting" not in two_pieces.run("claims", *FILES, "--quiet").err


@pytest.mark.parametrize(
    "command",
    [
        ("answers", "list"),
        ("answers", "list", "--cache"),
        ("answers", "show", "0"),
        ("answers", "show", "0", "--cache"),
        ("answers", "import", "replies.jsonl"),
        ("answers", "export"),
        ("answers", "prune", "--older-than", "1"),
        ("claims", *FILES, "--estimate"),
    ],
    ids=" ".join,
)
def test_every_command_that_reads_settings_names_what_is_none(two_pieces: Newsroom, command: tuple[str, ...]) -> None:
    (two_pieces.folder / ".env").write_text("CHECKER_MODLE=x\n")
    assert two_pieces.run(*command).err.count("CHECKER_MODLE (in .env) is no setting") == 1


def test_no_env_file_says_where_answers_are_kept(two_pieces: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CHECKER_CACHE")
    (two_pieces.folder / ".env").write_text("CHECKER_CACHE=planted\n")
    with Provider(answerers=ANSWERERS) as provider:
        refused = run(two_pieces, provider)
        assert refused.code == 2
        assert "CHECKER_CACHE comes from .env" in refused.err
        assert "--trust-env" in refused.err
        assert two_pieces.run("answers", "list", "--cache").code == 2
        assert not (two_pieces.folder / "planted").exists()
        assert provider.seen == []
        assert run(two_pieces, provider, "--trust-env").code == 1
    assert two_pieces.run("answers", "list", "--cache", "--trust-env").out.endswith(f"4 kept in planted/{NAME}\n")


def test_the_page_says_what_was_paid(two_pieces: Newsroom) -> None:
    with Provider(answerers=ANSWERERS) as provider:
        two_pieces.setenv("OPENAI_BASE_URL", provider.url)
        first = " ".join(two_pieces.run("compare", *FILES).out.split())
        again = " ".join(two_pieces.run("compare", *FILES).out.split())
    assert "4 answers, 400 tokens in (160 in the provider's cache), 80 out, $0.0011 paid." in first
    assert "Nothing was sent: answers kept from earlier runs." in again


def test_the_traceback_of_a_defect_holds_no_key(two_pieces: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any, **__: Any) -> None:
        raise ZeroDivisionError(f"with {KEY}")

    monkeypatch.setattr("checker.cli.run.read_articles", broken)
    result = two_pieces.run("compare", *FILES)
    assert result.code == 70
    told = Path(result.err.split("is in ")[1].split(". Please")[0])
    assert "ZeroDivisionError: with …" in told.read_text("utf-8")
    told.unlink()
