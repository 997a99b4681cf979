"""Days and moments as reports write them: "5 Dec 2025", "5 Dec 2025, 06:00 +00:00"."""

from __future__ import annotations

from datetime import date, datetime

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def told_day(value: date, *, year: bool = True) -> str:
    """Return "4 Dec 2025", or "4 Dec"."""
    return f"{value.day} {_MONTHS[value.month - 1]}" + (f" {value.year}" if year else "")


def told_moment(value: datetime) -> str:
    """Return "4 Dec 2025, 18:00 +01:00"; without a zone where it is unknown."""
    zone = f" {offset[:3]}:{offset[3:5]}" if (offset := f"{value:%z}") else ""
    return f"{told_day(value.date())}, {value:%H:%M}{zone}"
