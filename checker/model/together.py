"""Several things at once, each to its end: what is in flight is paid, so one error does not cancel the others."""

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
