"""Above every source: does the reply hold, and what if it does not."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from checker.errors import AskError, Awaited, NotAsked, ReplyRefused, Unanswered
from checker.model.answers import Answer, AnswerSource
from checker.model.counting import Counting, Dollars
from checker.model.events import Event, Watch, nobody
from checker.model.prompts import load_prompt
from checker.model.request import Request, Task
from checker.model.tokens import compact_json
from checker.schema import Origin, TaskUsage

R = TypeVar("R", bound=BaseModel)
V = TypeVar("V")

TRIES = 3
"""A request and at most two re-asks. In trials a reply that failed three times did not come right later."""


class DoesNotHold(ValueError):
    """A reply that fits the schema but cannot be true of its request; the message is what the model is told.

    `in_short` says it without words of the reply, for the log.
    """

    def __init__(self, message: str, in_short: str = "it does not hold of what was asked") -> None:
        super().__init__(message)
        self.in_short = in_short


@dataclass(frozen=True)
class Unusable:
    """What to do where none of the replies to a request held.

    `remedy` is for the user; `tell` gets the fingerprints of the request and its re-asks, so that what is kept does not
    make the next run fail by itself.
    """

    remedy: str = ""
    tell: Callable[[Sequence[str]], None] = lambda _: None


class Asker:
    """Asks a source, checks that what comes back holds, asks again with the reason, and counts it all.

    `models` names the model for each task; `options` go into every request body; `sample` tells repeats of one run from
    each other. `dollars` tells what tokens of a model cost, None where nobody knows; `watch` is told what happens.
    `unusable` says what to do where no reply held.
    """

    def __init__(
        self,
        source: AnswerSource,
        models: Mapping[Task, str],
        *,
        options: Mapping[str, Any] | None = None,
        sample: int = 0,
        dollars: Dollars = lambda _, __: None,
        watch: Watch = nobody,
        unusable: Unusable | None = None,
    ) -> None:
        self._source = source
        self._models = models
        self._options = options or {}
        self._sample = sample
        self._watch = watch
        self._unusable = unusable or Unusable()
        self._in_flight: dict[str, asyncio.Future[Answer]] = {}
        self._counting = Counting(dollars, watch)
        self.awaiting = 0
        """How many requests were written to a pending file: what follows from their answers cannot be asked yet."""
        self.asked = False
        """Whether any request went out in this run, and not only answers of earlier ones came back."""

    async def ask(
        self, task: Task, reply: type[R], *, item: str, values: Mapping[str, str], accept: Callable[[R], V]
    ) -> V:
        """Fill the task's prompt with `values`, ask, and return what `accept` makes of the reply.

        `accept` raises DoesNotHold where the reply cannot be used; then the request is asked again with the reason, as
        a new request that carries both. Raises AskError where there is no usable reply: ReplyRefused after the last
        try, or whatever the source raised.
        """
        request = load_prompt(task).request(
            reply, item=item, model=self._models[task], values=values, options=self._options, sample=self._sample
        )
        self._watch(Event("asked", task, item, fingerprint=request.fingerprint))
        try:
            accepted = await self._ask(request, accept)
        except AskError as problem:
            self._watch(Event("failed", task, item, problem.in_short, request.fingerprint))
            raise
        self._watch(Event("accepted", task, item, fingerprint=request.fingerprint))
        return accepted

    async def _ask(self, request: Request[R], accept: Callable[[R], V]) -> V:
        asked: list[str] = []
        for _ in range(TRIES):
            answer = await self._answer(request)
            asked.append(request.fingerprint)
            try:
                accepted = accept(parse_reply(answer.text, request.reply))
            except DoesNotHold as problem:
                reason = str(problem)
                self._counting.take_refusal(request)
                event = Event("refused", request.task, request.item, problem.in_short, request.fingerprint)
                self._watch(event)
                request = request.ask_again(answer.text, reason)
            else:
                self._counting.take_accepted(request, answer.text)
                return accepted
        self._unusable.tell(asked)
        remedy = self._unusable.remedy
        raise ReplyRefused(
            f"{request.item}: no usable reply in {TRIES} tries; the last one: {reason}{remedy and f' {remedy}'}"
        )

    async def _answer(self, request: Request[Any]) -> Answer:
        """Ask the source once for each fingerprint: who asks for the same while it is under way shares the answer."""
        under_way = self._in_flight.get(request.fingerprint)
        if under_way is not None:
            return await asyncio.shield(under_way)
        future: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
        self._in_flight[request.fingerprint] = future
        try:
            answer = await self._source.answer(request)
        except BaseException as problem:
            self.awaiting += isinstance(problem, Awaited)
            self.asked |= not (isinstance(problem, NotAsked | Unanswered) or getattr(problem, "reused", False))
            if isinstance(problem, AskError):
                self._counting.take_failure(request, problem)
            future.set_exception(problem)
            future.exception()  # nobody else may be waiting; an error that was looked at is not reported as lost
            raise
        future.set_result(answer)
        self.asked |= not answer.reused
        self._counting.take_answer(request, answer)
        return answer

    @property
    def was_answered(self) -> bool:
        """Whether the provider gave anything in this run, if only a reply of no use."""
        return self._counting.paid

    def origins(self) -> tuple[Origin, ...]:
        """Return where each answer came from, by task in the order of asking, then by what it was about."""
        return self._counting.origins()

    def accepted_tokens(self, task: Task) -> int:
        """Return about how many tokens the accepted replies to a task are (an estimate)."""
        return self._counting.accepted_tokens(task)

    def usage(self) -> tuple[TaskUsage, ...]:
        """Return what each task took, in the order in which the tasks were first asked."""
        return self._counting.usage()


def parse_reply(text: str, reply: type[R]) -> R:
    """Read a reply. Raises DoesNotHold with the first three problems, each with its place, where it does not fit."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as problem:
        raise DoesNotHold(f"it is not whole JSON ({problem}).", "it is not whole JSON") from None
    try:
        compact_json(value).encode()
    except UnicodeEncodeError:
        raise DoesNotHold("it holds half of a character (a lone surrogate).", "it holds half of a character") from None
    try:
        return reply.model_validate(value, strict=True)
    except ValidationError as problem:
        found = [
            f"{'.'.join(str(part) for part in error['loc']) or 'the reply'}: {error['msg']}"
            for error in problem.errors(include_url=False, include_context=False, include_input=False)
        ]
        raise DoesNotHold(f"it does not fit the schema: {first_three(found)}", "it does not fit the schema") from None


def first_three(problems: Sequence[str]) -> str:
    """Return the first three of several problems as one sentence, and how many more there are."""
    more = f"; and {len(problems) - 3} more" if len(problems) > 3 else ""
    return "; ".join(problems[:3]) + more + "."
