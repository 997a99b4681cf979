"""What was sent to a provider's Batch API and is not fetched yet: remembered beside the answers."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from checker.model.cache import Cache
from checker.model.folder import AwaitedRequest
from checker.model.store import Store

_MEANT = "meant-"
_LONG_AGO = "1970-01-02T00:00:00+00:00"


@dataclass(frozen=True)
class Batch:
    """A batch that was sent, or was about to be when its run ended: then the provider may know it by its `mark`.

    `since` is when it was remembered (an ISO date-time), `owner` who was about to send it.
    """

    id: str
    asked: Mapping[str, AwaitedRequest]
    since: str
    owner: str = ""

    @property
    def mark(self) -> str | None:
        """What the provider was, or was to be, told to remember; None where the batch is known by its id."""
        return self.id.removeprefix(_MEANT) if self.id.startswith(_MEANT) else None


class Batches:
    """The batches of a cache's endpoint. A request is in one batch at a time."""

    def __init__(self, store: Store, cache: Cache) -> None:
        self._store = store
        self._endpoint = cache.endpoint
        self._cache = cache

    def mean(self, mark: str, requests: Iterable[AwaitedRequest]) -> Batch:
        """Remember that a batch is about to be sent, before it is: a run that is killed then does not send it again.

        `mark` is new for each attempt. While this process lives, no other run takes the batch for abandoned.
        """
        now = datetime.now(UTC).isoformat(timespec="seconds")
        batch = Batch(_MEANT + mark, {request.id: request for request in requests}, now, self._cache.owner.name)
        self._store.write(lambda database: self._remember(database, batch), paid=True)
        return batch

    def sent(self, batch: Batch, name: str) -> Batch:
        """Take down the name that the provider gave to a batch that was meant."""
        named = Batch(name, batch.asked, batch.since)

        def write(database: sqlite3.Connection) -> None:
            self._forget(database, batch.id)
            self._remember(database, named)

        self._store.write(write, paid=True)
        return named

    def forget(self, batch: Batch) -> None:
        """Forget a batch: its answers are kept, and what it did not answer may be asked again."""
        self._store.write(lambda database: self._forget(database, batch.id), paid=True)

    def is_being_sent(self, batch: Batch) -> bool:
        """Say whether a batch that was meant is in the hands of a run that is alive."""
        return bool(batch.owner) and self._cache.owner.is_alive(batch.owner)

    def every(self) -> tuple[Batch, ...]:
        """Return the batches at this endpoint, the oldest first."""
        query = "SELECT id, sent, owner FROM batch WHERE endpoint = ? ORDER BY sent, id"
        rows = self._store.read(lambda database: database.execute(query, (self._endpoint,)).fetchall())
        return tuple(
            Batch(name, self._asked(name), _date(since), owner if isinstance(owner, str) and "\0" not in owner else "")
            for name, since, owner in rows
            if isinstance(name, str)
        )

    def holding(self, fingerprint: str) -> str | None:
        """Return the id of the batch that a request is in."""
        query = "SELECT batch FROM batched WHERE id = ? AND endpoint = ?"
        row = self._store.read(lambda database: database.execute(query, (fingerprint, self._endpoint)).fetchone())
        return None if row is None else str(row[0])

    def awaited(self, fingerprint: str) -> AwaitedRequest | None:
        """Return a request as it stands in the batch that it is in; None where it is in none, or makes no sense."""
        query = "SELECT asked FROM batched WHERE id = ? AND endpoint = ?"
        row = self._store.read(lambda database: database.execute(query, (fingerprint, self._endpoint)).fetchone())
        try:
            return None if row is None else AwaitedRequest.model_validate(json.loads(row[0]))
        except (ValueError, TypeError, RecursionError):
            return None

    def _remember(self, database: sqlite3.Connection, batch: Batch) -> None:
        row = (batch.id, self._endpoint, batch.since, batch.owner)
        database.execute("INSERT OR REPLACE INTO batch VALUES (?, ?, ?, ?)", row)
        rows = [
            (key, self._endpoint, batch.id, json.dumps(request.model_dump(exclude_none=True), separators=(",", ":")))
            for key, request in batch.asked.items()
        ]
        database.executemany("INSERT OR REPLACE INTO batched VALUES (?, ?, ?, ?)", rows)

    def _forget(self, database: sqlite3.Connection, name: str) -> None:
        database.execute("DELETE FROM batch WHERE id = ? AND endpoint = ?", (name, self._endpoint))
        database.execute("DELETE FROM batched WHERE batch = ? AND endpoint = ?", (name, self._endpoint))

    def _asked(self, batch: str) -> dict[str, AwaitedRequest]:
        query = "SELECT id, asked FROM batched WHERE batch = ? AND endpoint = ?"
        rows = self._store.read(lambda database: database.execute(query, (batch, self._endpoint)).fetchall())
        asked = {}
        for fingerprint, text in rows:
            try:
                asked[fingerprint] = AwaitedRequest.model_validate(json.loads(text))
            except (ValueError, TypeError, RecursionError):
                self._set_aside(batch, fingerprint)
        return asked

    def _set_aside(self, batch: str, fingerprint: str) -> None:
        """Set a row that makes no sense aside, it alone; its request is asked anew."""
        key = (fingerprint, self._endpoint)
        now = datetime.now(UTC).isoformat(timespec="seconds")

        def write(database: sqlite3.Connection) -> None:
            database.execute(
                "INSERT INTO set_aside SELECT id, endpoint, ?, ?, asked FROM batched WHERE id = ? AND endpoint = ?",
                (now, f"of {batch}: no request", *key),
            )
            database.execute("DELETE FROM batched WHERE id = ? AND endpoint = ?", key)

        self._store.write(write, paid=False)
        self._store.tell(
            f"{self._store.path}: what {batch} asked as {fingerprint[:12]} makes no sense; it alone was set aside, in "
            "the table set_aside, and is asked anew"
        )


def _date(text: object) -> str:
    """Return the date that a row holds; where it is none, one before all batches: nothing that was sent is lost."""
    try:
        datetime.fromisoformat(str(text)).timestamp()
    except (ValueError, OverflowError):
        return _LONG_AGO
    return str(text)
