"""Standard output and error, where one of them is gone: closed, full, or a pipe that nobody reads any more.

Standard error only tells how a run goes: a run that was paid for goes on in silence without it. Standard output holds
what was asked for: where it cannot be written, the exit code says so.
"""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator
from typing import Any, TextIO, cast


class _Silenced:
    """A stream that is written to as long as it can be, and to which everything is lost after that."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)

    def write(self, text: str) -> int:
        try:
            return self._stream.write(text)
        except OSError:
            sink(self._stream)
            return len(text)

    def flush(self) -> None:
        try:
            self._stream.flush()
        except OSError:
            sink(self._stream)


@contextlib.contextmanager
def standing_streams() -> Iterator[None]:
    """See to it that both streams are there, and that standard error never raises."""
    _take_closed_places()
    if sys.stdout is None:
        sys.stdout = open(os.open(os.devnull, os.O_RDONLY), "w", encoding="utf-8")  # noqa: SIM115, PTH123
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123
    with contextlib.redirect_stderr(cast("TextIO", _Silenced(sys.stderr))):
        yield


def sink(stream: TextIO) -> None:
    """Lose what is written to a stream from here on, and what it still holds: Python would fail on it at its end."""
    with contextlib.suppress(OSError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)


def _take_closed_places() -> None:
    """Open what is closed of the first three files, that none of ours comes to lie where others print."""
    place = os.open(os.devnull, os.O_RDONLY)
    while place <= 2:
        place = os.open(os.devnull, os.O_RDONLY)
    os.close(place)
