"""How much is asked at once and a minute, and one slow-down for the whole run when the provider asks for it."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from checker.model.answers import Answer, AnswerSource
from checker.model.brake import Brake
from checker.model.clock import LONGEST_WAIT, Clock
from checker.model.events import Event, Watch, nobody
from checker.model.faults import TryFailed
from checker.model.request import Request

_MINUTE = 60.0


@dataclass
class _Sent:
    """A request that counts for a minute: when it went out, and its tokens (estimated, then counted)."""

    at: float
    tokens: int


class Limits:
    """Places for requests. A request keeps its place while it waits, so that others do not press on.

    `at_once` places at most; a provider that is busy halves them and holds everybody for as long as it asks (once for
    all requests that were under way together), and every `width` answers that come give one place back. What a minute
    may hold counts over any sixty seconds; one request that is larger than that goes out alone.
    """

    def __init__(
        self,
        at_once: int,
        clock: Clock,
        *,
        requests_a_minute: int | None = None,
        tokens_a_minute: int | None = None,
        watch: Watch = nobody,
    ) -> None:
        self._most = at_once
        self._width = float(at_once)
        self._clock = clock
        self._requests = requests_a_minute
        self._tokens = tokens_a_minute
        self._watch = watch
        self._taken = 0
        self._queue: deque[asyncio.Future[None]] = deque()
        self._sent: deque[_Sent] = deque()
        self._open_at = float("-inf")
        self._slowed_at = float("-inf")
        self._slowed_in_a_row = 0

    @property
    def width(self) -> int:
        """How many requests may be under way now."""
        return max(1, int(self._width))

    @asynccontextmanager
    async def place(self, tokens: int) -> AsyncIterator[_Sent]:
        """Wait for a place and for the minute's limits, and hold the place. `tokens` is what the request may take."""
        holds = False
        try:
            await self._take()
            holds = True
            while (seconds := self._seconds_to_wait(tokens)) > 0:
                before = self._now()
                await self._clock.sleep(seconds)
                if self._now() < before + seconds:  # the brake was pulled: whoever holds a place finds out by itself
                    break
                if self._taken > self.width:  # the run slowed down meanwhile, and this place is one too many
                    self._taken -= 1
                    holds = False
                    await self._take()
                    holds = True
            sent = _Sent(self._now(), tokens)
            if self._requests or self._tokens:
                self._sent.append(sent)
            yield sent
        finally:
            self._taken -= holds
            self._admit()

    def slow_down(self, seconds: float | None, sent: _Sent) -> None:
        """Hold everybody for `seconds` (None: the provider named no time) and halve the places.

        `sent` is the request that the provider turned away. Those that were under way with it say nothing new.
        """
        now = self._now()
        if sent.at < self._slowed_at:
            self._open_at = max(self._open_at, now + (seconds or 0))
            return
        self._slowed_in_a_row += 1
        # A server may name no time at all, or one that is over.
        wait = max(min(2.0 ** (self._slowed_in_a_row - 1), LONGEST_WAIT), seconds or 0.0)
        self._open_at = max(self._open_at, now + wait)
        self._slowed_at = self._open_at
        self._width = max(1.0, self._width / 2)
        self._watch(Event("slowed down", seconds=round(wait, 3), count=self.width))

    def went_well(self) -> None:
        """Give a part of a place back."""
        self._slowed_in_a_row = 0
        if self._width < self._most:
            before = self.width
            self._width = min(float(self._most), self._width + 1 / self._width)
            if self.width > before:
                self._watch(Event("sped up", count=self.width))
                self._admit()

    def _now(self) -> float:
        return self._clock.reading()

    async def _take(self) -> None:
        if self._taken < self.width and not self._queue:
            self._taken += 1
            return
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._queue.append(turn)
        try:
            await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():
                self._taken -= 1
                self._admit()
            raise

    def _admit(self) -> None:
        while self._queue and self._taken < self.width:
            turn = self._queue.popleft()
            if not turn.done():
                self._taken += 1
                turn.set_result(None)

    def _seconds_to_wait(self, tokens: int) -> float:
        now = self._now()
        while self._sent and self._sent[0].at <= now - _MINUTE:
            self._sent.popleft()
        wait = self._open_at - now
        if self._requests and len(self._sent) >= self._requests:
            wait = max(wait, self._sent[-self._requests].at + _MINUTE - now)
        if self._tokens:
            over = sum(sent.tokens for sent in self._sent) + tokens - self._tokens
            for sent in self._sent:
                if over <= 0:
                    break
                over -= sent.tokens
                wait = max(wait, sent.at + _MINUTE - now)
        return wait


class LimitedSource:
    """Another source, asked within limits and not once the brake is pulled."""

    def __init__(self, source: AnswerSource, limits: Limits, brake: Brake) -> None:
        self._source = source
        self._limits = limits
        self._brake = brake

    async def answer(self, request: Request[Any]) -> Answer:
        """Wait for a place, ask, and let the limits know how it went."""
        self._brake.check(request.item)
        # Two tokens in for one out: between an extract request (one for three) and a judgement (eight for one).
        async with self._limits.place(request.input_tokens * 3 // 2) as sent:
            self._brake.check(request.item)
            try:
                answer = await self._source.answer(request)
            except TryFailed as failed:
                if failed.busy:
                    self._limits.slow_down(failed.wait, sent)
                raise
            self._limits.went_well()
            sent.tokens = answer.usage.input_tokens + answer.usage.output_tokens
            return answer
