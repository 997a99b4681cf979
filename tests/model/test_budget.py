"""Budget and prices: the line is not crossed, whatever goes out at once; what no list names is unknown."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import Any

import pytest

from checker.errors import NotAsked, SettingsError, Unreachable
from checker.model.answers import Answer, Usage
from checker.model.brake import Brake
from checker.model.budget import Budget, BudgetedSource
from checker.model.expectation import Expectations
from checker.model.faults import TryFailed
from checker.model.longest import longest_reply
from checker.model.price import BATCH_SHARE, Prices
from checker.model.request import Request
from checker.settings import Settings
from tests.model.test_live import REQUEST

PRICED = replace(REQUEST, model="gpt-5.1", options={"max_completion_tokens": 1000})
OPENAI = Settings.model_validate({"openai_api_key": "sk-x"})
HIGH = Prices(OPENAI).dollars("gpt-5.1", Expectations().of(PRICED).high) or 0.0


def prices(**settings: Any) -> Prices:
    return Prices(Settings.model_validate(settings))


class Model:
    """Takes as many tokens as it is told, or fails, and notes the most that went out at once."""

    def __init__(self, budget: Budget, usage: Usage | Exception) -> None:
        self.budget = budget
        self.usage = usage
        self.asked = 0

    async def answer(self, request: Request[Any]) -> Answer:
        self.asked += 1
        for _ in range(5):
            await asyncio.sleep(0)
        if isinstance(self.usage, Exception):
            raise self.usage
        return Answer("{}", "gpt-5.1", "h", "2031", self.usage)


def spent(usage: Usage | Exception, count: int = 20, **limits: Any) -> tuple[Budget, Model, list[Any]]:
    async def run() -> tuple[Budget, Model, list[Any]]:
        budget = Budget(Prices(OPENAI), **limits)
        model = Model(budget, usage)
        source = BudgetedSource(model, budget, Brake())
        asking = [source.answer(replace(PRICED, sample=sample)) for sample in range(count)]
        return budget, model, await asyncio.gather(*asking, return_exceptions=True)

    return asyncio.run(run())


EXPECTED = Expectations().of(PRICED).high
CHEAP = Usage(EXPECTED.input_tokens // 4, EXPECTED.output_tokens // 4)


def test_the_line_is_not_crossed_though_all_go_out_at_once() -> None:
    budget, model, results = spent(EXPECTED, max_cost=3.5 * HIGH)
    assert model.asked == 3
    assert budget.dollars == pytest.approx(3 * HIGH)
    assert budget.overrun == 0
    assert [type(result) for result in results].count(NotAsked) == 17


def test_what_turns_out_cheap_makes_room_for_more() -> None:
    budget, model, _ = spent(CHEAP, max_cost=3.5 * HIGH)
    assert model.asked > 8
    assert budget.overrun == 0


def test_failed_tries_count_in_requests_and_in_dollars() -> None:
    budget, model, _ = spent(TryFailed("no text", usage=EXPECTED), max_cost=3.5 * HIGH)
    assert (model.asked, budget.tries) == (3, 3)
    assert budget.dollars == pytest.approx(3 * HIGH)
    budget, model, _ = spent(Unreachable("no"), max_requests=4)
    assert (model.asked, budget.tries, budget.dollars) == (4, 4, 0)


def test_a_try_that_was_broken_off_counts_as_what_it_may_have_cost() -> None:
    at_its_limit = Prices(OPENAI).dollars("gpt-5.1", replace(EXPECTED, output_tokens=1000))
    budget, _, _ = spent(RuntimeError("broken off"), count=1, max_cost=10)
    assert budget.dollars == pytest.approx(at_its_limit)
    possible = Usage(EXPECTED.input_tokens, broken_off=1, possible_output=EXPECTED.output_tokens)
    budget, model, _ = spent(TryFailed("the time is over", broken_off=True, usage=possible), max_cost=3.5 * HIGH)
    assert model.asked == 3
    assert budget.dollars == pytest.approx(3 * HIGH)


def test_a_reply_longer_than_expected_is_learnt_from_and_named() -> None:
    request = replace(PRICED, options={})
    expectations = Expectations()
    before = expectations.of(request).high.output_tokens
    expectations.learn(request, Usage(10, 3 * before))
    assert expectations.of(request).high.output_tokens == pytest.approx(3 * before, rel=0.01)
    budget, _, _ = spent(Usage(0, 100_000), count=1, max_cost=HIGH)
    assert budget.overrun > 0


def test_a_text_that_takes_more_tokens_than_expected_is_learnt_from() -> None:
    expectations = Expectations()
    before = expectations.of(PRICED).high.input_tokens
    expectations.learn(PRICED, Usage(2 * before, 10))
    assert expectations.of(PRICED).high.input_tokens == pytest.approx(2 * before, rel=0.01)
    expectations.learn(PRICED, Usage(before, 10))
    assert expectations.of(PRICED).high.input_tokens == pytest.approx(2 * before, rel=0.01)


@pytest.mark.parametrize(
    ("model", "tokens"),
    [
        ("gpt-5.1", 128_000),
        ("openai/gpt-5.1-2025-11-13", 128_000),
        ("gpt-5.1-chat-latest", 16_384),
        ("gpt-4.1-mini", 32_768),
        ("o4-mini", 100_000),
        ("a-model-of-mine", 16_384),
    ],
)
def test_what_a_model_writes_at_most(model: str, tokens: int) -> None:
    assert longest_reply(model) == tokens


@pytest.mark.parametrize(
    ("ceiling", "own", "by_ceiling"),
    [(None, None, False), (500, None, True), (500, 900, True), (900, 900, False), (128_000, None, False)],
)
def test_only_a_cut_that_more_money_would_have_spared_is_one_of_the_budget(
    ceiling: int | None, own: int | None, by_ceiling: bool
) -> None:
    request = replace(PRICED, options={} if own is None else {"max_completion_tokens": own}, ceiling=ceiling)
    assert request.cut_by_ceiling == by_ceiling


def test_a_limit_on_reply_tokens_is_believed() -> None:
    assert Expectations().of(PRICED).high.output_tokens <= 1000


@pytest.mark.parametrize(
    ("settings", "model"),
    [
        ({"openai_api_key": "x"}, "a-model-of-mine"),
        ({"openai_base_url": "http://127.0.0.1:8080/v1"}, "gpt-5.1"),
        ({"openai_base_url": "https://gateway.example/v1"}, "gpt-5.1"),
        ({"priced_as": "nobody"}, "gpt-5.1"),
    ],
)
def test_an_unknown_price_is_none(settings: dict[str, Any], model: str) -> None:
    assert prices(**settings).dollars(model, Usage(1000, 1000)) is None


def test_known_prices() -> None:
    million = Usage(1_000_000, 1_000_000, 500_000)
    assert prices(openai_api_key="x").dollars("gpt-5.1", million) == pytest.approx(0.625 + 0.0625 + 10)
    own = prices(openai_base_url="http://127.0.0.1:8080/v1", priced_as="openai")
    assert own.dollars("gpt-5.1-2025-11-13", million) == pytest.approx(10.6875)
    assert Prices(OPENAI, batch=True).dollars("gpt-5.1", million) == pytest.approx(10.6875 * BATCH_SHARE)


def test_a_limit_on_cost_wants_a_price() -> None:
    async def run() -> None:
        await Budget(prices(openai_api_key="x"), max_cost=1).hold(REQUEST)

    with pytest.raises(SettingsError, match="CHECKER_PRICED_AS"):
        asyncio.run(run())
