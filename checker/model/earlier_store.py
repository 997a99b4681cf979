"""The file of an earlier version of checker, which did not keep apart the answers of different endpoints.

Where each answer came from stands in it as a phrase ("live, api.example.com"), so that most can be taken over.
"""

from __future__ import annotations

import contextlib
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from checker.hosts import origin_of_host

OLD = "answers-1.sqlite3"


def take_over(old: Path, database: sqlite3.Connection) -> str | None:
    """Copy answers and batches into the tables of today; return what to tell the user, None where there is no file.

    An answer that does not say where it came from stays behind: whoever is asked for it might not be who gave it.
    """
    if not old.is_file():
        return None
    try:
        with closing(sqlite3.connect(old, isolation_level=None)) as earlier:
            answers = earlier.execute("SELECT id, date, kept FROM answer").fetchall()
            batches = earlier.execute("SELECT id, host, sent FROM batch").fetchall()
            batched = earlier.execute("SELECT id, batch, asked FROM batched").fetchall()
    except sqlite3.DatabaseError as problem:
        return f"kept by an earlier version, cannot be read ({problem})"
    rows = list(_with_endpoint(answers))
    database.executemany("INSERT OR REPLACE INTO answer (id, endpoint, date, kept) VALUES (?, ?, ?, ?)", rows)
    endpoints = {batch: origin_of_host(host) for batch, host, _ in batches}
    database.executemany(
        "INSERT OR REPLACE INTO batch VALUES (?, ?, ?, '')",
        [(batch, endpoints[batch], sent) for batch, _, sent in batches],
    )
    database.executemany(
        "INSERT OR REPLACE INTO batched VALUES (?, ?, ?, ?)",
        [(id_, endpoints[batch], batch, asked) for id_, batch, asked in batched if batch in endpoints],
    )
    left = len(answers) - len(rows)
    behind = f", and {left} that do not say which server gave them were left behind" if left else ""
    return f"{len(rows)} answers that an earlier version kept were taken over{behind}"


def _with_endpoint(answers: list[tuple[str, str, str]]) -> Iterator[tuple[str, str, str, str]]:
    for id_, date, kept in answers:
        with contextlib.suppress(ValueError, TypeError, AttributeError):
            how = json.loads(kept).get("how", "")
            way, _, host = how.rpartition(", ")
            if way == "live" or way.startswith("batch "):
                yield id_, origin_of_host(host), date, kept
