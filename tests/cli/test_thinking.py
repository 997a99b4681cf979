"""--max-cost against a model that thinks before it writes: what the provider bills never crosses the line."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.cli.test_asking import ANSWERERS, FILES, _key, kept, run
from tests.cli.test_compare import two_pieces
from tests.model.batch_provider import BatchProvider
from tests.model.loopback import Seen
from tests.model.provider import Provider
from tests.newsroom import Newsroom

__all__ = ["_key", "two_pieces"]

IN, OUT = 1.25 / 1e6, 10 / 1e6
"""List prices of gpt-5.1 for a token, in dollars."""


class Thinking(Provider):
    """Thinks for so many tokens before each reply, and keeps to the limit that the request carries."""

    def __init__(self, thoughts: int) -> None:
        super().__init__(answerers=ANSWERERS)
        self.thoughts = thoughts
        self.billed = 0.0

    def reply(self, body: Any) -> dict[str, Any]:
        written = self.thoughts + 20
        most = body.get("max_completion_tokens", written)
        made = super().reply(body)
        if written > most:
            made["choices"][0] |= {"finish_reason": "length", "message": {"role": "assistant", "content": ""}}
        made["usage"] = {"prompt_tokens": 400, "completion_tokens": min(written, most)}
        self.billed += 400 * IN + min(written, most) * OUT
        return made


def limits(seen: list[Seen]) -> list[int | None]:
    return [request.json.get("max_completion_tokens") for request in seen]


@pytest.mark.parametrize("at_once", ["1", "8"])
@pytest.mark.parametrize("thoughts", [0, 1_000, 10_000, 100_000])
@pytest.mark.parametrize("most", [0.02, 0.06, 0.3, 1.5])
def test_the_provider_never_bills_more(two_pieces: Newsroom, most: float, thoughts: int, at_once: str) -> None:
    with Thinking(thoughts) as provider:
        result = run(two_pieces, provider, "--max-cost", str(most), CHECKER_REQUESTS_AT_ONCE=at_once)
        assert provider.billed <= most
        assert None not in limits(provider.seen)
    assert result.report["run"]["dollars"] == pytest.approx(provider.billed, abs=1e-6)
    assert "more than --max-cost allows" not in result.err


def test_where_there_is_money_a_model_may_think(two_pieces: Newsroom) -> None:
    with Thinking(20_000) as provider:
        assert run(two_pieces, provider, "--max-cost", "10").code == 1
        assert min(limit or 0 for limit in limits(provider.seen)) > 20_000


def test_a_reply_that_was_cut_is_asked_for_again_while_there_is_money(two_pieces: Newsroom) -> None:
    """At first each of eight has a share; what one thinks beyond it may take what the others left."""
    with Thinking(13_000) as provider:
        result = run(two_pieces, provider, "--max-cost", "1")
        assert result.code == 1, result.report["failures"]
        assert len(provider.seen) > 4
        assert provider.billed <= 1
    assert result.report["run"]["dollars"] == pytest.approx(provider.billed, abs=1e-6)
    assert kept(two_pieces) == 4


def test_a_reply_that_was_cut_is_asked_for_again_within_max_requests(two_pieces: Newsroom) -> None:
    with Thinking(9_000) as provider:
        assert run(two_pieces, provider, "--max-cost", "0.6", "--max-requests", "2").code == 3
        assert len(provider.seen) == 2


def test_a_reply_that_the_money_cut_is_named_and_never_kept(two_pieces: Newsroom) -> None:
    with Thinking(20_000) as provider:
        result = run(two_pieces, provider, "--max-cost", "0.3")
        assert result.code == 3
        said = json.dumps(result.report["failures"])
        assert "all that --max-cost left for it" in said
        assert "raise --max-cost" in said
        cut = len(provider.seen) - kept(two_pieces)
        assert cut > 0
        asked = len(provider.seen)
        assert run(two_pieces, provider, "--max-cost", "10").code == 1
        assert len(provider.seen) == asked + 4 - kept_before(result.report)
        assert kept(two_pieces) == 4


def kept_before(report: dict[str, Any]) -> int:
    return len(report["run"]["answers"])


def test_the_limit_is_no_part_of_what_is_asked(two_pieces: Newsroom) -> None:
    """Answers with and without --max-cost are the same answers."""
    with Thinking(0) as provider:
        assert run(two_pieces, provider, "--max-cost", "10").code == 1
        assert run(two_pieces, provider).code == 1
        assert len(provider.seen) == 4
        run(two_pieces, provider, "--refresh")
        assert limits(provider.seen[4:]) == [None] * 4


def test_a_limit_of_the_users_own_stays_the_lower_one(two_pieces: Newsroom) -> None:
    with Thinking(0) as provider:
        assert run(two_pieces, provider, "--max-cost", "10", CHECKER_MAX_REPLY_TOKENS="900").code == 1
        assert set(limits(provider.seen)) == {900}


def test_no_limit_is_above_what_the_model_writes_at_all(two_pieces: Newsroom) -> None:
    with Thinking(0) as provider:
        assert run(two_pieces, provider, "--max-cost", "1000", "--model", "gpt-4o").code == 1
        assert set(limits(provider.seen)) == {16_384}


def test_the_lines_of_a_batch_carry_the_limit(two_pieces: Newsroom) -> None:
    with BatchProvider(answerers=ANSWERERS) as provider:
        two_pieces.setenv("OPENAI_BASE_URL", provider.url)
        assert two_pieces.run("claims", *FILES, "--batch", "--max-cost", "0.02").code == 4
        (batch,) = provider.batches
        most = [line["body"]["max_completion_tokens"] for line in batch.lines]
        assert sum(most) * OUT / 2 <= 0.02
        cut = {"finish_reason": "length", "message": {"role": "assistant", "content": "{"}}
        batch.status = "completed"
        batch.output = [provider.output_line(line, choices=[cut]) for line in batch.lines]
        result = two_pieces.run("claims", *FILES, "--batch", "--max-cost", "0.02", "--format", "json")
    assert result.code == 3
    assert "all that --max-cost left for it" in json.dumps(result.report["failures"])
    assert kept(two_pieces) == 0
    assert result.report["run"]["dollars"] > 0
