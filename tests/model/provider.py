"""A provider on this machine, in a thread of its own, for tests that go through the command line.

It answers every task with a reply written by hand; steps of `tests.model.loopback` can be put before.
"""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import Callable
from typing import Any, Self

from tests.model.loopback import Connection, Loopback, Seen, Step, completion, respond
from tests.newsroom import DEFAULTS, Answerer

Handler = Callable[[Seen], Step]


class Provider:
    """Answers by task; the first requests (that hold `only`) get the steps of `faults` instead. Use it as a context.

    `instead_of` is a provider that is gone, whose address this one takes over.
    """

    def __init__(
        self,
        *faults: Step,
        only: bytes = b"",
        answerers: dict[str, Answerer] | None = None,
        instead_of: Provider | None = None,
        **tls: Any,
    ) -> None:
        self._faults = list(faults)
        self._only = only
        self._answerers = {**DEFAULTS, "confirm": lambda _: {"facts": []}, **(answerers or {})}
        self._tls = tls
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self.loopback = Loopback(self._answer)
        self.loopback.tls = tls.get("context")
        if instead_of is not None:
            self.loopback.port = int(instead_of.host.rpartition(":")[2])

    @property
    def url(self) -> str:
        return self.loopback.url

    @property
    def host(self) -> str:
        return self.url.split("/")[2]

    @property
    def seen(self) -> list[Seen]:
        return self.loopback.seen

    @property
    def tasks(self) -> list[str]:
        """The tasks of the requests, in their order."""
        return [seen.json["response_format"]["json_schema"]["name"] for seen in self.seen if seen.body]

    def __enter__(self) -> Self:
        self._thread.start()
        asyncio.run_coroutine_threadsafe(self.loopback.__aenter__(), self._loop).result()
        return self

    def __exit__(self, *_: object) -> None:
        asyncio.run_coroutine_threadsafe(self.loopback.__aexit__(), self._loop).result()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    async def _answer(self, connection: Connection) -> None:
        seen = self.seen[-1]
        if self._faults and self._only in seen.body:
            await self._faults.pop(0)(connection)
            return
        await respond(200, self.reply(seen.json))(connection)

    def reply(self, body: Any) -> dict[str, Any]:
        """Return the completion that a request gets."""
        task = body["response_format"]["json_schema"]["name"]
        reply = self._answerers[task](body["messages"][1]["content"])
        return completion(json.dumps(reply, ensure_ascii=False), model=f"{body['model']}-2026-01-02")
