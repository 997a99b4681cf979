"""What can go wrong, through the front door: how often the server was asked, what the user is told, the exit code.

Two articles are read one after the other; the first request meets the fault. Whatever came in is in the report and is
kept: the next run, with a provider that is well, asks for the rest alone.
"""

from __future__ import annotations

import gzip
import json
import ssl
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import trustme

from tests.cli.test_asking import KEY, everything_written, kept
from tests.model.jumping_clock import JumpingClock
from tests.model.loopback import Connection, Step, answer, completion, drip, fault, head, reset, respond
from tests.model.provider import Provider
from tests.newsroom import Newsroom, Result

START = datetime(2026, 11, 20, 12, tzinfo=UTC)


async def too_late(connection: Connection) -> None:
    """Answer in full once the deadline is over."""
    the_time_is_over()
    await connection.reader.read()
    await answer("{}")(connection)


WRONG = answer('{"claims": "none"}')


def the_time_is_over() -> None:
    JumpingClock.last.run_out()


PASSES: dict[str, Step] = {
    "429": fault(429),
    "429, seconds": fault(429, {"Retry-After": "9"}),
    "429, a date": fault(429, {"Retry-After": "Fri, 20 Nov 2026 12:00:09 GMT"}),
    "500": fault(500),
    "502, a page": respond(502, "<html>Bad gateway</html>", {"Content-Type": "text/html"}),
    "503": fault(503),
    "reset in the body": reset,
    "truncated JSON": respond(200, json.dumps(completion("{}"))[:-30]),
    "empty choices": answer(choices=[]),
    "a body that drips": drip(the_time_is_over),
    "a reply after the deadline": too_late,
    "the wrong shape, then the right one": WRONG,
}


@dataclass(frozen=True)
class Row:
    """Faults in turn; how often the server is asked, the exit code, what is said, and how many articles are lost."""

    faults: tuple[Step, ...]
    requests: int
    code: int
    says: tuple[str, ...]
    then: int = 1


HUGE = completion("x" * 9_000_000)


def packed(body: Any, *, more: bytes = b"") -> Step:
    """Answer with a body in gzip, `more` at its end."""
    content = gzip.compress(json.dumps(body).encode() + more)

    async def step(connection: Connection) -> None:
        fields = {"Content-Type": "application/json", "Content-Encoding": "gzip"}
        await connection.send(head(200, len(content), fields) + content)

    return step


STAYS = {
    "a reply without end": Row((respond(200, HUGE),), 2, 3, ("in 1 try", "larger than 8 MB", "OPENAI_BASE_URL")),
    "an error without end": Row((respond(500, HUGE),), 2, 3, ("in 1 try", "larger than 8 MB")),
    "a bomb": Row((packed({}, more=b" " * 50_000_000),), 2, 3, ("in 1 try", "larger than 8 MB")),
    "429 for ever": Row((fault(429),) * 3, 4, 3, ("3 tries", "HTTP 429", "CHECKER_TRIES")),
    "500 for ever": Row((fault(500),) * 3, 4, 3, ("3 tries", "HTTP 500")),
    "no quota": Row((fault(429, code="insufficient_quota"),), 1, 2, ("no quota", "billing"), 2),
    "bad key": Row((fault(401, message=f"bad key {KEY}"),), 1, 2, ("does not take the key", "OPENAI_API_KEY"), 2),
    "no such model": Row((fault(404, code="model_not_found"),), 1, 2, ("no model", "CHECKER_MODEL"), 2),
    "refusal": Row((answer(None, refusal="I will not"),), 2, 3, ("the model refused: I will not", "CHECKER_MODEL"), 0),
    "filter": Row((answer("{}", finish="content_filter"),), 2, 3, ("filter",), 0),
    "length": Row((answer("{}", finish="length"),), 2, 3, ("cut for length", "CHECKER_PACK_TOKENS"), 0),
    "the wrong shape for ever": Row(
        (WRONG,) * 3, 4, 3, ("no usable reply in 3 tries", "does not fit the schema", "asks anew", "--refresh"), 1
    ),
}


