"""Ctrl-C, sent to a real process: the first lets come in what is in flight, the second stops at once."""

from __future__ import annotations

import asyncio
import json
import os
import queue
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.forked import Forked
from tests.model.loopback import Connection
from tests.model.provider import Provider

ARTICLES = 6


class Holding(Provider):
    """Answers two requests, then holds the others until it is let go; tells `held` how many it holds."""

    def __init__(self) -> None:
        super().__init__()
        self.held: queue.Queue[int] = queue.Queue()
        self.go = asyncio.Event()

    def let_go(self) -> None:
        self._loop.call_soon_threadsafe(self.go.set)

    def __exit__(self, *_: object) -> None:
        self.let_go()  # whatever a test failed at: what is held would be waited for
        super().__exit__()

    async def _answer(self, connection: Connection) -> None:
        if len(self.seen) > 2:
            self.held.put(len(self.seen))
            await self.go.wait()
        await super()._answer(connection)


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    for number in range(ARTICLES):
        (tmp_path / f"{number}.txt").write_text(f"The ferry burnt {number} times.\n")
    return tmp_path


def start(provider: Provider, folder: Path) -> Forked:
    environment = {
        **os.environ,
        "OPENAI_API_KEY": "sk-test-0123456789",
        "OPENAI_BASE_URL": provider.url,
        "CHECKER_REQUESTS_AT_ONCE": "2",
        "CHECKER_CACHE": str(folder / "cache"),
    }
    files = [f"{number}.txt" for number in range(ARTICLES)]
    return Forked(folder, "claims", *files, "--format", "json", "--log", "run.log", env=environment)


def interrupt(process: Forked) -> None:
    """Press Ctrl-C, and wait until the process says so."""
    process.interrupt()
    process.wait_for("interrupted")


def hold_two(provider: Holding) -> None:
    while provider.held.get(timeout=600) < 4:
        pass


def claims_of(out: str) -> set[str]:
    return {claim["passage"]["article"] for claim in json.loads(out)["claims"]}


def rerun(folder: Path, gone: Provider) -> tuple[Any, int]:
    """Run the same again with a provider that is well; return its report, and how much it was asked."""
    with Provider(instead_of=gone) as provider:
        ended = start(provider, folder).end()
        assert ended.returncode == 0, ended.stderr
        return claims_of(ended.stdout), len(provider.seen)


@pytest.mark.each
def test_the_first_interrupt_waits_for_what_is_in_flight_and_reports(articles: Path) -> None:
    with Holding() as provider, start(provider, articles) as process:
        hold_two(provider)
        interrupt(process)
        provider.let_go()
        ended = process.end()
        asked = len(provider.seen)
    assert ended.returncode == 3
    assert asked == 4
    report = json.loads(ended.stdout)
    assert len(claims_of(ended.stdout)) == 4
    assert len(report["failures"]) == 2
    assert all("interrupted before this was asked" in failure["reason"] for failure in report["failures"])
    assert rerun(articles, provider) == ({str(number) for number in range(ARTICLES)}, 2)


def test_the_second_interrupt_stops_at_once_and_nothing_kept_is_paid_again(articles: Path) -> None:
    with Holding() as provider, start(provider, articles) as process:
        hold_two(provider)
        interrupt(process)
        process.interrupt()
        assert process.end().returncode == 130
        provider.let_go()
    assert rerun(articles, provider) == ({str(number) for number in range(ARTICLES)}, 4)


AT_ONCE = "import os, signal\nos.kill(os.getpid(), signal.SIGINT)\n"
IN_ITS_OWN_WAY = """
import os, signal
try:
    os.kill(os.getpid(), signal.SIGINT)
except KeyboardInterrupt:
    raise ValueError("could not be built: KeyboardInterrupt") from None
"""


@pytest.mark.parametrize(
    ("library", "code", "says"),
    [
        ("typer", AT_ONCE, b""),
        ("typer", IN_ITS_OWN_WAY, b""),
        ("pydantic", IN_ITS_OWN_WAY, b"checker: interrupted\n"),
    ],
    ids=["the command line", "the command line in a library", "a command in a library"],
)
def test_an_interrupt_while_something_is_imported_shows_no_traceback(
    tmp_path: Path, library: str, code: str, says: bytes
) -> None:
    """A library of that name lies in the working directory, and is interrupted while it is imported."""
    (tmp_path / f"{library}.py").write_text(code)
    (tmp_path / "a.txt").write_text("The ferry burnt.\n")
    ran = subprocess.run(
        [sys.executable, "-m", "checker", "compare", "a.txt", "--checks-only"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
        capture_output=True,
        check=False,
    )
    assert (ran.returncode, ran.stderr, ran.stdout) == (130, says, b"")
