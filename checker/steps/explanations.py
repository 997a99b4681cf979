"""An explanation holds no name and no figure that does not stand in its passages: this module reads it against them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache

from checker.schema import Article, Claim, Fact, Position
from checker.steps.listing import published_words
from checker.text.numerals import plain_figure

_TOKEN = re.compile(r"\d[\d.,]*\d|\d|[^\W\d_][\w’'.-]*")
_SENTENCE_START = re.compile(r"(?:^|[.!?:]\s+|[“\"(])\W*$")
_STEM = 4
_ENDINGS = ("s", "es", "n", "an", "ian", "ese", "ish", "i", "y")
_SMALL = re.compile(r"\b[^\W\d_][\w’']*")
_OPENERS = frozenset(
    "a all although an and another any as at because before both but by each either even every few for four five six "
    "from given he hence her here his how however if in instead it its just later many more most neither no none nor "
    "not nothing of on once one only or other others otherwise perhaps read several she since so some still strictly "
    "such taken that the their then there these they this those though three thus to together two under unless until "
    "what when where whereas whether which while who whoever whose with within without yet".split()
)
"""Words with which an explanation may well begin a sentence, though no article may use them."""
_MONTHS = "January February March April May June July August September October November December".split()
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()


def explanation_of(fact: Fact, articles: Mapping[str, Article], claims: Mapping[str, Claim]) -> tuple[str, bool]:
    """Return the explanation to show, and whether the model's own had to be replaced by a plain one."""
    if not fact.explanation.strip() or foreign_words(fact, articles, claims):
        return plain_explanation(fact), bool(fact.explanation.strip())
    return fact.explanation, False


def foreign_words(fact: Fact, articles: Mapping[str, Article], claims: Mapping[str, Claim]) -> tuple[str, ...]:
    """Return the names and figures in a fact's explanation that stand in none of its passages.

    A name is a word with a capital inside a sentence; at its beginning, one that some article writes so inside a
    sentence, or that none writes small and that is no common opening of a sentence. The ids, outlets and dates of
    publication of the articles cited may be named, and the days that a claim's time means.
    """
    cited = [articles[name] for name in dict.fromkeys(a for p in fact.positions for a in p.articles)]
    grounds = [_sentences(position, articles) for position in fact.positions]
    grounds += [f"{article.id} {article.outlet or ''} {published_words(article.published)}" for article in cited]
    grounds += [_day_words(day) for article in cited for day in (article.published.earliest, article.published.latest)]
    times = [claims[name].when for p in fact.positions for name in p.claims if name in claims]
    grounds += [_day_words(day) for when in times if when for day in (when.earliest, when.latest)]
    known = set(_tokens(" ".join(grounds)))
    texts = [article.text for article in articles.values()]
    explanation = fact.explanation
    for article in articles:
        explanation = explanation.replace(f"[{article}]", " " * (len(article) + 2))
    found = []
    for match in _TOKEN.finditer(explanation):
        word = match.group().rstrip(".-’'")
        initial = _SENTENCE_START.search(explanation[: match.start()]) is not None
        tells = word[0].isdigit() or (word[0].isupper() and (not initial or _is_name(word, texts)))
        if tells and not _stands(word, known):
            found.append(word)
    return tuple(dict.fromkeys(found))


def plain_explanation(fact: Fact) -> str:
    """Return a sentence of the program's own that says no more than who does not fit together with whom."""
    sides = [", ".join(position.articles) for position in fact.positions]
    if len(set(sides)) == 1:
        return f"The passages of {sides[0]} do not fit together."
    return "The passages do not fit together: " + " against ".join(f"[{side}]" for side in sides) + "."


def _sentences(position: Position, articles: Mapping[str, Article]) -> str:
    return " ".join(
        articles[passage.article].sentence_text(number) for passage in position.passages for number in passage.sentences
    )


def _day_words(day: date | None) -> str:
    """Return the words by which a day may be called: "4 March 2031 Tuesday"."""
    return "" if day is None else f"{day.day} {_MONTHS[day.month - 1]} {day.year} {_DAYS[day.weekday()]}"


def _tokens(text: str) -> Iterable[str]:
    for match in _TOKEN.finditer(text):
        yield _folded(match.group())


@lru_cache(maxsize=4096)  # a story says the same words again and again
def _folded(word: str) -> str:
    """Return a word without accents, case and a possessive ending; a figure without separators of thousands."""
    if word[0].isdigit():
        return plain_figure(word)
    plain = word.casefold()
    if not plain.isascii():
        plain = unicodedata.normalize("NFKD", plain)
        plain = "".join(char for char in plain if not unicodedata.combining(char))
    if plain.isalpha():
        return plain
    plain = re.sub(r"[’']s?$", "", plain.rstrip("."))
    return re.sub(r"[.’'-]", "", plain)


def _stands(word: str, known: set[str]) -> bool:
    """Say whether a name or figure is among the known ones; "Venezuelan" stands where "Venezuela" does."""
    folded = _folded(word)
    if folded in known or not folded:
        return True
    return not folded[0].isdigit() and any(_same_stem(folded, other) for other in known)


def _same_stem(one: str, other: str) -> bool:
    """Say whether one word is the other with the ending of an adjective or a plural: Venezuela, Venezuelan."""
    short, long = sorted((one, other), key=len)
    return len(short) >= _STEM and any(
        long in {short + ending, *(short.removesuffix(vowel) + ending for vowel in "aey")} for ending in _ENDINGS
    )


def _is_name(word: str, texts: Sequence[str]) -> bool:
    """Say whether a word at the beginning of a sentence is a name there too, by how the articles write it."""
    if any(word in _inner_capitals(text) for text in texts):
        return True
    small = word.casefold()
    return small not in _OPENERS and not any(small in _small_words(text) for text in texts)


@lru_cache(maxsize=128)  # every fact of a story asks for the words of the same articles
def _inner_capitals(text: str) -> frozenset[str]:
    """Return the words that a text writes with a capital inside a sentence."""
    return frozenset(re.findall(r"(?<=[a-z,;] )([A-ZÀ-Þ][\w’'-]+)", text))


@lru_cache(maxsize=128)
def _small_words(text: str) -> frozenset[str]:
    """Return the words that a text writes small."""
    return frozenset(_SMALL.findall(text))
