"""A provider that refuses amid a run: nothing new is sent, what is in flight comes in, and the report says so."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest

from checker.model.brake import Brake
from tests.cli.test_asking import KEY, kept
from tests.model.loopback import Connection, Step, fault
from tests.model.provider import Provider
from tests.newsroom import Newsroom, Result

ARTICLES = 8
AT_ONCE = 3


class RefusingProvider(Provider):
    """Refuses the second request, and answers those beside it only when the run knows of that."""

    def __init__(self, refusal: Step) -> None:
        super().__init__()
        self._refusal = refusal
        self._known, self._third = asyncio.Event(), asyncio.Event()

    def let_go(self) -> None:
        self._loop.call_soon_threadsafe(self._known.set)

    async def _answer(self, connection: Connection) -> None:
        number = len(self.seen)
        if number == AT_ONCE:  # now that all three are in flight, the second is refused
            self._third.set()
        if number == 2:
            await self._third.wait()
            await self._refusal(connection)
            return
        await self._known.wait()
        await super()._answer(connection)


@pytest.fixture
def room(newsroom: Newsroom) -> Newsroom:
    newsroom.setenv("OPENAI_API_KEY", KEY)
    newsroom.setenv("CHECKER_REQUESTS_AT_ONCE", str(AT_ONCE))
    for number in range(ARTICLES):
        newsroom.write(f"{number}.txt", f"The ferry burnt {number} times.\n")
    return newsroom


def run(room: Newsroom, provider: Provider, command: str = "claims", *options: str) -> Result:
    room.setenv("OPENAI_BASE_URL", provider.url)
    files = [f"{number}.txt" for number in range(ARTICLES)]
    return room.run(command, *files, "--format", "json", "--log", "run.log", *options)


REFUSALS: dict[str, tuple[Step, tuple[str, ...]]] = {
    "no quota": (fault(429, code="insufficient_quota"), ("no quota left", "see plan and billing")),
    "the key is taken back": (fault(401), ("does not take the key", "check OPENAI_API_KEY")),
    "the model is taken away": (fault(404, code="model_not_found"), ("no model", "CHECKER_MODEL")),
}


@pytest.mark.parametrize("name", REFUSALS)
@pytest.mark.parametrize("command", ["claims", "compare"])
def test_what_is_in_flight_is_kept_and_reported(
    room: Newsroom, monkeypatch: pytest.MonkeyPatch, name: str, command: str
) -> None:
    refusal, says = REFUSALS[name]
    refuse = Brake.refuse
    with RefusingProvider(refusal) as provider:

        def known(self: Brake, why: str) -> None:
            refuse(self, why)
            provider.let_go()

        monkeypatch.setattr(Brake, "refuse", known)
        result = run(room, provider, command)
        assert len(provider.seen) == AT_ONCE
    assert result.code == 3, result.err
    assert "Traceback" not in result.err
    assert all(words in result.err for words in says)
    assert len({claim["passage"]["article"] for claim in result.report["claims"]}) == 2
    reasons = [failure["reason"] for failure in result.report["failures"] if failure["step"] == "extract"]
    assert len(reasons) == ARTICLES - 2
    assert all(words in reason for reason in reasons for words in says)
    assert kept(room) == 2
    events = [json.loads(line) for line in (room.folder / "run.log").read_text("utf-8").splitlines()]
    assert [event["event"] for event in events].count("stopped") == 1
    with Provider(instead_of=provider) as well:
        again = run(room, well)
        assert len(well.seen) == ARTICLES - 2
    assert again.code == 0


def test_a_key_that_is_refused_at_once_ends_the_run_with_one_line(room: Newsroom) -> None:
    with Provider(*[fault(401)] * ARTICLES) as provider:
        result = run(room, provider)
        assert len(provider.seen) <= AT_ONCE
    assert (result.code, result.out) == (2, "")
    sending, line = result.err.splitlines()
    assert sending.startswith("checker: sending the text")
    assert "check OPENAI_API_KEY" in line


def test_a_refusal_of_a_later_step_reports_the_earlier_one(room: Newsroom) -> None:
    with Provider(fault(401), only=b'"name":"reconcile"') as provider:
        result = run(room, provider, "compare")
        assert len(provider.seen) == ARTICLES + 1
    assert result.code == 3
    assert len(result.report["claims"]) == ARTICLES
    (failure,) = result.report["failures"]
    assert failure["step"] == "reconcile"
    assert "check OPENAI_API_KEY" in failure["reason"]


def test_a_model_without_a_price_is_refused_before_the_first_request(room: Newsroom) -> None:
    room.setenv("CHECKER_PRICED_AS", "openai")
    with Provider() as provider:
        result = run(room, provider, "compare", "--max-cost", "1", "--model-confirm", "a-model-of-mine")
        assert provider.seen == []
    assert result.code == 2
    assert "a-model-of-mine" in result.err


def test_a_defect_in_one_task_loses_nothing_of_the_others(room: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    from checker.steps import extract

    accept = extract._accept

    def broken(article: Any, *rest: Any) -> Any:
        if article.id == "0":
            raise ZeroDivisionError
        return accept(article, *rest)

    monkeypatch.setattr(extract, "_accept", broken)
    with Provider() as provider:
        assert run(room, provider).code == 70
        asked = len(provider.seen)
    assert kept(room) == asked
