"""The cache: one asks, the others wait; a dead owner's lease is free; a file that cannot be used is set aside."""

from __future__ import annotations

import asyncio
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from checker.errors import AnswersError, NotAsked, ReplyCut, ReplyWithheld, Unreachable
from checker.model.answers import Answer, Usage
from checker.model.batch import CUT
from checker.model.brake import Brake, BrakedClock
from checker.model.cache import Cache
from checker.model.cached import CachedSource
from checker.model.kept import recorded_of
from checker.model.request import Request
from checker.model.store import NAME, Store
from tests.model.test_live import REQUEST
from tests.model.virtual_clock import VirtualClock

ANSWER = Answer("{}", "some-model-2", "live, h", "2031-03-04T12:00:00+00:00", Usage(100, 20, 40))


class Model:
    """Answers, or raises, as it is told, and counts."""

    def __init__(self, *script: Answer | Exception) -> None:
        self.script = list(script) or [ANSWER]
        self.requests: list[Request[Any]] = []

    async def answer(self, request: Request[Any]) -> Answer:
        self.requests.append(request)
        await asyncio.sleep(0)
        outcome = self.script.pop(0) if len(self.script) > 1 else self.script[0]
        if isinstance(outcome, Exception):
            raise outcome
        return outcome


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    one = Store(tmp_path)
    yield one
    one.close()


def ask(store: Store, model: Model, *requests: Request[Any], **how: Any) -> list[Any]:
    async def run() -> list[Any]:
        cache, clock, brake = Cache(store), VirtualClock(), Brake()
        source = CachedSource(model, cache, clock, brake, **how)
        answers = await asyncio.gather(*(source.answer(one) for one in requests or (REQUEST,)), return_exceptions=True)
        cache.close()
        return answers

    return asyncio.run(run())


def test_an_answer_is_kept_whole_and_says_that_it_was(store: Store) -> None:
    model = Model()
    assert ask(store, model) == [ANSWER]
    assert ask(store, model) == [replace(ANSWER, reused=True)]
    assert len(model.requests) == 1


@pytest.mark.parametrize("text", ["\ud800 half", "\x00", "\u2028", "{" * 5000, "😀", ""])
def test_the_raw_reply_comes_back_character_by_character(store: Store, text: str) -> None:
    ask(store, Model(replace(ANSWER, text=text)))
    assert ask(store, Model())[0].text == text


def test_a_failure_is_not_kept(store: Store) -> None:
    model = Model(Unreachable("no"), ANSWER)
    assert isinstance(ask(store, model)[0], Unreachable)
    assert ask(store, model) == [ANSWER]


@pytest.mark.parametrize("kind", [ReplyCut, ReplyWithheld])
def test_a_reply_that_was_cut_or_withheld_is_not_paid_for_again(store: Store, kind: type[ReplyCut]) -> None:
    model = Model(kind("x", usage=Usage(100, 20)))
    ask(store, model)
    (problem,) = ask(store, model)
    assert type(problem) is kind
    assert problem.reused
    assert problem.usage == Usage(100, 20)
    assert "--refresh" in str(problem)
    assert len(model.requests) == 1
    assert ask(store, Model(ANSWER), refresh=True) == [ANSWER]


def test_what_a_filter_turned_away_for_nothing_is_asked_again(store: Store) -> None:
    ask(store, Model(ReplyWithheld("x")))
    assert ask(store, Model()) == [ANSWER]


def test_refresh_asks_once_more_and_keeps_the_new_answer(store: Store) -> None:
    new = replace(ANSWER, text="new")
    model = Model(ANSWER, new)
    ask(store, model)
    assert ask(store, model, refresh=True) == [new]
    assert ask(store, model)[0].text == "new"


def test_tasks_that_want_the_same_share_one_request(store: Store) -> None:
    model = Model()
    answers = ask(store, model, *[REQUEST] * 8)
    assert {answer.text for answer in answers} == {"{}"}
    assert len(model.requests) == 1


def test_who_waits_for_another_process_gets_its_answer(tmp_path: Path) -> None:
    async def run() -> Answer:
        clock, brake, model = VirtualClock(), Brake(), Model()
        mine, other = Store(tmp_path), Store(tmp_path)
        waiting, asking = Cache(mine), Cache(other)
        assert asking.lease(REQUEST.fingerprint) is True
        task = asyncio.create_task(CachedSource(model, waiting, clock, brake).answer(REQUEST))
        while clock.elapsed < 3:
            await asyncio.sleep(0)
        asking.keep(recorded_of(REQUEST, ANSWER))
        answer = await task
        assert model.requests == []
        for one in (waiting, asking, mine, other):
            one.close()
        return answer

    assert asyncio.run(run()).reused


