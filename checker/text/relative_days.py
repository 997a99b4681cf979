"""Dates that are counted from the article's own: "on Wednesday", "late last week", "about ten days ago", "yesterday".

What a reader cannot tell stays open: "last Wednesday" has two readings, a week may begin on Sunday or Monday, and a
piece written late in the evening may bear the next day's date.
"""

from __future__ import annotations

from datetime import date

from checker.text.bounds import bound_before
from checker.text.calendar_words import DAY_WORDS, LAST, NEXT, PARTS, SPANS, THIS, WEEKDAYS
from checker.text.moments import Anchor, Days, Form, Moment, month_days, moved
from checker.text.numbers import number_at
from checker.text.tokens import Tokens

_UNITS = {
    "en": {"day": 1, "days": 1, "week": 7, "weeks": 7, "fortnight": 14, "month": 30, "months": 30,
           "year": 365, "years": 365},
    "de": {"tag": 1, "tagen": 1, "woche": 7, "wochen": 7, "monat": 30, "monaten": 30, "jahr": 365, "jahren": 365},
    "es": {"día": 1, "días": 1, "semana": 7, "semanas": 7, "mes": 30, "meses": 30, "año": 365, "años": 365},
    "fr": {"jour": 1, "jours": 1, "semaine": 7, "semaines": 7, "mois": 30, "an": 365, "ans": 365},
}  # fmt: skip
_BEFORE_COUNT = {"de": ("vor",), "es": ("hace",), "fr": ("il", "y", "a")}
_ONE = frozenset({"a", "an", "one", "einem", "einer", "un", "una", "une"})
# Half of what an amount of each unit leaves open, in days.
_REACH = {1: 0, 7: 4, 14: 5, 30: 20, 365: 250}
_MOST_AGO = 100_000


def relative_at(tokens: Tokens, index: int, language: str, anchor: Anchor | None) -> tuple[Moment, int] | None:
    """Return the date counted from the article's that begins at token `index`, and the token after it."""
    word = tokens.word(index)
    if word in DAY_WORDS.get(language, {}):
        return _named_day(tokens, index, DAY_WORDS[language][word], anchor)
    if language == "fr" and word == "avant" and tokens.at(index, ("avant", "-", "hier")):
        return _named_day(tokens, index, -2, anchor, length=3)
    if word in WEEKDAYS.get(language, {}):
        return _weekday(tokens, index, language, anchor)
    return _ago(tokens, index, language, anchor) or _span(tokens, index, language, anchor)


def _named_day(tokens: Tokens, index: int, offset: int, anchor: Anchor | None, length: int = 1) -> tuple[Moment, int]:
    # A piece dated the 4th may have been written on the evening of the 3rd.
    readings = () if anchor is None else (anchor.day(offset, before=1),)
    end = index + length
    return Moment(tokens.starts[index], tokens.ends[end - 1], "relative", readings, counted=True), end


def _weekday(tokens: Tokens, index: int, language: str, anchor: Anchor | None) -> tuple[Moment, int] | None:
    """Return a weekday: the last one or the next, and with "last" or "next" the two that either can mean."""
    weekday = WEEKDAYS[language][tokens.word(index)]
    if tokens.word(index + 1) in {"'", "’"} or (tokens.written[index].islower() and language in {"en", "de"}):
        return None
    before, after = tokens.word(index - 1), tokens.word(index + 1)
    begin, end = index, index + 1
    which = ""
    for name, words in (("last", LAST), ("next", NEXT), ("this", THIS)):
        if before in words[language]:
            begin, which = index - 1, name
        elif language in {"es", "fr"} and after in words[language]:
            end, which = index + 2, name
    stands = tokens.starts[begin], tokens.ends[end - 1]
    if anchor is None:
        return Moment(*stands, "weekday", counted=True, weekday=weekday), end
    today = anchor.latest
    back = (today.weekday() - weekday) % 7
    recent, coming = moved(today, -back), moved(today, 7 - back)
    days: list[date] = {
        "last": [moved(recent, -7), recent],
        "next": [coming, moved(coming, 7)],
    }.get(which, [recent, coming])
    if back == 0 and which != "next":
        days.append(moved(today, -7))
    if back == 0 and which == "next":
        days.append(recent)
    if anchor.earliest != anchor.latest:
        days += [moved(recent, -7)]
    readings = tuple((day, day) for day in sorted(set(days)))
    return Moment(*stands, "weekday", readings, counted=True, weekday=weekday), end


