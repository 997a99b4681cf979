"""What a run may spend. It stops *before* the line: a try goes out only if its high estimate still fits."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Any

from checker.errors import AskError, CheckerError, NotAsked, SettingsError
from checker.model.answers import Answer, AnswerSource, Usage, spent_on
from checker.model.brake import Brake
from checker.model.expectation import Expectations
from checker.model.faults import TryFailed
from checker.model.price import Prices
from checker.model.request import Request


@dataclass(frozen=True)
class _Held:
    """Dollars that are held for a try under way."""

    dollars: float


class Budget:
    """Counts tries and dollars, those of failed tries included, against what is allowed (None: no limit).

    While a try is under way its high estimate is held, and a try that does not fit beside it waits until the true cost
    is known. `overrun` says how far replies that were longer than their high estimate went over the line, in dollars;
    only a limit on reply tokens (CHECKER_MAX_REPLY_TOKENS) rules that out.
    """

    def __init__(self, prices: Prices, *, max_cost: float | None = None, max_requests: int | None = None) -> None:
        self._prices = prices
        self._max_cost = max_cost
        self._max_requests = max_requests
        self._expectations = Expectations()
        self._held = 0.0
        self._under_way = 0
        self._settled = asyncio.Event()
        self.tries = 0
        self.dollars = 0.0

    @property
    def overrun(self) -> float:
        """Dollars above the line."""
        return 0.0 if self._max_cost is None else max(0.0, self.dollars - self._max_cost)

    async def hold(self, request: Request[Any], *, wait: bool = True) -> _Held:
        """Hold what a try may cost; `wait` for those under way where it does not fit beside them.

        Raises NotAsked where it could cross the line, and SettingsError where --max-cost meets a model without a price.
        """
        self._check_count(request)
        dollars = self._prices.dollars(request.model, self._expectations.of(request).high)
        if self._max_cost is not None:
            if dollars is None:
                raise SettingsError(f"--max-cost: {self._prices.why_unknown(request.model)}")
            while self.dollars + self._held + dollars > self._max_cost and wait and self._under_way:
                await self._settled.wait()
                dollars = self._prices.dollars(request.model, self._expectations.of(request).high) or 0.0
            if self.dollars + self._held + dollars > self._max_cost:
                raise NotAsked(
                    f"{request.item}: not asked: it may cost ${dollars:.4f}, and ${self.dollars + self._held:.4f} of "
                    f"--max-cost {self._max_cost:g} are taken; the same command with more goes on from here"
                )
            self._check_count(request)
        self.tries += 1
        self._under_way += 1
        self._held += dollars or 0.0
        return _Held(dollars or 0.0)

    def _check_count(self, request: Request[Any]) -> None:
        if self._max_requests is not None and self.tries >= self._max_requests:
            raise NotAsked(
                f"{request.item}: not asked: --max-requests {self._max_requests} is used up; the same command with "
                "more goes on from here"
            )

    def settle(self, held: _Held, request: Request[Any], usage: Usage | None) -> None:
        """Count what a try really took. None: nobody knows (it was broken off), so what was held counts."""
        self._under_way -= 1
        self._held = self._held - held.dollars if self._under_way else 0.0
        if usage is None:
            self.dollars += held.dollars
        else:
            self.dollars += self._prices.dollars(request.model, usage) or 0.0
            self._expectations.learn(request, usage)
        self._settled.set()
        self._settled = asyncio.Event()


class BudgetedSource:
    """Another source, asked only while the budget lasts."""

    def __init__(self, source: AnswerSource, budget: Budget, brake: Brake) -> None:
        self._source = source
        self._budget = budget
        self._brake = brake

    async def answer(self, request: Request[Any]) -> Answer:
        """Hold, ask, settle."""
        held = await self._budget.hold(request)
        usage: Usage | None = None
        try:
            self._brake.check(request.item)  # it may have been pulled while this waited for what others take
            answer = await self._source.answer(request)
            usage = answer.usage
        except TryFailed as failed:
            usage = failed.usage
            raise
        except CheckerError as problem:
            usage = spent_on(problem) if isinstance(problem, AskError) else Usage()
            raise
        finally:
            self._budget.settle(held, request, usage)
        return answer
