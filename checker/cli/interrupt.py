"""Ctrl-C: the first stops asking and lets what is in flight come in, the second stops at once."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from checker.model.brake import Brake
from checker.model.events import Event, Watch

_LINE = "interrupted: waiting for what is in flight, then the report of what there is; Ctrl-C again stops at once"


@contextmanager
def interruptible(brake: Brake, tell: Callable[[str], None], watch: Watch) -> Iterator[None]:
    """Pull the brake at the first interrupt; the second is Python's own again. Wants a running event loop."""
    loop = asyncio.get_running_loop()

    def first() -> None:
        loop.remove_signal_handler(signal.SIGINT)
        signal.signal(signal.SIGINT, signal.default_int_handler)
        brake.interrupt()
        watch(Event("interrupted"))
        tell(_LINE)

    try:
        loop.add_signal_handler(signal.SIGINT, first)
    except (NotImplementedError, RuntimeError, ValueError):  # not in the main thread: nobody can interrupt it there
        yield
        return
    try:
        yield
    finally:
        loop.remove_signal_handler(signal.SIGINT)
