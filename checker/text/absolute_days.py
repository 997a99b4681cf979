"""Dates that stand in a text with a day, month or year: "4 December 2025", "Dec. 4", "late 2025", "the 1990s".

Fiscal years are told apart and left alone: each house begins its own. Figures alone ("04/12/2025") are read where the
language says which is the month, or where only one of the two can be.
"""

from __future__ import annotations

from datetime import date

from checker.text.calendar_words import FULL_MONTHS, MONTHS, SHORT_WEEKDAYS, WEEKDAYS
from checker.text.moments import NO_YEAR, Anchor, Days, Moment, month_days
from checker.text.tokens import Tokens
from checker.text.years import part_before, year_at, year_written

_ORDINALS = frozenset({"st", "nd", "rd", "th", "er", "º", "."})
_OF = frozenset({"of", "de", "del"})
_TO = frozenset({"-", "–", "to", "and", "bis", "und", "a", "al", "y", "au", "et", "/"})
_CAPITAL_MONTHS = frozenset({"may", "march", "mar", "jun", "dec", "sep", "mai", "jan"})


def absolute_at(tokens: Tokens, index: int, language: str, anchor: Anchor | None) -> tuple[Moment, int] | None:
    """Return the date that begins at token `index`, and the token after it; None where none does."""
    weekday = WEEKDAYS.get(language, {}).get(tokens.word(index))
    if weekday is None and language == "en" and tokens.word(index - 1) != "the":
        weekday = SHORT_WEEKDAYS.get(tokens.word(index))
    if weekday is None:
        return _date_at(tokens, index, language, anchor)
    after = index + 1
    while tokens.word(after) in {",", ".", "the", "den", "dem", "le", "el", "("} and after < index + 4:
        after += 1
    found = _day_at(tokens, after, language, anchor)
    if found is None or found[0].form != "day":
        return None
    moment, end = found
    joined = Moment(
        tokens.starts[index], moment.end, "day", moment.readings, moment.counted, weekday, moment.year_written
    )
    return joined, end


def _date_at(tokens: Tokens, index: int, language: str, anchor: Anchor | None) -> tuple[Moment, int] | None:
    return (
        _day_at(tokens, index, language, anchor)
        or _month_at(tokens, index, language, anchor)
        or year_at(tokens, index, language)
    )


def _day_at(tokens: Tokens, index: int, language: str, anchor: Anchor | None) -> tuple[Moment, int] | None:
    """Return a day of the month, or a few in a row."""
    if tokens.word(index) in MONTHS.get(language, {}):
        return _month_first(tokens, index, language, anchor)
    if index >= len(tokens.lower) or not tokens.digits[index]:
        return None
    return _in_figures(tokens, index, language) or _day_first(tokens, index, language, anchor)


def _in_figures(tokens: Tokens, index: int, language: str) -> tuple[Moment, int] | None:
    """Return "2025-12-04", "04.12.2025" or "04/12/2025"."""
    written = tokens.written[index]
    mark = tokens.word(index + 1)
    if mark not in {"-", "/"} and "." not in written:
        return None
    end = index + 5
    if mark in {"-", "/"} and tokens.word(index + 3) == mark and all(map(tokens.touches, range(index + 1, end))):
        parts = [written, tokens.word(index + 2), tokens.word(index + 4)]
    else:
        parts, end = written.split("."), index + 1
    if len(parts) != 3 or not all(part.isdecimal() and len(part) <= 4 for part in parts):
        return None
    first, second, third = map(int, parts)
    day: date | None
    if len(parts[0]) == 4:
        day = _day(first, second, third)
    elif len(parts[2]) != 4:
        day = None
    elif language in {"de", "es", "fr"} or first > 12:
        day = _day(third, second, first)
    else:
        day = _day(third, first, second) if second > 12 or first == second else None
    stands = tokens.starts[index], tokens.ends[end - 1]
    # What is no day, or could be two, is still no figure.
    return Moment(*stands, "day", ((day, day),) if day else (), year_written=True), end


def _day_first(tokens: Tokens, index: int, language: str, anchor: Anchor | None) -> tuple[Moment, int] | None:
    """Return "4 December 2025", "3-4 December", "4. Dezember", "4 de diciembre de 2025", "1er décembre"."""
    days = [tokens.written[index]]
    position = _after_ordinal(tokens, index + 1)
    if tokens.word(position) in _TO and tokens.word(position + 1)[:1].isdecimal():
        days.append(tokens.written[position + 1])
        position = _after_ordinal(tokens, position + 2)
    if tokens.word(position) in _OF:
        position += 1
    if not all(day.isdecimal() and len(day) <= 2 for day in days):
        return None
    month = _month(tokens, position, language)
    if month is None:
        return None
    position = _after_dot(tokens, position + 1)
    comma = position + 1 if tokens.word(position) in {",", *_OF} else position
    year = year_written(tokens, comma)
    if year is not None:
        position = comma + 1
    return _moment(tokens, index, position, month, [int(day) for day in days], year, anchor)


