"""Who is alive: a process that holds something in the store, and whether the holder of something else still lives.

An owner holds a file of its name locked (flock). The kernel takes that lock away when the owner dies, however it dies,
so what a dead owner held is free at once; no clock and no process number is trusted.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import uuid
from pathlib import Path


class Owner:
    """The process at hand, as it is named where it holds something. Close it at the end."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(exist_ok=True, mode=0o700)
        self.name = f"{os.getpid()}-{uuid.uuid4().hex}"
        self._lock = os.open(folder / self.name, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
        fcntl.flock(self._lock, fcntl.LOCK_EX)

    def close(self) -> None:
        """Live no longer."""
        (self._folder / self.name).unlink(missing_ok=True)
        os.close(self._lock)

    def is_alive(self, name: str) -> bool:
        """Say whether an owner lives, this one too."""
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
            return True
        else:
            with contextlib.suppress(OSError):
                path.unlink()
            return False
        finally:
            os.close(handle)
