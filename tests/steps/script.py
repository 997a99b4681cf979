"""A source of answers that plays a script: replies written by hand by the test, in the order of the requests of a task.

It remembers every request. A reply is a JSON value, raw text, an error to raise, or a function of the request that
yields one of these.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict, deque
from collections.abc import Coroutine
from typing import Any, TypeVar

from checker.model.answers import Answer, Usage
from checker.model.asking import Asker
from checker.model.request import Request
from checker.model.tokens import compact_json

T = TypeVar("T")

MODELS = {"extract": "hand-1", "reconcile": "hand-2", "confirm": "hand-3", "draft": "hand-4"}


class Script:
    """Plays replies, a queue for each task; one that is asked for more than it holds fails the test."""

    def __init__(self, **replies: list[Any]) -> None:
        self._queues: defaultdict[str, deque[Any]] = defaultdict(deque)
        for task, queue in replies.items():
            self._queues[task].extend(queue)
        self.requests: list[Request[Any]] = []

    async def answer(self, request: Request[Any]) -> Answer:
        """Return the next reply to this task."""
        self.requests.append(request)
        assert self._queues[request.task], f"the script holds no further reply to {request.task}"
        await asyncio.sleep(0)
        reply = self._queues[request.task].popleft()
        if callable(reply):
            reply = reply(request)
        if isinstance(reply, BaseException):
            raise reply
        text = reply if isinstance(reply, str) else compact_json(reply)
        usage = Usage(input_tokens=100, output_tokens=10, cached_tokens=5)
        return Answer(text=text, model=request.model, how="written by hand", when="2031-03-04", usage=usage)

    @property
    def left(self) -> int:
        """How many replies were not asked for."""
        return sum(len(queue) for queue in self._queues.values())

    def given(self, index: int = -1) -> str:
        """Return the user message of a request."""
        return self.requests[index].messages[1]["content"]


def asker(script: Script, **options: Any) -> Asker:
    """Return an asker of this script."""
    return Asker(script, MODELS, **options)


def done(work: Coroutine[Any, Any, T]) -> T:
    """Run to the end."""
    return asyncio.run(work)
