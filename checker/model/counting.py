"""What the requests of a run took and cost, and where each answer came from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from checker.errors import AskError
from checker.model.answers import Answer, Usage, spent_on, total
from checker.model.events import Event, Watch
from checker.model.prompts import digest
from checker.model.request import Request
from checker.model.tokens import compact_json, estimate_tokens
from checker.schema import Origin, TaskUsage

Dollars = Callable[[str, Usage], float | None]
"""From a model and tokens to what they cost (US dollars; None where nobody knows)."""


@dataclass
class _Counts:
    """What the requests of one task and model took so far. `possible` is what broken tries may have cost besides."""

    prompt: str
    wire: str
    requests: int = 0
    refused: set[str] = field(default_factory=set)
    usage: Usage = field(default_factory=Usage)
    accepted_tokens: int = 0
    reused: int = 0
    dollars: float | None = 0.0
    possible: float | None = 0.0
    origins: set[str] = field(default_factory=set)


class Counting:
    """Takes in answers and failures, tells `watch` of each, and gives the sums of a run."""

    def __init__(self, dollars: Dollars, watch: Watch) -> None:
        self._dollars = dollars
        self._watch = watch
        self._counts: dict[tuple[str, str], _Counts] = {}
        self._origins: dict[str, Origin] = {}
        self.paid = False
        """Whether the provider gave anything in this run, if only a reply of no use."""

    def take_answer(self, request: Request[Any], answer: Answer) -> None:
        """Count an answer."""
        counts = self._of(request)
        counts.origins.add(f"{answer.model}, {answer.how}, {answer.when[:10]}")
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
            dollars=self._take(request, answer.usage, reused=answer.reused),
        )

    def take_failure(self, request: Request[Any], problem: AskError) -> None:
        """Count what a request took that got no answer."""
        if spent_on(problem) != Usage():
            self._take(request, spent_on(problem), reused=problem.reused)

    def take_refusal(self, request: Request[Any]) -> None:
        """Count that the reply to a request did not hold."""
        self._of(request).refused.add(request.fingerprint)

    def take_accepted(self, request: Request[Any], text: str) -> None:
        """Count that a reply held."""
        self._of(request).accepted_tokens += estimate_tokens(text)

    def _of(self, request: Request[Any]) -> _Counts:
        wire = compact_json(request.body["response_format"])
        return self._counts.setdefault((request.task, request.model), _Counts(request.prompt, digest(wire)))

    def _take(self, request: Request[Any], usage: Usage, *, reused: bool) -> float | None:
        """Count tokens, and return what this run paid for them; None where nobody knows."""
        counts = self._of(request)
        counts.requests += 1
        counts.reused += reused
        if reused:  # whatever broke off belongs to the run that it broke off in
            usage = Usage(usage.input_tokens, usage.output_tokens, usage.cached_tokens, usage.estimated)
        counts.usage = total((counts.usage, usage))
        paid = 0.0 if reused or usage == Usage() else self._dollars(request.model, usage)
        counts.dollars = _added(counts.dollars, paid)
        if usage.possible_output:
            most = self._dollars(request.model, usage.at_most)
            counts.possible = _added(counts.possible, None if paid is None or most is None else most - paid)
        self.paid |= not reused and usage.output_tokens > 0
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

    def accepted_tokens(self, task: str) -> int:
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
                input_tokens=counts.usage.input_tokens,
                output_tokens=counts.usage.output_tokens,
                cached_tokens=counts.usage.cached_tokens,
                estimated=counts.usage.estimated,
                reused=counts.reused,
                broken_off=counts.usage.broken_off,
                possible_output_tokens=counts.usage.possible_output,
                dollars=counts.dollars,
                possible_dollars=counts.possible,
                origins=tuple(sorted(counts.origins)),
            )
            for (task, model), counts in self._counts.items()
        )


def _added(sum_so_far: float | None, more: float | None) -> float | None:
    return None if sum_so_far is None or more is None else sum_so_far + more
