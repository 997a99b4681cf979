"""The cache: one asks, the others wait; a dead owner's lease is free; a file that cannot be used is set aside."""

from __future__ import annotations

import asyncio
import os
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
from checker.model.batches import Batches
from checker.model.brake import Brake, BrakedClock
from checker.model.cache import Cache, every, prune
from checker.model.cached import CachedSource
from checker.model.earlier_store import OLD
from checker.model.folder import AwaitedRequest, kept_of
from checker.model.kept import recorded_of
from checker.model.ownership import BEAT, STILL
from checker.model.request import Request
from checker.model.store import NAME, Store
from tests.model.test_live import REQUEST
from tests.model.virtual_clock import VirtualClock

HERE = "https://models.example"
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
        cache, clock, brake = Cache(store, HERE), VirtualClock(), Brake()
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


def test_who_waits_for_another_process_gets_its_answer(tmp_path: Path) -> None:
    async def run() -> Answer:
        clock, brake, model = VirtualClock(), Brake(), Model()
        mine, other = Store(tmp_path), Store(tmp_path)
        waiting, asking = Cache(mine, HERE), Cache(other, HERE)
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
        waiting, asking = Cache(store, HERE), Cache(store, HERE)
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
        f"Cache(Store(Path({str(store.folder)!r})), {HERE!r}).lease({REQUEST.fingerprint!r}); "
        "os.kill(os.getpid(), signal.SIGKILL)"
    )
    subprocess.run([sys.executable, "-c", code], check=False)
    assert store.read(lambda database: database.execute("SELECT count(*) FROM lease").fetchone()) == (1,)
    assert ask(store, Model()) == [ANSWER]


LEASE = """
import os, signal, sys
from pathlib import Path
from checker.model.cache import Cache
from checker.model.store import Store
Cache(Store(Path(sys.argv[1])), sys.argv[2]).lease(sys.argv[3])
os.kill(os.getpid(), signal.SIGSTOP)
"""


@pytest.fixture
def stopped(store: Store) -> Iterator[int]:
    """A process that took the lease of REQUEST and was stopped; its number."""
    arguments = [str(store.folder), HERE, REQUEST.fingerprint]
    process = subprocess.Popen([sys.executable, "-c", LEASE, *arguments])
    os.waitpid(process.pid, os.WUNTRACED)
    yield process.pid
    process.kill()
    process.wait()


def test_the_lease_of_a_stopped_owner_ends(store: Store, stopped: int) -> None:
    clock, events, lines = VirtualClock(), [], []

    async def run() -> Answer:
        cache = Cache(store, HERE, clock)
        source = CachedSource(Model(), cache, clock, Brake(), watch=events.append, tell=lines.append)
        answer = await source.answer(REQUEST)
        cache.close()
        return answer

    assert asyncio.run(run()) == ANSWER
    assert STILL <= clock.elapsed < STILL + 1
    assert [event.kind for event in events] == ["waits"]
    assert f"another run (process {stopped})" in events[0].reason
    assert lines == [f"process {stopped} is stopped: what it asked for is asked anew, and may be paid twice"]


def test_the_lease_of_an_owner_that_goes_on_does_not_end(tmp_path: Path) -> None:
    clock, model = VirtualClock(), Model()

    async def run() -> Answer:
        mine, other = Store(tmp_path), Store(tmp_path)
        waiting, asking = Cache(mine, HERE, clock), Cache(other, HERE, clock)
        assert asking.lease(REQUEST.fingerprint) is True
        with clock.every(BEAT, asking.owner.beat):
            task = asyncio.create_task(CachedSource(model, waiting, clock, Brake()).answer(REQUEST))
            while clock.elapsed < 10 * STILL:
                await asyncio.sleep(0)
            asking.keep(recorded_of(REQUEST, ANSWER))
            answer = await task
        for one in (waiting, asking, mine, other):
            one.close()
        return answer

    assert asyncio.run(run()).reused
    assert model.requests == []


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


NONSENSE = ['{"id":', "[]", b"\xff", "{" * 100_000, "OTHER"]


@pytest.mark.parametrize("nonsense", NONSENSE, ids=["half", "a list", "no text", "deep", "of another"])
def test_a_row_that_makes_no_sense_is_set_aside_alone(store: Store, tmp_path: Path, nonsense: Any) -> None:
    other = replace(REQUEST, sample=1)
    ask(store, Model(), REQUEST, other)
    with closing(sqlite3.connect(tmp_path / NAME)) as database, database:
        (whole,) = database.execute("SELECT kept FROM answer WHERE id = ?", (other.fingerprint,)).fetchone()
        written = whole if nonsense == "OTHER" else nonsense
        database.execute("UPDATE answer SET kept = ? WHERE id = ?", (written, REQUEST.fingerprint))
    lines: list[str] = []
    again = Store(tmp_path, tell=lines.append)
    model = Model()
    assert ask(again, model, REQUEST, other) == [ANSWER, replace(ANSWER, reused=True)]
    assert len(model.requests) == 1
    again.close()
    (line,) = lines
    assert REQUEST.fingerprint[:12] in line
    assert "set aside" in line
    with closing(sqlite3.connect(tmp_path / NAME)) as database, database:
        assert database.execute("SELECT id, kept FROM set_aside").fetchall() == [(REQUEST.fingerprint, written)]
    assert not list(tmp_path.glob(f"{NAME}.set-aside-*"))


