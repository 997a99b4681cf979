"""One SQLite file in the user's cache folder, safe for several processes and for a kill at any moment.

What is written in one transaction is there whole or not at all. A file that is broken, or a stranger's, is renamed and
never deleted.
"""

from __future__ import annotations

import contextlib
import errno
import os
import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from checker.errors import AnswersError
from checker.model import locks, tables
from checker.model.earlier_store import OLD, take_over

V = TypeVar("V")

NAME = "answers-2.sqlite3"
"""The number is that of the tables: another version of checker keeps another file."""


class Store:
    """The file in a folder; both are made where they are missing. Close it at the end.

    `tell` gets a line for the user where a file that cannot be used was set aside. Raises AnswersError where the folder
    cannot be written. `to_read`: then, or where there is none, it is opened for reading alone, and `write` raises.
    """

    def __init__(self, folder: Path, *, tell: Callable[[str], None] = lambda _: None, to_read: bool = False) -> None:
        self.folder = folder
        self.path = folder / NAME
        self.tell = tell
        self.writable = True
        self._patient = True
        self._database: sqlite3.Connection | None = None
        try:
            if to_read and not any(_is_there(folder / name) for name in (NAME, OLD)):
                self._database = tables.empty()
                self.writable = False
                return
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._database = self._open()
        except (OSError, AnswersError) as problem:
            if to_read and _is_refused(problem):
                self._database = self._open_to_read()
                self.writable = False
                return
            if isinstance(problem, AnswersError):
                raise
            raise AnswersError(
                f"{folder}: the cache cannot be written ({problem.strerror}); set CHECKER_CACHE to another folder, or "
                "pass --no-cache"
            ) from None

    def close(self) -> None:
        """Close the file."""
        if self._database is not None:
            self._database.close()

    def read(self, work: Callable[[sqlite3.Connection], V]) -> V:
        """Do work that only reads."""
        return self._whole(work)

    def write(self, work: Callable[[sqlite3.Connection], V], *, paid: bool) -> V:
        """Do work in one transaction. `paid`: it is on the disk before the run goes on, should the power fail."""
        if not self.writable:
            raise AnswersError(f"{self.path}: the cache can only be read; set CHECKER_CACHE to another folder")

        def transaction(database: sqlite3.Connection) -> V:
            database.execute(f"PRAGMA synchronous={'FULL' if paid else 'NORMAL'}")
            database.execute("BEGIN IMMEDIATE")
            try:
                done = work(database)
            except BaseException:
                database.execute("ROLLBACK")
                raise
            database.execute("COMMIT")
            return done

        written = self._whole(transaction)
        self._wait_for_others(patiently=True)
        return written

    def _whole(self, work: Callable[[sqlite3.Connection], V]) -> V:
        """Do work in the file; where the file turns out to be broken, set it aside and do it in a new one."""
        assert self._database is not None  # noqa: S101 - only None while it is opened
        try:
            return work(self._database)
        except sqlite3.OperationalError as problem:
            self._wait_for_others(patiently=not _is_locked(problem))
            raise self._cannot(problem) from problem
        except sqlite3.DatabaseError as problem:
            return self._begin_anew(work, str(problem))

    def _wait_for_others(self, *, patiently: bool) -> None:
        """Wait some seconds for a lock of others, but not each time anew: a run of many articles would stand still."""
        if patiently != self._patient and self._database is not None:
            self._patient = patiently
            self._database.execute(f"PRAGMA busy_timeout={round(locks.PATIENCE * 1000) if patiently else 0}")

    def _open(self) -> sqlite3.Connection:
        try:
            return self._connect()
        except sqlite3.OperationalError as problem:
            raise self._cannot(problem) from problem
        except sqlite3.DatabaseError as problem:
            self._begin_anew(lambda _: None, str(problem))
            assert self._database is not None  # noqa: S101 - just opened
            return self._database

    def _open_to_read(self) -> sqlite3.Connection:
        try:
            # Without a log beside it nobody is writing; then SQLite need not make the files that reading a log takes.
            still = "" if _is_there(Path(f"{self.path}-wal")) else "&immutable=1"
            address = f"{self.path.absolute().as_uri()}?mode=ro{still}"
            with contextlib.ExitStack() as stack:
                database = sqlite3.connect(address, uri=True, timeout=locks.PATIENCE, isolation_level=None)
                stack.callback(database.close)
                tables.require(database)
                stack.pop_all()
                return database
        except OSError as problem:
            raise AnswersError(f"{self.path}: the cache cannot be read ({problem.strerror})") from None
        except sqlite3.Error as problem:
            raise self._cannot(problem) from problem

    def _begin_anew(self, work: Callable[[sqlite3.Connection], V], why: str) -> V:
        """Rename a file that cannot be used, so that nothing is lost, and do the work in a new one.

        Of several processes that find the file broken one renames it: the others find that their work succeeds now.
        """
        if not self.writable:
            raise self._cannot(sqlite3.DatabaseError(why))
        self.close()
        with locks.locked(self.folder / "set-aside.lock"):
            with contextlib.suppress(sqlite3.DatabaseError):
                self._database = self._connect()
                return work(self._database)
            self.close()
            aside = set_aside(self.path)
            self._database = self._connect()
        self.tell(f"{self.path}: cannot be used ({why}); it was set aside as {aside.name}, and a new cache was begun")
        return work(self._database)

    def _connect(self) -> sqlite3.Connection:
        os.close(os.open(self.path, os.O_CREAT | os.O_RDWR, 0o600))  # replies quote articles: nobody else reads them
        database = sqlite3.connect(self.path, timeout=locks.PATIENCE, isolation_level=None)
        try:
            if not tables.are_there(database):
                # The switch to WAL wants the file for itself, and does not wait for its turn.
                with locks.locked(self.folder / "begin.lock"):
                    self._begin(database)
        except BaseException:
            database.close()
            raise
        return database

    def _begin(self, database: sqlite3.Connection) -> None:
        """Make the tables, with what an earlier version kept in them, unless another process just did."""
        if tables.are_there(database):
            return
        database.execute("PRAGMA journal_mode=WAL")
        taken = tables.make(database, lambda: take_over(self.folder / OLD, database))
        if taken is not None:
            aside = set_aside(self.folder / OLD)
            self.tell(f"{self.folder / OLD}: {taken}; that file is now {aside.name}")

    def _cannot(self, problem: sqlite3.Error) -> AnswersError:
        if _is_locked(problem):
            return locks.held_by_others(self.path)
        room = "make room on the disk, " if _code(problem) == sqlite3.SQLITE_FULL else ""
        return AnswersError(
            f"{self.path}: the cache cannot be used ({problem}); {room}set CHECKER_CACHE to another folder, or pass "
            "--no-cache"
        )


def set_aside(path: Path) -> Path:
    """Rename a database with all that belongs to it, and return its new name."""
    aside = path.with_name(f"{path.name}.set-aside-{datetime.now(UTC):%Y%m%dT%H%M%S}-{os.getpid()}")
    for end in ("", "-wal", "-shm"):
        with contextlib.suppress(FileNotFoundError):
            Path(f"{path}{end}").rename(f"{aside}{end}")
    return aside


def _is_there(path: Path) -> bool:
    """Say whether there is a file. Raises OSError where that cannot be known."""
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    return True


def _code(problem: sqlite3.Error) -> int:
    """Return the primary result code of SQLite; 0 where the error is not its own."""
    return getattr(problem, "sqlite_errorcode", 0) & 0xFF


def _is_locked(problem: sqlite3.Error) -> bool:
    return _code(problem) in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


def _is_refused(problem: OSError | AnswersError) -> bool:
    """Say whether it is writing alone that is not allowed."""
    if isinstance(problem, OSError):
        return problem.errno in (errno.EACCES, errno.EPERM, errno.EROFS)
    cause = problem.__cause__
    return isinstance(cause, sqlite3.Error) and _code(cause) in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN)
