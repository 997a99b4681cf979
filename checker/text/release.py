"""Times of release as desks write them: "00:01 GMT Friday, 5 December 2025", "5.12.2025, 06.00 Uhr MEZ".

What leaves a choice is read as the later of the two, and what is not certain to be a date as none: a piece that is kept
too long costs a telephone call.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta, timezone

from checker.text.dates import dates_written, parse_published, without_dates

_ISO = re.compile(r"(?<!\d)\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2})?(?:\s?Z|[+-]\d{2}:?\d{2})?(?![\d:])")
# With full stops the day comes first everywhere; with strokes it depends on the country.
_DOTTED = re.compile(r"(?<![\d.])(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})(?!\d)")
_CLOCK = re.compile(
    r"(?<![\d.:])(?:(?P<hour>\d{1,2})[:.h](?P<minute>\d{2})|(?P<four>\d{4})(?=\s*(?:hrs|hours|h\b|[A-Z]{2,4}\b))"
    r"|(?P<alone>\d{1,2})(?=\s*(?:[ap]\.?m\b|uhr\b|h\b)))(?![\d:])\s*(?P<half>[ap]\.?m\b\.?)?",
    re.IGNORECASE,
)
_NOON = re.compile(r"\bnoon\b|\bmittags?\b|\bmidi\b", re.IGNORECASE)
_MIDNIGHT = re.compile(r"\bmidnight\b|\bmitternacht\b|\bminuit\b", re.IGNORECASE)
# In hours from UTC. Where a name means two times of the year, the one that comes later.
_ZONES = {
    **dict.fromkeys(("UTC", "GMT", "Z", "WET"), 0),
    **dict.fromkeys(("CET", "MEZ", "BST"), 1),
    **dict.fromkeys(("CEST", "MESZ", "EET"), 2),
    **dict.fromkeys(("EEST", "MSK"), 3),
    "EDT": -4,
    **dict.fromkeys(("EST", "ET", "CDT"), -5),
    **dict.fromkeys(("CST", "CT", "MDT"), -6),
    **dict.fromkeys(("MST", "MT", "PDT"), -7),
    **dict.fromkeys(("PST", "PT"), -8),
}
_ZONE = re.compile(rf"(?<![A-Za-z])(?P<name>{'|'.join(sorted(_ZONES, key=len, reverse=True))})(?![A-Za-z])")
_OFFSET = re.compile(r"(?:UTC|GMT|Z)?\s?(?P<sign>[+−-])(?P<hours>\d{1,2})(?::?(?P<minutes>\d{2}))?(?!\d)")


def moment_of_release(words: str) -> datetime | None:
    """Return the moment that `words` state, naive where they name no zone; None where they state no day for certain.

    A day alone begins at midnight.
    """
    iso = _ISO.search(words)
    if iso:
        interval = parse_published(iso[0].replace(" Z", "Z"))
        return interval[0] if interval else None
    day, rest = _day(words)
    if day is None:
        return None
    clock = _clock(rest)
    moment = datetime.combine(day, time.min) + timedelta(minutes=clock or 0)
    return moment.replace(tzinfo=_zone(rest)) if clock is not None else moment


def _day(words: str) -> tuple[date | None, str]:
    """Return the one day that is stated, and the words without it."""
    dotted = _DOTTED.search(words)
    if dotted:
        try:
            return date(int(dotted[3]), int(dotted[2]), int(dotted[1])), _DOTTED.sub(" ", words)
        except ValueError:
            return None, words
    days = dates_written(words)
    return (days[-1] if days else None), without_dates(words)


def _clock(words: str) -> int | None:
    """Return the time of day in minutes; None where none is stated."""
    if _MIDNIGHT.search(words):
        return 24 * 60
    found = _CLOCK.search(words)
    if found is None:
        return 12 * 60 if _NOON.search(words) else None
    if found["four"]:
        hour, minute = int(found["four"][:2]), int(found["four"][2:])
    else:
        hour, minute = int(found["hour"] or found["alone"]), int(found["minute"] or 0)
    if found["half"]:
        hour = hour % 12 + (12 if found["half"][0] in "pP" else 0)
    return hour * 60 + minute if hour <= 24 and minute < 60 else None


def _zone(words: str) -> timezone | None:
    """Return the zone that is named; None where none is, or one that nobody here knows."""
    offset = _OFFSET.search(words)
    if offset and int(offset["hours"]) <= 14:
        minutes = int(offset["hours"]) * 60 + int(offset["minutes"] or 0)
        return timezone(timedelta(minutes=-minutes if offset["sign"] != "+" else minutes))
    named = _ZONE.search(words)
    return timezone(timedelta(hours=_ZONES[named["name"]])) if named else None