@pytest.fixture
def room(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> Newsroom:
    monkeypatch.setattr("checker.cli.run.SystemClock", JumpingClock)
    monkeypatch.setattr(JumpingClock, "start", START)
    newsroom.setenv("OPENAI_API_KEY", KEY)
    newsroom.setenv("CHECKER_REQUESTS_AT_ONCE", "1")
    newsroom.setenv("CHECKER_TRIES", "3")
    newsroom.write("a.txt", "The ferry burnt off Zanzibar.\n")
    newsroom.write("b.txt", "The ferry sank.\n")
    return newsroom


def run(room: Newsroom, url: str, *options: str) -> Result:
    room.setenv("OPENAI_BASE_URL", url)
    return room.run("claims", "a.txt", "b.txt", "--format", "json", *options)


def everything_said(result: Result) -> str:
    assert KEY not in result.out + result.err
    assert "Traceback" not in result.err
    return result.err + (" ".join(failure["reason"] for failure in result.report["failures"]) if result.out else "")


def the_rest_is_asked(room: Newsroom, requests: int, gone: Provider | None = None) -> None:
    with Provider(instead_of=gone) as well:
        result = run(room, well.url)
        assert len(well.seen) == requests
        assert result.code == (0 if requests else 3)


@pytest.mark.parametrize("name", PASSES)
def test_what_passes_costs_a_try_and_nothing_else(room: Newsroom, name: str) -> None:
    with Provider(PASSES[name]) as provider:
        result = run(room, provider.url)
        assert len(provider.seen) == 3
    assert result.code == 0
    assert len(result.report["claims"]) == 2
    assert kept(room) == (3 if "shape" in name else 2)


@pytest.mark.parametrize("name", STAYS)
def test_what_stays_says_why_and_loses_nothing_else(room: Newsroom, name: str) -> None:
    row = STAYS[name]
    with Provider(*row.faults, only=b"Zanzibar") as provider:
        result = run(room, provider.url)
        assert len(provider.seen) == row.requests
    said = everything_said(result)
    assert all(words in said for words in row.says), said
    assert result.code == row.code
    if row.code == 3:
        assert [claim["passage"]["article"] for claim in result.report["claims"]] == ["b"]
        assert [failure["item"] for failure in result.report["failures"]] == ["article a"]
    the_rest_is_asked(room, row.then, provider)


def test_a_refused_connection(room: Newsroom) -> None:
    with Provider() as gone:
        url = gone.url
    result = run(room, url)
    assert result.code == 3
    assert "in 3 tries: no connection" in everything_said(result)
    the_rest_is_asked(room, 2, gone)


def test_a_redirect_is_never_followed(room: Newsroom) -> None:
    with Provider() as elsewhere:
        target = {"Location": f"{elsewhere.url}/chat/completions"}
        with Provider(*[respond(307, "", target)] * 2) as provider:
            result = run(room, provider.url)
            assert len(provider.seen) == 2
        assert elsewhere.seen == []
    assert result.code == 3
    assert "which is not followed" in everything_said(result)


@pytest.fixture
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def encrypted(authority: trustme.CA) -> Iterator[Provider]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    with Provider(context=context) as provider:
        yield provider


@pytest.mark.each
def test_a_certificate_that_nobody_vouches_for(room: Newsroom, encrypted: Provider) -> None:
    result = run(room, encrypted.url)
    assert encrypted.seen == []
    assert result.code == 2
    said = everything_said(result)
    assert "does not trust" in said
    assert "SSL_CERT_FILE" in said
    assert result.err.count("\n") == 2
    the_rest_is_asked(room, 2)


@pytest.mark.each
def test_the_certificate_of_an_own_authority(
    room: Newsroom, encrypted: Provider, authority: trustme.CA, tmp_path: Path
) -> None:
    authority.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    room.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
    assert run(room, encrypted.url).code == 0
    assert len(encrypted.seen) == 2


def test_a_proxy(room: Newsroom) -> None:
    with Provider() as proxy:
        room.setenv("HTTP_PROXY", proxy.url.removesuffix("/v1"))
        result = run(room, "http://models.example/v1", "--trust-env")
        assert [seen.path for seen in proxy.seen] == ["http://models.example/v1/chat/completions"] * 2
    assert result.code == 0
    assert "to models.example" in result.err


def test_what_goes_to_this_machine_goes_by_no_proxy(room: Newsroom) -> None:
    with Provider() as proxy, Provider() as local:
        room.setenv("HTTP_PROXY", proxy.url.removesuffix("/v1"))
        assert run(room, local.url).code == 0
        assert proxy.seen == []
        assert len(local.seen) == 2


def test_a_proxy_that_wants_a_password(room: Newsroom) -> None:
    with Provider(fault(407)) as proxy:
        room.setenv("HTTPS_PROXY", proxy.url.removesuffix("/v1"))
        result = run(room, "https://models.example/v1")
        (seen,) = proxy.seen
    assert seen.method == "CONNECT"
    assert KEY not in str(seen)
    assert result.code == 2
    assert "HTTPS_PROXY" in everything_said(result)


def test_a_proxy_that_is_not_there(room: Newsroom) -> None:
    with Provider() as gone:
        url = gone.url
    room.setenv("HTTPS_PROXY", url)
    result = run(room, "https://models.example/v1")
    assert result.code == 3
    assert "no connection" in everything_said(result)


CLAIM = {"k": "event", "s": [1], "t": f"The ferry burnt {KEY}", "m": []}
ECHO = json.dumps({"date": None, "outlet": None, "claims": [CLAIM]})


@pytest.mark.each
def test_a_packed_reply_is_read(room: Newsroom) -> None:
    with Provider(packed(completion(ECHO.replace(KEY, "at sea")))) as provider:
        result = run(room, provider.url)
        assert provider.seen[0].headers["accept-encoding"] == "gzip"
    assert result.code == 0
    assert "The ferry burnt at sea" in result.out


def test_a_key_that_a_server_repeats_is_kept_nowhere(room: Newsroom) -> None:
    with Provider(answer(ECHO, model=f"model of {KEY}")) as provider:
        result = run(room, provider.url)
    assert result.code == 0
    assert "The ferry burnt …" in everything_said(result) + result.out
    assert KEY not in room.run("answers", "list", "--cache").out
    assert KEY.encode() not in everything_written(room.folder)


@pytest.mark.parametrize("usage", [{"prompt_tokens": 10**400, "completion_tokens": 5}, {"prompt_tokens": 10**18}])
def test_counts_beyond_sense_are_no_counts(room: Newsroom, usage: dict[str, int]) -> None:
    room.setenv("CHECKER_PRICED_AS", "openai")
    with Provider(answer(ECHO.replace(KEY, "at sea"), usage=usage)) as provider:
        result = run(room, provider.url, "--max-cost", "1", "--model", "gpt-5")
    assert result.code == 0
    assert result.report["run"]["tasks"][0]["estimated"]


@pytest.mark.parametrize(("cost", "says"), [("inf", "is no number of dollars"), ("nan", "greater than or equal to 0")])
def test_a_limit_of_cost_is_a_number(room: Newsroom, cost: str, says: str) -> None:
    with Provider() as provider:
        result = run(room, provider.url, "--max-cost", cost)
        assert provider.seen == []
    assert result.code == 2
    assert says in result.err


@pytest.mark.parametrize("days", ["800000", "9" * 18])
def test_no_answer_is_older_than_there_are_dates(room: Newsroom, days: str) -> None:
    with Provider() as provider:
        run(room, provider.url)
    result = room.run("answers", "prune", "--older-than", days)
    assert result.code == 0
    assert result.out.startswith("0 forgotten")


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (("--log", "a.txt"), "--log a.txt: is one of the articles"),
        (("--output", "out", "--log", "./out"), "--log out: is the file of --output"),
    ],
)
def test_the_log_is_a_file_of_its_own(room: Newsroom, options: tuple[str, ...], says: str) -> None:
    before = (room.folder / "a.txt").read_bytes()
    with Provider() as provider:
        result = run(room, provider.url, *options)
        assert provider.seen == []
    assert result.code == 2
    assert says in result.err
    assert (room.folder / "a.txt").read_bytes() == before


def test_two_outputs_may_share_a_device(room: Newsroom) -> None:
    with Provider() as provider:
        assert run(room, provider.url, "--output", "/dev/null", "--log", "/dev/null").code == 0
