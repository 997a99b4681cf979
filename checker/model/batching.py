"""Answers through the provider's Batch API: submit, remember, come back later with the same command, fetch, go on."""

from __future__ import annotations

import asyncio
import contextlib
import uuid
from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from checker.errors import AnswersError, AskError, Awaited, NotAsked
from checker.model.answers import Answer, Usage
from checker.model.batch import request_line
from checker.model.batch_api import BatchApi
from checker.model.batches import Batches
from checker.model.brake import Brake
from checker.model.budget import Budget, Held
from checker.model.cache import Cache
from checker.model.cached import reuse
from checker.model.clock import Clock
from checker.model.events import Event, Watch, nobody
from checker.model.fetching import Fetching
from checker.model.folder import AwaitedRequest, RecordedAnswer, kept_of
from checker.model.given_up import GivenUp
from checker.model.kept import wire_digest
from checker.model.owing import Owing
from checker.model.request import Request, Task
from checker.model.store import Store

MOST_LINES = 50_000
MOST_BYTES = 200_000_000
"""What one batch may hold (the Batch API's documentation of OpenAI, November 2026)."""

_TURNS = 8
"""Of the event loop, more than the steps take from the first request that they ask at once to the last."""


class BatchSource:
    """What is kept answers at once; the rest is sent as batches by `close`, one for each model, and awaited.

    Call `fetch` before the run and `close` after it. The budget is for the whole check: what earlier rounds took and
    no report holds, and what is under way, counts first. What was given up stays so until the report, and the rest goes
    on without it. Only where a whole batch failed nothing of a later step is sent: the next run sends that again, and
    then asks for something else. `tell` gets lines for the user.
    """

    def __init__(  # noqa: PLR0913 - it stands where the whole live chain stands
        self,
        api: BatchApi,
        store: Store,
        cache: Cache,
        clock: Clock,
        *,
        brake: Brake,
        budget: Budget,
        owing: Owing,
        given_up: GivenUp,
        tell: Callable[[str], None],
        watch: Watch = nobody,
        most_lines: int = MOST_LINES,
    ) -> None:
        self._api = api
        self._cache = cache
        self._batches = Batches(store, cache)
        self._brake = brake
        self._budget = budget
        self._owing = owing
        self._given_up = given_up
        self._tell = tell
        self._watch = watch
        self._most_lines = most_lines
        self._charged: set[str] = set()
        self._to_be_repeated: set[Task] = set()
        self._pending: dict[str, tuple[Request[Any], Held]] = {}
        self._fetching = Fetching(
            api, store, cache, self._batches, clock, owing=owing, given_up=given_up, tell=tell, watch=watch
        )

    async def fetch(self) -> None:
        """Keep what has come of the batches sent so far. Raises ProviderRefused and Unreachable."""
        await self._fetching.fetch()

    async def answer(self, request: Request[Any]) -> Answer:
        """Return the kept answer; else raise Awaited, and what its batch brought in the place of an answer."""
        try:
            return await self._answer(request)
        except AskError as problem:
            if problem.usage is None:  # a report may be written all the same, and then it holds what was paid
                problem.usage = self._owing.of(request.fingerprint)
            raise

    async def _answer(self, request: Request[Any]) -> Answer:
        key = request.fingerprint
        self._charge(request)
        kept = self._cache.find(key)
        if kept is not None:
            return reuse(kept, request, self._owing)
        if key in self._fetching.failed:
            self._to_be_repeated.add(request.task)
            raise self._fetching.failed[key]
        given_up = self._given_up.of(key)
        if given_up is not None:
            raise given_up
        found = self._cache.lease(key)
        if isinstance(found, RecordedAnswer):
            return reuse(found, request, self._owing)
        holding = self._batches.holding(key)
        if holding is None and found is True:
            # Another run may have fetched its batch between the two looks: it keeps the answer, then forgets the batch.
            kept = self._cache.find(key)
            if kept is not None:
                self._cache.give_up(key)
                return reuse(kept, request, self._owing)
            await self._put_down(request)
        elif found is True:
            self._cache.give_up(key)
        where = f"awaits its answer in {holding}" if holding else "is for the next batch"
        raise Awaited(f"{request.item}: {where} at {self._api.host}; the same command goes on from here")

    async def close(self) -> None:
        """Send what is pending, until the run is interrupted."""
        by_model: dict[str, list[Request[Any]]] = defaultdict(list)
        for among, key in zip(range(len(self._pending), 0, -1), sorted(self._pending), strict=True):
            request, held = self._pending[key]
            self._budget.give_room(held, request, among=among)
            by_model[request.model].append(replace(request, ceiling=held.ceiling))
        left = len(self._pending)
        try:
            for requests in by_model.values():
                for lot in self._lots(requests):
                    await self._send(lot)
                    left -= len(lot)
        except NotAsked:
            self._tell(f"interrupted: {left} requests were not sent; this command again sends them")
        finally:
            with contextlib.suppress(AnswersError):
                for key in self._pending:
                    self._cache.give_up(key)

    async def _put_down(self, request: Request[Any]) -> None:
        """Take a request in for the next batch, within the budget."""
        try:
            # What is asked beside this may be owed or under way, and counts before anything new does.
            for _ in range(_TURNS):
                await asyncio.sleep(0)
            self._brake.check(request.item)
            if self._to_be_repeated - {request.task}:
                raise NotAsked(
                    f"{request.item}: not asked: it would be paid for without what failed with a whole batch; this "
                    "command again sends that once more, and goes on from there"
                )
            held = await self._budget.hold(request, wait=False)
        except AskError:
            self._cache.give_up(request.fingerprint)
            raise
        self._pending[request.fingerprint] = request, held

    def _charge(self, request: Request[Any]) -> None:
        """Count against the budget, once, what earlier rounds sent of a request."""
        key = request.fingerprint
        if key in self._charged:
            return
        self._charged.add(key)
        owed = self._owing.of(key)
        failed = self._given_up.lines(key) or self._fetching.errors.get(key, 0)
        under_way = self._batches.awaited(key)
        if under_way is not None:
            failed = under_way.failed or 0
            self._budget.charge(request, 1, ceiling=under_way.ceiling)
        self._budget.charge(request, failed + (self._owing.lines(key) if owed else 0), owed or Usage())

    def _lots(self, requests: list[Request[Any]]) -> list[list[Request[Any]]]:
        """Cut requests so that no batch holds too many lines or bytes."""
        lots: list[list[Request[Any]]] = [[]]
        room = MOST_BYTES
        for request in requests:
            size = len(request_line(request).encode("utf-8", "surrogatepass")) + 1
            if lots[-1] and (len(lots[-1]) == self._most_lines or size > room):
                lots.append([])
                room = MOST_BYTES
            lots[-1].append(request)
            room -= size
        return lots

    async def _send(self, requests: list[Request[Any]]) -> None:
        self._brake.check("a batch")
        asked = [
            AwaitedRequest(
                **kept_of(request, wire_digest(request)),
                input_tokens=request.input_tokens,
                ceiling=request.ceiling if request.cut_by_ceiling else None,
                failed=self._fetching.errors.get(request.fingerprint) or None,
            )
            for request in requests
        ]
        mark = uuid.uuid4().hex[:16]
        meant = self._batches.mean(mark, asked)
        lines = "".join(request_line(request) + "\n" for request in requests)
        name = await self._api.send(lines.encode("utf-8", "surrogatepass"), mark)
        batch = self._batches.sent(meant, name)
        self._watch(Event("batch sent", item=batch.id, count=len(requests)))
        self._tell(f"{batch.id}: {len(requests)} requests sent to {self._api.host}, model {requests[0].model}")
