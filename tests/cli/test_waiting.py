"""A run that waits (for another run, a slow provider, a batch) says so, and waits for no stopped run for ever."""

from __future__ import annotations

import os
import queue
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from checker.cli.progress import EVERY
from tests.cli.test_asking import _key
from tests.model.batch_provider import BatchProvider
from tests.model.loopback import Connection
from tests.model.provider import Provider
from tests.model.virtual_clock import VirtualClock
from tests.newsroom import Newsroom

__all__ = ["_key"]

ROOT = Path(__file__).parents[2]


class Clock(VirtualClock):
    """The clock of the run under way."""

    last: Clock

    def __init__(self) -> None:
        super().__init__()
        Clock.last = self


@pytest.fixture
def room(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> Newsroom:
    monkeypatch.setattr("checker.cli.run.SystemClock", Clock)
    newsroom.write("a.txt", "The ferry burnt off Zanzibar.\n")
    return newsroom


class Holding(Provider):
    """Never answers the first request, and says in `held` that it came."""

    def __init__(self) -> None:
        super().__init__()
        self.held: queue.Queue[None] = queue.Queue()

    async def _answer(self, connection: Connection) -> None:
        if len(self.seen) == 1:
            self.held.put(None)
            await connection.reader.read()
            return
        await super()._answer(connection)


@pytest.fixture
def stopped(room: Newsroom) -> Iterator[tuple[Holding, int]]:
    """A provider, and the number of a run that was stopped while it asked it for the article."""
    with Holding() as provider:
        room.setenv("OPENAI_BASE_URL", provider.url)
        process = subprocess.Popen(
            [sys.executable, "-m", "checker", "claims", "a.txt"],
            cwd=room.folder,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        provider.held.get(timeout=60)
        process.send_signal(signal.SIGSTOP)
        os.waitpid(process.pid, os.WUNTRACED)
        yield provider, process.pid
        process.kill()
        process.wait()


def test_a_stopped_run_is_named_and_then_not_waited_for(room: Newsroom, stopped: tuple[Holding, int]) -> None:
    provider, process = stopped
    result = room.run("claims", "a.txt", "--format", "json")
    assert result.code == 0
    assert len(result.report["claims"]) == 1
    assert len(provider.seen) == 2
    said = f"waiting 30 s for another run (process {process}) that asks for the same"
    assert f"checker: reading 0 of 1 · 0 tokens · {said}\n" in result.err
    assert f"process {process} is stopped: what it asked for is asked anew" in result.err


class Slow(BatchProvider):
    """Lets minutes pass on the clock of the run before it answers to a path."""

    path = ""

    async def _answer(self, connection: Connection) -> None:
        if self.path in self.seen[-1].path:
            for _ in range(4):
                Clock.last.let_pass(EVERY)
        await super()._answer(connection)


@pytest.mark.parametrize(
    ("path", "options", "says"),
    [
        ("/chat/completions", (), "an answer"),
        ("/files", ("--batch",), "the upload of a batch"),
        ("/batches", ("--batch",), "the start of a batch"),
    ],
)
def test_a_slow_provider_is_told_every_half_minute(
    room: Newsroom, path: str, options: tuple[str, ...], says: str
) -> None:
    with Slow() as provider:
        provider.path = path
        room.setenv("OPENAI_BASE_URL", provider.url)
        result = room.run("claims", "a.txt", *options)
    assert result.code == (4 if options else 0)
    for number in range(1, 5):
        assert f"waiting {_time(30 * number)} for {says}\n" in result.err


def test_fetching_a_batch_that_takes_long_is_told(room: Newsroom) -> None:
    with Slow() as provider:
        provider.path = "nowhere"
        room.setenv("OPENAI_BASE_URL", provider.url)
        room.run("claims", "a.txt", "--batch")
        provider.path = "/batches/"
        result = room.run("claims", "a.txt", "--batch")
        assert result.code == 4
    assert "checker: waiting 60 s for batch batch_0\n" in result.err
    assert "waiting" not in room.run("claims", "a.txt", "--batch", "--quiet").err


def _time(seconds: int) -> str:
    return f"{seconds} s" if seconds < 90 else f"{seconds / 60:.0f} min"
