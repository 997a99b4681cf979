"""What was paid in batches and stands in no report yet.

A check in batches takes several runs, and only the last of them writes a report: what the earlier ones fetched is owed
to it. So the report holds what all its rounds took, once.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime

from checker.model.answers import Usage, total
from checker.model.completion import MOST_TOKENS
from checker.model.store import Store


class Owing:
    """The debts at one endpoint. `shown` are the requests whose debts a run has counted."""

    def __init__(self, store: Store, endpoint: str) -> None:
        self._store = store
        self._endpoint = endpoint
        self._known: set[str] | None = None
        self.shown: set[str] = set()

    def add(self, database: sqlite3.Connection, fingerprint: str, batch: str, usage: Usage) -> None:
        """Note within a transaction what an answer in a batch took; once, however often the batch is fetched."""
        known = "SELECT 1 FROM batch WHERE id = ? AND endpoint = ?"
        if usage != Usage() and database.execute(known, (batch, self._endpoint)).fetchone():
            counts = json.dumps([usage.input_tokens, usage.output_tokens, usage.cached_tokens, usage.estimated])
            row = (fingerprint, self._endpoint, batch, counts)
            database.execute("INSERT OR REPLACE INTO owed VALUES (?, ?, ?, ?)", row)
            if self._known is not None:
                self._known.add(fingerprint)

    def of(self, fingerprint: str) -> Usage | None:
        """Return what a request took in batches and no report holds, None for nothing; the run is going to say it."""
        if self._known is None:  # asked for each answer, and mostly there is nothing
            every = "SELECT id FROM owed WHERE endpoint = ?"
            ids = self._store.read(lambda database: database.execute(every, (self._endpoint,)).fetchall())
            self._known = {known for (known,) in ids}
        if fingerprint not in self._known:
            return None
        query = "SELECT usage FROM owed WHERE id = ? AND endpoint = ?"
        rows = self._store.read(lambda database: database.execute(query, (fingerprint, self._endpoint)).fetchall())
        if not rows:
            return None
        try:
            owed = total([_usage(counts) for (counts,) in rows])
        except (ValueError, TypeError, RecursionError):
            self._set_aside(fingerprint)
            return None
        self.shown.add(fingerprint)
        return replace(owed, batched=True)

    def lines(self, fingerprint: str) -> int:
        """Return how many paid lines of batches `of` sums up for a request."""
        query = "SELECT count(*) FROM owed WHERE id = ? AND endpoint = ?"
        row = self._store.read(lambda database: database.execute(query, (fingerprint, self._endpoint)).fetchone())
        return int(row[0])

    def _set_aside(self, fingerprint: str) -> None:
        """Set what makes no sense aside, it alone: its answer stays, and no report says what it cost."""
        key = (fingerprint, self._endpoint)
        now = datetime.now(UTC).isoformat(timespec="seconds")

        def write(database: sqlite3.Connection) -> None:
            database.execute(
                "INSERT INTO set_aside SELECT id, endpoint, ?, ?, usage FROM owed WHERE id = ? AND endpoint = ?",
                (now, "owed: no usage", *key),
            )
            database.execute("DELETE FROM owed WHERE id = ? AND endpoint = ?", key)

        self._store.write(write, paid=False)
        if self._known is not None:
            self._known.discard(fingerprint)
        self._store.tell(
            f"{self._store.path}: what the answer {fingerprint[:12]} cost in a batch makes no sense; it alone was set "
            "aside, in the table set_aside, and the report does not count it"
        )


def _usage(text: str) -> Usage:
    """Return what a row holds. Raises ValueError or TypeError where that is no usage."""
    given, written, cached, estimated = json.loads(text)
    if not all(type(count) is int and 0 <= count <= MOST_TOKENS for count in (given, written, cached)):
        raise ValueError("no counts")
    return Usage(given, written, cached, bool(estimated))


def settle(store: Store, endpoint: str, fingerprints: Iterable[str]) -> None:
    """Forget the debts of these requests."""
    rows = [(fingerprint, endpoint) for fingerprint in fingerprints]
    store.write(
        lambda database: database.executemany("DELETE FROM owed WHERE id = ? AND endpoint = ?", rows), paid=True
    )
