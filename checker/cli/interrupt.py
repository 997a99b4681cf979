"""Ctrl-C: the first stops asking and lets what is in flight come in, the second stops at once."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NoReturn

if TYPE_CHECKING:
    from checker.model.brake import Brake
    from checker.model.events import Watch

_LINE = "interrupted: waiting for what is in flight, then the report of what there is; Ctrl-C again stops at once"

_came: list[int] = []


def stop(number: int, _: Any) -> NoReturn:
    """Handle the signal as Python does, and remember it: what is broken off may answer with an error of its own."""
    _came.append(number)
    raise KeyboardInterrupt


def was_interrupted() -> bool:
    """Say whether `stop` was called in this process."""
    return bool(_came)


@contextmanager
def interruptible(brake: Brake, tell: Callable[[str], None], watch: Watch) -> Iterator[None]:
    """Pull the brake at the first interrupt; the second stops. Wants a running event loop."""
    import asyncio

    from checker.model.events import Event

    loop = asyncio.get_running_loop()
    before = signal.getsignal(signal.SIGINT)

    def first() -> None:
        loop.remove_signal_handler(signal.SIGINT)
        signal.signal(signal.SIGINT, stop)
        brake.interrupt()
        watch(Event("interrupted"))
        tell(_LINE)

    if before is signal.SIG_IGN:  # as a shell wants it of what runs in its background
        yield
        return
    try:
        loop.add_signal_handler(signal.SIGINT, first)
    except (NotImplementedError, RuntimeError, ValueError):  # not in the main thread: nobody can interrupt it there
        yield
        return
    try:
        yield
    finally:
        loop.remove_signal_handler(signal.SIGINT)
        signal.signal(signal.SIGINT, before)
