"""Where a text stands: gold passages located in articles, and when two passages are about the same words."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from checker.errors import InputError
from checker.schema import Article, Passage
from checker.text.locate import find_words

ENOUGH = 0.5
"""Two places meet where they share at least this part of the shorter one's characters: a gold text may be a part of
what the program takes for a sentence, and a sentence may begin with a time stamp that the gold leaves out."""


@dataclass(frozen=True)
class Place:
    """A stretch of an article: `text[start:end]`."""

    article: str
    start: int
    end: int


def meet(one: Place, other: Place) -> bool:
    """Say whether two places are about the same words."""
    if one.article != other.article:
        return False
    shared = min(one.end, other.end) - max(one.start, other.start)
    return shared >= ENOUGH * min(one.end - one.start, other.end - other.start) > 0


def meet_any(places: Iterable[Place], others: Sequence[Place]) -> bool:
    """Say whether any of `places` meets any of `others`."""
    return any(meet(place, other) for place in places for other in others)


def located(text: str, article: Article, source: str) -> Place:
    """Return where a gold text stands in an article, the first place.

    Exactly, or else with quotation marks, dashes, case and white space folded. `source` is the gold file, for the
    error: raises InputError where the text does not stand in the article.
    """
    wanted = unicodedata.normalize("NFC", text).strip()
    start = article.text.find(wanted) if wanted else -1
    if start >= 0:
        return Place(article.id, start, start + len(wanted))
    found = find_words(wanted, article.text)
    if found is None:
        raise InputError(f"{source}: “{wanted[:60]}…” does not stand in {article.id}; correct the gold or the article")
    return Place(article.id, *found)


def sentence_places(passages: Iterable[Passage], articles: dict[str, Article]) -> tuple[Place, ...]:
    """Return the sentences that passages cite, each a place of its own."""
    found: dict[Place, None] = {}
    for passage in passages:
        article = articles[passage.article]
        for number in passage.sentences:
            sentence = article.sentence(number)
            found[Place(article.id, sentence.start, sentence.end)] = None
    return tuple(found)
