"""A run through LiteLLM's proxy with its mock replies: a server that no one here wrote. `make compat` runs it."""

from __future__ import annotations

import json
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.newsroom import Newsroom

PAIR = {"i": 1, "j": 2, "v": "contradict", "if": "nothing"}
POSITIONS = [{"a": "it burnt", "p": ["1.1"]}, {"a": "it sank", "p": ["2.1"]}]
FACT = {"q": "What?", "aspect": "event", "stakes": "none", "positions": POSITIONS, "why": "so", "pairs": [PAIR]}
REPLIES: dict[str, Any] = {
    "extract": {"date": None, "outlet": None, "claims": [{"k": "event", "s": [1], "t": "The ferry.", "m": []}]},
    "reconcile": {"facts": [FACT], "same": [], "cleared": []},
    "confirm": {"facts": [{"n": 1, "why": "so", "pairs": [PAIR]}]},
}
MODELS = {f"mock-{task}": {"mock_response": json.dumps(reply)} for task, reply in REPLIES.items()}
MODELS["mock-busy"] = {"mock_response": "litellm.RateLimitError"}
MODELS["mock-prose"] = {"mock_response": "I would rather write prose."}
KEY = "sk-compat-0123456789"
STARTS_WITHIN = 120


@pytest.fixture(scope="module")
def proxy(pytestconfig: pytest.Config, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    litellm = pytestconfig.getoption("--litellm")
    if litellm is None:
        pytest.skip("make compat runs this, in an environment of its own")
    folder = tmp_path_factory.mktemp("litellm")
    served = [
        {"model_name": name, "litellm_params": {"model": f"openai/{name}", "api_key": "none", **mock}}
        for name, mock in MODELS.items()
    ]
    settings = {"model_list": served, "general_settings": {"master_key": KEY}, "router_settings": {"num_retries": 0}}
    (folder / "config.yaml").write_text(yaml.safe_dump(settings), encoding="utf-8")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with (folder / "proxy.log").open("wb") as log:
        process = subprocess.Popen(
            [str(Path(litellm).absolute()), "--config", "config.yaml", "--host", "127.0.0.1", "--port", str(port)],
            cwd=folder,
            stdout=log,
            stderr=log,
        )
        try:
            _wait_for(f"http://127.0.0.1:{port}/health/liveliness", process, folder / "proxy.log")
            yield f"http://127.0.0.1:{port}/v1"
        finally:
            process.terminate()
            process.wait()


def _wait_for(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    """Wait for a foreign server: it has no other way of saying that it is there."""
    until = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < until and process.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.5)
    pytest.fail(f"the proxy did not start: {log.read_text('utf-8', 'replace')[-2000:]}")


@pytest.fixture
def room(newsroom: Newsroom, proxy: str) -> Newsroom:
    newsroom.setenv("OPENAI_BASE_URL", proxy)
    newsroom.setenv("OPENAI_API_KEY", KEY)
    newsroom.write("a.txt", "The ferry burnt.\n")
    newsroom.write("b.txt", "The ferry sank.\n")
    return newsroom


def models(**changes: str) -> list[str]:
    named = {task: f"mock-{task}" for task in REPLIES} | changes
    return [part for task, name in named.items() for part in (f"--model-{task}", name)]


def test_a_whole_story(room: Newsroom) -> None:
    result = room.run("compare", "a.txt", "b.txt", "--format", "json", *models())
    assert result.code == 1, result.err
    (finding,) = result.findings
    assert finding["keys"]["outcome"] == "confirmed"
    ran = result.report["run"]
    assert [task["requests"] for task in ran["tasks"]] == [2, 1, 1]
    assert all(task["input_tokens"] and task["output_tokens"] for task in ran["tasks"])
    assert {answer["model"] for answer in ran["answers"]} == {f"mock-{task}" for task in REPLIES}


def test_a_wrong_key(room: Newsroom) -> None:
    """Without a database the proxy answers 400 where others answer 401, so this run says what the proxy says."""
    room.setenv("OPENAI_API_KEY", "sk-wrong-0123456789")
    result = room.run("compare", "a.txt", "b.txt", "--format", "json", *models())
    assert result.code == 3
    assert [failure["step"] for failure in result.report["failures"]] == ["extract", "extract", "reconcile"]
    assert all("HTTP 400" in failure["reason"] for failure in result.report["failures"])
    assert "sk-wrong-0123456789" not in result.out + result.err


def test_an_unknown_model_fails_with_the_remedy(room: Newsroom) -> None:
    """The proxy answers 400 where others answer 404, so the requests fail and the run does not stop."""
    result = room.run("compare", "a.txt", "b.txt", "--format", "json", *models(extract="mock-nothing"))
    assert result.code == 3
    assert [failure["step"] for failure in result.report["failures"]] == ["extract", "extract"]
    for failure in result.report["failures"]:
        assert "HTTP 400" in failure["reason"]
        assert "see whether CHECKER_MODEL takes a JSON schema" in failure["reason"]


def test_busy_for_ever(room: Newsroom) -> None:
    room.setenv("CHECKER_TRIES", "1")
    result = room.run("compare", "a.txt", "b.txt", "--format", "json", *models(extract="mock-busy"))
    assert result.code == 3
    assert "HTTP 429" in json.dumps(result.report["failures"])


def test_prose_is_asked_again_and_then_a_failure(room: Newsroom) -> None:
    result = room.run("claims", "a.txt", "--format", "json", "--model", "mock-prose")
    assert result.code == 3
    assert "no usable reply in 3 tries" in json.dumps(result.report["failures"])
