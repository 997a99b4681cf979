"""Which pair of positions of a report tells which pair of positions of the gold.

A pair of a report *meets* a pair of the gold where one of its positions holds a passage of the one gold position, and
the other one of the other. In news one sentence often says several things ("Five were killed and 68 injured"), so that
a pair may meet several facts of the gold; then it tells those whose question and answers it shares words with, not
those that only stand in the same sentences.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from checker.harness.gold import Gold, GoldFact, GoldPair
from checker.harness.places import Place, meet, meet_any, sentence_places
from checker.schema import Article, Fact, Pair, Verdict

CLOSE = 0.6
"""Of the gold facts that a pair meets, it tells those at least this close to it, where the closest is 1."""


@dataclass(frozen=True)
class ToldPair:
    """Two positions (counted from 1) that someone judged, and the verdict."""

    first: int
    second: int
    verdict: Verdict


@dataclass(frozen=True)
class ToldFact:
    """What a report, or another annotator, says of a question: each position as the places that give it."""

    id: str
    aspect: str
    words: frozenset[str]
    positions: tuple[tuple[Place, ...], ...]
    pairs: tuple[ToldPair, ...]


@dataclass(frozen=True)
class Telling:
    """That a pair of a told fact tells a pair of a gold fact.

    `turned` is true where its first position is the second of the gold. `places` counts the gold passages it holds,
    `near` (0 to 1) how close question and answers are.
    """

    told: ToldFact
    pair: ToldPair
    gold: GoldPair
    turned: bool
    places: int
    near: float

    @property
    def accepted(self) -> bool:
        """Whether the gold accepts the verdict; an update told the wrong way round is none."""
        update = self.pair.verdict == "superseded" and self.gold.verdict == "superseded"
        if update and self.gold.ordered and self.turned:
            return False
        return self.pair.verdict in self.gold.accept


@dataclass(frozen=True)
class Matched:
    """Every gold fact's tellings by its id, the closest first, and the told pairs that tell something."""

    of_fact: Mapping[str, tuple[Telling, ...]]
    telling: frozenset[tuple[str, ToldPair]]

    def best(self, fact: GoldFact, pair: GoldPair) -> Telling | None:
        """Return the telling by which a pair of the gold is judged: the closest, None where there is none."""
        return next((telling for telling in self.of_fact[fact.id] if telling.gold == pair), None)


def told_facts(
    facts: Sequence[Fact], articles: Sequence[Article], *, judgement: int | None = None
) -> tuple[ToldFact, ...]:
    """Return the facts of a report as they are told; with `judgement`, as that one (0: the first) left them."""
    by_id = {article.id: article for article in articles}
    return tuple(
        ToldFact(
            id=fact.id,
            aspect=fact.aspect,
            words=_words(fact.question, *(position.answer for position in fact.positions)),
            positions=tuple(sentence_places(position.passages, by_id) for position in fact.positions),
            pairs=tuple(
                ToldPair(pair.first, pair.second, pair.verdict)
                for pair in _pairs(fact, judgement)
                if pair.verdict != "agree"
            ),
        )
        for fact in facts
    )


def told_gold(gold: Gold) -> tuple[ToldFact, ...]:
    """Return what another annotator found, in the form of what a report tells."""
    return tuple(
        ToldFact(
            id=fact.id,
            aspect=min(fact.aspects),
            words=_words(fact.question, *(position.answer for position in fact.positions)),
            positions=tuple(position.places for position in fact.positions),
            pairs=tuple(ToldPair(pair.first, pair.second, pair.verdict) for pair in fact.pairs),
        )
        for fact in gold.facts
    )


def matched(told: Sequence[ToldFact], facts: Sequence[GoldFact]) -> Matched:
    """Return which pairs of `told` tell which pairs of `facts`."""
    found: defaultdict[str, list[Telling]] = defaultdict(list)
    asked = {fact.id: _asked_by(fact) for fact in facts}
    telling: set[tuple[str, ToldPair]] = set()
    for one in (one for one in told if one.pairs):
        near = {fact.id: _nearness(one, fact, asked[fact.id]) for fact in facts}
        sides = {fact.id: _sides(one, fact) for fact in facts}
        for pair in one.pairs:
            met = [
                (fact, candidate)
                for fact in facts
                for gold in fact.pairs
                if (candidate := _telling(one, pair, gold, sides[fact.id], near[fact.id]))
            ]
            closest = max((near[fact.id] for fact, _ in met), default=0.0)
            for fact, candidate in met:
                if near[fact.id] >= CLOSE * closest:
                    found[fact.id].append(candidate)
                    telling.add((one.id, pair))
    ranked = {
        fact.id: tuple(sorted(found[fact.id], key=lambda telling: (-telling.near, -telling.places))) for fact in facts
    }
    return Matched(ranked, frozenset(telling))


def nearness(told: ToldFact, fact: GoldFact) -> float:
    """Return how close question and answers are: the share of words in common, and half as much for the aspect.

    Gold without answers (pairs of passages) cannot be told apart so: it is as close as can be.
    """
    return _nearness(told, fact, _asked_by(fact))


def _asked_by(fact: GoldFact) -> frozenset[str] | None:
    """Return the words of a gold fact's question and answers; None where it has no answers."""
    if not any(position.answer for position in fact.positions):
        return None
    return _words(fact.question, *(position.answer for position in fact.positions))


def _nearness(told: ToldFact, fact: GoldFact, words: frozenset[str] | None) -> float:
    if words is None:
        return 1.0
    shared = len(told.words & words) / (min(len(told.words), len(words)) or 1)
    return (shared + 0.5 * (told.aspect in fact.aspects)) / 1.5


def holds_apart(told: ToldFact, pair: ToldPair, one: Place, other: Place) -> bool:
    """Say whether a pair has two places in its two positions, one in each."""
    first, second = told.positions[pair.first - 1], told.positions[pair.second - 1]
    return (meet_any(first, [one]) and meet_any(second, [other])) or (
        meet_any(first, [other]) and meet_any(second, [one])
    )


def _pairs(fact: Fact, judgement: int | None) -> Sequence[Pair]:
    if judgement is None:
        return fact.pairs
    return fact.judgements[judgement].pairs if judgement < len(fact.judgements) else ()


def _sides(told: ToldFact, fact: GoldFact) -> dict[tuple[int, int], int]:
    """Return how many passages of a gold position stand in a told position, by both their numbers."""
    return {
        (gold, mine): sum(any(meet(place, held) for held in places) for place in position.places)
        for gold, position in enumerate(fact.positions, 1)
        for mine, places in enumerate(told.positions, 1)
    }


def _telling(
    told: ToldFact, pair: ToldPair, gold: GoldPair, sides: Mapping[tuple[int, int], int], near: float
) -> Telling | None:
    straight = sides[gold.first, pair.first], sides[gold.second, pair.second]
    across = sides[gold.first, pair.second], sides[gold.second, pair.first]
    ways = [(sum(way), turned) for way, turned in ((straight, False), (across, True)) if all(way)]
    if not ways:
        return None
    places, turned = max(ways, key=lambda way: (way[0], not way[1]))
    return Telling(told, pair, gold, turned, places, near)


@cache
def _words(*texts: str) -> frozenset[str]:
    """Return the telling words of texts, cut to stems that survive endings, and their figures."""
    words = re.findall(r"\d[\d.,:]*\d|\d|[^\W\d_]+", " ".join(texts).casefold())
    return frozenset(word[:6] for word in words if word[0].isdigit() or (len(word) > 2 and word not in _COMMON))


_COMMON = frozenset(
    "the and was were are did does has have had how many much what who when which that this for".split()
)
