"""What the checks of figures and dates read of a sentence: moments, times of day, figures and what they count.

Most sentences hold neither a digit nor a word of a number or date; they are told apart at little cost first.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from checker.checks.views import ArticleView, SentenceView
from checker.text.around import Around, around
from checker.text.clocks import Clock, clocks_in
from checker.text.counted import Counted, counted
from checker.text.dating import date_words, moments_in
from checker.text.figure import Figure
from checker.text.figure_words import figure_places, number_words
from checker.text.figures import figures_in
from checker.text.moments import Anchor, Moment
from checker.text.tokens import tokens_of

_DIGIT = re.compile(r"\d")
# A year, a date or a time in figures: what else a date can be made of, `date_words` has.
# Its first character is the digit, and what stands before that is looked at last: so the search leaps to the digits.
_DATED = re.compile(
    r"\d(?:(?:(?<=(?<![\d.,])1)[5-9]|(?<=(?<![\d.,])2)0)\d\d(?!\d)"
    r"|[:.]\d\d(?!\d)| ?[ap]\.?m|\d{3} ?[A-Z]| (?:Uhr|h|heures)|(?<=las \d))"
)


class Measured(NamedTuple):
    """A figure of a sentence, and what it counts."""

    figure: Figure
    counted: Counted


class Values:
    """The dates, times of day and figures of a sentence, each from left to right, and each read when first asked for.

    Most checks can tell by the tokens, or by `most_figures`, that a sentence holds nothing for them.
    """

    def __init__(self, text: str, language: str, anchor: Anchor | None = None) -> None:
        self.tokens = tokens_of(text)
        self.language = language
        self._anchor = anchor
        self._moments: Sequence[Moment] | None = None
        self._clocks: Sequence[Clock] | None = None
        self._figures: Sequence[Figure] | None = None
        self._places: Sequence[int] | None = None

    @property
    def moments(self) -> Sequence[Moment]:
        """The dates."""
        if self._moments is None:
            self._moments = moments_in(self.tokens, self.language, self._anchor)
        return self._moments

    @property
    def clocks(self) -> Sequence[Clock]:
        """The times of day."""
        if self._clocks is None:
            self._clocks = clocks_in(self.tokens, self.language)
        return self._clocks

    @property
    def figures(self) -> Sequence[Figure]:
        """The figures that are no part of a date or a time of day."""
        if self._figures is None:
            places = self.places
            self._figures = figures_in(self.tokens, self.language, self.moments, self.clocks, places) if places else ()
        return self._figures

    @property
    def places(self) -> Sequence[int]:
        """The tokens with which a figure can begin; known at little cost."""
        if self._places is None:
            self._places = figure_places(self.tokens, self.language)
        return self._places

    @property
    def most_figures(self) -> int:
        """How many figures there are at most; known at little cost."""
        return len(self.places)


def anchor_of(article: ArticleView) -> Anchor | None:
    """Return the days on which the article can have been published; None where nobody says."""
    published = article.published
    if published.earliest is None or published.latest is None:
        return None
    return Anchor(published.earliest.date(), published.latest.date())


def values_of(view: SentenceView) -> Values:
    """Return the dates and figures of a sentence."""
    language = view.language
    if not may_hold_values(view):
        return _nothing(language)
    return Values(view.text, language, view.article.parsed(anchor_of))


def measured_of(view: SentenceView) -> tuple[Measured, ...]:
    """Return the figures of a sentence with what they count."""
    values = view.parsed(values_of)
    return tuple([Measured(one, counted(values.tokens, one, values.language)) for one in values.figures])


def around_of(view: SentenceView, measured: Measured) -> Around:
    """Return the words around a figure and its noun in their clause."""
    values = view.parsed(values_of)
    return around(values.tokens, measured.figure.first, measured.counted.after, values.language)


def sentences_with(words: frozenset[str], article: ArticleView) -> Sequence[SentenceView]:
    """Return the sentences that hold one of some words, in lower case; most articles have none of a check's."""
    standing = article.words & words
    return [view for view in article if not standing.isdisjoint(view.words)] if standing else ()


def has_digits(view: SentenceView) -> bool:
    """Tell whether a sentence holds a digit: where it does not, no expression that asks for one need be tried."""
    return view.number in view.article.parsed(_with_digits)


def may_hold_values(view: SentenceView) -> bool:
    """Tell at little cost whether a sentence may hold a figure or a date."""
    return view.number in view.article.parsed(_with_values)


def may_hold_dates(view: SentenceView) -> bool:
    """Tell at little cost whether a sentence may hold a date or a time of day."""
    return view.number in view.article.parsed(_with_dates)


# All sentences of an article are looked at in one go, and for the few words that the article holds: each by itself
# would cost several times as much.
def _with_digits(article: ArticleView) -> frozenset[int]:
    return frozenset([view.number for view in article if _DIGIT.search(view.text)])


def _with_values(article: ArticleView) -> frozenset[int]:
    named = sentences_with(_triggers(article.language), article)
    return article.parsed(_with_digits).union([view.number for view in named])


def _with_dates(article: ArticleView) -> frozenset[int]:
    digits, words = article.parsed(_with_digits), article.words & _date_triggers(article.language)
    return frozenset(
        [
            view.number
            for view in article
            if not words.isdisjoint(view.words) or (view.number in digits and _DATED.search(view.text))
        ]
    )


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
    return Values("", language)
