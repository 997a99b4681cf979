"""The provider's Batch API: send a file of requests, ask how it stands, fetch what came of it; with retries."""

from __future__ import annotations

import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from checker.errors import Unreachable
from checker.model.clock import Clock
from checker.model.endpoint import Endpoint, client_errors
from checker.model.faults import TryFailed
from checker.model.retrying import retry_loop

V = TypeVar("V")

_ENDED = {"completed", "expired", "cancelled", "failed"}


@dataclass(frozen=True)
class Standing:
    """How a batch stands: the provider's word, how many of its requests are done, and the files once it has ended."""

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

    All methods raise ProviderRefused where the key, the address or the account is at fault, and Unreachable after the
    last try.
    """

    def __init__(
        self,
        endpoint: Endpoint,
        *,
        tries: int,
        timeout: float,
        clock: Clock,
        chance: Callable[[], float] = random.random,
    ) -> None:
        self._endpoint = endpoint
        self._tries = tries
        self._timeout = timeout
        self._clock = clock
        self._chance = chance

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
            batch = await client.batches.create(
                input_file_id=uploaded.id,
                endpoint="/v1/chat/completions",
                completion_window="24h",
                metadata={"checker": mark},
            )
            return batch.id

        return await self._call("the start of a batch", start)

    async def find(self, mark: str) -> str | None:
        """Return the id of the batch with this mark, among the hundred newest."""
        return await self._call("the list of batches", lambda: self._marked(mark))

    async def standing(self, batch: str) -> Standing:
        """Return how a batch stands."""
        found = await self._call(f"batch {batch}", lambda: self._endpoint.client.batches.retrieve(batch))
        problems = (found.errors and found.errors.data) or []
        return Standing(
            id=batch,
            word=str(found.status),
            done=found.request_counts.completed if found.request_counts else 0,
            files=tuple(file for file in (found.output_file_id, found.error_file_id) if file),
            reason="; ".join(self._endpoint.plain(one.message) for one in problems[:3]),
        )

    async def fetch(self, file: str) -> list[str]:
        """Return the lines of a file of answers or of errors."""
        content = await self._call(f"file {file}", lambda: self._endpoint.client.files.content(file))
        return [line for line in content.content.decode("utf-8", "replace").split("\n") if line.strip()]

    async def _marked(self, mark: str) -> str | None:
        page = await self._endpoint.client.batches.list(limit=100)
        return next((batch.id for batch in page.data if (batch.metadata or {}).get("checker") == mark), None)

    async def _call(self, what: str, function: Callable[[], Awaitable[V]]) -> V:
        tries = 0

        async def once() -> V:
            nonlocal tries
            tries += 1
            try:
                async with self._clock.timeout(self._timeout):
                    return await function()
            except TimeoutError:
                raise TryFailed(f"no reply after {self._timeout:g} seconds", "Raise CHECKER_TIMEOUT") from None
            except client_errors() as problem:
                now = self._clock.now()
                raise self._endpoint.meaning(problem, item=what, model="for batches", now=now) from None

        loop: Any = retry_loop(self._tries, self._clock, self._chance)
        try:
            done: V = await loop(once)
        except TryFailed as last:
            raise Unreachable(
                f"{what}: no answer from {self.host} in {tries} tries: {last.reason}. {last.remedy}"
            ) from None
        return done
