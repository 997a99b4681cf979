"""Work run to its end. Of several things at once, each: what is in flight is paid, so no error cancels the others."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

V = TypeVar("V")
A = TypeVar("A")
B = TypeVar("B")


async def together(*work: Coroutine[Any, Any, V]) -> list[V]:
    """Return what all of these yield, in their order; where some fail, raise the first error once all have ended."""
    ended = await asyncio.gather(*work, return_exceptions=True)
    done: list[V] = []
    for one in ended:
        if isinstance(one, BaseException):
            raise one
        done.append(one)
    return done


async def both(one: Coroutine[Any, Any, A], other: Coroutine[Any, Any, B]) -> tuple[A, B]:
    """Return what two of different types yield, as `together` does."""
    first: list[A] = []
    second: list[B] = []

    async def of_one() -> None:
        first.append(await one)

    async def of_other() -> None:
        second.append(await other)

    await together(of_one(), of_other())
    return first[0], second[0]


def run_to_end(work: Coroutine[Any, Any, V]) -> V:
    """Return what this yields, run in an event loop of its own.

    As `asyncio.run`, which besides writes out the whole result with `repr` when it gives Ctrl-C back (CPython 3.11 to
    3.13: `signal.signal` looks the old handler up in an enumeration, and the message of that error names its task):
    for a report of twenty articles that takes longer than the checks.
    """
    done: list[V] = []

    async def kept() -> None:
        done.append(await work)

    asyncio.run(kept())
    return done[0]
