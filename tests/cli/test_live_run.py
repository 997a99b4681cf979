"""A live run as a user starts it, against a real server on this machine; once in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from tests.model.loopback import answer, fault
from tests.model.provider import Provider
from tests.newsroom import Newsroom

EXTRACTED = '{"date":null,"outlet":null,"claims":[{"k":"event","s":[1],"t":"The Astrid burnt.","m":[]}]}'
NOTHING = '{"facts":[],"same":[],"cleared":[]}'
KEY = "sk-test-of-the-user-0123"


@pytest.fixture
def ferry(newsroom: Newsroom) -> Newsroom:
    newsroom.write("a.txt", "The ferry Astrid burnt off Oldport.\n")
    newsroom.setenv("OPENAI_API_KEY", KEY)
    return newsroom


def test_a_process_asks_the_server_and_says_first_what_is_sent_and_where(ferry: Newsroom) -> None:
    with Provider(answer(EXTRACTED), answer(NOTHING)) as server:
        process = subprocess.run(
            [sys.executable, *"-m checker compare a.txt --model some-model --format json".split()],
            cwd=ferry.folder,
            env={**os.environ, "OPENAI_BASE_URL": server.url},
            capture_output=True,
            text=True,
            check=False,
        )
        seen = server.seen
    assert process.returncode == 0, process.stderr
    assert process.stderr.startswith("checker: sending the text of 1 article (6 words) to 127.0.0.1:")
    assert "model some-model" in process.stderr.splitlines()[0]
    assert [request.json["response_format"]["json_schema"]["name"] for request in seen] == ["extract", "reconcile"]
    run = json.loads(process.stdout)["run"]
    assert [(task["input_tokens"], task["cached_tokens"], task["estimated"]) for task in run["tasks"]] == [
        (100, 40, False),
        (100, 40, False),
    ]


def test_a_reply_that_does_not_hold_is_asked_again_with_the_reason(ferry: Newsroom) -> None:
    wrong = EXTRACTED.replace('"s":[1]', '"s":[9]')
    with Provider(answer(wrong), answer(EXTRACTED), answer(NOTHING)) as server:
        ferry.setenv("OPENAI_BASE_URL", server.url)
        result = ferry.run("compare", "a.txt")
        seen = server.seen
    assert result.code == 0, result.err
    assert [message["role"] for message in seen[1].json["messages"]] == ["system", "user", "assistant", "user"]
    assert "there is no sentence 9" in seen[1].json["messages"][3]["content"]


def test_one_model_for_each_task(ferry: Newsroom) -> None:
    ferry.setenv("CHECKER_MODEL", "dear")
    with Provider(answer(EXTRACTED), answer(NOTHING)) as server:
        ferry.setenv("OPENAI_BASE_URL", server.url)
        ferry.run("compare", "a.txt", "--model-extract", "cheap")
        assert [request.json["model"] for request in server.seen] == ["cheap", "dear"]


def test_a_refused_key_stops_the_run_with_the_remedy_and_without_the_key(ferry: Newsroom) -> None:
    with Provider(fault(401)) as server:
        ferry.setenv("OPENAI_BASE_URL", server.url)
        result = ferry.run("compare", "a.txt")
        assert (result.code, result.out, len(server.seen)) == (2, "", 1)
    assert "check OPENAI_API_KEY" in result.err
    assert KEY not in result.err
    assert "Traceback" not in result.err


def test_what_the_server_never_answers_is_named_and_exits_3(ferry: Newsroom) -> None:
    with Provider(*3 * (fault(400),)) as server:
        ferry.setenv("OPENAI_BASE_URL", server.url)
        result = ferry.run("compare", "a.txt")
    assert result.code == 3
    assert "NOT CHECKED" in result.out
    assert "article a" in result.out


@pytest.mark.parametrize("options", [(), ("--batch",)], ids=["live", "batch"])
def test_no_library_logs_what_is_sent(ferry: Newsroom, options: tuple[str, ...]) -> None:
    """OPENAI_LOG=debug makes the client print each request whole, wherever standard error goes."""
    with Provider(*(3 * (fault(400),) if options else (answer(EXTRACTED), answer(NOTHING)))) as server:
        process = subprocess.run(
            [sys.executable, *"-m checker compare a.txt --output report.json".split(), *options],
            cwd=ferry.folder,
            env={
                **os.environ,
                "OPENAI_BASE_URL": server.url,
                "OPENAI_LOG": "debug",
                "CHECKER_CACHE": str(ferry.folder / "cache"),
            },
            capture_output=True,
            text=True,
            check=False,
        )
        assert server.seen
    assert all(line.startswith("checker: ") for line in process.stderr.splitlines()), process.stderr
    assert "Oldport" not in process.stderr
    assert KEY not in process.stderr
