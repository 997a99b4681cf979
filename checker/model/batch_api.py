"""The provider's Batch API: send a file of requests, ask how it stands, fetch what came of it; with retries."""

from __future__ import annotations

import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from checker.errors import Unreachable
from checker.model.brake import Brake, BrakedClock
from checker.model.clock import Clock
from checker.model.endpoint import Endpoint, client_errors
from checker.model.events import Event, Watch, nobody
from checker.model.faults import TryFailed
from checker.model.retrying import failure, retry_loop

V = TypeVar("V")

_PAGE, _MOST_PAGES = 100, 100
_CLOCKS_APART = 3600.0
"""Seconds by which the provider's clock and this machine's may differ."""

_ENDED = {"completed", "expired", "cancelled", "failed"}
_UNDER_WAY = {"validating", "in_progress", "finalizing", "cancelling"}


@dataclass(frozen=True)
class Standing:
    """How a batch stands, how many of its requests are done, and the files once it has ended.

    `word` is the provider's where it is one of those that its documentation has.
    """

    id: str
    word: str
    done: int
    files: tuple[str, ...]
    reason: str

    @property
    def ended(self) -> bool:
        """Whether nothing more will come of it."""
        return self.word in _ENDED


class BatchApi:
    """The Batch API of an endpoint. `timeout` is in seconds, for each try of each call.

    All methods raise ProviderRefused where the key, the address or the account is at fault, Unreachable after the last
    try, and NotAsked once the brake is pulled: what is in flight then comes in, nothing else is sent or waited for.
    """

    def __init__(
        self,
        endpoint: Endpoint,
        *,
        tries: int,
        timeout: float,
        clock: Clock,
        brake: Brake,
        chance: Callable[[], float] = random.random,
        watch: Watch = nobody,
    ) -> None:
        self._endpoint = endpoint
        self._tries = tries
        self._timeout = timeout
        self._clock = BrakedClock(clock, brake)
        self._brake = brake
        self._chance = chance
        self._watch = watch

    @property
    def host(self) -> str:
        """The host that the requests are sent to."""
        return self._endpoint.host

    async def send(self, lines: bytes, mark: str) -> str:
        """Upload a file of requests and start a batch with it; return the batch's id.

        `mark` goes with it, so that a batch whose id never arrived here is found again and not sent twice.
        """
        client = self._endpoint.client
        uploaded = await self._call(
            "the upload of a batch",
            lambda: client.files.create(file=(f"checker-{mark}.jsonl", lines, "application/jsonl"), purpose="batch"),
        )
        first = True

        async def start() -> str:
            nonlocal first
            if not first and (found := await self._marked(mark)):
                return found
            first = False
            self._brake.check("the start of a batch")
            batch = await client.batches.create(
                input_file_id=uploaded.id,
                endpoint="/v1/chat/completions",
                completion_window="24h",
                metadata={"checker": mark},
            )
            return batch.id

        return await self._call("the start of a batch", start)

    async def find(self, mark: str, since: datetime) -> str | None:
        """Return the id of the batch with this mark, None where there is none that began after `since`."""
        return await self._call("the list of batches", lambda: self._marked(mark, since.timestamp() - _CLOCKS_APART))

    async def standing(self, batch: str) -> Standing | None:
        """Return how a batch stands, None where the provider knows it no more (or knows it under another key)."""
        client = self._endpoint.client
        found = await self._call(f"batch {batch}", lambda: self._known(client.batches.retrieve(batch)))
        if found is None:
            # An address without a Batch API knows no batch either: then this raises, and the batch is not given up.
            await self._call("the list of batches", lambda: client.batches.list(limit=1))
            return None
        problems = (found.errors and found.errors.data) or []
        return Standing(
            id=batch,
            word=str(found.status) if found.status in _ENDED | _UNDER_WAY else "in a state of its own",
            done=found.request_counts.completed if found.request_counts else 0,
            files=tuple(file for file in (found.output_file_id, found.error_file_id) if file),
            reason="; ".join(self._endpoint.plain(one.message) for one in problems[:3]),
        )

    def plain(self, words: object) -> str:
        """Return a provider's words as part of one line, without the key."""
        return self._endpoint.plain(words)

    async def fetch(self, file: str) -> list[str] | None:
        """Return the lines of a file of answers or of errors, None where the provider holds it no more."""
        client = self._endpoint.client
        content = await self._call(f"file {file}", lambda: self._known(client.files.content(file)))
        if content is None:
            return None
        text = self._endpoint.without_key(content.content.decode("utf-8", "replace"))
        return [line for line in text.split("\n") if line.strip()]

    async def _known(self, call: Awaitable[V]) -> V | None:
        """Return what a call yields, None where the server does not know what it names."""
        try:
            return await call
        except client_errors() as problem:
            if self._endpoint.is_unknown(problem):
                return None
            raise

    async def _marked(self, mark: str, since: float | None = None) -> str | None:
        """Return the id of the batch with a mark: among the newest, or among all that began since (a Unix time)."""
        page = await self._endpoint.client.batches.list(limit=_PAGE)
        for _ in range(_MOST_PAGES):
            found = [batch.id for batch in page.data if (batch.metadata or {}).get("checker") == mark]
            if found:
                return found[0]
            if since is None or not page.data or page.data[-1].created_at < since or not page.has_next_page():
                return None
            self._brake.check("the list of batches")
            page = await page.get_next_page()
        return None

    async def _call(self, what: str, function: Callable[[], Awaitable[V]]) -> V:
        tries = 0

        async def once() -> V:
            nonlocal tries
            self._brake.check(what)
            tries += 1
            self._watch(Event("waits", item=what, reason=what))
            try:
                async with self._clock.timeout(self._timeout):
                    return await function()
            except TimeoutError:
                raise TryFailed(f"no reply after {self._timeout:g} seconds", "Raise CHECKER_TIMEOUT") from None
            except client_errors() as problem:
                now = self._clock.now()
                raise self._endpoint.meaning(problem, item=what, model="for batches", now=now) from None

        loop: Any = retry_loop(self._tries, self._clock, self._chance, lambda state: self._watch(failure(state, what)))
        try:
            done: V = await loop(once)
        except TryFailed as last:
            raise Unreachable(
                f"{what}: no answer from {self.host} in {tries} tries: {last.told}. {last.remedy}",
                in_short=f"no answer in {tries} tries: {last.reason}",
            ) from None
        finally:
            self._watch(Event("went on", item=what))
        return done