def _month_first(tokens: Tokens, index: int, language: str, anchor: Anchor | None) -> tuple[Moment, int] | None:
    """Return "December 4, 2025", "Dec. 3-4"."""
    month = _month(tokens, index, language)
    position = _after_dot(tokens, index + 1)
    day = tokens.word(position)
    if month is None or language != "en" or not (day.isdecimal() and len(day) <= 2):
        return None
    days = [int(day)]
    position = _after_ordinal(tokens, position + 1, dot=False)
    if tokens.word(position) in _TO and tokens.word(position + 1).isdecimal() and len(tokens.word(position + 1)) <= 2:
        # "December 3 to 5" are days; "December 3 and 5 people" are not.
        joined = tokens.word(position) in {"-", "–"} or tokens.word(position + 2) in {"", ",", ".", ";", ")"}
        if joined:
            days.append(int(tokens.word(position + 1)))
            position = _after_ordinal(tokens, position + 2, dot=False)
    comma = position + 1 if tokens.word(position) == "," else position
    year = year_written(tokens, comma)
    if year is not None:
        position = comma + 1
    return _moment(tokens, index, position, month, days, year, anchor)


def _moment(
    tokens: Tokens, index: int, end: int, month: int, days: list[int], year: int | None, anchor: Anchor | None
) -> tuple[Moment, int] | None:
    """Return the moment of days of a month; without a year it lies nearest to the article's date."""
    if year is not None:
        first, last = _day(year, month, days[0]), _day(year, month, days[-1])
    else:
        first, last = _nearest(month, days[0], anchor), _nearest(month, days[-1], anchor)
    if first is None or last is None:
        # "31 November", "29 February 2023"; "May 45" is no date at all.
        impossible = any(29 <= day <= 31 for day in days) and all(1 <= day <= 31 for day in days)
        stands = tokens.starts[index], tokens.ends[end - 1]
        return Moment(*stands, "day", year_written=year is not None, impossible=impossible), end
    if last < first:
        return None
    moment = Moment(
        tokens.starts[index],
        tokens.ends[end - 1],
        "day" if first == last else "days",
        ((first, last),),
        counted=year is None and anchor is not None,
        year_written=year is not None,
    )
    return moment, end


def _nearest(month: int, day: int, anchor: Anchor | None) -> date | None:
    if anchor is None:
        return _day(NO_YEAR, month, day)
    near = anchor.latest
    candidates = [_day(year, month, day) for year in (near.year - 1, near.year, near.year + 1)]
    return min((one for one in candidates if one), key=lambda one: abs((one - near).days), default=None)


def _month_at(tokens: Tokens, index: int, language: str, anchor: Anchor | None) -> tuple[Moment, int] | None:
    """Return "December 2025", "early December": a month or a part of one."""
    month = _month(tokens, index, language)
    if month is None:
        return None
    position = _after_dot(tokens, index + 1)
    of = position + 1 if tokens.word(position) in {"de", "del", ",", "of"} else position
    year = year_written(tokens, of)
    if year is not None:
        position = of + 1
    elif tokens.word(index) not in FULL_MONTHS[language]:
        return None
    begin, part = part_before(tokens, index, language)
    readings: tuple[Days, ...] = ()
    if year is not None:
        readings = (month_days(year, month, part),)
    elif anchor is not None:
        distance = (month - anchor.latest.month + 6) % 12 - 6
        # Half a year away it may be the last one or the next.
        if abs(distance) <= 4:
            months = anchor.latest.year * 12 + anchor.latest.month - 1 + distance
            if 12 <= months < 9999 * 12:
                readings = (month_days(months // 12, months % 12 + 1, part),)
    moment = Moment(
        tokens.starts[begin],
        tokens.ends[position - 1],
        "month",
        readings,
        counted=year is None,
        year_written=year is not None,
    )
    return moment, position


def _month(tokens: Tokens, index: int, language: str) -> int | None:
    """Return the month that a token names. "may" and "march" are months in capitals only."""
    month = MONTHS.get(language, {}).get(tokens.word(index))
    if month is None or (
        tokens.lower[index] in _CAPITAL_MONTHS and language == "en" and tokens.written[index].islower()
    ):
        return None
    return month


def _after_ordinal(tokens: Tokens, index: int, *, dot: bool = True) -> int:
    word = tokens.word(index)
    return index + 1 if word in _ORDINALS and tokens.touches(index) and (dot or word != ".") else index


def _after_dot(tokens: Tokens, index: int) -> int:
    """Return the token behind the full stop of a short month: "Dec. 4"; not behind the one that ends a sentence."""
    stop = tokens.word(index) == "." and tokens.touches(index) and len(tokens.word(index - 1)) <= 5
    return index + 1 if stop and tokens.word(index + 1)[:1].isdecimal() else index


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
