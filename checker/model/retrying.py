"""The one retry loop. Retries of the client and of instructor are off, since retries inside retries multiply."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from checker.errors import AskError, ProviderRefused, Unreachable
from checker.model.answers import Answer, AnswerSource, Usage, spent_on, total
from checker.model.brake import Brake
from checker.model.clock import Clock, wait_before_try
from checker.model.events import Event, Watch, nobody
from checker.model.faults import TryFailed
from checker.model.request import Request

if TYPE_CHECKING:
    from tenacity import AsyncRetrying, RetryCallState


class RetryingSource:
    """Another source, asked again where a failure may pass: `tries` times in all, one tenacity object a request.

    `chance` yields numbers from 0 to 1 that spread the waits of tasks that failed together.
    """

    def __init__(
        self,
        source: AnswerSource,
        brake: Brake,
        *,
        host: str,
        tries: int,
        clock: Clock,
        chance: Callable[[], float] = random.random,
        watch: Watch = nobody,
    ) -> None:
        self._source = source
        self._brake = brake
        self._host = host
        self._tries = tries
        self._clock = clock
        self._chance = chance
        self._watch = watch

    async def answer(self, request: Request[Any]) -> Answer:
        """Return the source's answer, with the tokens of every try.

        Raises ProviderRefused where no request of this run can succeed (from then on without asking), Unreachable with
        host, number of tries and last reason, or what else the source raised, with the tokens of every try.
        """
        tries: list[Usage] = []

        def tell(state: RetryCallState) -> None:
            self._watch(failure(state, request.item, request.task))

        retrying = retry_loop(self._tries, self._clock, self._chance, tell)
        try:
            answer: Answer = await retrying(self._try, request, tries)
        except TryFailed as last:
            number = "1 try" if len(tries) == 1 else f"{len(tries)} tries"
            raise Unreachable(
                f"{request.item}: no answer from {self._host} in {number}: {last.told}. {last.remedy}",
                usage=total(tries),
                in_short=f"no answer in {number}: {last.reason}",
            ) from None
        except AskError as problem:
            problem.usage = total(tries)
            raise
        return answer.with_usage(total(tries))

    async def _try(self, request: Request[Any], tries: list[Usage]) -> Answer:
        """Ask once, and add what the try took to `tries`."""
        try:
            answer = await self._source.answer(request)
        except TryFailed as failed:
            tries.append(failed.usage)
            raise
        except ProviderRefused as problem:
            if self._brake.refusal is None:
                self._brake.refuse(str(problem))
                self._watch(Event("stopped", request.task, request.item, reason=str(problem)))
            raise
        except AskError as problem:
            tries.append(spent_on(problem))
            raise
        tries.append(answer.usage)
        return answer


def failure(state: RetryCallState, item: str, task: str = "") -> Event:
    """Return the event that a try failed, and how long the loop pauses now."""
    failed = state.outcome and state.outcome.exception()
    seconds = state.next_action.sleep if state.next_action else 0.0
    reason = failed.reason if isinstance(failed, TryFailed) else ""
    return Event("try failed", task, item, reason=reason, seconds=round(float(seconds), 3))


def retry_loop(
    tries: int,
    clock: Clock,
    chance: Callable[[], float],
    before_sleep: Callable[[RetryCallState], None] | None = None,
) -> AsyncRetrying:
    """Return a retry loop for one call: a TryFailed that may pass is tried again, `tries` times in all.

    It waits ever longer, and at least as long as the server asked.
    """
    from tenacity import AsyncRetrying, retry_if_exception, stop_after_attempt

    def wait(state: RetryCallState) -> float:
        failed = state.outcome and state.outcome.exception()
        asked = failed.wait if isinstance(failed, TryFailed) else None
        # No less than our own pause: a server that asks for none, or names a past date, would get all tries at once.
        return max(asked or 0.0, wait_before_try(state.attempt_number + 1, chance()))

    return AsyncRetrying(
        sleep=clock.sleep,
        wait=wait,
        stop=stop_after_attempt(tries),
        retry=retry_if_exception(lambda problem: isinstance(problem, TryFailed) and problem.again),
        before_sleep=before_sleep,
        reraise=True,
    )
