"""A cache that can only be read, that another process holds locked, or that cannot be opened at all."""

from __future__ import annotations

import ctypes
import fcntl
import os
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from checker.model.store import NAME
from tests.cli.test_asking import ANSWERERS, FILES, _key, kept, run
from tests.cli.test_compare import two_pieces
from tests.model.provider import Provider
from tests.newsroom import Newsroom, Result

__all__ = ["_key", "two_pieces"]


OVERRIDE = 0b110
"""The two of root's capabilities that go past permissions (CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH)."""


@contextmanager
def bound_by_permissions() -> Iterator[None]:
    """Give up root's right to go past permissions, for this thread and as long as the context lasts (capset(2))."""
    if os.geteuid() != 0 or sys.platform != "linux":
        yield
        return
    libc = ctypes.CDLL(None, use_errno=True)
    header, data = (ctypes.c_uint32 * 2)(0x20080522, 0), (ctypes.c_uint32 * 6)()
    assert libc.capget(header, data) == 0
    effective = data[0]
    data[0] = effective & ~OVERRIDE
    assert libc.capset(header, data) == 0
    try:
        yield
    finally:
        data[0] = effective
        assert libc.capset(header, data) == 0


def checker(room: Newsroom, *arguments: str) -> Result:
    """Run the command as somebody whom permissions bind."""
    with bound_by_permissions():
        return room.run(*arguments)


@pytest.fixture
def cache(two_pieces: Newsroom) -> Iterator[Path]:
    """A cache with what a check of two pieces takes; whatever its permissions become, it is cleared away."""
    with Provider(answerers=ANSWERERS) as provider:
        run(two_pieces, provider)
    folder = two_pieces.folder / "cache"
    yield folder
    folder.chmod(0o700)


ESTIMATE = ("compare", *FILES, "--estimate")


@pytest.mark.parametrize("file_mode", [0o400, 0o600], ids=["file", "folder"])
def test_a_cache_that_can_only_be_read_is_read(two_pieces: Newsroom, cache: Path, file_mode: int) -> None:
    for file in cache.glob("*.sqlite3*"):
        file.chmod(file_mode)
    cache.chmod(0o500)
    estimate = checker(two_pieces, *ESTIMATE)
    assert estimate.code == 0, estimate.err
    assert "nothing would be asked" in estimate.out
    listed = checker(two_pieces, "answers", "list", "--cache")
    assert listed.code == 0, listed.err
    assert listed.out.endswith(f"4 kept in {cache / NAME}\n")
    shown = checker(two_pieces, "answers", "show", listed.out[:12], "--cache")
    assert shown.code == 0, shown.err
    assert "live, 127.0.0.1" in shown.out
    assert checker(two_pieces, "answers", "export", "--answers", "out").code == 0
    pruned = checker(two_pieces, "answers", "prune", "--older-than", "0")
    assert pruned.code == 2
    assert "Traceback" not in pruned.err


def test_a_row_without_sense_in_a_cache_that_can_only_be_read(two_pieces: Newsroom, cache: Path) -> None:
    with closing(sqlite3.connect(cache / NAME)) as database, database:
        database.execute("UPDATE answer SET kept = '{' WHERE id = (SELECT min(id) FROM answer)")
    cache.chmod(0o500)
    listed = checker(two_pieces, "answers", "list", "--cache")
    assert listed.out.endswith(f"3 kept in {cache / NAME}\n")
    assert "is no answer" in listed.err
    assert checker(two_pieces, *ESTIMATE).code == 0


def test_an_estimate_goes_on_without_a_cache_that_cannot_be_read(two_pieces: Newsroom, cache: Path) -> None:
    cache.chmod(0)
    estimate = checker(two_pieces, *ESTIMATE)
    assert estimate.code == 0
    assert "estimated without what is kept: " in estimate.err
    assert "in all     3–" in estimate.out
    listed = checker(two_pieces, "answers", "list", "--cache")
    assert listed.code == 2
    assert listed.err == f"checker: {cache / NAME}: the cache cannot be read (Permission denied)\n"


def test_what_another_process_is_writing_is_read(two_pieces: Newsroom, cache: Path) -> None:
    with closing(sqlite3.connect(cache / NAME)) as other, other:
        other.execute("DELETE FROM answer WHERE id = (SELECT min(id) FROM answer)")
        other.commit()
        cache.chmod(0o500)
        listed = checker(two_pieces, "answers", "list", "--cache")
        assert listed.out.endswith(f"3 kept in {cache / NAME}\n")


def test_reading_makes_no_cache(two_pieces: Newsroom) -> None:
    listed = two_pieces.run("answers", "list", "--cache")
    assert (listed.code, listed.out) == (0, f"0 kept in {two_pieces.folder / 'cache' / NAME}\n")
    assert "in all     3–" in two_pieces.run(*ESTIMATE).out
    assert not (two_pieces.folder / "cache").exists()


def test_a_cache_that_is_locked_says_so_and_the_answers_are_used(
    two_pieces: Newsroom, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("checker.model.locks.PATIENCE", 0.0)
    with Provider(answerers=ANSWERERS) as provider, closing(sqlite3.connect(cache / NAME)) as other:
        other.execute("BEGIN IMMEDIATE")
        result = run(two_pieces, provider)
        assert result.code == 1
        assert "another process holds it locked" in result.err
        assert "make room" not in result.err
        other.rollback()
        assert run(two_pieces, provider).code == 1
        assert len(provider.seen) == 8
    assert kept(two_pieces) == 8


def test_a_cache_that_cannot_be_opened_for_a_lock_says_so(
    two_pieces: Newsroom, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("checker.model.locks.PATIENCE", 0.0)
    with Provider(answerers=ANSWERERS) as provider, closing(sqlite3.connect(cache / NAME)) as other:
        other.execute("PRAGMA locking_mode=EXCLUSIVE")
        other.execute("UPDATE answer SET refused = 0")
        result = run(two_pieces, provider)
        assert provider.seen == []
    assert result.code == 2
    assert "another process holds it locked: wait" not in result.err
    assert "another process holds it locked; wait for it or end it" in result.err


def test_a_process_that_was_stopped_while_it_made_the_cache_is_not_waited_for_for_ever(
    two_pieces: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("checker.model.locks.PATIENCE", 0.0)
    folder = two_pieces.folder / "cache"
    folder.mkdir()
    with Provider(answerers=ANSWERERS) as provider, (folder / "begin.lock").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        result = run(two_pieces, provider)
    assert result.code == 2
    assert "begin.lock: the cache cannot be used: another process holds it locked" in result.err
