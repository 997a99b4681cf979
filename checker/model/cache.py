"""Answers kept on the user's machine, and leases that say who is asking for what.

A lease names a file that its owner holds locked (flock). The kernel takes that lock away when the owner dies, however
it dies, so a dead owner's lease is free at once; no clock and no process number is trusted.
"""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import sqlite3
import uuid
from collections.abc import Iterator

from checker.errors import AnswersError
from checker.model.folder import RecordedAnswer
from checker.model.store import Broken, Store


class Cache:
    """The answers in a store. Close it at the end: that gives up its leases, not the store."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._leases = store.folder / "leases"
        self._leases.mkdir(exist_ok=True, mode=0o700)
        self.owner = f"{os.getpid()}-{uuid.uuid4().hex}"
        """Names this process in its leases."""
        self._lock = os.open(self._leases / self.owner, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
        fcntl.flock(self._lock, fcntl.LOCK_EX)

    def close(self) -> None:
        """Give up every lease. Where that cannot be written, they are free all the same: their owner is gone."""
        with contextlib.suppress(AnswersError):
            self._store.write(
                lambda database: database.execute("DELETE FROM lease WHERE owner = ?", (self.owner,)), paid=False
            )
        (self._leases / self.owner).unlink(missing_ok=True)
        os.close(self._lock)

    def find(self, fingerprint: str) -> RecordedAnswer | None:
        """Return the kept answer to a request."""
        return self._store.read(lambda database: _find(database, fingerprint))

    def keep(self, answer: RecordedAnswer) -> None:
        """Keep an answer, in the place of what was there, and free its lease, in one."""
        kept = json.dumps(answer.model_dump(exclude_none=True), separators=(",", ":"))  # ASCII: no character is lost

        def write(database: sqlite3.Connection) -> None:
            database.execute("INSERT OR REPLACE INTO answer VALUES (?, ?, ?)", (answer.id, answer.date, kept))
            database.execute("DELETE FROM lease WHERE id = ? AND owner = ?", (answer.id, self.owner))

        self._store.write(write, paid=True)

    def every(self) -> Iterator[RecordedAnswer]:
        """Yield all kept answers, sorted by fingerprint."""
        ids = self._store.read(lambda database: database.execute("SELECT id FROM answer ORDER BY id").fetchall())
        for (fingerprint,) in ids:
            answer = self.find(fingerprint)
            if answer is not None:
                yield answer

    def prune(self, up_to: str) -> int:
        """Forget the answers up to an ISO date-time; return how many."""
        gone = self._store.write(
            lambda database: database.execute("DELETE FROM answer WHERE date <= ?", (up_to,)).rowcount, paid=True
        )
        self._store.read(lambda database: database.execute("VACUUM"))
        return gone

    def lease(self, fingerprint: str, *, again: bool = False) -> RecordedAnswer | bool:
        """Return the kept answer; else take the lease and return True, or False where somebody alive has it.

        `again` takes the lease though there is an answer.
        """
        if not again and (found := self.find(fingerprint)):
            return found

        def take(database: sqlite3.Connection) -> RecordedAnswer | bool:
            if not again and (found := _find(database, fingerprint)):
                return found
            row = database.execute("SELECT owner FROM lease WHERE id = ?", (fingerprint,)).fetchone()
            if row is not None and row[0] != self.owner and self._is_alive(row[0]):
                return False
            database.execute("INSERT OR REPLACE INTO lease VALUES (?, ?)", (fingerprint, self.owner))
            return True

        return self._store.write(take, paid=False)

    def give_up(self, fingerprint: str) -> None:
        """Free a lease without an answer."""
        self._store.write(
            lambda database: database.execute(
                "DELETE FROM lease WHERE id = ? AND owner = ?", (fingerprint, self.owner)
            ),
            paid=False,
        )

    def _is_alive(self, owner: str) -> bool:
        path = self._leases / owner
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


def _find(database: sqlite3.Connection, fingerprint: str) -> RecordedAnswer | None:
    row = database.execute("SELECT kept FROM answer WHERE id = ?", (fingerprint,)).fetchone()
    if row is None:
        return None
    try:
        return RecordedAnswer.model_validate(json.loads(row[0]))
    except ValueError as problem:
        raise Broken(f"answer {fingerprint[:12]} is no answer: {str(problem).splitlines()[0]}") from None
