"""`checker` in a process of its own, forked from one that has the client libraries: importing them takes two seconds.

For tests of what only processes have (signals, locks between them, their exit codes). Where the start itself is tested,
or what a shell does with the streams, start it anew.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import tempfile
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, Self

HEAVY = ["openai", "instructor", "tenacity", "pydantic", "sqlite3", "httpx2", "typer"]
"""What the process is given that the others are forked from."""


def forking() -> Any:
    """Return the context whose processes start at once. There is one such server for each process that runs tests."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(HEAVY)
    return context


@dataclass(frozen=True)
class Ended:
    """What a process ended with and what it printed."""

    returncode: int
    stdout: str
    stderr: str


class Forked:
    """A run of `checker` in a folder with these settings, under way."""

    def __init__(self, folder: Path, *arguments: str, env: dict[str, str]) -> None:
        context = forking()
        reader, writer = context.Pipe(duplex=False)
        with tempfile.NamedTemporaryFile(dir=folder, prefix=".stdout-", delete=False) as file:
            self._stdout = Path(file.name)
        self._process = context.Process(target=_run, args=(str(folder), arguments, env, str(self._stdout), writer))
        self._process.start()
        writer.close()
        self._reader = reader
        self._stderr = os.fdopen(os.dup(reader.fileno()), encoding="utf-8")
        self._read: list[str] = []

    def wait_for(self, words: str) -> None:
        """Read standard error up to the line that holds these words. Raises AssertionError where it ends before."""
        for line in self._stderr:
            self._read.append(line)
            if words in line:
                return
        raise AssertionError("it ended without saying so: " + "".join(self._read))

    def interrupt(self) -> None:
        """Press Ctrl-C."""
        os.kill(self._process.pid, signal.SIGINT)

    def end(self) -> Ended:
        """Wait until it has ended."""
        told = "".join(self._read) + self._stderr.read()
        self._process.join()
        self.close()
        return Ended(self._process.exitcode, self._stdout.read_text("utf-8"), told)

    def close(self) -> None:
        """Kill it if it still runs."""
        self._process.kill()
        self._process.join()
        self._stderr.close()
        self._reader.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if not self._stderr.closed:
            self.close()


def _run(folder: str, arguments: tuple[str, ...], env: dict[str, str], stdout: str, stderr: Connection) -> None:
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(env)
    with Path(stdout).open("wb", buffering=0) as file:
        os.dup2(file.fileno(), 1)
    os.dup2(stderr.fileno(), 2)
    sys.argv = ["checker", *arguments]
    from checker.__main__ import main

    main()
