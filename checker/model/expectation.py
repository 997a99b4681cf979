"""How many tokens a request may take, before anybody has counted: between a low and a high estimate."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from checker.model.answers import Usage
from checker.model.request import LIMIT, Request, Task
from checker.model.tokens import estimate_tokens

_INPUT_SHARE = (0.85, 1.6)
"""Of the estimate by bytes: 4.7 and 2.5 bytes a token. English lies near the low end, other scripts near the high."""

_REPLY_SHARE: dict[Task, tuple[float, float]] = {
    "extract": (1.0, 4.0),
    "reconcile": (0.1, 0.7),
    "draft": (0.1, 0.7),
    "confirm": (0.1, 0.7),
    "support": (0.0, 0.3),
}
"""Tokens of the reply for one token of what was filled in. Recorded extract replies took 1.5 to 2, trials 2 to 3, one
prototype 7; judgements a quarter."""

_SHORTEST = (20, 400)


@dataclass(frozen=True)
class Range:
    """What a request may take. `high` is no promise of the provider's: a model may think longer."""

    low: Usage
    high: Usage


class Expectations:
    """Estimates that learn: once a reply was longer than expected, the next of its task may be as long.

    So do those of what is sent: a script of which a token holds fewer bytes is counted higher from then on.
    """

    def __init__(self) -> None:
        self._stretch: dict[Task, float] = {}
        self._given = [1.0, 1.0]

    def of(self, request: Request[Any]) -> Range:
        """Return what one try of a request may take. A limit on reply tokens among its options is believed."""
        low, high = (
            Usage(round(request.input_tokens * share * self._given[at]), self._reply(request, at), estimated=True)
            for at, share in enumerate(_INPUT_SHARE)
        )
        return Range(low, high)

    def learn(self, request: Request[Any], usage: Usage) -> None:
        """Take the true lengths of a request and its reply in."""
        high = self.of(request).high
        self._given[1] *= max(1.0, usage.input_tokens / max(high.input_tokens, 1))
        expected = high.output_tokens
        if usage.output_tokens > expected:
            stretch = self._stretch.get(request.task, 1.0)
            self._stretch[request.task] = stretch * usage.output_tokens / max(expected, 1)

    def _reply(self, request: Request[Any], at: int) -> int:
        given = estimate_tokens(request.messages[1]["content"]) if len(request.messages) > 1 else 0
        tokens = round(max(given * _REPLY_SHARE[request.task][at], _SHORTEST[at]))
        if at:
            tokens = round(tokens * self._stretch.get(request.task, 1.0))
        limit = request.options.get(LIMIT)
        return min(tokens, limit) if isinstance(limit, int) else tokens


def possibly_taken(request: Request[Any]) -> Usage:
    """Return what a try may have taken whose reply never came whole: its input, and at most what may be written.

    That is the limit that it carried, which binds the server; without one, the high estimate, which does not.
    """
    most = request.most_written or Expectations().of(request).high.output_tokens
    return Usage(request.input_tokens, estimated=True, broken_off=1, possible_output=most)
