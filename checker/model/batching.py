"""Answers through the provider's Batch API: submit, remember, come back later with the same command, fetch, go on."""

from __future__ import annotations

import contextlib
import hashlib
from collections import defaultdict
from collections.abc import Callable
from datetime import UTC
from typing import Any

from checker.errors import AnswersError, Awaited, NotAsked, Unreachable
from checker.model.answers import Answer
from checker.model.batch import CUT, WITHHELD, AnswerLine, read_answer_line, request_line
from checker.model.batch_api import BatchApi, Standing
from checker.model.batches import Batch, Batches
from checker.model.brake import Brake
from checker.model.budget import Budget
from checker.model.cache import Cache
from checker.model.cached import reuse
from checker.model.clock import Clock
from checker.model.events import Event, Watch, nobody
from checker.model.folder import AwaitedRequest, RecordedAnswer, kept_of
from checker.model.kept import answer_of, wire_digest
from checker.model.request import Request
from checker.model.tokens import estimate_tokens

MOST_LINES = 50_000
MOST_BYTES = 200_000_000
"""What one batch may hold (the Batch API's documentation of OpenAI, November 2026)."""


class BatchSource:
    """What is kept answers at once; the rest is sent as batches by `close`, one for each model, and awaited.

    Call `fetch` before the run and `close` after it. `tell` gets lines for the user.
    """

    def __init__(  # noqa: PLR0913 - it stands where the whole live chain stands
        self,
        api: BatchApi,
        cache: Cache,
        batches: Batches,
        clock: Clock,
        *,
        brake: Brake,
        budget: Budget,
        tell: Callable[[str], None],
        watch: Watch = nobody,
        most_lines: int = MOST_LINES,
    ) -> None:
        self._api = api
        self._cache = cache
        self._batches = batches
        self._clock = clock
        self._brake = brake
        self._budget = budget
        self._tell = tell
        self._watch = watch
        self._most_lines = most_lines
        self._pending: dict[str, Request[Any]] = {}
        self._new: set[str] = set()
        self._failed: dict[str, str] = {}

    async def fetch(self) -> None:
        """Keep what has come of the batches sent so far. Raises ProviderRefused and Unreachable."""
        for batch in self._batches.of(self._api.host):
            known = await self._known(batch)
            if known is None:
                continue
            standing = await self._api.standing(known.id)
            if standing.ended:
                await self._take(known, standing)
            else:
                self._watch(Event("batch waits", item=known.id, reason=standing.word, count=standing.done))
                self._tell(f"{known.id}: {standing.word}, {standing.done} of {len(known.asked)} requests done")

    async def answer(self, request: Request[Any]) -> Answer:
        """Return the kept answer; else raise Awaited, and Unreachable where its batch brought an error."""
        key = request.fingerprint
        if key in self._failed:
            raise Unreachable(f"{request.item}: {self._failed[key]}")
        found = self._cache.lease(key)
        if isinstance(found, RecordedAnswer):
            if key in self._new and found.problem is None:
                return answer_of(found, reused=False)
            return reuse(found, request)
        holding = self._batches.holding(key)
        if holding is None and found is True:
            try:
                self._brake.check(request.item)
                await self._budget.hold(request, wait=False)
            except NotAsked:
                self._cache.give_up(key)
                raise
            self._pending[key] = request
        elif found is True:
            self._cache.give_up(key)
        raise Awaited(f"{request.item}: awaits its answer in {holding or 'a batch'} at {self._api.host}")

    async def close(self) -> None:
        """Send what is pending, unless the run was interrupted."""
        by_model: dict[str, list[Request[Any]]] = defaultdict(list)
        if not self._brake.pulled.is_set():
            for key in sorted(self._pending):
                by_model[self._pending[key].model].append(self._pending[key])
        try:
            for requests in by_model.values():
                for lot in self._lots(requests):
                    await self._send(lot)
        finally:
            with contextlib.suppress(AnswersError):
                for key in self._pending:
                    self._cache.give_up(key)

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
        mark = hashlib.sha256("".join(request.fingerprint for request in requests).encode()).hexdigest()[:16]
        asked = [
            AwaitedRequest(**kept_of(request, wire_digest(request)), input_tokens=request.input_tokens)
            for request in requests
        ]
        self._batches.mean(mark, self._api.host, asked)
        lines = "".join(request_line(request) + "\n" for request in requests)
        batch = await self._api.send(lines.encode("utf-8", "surrogatepass"), mark)
        self._batches.sent(mark, batch)
        self._watch(Event("batch sent", item=batch, count=len(requests)))
        self._tell(f"{batch}: {len(requests)} requests sent to {self._api.host}, model {requests[0].model}")

    async def _known(self, batch: Batch) -> Batch | None:
        """Return the batch by its true name; None where it was meant but never reached the provider."""
        if batch.mark is None:
            return batch
        found = await self._api.find(batch.mark)
        if found is None:
            self._batches.forget(batch.id)
            return None
        self._batches.sent(batch.mark, found)
        return Batch(found, batch.asked)

    async def _take(self, batch: Batch, standing: Standing) -> None:
        """Keep the answers of a batch that has ended, note its errors, and forget it. What is missing is sent again."""
        answered, failed = 0, 0
        for file in standing.files:
            for line in await self._api.fetch(file):
                try:
                    answer = read_answer_line(line)
                except AnswersError as problem:
                    self._tell(f"{batch.id}, {file}: a line {problem}")
                    continue
                asked = batch.asked.get(answer.custom_id)
                if asked is None or answer.custom_id in self._new:
                    continue
                if answer.problem is None or answer.problem in (CUT, WITHHELD):
                    self._keep(asked, answer, batch)
                    answered += 1
                elif "batch_expired" not in answer.problem:
                    self._failed[asked.id] = f"{batch.id} brought no answer: {answer.problem}"
                    failed += 1
        if standing.word == "failed":
            reason = standing.reason or "no reason is given"
            for key in batch.asked.keys() - self._new:
                self._failed[key] = f"{batch.id} failed as a whole: {reason}"
            failed = len(batch.asked)
        self._batches.forget(batch.id)
        missing = len(batch.asked) - answered - failed
        self._watch(Event("batch fetched", item=batch.id, reason=standing.word, count=answered))
        more = (f", {failed} with an error" if failed else "") + (f", {missing} to be sent again" if missing else "")
        self._tell(f"{batch.id}: {standing.word}, {answered} of {len(batch.asked)} answers fetched{more}")

    def _keep(self, asked: AwaitedRequest, answer: AnswerLine, batch: Batch) -> None:
        usage: dict[str, int | bool] = dict(answer.usage or {})
        if answer.usage is None:
            usage = {"input": asked.input_tokens, "output": estimate_tokens(answer.text), "estimated": True}
        self._cache.keep(
            RecordedAnswer(
                **{name: getattr(asked, name) for name in type(asked).model_fields if name != "input_tokens"},
                how=f"batch {batch.id}, {self._api.host}",
                named=answer.model or asked.model,
                date=self._clock.now().astimezone(UTC).isoformat(timespec="seconds"),
                usage=usage,
                text=answer.text,
                problem=answer.problem,
            )
        )
        self._new.add(asked.id)
