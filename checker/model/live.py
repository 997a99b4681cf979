"""Answers from a server that speaks the Chat Completions API.

openai, instructor and tenacity are imported here only, and only when the first request goes out: that takes a second.
Retries are tenacity's alone, one object for each request; those of the client and of instructor are off, since retries
inside retries multiply. Limits, budgets and caches go around this source, as sources of their own.
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from checker.errors import CheckerError, ProviderRefused, ReplyCut, ReplyWithheld, SettingsError, Unreachable
from checker.model.answers import Answer, Usage
from checker.model.clock import Clock, SystemClock, wait_asked, wait_before_try
from checker.model.request import Request
from checker.model.tokens import estimate_tokens
from checker.settings import Settings

if TYPE_CHECKING:
    from openai import APIStatusError, AsyncOpenAI
    from tenacity import RetryCallState

_CONNECT_SECONDS = 15.0
_LATER = "Run the same command again later, or raise CHECKER_TRIES"
_PASSING = {408, 409, 429}

# The only headers that are sent; authorization is set anew.
_HEADERS = {"host", "accept", "accept-encoding", "connection", "content-type", "content-length", "user-agent"}

# What stops the run, by status. `{host}` and `{model}` are filled in.
_REFUSALS = {
    401: "{host} does not take the key: check OPENAI_API_KEY",
    402: "{host} has no quota left for this key: see plan and billing there, or set another OPENAI_API_KEY",
    403: "{host} does not let this key use the model {model}: set another CHECKER_MODEL or OPENAI_API_KEY",
    404: "{host} has no model {model}, or no such address: check CHECKER_MODEL and OPENAI_BASE_URL",
}
# What a provider names more exactly than by its status.
_BY_CODE = {
    "insufficient_quota": 402,
    "billing_hard_limit_reached": 402,
    "billing_not_active": 402,
    "invalid_api_key": 401,
    "model_not_found": 404,
    "context_length_exceeded": 413,
}


class _FailedTry(Exception):
    """One try failed. `again`: another may do better, after `wait` seconds where the server named a time."""

    def __init__(self, reason: str, remedy: str = _LATER, *, again: bool = True, wait: float | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.remedy = remedy
        self.again = again
        self.wait = wait


class LiveSource:
    """Asks the endpoint of the settings. Use it as an async context, or call `close` at the end.

    `chance` yields numbers from 0 to 1 that spread the waits of tasks that failed together. Raises SettingsError where
    neither a key nor an endpoint is set.
    """

    def __init__(
        self, settings: Settings, *, clock: Clock | None = None, chance: Callable[[], float] = random.random
    ) -> None:
        if settings.openai_api_key is None and settings.openai_base_url is None:
            raise SettingsError(
                "OPENAI_API_KEY: is not set; put it into .env or the environment, or set OPENAI_BASE_URL to a server "
                "that needs none"
            )
        # A local server wants some word in the header, whatever it is.
        self._key = "none" if settings.openai_api_key is None else settings.openai_api_key.get_secret_value()
        self._settings = settings
        self._clock = clock or SystemClock()
        self._chance = chance
        # A request that waits for a busy provider keeps its place, so that the others do not press on.
        self._places = asyncio.Semaphore(settings.requests_at_once)
        self._refusal: str | None = None
        self._client: AsyncOpenAI | None = None
        self._create: Callable[..., Awaitable[Any]] | None = None
        self._spent = Usage()

    @property
    def host(self) -> str:
        """The host that article text is sent to, with the port where one is named."""
        return self._settings.host

    @property
    def spent(self) -> Usage:
        """What was counted so far, replies that were cut or withheld included: those have no Answer to carry it."""
        return self._spent

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def close(self) -> None:
        """Close the connections."""
        if self._client is not None:
            await self._client.close()

    async def answer(self, request: Request[Any]) -> Answer:
        """Ask, again where a failure may pass, and return the reply as the model wrote it.

        Raises ProviderRefused where no request of this run can succeed (from then on without asking), ReplyCut,
        ReplyWithheld, and Unreachable with host, number of tries and last reason.
        """
        async with self._places:
            if self._refusal is not None:
                raise ProviderRefused(self._refusal)
            try:
                return await self._ask(request)
            except ProviderRefused as problem:
                self._refusal = str(problem)
                raise

    async def _ask(self, request: Request[Any]) -> Answer:
        from tenacity import AsyncRetrying, retry_if_exception, stop_after_attempt

        tries: list[Usage] = []
        retrying = AsyncRetrying(
            sleep=self._clock.sleep,
            wait=self._wait,
            stop=stop_after_attempt(self._settings.tries),
            retry=retry_if_exception(lambda problem: isinstance(problem, _FailedTry) and problem.again),
            reraise=True,
        )
        try:
            reply: tuple[str, str] = await retrying(self._try, request, tries)
        except _FailedTry as last:
            number = "1 try" if len(tries) == 1 else f"{len(tries)} tries"
            raise Unreachable(
                f"{request.item}: no answer from {self.host} in {number}: {last.reason}. {last.remedy}"
            ) from None
        return Answer(
            text=reply[0],
            model=reply[1],
            how=f"live, {self.host}",
            when=self._clock.now().astimezone(UTC).isoformat(timespec="seconds"),
            usage=_sum(tries),
        )

    async def _try(self, request: Request[Any], tries: list[Usage]) -> tuple[str, str]:
        """Ask once. Return the reply and the model's name, and add what the try took to `tries`."""
        tries.append(Usage())
        create = self._create or self._connect()
        body = dict(request.body)
        try:
            async with self._clock.timeout(self._settings.timeout):
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
            seconds = f"{self._settings.timeout:g} seconds"
            raise _FailedTry(f"the reply was not whole after {seconds}", "Raise CHECKER_TIMEOUT") from None
        except (_openai_error(), ValueError, RecursionError) as problem:
            raise self._sorted(problem, request) from None
        # The client gives a body that is no JSON object as it is.
        reply = completion.model_dump(warnings=False) if hasattr(completion, "model_dump") else {}
        tries[-1] = _usage(reply, request)
        self._spent = _sum([self._spent, tries[-1]])
        return self._text(reply, request), str(reply.get("model") or request.model)

    def _connect(self) -> Callable[..., Awaitable[Any]]:
        """Make the client when it is first needed, and return what sends a request."""
        import instructor
        import openai

        async def own_headers_only(sent: Any) -> None:
            # The client adds what OPENAI_CUSTOM_HEADERS, OPENAI_ORG_ID and the like hold, to whichever endpoint, and
            # tells about this machine. Nobody but checker.settings decides what goes where.
            for name in set(sent.headers) - _HEADERS:
                del sent.headers[name]
            sent.headers["authorization"] = f"Bearer {self._key}"

        timeout = openai.Timeout(None, connect=_CONNECT_SECONDS)  # the clock's timeout counts for all the rest
        self._client = openai.AsyncOpenAI(
            api_key=self._key,
            base_url=self._settings.endpoint,
            max_retries=0,
            timeout=timeout,
            http_client=openai.DefaultAsyncHttpxClient(
                timeout=timeout, follow_redirects=False, event_hooks={"request": [own_headers_only]}
            ),
        )
        create: Callable[..., Awaitable[Any]] = instructor.from_openai(
            self._client, mode=instructor.Mode.JSON_SCHEMA
        ).create
        self._create = create
        return create

    def _wait(self, state: RetryCallState) -> float:
        """Return the seconds until the next try: what the server asked for, else ever longer ones."""
        failed = state.outcome and state.outcome.exception()
        if isinstance(failed, _FailedTry) and failed.wait is not None:
            return failed.wait
        return wait_before_try(state.attempt_number + 1, self._chance())

    def _text(self, reply: Mapping[str, Any], request: Request[Any]) -> str:
        """Return the text of a reply that is whole. How it ended is looked at first: cut JSON can still be valid."""
        choice = _at(reply, "choices", 0)
        finish, text = _at(choice, "finish_reason"), _at(choice, "message", "content")
        refusal = _at(choice, "message", "refusal")
        if finish == "length":
            raise ReplyCut(
                f"{request.item}: the reply of {self.host} was cut for length; "
                "raise CHECKER_MAX_REPLY_TOKENS where it is set, or lower CHECKER_PACK_TOKENS"
            )
        if finish == "content_filter" or refusal:
            why = f"the model refused: {self._plain(refusal)}" if refusal else "a filter held the reply back"
            raise ReplyWithheld(f"{request.item}: {self.host}: {why}; read it yourself, or set another CHECKER_MODEL")
        if not isinstance(text, str) or not text.strip() or finish == "error":
            said = self._plain(_at(reply, "error", "message") or "")
            raise _FailedTry(f"a reply without text{said and f' ({said})'}")
        return text

    def _sorted(self, problem: Exception, request: Request[Any]) -> _FailedTry | CheckerError:
        """Return what an exception of the client means here."""
        import openai

        if isinstance(problem, openai.APIStatusError):
            return self._sorted_status(problem, request)
        if isinstance(problem, openai.APIConnectionError):
            cause = self._plain(problem.__cause__ or problem)
            return _FailedTry(f"no connection, or one that broke ({cause})", "Check OPENAI_BASE_URL and the network")
        if isinstance(problem, UnicodeEncodeError):
            return _FailedTry("the text holds half a character", "Mend the article's encoding", again=False)
        if isinstance(problem, openai.APIError | ValueError | RecursionError):
            return _FailedTry("the reply is not whole JSON")
        return _FailedTry(f"{type(problem).__name__}: {self._plain(problem)}", again=False)

    def _sorted_status(self, problem: APIStatusError, request: Request[Any]) -> _FailedTry | CheckerError:
        """Return what an HTTP status means, together with the code that the provider gives."""
        status, headers, body = problem.status_code, problem.response.headers, problem.body
        codes = {str(_at(body, "code")), str(_at(body, "type"))}
        said = self._plain(_at(body, "message") or (body if isinstance(body, str) and "<" not in body else ""))
        reason = f"HTTP {status}{said and f' ({said})'}"
        meant = next((_BY_CODE[code] for code in sorted(codes & _BY_CODE.keys())), status) if status < 500 else status
        if meant in _REFUSALS:
            return ProviderRefused(_REFUSALS[meant].format(host=self.host, model=request.model))
        if "content_filter" in codes:
            return ReplyWithheld(f"{request.item}: {self.host}: a filter held the request back; read it yourself")
        if status in _PASSING or status >= 500:
            return _FailedTry(reason, wait=wait_asked(headers, self._clock.now()))
        if 300 <= status < 400:
            target = self._plain(headers.get("location", "another address"))
            return _FailedTry(
                f"it redirects to {target}, which is not followed",
                "Set OPENAI_BASE_URL to the address itself if you trust it",
                again=False,
            )
        if meant == 413:
            return _FailedTry(reason, "It is too much at once: lower CHECKER_PACK_TOKENS", again=False)
        remedy = "The server wants another request: see whether CHECKER_MODEL takes a JSON schema and the options set"
        return _FailedTry(reason, remedy, again=False)

    def _plain(self, words: object) -> str:
        """Return foreign words as part of one line: short, printable, without the key that some servers repeat."""
        line = " ".join(str(words).split())
        if len(self._key) >= 8:  # a shorter one is a placeholder, and may be part of any word
            line = line.replace(self._key, "…")
        return "".join(sign for sign in line if sign.isprintable())[:200]


