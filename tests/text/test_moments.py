"""Dates and times of day: what they can mean, counted from Thursday, 4 December 2025, unless the text says more."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.text.calendar_words import MONTHS
from checker.text.clocks import Clock, clocks_in
from checker.text.dating import moments_in
from checker.text.moments import Anchor, Moment
from checker.text.tokens import tokens_of

THURSDAY = Anchor(date(2025, 12, 4), date(2025, 12, 4))


def read(text: str, language: str = "en", anchor: Anchor | None = THURSDAY) -> tuple[Moment, ...]:
    return moments_in(tokens_of(text), language, anchor)


def told(text: str, language: str = "en") -> list[str]:
    """Return each date as "words: first..last", its readings apart by "or", days of one day written once."""
    return [
        f"{text[one.start : one.end]}: "
        + " or ".join(f"{first}" if first == last else f"{first}..{last}" for first, last in one.readings)
        for one in read(text, language)
    ]


READ = [
    ("en", "on 4 December 2025", "4 December 2025: 2025-12-04"),
    ("en", "on December 4, 2025", "December 4, 2025: 2025-12-04"),
    ("en", "on Dec. 4", "Dec. 4: 2025-12-04"),
    ("en", "on 2 January", "2 January: 2026-01-02"),
    ("en", "on Wednesday, 3 December", "Wednesday, 3 December: 2025-12-03"),
    ("en", "3-4 December 2025", "3-4 December 2025: 2025-12-03..2025-12-04"),
    ("en", "2025-12-04", "2025-12-04: 2025-12-04"),
    ("en", "13/12/2025", "13/12/2025: 2025-12-13"),
    ("en", "in December 2025", "December 2025: 2025-12-01..2025-12-31"),
    ("en", "in early October", "early October: 2025-10-01..2025-10-12"),
    ("en", "in late 2024", "late 2024: 2024-08-01..2024-12-31"),
    ("en", "in 2019", "2019: 2019-01-01..2019-12-31"),
    ("en", "in the 1990s", "1990s: 1990-01-01..1999-12-31"),
    ("en", "on Wednesday", "Wednesday: 2025-12-03 or 2025-12-10"),
    ("en", "on Thursday", "Thursday: 2025-11-27 or 2025-12-04 or 2025-12-11"),
    ("en", "last Wednesday", "last Wednesday: 2025-11-26 or 2025-12-03"),
    ("en", "next Wednesday", "next Wednesday: 2025-12-10 or 2025-12-17"),
    ("en", "yesterday", "yesterday: 2025-12-02..2025-12-03"),
    ("en", "late last week", "late last week: 2025-11-27..2025-11-30"),
    ("en", "last week", "last week: 2025-11-23..2025-12-03"),
    ("en", "late last month", "late last month: 2025-11-17..2025-11-30"),
    ("en", "about ten days ago", "about ten days ago: 2025-11-20..2025-11-27"),
    ("en", "two days ago", "two days ago: 2025-12-01..2025-12-02"),
    ("de", "am 4. Dezember 2025", "4. Dezember 2025: 2025-12-04"),
    ("de", "am 04.12.2025", "04.12.2025: 2025-12-04"),
    ("de", "vor rund zehn Tagen", "vor rund zehn Tagen: 2025-11-20..2025-11-27"),
    ("de", "Ende vergangener Woche", "Ende vergangener Woche: 2025-11-27..2025-11-30"),
    ("de", "gestern", "gestern: 2025-12-02..2025-12-03"),
    ("es", "el 4 de diciembre de 2025", "4 de diciembre de 2025: 2025-12-04"),
    ("es", "a finales del mes pasado", "finales del mes pasado: 2025-11-17..2025-11-30"),
    ("es", "hace unos diez días", "hace unos diez días: 2025-11-20..2025-11-27"),
    ("fr", "le 1er décembre 2025", "1er décembre 2025: 2025-12-01"),
    ("fr", "mercredi dernier", "mercredi dernier: 2025-11-26 or 2025-12-03"),
    ("fr", "il y a environ dix jours", "il y a environ dix jours: 2025-11-20..2025-11-27"),
]


@pytest.mark.parametrize(("language", "text", "means"), READ)
def test_reads(language: str, text: str, means: str) -> None:
    assert told(text, language) == [means]


@pytest.mark.parametrize(
    "text",
    [
        "He may go.",
        "The march went on.",
        "2025 people",
        "no 12/13",
        "The Sun printed it.",
        "30 days",
    ],
)
def test_leaves_alone(text: str) -> None:
    assert read(text) == ()


@pytest.mark.parametrize("text", ["04/05/2025", "fiscal 2025", "in 2021/22", "last Wednesday", "31 November 2025"])
def test_knows_a_date_whose_meaning_it_cannot_say(text: str) -> None:
    (moment,) = read(text, anchor=None)
    assert moment.readings == ()


def test_a_date_without_a_year_meets_the_same_day_of_any_year_only_where_the_year_is_unknown() -> None:
    (bare,), (full,), (other,) = (
        read(text, anchor=None) for text in ("4 December", "4 December 2019", "5 December 2019")
    )
    assert bare.meets(full) is True
    assert bare.meets(other) is False


days = st.dates(date(1900, 1, 1), date(2099, 12, 31))


@given(days, st.sampled_from(["en", "de", "es", "fr"]), st.integers(0, 11))
def test_a_day_in_any_form_comes_back(day: date, language: str, pick: int) -> None:
    names = [name for name, number in MONTHS[language].items() if number == day.month]
    month = names[pick % len(names)].title()
    form = {"de": "{0.day}. {1} {0.year}", "es": "{0.day} de {1} de {0.year}"}.get(language, "{0.day} {1} {0.year}")
    for text in (form.format(day, month), day.isoformat()):
        (moment,) = read(f"({text})", language)
        assert moment.readings == ((day, day),)


@given(days, st.integers(0, 400))
def test_days_ago_hold_the_day(day: date, ago: int) -> None:
    (moment,) = read(f"{max(ago, 2)} days ago", anchor=Anchor(day, day))
    meant = day - timedelta(days=max(ago, 2))
    assert any(first <= meant <= last for first, last in moment.readings)


@given(
    st.text(max_size=200) | st.text(alphabet="0123456789.-/ MaryonWed,ago", max_size=60),
    st.sampled_from(["en", "de", "es", "fr", ""]),
)
def test_any_text_is_read_and_places_lie_within_it(text: str, language: str) -> None:
    last = 0
    for moment in read(text, language):
        assert 0 <= last <= moment.start < moment.end <= len(text)
        last = moment.end
    for clock in clocks_in(tokens_of(text), language):
        assert 0 <= clock.start < clock.end <= len(text)


def clock(text: str, language: str = "en") -> Clock:
    (found,) = clocks_in(tokens_of(text), language)
    return found


@pytest.mark.parametrize(
    ("language", "text", "readings", "zone"),
    [
        ("en", "at 2:06 p.m.", ((846, 846),), None),
        ("en", "at 7.42 a.m. local time", ((462, 462),), "local"),
        ("en", "at 0442 GMT", ((282, 282),), 0),
        ("en", "at 2 p.m. CET", ((830, 855),), 60),
        ("en", "at noon", ((710, 735),), None),
        ("en", "at 3:15", ((195, 195), (915, 915)), None),
        ("en", "at 14:12", ((852, 852),), None),
        ("de", "um 16.30 Uhr MEZ", ((990, 990),), 60),
        ("de", "gegen 16.30 Uhr", ((960, 1020),), None),
        ("fr", "à 15h30", ((930, 930),), None),
        ("es", "a las 15.30", ((930, 930),), None),
        ("en", "shortly before 8 a.m.", ((435, 480),), None),
    ],
)
def test_reads_times_of_day(
    language: str, text: str, readings: tuple[tuple[int, int], ...], zone: int | str | None
) -> None:
    found = clock(text, language)
    assert found.readings == readings
    assert found.zone == zone


@pytest.mark.parametrize("text", ["2:03:04", "1999 people", "at 7", "25:00", "3-2"])
def test_no_time_of_day(text: str) -> None:
    assert clocks_in(tokens_of(text), "en") == ()


@pytest.mark.parametrize(
    ("one", "other", "meets"),
    [
        ("17:42 CET", "16:42 GMT", True),
        ("17:42 CET", "17:42 GMT", False),
        ("0442 GMT", "7:42 a.m. local time", None),
        ("23:50 GMT", "0:50 CET", True),
        ("7:42 a.m.", "7:42", True),
        ("2 p.m.", "2:10 p.m.", True),
    ],
)
def test_meeting_of_times(one: str, other: str, meets: bool | None) -> None:
    assert clock(one).meets(clock(other)) is meets
    assert clock(other).meets(clock(one)) is meets
