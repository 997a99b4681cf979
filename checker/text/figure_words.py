"""The words of each language by which figures are seen at a glance: where one can begin, which rule has a say there.

Most words beside a figure mean nothing to it. A set for each rule tells so before the rule is asked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from checker.text.bounds import before_figures
from checker.text.figure_pairs import sides
from checker.text.number_words import SCALES, starters
from checker.text.numbers import number_starts
from checker.text.shares import behind_articles, behind_shares, round_starts, share_starts
from checker.text.tokens import Tokens

_ARTICLES = frozenset("a an ein eine einer einem der die das un une una la".split())
_EACH = {"en": {"a", "an", "per", "each", "every"}, "de": {"pro", "je"}, "es": {"por"}, "fr": {"par"}}
_STROKE = frozenset("/")


@dataclass(frozen=True, slots=True)
class FigureWords:
    """Words and signs of a language, in lower case.

    `starts`: one of them begins every figure that does not begin with a digit. `telling`: one of them stands in every
    figure without a digit, articles aside. `behind_articles`: one follows "a" or "la" where that begins a figure.
    `numbers`: one begins every number without a digit. `rounds`: one begins every round number in words.
    `behind_shares`: one is the second word of every share but those of "half". `bounds`: one ends every bound before a
    figure. `sides`: they say which part of a change a figure is. `each`: they say for what a figure is counted.
    """

    language: str
    starts: frozenset[str]
    telling: frozenset[str]
    behind_articles: frozenset[str]
    numbers: frozenset[str]
    rounds: frozenset[str]
    behind_shares: frozenset[str]
    bounds: frozenset[str]
    sides: frozenset[str]
    each: frozenset[str]


@cache
def figure_words(language: str) -> FigureWords:
    """Return the words by which figures are seen in a language, those of all languages where it is none of the four."""
    starts = number_starts(language) | share_starts(language)
    return FigureWords(
        language=language,
        starts=starts,
        telling=(number_words(language) | starts) - _ARTICLES,
        behind_articles=behind_articles(language),
        numbers=number_starts(language),
        rounds=round_starts(language),
        behind_shares=behind_shares(language),
        bounds=before_figures(language),
        sides=sides(language),
        each=_STROKE.union(_EACH.get(language, ())),
    )


@cache
def number_words(language: str) -> frozenset[str]:
    """Return the words, in lower case, one of which stands in every figure that has no digit in it."""
    extra = {
        "en": "half a an dozen dozens hundreds thousands millions third thirds quarter quarters scores",
        "de": "anderthalb eine ein einer hälfte drittel viertel dutzend hunderte tausende millionen eineinhalb",
        "es": "medio un mitad tercio tercios cuarto docena docenas cientos miles millones",
        "fr": "un moitié tiers quart quarts douzaine dizaine vingtaine trentaine centaine centaines milliers",
    }
    return starters(language) | SCALES.get(language, {}).keys() | frozenset(extra.get(language, "").split())


def figure_places(tokens: Tokens, language: str) -> Sequence[int]:
    """Return the tokens with which a figure can begin: there are no more figures than these."""
    words, numerals = figure_words(language), tokens.numerals
    standing = tokens.words & words.starts
    if not standing or (not numerals and words.telling.isdisjoint(tokens.words)):
        return numerals
    lower, after = tokens.lower, words.behind_articles
    named = [
        at
        for at, word in enumerate(lower)
        if word in standing and (word not in _ARTICLES or tokens.word(at + 1) in after)
    ]
    return sorted((*numerals, *named)) if named else numerals
