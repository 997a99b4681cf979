"""The one clock, and how long to wait. Whoever waits asks it, so that a test can stand in for it."""

from __future__ import annotations

import asyncio
import math
import re
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractAsyncContextManager, AbstractContextManager, contextmanager
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any, Protocol

LONGEST_WAIT = 120.0
"""Seconds. A provider that asks for more is tried again after this; if it meant it, the tries run out soon."""


class Clock(Protocol):
    """Tells the time and waits. All times are in seconds."""

    def now(self) -> datetime:
        """Return the time, with its zone."""
        ...

    def reading(self) -> float:
        """Return seconds since some moment, for intervals: nobody sets it back, as the time of day may be."""
        ...

    async def sleep(self, seconds: float) -> None:
        """Wait."""
        ...

    def timeout(self, seconds: float) -> AbstractAsyncContextManager[Any]:
        """Return a context that raises TimeoutError when its body takes longer than this."""
        ...

    def every(self, seconds: float, do: Callable[[], None]) -> AbstractContextManager[None]:
        """Return a context in which something is done again and again, each time after so many seconds."""
        ...


class SystemClock:
    """The clock of this machine."""

    def now(self) -> datetime:
        """Return the time in UTC."""
        return datetime.now(UTC)

    def reading(self) -> float:
        """Return the seconds of the machine's monotonic clock."""
        return time.monotonic()

    async def sleep(self, seconds: float) -> None:
        """Wait, and let others run meanwhile."""
        await asyncio.sleep(seconds)

    def timeout(self, seconds: float) -> AbstractAsyncContextManager[Any]:
        """Return a context that cancels its body when the time is over, however busy a connection seems."""
        return asyncio.timeout(seconds)

    @contextmanager
    def every(self, seconds: float, do: Callable[[], None]) -> Iterator[None]:
        """Do it in the running event loop, between what else runs there."""
        loop = asyncio.get_running_loop()
        due: asyncio.TimerHandle

        def turn() -> None:
            nonlocal due
            due = loop.call_later(seconds, turn)
            do()

        due = loop.call_later(seconds, turn)
        try:
            yield
        finally:
            due.cancel()


def wait_before_try(number: int, chance: float) -> float:
    """Return the seconds to wait before try `number` (from 2) where nobody named a time: 2, 4, 8 …, or less.

    `chance`, from 0 to 1, takes off up to a half: tasks that failed together do not come back together.
    """
    longest = min(LONGEST_WAIT, 2.0 ** (number - 1))
    return longest * (1 + chance) / 2


def wait_asked(headers: Mapping[str, str], now: datetime) -> float | None:
    """Return the seconds that a server asks to wait, at most LONGEST_WAIT, or None where it names no time.

    `headers` are lower-case. Retry-After gives seconds or an HTTP date, which is held against the Date that the server
    sends with it, or `now` where it sends none; OpenAI adds retry-after-ms, which is finer.
    Without either, the x-ratelimit-reset headers count: the later of those whose remainder is used up.
    """
    asked = headers.get("retry-after", "")
    if not asked and "retry-after-ms" not in headers:
        return _wait_for_reset(headers)
    try:
        if "retry-after-ms" in headers:
            seconds = float(headers["retry-after-ms"]) / 1000
        elif "," in asked:
            seconds = (_http_date(asked) - _time_there(headers, now)).total_seconds()
        else:
            seconds = float(asked)
    except ValueError:
        return None
    return min(max(seconds, 0.0), LONGEST_WAIT) if math.isfinite(seconds) else None


def _http_date(text: str) -> datetime:
    """Return the time that a header names. Raises ValueError where it names none."""
    date = parsedate_to_datetime(text)
    return date.replace(tzinfo=date.tzinfo or UTC)


def _time_there(headers: Mapping[str, str], now: datetime) -> datetime:
    """Return the time by the server's clock, which need not be ours."""
    try:
        return _http_date(headers["date"])
    except (KeyError, ValueError):
        return now


_UNITS = {"ms": 0.001, "s": 1.0, "m": 60.0, "h": 3600.0, "d": 86400.0}
_DURATION = re.compile(r"(\d+(?:\.\d+)?)(ms|s|m|h|d)")


def _wait_for_reset(headers: Mapping[str, str]) -> float | None:
    """Return the seconds until the limits that are used up are whole again, where the headers tell."""
    waits = []
    for name in ("requests", "tokens"):
        left, reset = headers.get(f"x-ratelimit-remaining-{name}"), headers.get(f"x-ratelimit-reset-{name}", "")
        parts = _DURATION.findall(reset)
        if parts and "".join(number + unit for number, unit in parts) == reset and left in (None, "0"):
            waits.append(sum(float(number) * _UNITS[unit] for number, unit in parts))
    return min(max(waits), LONGEST_WAIT) if waits else None