def _openai_error() -> type[Exception]:
    from openai import OpenAIError

    return OpenAIError


def _at(value: Any, *path: str | int) -> Any:
    """Return what stands at a path in JSON, or None: servers leave things out, and put others in their place."""
    for step in path:
        try:
            value = value[step]
        except (KeyError, IndexError, TypeError):
            return None
    return value


def _usage(reply: Mapping[str, Any], request: Request[Any]) -> Usage:
    """Return the tokens that the provider counted; where it did not count, estimates for a reply with text."""
    paths = (("prompt_tokens",), ("completion_tokens",), ("prompt_tokens_details", "cached_tokens"))
    counts = [_at(reply, "usage", *path) for path in paths]
    prompt, completion, cached = (count if isinstance(count, int) and count > 0 else 0 for count in counts)
    text = _at(reply, "choices", 0, "message", "content")
    if prompt or not isinstance(text, str):
        return Usage(prompt, completion, cached)
    return Usage(request.input_tokens, estimate_tokens(text), estimated=True)


def _sum(usages: list[Usage]) -> Usage:
    return Usage(
        sum(usage.input_tokens for usage in usages),
        sum(usage.output_tokens for usage in usages),
        sum(usage.cached_tokens for usage in usages),
        any(usage.estimated for usage in usages),
    )
