"""A clock whose time passes only when everybody waits: then it jumps to whoever is next. No test sleeps."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

START = datetime(2031, 3, 4, 12, tzinfo=UTC)


class VirtualClock:
    """`elapsed` is the seconds since the start; `let_pass` makes them more at once."""

    def __init__(self) -> None:
        self.elapsed = 0.0
        self._due: list[float] = []
        self._again: list[tuple[float, Callable[[], None]]] = []

    def now(self) -> datetime:
        return START + timedelta(seconds=self.elapsed)

    def reading(self) -> float:
        return self.elapsed

    async def sleep(self, seconds: float) -> None:
        due = self.elapsed + seconds
        self._due.append(due)
        try:
            while self.elapsed < due:
                for _ in range(50):  # turns of the loop in which whoever can still go on does so
                    await asyncio.sleep(0)
                if due == min(self._due):
                    self.let_pass(due - self.elapsed)
        finally:
            self._due.remove(due)

    def timeout(self, seconds: float) -> asyncio.Timeout:
        return asyncio.timeout(None)

    @contextmanager
    def every(self, seconds: float, do: Callable[[], None]) -> Iterator[None]:
        turn = seconds, do
        self._again.append(turn)
        yield
        self._again.remove(turn)

    def let_pass(self, seconds: float) -> None:
        before = self.elapsed
        self.elapsed = max(before, before + seconds)
        for period, do in self._again:
            for _ in range(int(self.elapsed // period - before // period)):
                do()
