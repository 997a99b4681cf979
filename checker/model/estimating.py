"""What a run would ask, found out without asking anybody: the way is taken with stand-in replies, and counted."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from checker.model.answers import Answer, Usage, total
from checker.model.expectation import Expectations, Range
from checker.model.folder import RecordedAnswer
from checker.model.kept import answer_of
from checker.model.price import Prices
from checker.model.request import Request, Task

_MARKER = re.compile(r"^</?article [0-9a-f]+>$", re.MULTILINE)
_NUMBERED = re.compile(r"^(\d+)(?: \(\w+\))? (.+)$", re.MULTILINE)


@dataclass
class _Sum:
    """What the requests of one task and model would take."""

    requests: int = 0
    kept: int = 0
    under_way: int = 0
    low: list[Usage] = field(default_factory=list)
    high: list[Usage] = field(default_factory=list)


@dataclass(frozen=True)
class TaskEstimate:
    """Requests, tokens in and out, and dollars (None: no price is known), each from low to high.

    Not among them are those that are `kept`, or `under_way` in a batch.
    """

    task: Task
    model: str
    requests: tuple[int, int]
    kept: int
    under_way: int
    tokens_in: tuple[int, int]
    tokens_out: tuple[int, int]
    dollars: tuple[float, float] | None


class EstimatingSource:
    """Answers from what is kept (`find`), else with a stand-in: a claim for each sentence, and no fact.

    So the requests of the later steps get about their true size. `estimates` then tells what the run would take; its
    high side adds a second look at everything, and a sixth of the requests asked again. `is_under_way` says what a
    batch is to answer: that is not asked again, and its reply is a stand-in all the same.
    """

    def __init__(
        self, find: Callable[[str], RecordedAnswer | None], is_under_way: Callable[[str], bool] = lambda _: False
    ) -> None:
        self._find = find
        self._is_under_way = is_under_way
        self._expectations = Expectations()
        self._sums: dict[tuple[Task, str], _Sum] = {}
        self._judged: list[Range] = []

    async def answer(self, request: Request[Any]) -> Answer:
        """Return what is kept, or a stand-in."""
        sums = self._sums.setdefault((request.task, request.model), _Sum())
        found = self._find(request.fingerprint)
        if found is not None and found.problem is None:
            sums.kept += 1
            return answer_of(found)
        expected = self._expectations.of(request)
        if self._is_under_way(request.fingerprint):
            sums.under_way += 1
        else:
            sums.requests += 1
            sums.low.append(expected.low)
            sums.high.append(expected.high)
        if request.task in ("reconcile", "draft"):
            self._judged.append(expected)
        return Answer(_stand_in(request), request.model, "stand-in", "", expected.low)

    def estimates(self, prices: Prices, confirm_model: str) -> tuple[TaskEstimate, ...]:
        """Return an estimate for each task; call it when the way is taken."""
        if self._judged and not any(task == "confirm" for task, _ in self._sums):
            # Nobody knows yet what will be confirmed: nothing at all, or all that the packs hold.
            self._sums["confirm", confirm_model] = _Sum(high=[expected.high for expected in self._judged])
        return tuple(_estimate(task, model, sums, prices) for (task, model), sums in self._sums.items())


def _estimate(task: Task, model: str, sums: _Sum, prices: Prices) -> TaskEstimate:
    most = max(sums.requests, len(sums.high))
    again = -(-most // 6)
    low, high = total(sums.low), total([*sums.high, *sums.high[:again]])
    costs = prices.dollars(model, low), prices.dollars(model, high)
    return TaskEstimate(
        task=task,
        model=model,
        requests=(sums.requests, most + again if most else 0),
        kept=sums.kept,
        under_way=sums.under_way,
        tokens_in=(low.input_tokens, high.input_tokens),
        tokens_out=(low.output_tokens, high.output_tokens),
        dollars=None if costs[0] is None or costs[1] is None else (costs[0], costs[1]),
    )


def _stand_in(request: Request[Any]) -> str:
    if request.task == "reconcile":
        return '{"facts":[],"same":[],"cleared":[]}'
    if request.task == "draft":
        return '{"facts":[],"dropped":[],"backed":[],"unbacked":[],"idle":[],"cleared":[]}'
    if request.task == "confirm":
        return '{"facts":[]}'
    claims = [
        {"k": "event", "s": [int(number)], "t": text, "m": []}
        for number, text in _NUMBERED.findall(_MARKER.split(request.messages[1]["content"])[1])
    ]
    return json.dumps({"date": None, "outlet": None, "claims": claims}, ensure_ascii=False)


def estimate_lines(estimates: tuple[TaskEstimate, ...]) -> list[tuple[str, str]]:
    """Return the estimate for the user: what each line is about ("" for all of it), and what it says."""
    if not any(one.requests[1] for one in estimates):
        if any(one.under_way for one in estimates):
            return [("", "Every answer is kept already or under way in a batch: nothing more would be asked.")]
        return [("", "Every answer is kept already: nothing would be asked, and nothing paid.")]
    lines = [(str(one.task), _of_task(one)) for one in estimates]
    requests, tokens_in, tokens_out = (
        (sum(pair[0] for pair in pairs), sum(pair[1] for pair in pairs))
        for pairs in (
            [one.requests for one in estimates],
            [one.tokens_in for one in estimates],
            [one.tokens_out for one in estimates],
        )
    )
    in_all = f"{_span(requests)} requests, {_span(tokens_in)} tokens in, {_span(tokens_out)} out"
    return [
        *lines,
        ("in all", f"{in_all}, {_cost(list(estimates))}"),
        ("", "Estimates from the size of the texts; a model that thinks before it writes takes more."),
    ]


def _of_task(one: TaskEstimate) -> str:
    kept = f" ({one.kept} more are kept already)" if one.kept else ""
    under_way = f" ({one.under_way} more are under way in a batch)" if one.under_way else ""
    tokens = f"{_span(one.tokens_in)} tokens in, {_span(one.tokens_out)} out"
    return f"{one.model}: {_span(one.requests)} requests{kept}{under_way}, {tokens}, {_cost([one])}"


def _span(pair: tuple[int, int]) -> str:
    return f"{pair[0]:,}" if pair[0] == pair[1] else f"{pair[0]:,}–{pair[1]:,}"


def _cost(estimates: list[TaskEstimate]) -> str:
    known = [one.dollars for one in estimates if one.dollars is not None]
    if len(known) < len(estimates):
        return "cost unknown"
    return f"${sum(low for low, _ in known):.4f}–${sum(high for _, high in known):.4f}"
