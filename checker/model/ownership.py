"""Who is alive: a process that holds something in the store, and whether the holder of something else still lives.

An owner holds a file of its name locked (flock). The kernel takes that lock away when the owner dies, however it dies,
so what a dead owner held is free at once; no process number is trusted, and no time of day. An owner that is stopped
(Ctrl-Z) keeps its lock, so one that lives also touches its file now and then: who finds it untouched for STILL seconds,
by his own clock, takes what it holds for free.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import uuid
from pathlib import Path

from checker.model.clock import Clock, SystemClock

BEAT = 10.0
"""Seconds between two touches."""

STILL = 60.0
"""Seconds without a touch after which an owner counts as stopped: much longer than any work holds the event loop."""


class Owner:
    """The process at hand, as it is named where it holds something. Close it at the end.

    Whoever holds something for longer than a moment calls `beat` every BEAT seconds.
    """

    def __init__(self, folder: Path, clock: Clock | None = None) -> None:
        self._folder = folder
        self._clock = clock or SystemClock()
        self._touched: dict[str, tuple[int, float]] = {}
        folder.mkdir(exist_ok=True, mode=0o700)
        self.name = f"{os.getpid()}-{uuid.uuid4().hex}"
        self._lock = os.open(folder / self.name, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
        fcntl.flock(self._lock, fcntl.LOCK_EX)

    def close(self) -> None:
        """Live no longer."""
        (self._folder / self.name).unlink(missing_ok=True)
        os.close(self._lock)

    def beat(self) -> None:
        """Show that this process goes on. Where that cannot be written, others may take it for stopped."""
        with contextlib.suppress(OSError):
            os.utime(self._lock)

    def is_alive(self, name: str) -> bool:
        """Say whether an owner lives and is not stopped, this one too."""
        if name == self.name:
            return True
        path = self._folder / name
        try:
            handle = os.open(path, os.O_RDWR | os.O_CLOEXEC)
        except OSError:
            return False
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return not self._stands_still(name, os.fstat(handle).st_mtime_ns)
        else:
            with contextlib.suppress(OSError):
                path.unlink()
            return False
        finally:
            os.close(handle)

    def is_stopped(self, name: str) -> bool:
        """Say whether this process has found an owner stopped when it last looked."""
        return name in self._touched and self._clock.reading() - self._touched[name][1] >= STILL

    def _stands_still(self, name: str, touched: int) -> bool:
        """Say whether a touch is the one that was seen STILL seconds ago; two machines' times are not compared."""
        if name not in self._touched or self._touched[name][0] != touched:
            self._touched[name] = touched, self._clock.reading()
        return self.is_stopped(name)


def process_of(owner: str) -> str:
    """Return the process that an owner names, for people."""
    return f"process {owner.partition('-')[0]}"
