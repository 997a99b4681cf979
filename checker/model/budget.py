"""What a run may spend. It stops *before* the line: a try goes out only if its high estimate still fits."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from checker.errors import AskError, CheckerError, NotAsked, ReplyUnaffordable, SettingsError
from checker.model.answers import Answer, AnswerSource, Usage, spent_on, total
from checker.model.brake import Brake
from checker.model.expectation import Expectations
from checker.model.faults import TryFailed
from checker.model.longest import longest_reply
from checker.model.price import Prices
from checker.model.request import LIMIT, Request


@dataclass
class Held:
    """Dollars that are held for a try under way, and the most tokens that it may write for them (None: no limit)."""

    dollars: float
    ceiling: int | None = None


class Budget:
    """Counts tries and dollars, those of failed tries included, against what is allowed (None: no limit).

    While a try is under way its high estimate is held, and a try that does not fit beside it waits until the true cost
    is known. With a limit on cost each try carries a ceiling of reply tokens, thinking included, that the money held
    for it pays for: its high estimate, and as much more as what is left divided by `at_once` buys. `overrun` says how
    far a server that wrote more than that, or read more than the high estimate, went over the line, in dollars.
    """

    def __init__(
        self, prices: Prices, *, max_cost: float | None = None, max_requests: int | None = None, at_once: int = 1
    ) -> None:
        self._prices = prices
        self._max_cost = max_cost
        self._max_requests = max_requests
        self._at_once = at_once
        self._expectations = Expectations()
        self._held = 0.0
        self._under_way = 0
        self._settled = asyncio.Event()
        self._before = 0.0
        self.tries = 0
        self.dollars = 0.0

    @property
    def overrun(self) -> float:
        """Dollars above the line."""
        return 0.0 if self._max_cost is None else max(0.0, self.dollars - self._max_cost)

    @property
    def _taken(self) -> float:
        """Dollars that are spent or held, by earlier runs of the same check too."""
        return self._before + self.dollars + self._held

    def require_prices(self, models: Iterable[str]) -> None:
        """Raise SettingsError where --max-cost meets a model without a price: before the first request."""
        for model in models if self._max_cost is not None else ():
            if self._prices.dollars(model, Usage(1, 1)) is None:
                raise SettingsError(f"--max-cost: {self._prices.why_unknown(model)}")

    def charge(self, request: Request[Any], tries: int, usage: Usage | None = None, ceiling: int | None = None) -> None:
        """Count what earlier runs of the same check sent: what it took, or where nobody knows yet, what it may take."""
        if usage is None:
            high = self._high(request)
            usage = replace(high, output_tokens=ceiling or high.output_tokens)
        self.tries += tries
        self._before += self._prices.dollars(request.model, usage) or 0.0

    async def hold(self, request: Request[Any], *, wait: bool = True) -> Held:
        """Hold what a try may cost; `wait` for those under way where it does not fit beside them.

        Raises NotAsked where it could cross the line, and SettingsError where --max-cost meets a model without a price.
        """
        self._check_count(request)
        held = Held(self._prices.dollars(request.model, self._high(request)) or 0.0)
        if self._max_cost is not None:
            self.require_prices([request.model])
            while self._taken + held.dollars > self._max_cost and wait and self._under_way:
                await self._settled.wait()
                held = Held(self._prices.dollars(request.model, self._high(request)) or 0.0)
            if self._taken + held.dollars > self._max_cost:
                raise NotAsked(
                    f"{request.item}: not asked: it may cost ${held.dollars:.4f}, and ${self._taken:.4f} "
                    f"of --max-cost {self._max_cost:g} are taken; the same command with more goes on from here"
                )
            self._check_count(request)
        return self._hold(held)

    def give_room(self, held: Held, request: Request[Any], among: int | None = None) -> None:
        """Set the ceiling of a try, and hold for it its share of what is left when `among` so many want a share."""
        if self._max_cost is None:
            return
        high, longest = self._high(request), _longest(request)
        share = max(0.0, self._max_cost - self._taken) / (among or self._at_once)
        a_token = (self._prices.dollars(request.model, Usage(0, 1_000_000)) or 0.0) / 1_000_000
        more = int(share / a_token) if a_token else longest
        held.ceiling = max(high.output_tokens, min(high.output_tokens + more, longest))
        dollars = self._prices.dollars(request.model, replace(high, output_tokens=held.ceiling)) or 0.0
        self._held += dollars - held.dollars
        held.dollars = dollars

    async def hold_more(self, request: Request[Any], cut: int) -> Held | None:
        """Hold for a request whose reply was cut at `cut` tokens once more, with two to four times that room.

        None where money or model has no such room. It is better spent on a whole reply than left: the next run with the
        same limit would be cut at the same place.
        """
        rooms = {min(times * cut, _longest(request)) for times in (2, 4)}
        while self._max_cost is not None and self.tries != self._max_requests:
            for ceiling in sorted(rooms - {cut}, reverse=True):
                usage = replace(self._high(request), output_tokens=ceiling)
                held = Held(self._prices.dollars(request.model, usage) or 0.0, ceiling)
                if self._taken + held.dollars <= self._max_cost:
                    return self._hold(held)
            if not self._under_way or rooms == {cut}:
                break
            await self._settled.wait()
        return None

    def _hold(self, held: Held) -> Held:
        self.tries += 1
        self._under_way += 1
        self._held += held.dollars
        return held

    def _high(self, request: Request[Any]) -> Usage:
        """Return the high estimate of a try, no reply longer than its model writes at all."""
        high = self._expectations.of(request).high
        return replace(high, output_tokens=min(high.output_tokens, longest_reply(request.model)))

    def _check_count(self, request: Request[Any]) -> None:
        if self._max_requests is not None and self.tries >= self._max_requests:
            raise NotAsked(
                f"{request.item}: not asked: --max-requests {self._max_requests} is used up; the same command with "
                "more goes on from here"
            )

    def settle(self, held: Held, request: Request[Any], usage: Usage | None) -> None:
        """Count what a try took, or may have taken at most. None: nobody knows, so what was held counts."""
        self._under_way -= 1
        self._held = self._held - held.dollars if self._under_way else 0.0
        if usage is None:
            self.dollars += held.dollars
        else:
            self.dollars += self._prices.dollars(request.model, usage.at_most) or 0.0
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
        """Hold, ask, settle; where the reply was cut for want of money and there is more by now, once more."""
        held: Held | None = await self._budget.hold(request)
        cut: list[Usage] = []
        while held is not None:
            if not cut:
                self._budget.give_room(held, request)
            try:
                answer = await self._try(request, held)
            except ReplyUnaffordable as problem:
                cut.append(spent_on(problem))
                problem.usage = total(cut)
                last = problem
                held = await self._budget.hold_more(request, held.ceiling or 0)
            except TryFailed as failed:
                failed.usage = total([*cut, failed.usage])
                raise
            else:
                return answer.with_usage(total([*cut, answer.usage]))
        raise last

    async def _try(self, request: Request[Any], held: Held) -> Answer:
        usage: Usage | None = None
        try:
            self._brake.check(request.item)  # it may have been pulled while this waited for what others take
            answer = await self._source.answer(replace(request, ceiling=held.ceiling) if held.ceiling else request)
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


def _longest(request: Request[Any]) -> int:
    """Return the most tokens that a reply can have, by its model and by the limit among its options."""
    limit = request.options.get(LIMIT)
    return min(limit, longest_reply(request.model)) if isinstance(limit, int) else longest_reply(request.model)
