"""A clock for whole runs against a server on this machine: no wait takes time, and no time passes but by waiting."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable
from datetime import UTC, datetime, timedelta


class JumpingClock:
    """`run_out` ends the try that is under way, from whichever thread."""

    last: JumpingClock
    """The clock of the run under way."""

    start: datetime | None = None
    """The time at which a run begins; None for that of this machine."""

    def __init__(self) -> None:
        JumpingClock.last = self
        self.waits: list[float] = []
        self._now = self.start or datetime.now(UTC)

    def now(self) -> datetime:
        return self._now

    def reading(self) -> float:
        return self._now.timestamp()

    async def sleep(self, seconds: float) -> None:
        self.waits.append(seconds)
        self._now += timedelta(seconds=seconds)

    def timeout(self, seconds: float) -> asyncio.Timeout:
        self._loop = asyncio.get_running_loop()
        self._running = asyncio.timeout(None)
        return self._running

    def every(self, seconds: float, do: Callable[[], None]) -> contextlib.nullcontext[None]:
        return contextlib.nullcontext()

    def run_out(self) -> None:
        self._loop.call_soon_threadsafe(self._running.reschedule, 0.0)
