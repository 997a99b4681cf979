"""kill -9 at random moments, two processes at once: in the end every answer is there once, and nothing is paid twice.

What was in flight at a kill may be asked once more: that is what the leases of the killed process say at that moment.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import queue
import random
import signal
import sqlite3
from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest

from checker.model.store import NAME
from tests.forked import forking
from tests.model.asking_process import ask_all, numbered
from tests.model.loopback import Connection, completion, respond
from tests.model.provider import Provider

REQUESTS = 200


class CountingProvider(Provider):
    """Answers with the number that it was asked; tells `reached` when it has seen so many requests."""

    def __init__(self, thresholds: list[int]) -> None:
        super().__init__()
        self.thresholds = set(thresholds)
        self.reached: queue.Queue[int] = queue.Queue()
        self.answered: Counter[int] = Counter()

    async def _answer(self, connection: Connection) -> None:
        seen = self.seen[-1]
        number = int(seen.json["messages"][1]["content"])
        self.answered[number] += 1
        if len(self.seen) in self.thresholds:
            self.reached.put(len(self.seen))
        await respond(200, completion(json.dumps({"number": number})))(connection)


def leased(database: sqlite3.Connection, pid: int | None) -> set[str]:
    rows = database.execute("SELECT id FROM lease WHERE owner LIKE ?", (f"{pid}-%",))
    return {row[0] for row in rows.fetchall()}


def test_kills(tmp_path: Path, pytestconfig: pytest.Config) -> None:
    kills: int = pytestconfig.getoption("--kills")
    requests = max(REQUESTS, 20 * kills)
    chance = random.Random(6)
    context = forking()
    with CountingProvider(chance.sample(range(1, requests - 10), kills)) as provider:

        def start() -> multiprocessing.context.ForkServerProcess:
            numbers = chance.sample(range(requests), requests)
            process = context.Process(target=ask_all, args=(provider.url, str(tmp_path), numbers))
            process.start()
            return process

        running = [start(), start()]
        allowed: Counter[str] = Counter()
        for _ in range(kills):
            provider.reached.get(timeout=600)
            at = chance.randrange(2)
            pids = [process.pid for process in running if process.pid]
            for pid in pids:  # both stand still while the leases are read
                os.kill(pid, signal.SIGSTOP)
            with closing(sqlite3.connect(tmp_path / NAME, timeout=60)) as database, database:
                allowed.update(leased(database, pids[at]))
            os.kill(pids[at], signal.SIGKILL)
            os.kill(pids[1 - at], signal.SIGCONT)
            running[at].join()
            assert running[at].exitcode == -signal.SIGKILL
            running[at] = start()
        for process in running:
            process.join()
            assert process.exitcode == 0
        answered = dict(provider.answered)

    with closing(sqlite3.connect(tmp_path / NAME)) as database, database:
        kept = {key: json.loads(value) for key, value in database.execute("SELECT id, kept FROM answer").fetchall()}
        assert database.execute("SELECT count(*) FROM lease").fetchone() == (0,)
    wanted = {numbered(number).fingerprint: number for number in range(requests)}
    assert {key: json.loads(answer["text"])["number"] for key, answer in kept.items()} == wanted
    too_often = {key: answered[number] for key, number in wanted.items() if answered[number] > 1 + allowed[key]}
    assert too_often == {}
    assert sum(answered.values()) < requests + sum(allowed.values()) + 1
