"""The live source against a real server on this machine: a table of what can go wrong, and what comes of it."""

from __future__ import annotations

import asyncio
import contextlib
import json
import subprocess
import sys
from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from checker.errors import AskError, CheckerError, ProviderRefused, ReplyCut, ReplyWithheld, SettingsError, Unreachable
from checker.model.answers import Answer, AnswerSource, Usage, spent_on
from checker.model.chain import live_chain
from checker.model.clock import Clock, SystemClock, wait_asked, wait_before_try
from checker.model.endpoint import Endpoint
from checker.model.faults import TryFailed
from checker.model.request import Request
from checker.model.tokens import compact_json, estimate_tokens
from checker.model.wire import Extraction
from checker.settings import Settings
from tests.model.loopback import Connection, Loopback, Step, answer, completion, drip, fault, reset, respond

KEY = "sk-test-0123456789"
REPLY = '{"date":null,"outlet":null,"claims":[]}'
REQUEST = Request(
    task="extract",
    item="article 001",
    messages=(
        {"role": "system", "content": "Read.  {{ not a template }} {% nor this %} "},
        {"role": "user", "content": "„Zitat“ \n\n https://example.com/picture.png 😀\u2028"},
    ),
    reply=Extraction,
    model="some-model",
    prompt="p",
    given="g",
    options={"max_completion_tokens": 900, "seed": 7, "an_option_of_another_server": None},
)
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _no_proxies(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


DRIPPING: Step = drip(lambda: None)
"""Stands for a step that sends a part and lets the time of the try run out."""


class StoppedClock:
    """A clock that goes on only when somebody waits, and at once."""

    def __init__(self) -> None:
        self.time = NOON
        self.waits: list[float] = []
        self.timeouts: list[float] = []
        self._running: asyncio.Timeout | None = None

    def now(self) -> datetime:
        return self.time

    def reading(self) -> float:
        return self.time.timestamp()

    async def sleep(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.time += timedelta(seconds=seconds)
        await asyncio.sleep(0)

    def timeout(self, seconds: float) -> asyncio.Timeout:
        self.timeouts.append(seconds)
        self._running = asyncio.timeout(None)
        return self._running

    def run_out(self) -> None:
        """Let the time of the try that is under way be over."""
        assert self._running is not None
        self._running.reschedule(asyncio.get_running_loop().time())


@contextlib.asynccontextmanager
async def live(settings: Settings, clock: Clock | None = None, chance: float = 1.0) -> AsyncIterator[AnswerSource]:
    """What the command line asks, but for budget and cache."""
    endpoint = Endpoint(settings)
    yield live_chain(settings, endpoint, clock or SystemClock(), chance=lambda: chance)
    await endpoint.close()


@dataclass
class Asked:
    """What came of one request."""

    server: Loopback
    clock: StoppedClock
    answer: Answer | None = None
    error: CheckerError | None = None
    spent: Usage = field(default_factory=Usage)


def settings_for(url: str, **changes: Any) -> Settings:
    return Settings.model_validate({"openai_api_key": KEY, "openai_base_url": url, "tries": 3, **changes})


def ask(*script: Step, request: Request[Any] = REQUEST, **changes: Any) -> Asked:
    """Ask a server that plays the script."""

    async def run() -> Asked:
        clock = StoppedClock()
        steps = [drip(clock.run_out) if step is DRIPPING else step for step in script]
        async with Loopback(*steps) as server:
            asked = Asked(server, clock)
            settings = settings_for(server.url, **changes)
            async with live(settings, clock) as source:
                try:
                    asked.answer = await source.answer(request)
                    asked.spent = asked.answer.usage
                except CheckerError as problem:
                    asked.error = problem
                    asked.spent = spent_on(problem) if isinstance(problem, AskError) else Usage()
            return asked

    return asyncio.run(run())


OK = answer(REPLY)
HTML = respond(502, "<html>Bad gateway</html>", {"Content-Type": "text/html"})
TRUNCATED = respond(200, json.dumps(completion(REPLY))[:-30])
ELSEWHERE = respond(307, "", {"Location": "http://elsewhere.example/v1/chat/completions"})
QUOTA = fault(429, {"Retry-After": "1"}, code="insufficient_quota", type="insufficient_quota")
NO_QUOTA_BY_TYPE = fault(429, type="insufficient_quota")
NO_MODEL = fault(404, code="model_not_found")
TOO_LONG = fault(400, code="context_length_exceeded")
UNKNOWN_OPTION = fault(400, message="Unknown parameter: seed")
RESET = {"x-ratelimit-reset-requests": "3s", "x-ratelimit-reset-tokens": "1m12s500ms"}
RESET |= {"x-ratelimit-remaining-requests": "0", "x-ratelimit-remaining-tokens": "0"}
DATE = {"Retry-After": "Fri, 20 Nov 2026 12:00:30 GMT"}

PASSES: dict[str, tuple[list[Step], list[float]]] = {
    "at once": ([OK], []),
    "429, seconds": ([fault(429, {"Retry-After": "7"}), OK], [7]),
    "429, milliseconds": ([fault(429, {"Retry-After": "9", "retry-after-ms": "4250"}), OK], [4.25]),
    "429, at once": ([fault(429, {"Retry-After": "0"})] * 2 + [OK], [2, 4]),
    "429, a date that is over": ([fault(429, {"Retry-After": "Fri, 20 Nov 2020 12:00:30 GMT"}), OK], [2]),
    "429, a date by a clock that is behind": (
        [fault(429, {"Retry-After": "Fri, 20 Nov 2026 11:00:30 GMT", "Date": "Fri, 20 Nov 2026 11:00:00 GMT"}), OK],
        [30],
    ),
    "429, a date and no time of day": ([fault(429, {**DATE, "Date": "noon"}), OK], [30]),
    "429, a date": ([fault(429, DATE), OK], [30]),
    "429, too long": ([fault(429, {"Retry-After": "86400"}), OK], [120]),
    "429, no word": ([fault(429), OK], [2]),
    "429, reset in seconds": ([fault(429, RESET), OK], [72.5]),
    "429, reset of what is left": ([fault(429, {**RESET, "x-ratelimit-remaining-tokens": "9"}), OK], [3]),
    "429, nonsense": ([fault(429, {"Retry-After": "soon"}), OK], [2]),
    "408": ([fault(408), OK], [2]),
    "409": ([fault(409), OK], [2]),
    "500": ([fault(500), fault(500), OK], [2, 4]),
    "502, a page": ([HTML, OK], [2]),
    "503, seconds": ([fault(503, {"Retry-After": "5"}), OK], [5]),
    "reset in the body": ([reset, OK], [2]),
    "truncated JSON": ([TRUNCATED, OK], [2]),
    "a page for an answer": ([respond(200, "<html>", {"Content-Type": "text/html"}), OK], [2]),
    "no choices": ([answer(choices=[]), OK], [2]),
    "an error for an answer": ([respond(200, {"error": {"message": "overloaded"}}), OK], [2]),
    "dripping": ([DRIPPING, OK], [2]),
}


@pytest.mark.parametrize("name", PASSES)
def test_what_passes_is_tried_again(name: str) -> None:
    script, waits = PASSES[name]
    asked = ask(*script)
    assert asked.error is None
    assert asked.answer is not None
    assert asked.answer.text == REPLY
    assert len(asked.server.seen) == len(script)
    assert asked.clock.waits == waits
    assert asked.clock.timeouts == [180] * len(script)


@dataclass(frozen=True)
class Row:
    """A fault that does not pass, the error that follows, and what its message must say."""

    script: list[Step]
    error: type[CheckerError]
    says: tuple[str, ...]
    requests: int = 1
    waits: tuple[float, ...] = ()


FAILS = {
    "key": Row([fault(401, message=f"Incorrect API key: {KEY}")], ProviderRefused, ("key", "OPENAI_API_KEY")),
    "key not let in": Row([fault(403)], ProviderRefused, ("some-model", "CHECKER_MODEL")),
    "no such model": Row([NO_MODEL], ProviderRefused, ("some-model", "CHECKER_MODEL", "OPENAI_BASE_URL")),
    "no quota": Row([QUOTA], ProviderRefused, ("quota", "billing")),
    "no quota, by type": Row([NO_QUOTA_BY_TYPE], ProviderRefused, ("quota", "billing")),
    "payment": Row([fault(402)], ProviderRefused, ("quota", "billing")),
    "bad request": Row(
        [UNKNOWN_OPTION], Unreachable, ("HTTP 400", "Unknown parameter: seed", "CHECKER_MODEL", "1 try")
    ),
    "unprocessable": Row([fault(422)], Unreachable, ("HTTP 422", "CHECKER_MODEL")),
    "too long": Row([TOO_LONG], Unreachable, ("CHECKER_PACK_TOKENS",)),
    "too large": Row([fault(413)], Unreachable, ("CHECKER_PACK_TOKENS",)),
    "busy for ever": Row([fault(429)], Unreachable, ("3 tries", "HTTP 429", "CHECKER_TRIES"), 3, (2, 4)),
    "broken for ever": Row([fault(503)], Unreachable, ("3 tries", "HTTP 503", "CHECKER_TRIES"), 3, (2, 4)),
    "page for ever": Row([HTML], Unreachable, ("3 tries", "HTTP 502"), 3, (2, 4)),
    "reset for ever": Row([reset], Unreachable, ("3 tries", "connection", "OPENAI_BASE_URL"), 3, (2, 4)),
    "truncated for ever": Row([TRUNCATED], Unreachable, ("3 tries", "not whole JSON"), 3, (2, 4)),
    "dripping for ever": Row([DRIPPING], Unreachable, ("3 tries", "180 seconds", "CHECKER_TIMEOUT"), 3, (2, 4)),
    "no choices for ever": Row([answer(choices=[])], Unreachable, ("3 tries", "without text"), 3, (2, 4)),
    "no text for ever": Row([answer(None)], Unreachable, ("3 tries", "without text"), 3, (2, 4)),
    "refusal": Row([answer(None, refusal="I will not")], ReplyWithheld, ("I will not", "CHECKER_MODEL")),
    "refusal beside text": Row([answer(REPLY, refusal="I will not")], ReplyWithheld, ("I will not",)),
    "filter": Row([answer(REPLY, finish="content_filter")], ReplyWithheld, ("filter",)),
    "filter of requests": Row([fault(400, code="content_filter")], ReplyWithheld, ("filter",)),
    "length": Row([answer(REPLY, finish="length")], ReplyCut, ("CHECKER_MAX_REPLY_TOKENS", "CHECKER_PACK_TOKENS")),
    "redirect": Row([ELSEWHERE], Unreachable, ("elsewhere.example", "not followed", "OPENAI_BASE_URL")),
    "last reason counts": Row([reset, fault(500)], Unreachable, ("3 tries", "HTTP 500"), 3, (2, 4)),
    "then refused": Row([fault(500), fault(401)], ProviderRefused, ("OPENAI_API_KEY",), 2, (2,)),
}


@pytest.mark.parametrize("name", FAILS)
def test_what_does_not_pass_says_why_and_what_to_do(name: str) -> None:
    row = FAILS[name]
    asked = ask(*row.script)
    message = str(asked.error)
    assert type(asked.error) is row.error
    assert all(words in message for words in row.says), message
    assert asked.server.url.split("/")[2] in message
    assert row.error is ProviderRefused or "article 001" in message
    assert len(asked.server.seen) == row.requests
    assert tuple(asked.clock.waits) == row.waits
    assert KEY not in message
    assert "\n" not in message


def test_a_server_that_is_not_there() -> None:
    async def run() -> tuple[StoppedClock, str]:
        async with Loopback(OK) as gone:
            pass
        clock = StoppedClock()
        async with live(settings_for(gone.url), clock, 0.0) as source:
            with pytest.raises(Unreachable) as caught:
                await source.answer(REQUEST)
        return clock, str(caught.value)

    clock, message = asyncio.run(run())
    assert clock.waits == [1, 2]
    assert "in 3 tries: no connection" in message
    assert "OPENAI_BASE_URL" in message


def test_the_body_on_the_wire_is_the_body_of_the_request() -> None:
    (seen,) = ask(OK).server.seen
    assert seen.json == REQUEST.body
    assert compact_json(REQUEST.body["messages"]).encode() in seen.body
    assert compact_json(REQUEST.body["response_format"]).encode() in seen.body
    assert (seen.method, seen.path) == ("POST", "/v1/chat/completions")


def test_the_headers_hold_the_key_and_nothing_of_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_CUSTOM_HEADERS", "Authorization: Bearer other-secret\nX-Secret: secret")
    for name in ("OPENAI_ORG_ID", "OPENAI_PROJECT_ID", "OPENAI_ADMIN_KEY", "OPENAI_API_KEY"):
        monkeypatch.setenv(name, "secret")
    (seen,) = ask(OK).server.seen
    assert seen.headers["authorization"] == f"Bearer {KEY}"
    assert "secret" not in str(seen.headers)
    assert not [name for name in seen.headers if name.startswith(("x-", "openai"))]


def test_a_server_without_a_key_gets_a_placeholder() -> None:
    (seen,) = ask(OK, openai_api_key=None).server.seen
    assert seen.headers["authorization"] == "Bearer none"


def test_an_answer_says_where_it_came_from() -> None:
    asked = ask(OK)
    assert asked.answer == Answer(
        text=REPLY,
        model="some-model-2026-01-02",
        how=f"live, {asked.server.url.split('/')[2]}",
        when="2026-11-20T12:00:00+00:00",
        usage=Usage(input_tokens=100, output_tokens=20, cached_tokens=40),
    )


COUNTED = Usage(100, 20, 40)
ESTIMATED = Usage(REQUEST.input_tokens, estimate_tokens(REPLY), estimated=True)
USAGES: dict[str, tuple[list[Step], Usage]] = {
    "counted": ([OK], COUNTED),
    "failed tries too": ([answer(choices=[]), fault(500), OK], Usage(200, 40, 80)),
    "not counted": ([answer(REPLY, usage=None)], ESTIMATED),
    "counted as nothing": ([answer(REPLY, usage={"prompt_tokens": 0, "completion_tokens": 0})], ESTIMATED),
    "nonsense": ([answer(REPLY, usage="much")], ESTIMATED),
    "no details": ([answer(REPLY, usage={"prompt_tokens": 9, "completion_tokens": 2})], Usage(9, 2)),
}


@pytest.mark.parametrize("name", USAGES)
def test_usage(name: str) -> None:
    script, usage = USAGES[name]
    asked = ask(*script)
    assert asked.answer is not None
    assert asked.answer.usage == asked.spent == usage


def test_a_reply_that_was_cut_was_paid_for() -> None:
    assert ask(answer(REPLY, finish="length")).spent == COUNTED
    assert ask(answer(choices=[]), answer(REPLY, finish="content_filter")).spent == Usage(200, 40, 80)
    assert ask(answer(choices=[]), fault(500), fault(503)).spent == COUNTED


NO_REPLIES = [
    "null",
    "[]",
    "5",
    '"x"',
    "{}",
    '{"choices": "x"}',
    '{"choices": [null]}',
    '{"choices": [{"message": "x"}]}',
]
NO_REPLIES += ['{"choices": {"0": {}}}', '{"choices": [{"message": {"content": [1]}}]}', "[" * 100_000, "\udcff", ""]


@pytest.mark.parametrize("body", NO_REPLIES, ids=range(len(NO_REPLIES)))
@pytest.mark.parametrize("status", [200, 400, 500])
def test_strange_bodies_are_failed_tries(status: int, body: str) -> None:
    async def step(connection: Connection) -> None:
        data = body.encode("utf-8", "surrogateescape")
        start = f"HTTP/1.1 {status} -\r\nContent-Type: application/json\r\nContent-Length: {len(data)}\r\n\r\n"
        await connection.send(start.encode() + data)

    asked = ask(step)
    assert isinstance(asked.error, Unreachable)
    assert len(asked.server.seen) == (1 if status == 400 else 3)


def test_foreign_words_cannot_steer_a_terminal_or_repeat_the_key() -> None:
    asked = ask(fault(400, message=f"\x1b[2J{KEY}\nsecond line" + "x" * 5000))
    message = str(asked.error)
    assert "\x1b" not in message
    assert KEY not in message
    assert len(message) < 600


def test_text_that_cannot_be_encoded_is_not_tried_again() -> None:
    broken = replace(REQUEST, messages=({"role": "user", "content": "\ud800"},))
    asked = ask(OK, request=broken)
    assert isinstance(asked.error, Unreachable)
    assert "encoding" in str(asked.error)
    assert asked.server.seen == []


def test_a_refused_run_asks_no_more() -> None:
    async def run() -> int:
        async with Loopback(fault(401)) as server, live(settings_for(server.url, requests_at_once=1)) as source:
            asking = [source.answer(replace(REQUEST, sample=sample)) for sample in range(5)]
            for problem in await asyncio.gather(*asking, return_exceptions=True):
                assert type(problem) is ProviderRefused
            return len(server.seen)

    assert asyncio.run(run()) == 1


def test_no_more_than_so_many_requests_at_once() -> None:
    async def run() -> tuple[int, int]:
        at_once = most = 0
        three = asyncio.Barrier(3)

        async def slow(connection: Connection) -> None:
            nonlocal at_once, most
            at_once += 1
            most = max(most, at_once)
            await three.wait()
            for _ in range(20):  # turns of the loop in which a fourth could come in
                await asyncio.sleep(0)
            at_once -= 1
            await OK(connection)

        async with Loopback(slow) as server, live(settings_for(server.url, requests_at_once=3)) as source:
            await asyncio.gather(*(source.answer(replace(REQUEST, sample=sample)) for sample in range(9)))
            return most, len(server.seen)

    assert asyncio.run(run()) == (3, 9)


def test_a_cancelled_request_stays_cancelled_and_frees_its_place() -> None:
    async def run() -> Answer:
        arrived = asyncio.Event()
        script = (drip(arrived.set), OK)
        async with Loopback(*script) as server, live(settings_for(server.url, requests_at_once=1)) as source:
            task = asyncio.create_task(source.answer(REQUEST))
            await arrived.wait()
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task
            assert task.cancelled()
            return await source.answer(REQUEST)

    assert asyncio.run(run()).text == REPLY


def test_without_key_and_endpoint_there_is_no_source() -> None:
    with pytest.raises(SettingsError, match=r"OPENAI_API_KEY.*OPENAI_BASE_URL"):
        Endpoint(Settings())


def test_the_host_is_known_before_anything_is_sent_and_the_key_is_not_shown() -> None:
    settings = Settings.model_validate({"openai_api_key": KEY})
    endpoint = Endpoint(settings)
    assert endpoint.host == "api.openai.com"
    assert KEY not in f"{endpoint!r} {settings!r} {settings}"


# What each exception class of the client means. A class that a new version brings must be entered here by hand.
AGAIN, STOP, FAIL = "tried again", "stops the run", "fails"
MEANINGS = {
    "APIError": AGAIN,
    "APIConnectionError": AGAIN,
    "APITimeoutError": AGAIN,
    "APIResponseValidationError": AGAIN,
    "APIStatusError": FAIL,
    "BadRequestError": FAIL,
    "AuthenticationError": STOP,
    "OAuthError": STOP,
    "PermissionDeniedError": STOP,
    "NotFoundError": STOP,
    "ConflictError": AGAIN,
    "UnprocessableEntityError": FAIL,
    "RateLimitError": AGAIN,
    "InternalServerError": AGAIN,
    # Never raised by the one call that is made here; should it be, it is no reason to ask again.
    "OpenAIError": FAIL,
    "APIRemovedInV1": FAIL,
    "ContentFilterFinishReasonError": FAIL,
    "LengthFinishReasonError": FAIL,
    "MissingDependencyError": FAIL,
    "MutuallyExclusiveAuthError": FAIL,
    "StreamAlreadyConsumed": FAIL,
    "SubjectTokenProviderError": FAIL,
    "WebSocketConnectionClosedError": FAIL,
    "WebSocketQueueFullError": FAIL,
    "_AmbiguousModuleClientUsageError": FAIL,
}


def test_no_exception_class_of_the_client_is_missed() -> None:
    import openai

    def walk(kind: type[Exception]) -> set[type[Exception]]:
        return {kind}.union(*(walk(child) for child in kind.__subclasses__()))

    endpoint = Endpoint(settings_for("http://127.0.0.1:1/v1"))
    kinds = {kind.__name__: kind for kind in walk(openai.OpenAIError)}
    assert kinds.keys() - MEANINGS.keys() == set()
    meanings = {}
    for name, kind in kinds.items():
        problem = kind.__new__(kind)
        status = getattr(kind, "status_code", 500 if name == "InternalServerError" else 418)
        vars(problem).update(status_code=status, body=None, response=SimpleNamespace(headers={}))
        meaning = endpoint.meaning(problem, item="x", model="m", now=NOON)
        again = isinstance(meaning, TryFailed) and meaning.again
        meanings[name] = AGAIN if again else STOP if isinstance(meaning, ProviderRefused) else FAIL
    assert meanings == {name: MEANINGS[name] for name in kinds}


def test_waits_without_a_word_of_the_server_grow_up_to_a_limit() -> None:
    assert [wait_before_try(number, 1.0) for number in (2, 3, 4, 50)] == [2, 4, 8, 120]
    assert wait_before_try(2, 0.0) == 1


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("0", 0),
        ("1.5", 1.5),
        ("-3", 0),
        ("1e9", 120),
        ("nan", None),
        ("inf", None),
        ("", None),
        ("Fri, 20 Nov 2026 12:00:09 -0000", 9),
        ("Thu, 19 Nov 2026 12:00:00 GMT", 0),
        ("Fri, 99 Nov 2026 12:00:00 GMT", None),
    ],
)
def test_wait_asked(value: str, seconds: float | None) -> None:
    assert wait_asked({"retry-after": value}, NOON) == seconds


def test_the_system_clock_tells_the_zone_and_ends_what_takes_too_long() -> None:
    async def run() -> None:
        clock = SystemClock()
        assert clock.now().utcoffset() == timedelta(0)
        await clock.sleep(0)
        with pytest.raises(TimeoutError):
            async with clock.timeout(0):
                await asyncio.Event().wait()

    asyncio.run(run())


def test_importing_the_module_imports_no_client() -> None:
    heavy = {"openai", "instructor", "tenacity", "pydantic_settings"}
    code = f"import sys, checker.model.chain; print({heavy} & set(sys.modules))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "set()"
