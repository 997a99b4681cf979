"""What stops a run: an interrupt, or a provider that refuses. What is in flight is finished, nothing more is asked."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager, AbstractContextManager
from datetime import datetime
from typing import Any

from checker.errors import NotAsked, ProviderRefused
from checker.model.clock import Clock

INTERRUPTED = "the run was interrupted before this was asked; the same command goes on from here"


class Brake:
    """Pulled once, it stays so. Whoever is about to send a request calls `check`."""

    def __init__(self) -> None:
        self.refusal: str | None = None
        """Why the provider refuses every request; None where it does not."""
        self._pulled = asyncio.Event()

    @property
    def pulled(self) -> asyncio.Event:
        """Set when nothing more is asked."""
        return self._pulled

    def refuse(self, why: str) -> None:
        """Stop the run because the provider will refuse every request."""
        self.refusal = self.refusal or why
        self._pulled.set()

    def interrupt(self) -> None:
        """Stop asking because the user wants it."""
        self._pulled.set()

    def check(self, item: str) -> None:
        """Raise ProviderRefused or NotAsked where nothing more is asked."""
        if self.refusal is not None:
            raise ProviderRefused(self.refusal)
        if self._pulled.is_set():
            raise NotAsked(f"{item}: {INTERRUPTED}")


class BrakedClock:
    """A clock whose waits end at once when the brake is pulled; who waited then meets `check` before asking."""

    def __init__(self, clock: Clock, brake: Brake) -> None:
        self._clock = clock
        self._brake = brake

    def now(self) -> datetime:
        """Return the time, with its zone."""
        return self._clock.now()

    def reading(self) -> float:
        """Return the clock's own."""
        return self._clock.reading()

    def timeout(self, seconds: float) -> AbstractAsyncContextManager[Any]:
        """Return the clock's own: what is in flight is not cut short."""
        return self._clock.timeout(seconds)

    def every(self, seconds: float, do: Callable[[], None]) -> AbstractContextManager[None]:
        """Return the clock's own."""
        return self._clock.every(seconds, do)

    async def sleep(self, seconds: float) -> None:
        """Wait, or less where the brake is pulled meanwhile."""
        waits = [asyncio.ensure_future(self._clock.sleep(seconds)), asyncio.ensure_future(self._brake.pulled.wait())]
        try:
            await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for wait in waits:
                wait.cancel()
