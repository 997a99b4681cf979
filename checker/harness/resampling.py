"""How sure a figure is: 95 % intervals from resampling stories.

Percentile bootstrap (Efron and Tibshirani, An Introduction to the Bootstrap, 1993, chapter 13). Stories are what is
drawn, not facts: facts of one story hang together, and what is claimed is about stories that nobody has seen yet. With
fewer than two stories there is no interval. The seed is fixed, so the same scores give the same figures.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from functools import cache

from checker.harness.results import Estimate, Tally

DRAWS = 2_000
LEVEL = 0.95
_SEED = 20_310_304


def estimate(tallies: Sequence[Tally]) -> Estimate:
    """Return the share over all stories (`tallies` has one for each), with its interval."""
    low, high = _interval(len(tallies), _share_of(tallies))
    whole = _sum(tallies)
    return Estimate(hit=whole.hit, of=whole.of, value=_rounded(whole.value), low=_rounded(low), high=_rounded(high))


def difference(old: Sequence[Tally], new: Sequence[Tally]) -> tuple[float | None, float | None, float | None]:
    """Return by how much the share went up from `old` to `new`, and the interval of that.

    Both have one tally for each story, in the same order: the same stories are drawn for both, so that what makes a
    story hard for either of them falls out.
    """
    before, after = _share_of(old), _share_of(new)

    def gain(drawn: Sequence[int]) -> float | None:
        one, other = before(drawn), after(drawn)
        return None if one is None or other is None else other - one

    low, high = _interval(len(old), gain)
    return _rounded(gain(range(len(old)))), _rounded(low), _rounded(high)


def _interval(stories: int, figure: Callable[[Sequence[int]], float | None]) -> tuple[float | None, float | None]:
    if stories < 2:
        return None, None
    values = sorted(value for drawn in _draws(stories) if (value := figure(drawn)) is not None)
    if not values:
        return None, None
    tail = (1 - LEVEL) / 2
    return _quantile(values, tail), _quantile(values, 1 - tail)


@cache
def _draws(stories: int) -> tuple[tuple[int, ...], ...]:
    chance = random.Random(_SEED)  # noqa: S311 - not for secrets
    return tuple(tuple(int(chance.random() * stories) for _ in range(stories)) for _ in range(DRAWS))


def _quantile(values: Sequence[float], share: float) -> float:
    """Return a quantile of sorted values, between neighbours by proportion."""
    place = share * (len(values) - 1)
    below = int(place)
    above = min(below + 1, len(values) - 1)
    return values[below] + (values[above] - values[below]) * (place - below)


def _sum(tallies: Sequence[Tally]) -> Tally:
    return Tally(hit=sum(tally.hit for tally in tallies), of=sum(tally.of for tally in tallies))


def _share_of(tallies: Sequence[Tally]) -> Callable[[Sequence[int]], float | None]:
    """Return the share over drawn stories as a function of plain numbers: it is called for every draw."""
    hits, totals = [tally.hit for tally in tallies], [tally.of for tally in tallies]

    def share(drawn: Sequence[int]) -> float | None:
        total = sum([totals[index] for index in drawn])
        return sum([hits[index] for index in drawn]) / total if total else None

    return share


def _rounded(value: float | None) -> float | None:
    """Cut what the last bits of floating point would make differ between machines."""
    return None if value is None else round(value, 6)
