"""Answers kept on the user's machine, by request and endpoint, and leases that say who is asking for what.

The endpoint is part of the key: two servers may give one name to different models, or not look at the name at all.
"""

from __future__ import annotations

import contextlib
import json
import sqlite3
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from functools import cached_property
from typing import Any

from checker.errors import AnswersError
from checker.model.clock import Clock
from checker.model.folder import RecordedAnswer
from checker.model.ownership import Owner
from checker.model.store import Store


class Cache:
    """The answers of one endpoint (`Settings.origin`) in a store. Close it at the end: that gives up its leases."""

    def __init__(self, store: Store, endpoint: str, clock: Clock | None = None) -> None:
        self._store = store
        self.endpoint = endpoint
        self._clock = clock

    @cached_property
    def owner(self) -> Owner:
        """The process at hand, as its leases name it. Who only reads has none, and needs no place to write."""
        return Owner(self._store.folder / "leases", self._clock)

    def close(self) -> None:
        """Give up every lease. Where that cannot be written, they are free all the same: their owner is gone."""
        if "owner" not in self.__dict__:
            return
        with contextlib.suppress(AnswersError):
            self._store.write(
                lambda database: database.execute("DELETE FROM lease WHERE owner = ?", (self.owner.name,)), paid=False
            )
        self.owner.close()

    def find(self, fingerprint: str) -> RecordedAnswer | None:
        """Return the kept answer to a request; None where there is none, or only one that no run could use."""
        row = self._store.read(lambda database: _row(database, fingerprint, self.endpoint))
        if row is None:
            return None
        try:
            return _answer(fingerprint, row)
        except ValueError:
            if not self._store.writable:
                return None
            return self._store.write(lambda database: self.found_in(database, fingerprint), paid=False)

    def keep(self, answer: RecordedAnswer) -> None:
        """Keep an answer, in the place of what was there, and free its lease, in one."""
        self._store.write(lambda database: self.keep_in(database, answer), paid=True)

    def keep_in(self, database: sqlite3.Connection, answer: RecordedAnswer) -> None:
        """Keep an answer within a transaction of the store."""
        kept = json.dumps(answer.model_dump(exclude_none=True), separators=(",", ":"))  # ASCII: no character is lost
        row = (answer.id, self.endpoint, answer.date, kept)
        database.execute("INSERT OR REPLACE INTO answer (id, endpoint, date, kept) VALUES (?, ?, ?, ?)", row)
        leased = (answer.id, self.endpoint, self.owner.name)
        database.execute("DELETE FROM lease WHERE id = ? AND endpoint = ? AND owner = ?", leased)

    def refuse(self, fingerprints: Iterable[str]) -> None:
        """Mark answers that no run could use: they stay, to be looked at, until the next run has asked anew."""
        rows = [(fingerprint, self.endpoint) for fingerprint in fingerprints]
        self._store.write(
            lambda database: database.executemany("UPDATE answer SET refused = 1 WHERE id = ? AND endpoint = ?", rows),
            paid=False,
        )

    def lease(self, fingerprint: str, *, again: bool = False) -> RecordedAnswer | bool:
        """Return the kept answer; else take the lease and return True, or False where another process has it.

        A process that died or is stopped has nothing. `again` takes the lease though there is an answer.
        """
        if not again and (found := self.find(fingerprint)):
            return found

        def take(database: sqlite3.Connection) -> RecordedAnswer | bool:
            if not again and (found := self.found_in(database, fingerprint)):
                return found
            key = (fingerprint, self.endpoint)
            row = database.execute("SELECT owner FROM lease WHERE id = ? AND endpoint = ?", key).fetchone()
            if row is not None and row[0] != self.owner.name and self.owner.is_alive(row[0]):
                return False
            database.execute("INSERT OR REPLACE INTO lease VALUES (?, ?, ?)", (*key, self.owner.name))
            return True

        return self._store.write(take, paid=False)

    def holder(self, fingerprint: str) -> str:
        """Return the name of the owner who has the lease; empty where nobody has."""
        query = "SELECT owner FROM lease WHERE id = ? AND endpoint = ?"
        row = self._store.read(lambda database: database.execute(query, (fingerprint, self.endpoint)).fetchone())
        return "" if row is None else str(row[0])

    def give_up(self, fingerprint: str) -> None:
        """Free a lease without an answer."""
        key = (fingerprint, self.endpoint, self.owner.name)
        self._store.write(
            lambda database: database.execute("DELETE FROM lease WHERE id = ? AND endpoint = ? AND owner = ?", key),
            paid=False,
        )

    def found_in(self, database: sqlite3.Connection, fingerprint: str) -> RecordedAnswer | None:
        """Return the kept answer within a transaction; a row that makes no sense is set aside, it alone."""
        row = _row(database, fingerprint, self.endpoint)
        try:
            return None if row is None else _answer(fingerprint, row)
        except ValueError as problem:
            _set_aside(self._store, database, fingerprint, self.endpoint, problem)
            return None


