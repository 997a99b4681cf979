"""D2 · A weekday that is not that date's weekday.

Says: a weekday and a day of the month stand side by side, and in the calendar that day has another weekday. Where
the year is left out it is the one nearest to the article's date, and the check speaks only within two months of it. A
day that the calendar does not have ("31 November") is told too.

Why it matters: one of the two is wrong, readers plan by both, and nobody notices without a calendar.

Hit:
    A: The hearing opens on Wednesday, 4 December 2025.
    says: '4 December 2025 is a Thursday, not a Wednesday.'

Near miss:
    A: The hearing opens on Thursday, 4 December 2025.
    because: it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from checker.checks.check import Inside
from checker.checks.values import anchor_of, has_digits, sentences_with, values_of
from checker.checks.views import ArticleView, SentenceView
from checker.schema import Signal
from checker.text.calendar_words import SHORT_WEEKDAYS
from checker.text.calendar_words import WEEKDAYS as WEEKDAY_NAMES
from checker.text.moments import Anchor, Moment

_NEAR = 62
# A weekday, or one of the days that some months lack, stands in every sentence that matters here.
_TRIGGERS = frozenset().union(*WEEKDAY_NAMES.values(), SHORT_WEEKDAYS, {"29", "30", "31"})
# "Monday to Friday, 9 March to 5 April": on these weekdays, between these days.
_RUN_OF_WEEKDAYS = re.compile(
    rf"\b(?:{'|'.join(frozenset().union(*WEEKDAY_NAMES.values()))})s?\s*(?:to|through|until|bis|a|au|[-–/])\s*$",
    re.IGNORECASE,
)
# "Black Friday", "every Monday", "Sheffield Wednesday": no day of the date beside it, or not surely.
_NO_WEEKDAY = re.compile(
    r"(?:\b(?:every|each|black|good|ash|palm|easter|whit|shrove|holy|maundy|bloody|cyber|super|giving|sheffield|jeden|"
    r"cada|chaque|all|most|on alternate)\s+)$",
    re.IGNORECASE,
)
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_MONTHS = "January February March April May June July August September October November December".split()


def check_weekdays(article: ArticleView) -> Iterator[Signal]:
    """Yield a signal for each date whose weekday is another, and for each that the calendar does not have."""
    anchor = article.parsed(anchor_of)
    for view in sentences_with(_TRIGGERS, article):
        if not has_digits(view):
            continue
        for moment in view.parsed(values_of).moments:
            if moment.impossible:
                yield _signal(view, moment, f'The calendar has no "{view.text[moment.start : moment.end]}".')
            elif moment.form == "day" and moment.weekday is not None and moment.exact:
                if any(found.search(view.text, 0, moment.start) for found in (_RUN_OF_WEEKDAYS, _NO_WEEKDAY)):
                    continue
                day = moment.readings[0][0]
                if day.weekday() != moment.weekday and _is_sure(moment, day, anchor, article.parsed(years_of)):
                    yield _signal(
                        view, moment, f"{shown(day)} is a {_DAYS[day.weekday()]}, not a {_DAYS[moment.weekday]}."
                    )


def years_of(article: ArticleView) -> frozenset[int]:
    """Return the years that the article names."""
    return frozenset(
        first.year
        for view in article
        for moment in view.parsed(values_of).moments
        if moment.year_written
        for first, _ in moment.readings
    )


def _is_sure(moment: Moment, day: date, anchor: Anchor | None, named: frozenset[int]) -> bool:
    """Tell whether the year is beyond doubt: written, or the nearest where no year that is named would fit as well."""
    if moment.year_written:
        return True
    if anchor is None or moment.yearless or abs((day - anchor.latest).days) > _NEAR:
        return False
    return all((day.month, day.day) == (2, 29) or day.replace(year=year).weekday() != moment.weekday for year in named)


def shown(day: date) -> str:
    """Return a day as a reader writes it: 4 December 2025."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def _signal(view: SentenceView, moment: Moment, message: str) -> Signal:
    return WEEKDAYS.signal("clash", "date", message, [view.passage(moment.start, moment.end)])


WEEKDAYS = Inside("D2", "weekdays", __name__, check_weekdays)
