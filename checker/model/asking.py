"""Above every source: does the reply hold, and what if it does not."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from checker.errors import AskError, Awaited, NotAsked, ReplyRefused, Unanswered
from checker.model.answers import Answer, AnswerSource, Usage, spent_on
from checker.model.events import Event, Watch, nobody
from checker.model.prompts import digest, load_prompt
from checker.model.request import Request, Task
from checker.model.tokens import compact_json, estimate_tokens
from checker.schema import Origin, TaskUsage

R = TypeVar("R", bound=BaseModel)
V = TypeVar("V")

TRIES = 3
"""A request and at most two re-asks. In trials a reply that failed three times did not come right later."""


class DoesNotHold(ValueError):
    """A reply that fits the schema but cannot be true of its request; the message is what the model is told."""


@dataclass
class _Counts:
    """What the requests of one task and model took so far."""

    prompt: str
    wire: str
    requests: int = 0
    refused: set[str] = field(default_factory=set)
    input_tokens: int = 0
    output_tokens: int = 0
    cached_tokens: int = 0
    estimated: bool = False
    accepted_tokens: int = 0
    reused: int = 0
    dollars: float | None = 0.0
    origins: set[str] = field(default_factory=set)


class Asker:
    """Asks a source, checks that what comes back holds, asks again with the reason, and counts it all.

    `models` names the model for each task; `options` go into every request body; `sample` tells repeats of one run from
    each other. `dollars` tells what tokens of a model cost, None where nobody knows; `watch` is told what happens.
    """

    def __init__(
        self,
        source: AnswerSource,
        models: Mapping[Task, str],
        *,
        options: Mapping[str, Any] | None = None,
        sample: int = 0,
        dollars: Callable[[str, Usage], float | None] = lambda _, __: None,
        watch: Watch = nobody,
    ) -> None:
        self._source = source
        self._models = models
        self._options = options or {}
        self._sample = sample
        self._dollars = dollars
        self._watch = watch
        self._origins: dict[str, Origin] = {}
        self._in_flight: dict[str, asyncio.Future[Answer]] = {}
        self._counts: dict[tuple[str, str], _Counts] = {}
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
            self._watch(Event("failed", task, item, reason=str(problem), fingerprint=request.fingerprint))
            raise
        self._watch(Event("accepted", task, item, fingerprint=request.fingerprint))
        return accepted

    async def _ask(self, request: Request[R], accept: Callable[[R], V]) -> V:
        reason = ""
        for _ in range(TRIES):
            answer = await self._answer(request)
            try:
                accepted = accept(parse_reply(answer.text, request.reply))
            except DoesNotHold as problem:
                reason = str(problem)
                self._counts_of(request).refused.add(request.fingerprint)
                self._watch(
                    Event("refused", request.task, request.item, reason=reason, fingerprint=request.fingerprint)
                )
                request = request.ask_again(answer.text, reason)
            else:
                self._counts_of(request).accepted_tokens += estimate_tokens(answer.text)
                return accepted
        raise ReplyRefused(f"{request.item}: no usable reply in {TRIES} tries; the last one: {reason}")

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
            if isinstance(problem, AskError) and spent_on(problem) != Usage():
                self._counts_of(request).requests += 1
                self._counts_of(request).reused += problem.reused
                self._count_tokens(request, spent_on(problem), reused=problem.reused)
            future.set_exception(problem)
            future.exception()  # nobody else may be waiting; an error that was looked at is not reported as lost
            raise
        future.set_result(answer)
        self.asked |= not answer.reused
        self._count(request, answer)
        return answer

    def _counts_of(self, request: Request[Any]) -> _Counts:
        wire = compact_json(request.body["response_format"])
        return self._counts.setdefault((request.task, request.model), _Counts(request.prompt, digest(wire)))

    def _count(self, request: Request[Any], answer: Answer) -> None:
        counts = self._counts_of(request)
        counts.requests += 1
        counts.reused += answer.reused
        counts.origins.add(f"{answer.model}, {answer.how}, {answer.when[:10]}")
        paid = self._count_tokens(request, answer.usage, reused=answer.reused)
        self._origins[request.fingerprint] = Origin(
            request=request.fingerprint,
            task=request.task,
            item=request.item,
            model=answer.model,
            how=answer.how,
            when=answer.when,
            reused=answer.reused,
            input_tokens=answer.usage.input_tokens,
            output_tokens=answer.usage.output_tokens,
            dollars=paid,
        )

    def _count_tokens(self, request: Request[Any], usage: Usage, *, reused: bool) -> float | None:
        """Count tokens, and return what this run paid for them; None where nobody knows."""
        counts = self._counts_of(request)
        counts.input_tokens += usage.input_tokens
        counts.output_tokens += usage.output_tokens
        counts.cached_tokens += usage.cached_tokens
        counts.estimated |= usage.estimated
        paid = 0.0 if reused or usage == Usage() else self._dollars(request.model, usage)
        counts.dollars = None if paid is None or counts.dollars is None else counts.dollars + paid
        self._watch(
            Event(
                "kept answer" if reused else "answered",
                request.task,
                request.item,
                fingerprint=request.fingerprint,
                tokens_in=usage.input_tokens,
                tokens_out=usage.output_tokens,
                tokens_cached=usage.cached_tokens,
                dollars=paid,
            )
        )
        return paid

    def origins(self) -> tuple[Origin, ...]:
        """Return where each answer came from, by task in the order of asking, then by what it was about."""
        tasks = [task for task, _ in self._counts]
        return tuple(sorted(self._origins.values(), key=lambda one: (tasks.index(one.task), one.item, one.request)))

    def accepted_tokens(self, task: Task) -> int:
        """Return about how many tokens the accepted replies to a task are (an estimate)."""
        return sum(counts.accepted_tokens for (name, _), counts in self._counts.items() if name == task)

    def usage(self) -> tuple[TaskUsage, ...]:
        """Return what each task took, in the order in which the tasks were first asked."""
        return tuple(
            TaskUsage(
                task=task,
                model=model,
                prompt=counts.prompt,
                wire=counts.wire,
                requests=counts.requests,
                refused=len(counts.refused),
                input_tokens=counts.input_tokens,
                output_tokens=counts.output_tokens,
                cached_tokens=counts.cached_tokens,
                estimated=counts.estimated,
                reused=counts.reused,
                dollars=counts.dollars,
                origins=tuple(sorted(counts.origins)),
            )
            for (task, model), counts in self._counts.items()
        )


def parse_reply(text: str, reply: type[R]) -> R:
    """Read a reply. Raises DoesNotHold with the first three problems, each with its place, where it does not fit."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as problem:
        raise DoesNotHold(f"it is not whole JSON ({problem}).") from None
    try:
        compact_json(value).encode()
    except UnicodeEncodeError:
        raise DoesNotHold("it holds half of a character (a lone surrogate).") from None
    try:
        return reply.model_validate(value, strict=True)
    except ValidationError as problem:
        found = [
            f"{'.'.join(str(part) for part in error['loc']) or 'the reply'}: {error['msg']}"
            for error in problem.errors(include_url=False, include_context=False, include_input=False)
        ]
        raise DoesNotHold(f"it does not fit the schema: {first_three(found)}") from None


def first_three(problems: Sequence[str]) -> str:
    """Return the first three of several problems as one sentence, and how many more there are."""
    more = f"; and {len(problems) - 3} more" if len(problems) > 3 else ""
    return "; ".join(problems[:3]) + more + "."
