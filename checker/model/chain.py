"""The sources around a live one, put together.

From the outside in:

    cache      asked before? then nothing is paid (`checker.model.cached`)
    retrying   the one retry loop
    limits     a place, the minute's limits, the brake
    budget     may this try be paid for?
    live       one request to a server

So every try, not every request, waits for its place and is counted against the budget.
"""

from __future__ import annotations

import random
from collections.abc import Callable

from checker.model.answers import AnswerSource
from checker.model.brake import Brake, BrakedClock
from checker.model.budget import Budget, BudgetedSource
from checker.model.clock import Clock
from checker.model.endpoint import Endpoint
from checker.model.events import Watch, nobody
from checker.model.limits import LimitedSource, Limits
from checker.model.live import LiveSource
from checker.model.retrying import RetryingSource
from checker.settings import Settings


def live_chain(
    settings: Settings,
    endpoint: Endpoint,
    clock: Clock,
    *,
    brake: Brake | None = None,
    budget: Budget | None = None,
    chance: Callable[[], float] = random.random,
    watch: Watch = nobody,
) -> AnswerSource:
    """Return a source that asks the endpoint within limits and budget, and again where a failure may pass."""
    brake = brake or Brake()
    waiting = BrakedClock(clock, brake)
    source: AnswerSource = LiveSource(endpoint, settings.timeout, clock, watch)
    if budget is not None:
        source = BudgetedSource(source, budget, brake)
    limits = Limits(
        settings.requests_at_once,
        waiting,
        requests_a_minute=settings.requests_a_minute,
        tokens_a_minute=settings.tokens_a_minute,
        watch=watch,
    )
    return RetryingSource(
        LimitedSource(source, limits, brake),
        brake,
        host=endpoint.host,
        tries=settings.tries,
        clock=waiting,
        chance=chance,
        watch=watch,
    )
