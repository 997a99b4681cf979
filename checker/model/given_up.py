"""What a check in batches has given up: it stays failed until a report has said so.

Such a check takes several runs. Were a failure forgotten between them, the next run would ask once more for what always
fails, and what comes after it would never be reached, or be paid for once without it and once with it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from checker.errors import AskError, ReplyUnaffordable, Unreachable
from checker.model.store import Store


class GivenUp:
    """The requests at one endpoint. `shown` are those that a run has told of."""

    def __init__(self, store: Store, endpoint: str) -> None:
        self._store = store
        self._endpoint = endpoint
        self.shown: set[str] = set()

    def add(self, database: sqlite3.Connection, fingerprint: str, problem: AskError, lines: int) -> None:
        """Note within a transaction why there is no answer; `lines` of batches failed for nothing."""
        row = (fingerprint, self._endpoint, isinstance(problem, ReplyUnaffordable), str(problem), lines)
        database.execute("INSERT OR REPLACE INTO given_up VALUES (?, ?, ?, ?, ?)", row)

    def of(self, fingerprint: str) -> AskError | None:
        """Return why a request was given up; the run is going to say it."""
        query = "SELECT unaffordable, why FROM given_up WHERE id = ? AND endpoint = ?"
        row = self._store.read(lambda database: database.execute(query, (fingerprint, self._endpoint)).fetchone())
        if row is None:
            return None
        self.shown.add(fingerprint)
        return ReplyUnaffordable(str(row[1])) if row[0] else Unreachable(str(row[1]))

    def lines(self, fingerprint: str) -> int:
        """Return how many lines of batches failed for nothing before a request was given up."""
        query = "SELECT lines FROM given_up WHERE id = ? AND endpoint = ?"
        row = self._store.read(lambda database: database.execute(query, (fingerprint, self._endpoint)).fetchone())
        return row[0] if row is not None and isinstance(row[0], int) else 0


def forget(store: Store, endpoint: str, fingerprints: Iterable[str]) -> None:
    """Let the next check ask for these again."""
    rows = [(fingerprint, endpoint) for fingerprint in fingerprints]
    store.write(
        lambda database: database.executemany("DELETE FROM given_up WHERE id = ? AND endpoint = ?", rows), paid=False
    )
