"""Intervals: what they hold, that they are the same every time, and that paired ones are of the difference."""

from __future__ import annotations

import pytest

from checker.harness.resampling import difference, estimate
from checker.harness.results import Tally


def tallies(*hits: int, of: int = 10) -> list[Tally]:
    return [Tally(hit=hit, of=of) for hit in hits]


def test_the_share_is_over_all_facts_not_over_stories() -> None:
    assert estimate([Tally(hit=1, of=1), Tally(hit=0, of=9)]).value == 0.1


def test_stories_that_are_alike_leave_no_doubt() -> None:
    made = estimate(tallies(8, 8, 8, 8))
    assert (made.low, made.value, made.high) == (0.8, 0.8, 0.8)


def test_stories_that_differ_leave_some() -> None:
    made = estimate(tallies(10, 6, 9, 7, 8))
    assert made.low is not None
    assert made.high is not None
    assert 0.6 <= made.low < 0.8 < made.high <= 1.0


def test_the_same_figures_every_time() -> None:
    assert estimate(tallies(10, 6, 9)) == estimate(tallies(10, 6, 9))


@pytest.mark.parametrize("stories", [[], tallies(5)])
def test_under_two_stories_there_is_no_interval(stories: list[Tally]) -> None:
    made = estimate(stories)
    assert made.low is None
    assert made.high is None


def test_nothing_to_count_is_no_share() -> None:
    assert estimate([Tally(), Tally()]).value is None


def test_a_gain_that_every_story_shows_is_sure_though_stories_differ() -> None:
    assert difference(tallies(2, 9, 5), tallies(3, 10, 6)) == (0.1, 0.1, 0.1)


def test_a_gain_in_one_story_and_a_loss_in_another_is_not() -> None:
    gain, low, high = difference(tallies(2, 9), tallies(9, 2))
    assert gain == 0
    assert low is not None
    assert high is not None
    assert low < 0 < high
