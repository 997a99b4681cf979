"""A clock whose time passes only when everybody waits: then it jumps to whoever is next. No test sleeps."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

START = datetime(2031, 3, 4, 12, tzinfo=UTC)


class VirtualClock:
    """`elapsed` is the seconds since the start."""

    def __init__(self) -> None:
        self.elapsed = 0.0
        self._due: list[float] = []

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
                    self.elapsed = max(self.elapsed, due)
        finally:
            self._due.remove(due)

    def timeout(self, seconds: float) -> asyncio.Timeout:
        return asyncio.timeout(None)