def _ago(tokens: Tokens, index: int, language: str, anchor: Anchor | None) -> tuple[Moment, int] | None:
    """Return "about ten days ago", "vor drei Tagen", "hace una semana", "il y a deux mois"."""
    before = _BEFORE_COUNT.get(language, ())
    if not tokens.at(index, before) if before else "ago" not in tokens.words:
        return None
    position = index + len(before)
    bound = "exact"
    if before:
        # The bound stands between: "vor rund zehn Tagen".
        for skipped in range(3):
            if number_at(tokens, position + skipped, language) or tokens.word(position + skipped) in _ONE:
                bound, start = bound_before(tokens, position + skipped, language)
                position += skipped if start == position or skipped == 0 else _MOST_AGO
                break
        begin = index
    else:
        bound, begin = bound_before(tokens, index, language)
    number = number_at(tokens, position, language)
    if number is not None:
        amount, end = int(number.value), number.end
        whole = number.value == amount
    elif tokens.word(position) in _ONE:
        amount, end, whole = 1, position + 1, True
    else:
        return None
    unit = _UNITS.get(language, {}).get(tokens.word(end))
    if unit is None or (not before and tokens.word(end + 1) != "ago"):
        return None
    end += 1 if before else 2
    stands = tokens.starts[begin], tokens.ends[end - 1]
    if anchor is None or not whole or amount * unit > _MOST_AGO:
        return Moment(*stands, "relative", counted=True), end
    reach = _REACH[unit]
    vague = bound != "exact"
    if vague:
        reach = max(reach, 1) + amount * unit // 4
    reading = anchor.day(-amount * unit, before=reach + 1, after=reach)
    if bound in {"above", "just_above", "at_least"}:
        reading = (date.min, reading[1])
    return Moment(*stands, "relative", (reading,), counted=True, approximate=vague), end


def _span(tokens: Tokens, index: int, language: str, anchor: Anchor | None) -> tuple[Moment, int] | None:
    """Return "last week", "late last month", "Ende vergangener Woche", "la semana pasada", "over the weekend"."""
    word = tokens.word(index)
    if word not in _SPAN_STARTS:
        return None
    spans = SPANS.get(language, {})
    which = next((name for name, words in _WHICH if word in words.get(language, ())), "")
    end = index + 2
    if which and tokens.word(index + 1) in spans:
        span = spans[tokens.word(index + 1)]
    elif word in spans and language in {"es", "fr"}:
        span = spans[word]
        which = next((name for name, words in _WHICH if tokens.word(index + 1) in words.get(language, ())), "")
    elif word == "weekend" and tokens.word(index - 1) == "the" and tokens.word(index - 2) in {"over", "at"}:
        which, span, end = "last", "weekend", index + 1
    else:
        return None
    if not which:
        return None
    begin, part = _part_before(tokens, index, language)
    stands = tokens.starts[begin], tokens.ends[end - 1]
    form: Form = "year" if span == "year" else "relative"
    if anchor is None:
        return Moment(*stands, form, counted=True), end
    readings = tuple(dict.fromkeys(_span_days(span, which, part, day) for day in (anchor.earliest, anchor.latest)))
    return Moment(*stands, form, readings, counted=True, approximate=bool(part)), end


_WHICH = (("last", LAST), ("next", NEXT), ("this", THIS))
_SPAN_STARTS = frozenset({"weekend"}).union(
    *(words for _, by_language in _WHICH for words in by_language.values()), *SPANS.values()
)


def _span_days(span: str, which: str, part: str, today: date) -> Days:
    """Return the days of a week, weekend, month or year counted from `today`; a week may begin on Sunday."""
    step = {"last": -1, "this": 0, "next": 1}[which]
    if span == "year":
        year = min(max(today.year + step, 1), 9999)
        months = {"early": (1, 5), "middle": (4, 9), "late": (8, 12)}.get(part, (1, 12))
        return month_days(year, months[0])[0], month_days(year, months[1])[1]
    if span == "month":
        months_since = today.year * 12 + today.month - 1 + step
        return month_days(min(max(months_since // 12, 1), 9999), months_since % 12 + 1, part)
    monday = moved(today, -today.weekday())
    if span == "weekend":
        return moved(monday, 4 + 7 * step), moved(monday, 7 + 7 * step + (7 if which == "last" else 0))
    first, last = moved(monday, 7 * step - 1), moved(monday, 7 * step + 6)
    if part == "early":
        return first, moved(first, 4)
    if part == "middle":
        return moved(first, 2), moved(last, -1)
    if part == "late":
        return moved(first, 4), last
    # "last week" may be the seven days just gone.
    return (first, max(last, moved(today, -1)) if which == "last" else last)


def _part_before(tokens: Tokens, index: int, language: str) -> tuple[int, str]:
    """Return which part of the span stands before token `index`, and where it begins."""
    position = index - 1
    while position > index - 4 and tokens.word(position) in {
        "-",
        "of",
        "de",
        "der",
        "des",
        "la",
        "el",
        "en",
        "las",
        "del",
        "du",
    }:
        position -= 1
    part = PARTS.get(language, {}).get(tokens.word(position))
    return (position, part) if part else (index, "")
