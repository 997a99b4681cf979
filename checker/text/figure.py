"""A figure: an interval with a unit, and what its words say of it. `figures` reads them."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal, NamedTuple

from checker.text.bounds import Bound
from checker.text.interval import Interval, around
from checker.text.units import Unit

Side = Literal["", "from", "to", "by"]

# How far "about" and "nearly" reach, as a share of the figure. Judgement: 35 is "about 40", 30 is not.
_ABOUT = Decimal("0.13")
_TIGHT = Decimal("0.05")


class Figure(NamedTuple):
    """A figure at `text[start:end]`, bound and unit included.

    `interval` is in base units of `unit.dimension`, in plain numbers for counts. `value` is the number said, in base
    units as well (the least where the unit is loose). `first` and `after` are its tokens; `side` says which part of a
    change it is ("from 4 to 5", "by 10 %"), `more` that it comes on top of others ("another 5"), `each` what it is
    counted for ("a day"), `whole` is the figure after "of" or "out of" ("14 of 18"). `factor` is what words multiply it
    by, `step` the place of its last digit before that.
    """

    start: int
    end: int
    interval: Interval
    unit: Unit
    value: Decimal
    bound: Bound
    first: int
    after: int
    side: Side = ""
    more: bool = False
    each: str = ""
    whole: Decimal | None = None
    rounded: bool = False
    factor: Decimal = Decimal(1)
    step: Decimal = Decimal(1)


def bounded(value: Decimal, reach: Decimal, bound: Bound) -> Interval:
    """Return the interval of a value with a bound; `reach` is how far rounding goes."""
    if bound == "exact":
        return around(value, reach) if reach else Interval(value, value)
    part = abs(value) * _ABOUT
    wide = max(reach, part)
    interval = around(value, reach)
    if bound == "about":
        interval = Interval(value - wide, value + wide)
    elif bound == "nearly":
        interval = Interval(value - max(2 * reach, part), value)
    elif bound == "just_above":
        interval = Interval(value, value + max(2 * reach, part))
    elif bound in {"above", "at_least"}:
        # Nobody says "more than 40" of 40 exactly, but of 39.6 they may.
        interval = Interval(value - (reach if reach and value != value.to_integral_value() else 0), None)
    elif bound in {"below", "at_most"}:
        interval = Interval(None, value + (reach if reach and value != value.to_integral_value() else 0))
    return interval


def tight(figure: Figure) -> Interval:
    """Return what a figure means where two are to be shown to be one: "about" and "nearly" reach less far then."""
    if figure.bound not in {"about", "nearly", "just_above"} or figure.interval.low is None:
        return figure.interval
    reach = max(abs(figure.value) * _TIGHT, figure.step * figure.factor * figure.unit.low / 2)
    least, most = figure.value - reach, figure.value + reach
    low, high = figure.interval.low, figure.interval.high
    return Interval(max(low, least), most if high is None else min(high, most))
