"""What comes back: an `Answer`, and the one method that every source of answers has."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, Protocol

from checker.errors import AskError
from checker.model.request import Request


@dataclass(frozen=True)
class Usage:
    """Tokens that an answer took, every failed try included. `estimated` where no provider counted them.

    `broken_off` counts tries that were sent and whose reply never came whole: a provider may bill them. Their input is
    in `input_tokens`, the most that they can have written in `possible_output`. `batched`: at the price of a batch.
    """

    input_tokens: int = 0
    output_tokens: int = 0
    cached_tokens: int = 0
    estimated: bool = False
    broken_off: int = 0
    possible_output: int = 0
    batched: bool = False

    @property
    def at_most(self) -> Usage:
        """The same with all that may have been written besides."""
        return replace(self, output_tokens=self.output_tokens + self.possible_output, possible_output=0)


@dataclass(frozen=True)
class Answer:
    """The reply as the model wrote it (`text`), and where it came from.

    `model` is named as the provider names it, `how` says by which way it came ("live, api.example.com"; "by hand-off of
    a batch file"), `when` is the ISO date or date-time of the answer. `reused` is true where this run did not pay for
    it: it was kept from an earlier one.
    """

    text: str
    model: str
    how: str
    when: str
    usage: Usage
    reused: bool = False

    def with_usage(self, usage: Usage) -> Answer:
        """Return the same answer with other tokens."""
        return self if usage == self.usage else replace(self, usage=usage)


class AnswerSource(Protocol):
    """Whatever can answer a request."""

    async def answer(self, request: Request[Any]) -> Answer:
        """Return the answer, or raise an `AskError` that says why there is none."""
        ...


def total(usages: Iterable[Usage]) -> Usage:
    """Return the sum of several."""
    every = list(usages)
    return Usage(
        sum(usage.input_tokens for usage in every),
        sum(usage.output_tokens for usage in every),
        sum(usage.cached_tokens for usage in every),
        any(usage.estimated for usage in every),
        sum(usage.broken_off for usage in every),
        sum(usage.possible_output for usage in every),
        any(usage.batched for usage in every),
    )


def spent_on(problem: AskError) -> Usage:
    """Return the tokens that a request without a usable reply took all the same."""
    return problem.usage if isinstance(problem.usage, Usage) else Usage()
