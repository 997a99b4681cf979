"""A source over another: what was ever answered is not asked again, here or in another process."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from datetime import UTC
from typing import Any

from checker.errors import AnswersError, AskError, ReplyCut, ReplyWithheld
from checker.model.answers import Answer, AnswerSource, Usage, spent_on
from checker.model.batch import CUT, WITHHELD
from checker.model.batches import Batches
from checker.model.brake import Brake
from checker.model.cache import Cache
from checker.model.clock import Clock
from checker.model.events import Event, Watch, nobody
from checker.model.folder import RecordedAnswer
from checker.model.kept import answer_of, recorded_of, usage_kept
from checker.model.owing import Owing
from checker.model.ownership import process_of
from checker.model.request import Request

_LOOK_AGAIN = 0.2
"""Seconds between two looks at what another process is asking for. A model takes seconds to answer."""


class CachedSource:
    """Answers from the cache; where it has none, one process asks the source while the others wait for its answer.

    That a process asks for one thing once at a time is seen to above all sources (`checker.model.asking`).
    `refresh` asks once more for what is kept, and keeps the new answer. `tell` gets a line where an answer cannot be
    kept; it is used all the same. It gets another where something may be paid twice: a batch of `batches` is to answer
    it too, or a process that was stopped asked for it.
    """

    def __init__(  # noqa: PLR0913 - what it needs of the run around it
        self,
        source: AnswerSource,
        cache: Cache,
        clock: Clock,
        brake: Brake,
        *,
        owing: Owing | None = None,
        batches: Batches | None = None,
        refresh: bool = False,
        tell: Callable[[str], None] = lambda _: None,
        watch: Watch = nobody,
    ) -> None:
        self._source = source
        self._cache = cache
        self._clock = clock
        self._brake = brake
        self._owing = owing
        self._batches = batches
        self._refresh = refresh
        self._tell = tell
        self._watch = watch
        self._told: set[str] = set()
        self._fresh: set[str] = set()

    async def answer(self, request: Request[Any]) -> Answer:
        """Return the kept answer (`reused`), or the source's. Raises what the source raises, kept endings included."""
        key = request.fingerprint
        again = self._refresh and key not in self._fresh
        holder = ""
        while (found := self._lease(key, again=again)) is not True:
            if found is not False:
                return reuse(found, request, self._owing)
            self._brake.check(request.item)
            holder = self._wait_for(request, holder)
            await self._clock.sleep(_LOOK_AGAIN)
        if holder and self._cache.owner.is_stopped(holder):
            line = f"{process_of(holder)} is stopped: what it asked for is asked anew, and may be paid twice"
            self._tell_once(holder, line)
        self._fresh.add(key)
        self._tell_twice_paid(key)
        try:
            answer = await self._source.answer(request)
        except (ReplyCut, ReplyWithheld) as problem:
            if spent_on(problem) == Usage():  # a request that a filter turned away costs nothing to ask again
                self._give_up(key)
            else:
                self._keep_ending(request, problem)
            raise
        except BaseException:
            self._give_up(key)
            raise
        self._keep(recorded_of(request, answer))
        return answer

    def _lease(self, key: str, *, again: bool) -> RecordedAnswer | bool:
        try:
            return self._cache.lease(key, again=again)
        except AnswersError as problem:
            self._tell_not_kept(problem)
            return True

    def _wait_for(self, request: Request[Any], before: str) -> str:
        """Return which other process is asking for it, and tell the watch of one that was not waited for before."""
        try:
            holder = self._cache.holder(request.fingerprint) or before
        except AnswersError:
            return before
        if holder != before:
            reason = f"another run ({process_of(holder)}) that asks for the same"
            self._watch(Event("waits", request.task, request.item, reason, request.fingerprint))
        return holder

    def _give_up(self, key: str) -> None:
        with contextlib.suppress(AnswersError):
            self._cache.give_up(key)

    def _keep_ending(self, request: Request[Any], problem: AskError) -> None:
        """Keep that a reply was cut or withheld: it was paid for, and would be again."""
        when = self._clock.now().astimezone(UTC).isoformat(timespec="seconds")
        host = self._cache.endpoint.partition("://")[2]
        answer = Answer("", request.model, f"live, {host}", when, spent_on(problem))
        self._keep(recorded_of(request, answer, CUT if isinstance(problem, ReplyCut) else WITHHELD))

    def _keep(self, answer: RecordedAnswer) -> None:
        try:
            self._cache.keep(answer)
        except AnswersError as problem:
            self._tell_not_kept(problem)

    def _tell_twice_paid(self, key: str) -> None:
        with contextlib.suppress(AnswersError):
            batch = None if self._batches is None else self._batches.holding(key)
            if batch is not None:
                line = f"{batch} is under way with requests of this run: asked now, they are paid twice; --batch waits"
                self._tell_once("batch", line)

    def _tell_not_kept(self, problem: AnswersError) -> None:
        self._tell_once("not kept", f"answers of this run are used, but not all of them are kept: {problem}")

    def _tell_once(self, about: str, line: str) -> None:
        if about not in self._told:
            self._tell(line)
        self._told.add(about)


def reuse(found: RecordedAnswer, request: Request[Any], owing: Owing | None = None) -> Answer:
    """Return a kept answer, or raise the ending that was kept in its place.

    What a batch answered for an earlier run and no report holds is new to this one: it counts as paid.
    """
    owed = None
    if owing is not None:
        with contextlib.suppress(AnswersError):  # then the next report holds it
            owed = owing.of(found.id)
    usage, reused = (usage_kept(found), True) if owed is None else (owed, False)
    if found.problem == CUT:
        raise ReplyCut(
            f"{request.item}: the kept reply was cut for length; --refresh asks again", usage=usage, reused=reused
        )
    if found.problem == WITHHELD:
        raise ReplyWithheld(
            f"{request.item}: {WITHHELD} on {found.date[:10]}; read it yourself, or ask again with --refresh",
            usage=usage,
            reused=reused,
        )
    return answer_of(found, owed=owed)
