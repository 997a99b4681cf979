"""Answers from a server that speaks the Chat Completions API: one try a call.

Nothing here waits or tries again. Around it stand sources of their own: limits, budget, the one retry loop, the cache
(`checker.model.chain` puts them together).
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import UTC
from typing import Any

from checker.errors import ReplyCut, ReplyUnaffordable, ReplyWithheld
from checker.model.answers import Answer, Usage
from checker.model.clock import Clock
from checker.model.completion import Completion, read_completion, usage_of
from checker.model.endpoint import Endpoint, client_errors
from checker.model.events import Event, Watch, nobody
from checker.model.expectation import possibly_taken
from checker.model.faults import TryFailed
from checker.model.request import Request


class LiveSource:
    """Asks an endpoint, once a call. `timeout` is in seconds, until the whole reply is there."""

    def __init__(self, endpoint: Endpoint, timeout: float, clock: Clock, watch: Watch = nobody) -> None:
        self._endpoint = endpoint
        self._timeout = timeout
        self._clock = clock
        self._watch = watch
        self._create: Callable[..., Awaitable[Any]] | None = None

    async def answer(self, request: Request[Any]) -> Answer:
        """Ask once and return the reply as the model wrote it.

        Raises TryFailed where there is none, ReplyCut, ReplyUnaffordable and ReplyWithheld with the tokens they took,
        and ProviderRefused where no request of this run can succeed.
        """
        create = self._create or self._connect()
        body = dict(request.sent)
        self._watch(Event("sent", request.task, request.item, fingerprint=request.fingerprint))
        try:
            async with self._clock.timeout(self._timeout):
                # No response_model: instructor would put its own schema in the place of the committed one, and the
                # reply is read above all sources alike. What stands in extra_body is sent as it is.
                completion = await create(
                    response_model=None,
                    max_retries=0,
                    model=body.pop("model"),
                    messages=body.pop("messages"),
                    extra_body=body,
                )
        except TimeoutError:
            raise TryFailed(
                f"the reply was not whole after {self._timeout:g} seconds",
                "Raise CHECKER_TIMEOUT",
                broken_off=True,
                usage=possibly_taken(request),
            ) from None
        except client_errors() as problem:
            meant = self._endpoint.meaning(problem, item=request.item, model=request.model, now=self._clock.now())
            if isinstance(meant, TryFailed) and meant.broken_off:
                meant.usage = possibly_taken(request)
            raise meant from None
        # The client gives a body that is no JSON object as it is.
        reply = read_completion(completion.model_dump(warnings=False) if hasattr(completion, "model_dump") else {})
        usage = usage_of(reply, request)
        self._look_at_ending(reply, usage, request)
        return Answer(
            text=self._endpoint.without_key(reply.text),
            model=self._endpoint.plain(reply.model or request.model),
            how=f"live, {self._endpoint.host}",
            when=self._clock.now().astimezone(UTC).isoformat(timespec="seconds"),
            usage=usage,
        )

    def _connect(self) -> Callable[..., Awaitable[Any]]:
        import instructor

        create: Callable[..., Awaitable[Any]] = instructor.from_openai(
            self._endpoint.client, mode=instructor.Mode.JSON_SCHEMA
        ).create
        self._create = create
        return create

    def _look_at_ending(self, reply: Completion, usage: Usage, request: Request[Any]) -> None:
        """Raise what a reply without a usable end is."""
        host = self._endpoint.host
        if reply.ending == "cut" and request.cut_by_ceiling:
            raise ReplyUnaffordable(unaffordable_reply(request.item, request.ceiling), usage=usage)
        if reply.ending == "cut":
            raise ReplyCut(
                f"{request.item}: the reply of {host} was cut for length; "
                "raise CHECKER_MAX_REPLY_TOKENS where it is set, or lower CHECKER_PACK_TOKENS",
                usage=usage,
            )
        said = self._endpoint.plain(reply.said)
        if reply.ending == "withheld":
            why = f"the model refused: {said}" if said else "a filter held the reply back"
            raise ReplyWithheld(
                f"{request.item}: {host}: {why}; read it yourself, or set another CHECKER_MODEL", usage=usage
            )
        if reply.ending == "empty":
            raise TryFailed("a reply without text", said=said, usage=usage)


def unaffordable_reply(item: str, ceiling: int | None) -> str:
    """Return what a reply that its ceiling cut is to the user."""
    return (
        f"{item}: the reply was cut at {ceiling:,} tokens, all that --max-cost left for it (a model that thinks writes "
        "more); raise --max-cost, or set a model that thinks less"
    )
