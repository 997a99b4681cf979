"""What was sent to a provider's Batch API and is not fetched yet: remembered beside the answers."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from checker.model.folder import AwaitedRequest
from checker.model.store import Store

_MEANT = "meant-"


@dataclass(frozen=True)
class Batch:
    """A batch that was sent, or was about to be when the run ended: then the provider may know it by its `mark`."""

    id: str
    asked: Mapping[str, AwaitedRequest]

    @property
    def mark(self) -> str | None:
        """What the provider was, or was to be, told to remember; None where the batch is known by its id."""
        return self.id.removeprefix(_MEANT) if self.id.startswith(_MEANT) else None


class Batches:
    """The batches in a store. A request is in one batch at a time."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def mean(self, mark: str, host: str, requests: Iterable[AwaitedRequest]) -> None:
        """Remember that a batch is about to be sent, before it is: a run that is killed then does not send it again."""
        rows = [
            (request.id, _MEANT + mark, json.dumps(request.model_dump(exclude_none=True), separators=(",", ":")))
            for request in requests
        ]

        def write(database: sqlite3.Connection) -> None:
            now = datetime.now(UTC).isoformat(timespec="seconds")
            database.execute("INSERT OR REPLACE INTO batch VALUES (?, ?, ?)", (_MEANT + mark, host, now))
            database.executemany("INSERT OR REPLACE INTO batched VALUES (?, ?, ?)", rows)

        self._store.write(write, paid=True)

    def sent(self, mark: str, batch: str) -> None:
        """Take down the name that the provider gave to a batch that was meant."""

        def write(database: sqlite3.Connection) -> None:
            database.execute("UPDATE batch SET id = ? WHERE id = ?", (batch, _MEANT + mark))
            database.execute("UPDATE batched SET batch = ? WHERE batch = ?", (batch, _MEANT + mark))

        self._store.write(write, paid=True)

    def forget(self, batch: str) -> None:
        """Forget a batch: its answers are kept, and what it did not answer may be asked again."""

        def write(database: sqlite3.Connection) -> None:
            database.execute("DELETE FROM batch WHERE id = ?", (batch,))
            database.execute("DELETE FROM batched WHERE batch = ?", (batch,))

        self._store.write(write, paid=True)

    def of(self, host: str) -> tuple[Batch, ...]:
        """Return the batches sent to a host, the oldest first."""

        def read(database: sqlite3.Connection) -> tuple[Batch, ...]:
            ids = database.execute("SELECT id FROM batch WHERE host = ? ORDER BY sent, id", (host,)).fetchall()
            return tuple(Batch(batch, _asked(database, batch)) for (batch,) in ids)

        return self._store.read(read)

    def holding(self, fingerprint: str) -> str | None:
        """Return the id of the batch that a request is in."""
        row = self._store.read(
            lambda database: database.execute("SELECT batch FROM batched WHERE id = ?", (fingerprint,)).fetchone()
        )
        return None if row is None else str(row[0])


def _asked(database: sqlite3.Connection, batch: str) -> dict[str, AwaitedRequest]:
    rows = database.execute("SELECT id, asked FROM batched WHERE batch = ?", (batch,)).fetchall()
    return {fingerprint: AwaitedRequest.model_validate(json.loads(asked)) for fingerprint, asked in rows}
