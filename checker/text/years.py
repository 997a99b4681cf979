"""Years in a text: "in 2025", "late 2025", "the 1990s"; fiscal years are told apart and left alone."""

from __future__ import annotations

import re
from datetime import date

from checker.text.calendar_words import PARTS
from checker.text.moments import Moment, month_days
from checker.text.tokens import Tokens

_YEAR = re.compile(r"1[5-9]\d\d|20\d\d")
_BEFORE_YEARS = {
    "en": frozenset("in since until till by of from during before after for through to and between".split()),
    "de": frozenset("seit bis jahr jahre von ab anno sommer herbst winter frühjahr".split()),
    "es": frozenset("en desde hasta de año".split()),
    "fr": frozenset("en depuis jusqu'en année de".split()),
}
_FISCAL = frozenset("fiscal fy financial geschäftsjahr ejercicio exercice tax".split())


def year_at(tokens: Tokens, index: int, language: str) -> tuple[Moment, int] | None:
    """Return "in 2025", "the 1990s", "fiscal 2025": a year needs a word before it that says that it is one."""
    year = year_written(tokens, index)
    before = tokens.word(index - 1)
    if year is None:
        return None
    stands = tokens.starts[index], tokens.ends[index]
    if any(tokens.word(index - back) in _FISCAL for back in (1, 2)) or before == "fy":
        return Moment(*stands, "fiscal"), index + 1
    if tokens.word(index + 1) in {"s", "er"} and tokens.touches(index + 1) and year % 10 == 0:
        span = 100 if year % 100 == 0 else 10
        decade = (date(year, 1, 1), date(year + span - 1, 12, 31))
        return Moment(stands[0], tokens.ends[index + 1], "decade", (decade,)), index + 2
    if before in {"años", "années"} and year % 10 == 0:
        return Moment(*stands, "decade", ((date(year, 1, 1), date(year + 9, 12, 31)),)), index + 1
    begin, part = part_before(tokens, index, language)
    joined = tokens.word(index + 1) in {"/", "-", "–"} and tokens.touches(index + 1)
    behind = tokens.word(index + 2)
    if joined and behind.isdecimal() and len(behind) == 2:
        # "2021/22"
        return Moment(stands[0], tokens.ends[index + 2], "fiscal"), index + 3
    ranged = (joined and year_written(tokens, index + 2) is not None) or (
        before in {"-", "–"} and year_written(tokens, index - 2)
    )
    named = before in _BEFORE_YEARS.get(language, ()) or begin < index or bool(ranged)
    bracketed = before in {"(", ","} and tokens.word(index + 1) in {")", ",", ""}
    # "in 2000 people" and "from 2000 metres" count something; "in 2019 prices rose" does not, and is not lost by much.
    counts = tokens.word(index + 1).isalpha() and tokens.word(index + 1).endswith("s") and not named
    if not (named or bracketed) or counts:
        return None
    months = {"early": (1, 5), "middle": (4, 9), "late": (8, 12)}.get(part, (1, 12))
    span_days = month_days(year, months[0])[0], month_days(year, months[1])[1]
    return Moment(tokens.starts[begin], stands[1], "year", (span_days,), year_written=True), index + 1


def part_before(tokens: Tokens, index: int, language: str) -> tuple[int, str]:
    """Return which part of a month or year stands before token `index` ("early", "Ende"), and where it begins."""
    parts = PARTS.get(language, {})
    position = index - 1
    while position > index - 4 and tokens.word(position) in {"-", "of", "de", "in", "the", "del"}:
        position -= 1
    part = parts.get(tokens.word(position))
    return (position, part) if part else (index, "")


def year_written(tokens: Tokens, index: int) -> int | None:
    """Return the year that stands at a token: four digits from 1500 to 2099."""
    written = tokens.word(index)
    return int(written) if _YEAR.fullmatch(written[:5]) else None
