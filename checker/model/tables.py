"""The tables of the cache, and how a file is known that holds them."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

_APPLICATION = 0x63686B72  # "chkr": tells the file from a stranger's of the same name
_TABLES = (
    """CREATE TABLE IF NOT EXISTS answer (id TEXT, endpoint TEXT, date TEXT NOT NULL, kept TEXT NOT NULL,
        refused INTEGER NOT NULL DEFAULT 0, PRIMARY KEY (id, endpoint)) WITHOUT ROWID""",
    """CREATE TABLE IF NOT EXISTS lease (id TEXT, endpoint TEXT, owner TEXT NOT NULL,
        PRIMARY KEY (id, endpoint)) WITHOUT ROWID""",
    """CREATE TABLE IF NOT EXISTS batch (id TEXT, endpoint TEXT, sent TEXT NOT NULL, owner TEXT NOT NULL,
        PRIMARY KEY (id, endpoint)) WITHOUT ROWID""",
    """CREATE TABLE IF NOT EXISTS batched (id TEXT, endpoint TEXT, batch TEXT NOT NULL, asked TEXT NOT NULL,
        PRIMARY KEY (id, endpoint)) WITHOUT ROWID""",
    """CREATE TABLE IF NOT EXISTS owed (id TEXT, endpoint TEXT, batch TEXT, usage TEXT NOT NULL,
        PRIMARY KEY (id, endpoint, batch)) WITHOUT ROWID""",
    "CREATE TABLE IF NOT EXISTS set_aside (id TEXT, endpoint TEXT, date TEXT, why TEXT, kept BLOB)",
    """CREATE TABLE IF NOT EXISTS given_up (id TEXT, endpoint TEXT, unaffordable INTEGER, why TEXT, lines INTEGER,
        PRIMARY KEY (id, endpoint)) WITHOUT ROWID""",
)
"""New ones come at the end: a version of checker that does not know the last ones does not need them."""


def are_there(database: sqlite3.Connection) -> bool:
    """Say whether the file is ours and has them all. Raises DatabaseError where it is a stranger's."""
    if not _is_ours(database):
        return False
    (made,) = database.execute("PRAGMA user_version").fetchone()
    return bool(made >= len(_TABLES))


def require(database: sqlite3.Connection) -> None:
    """Raise DatabaseError where the file is a stranger's, or nobody's yet."""
    if not _is_ours(database):
        raise sqlite3.DatabaseError("it is empty")


def make(database: sqlite3.Connection, fill: Callable[[], str | None]) -> str | None:
    """Make what is missing, in one transaction; `fill` puts into a new file what there is to begin with.

    Returns what `fill` does, None where it was not called.
    """
    database.execute("BEGIN IMMEDIATE")
    begun = _is_ours(database)
    for table in _TABLES:
        database.execute(table)
    told = None if begun else fill()
    database.execute(f"PRAGMA application_id={_APPLICATION}")
    database.execute(f"PRAGMA user_version={len(_TABLES)}")
    database.execute("COMMIT")
    return told


def empty() -> sqlite3.Connection:
    """Return a database in memory in which nothing is kept."""
    database = sqlite3.connect(":memory:", isolation_level=None)
    make(database, lambda: None)
    return database


def _is_ours(database: sqlite3.Connection) -> bool:
    (application,) = database.execute("PRAGMA application_id").fetchone()
    (tables,) = database.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if application != _APPLICATION and tables:
        raise sqlite3.DatabaseError("it is a database of another program")
    return bool(application == _APPLICATION)
