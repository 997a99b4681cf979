"""Dates as articles print them and as metadata state them; whatever is not certain to be a date yields nothing.

A day and a month as figures alone ("04/12/2025") are not read: which of the two is the month depends on the country.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time
from itertools import groupby
from operator import itemgetter

_NAMES = (
    "january jan januar jänner jän enero ene janvier janv",
    "february feb februar febrero février févr fév",
    "march mar märz mär marzo mars",
    "april apr abril abr avril avr",
    "may mai mayo",
    "june jun juni junio juin",
    "july jul juli julio juillet juil",
    "august aug agosto ago août",
    "september sept sep septiembre setiembre septembre",
    "october oct oktober okt octubre octobre",
    "november nov noviembre novembre",
    "december dec dezember dez diciembre dic décembre déc",
)
_MONTHS = {name: number for number, names in enumerate(_NAMES, start=1) for name in names.split()}
# By first letters, since a pattern that minds no case tries every name of a row; of each the longest first.
_MONTH = "|".join(
    f"{first}(?:{'|'.join(sorted((name[1:] for name in names), key=len, reverse=True))})"
    for first, names in groupby(sorted(_MONTHS), key=itemgetter(0))
)
# The tail of a range ("3-4 December 2025") or of a longer figure is no date; a name may follow the year at once.
_DATE = re.compile(
    r"(?<![^\W_])(?=[\dadefjmnos])(?:"  # where a word or a figure begins, as all dates do: one look at most letters
    rf"(?<![\w.,/–-])(?P<iso>\d{{4}}-\d{{2}}-\d{{2}})(?![\d-])"
    rf"|(?P<month>{_MONTH})\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})(?!\d)"
    rf"|(?<![\w.,/–-])(?P<day2>\d{{1,2}})(?:st|nd|rd|th|er|\.|º)?\s+(?:of\s+|de\s+)?(?P<month2>{_MONTH})\.?,?"
    rf"\s+(?:de\s+|del\s+)?(?P<year2>\d{{4}})(?!\d))",
    re.IGNORECASE,
)


def dates_written(text: str) -> tuple[date, ...]:
    """Return the dates that `text` states with day, month and year, each once, in order.

    English, German, Spanish and French month names and ISO dates count; what is no day of the calendar does not.
    """
    found = (_date_of(match) for match in _DATE.finditer(text))
    return tuple(dict.fromkeys(day for day in found if day is not None))


def leading_date_end(text: str) -> int:
    """Return where the date ends that `text` begins with; 0 where it begins with none."""
    match = _DATE.match(text)
    return match.end() if match and _date_of(match) else 0


def without_dates(text: str) -> str:
    """Return `text` with a bar in place of each date that it states."""
    return _DATE.sub(lambda match: "|" if _date_of(match) else match[0], text)


def parse_published(value: str) -> tuple[datetime, datetime] | None:
    """Return the earliest and the latest moment that `value` can mean, both included; None where it states none.

    An ISO date-time is one moment, in its zone or naive. A day, in ISO form or printed ("4 December 2025"), is naive
    and lasts from midnight to the last microsecond.
    """
    stated = value.strip()
    try:
        moment = datetime.fromisoformat(stated)
    except ValueError:
        days = dates_written(stated)
        return _whole_day(days[0]) if leading_date_end(stated) == len(stated) and len(days) == 1 else None
    try:
        return _whole_day(date.fromisoformat(stated))
    except ValueError:
        return moment, moment


def _whole_day(day: date) -> tuple[datetime, datetime]:
    return datetime.combine(day, time.min), datetime.combine(day, time.max)


def _date_of(match: re.Match[str]) -> date | None:
    """Return the date that a match states; None where the calendar has no such day."""
    iso, month, day, year, day2, month2, year2 = match.groups()
    try:
        if iso:
            return date(*map(int, iso.split("-")))
        # Folded, because a pattern that minds no case takes the long s for one.
        return date(int(year or year2), _MONTHS[(month or month2).casefold()], int(day or day2))
    except ValueError:
        return None
