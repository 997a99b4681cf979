"""Limits: how much goes out at once and a minute, and that the whole run slows down and recovers together."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from checker.errors import NotAsked
from checker.model.answers import Answer, Usage
from checker.model.brake import Brake, BrakedClock
from checker.model.events import Event
from checker.model.faults import TryFailed
from checker.model.limits import LimitedSource, Limits
from checker.model.request import Request
from checker.model.retrying import RetryingSource
from tests.model.test_live import REQUEST
from tests.model.virtual_clock import VirtualClock

Behaviour = Callable[["Model"], Awaitable[None]]


class Model:
    """A source that answers after a second; `busy_at` are the times at which it turns requests away for 30 seconds."""

    def __init__(self, clock: VirtualClock, busy_at: set[float] | None = None, wait: float | None = 30.0) -> None:
        self.clock = clock
        self.busy_at = busy_at or set()
        self.wait = wait
        self.times: list[float] = []
        self.under_way = self.most = 0

    async def answer(self, request: Request[Any]) -> Answer:
        self.times.append(self.clock.elapsed)
        self.under_way += 1
        self.most = max(self.most, self.under_way)
        try:
            if self.clock.elapsed in self.busy_at:
                raise TryFailed("HTTP 429", wait=self.wait, busy=True)
            await self.clock.sleep(1)
        finally:
            self.under_way -= 1
        return Answer("{}", "m", "h", "2031", Usage(10, 5))


def sent(count: int, *, at_once: int = 100, model: Callable[[VirtualClock], Model] = Model, **limits: Any) -> Any:
    """Return a model after so many requests, and the events."""
    events: list[Event] = []

    async def run() -> Model:
        clock, brake = VirtualClock(), Brake()
        asked = model(clock)
        source = LimitedSource(asked, Limits(at_once, clock, watch=events.append, **limits), brake)
        retrying = RetryingSource(source, brake, host="h", tries=5, clock=clock, chance=lambda: 1.0)
        await asyncio.gather(*(retrying.answer(replace(REQUEST, sample=sample)) for sample in range(count)))
        return asked

    return asyncio.run(run()), events


def test_no_more_than_so_many_at_once() -> None:
    model, _ = sent(10, at_once=3)
    assert model.most == 3
    assert model.times == [0, 0, 0, 1, 1, 1, 2, 2, 2, 3]


def test_requests_a_minute() -> None:
    assert sent(10, requests_a_minute=4)[0].times == [0] * 4 + [60] * 4 + [120] * 2


def test_tokens_a_minute_count_as_estimated_and_then_as_they_were() -> None:
    estimated = REQUEST.input_tokens * 3 // 2
    times = sent(6, tokens_a_minute=3 * estimated)[0].times
    assert times[:3] == [0, 0, 0]
    assert all(time > 0 for time in times[3:])


def test_a_request_above_the_limit_of_a_minute_goes_alone() -> None:
    assert sent(3, tokens_a_minute=1)[0].times == [0, 60, 120]


def test_a_busy_provider_slows_the_whole_run_once_and_it_recovers() -> None:
    model, events = sent(60, at_once=8, model=lambda clock: Model(clock, {2.0}))
    assert [event.kind for event in events][:1] == ["slowed down"]
    slowed = [event for event in events if event.kind == "slowed down"]
    assert [(event.seconds, event.count) for event in slowed] == [(30, 4)]
    assert not [time for time in model.times if 2 < time < 32]
    assert model.times.count(32.0) == 4
    assert max(event.count for event in events if event.kind == "sped up") == 8


def test_without_a_word_of_the_provider_the_pauses_grow() -> None:
    _, events = sent(1, at_once=1, model=lambda clock: Model(clock, {0.0, 2.0, 6.0}, None))
    assert [event.seconds for event in events if event.kind == "slowed down"] == [1, 2, 4]


@pytest.mark.parametrize("limits", [{"requests_a_minute": 1}, {"at_once": 1}])
def test_who_waits_when_the_brake_is_pulled_is_not_asked(limits: dict[str, Any]) -> None:
    async def run() -> tuple[list[Any], int]:
        clock, brake = VirtualClock(), Brake()
        model = Model(clock)
        asked = Limits(limits.pop("at_once", 100), BrakedClock(clock, brake), **limits)
        source = LimitedSource(model, asked, brake)
        tasks = [asyncio.create_task(source.answer(replace(REQUEST, sample=sample))) for sample in range(5)]
        while not model.times:
            await asyncio.sleep(0)
        brake.interrupt()
        return await asyncio.gather(*tasks, return_exceptions=True), len(model.times)

    results, asked = asyncio.run(run())
    assert asked == 1
    assert [type(result) for result in results] == [Answer, NotAsked, NotAsked, NotAsked, NotAsked]


def test_a_pause_of_no_length_is_a_pause_all_the_same() -> None:
    _, events = sent(1, at_once=1, model=lambda clock: Model(clock, {0.0, 2.0, 6.0}, 0.0))
    assert [event.seconds for event in events if event.kind == "slowed down"] == [1, 2, 4]


def test_the_time_of_day_may_be_set_back() -> None:
    class SetBack(VirtualClock):
        def now(self) -> datetime:
            return super().now() - timedelta(days=self.elapsed >= 1)

    async def run() -> tuple[float, list[float]]:
        clock, brake = SetBack(), Brake()
        model = Model(clock, {1.0}, 9.0)
        limits = Limits(1, clock, requests_a_minute=5)
        retrying = RetryingSource(LimitedSource(model, limits, brake), brake, host="h", tries=5, clock=clock)
        await asyncio.gather(*(retrying.answer(replace(REQUEST, sample=sample)) for sample in range(9)))
        return clock.elapsed, model.times

    elapsed, times = asyncio.run(run())
    assert len(times) == 10
    assert elapsed < 180
