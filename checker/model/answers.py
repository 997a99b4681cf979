"""What comes back: an `Answer`, and the one method that every source of answers has."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol

from checker.model.request import Request


@dataclass(frozen=True)
class Usage:
    """Tokens that an answer took, every failed try included. `estimated` where no provider counted them."""

    input_tokens: int = 0
    output_tokens: int = 0
    cached_tokens: int = 0
    estimated: bool = False


@dataclass(frozen=True)
class Answer:
    """The reply as the model wrote it (`text`), and where it came from.

    `model` is named as the provider names it, `how` says by which way it came ("live, api.example.com"; "by hand-off of
    a batch file"), `when` is the ISO date or date-time of the answer.
    """

    text: str
    model: str
    how: str
    when: str
    usage: Usage


class AnswerSource(Protocol):
    """Whatever can answer a request."""

    async def answer(self, request: Request[Any]) -> Answer:
        """Return the answer, or raise an `AskError` that says why there is none."""
        ...
