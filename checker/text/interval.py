"""Intervals of numbers: what a figure, as it is written, can mean."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple


class Interval(NamedTuple):
    """All numbers between `low` and `high`; None leaves an end open to infinity, the flags take the end itself out."""

    low: Decimal | None
    high: Decimal | None
    low_open: bool = False
    high_open: bool = False

    def meets(self, other: Interval) -> bool:
        """Tell whether some number lies in both."""
        return not (self.lies_below(other) or other.lies_below(self))

    def lies_below(self, other: Interval) -> bool:
        """Tell whether every number here is smaller than every number there."""
        if self.high is None or other.low is None:
            return False
        return self.high < other.low or (self.high == other.low and (self.high_open or other.low_open))

    def holds(self, value: Decimal) -> bool:
        """Tell whether a number lies in it."""
        return self.meets(Interval(value, value))

    def times(self, low: Decimal, high: Decimal) -> Interval:
        """Return it with each number multiplied by anything from `low` to `high`, both positive."""
        least = None if self.low is None else self.low * (low if self.low >= 0 else high)
        most = None if self.high is None else self.high * (high if self.high >= 0 else low)
        return Interval(least, most, self.low_open, self.high_open)

    def plus(self, other: Interval) -> Interval:
        """Return all sums of a number here and a number there."""
        low = None if self.low is None or other.low is None else self.low + other.low
        high = None if self.high is None or other.high is None else self.high + other.high
        return Interval(low, high, self.low_open or other.low_open, self.high_open or other.high_open)

    def over(self, other: Interval) -> Interval | None:
        """Return all ratios of a number here to a number there; None unless both are positive and bounded there."""
        if self.low is None or self.low < 0 or other.low is None or other.high is None or other.low <= 0:
            return None
        return Interval(self.low / other.high, None if self.high is None else self.high / other.low)

    def shifted(self, by: Decimal) -> Interval:
        """Return it with a number added to each."""
        return self.plus(Interval(by, by))


def around(value: Decimal, reach: Decimal) -> Interval:
    """Return what rounds to `value`, `reach` being half of the last place: the half itself is rounded away from 0."""
    return Interval(value - reach, value + reach, low_open=value < 0, high_open=value >= 0)