def every(store: Store) -> Iterator[tuple[str, RecordedAnswer]]:
    """Yield all kept answers with their endpoints, sorted by fingerprint; rows that make no sense are set aside."""
    keys = store.read(
        lambda database: database.execute("SELECT id, endpoint FROM answer ORDER BY id, endpoint").fetchall()
    )
    for fingerprint, endpoint in keys:
        answer = _look_up(store, fingerprint, endpoint)
        if answer is not None:
            yield endpoint, answer


def _look_up(store: Store, fingerprint: str, endpoint: str) -> RecordedAnswer | None:
    query = "SELECT kept FROM answer WHERE id = ? AND endpoint = ?"
    row = store.read(lambda database: database.execute(query, (fingerprint, endpoint)).fetchone())
    try:
        return None if row is None else _answer(fingerprint, row)
    except ValueError as problem:
        why = problem
    if not store.writable:
        store.tell(f"{store.path}: the kept answer {fingerprint[:12]} is no answer ({str(why).splitlines()[0]})")
        return None
    store.write(lambda database: _set_aside(store, database, fingerprint, endpoint, why), paid=False)
    return None


def prune(store: Store, up_to: str) -> int:
    """Forget the answers up to an ISO date-time, and the rows that were set aside; return how many answers."""

    def forget(database: sqlite3.Connection) -> int:
        database.execute("DELETE FROM set_aside WHERE date <= ?", (up_to,))
        return database.execute("DELETE FROM answer WHERE date <= ?", (up_to,)).rowcount

    gone = store.write(forget, paid=True)
    store.read(lambda database: database.execute("VACUUM"))
    return gone


def _row(database: sqlite3.Connection, fingerprint: str, endpoint: str) -> tuple[Any, ...] | None:
    query = "SELECT kept FROM answer WHERE id = ? AND endpoint = ? AND NOT refused"
    row: tuple[Any, ...] | None = database.execute(query, (fingerprint, endpoint)).fetchone()
    return row


def _answer(fingerprint: str, row: tuple[Any, ...]) -> RecordedAnswer:
    """Return the answer in a row. Raises ValueError where there is none in it."""
    try:
        answer = RecordedAnswer.model_validate(json.loads(row[0]))
    except (TypeError, RecursionError):
        raise ValueError("it is no text, or nested too deep") from None
    if answer.id != fingerprint:
        raise ValueError("it is the answer to something else")
    return answer


def _set_aside(
    store: Store, database: sqlite3.Connection, fingerprint: str, endpoint: str, problem: ValueError
) -> None:
    why = str(problem).splitlines()[0]
    now = datetime.now(UTC).isoformat(timespec="seconds")
    database.execute(
        "INSERT INTO set_aside SELECT id, endpoint, ?, ?, kept FROM answer WHERE id = ? AND endpoint = ?",
        (now, why, fingerprint, endpoint),
    )
    database.execute("DELETE FROM answer WHERE id = ? AND endpoint = ?", (fingerprint, endpoint))
    store.tell(
        f"{store.path}: the kept answer {fingerprint[:12]} is no answer ({why}); it alone was set aside, in the table "
        "set_aside, and is asked anew"
    )