def test_who_waits_is_interrupted(tmp_path: Path) -> None:
    async def run() -> None:
        clock, brake = VirtualClock(), Brake()
        store = Store(tmp_path)
        waiting, asking = Cache(store), Cache(store)
        assert asking.lease(REQUEST.fingerprint) is True
        source = CachedSource(Model(), waiting, BrakedClock(clock, brake), brake)
        task = asyncio.create_task(source.answer(REQUEST))
        while clock.elapsed < 3:
            await asyncio.sleep(0)
        brake.interrupt()
        with pytest.raises(NotAsked):
            await task
        for one in (waiting, asking, store):
            one.close()

    asyncio.run(run())


def test_the_lease_of_a_dead_owner_is_free_at_once(store: Store) -> None:
    code = (
        "import os, signal; from pathlib import Path; from checker.model.cache import Cache; "
        "from checker.model.store import Store; "
        f"Cache(Store(Path({str(store.folder)!r}))).lease({REQUEST.fingerprint!r}); "
        "os.kill(os.getpid(), signal.SIGKILL)"
    )
    subprocess.run([sys.executable, "-c", code], check=False)
    assert store.read(lambda database: database.execute("SELECT count(*) FROM lease").fetchone()) == (1,)
    assert ask(store, Model()) == [ANSWER]


def test_a_file_of_another_program_is_set_aside_by_name(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / NAME)) as foreign, foreign:
        foreign.execute("CREATE TABLE recipe (name TEXT)")
    before = (tmp_path / NAME).read_bytes()
    lines: list[str] = []
    store = Store(tmp_path, tell=lines.append)
    assert ask(store, Model()) == [ANSWER]
    store.close()
    (aside,) = tmp_path.glob(f"{NAME}.set-aside-*")
    assert aside.read_bytes() == before
    assert aside.name in lines[0]
    assert "another program" in lines[0]


@pytest.mark.parametrize("content", [b"no database at all " * 100, b"SQLite format 3\x00" + b"\xff" * 4000])
def test_a_corrupt_file_is_set_aside_by_name(tmp_path: Path, content: bytes) -> None:
    (tmp_path / NAME).write_bytes(content)
    lines: list[str] = []
    store = Store(tmp_path, tell=lines.append)
    assert ask(store, Model()) == [ANSWER]
    store.close()
    (aside,) = tmp_path.glob(f"{NAME}.set-aside-*")
    assert aside.read_bytes() == content
    assert "was set aside" in lines[0]


def test_damage_that_shows_only_later_is_set_aside_too(store: Store, tmp_path: Path) -> None:
    ask(store, Model())
    with closing(sqlite3.connect(tmp_path / NAME)) as database, database:
        database.execute("UPDATE answer SET kept = '{\"id\":'")
    lines: list[str] = []
    again = Store(tmp_path, tell=lines.append)
    assert ask(again, Model()) == [ANSWER]
    again.close()
    assert list(tmp_path.glob(f"{NAME}.set-aside-*"))
    assert "is no answer" in lines[0]


def test_only_its_user_can_read_the_cache(store: Store) -> None:
    assert stat.S_IMODE(store.path.stat().st_mode) == 0o600


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(AnswersError, match="CHECKER_CACHE"):
        Store(tmp_path / "file" / "cache")


def test_an_answer_that_cannot_be_kept_is_used_all_the_same(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: Any) -> None:
        raise AnswersError("the disk is full")

    monkeypatch.setattr(Cache, "keep", full)
    lines: list[str] = []
    other = replace(REQUEST, sample=1)
    assert ask(store, Model(), REQUEST, other, tell=lines.append) == [ANSWER, ANSWER]
    (line,) = lines
    assert "the disk is full" in line


def test_a_disk_that_fills_up_does_not_take_the_run_with_it(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: Any, **__: Any) -> None:
        raise AnswersError("the disk is full")

    monkeypatch.setattr(Store, "write", full)
    assert ask(store, Model()) == [ANSWER]
    monkeypatch.undo()
    assert ask(store, Model()) == [ANSWER]


def test_prune_forgets_what_is_old(store: Store) -> None:
    cache = Cache(store)
    cache.keep(recorded_of(REQUEST, ANSWER))
    cache.keep(recorded_of(replace(REQUEST, sample=1), replace(ANSWER, when="2031-05-01T00:00:00+00:00"), CUT))
    assert [answer.problem for answer in cache.every()].count(CUT) == 1
    assert cache.prune("2031-04-01") == 1
    assert [answer.sample for answer in cache.every()] == [1]
    cache.close()
