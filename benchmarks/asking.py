"""What asking a model costs besides the model: ratios and processor time within one run, against a server on loopback.

`python -m benchmarks.asking` prints them with what is wanted of each; requests go out eight at a time.
"""

from __future__ import annotations

import asyncio
import gc
import os
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from benchmarks.model_server import model_server
from checker.model.answers import AnswerSource
from checker.model.asking import Asker
from checker.model.brake import Brake
from checker.model.budget import Budget
from checker.model.cache import Cache
from checker.model.cached import CachedSource
from checker.model.chain import live_chain
from checker.model.clock import SystemClock
from checker.model.endpoint import Endpoint
from checker.model.price import Prices
from checker.model.request import Request
from checker.model.store import Store
from checker.model.wire import Extraction
from checker.pipeline import Options, Story, compare
from checker.readers import read_articles
from checker.settings import Settings

ROOT = Path(__file__).parents[1]
AT_ONCE = 8
TURN = 100
TURNS = 11
LATENCY = 0.5
MANY = 10_000

Ask = Callable[[int], Awaitable[object]]

_REQUEST: Request[Extraction] = Request(
    task="extract",
    item="x",
    messages=({"role": "system", "content": "Read. " * 400}, {"role": "user", "content": "x"}),
    reply=Extraction,
    model="some-model",
    prompt="p",
    given="g",
)


def _numbered(number: int) -> Request[Extraction]:
    return replace(_REQUEST, messages=(_REQUEST.messages[0], {"role": "user", "content": f"{number} " * 200}))


@asynccontextmanager
async def _chain(url: str, folder: str | None) -> AsyncIterator[AnswerSource]:
    """What the command line asks, with budget and cache; without the cache where there is no folder."""
    settings = Settings.model_validate({"openai_api_key": "sk-x", "openai_base_url": url, "requests_at_once": AT_ONCE})
    endpoint, clock, brake = Endpoint(settings), SystemClock(), Brake()
    source = live_chain(settings, endpoint, clock, brake=brake, budget=Budget(Prices(settings)))
    if folder is None:
        yield source
    else:
        store = Store(Path(folder))
        cache = Cache(store, settings.origin)
        yield CachedSource(source, cache, clock, brake)
        cache.close()
        store.close()
    await endpoint.close()


async def _in_turns(ask: Ask, numbers: range) -> None:
    queue = iter(numbers)

    async def worker() -> None:
        for number in queue:
            await ask(number)

    await asyncio.gather(*(worker() for _ in range(AT_ONCE)))


async def processor_time(url: str) -> dict[str, float]:
    """Return milliseconds of processor time a request: bare client, client in instructor, all of ours."""
    import instructor
    import openai

    bare = openai.AsyncOpenAI(api_key="sk-x", base_url=url, max_retries=0)
    wrapped = instructor.from_openai(bare, mode=instructor.Mode.JSON_SCHEMA)

    async def through_instructor(number: int) -> object:
        return await wrapped.create(response_model=None, max_retries=0, **_body(number))

    with tempfile.TemporaryDirectory() as folder:
        async with _chain(url, folder) as source:
            ways: dict[str, Ask] = {
                "bare client": lambda number: bare.chat.completions.create(**_body(number)),
                "in instructor": through_instructor,
                "checker": lambda number: source.answer(_numbered(number)),
            }
            times: dict[str, list[float]] = {way: [] for way in ways}
            for turn in range(TURNS + 1):
                for way, ask in ways.items():
                    began = time.process_time()
                    await _in_turns(ask, range(turn * TURN, (turn + 1) * TURN))
                    if turn:  # the first makes connections
                        times[way].append((time.process_time() - began) / TURN * 1000)
    await bare.close()
    return {way: statistics.median(each) for way, each in times.items()}


async def warm_cache(url: str) -> float:
    """Return how many times as many answers a second a warm cache gives as the bare client gets at 0 ms."""
    import openai

    bare = openai.AsyncOpenAI(api_key="sk-x", base_url=url, max_retries=0)
    with tempfile.TemporaryDirectory() as folder:
        async with _chain(url, folder) as source:
            await _in_turns(lambda number: source.answer(_numbered(number)), range(5 * TURN))
            ratios = []
            for _ in range(TURNS):
                began = time.perf_counter()
                await _in_turns(lambda number: bare.chat.completions.create(**_body(number)), range(TURN))
                between = time.perf_counter()
                await _in_turns(lambda number: source.answer(_numbered(number)), range(5 * TURN))
                ratios.append((between - began) * 5 / (time.perf_counter() - between))
    await bare.close()
    return statistics.median(ratios)


def _body(number: int) -> dict[str, Any]:
    made = dict(_numbered(number).body)
    return {"model": made.pop("model"), "messages": made.pop("messages"), "extra_body": made}


async def story(url: str) -> float:
    """Return how many times as long a story of five articles takes as its longest chain, three answers."""
    reading = read_articles([ROOT / "seeds" / "articles"], max_bytes=1_000_000)
    ratios = []
    for _ in range(4):
        with tempfile.TemporaryDirectory() as folder:
            async with _chain(url, folder) as source:
                asker = Asker(source, dict.fromkeys(("extract", "reconcile", "confirm"), "some-model"))
                began = time.perf_counter()
                report = await compare(Story(reading.articles), asker, Options("a benchmark"))
                ratios.append((time.perf_counter() - began) / (3 * LATENCY))
                assert not report.failures, report.failures[0]
                assert [task.task for task in report.run.tasks] == ["extract", "reconcile", "confirm"]
    return statistics.median(ratios[1:])  # the first imports the client


async def memory(url: str) -> float:
    """Return how many times as much memory is used after 10,000 requests as after 2,000."""
    with tempfile.TemporaryDirectory() as folder:
        async with _chain(url, folder) as source:
            await _in_turns(lambda number: source.answer(_numbered(number)), range(MANY // 5))
            gc.collect()
            before = _resident()
            await _in_turns(lambda number: source.answer(_numbered(number)), range(MANY // 5, MANY))
            gc.collect()
            return _resident() / before


def _resident() -> float:
    """Return the memory that the process holds, in pages (Linux), else the most it ever held."""
    statm = Path("/proc/self/statm")
    if statm.exists():
        return float(statm.read_text().split()[1])
    return float(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)


def ratios() -> dict[str, float]:
    """Return the ratios."""
    with model_server() as url, model_server(LATENCY) as slow:
        return {
            "a story of five articles, of its longest chain at 500 ms": asyncio.run(story(slow)),
            "answers a second of a warm cache, of the bare client at 0 ms": asyncio.run(warm_cache(url)),
            "memory after 10,000 requests, of that after 2,000": asyncio.run(memory(url)),
        }


def main() -> None:
    """Print the figures beside what is wanted of them."""
    with model_server() as url:
        times = asyncio.run(processor_time(url))
    bare, wrapped, ours = times["bare client"], times["in instructor"], times["checker"]
    print(f"Python {sys.version.split()[0]}, {os.cpu_count()} cores")
    print(f"{bare:6.2f} ms of processor time a request: the bare openai client")
    print(f"{ours - bare:6.2f} ms more for all of checker's asking (wanted: 5 at most)")
    print(f"{max(0.0, wrapped - bare):6.2f} ms of these are instructor's")
    wanted = ("wanted: 1.1 at most", "wanted: 10 at least", "wanted: about 1")
    for (name, ratio), want in zip(ratios().items(), wanted, strict=True):
        print(f"{ratio:6.2f} × {name} ({want})")


if __name__ == "__main__":
    main()
