"""Moments: what a date in a text can mean, as stretches of days; `dating` reads them.

A moment may have several readings ("last Wednesday" is yesterday's or that of the week before); each is a stretch of
days, both ends included. Two moments are apart only where no reading of one meets a reading of the other.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, NamedTuple

Form = Literal["day", "days", "month", "year", "decade", "weekday", "relative", "fiscal"]

NO_YEAR = 4
"""The year of a date whose year nobody knows: a leap year that no article means."""

Days = tuple[date, date]


class Moment(NamedTuple):
    """A date at `text[start:end]`. No readings: it is a date, but what it means cannot be said.

    `counted` is true where the readings were counted from the article's own date, `dated` where the text gives a day
    of the month; `weekday` (0 is Monday) is the one that stands beside it. `approximate`: "about ten days ago".
    `impossible`: the calendar has no such day.
    """

    start: int
    end: int
    form: Form
    readings: tuple[Days, ...] = ()
    counted: bool = False
    weekday: int | None = None
    year_written: bool = False
    approximate: bool = False
    impossible: bool = False

    @property
    def exact(self) -> bool:
        """Whether it is one day, whichever reading is right."""
        return bool(self.readings) and all(first == last for first, last in self.readings)

    @property
    def yearless(self) -> bool:
        """Whether nobody knows the year."""
        return bool(self.readings) and self.readings[0][0].year == NO_YEAR

    def meets(self, other: Moment) -> bool | None:
        """Tell whether both can mean one day; None where that cannot be said."""
        if not self.readings or not other.readings:
            return None
        mine, theirs = self.readings, other.readings
        if self.yearless != other.yearless:
            if not (self.exact and other.exact):
                return None
            mine, theirs = _without_years(mine), _without_years(theirs)
        return any(a[0] <= b[1] and b[0] <= a[1] for a in mine for b in theirs)


@dataclass(frozen=True, slots=True)
class Anchor:
    """The days on which an article can have been published: what its "yesterday" is counted from."""

    earliest: date
    latest: date

    def day(self, offset: int, before: int = 0, after: int = 0) -> Days:
        """Return the day so many days later, widened by so many days before and after."""
        return moved(self.earliest, offset - before), moved(self.latest, offset + after)


def moved(day: date, by: int) -> date:
    """Return the day so many days later, or the calendar's first or last one where that lies beyond it."""
    try:
        return day + timedelta(days=by)
    except OverflowError:
        return date.max if by > 0 else date.min


def month_days(year: int, month: int, part: str = "") -> Days:
    """Return the days of a month, or of its early, middle or late part; the parts overlap, as their use does."""
    first = date(year, month, 1)
    last = moved(date(year + month // 12, month % 12 + 1, 1), -1) if (year, month) != (9999, 12) else date.max
    if part == "early":
        return first, first.replace(day=12)
    if part == "middle":
        return first.replace(day=8), first.replace(day=23)
    if part == "late":
        return first.replace(day=17), last
    return first, last


def _without_years(readings: tuple[Days, ...]) -> tuple[Days, ...]:
    return tuple((first.replace(year=NO_YEAR), last.replace(year=NO_YEAR)) for first, last in readings)
