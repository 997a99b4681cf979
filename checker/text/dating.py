"""The dates of a text → moments, left to right, none overlapping another."""

from __future__ import annotations

from functools import cache

from checker.text.absolute_days import absolute_at
from checker.text.calendar_words import DAY_WORDS, LAST, MONTHS, NEXT, SHORT_WEEKDAYS, SPANS, THIS, WEEKDAYS
from checker.text.moments import Anchor, Moment
from checker.text.number_words import starters
from checker.text.relative_days import relative_at
from checker.text.tokens import Tokens

LANGUAGES = ("en", "de", "es", "fr")
"""The languages in which dates are read."""


@cache
def date_words(language: str) -> frozenset[str]:
    """Return the words, in lower case, one of which stands in every date that has no digit in it."""
    words = {*MONTHS.get(language, ()), *WEEKDAYS.get(language, ()), *DAY_WORDS.get(language, ())}
    words |= {"ago", "hace", "vor", "il", "avant", "weekend"}
    for spans in (LAST, NEXT, THIS):
        words |= spans.get(language, frozenset())
    return frozenset(words | set(SPANS.get(language, ())) | (set(SHORT_WEEKDAYS) if language == "en" else set()))


_YEAR = 4
_GOES_ON = frozenset("-/")


@cache
def _months(language: str) -> frozenset[str]:
    return frozenset(MONTHS.get(language, ()))


@cache
def _begin_absolute(language: str) -> frozenset[str]:
    """Return the words that a date with a day, month or year can begin with."""
    return _months(language).union(WEEKDAYS.get(language, ()), SHORT_WEEKDAYS if language == "en" else ())


@cache
def _date_starts(language: str, ago: bool) -> frozenset[str]:
    """Return the words that a date can begin with; where `ago` stands, those of numbers too: "a week ago"."""
    return date_words(language) | (starters(language) | {"a", "an", "one"} if ago else frozenset())


def moments_in(tokens: Tokens, language: str, anchor: Anchor | None) -> tuple[Moment, ...]:
    """Return the dates of a text; what counts from the article's date has readings only where `anchor` is given."""
    if language not in LANGUAGES:
        language = ""
    words, lower, numerals = tokens.words, tokens.lower, tokens.numerals
    named = not date_words(language).isdisjoint(words)
    if not named and not any(len(lower[at]) >= _YEAR for at in numerals):
        return ()
    found: list[Moment] = []
    behind = 0
    digits = tokens.digits
    # Without a month or an "ago" a date in figures is long ("2025", "4.12.2025") or goes on ("4/12", "2025-12-04").
    ago, begin_absolute = "ago" in words, _begin_absolute(language)
    short = not ago and _months(language).isdisjoint(words)
    starts = _date_starts(language, ago)
    places = sorted((*numerals, *[at for at, word in enumerate(lower) if word in starts])) if named else numerals
    for index in places:
        if short and digits[index] and len(lower[index]) < _YEAR and tokens.word(index + 1) not in _GOES_ON:
            continue
        here = None
        if index >= behind:
            if digits[index] or lower[index] in begin_absolute:
                here = absolute_at(tokens, index, language, anchor)
            # No date that counts from the article's own begins with figures, but for "3 days ago".
            if here is None and (ago or not digits[index]):
                here = relative_at(tokens, index, language, anchor)
        if here is not None:
            found.append(here[0])
            behind = here[1]
    return tuple(found)
