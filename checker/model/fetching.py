"""What has come of the batches that were sent: answers are kept, errors noted, and what is lost is named."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Literal

from checker.errors import AnswersError, AskError, NotAsked, ReplyUnaffordable, Unreachable
from checker.model.answers import Usage
from checker.model.batch import CUT, WITHHELD, AnswerLine, read_answer_line
from checker.model.batch_api import BatchApi, Standing
from checker.model.batches import Batch, Batches
from checker.model.cache import Cache
from checker.model.clock import Clock
from checker.model.events import Event, Watch
from checker.model.folder import AwaitedRequest, Kept, RecordedAnswer
from checker.model.given_up import GivenUp
from checker.model.kept import usage_to_keep
from checker.model.live import unaffordable_reply
from checker.model.owing import Owing
from checker.model.ownership import process_of
from checker.model.store import Store
from checker.model.tokens import estimate_tokens

TRIES = 3
"""Batches that a request goes into before an error in the place of its answer is a failure."""


class Fetching:
    """Fetches batches that have ended. What brought no answer for good is put down in `given_up`.

    `failed` has, by request, why its whole batch failed, `errors` how many batches brought an error in the place of its
    answer: below TRIES it goes into another one.
    """

    def __init__(  # noqa: PLR0913 - what it reads from, and where it writes to
        self,
        api: BatchApi,
        store: Store,
        cache: Cache,
        batches: Batches,
        clock: Clock,
        *,
        owing: Owing,
        given_up: GivenUp,
        tell: Callable[[str], None],
        watch: Watch,
    ) -> None:
        self._api = api
        self._store = store
        self._cache = cache
        self._batches = batches
        self._clock = clock
        self._owing = owing
        self._given_up = given_up
        self._tell = tell
        self._watch = watch
        self._new: set[str] = set()
        self.failed: dict[str, AskError] = {}
        self.errors: dict[str, int] = {}

    async def fetch(self) -> None:
        """Keep what has come of the batches sent so far, until the run is interrupted.

        Raises ProviderRefused and Unreachable.
        """
        try:
            for batch in self._batches.every():
                await self._look_at(batch)
        except NotAsked:
            self._tell("interrupted: not all batches were looked at; this command again fetches what has come of them")

    async def _look_at(self, batch: Batch) -> None:
        if batch.mark and self._batches.is_being_sent(batch):
            self._tell(f"another run ({process_of(batch.owner)}) is sending {len(batch.asked)} requests in a batch")
            return
        known = await self._known(batch)
        if known is None:
            return
        standing = await self._api.standing(known.id)
        if standing is None:
            self._give_up(known)
        elif standing.ended:
            await self._take(known, standing)
        else:
            self._watch(Event("batch waits", item=known.id, reason=standing.word, count=standing.done))
            self._tell(f"{known.id}: {standing.word}, {standing.done} of {len(known.asked)} requests done")

    async def _known(self, batch: Batch) -> Batch | None:
        """Return the batch by its true name; None where it was meant but never reached the provider."""
        if batch.mark is None:
            return batch
        found = await self._api.find(batch.mark, datetime.fromisoformat(batch.since))
        if found is None:
            self._batches.forget(batch)
            return None
        return self._batches.sent(batch, found)

    def _give_up(self, batch: Batch) -> None:
        """Forget a batch that the provider does not know: its requests are sent anew."""
        self._batches.forget(batch)
        self._watch(Event("batch lost", item=batch.id, count=len(batch.asked)))
        self._tell(
            f"{batch.id}: {self._api.host} does not know this batch any more (or another key sent it); its "
            f"{len(batch.asked)} requests are sent anew"
        )

    async def _take(self, batch: Batch, standing: Standing) -> None:
        """Keep the answers of a batch that has ended, note its errors, and forget it. What is missing is sent again."""
        answered, given_up = 0, 0
        for file in standing.files:
            lines = await self._api.fetch(file)
            if lines is None:
                self._tell(f"{batch.id}: {self._api.host} holds its file {file} no more; what stood in it is sent anew")
            for line in lines or ():
                try:
                    answer = read_answer_line(line)
                except AnswersError as problem:
                    self._tell(f"{batch.id}, {file}: a line {problem}")
                    continue
                asked = batch.asked.get(answer.custom_id)
                if asked is None or answer.custom_id in self._new:
                    continue
                taken = self._take_in(asked, answer, batch)
                answered += taken == "answer"
                given_up += taken == "end"
        failed = batch.asked.keys() - self._new if standing.word == "failed" else set()
        for key in failed:
            why = f"{batch.id} failed as a whole: {standing.reason or 'no reason is given'}"
            self.failed[key] = Unreachable(f"{batch.asked[key].item}: {why}; the same command sends it again")
        for key, asked in batch.asked.items():
            self.errors.setdefault(key, asked.failed or 0)
        self._batches.forget(batch)
        missing = len(batch.asked) - answered - given_up - len(failed)
        self._watch(Event("batch fetched", item=batch.id, reason=standing.word, count=answered))
        more = (f", {len(failed)} failed with it" if failed else "") + (
            f", {given_up} given up, the rest is checked without" if given_up else ""
        )
        more += f", {missing} to be sent again" if missing else ""
        self._tell(f"{batch.id}: {standing.word}, {answered} of {len(batch.asked)} answers fetched{more}")

    def _take_in(self, asked: AwaitedRequest, answer: AnswerLine, batch: Batch) -> Literal["answer", "end", "error"]:
        """Keep what came and what it took: an answer, the end of asking for one, or an error that may pass."""
        counted = answer.usage or {}
        usage = Usage(counted.get("input", 0), counted.get("output", 0), counted.get("cached", 0))
        if answer.usage is None and answer.text:
            usage = Usage(asked.input_tokens, estimate_tokens(answer.text), estimated=True)
        unaffordable = answer.problem == CUT and asked.ceiling is not None
        keeps = answer.problem in (None, CUT, WITHHELD) and not unaffordable
        kept = self._recorded(asked, answer, batch, usage)
        end = None if keeps else self._end(asked, answer, batch)

        def write(database: sqlite3.Connection) -> None:
            self._owing.add(database, asked.id, batch.id, usage)
            # A live run may have asked meanwhile: what followed from its answer would have to be paid for again.
            if keeps and self._cache.found_in(database, asked.id) is None:
                self._cache.keep_in(database, kept)
            if end is not None:
                self._given_up.add(database, asked.id, end, (asked.failed or 0) + (usage == Usage()))

        self._store.write(write, paid=True)
        if keeps:
            self._new.add(asked.id)
            return "answer"
        if end is not None:
            return "end"
        if "batch_expired" not in (answer.problem or ""):
            self.errors[asked.id] = (asked.failed or 0) + 1
        return "error"

    def _end(self, asked: AwaitedRequest, answer: AnswerLine, batch: Batch) -> AskError | None:
        """Return why nothing more is asked, None where it may come right; what expired is sent however often."""
        if answer.problem == CUT:
            return ReplyUnaffordable(unaffordable_reply(asked.item, asked.ceiling))
        expired = "batch_expired" in (answer.problem or "")
        if expired or (answer.error and (asked.failed or 0) + 1 < TRIES):
            return None
        why = f"{batch.id} brought no answer: {self._api.plain(answer.problem)}"
        return Unreachable(f"{asked.item}: {why}; the rest was checked without it, and the next check asks again")

    def _recorded(self, asked: AwaitedRequest, answer: AnswerLine, batch: Batch, usage: Usage) -> RecordedAnswer:
        return RecordedAnswer(
            **{name: getattr(asked, name) for name in Kept.model_fields},
            how=f"batch {batch.id}, {self._api.host}",
            named=answer.model or asked.model,
            date=self._clock.now().astimezone(UTC).isoformat(timespec="seconds"),
            usage=usage_to_keep(usage),
            text=answer.text,
            problem=answer.problem,
        )