def test_the_list_of_all_answers_leaves_out_a_row_that_makes_no_sense(store: Store, tmp_path: Path) -> None:
    ask(store, Model(), REQUEST, replace(REQUEST, sample=1))
    store.write(
        lambda database: database.execute("UPDATE answer SET kept = '' WHERE id = ?", (REQUEST.fingerprint,)),
        paid=False,
    )
    assert [answer.sample for _, answer in every(store)] == [1]
    assert [answer.sample for _, answer in every(store)] == [1]


def test_the_answers_of_one_endpoint_are_not_those_of_another(store: Store) -> None:
    ask(store, Model())
    elsewhere = Cache(store, "https://elsewhere.example")
    assert elsewhere.find(REQUEST.fingerprint) is None
    assert elsewhere.lease(REQUEST.fingerprint) is True
    here = Cache(store, HERE)
    assert here.lease(REQUEST.fingerprint, again=True) is True
    elsewhere.keep(recorded_of(REQUEST, replace(ANSWER, text="other")))
    assert [(endpoint, answer.reply_text) for endpoint, answer in every(store)] == [
        ("https://elsewhere.example", "other"),
        (HERE, "{}"),
    ]
    here.close()
    elsewhere.close()


def test_what_no_run_could_use_is_asked_anew_and_can_be_looked_at(store: Store) -> None:
    ask(store, Model())
    cache = Cache(store, HERE)
    cache.refuse([REQUEST.fingerprint])
    assert len(list(every(store))) == 1
    cache.close()
    new = replace(ANSWER, text="new")
    assert ask(store, Model(new)) == [new]
    assert ask(store, Model()) == [replace(new, reused=True)]


EARLIER = """
CREATE TABLE answer (id TEXT PRIMARY KEY, date TEXT NOT NULL, kept TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE lease (id TEXT PRIMARY KEY, owner TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE batch (id TEXT PRIMARY KEY, host TEXT NOT NULL, sent TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE batched (id TEXT PRIMARY KEY, batch TEXT NOT NULL, asked TEXT NOT NULL) WITHOUT ROWID;
"""


def test_what_an_earlier_version_kept_is_taken_over_by_host(tmp_path: Path) -> None:
    hows = ["live, models.example", "batch b1, models.example:444", "live, 127.0.0.1:8080", "live"]
    with closing(sqlite3.connect(tmp_path / OLD)) as database, database:
        database.executescript(EARLIER)
        for sample, how in enumerate(hows):
            kept = recorded_of(replace(REQUEST, sample=sample), replace(ANSWER, how=how))
            row = (kept.id, kept.date, kept.model_dump_json(exclude_none=True))
            database.execute("INSERT INTO answer VALUES (?, ?, ?)", row)
        database.execute("INSERT INTO batch VALUES ('b2', 'models.example', '2031-03-04T12:00:00+00:00')")
        asked = AwaitedRequest(**kept_of(replace(REQUEST, sample=9), "w"), input_tokens=5)
        database.execute("INSERT INTO batched VALUES (?, 'b2', ?)", (asked.id, asked.model_dump_json()))
    before = (tmp_path / OLD).read_bytes()
    lines: list[str] = []
    store = Store(tmp_path, tell=lines.append)
    assert {answer.sample: endpoint for endpoint, answer in every(store)} == {
        0: "https://models.example",
        1: "https://models.example:444",
        2: "http://127.0.0.1:8080",
    }
    assert ask(store, Model()) == [replace(ANSWER, how=hows[0], reused=True)]
    cache = Cache(store, HERE)
    (batch,) = Batches(store, cache).every()
    assert (batch.id, dict(batch.asked)) == ("b2", {asked.id: asked})
    cache.close()
    store.close()
    (line,) = lines
    assert "3 answers" in line
    assert "1 that do not say which server gave them were left behind" in line
    (aside,) = tmp_path.glob(f"{OLD}.set-aside-*")
    assert aside.read_bytes() == before
    assert aside.name in line
    Store(tmp_path, tell=lines.append).close()
    assert len(lines) == 1


def test_an_earlier_file_that_cannot_be_read_is_set_aside(tmp_path: Path) -> None:
    (tmp_path / OLD).write_bytes(b"no database at all " * 100)
    lines: list[str] = []
    store = Store(tmp_path, tell=lines.append)
    assert ask(store, Model()) == [ANSWER]
    store.close()
    assert "cannot be read" in lines[0]
    assert list(tmp_path.glob(f"{OLD}.set-aside-*"))


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


def test_a_lock_that_stays_is_waited_for_once(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading goes on meanwhile, and does not make the next writing wait again."""
    monkeypatch.setattr("checker.model.locks.PATIENCE", 0.04)
    again = Store(store.folder)

    def waits() -> int:
        return int(again.read(lambda database: database.execute("PRAGMA busy_timeout").fetchone()[0]))

    cache = Cache(again, HERE)
    assert waits() == 40
    with closing(sqlite3.connect(store.path)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(AnswersError, match="another process holds it locked"):
            cache.refuse([REQUEST.fingerprint])
        assert cache.find(REQUEST.fingerprint) is None
        assert waits() == 0
        other.rollback()
    cache.refuse([REQUEST.fingerprint])
    assert waits() == 40
    again.close()


def test_prune_forgets_what_is_old(store: Store) -> None:
    cache = Cache(store, HERE)
    cache.keep(recorded_of(REQUEST, ANSWER))
    cache.keep(recorded_of(replace(REQUEST, sample=1), replace(ANSWER, when="2031-05-01T00:00:00+00:00"), CUT))
    assert [answer.problem for _, answer in every(store)].count(CUT) == 1
    assert prune(store, "2031-04-01") == 1
    assert [answer.sample for _, answer in every(store)] == [1]
    cache.close()
