"""Locks that processes hold for a moment while they make, mend or write the cache, and what is said where one stays."""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from checker.errors import AnswersError

PATIENCE = 5.0
"""Seconds to wait for a lock: who holds one for longer was stopped, or is no part of checker."""

_LOOK_AGAIN = 0.02


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the lock of a file. Raises AnswersError where another process does not let go of it."""
    handle = os.open(path, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
    try:
        until = time.monotonic() + PATIENCE
        while not _take(handle):
            if time.monotonic() >= until:
                raise held_by_others(path)
            time.sleep(_LOOK_AGAIN)  # short, and before anything is asked: nothing else could go on meanwhile
        yield
    finally:
        os.close(handle)


def held_by_others(path: Path) -> AnswersError:
    """Return what is wrong where another process has a file of the cache locked."""
    return AnswersError(
        f"{path}: the cache cannot be used: another process holds it locked; wait for it or end it, set CHECKER_CACHE "
        "to another folder, or pass --no-cache"
    )


def _take(handle: int) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
