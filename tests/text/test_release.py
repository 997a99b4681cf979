"""When a piece may go out, as desks write it."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from checker.text.release import moment_of_release


def at(hour: int, minute: int = 0, zone: float | None = 0, day: int = 5) -> datetime:
    tz = None if zone is None else timezone(timedelta(hours=zone))
    return datetime(2025, 12, day, hour, minute, tzinfo=tz)


@pytest.mark.parametrize(
    ("words", "moment"),
    [
        ("00:01 GMT, Friday, 5 December 2025", at(0, 1)),
        ("Friday 5 December 2025 at 0001 GMT", at(0, 1)),
        ("6 a.m. ET on December 5, 2025", at(6, zone=-5)),
        ("6.30pm CET, 5 December 2025", at(18, 30, zone=1)),
        ("12:15 a.m. UTC Dec 5, 2025", at(0, 15)),
        ("noon on 5 December 2025", at(12, zone=None)),
        ("midnight GMT, 5 December 2025", at(0, day=6)),
        ("5.12.2025, 06.00 Uhr", at(6, zone=None)),
        ("5. Dezember 2025, 6 Uhr MEZ", at(6, zone=1)),
        ("5 December 2025 06:00 UTC+2", at(6, zone=2)),
        ("5 December 2025 06:00 GMT-03:30", at(6, zone=-3.5)),
        ("2025-12-05T06:00:00+01:00", at(6, zone=1)),
        ("2025-12-05 06:00Z", at(6)),
        ("2025-12-05", at(0, zone=None)),
        ("5 December 2025", at(0, zone=None)),
    ],
)
def test_stated(words: str, moment: datetime) -> None:
    found = moment_of_release(words)
    assert found == moment
    assert (found.tzinfo is None) == (moment.tzinfo is None)


@pytest.mark.parametrize("words", ["", "Friday", "06:00 GMT", "5 December", "05/12/2025 06:00", "31.2.2025", "dawn"])
def test_not_certain(words: str) -> None:
    assert moment_of_release(words) is None
