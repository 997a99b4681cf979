"""What the checks of figures and dates read of a sentence: moments, times of day, figures and what they count.

Most sentences hold neither a digit nor a word of a number or date; they are told apart at little cost first.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from checker.checks.views import ArticleView, SentenceView
from checker.text.around import Around, around
from checker.text.clocks import Clock, clocks_in
from checker.text.counted import Counted, counted
from checker.text.dating import date_words, moments_in
from checker.text.figure import Figure
from checker.text.figures import figures_in, number_words
from checker.text.moments import Anchor, Moment
from checker.text.tokens import Tokens, tokens_of

_DIGIT = re.compile(r"\d")
_WORD = re.compile(r"\w+")
# A year, a date or a time in figures: what else a date can be made of, `date_words` has.
_DATED = re.compile(
    r"(?<![\d.,])(?:1[5-9]|20)\d\d(?!\d)|\d[:.]\d\d(?!\d)|\d ?[ap]\.?m|\d{4} ?[A-Z]|\d (?:Uhr|h|heures)|las \d"
)


@dataclass(frozen=True, slots=True)
class Measured:
    """A figure of a sentence, and what it counts."""

    figure: Figure
    counted: Counted


@dataclass(frozen=True, slots=True)
class Values:
    """The dates, times of day and figures of a sentence, each from left to right."""

    tokens: Tokens
    language: str
    moments: Sequence[Moment] = ()
    clocks: Sequence[Clock] = ()
    figures: Sequence[Figure] = ()


def anchor_of(article: ArticleView) -> Anchor | None:
    """Return the days on which the article can have been published; None where nobody says."""
    published = article.published
    if published.earliest is None or published.latest is None:
        return None
    return Anchor(published.earliest.date(), published.latest.date())


def values_of(view: SentenceView) -> Values:
    """Return the dates and figures of a sentence."""
    language = view.language
    if not view.parsed(may_hold_values):
        return _nothing(language)
    tokens = tokens_of(view.text)
    moments = moments_in(tokens, language, view.article.parsed(anchor_of))
    clocks = clocks_in(tokens, language)
    return Values(tokens, language, moments, clocks, figures_in(tokens, language, moments, clocks))


def measured_of(view: SentenceView) -> tuple[Measured, ...]:
    """Return the figures of a sentence with what they count."""
    values = view.parsed(values_of)
    return tuple(Measured(one, counted(values.tokens, one, values.language)) for one in values.figures)


def around_of(view: SentenceView, measured: Measured) -> Around:
    """Return the words around a figure and its noun in their clause."""
    values = view.parsed(values_of)
    return around(values.tokens, measured.figure.first, measured.counted.after, values.language)


def words_of(view: SentenceView) -> frozenset[str]:
    """Return the words of a sentence in lower case, digits among them: what shows what cannot stand there."""
    return frozenset(_WORD.findall(view.text.lower()))


def may_hold_values(view: SentenceView) -> bool:
    """Tell at little cost whether a sentence may hold a figure or a date."""
    if _DIGIT.search(view.text):
        return True
    return not _triggers(view.language).isdisjoint(view.parsed(words_of))


def may_hold_dates(view: SentenceView) -> bool:
    """Tell at little cost whether a sentence may hold a date or a time of day."""
    if _DATED.search(view.text):
        return True
    return not _date_triggers(view.language).isdisjoint(view.parsed(words_of))


@cache
def _triggers(language: str) -> frozenset[str]:
    return (date_words(language) | number_words(language) | {"noon", "midnight", "midday"}) - {
        "a",
        "an",
        "ein",
        "eine",
        "einer",
        "un",
    }


@cache
def _date_triggers(language: str) -> frozenset[str]:
    return date_words(language) | {"noon", "midnight", "midday"}


@cache
def _nothing(language: str) -> Values:
    return Values(tokens_of(""), language)
