"""--max-cost and --max-requests with --batch: one limit for all rounds of a check, what is under way included."""

from __future__ import annotations

import pytest

from tests.cli.test_asking import ANSWERERS, _key
from tests.cli.test_batch import run, settle
from tests.cli.test_compare import two_pieces
from tests.model.batch_provider import BatchProvider
from tests.newsroom import Newsroom

__all__ = ["_key", "two_pieces"]


@pytest.mark.parametrize(("limit", "sent"), [(1, 1), (2, 2), (3, 3), (4, 4)])
def test_no_round_gets_the_requests_anew(two_pieces: Newsroom, limit: int, sent: int) -> None:
    with BatchProvider(answerers=ANSWERERS) as provider:
        for _ in range(6):
            result = run(two_pieces, provider, "--max-requests", str(limit))
            if result.code != 4:
                break
            assert run(two_pieces, provider, "--max-requests", str(limit)).code == 4
            provider.finish()
        assert provider.asked == sent
        assert result.code == (1 if limit == 4 else 3)
        assert len(result.report["failures"]) == (0 if limit == 4 else 1 + (limit == 1))


def test_what_is_under_way_counts_before_what_is_new(two_pieces: Newsroom) -> None:
    with BatchProvider(answerers=ANSWERERS) as provider:
        run(two_pieces, provider, "--max-requests", "1")
        assert run(two_pieces, provider, "--max-requests", "1").code == 4
        assert provider.asked == 1
        run(two_pieces, provider, "--max-requests", "2")
        assert provider.asked == 2


def test_what_a_round_cost_is_taken_from_the_next_one(two_pieces: Newsroom) -> None:
    usage = {"prompt_tokens": 100, "completion_tokens": 1000}
    with BatchProvider(answerers=ANSWERERS) as provider:
        assert run(two_pieces, provider, "--max-cost", "0.011").code == 4
        provider.finish()
        batch = provider.batches[0]
        batch.output = [provider.output_line(line, usage=usage) for line in batch.lines]
        result = run(two_pieces, provider, "--max-cost", "0.011")
        assert result.code == 3
        assert "of --max-cost 0.011 are taken" in result.report["failures"][0]["reason"]
        assert provider.asked == 2
        assert result.report["run"]["dollars"] == pytest.approx(2 * (100 * 1.25 + 1000 * 10) / 1e6 / 2, abs=1e-6)
        assert settle(two_pieces, provider).code == 1
        assert provider.asked == 4


def test_an_estimate_does_not_count_again_what_is_under_way(two_pieces: Newsroom) -> None:
    with BatchProvider(answerers=ANSWERERS) as provider:
        before = run(two_pieces, provider, "--estimate").rows
        assert before[0].startswith("extract    gpt-5.1: 2–3 requests, ")
        run(two_pieces, provider)
        asked = len(provider.seen)
        during = run(two_pieces, provider, "--estimate").rows
        assert during[0].startswith("extract    gpt-5.1: 0 requests (2 more are under way in a batch), 0 tokens in, ")
        assert during[1:3] == before[1:3]
        live = two_pieces.run("compare", "story/wire.txt", "story/tabloid.md", "--estimate").rows
        assert live[0].startswith("extract    gpt-5.1: 2–3 requests, ")
        assert len(provider.seen) == asked


def test_an_estimate_says_where_all_is_under_way(two_pieces: Newsroom) -> None:
    with BatchProvider(answerers=ANSWERERS) as provider:
        run(two_pieces, provider, command="claims")
        estimate = run(two_pieces, provider, "--estimate", command="claims")
        assert "under way in a batch: nothing more would be asked" in estimate.rows[0]
