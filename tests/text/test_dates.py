"""Dates as printed, and publication dates as stated."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.text.dates import dates_written, parse_published, without_dates

DAY = date(2025, 12, 4)


@pytest.mark.parametrize(
    "text",
    [
        "December 04, 2025Clash Report",
        "By Global Leaders Insights Team | Dec 04, 2025",
        "Dec. 4, 2025",
        "Thursday, December 4th, 2025",
        "on 4 December 2025 in Caracas",
        "2025-12-04",
        "4. Dezember 2025",
        "4 de diciembre de 2025",
        "le 4 décembre 2025",
        "DECEMBER 4 2025",
        "Dec 4, 2025, not \u017fept. 31, 2025",
    ],
)
def test_dates_that_are_written(text: str) -> None:
    assert dates_written(text) == (DAY,)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "December 2025",
        "4 December",
        "04/12/2025",
        "12.04.2025",
        "30 February 2025",
        "2025-13-01",
        "3-4 December 2025",
        "December 4, 20256",
        "decembers 4, 2025",
        "last Wednesday",
        "version 1.2025-12-04-5",
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert dates_written(text) == ()


def test_dates_come_in_order_and_once() -> None:
    assert dates_written("4 May 2024, then May 5, 2024, and again 4 May 2024") == (date(2024, 5, 4), date(2024, 5, 5))


def test_dates_can_be_taken_out() -> None:
    assert without_dates("By A B, Dec 4, 2025") == "By A B, |"


@pytest.mark.parametrize(
    "value", ["2025-12-04", " 2025-12-04 ", "20251204", "December 4, 2025", "4 de diciembre de 2025"]
)
def test_a_day_lasts_from_midnight_to_midnight(value: str) -> None:
    assert parse_published(value) == (datetime.combine(DAY, time.min), datetime.combine(DAY, time.max))


@pytest.mark.parametrize(
    ("value", "moment"),
    [
        ("2025-12-04T09:40:00Z", datetime(2025, 12, 4, 9, 40, tzinfo=UTC)),
        ("2025-12-04T09:40:00+01:00", datetime(2025, 12, 4, 9, 40, tzinfo=timezone(timedelta(hours=1)))),
        ("2025-12-04 09:40", datetime(2025, 12, 4, 9, 40)),  # noqa: DTZ001 - a naive time is the case tested
    ],
)
def test_a_moment_is_one_moment(value: str, moment: datetime) -> None:
    assert parse_published(value) == (moment, moment)


@pytest.mark.parametrize("value", ["", "soon", "2025", "December 2025", "04/12/2025", "2025-12-04 or so", "2025-02-30"])
def test_what_states_no_time(value: str) -> None:
    assert parse_published(value) is None


@given(st.text(max_size=60))
def test_any_text_is_a_date_or_not(text: str) -> None:
    interval = parse_published(text)
    assert interval is None or interval[0] <= interval[1]
