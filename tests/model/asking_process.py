"""A process that asks a server many things with a cache between, until it is done or killed."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path
from typing import Any

from checker.model.brake import Brake
from checker.model.cache import Cache
from checker.model.cached import CachedSource
from checker.model.chain import live_chain
from checker.model.clock import SystemClock
from checker.model.endpoint import Endpoint
from checker.model.request import Request
from checker.model.store import Store
from checker.model.wire import Extraction
from checker.settings import Settings

_REQUEST = Request(
    task="extract",
    item="x",
    messages=({"role": "system", "content": "Read."}, {"role": "user", "content": "0"}),
    reply=Extraction,
    model="some-model",
    prompt="p",
    given="g",
)


def numbered(number: int) -> Request[Any]:
    """One of many requests; the server finds the number in the second message."""
    messages = ({"role": "system", "content": "Read."}, {"role": "user", "content": str(number)})
    return replace(_REQUEST, item=f"article {number}", messages=messages)


def ask_all(url: str, folder: str, numbers: list[int]) -> None:
    """Ask for all of these numbers, eight at once."""

    async def run() -> None:
        settings = Settings.model_validate({"openai_api_key": "sk-test", "openai_base_url": url})
        clock, brake, endpoint = SystemClock(), Brake(), Endpoint(settings)
        store = Store(Path(folder))
        cache = Cache(store, settings.origin)
        source = CachedSource(live_chain(settings, endpoint, clock, brake=brake), cache, clock, brake)
        await asyncio.gather(*(source.answer(numbered(number)) for number in numbers))
        cache.close()
        store.close()
        await endpoint.close()

    asyncio.run(run())
