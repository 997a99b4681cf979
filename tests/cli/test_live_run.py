"""A live run as a user starts it: a process of its own, against a real server on this machine."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from pathlib import Path

import pytest

from tests.model.loopback import Loopback, Seen, Step, answer, fault

EXTRACTED = '{"date":null,"outlet":null,"claims":[{"k":"event","s":[1],"t":"The Astrid burnt.","m":[]}]}'
NOTHING = '{"facts":[],"same":[],"cleared":[]}'
KEY = "sk-test-of-the-user-0123"


async def _run(
    folder: Path, script: tuple[Step, ...], *options: str, **settings: str
) -> tuple[int | None, str, str, list[Seen]]:
    async with Loopback(*script) as server:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            *("-m", "checker", "compare", "a.txt", *options),
            cwd=folder,
            env={**os.environ, "OPENAI_BASE_URL": server.url, "OPENAI_API_KEY": KEY, **settings},
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        out, err = await process.communicate()
        return process.returncode, out.decode(), err.decode(), server.seen


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text("The ferry Astrid burnt off Oldport.\n", encoding="utf-8")
    return tmp_path


def test_a_run_asks_the_server_and_says_first_what_is_sent_and_where(folder: Path) -> None:
    script = (answer(EXTRACTED), answer(NOTHING))
    code, out, err, seen = asyncio.run(_run(folder, script, "--model", "some-model", "--format", "json"))
    assert code == 0, err
    assert err.startswith("checker: sending the text of 1 article (6 words) to 127.0.0.1:")
    assert "model some-model" in err.splitlines()[0]
    assert [request.json["response_format"]["json_schema"]["name"] for request in seen] == ["extract", "reconcile"]
    run = json.loads(out)["run"]
    assert [(task["input_tokens"], task["cached_tokens"], task["estimated"]) for task in run["tasks"]] == [
        (100, 40, False),
        (100, 40, False),
    ]


def test_a_reply_that_does_not_hold_is_asked_again_with_the_reason(folder: Path) -> None:
    wrong = EXTRACTED.replace('"s":[1]', '"s":[9]')
    code, _, err, seen = asyncio.run(_run(folder, (answer(wrong), answer(EXTRACTED), answer(NOTHING))))
    assert code == 0, err
    assert [message["role"] for message in seen[1].json["messages"]] == ["system", "user", "assistant", "user"]
    assert "there is no sentence 9" in seen[1].json["messages"][3]["content"]


def test_one_model_for_each_task(folder: Path) -> None:
    script = (answer(EXTRACTED), answer(NOTHING))
    *_, seen = asyncio.run(_run(folder, script, "--model-extract", "cheap", CHECKER_MODEL="dear"))
    assert [request.json["model"] for request in seen] == ["cheap", "dear"]


def test_a_refused_key_stops_the_run_with_the_remedy_and_without_the_key(folder: Path) -> None:
    code, out, err, seen = asyncio.run(_run(folder, (fault(401),)))
    assert (code, out, len(seen)) == (2, "", 1)
    assert "check OPENAI_API_KEY" in err
    assert KEY not in err
    assert "Traceback" not in err


def test_what_the_server_never_answers_is_named_and_exits_3(folder: Path) -> None:
    code, out, _, _ = asyncio.run(_run(folder, (fault(400),)))
    assert code == 3
    assert "NOT CHECKED" in out
    assert "article a" in out


@pytest.mark.parametrize("options", [(), ("--batch",)], ids=["live", "batch"])
def test_no_library_logs_what_is_sent(folder: Path, options: tuple[str, ...]) -> None:
    """OPENAI_LOG=debug makes the client print each request whole, wherever standard error goes."""
    script = (fault(500), answer(EXTRACTED), answer(NOTHING)) if not options else (fault(400),)
    settings = {"OPENAI_LOG": "debug", "CHECKER_CACHE": str(folder / "cache")}
    _, _, err, seen = asyncio.run(_run(folder, script, *options, "--output", "report.json", **settings))
    assert seen
    assert all(line.startswith("checker: ") for line in err.splitlines()), err
    assert "Oldport" not in err
    assert KEY not in err
