"""For a fact that no finding shows: which step lost it. And, on the way there, what claims cite and packs hold."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from checker.harness.gold import Gold, GoldFact, GoldPair
from checker.harness.matching import Matched, matched, told_facts
from checker.harness.places import Place, meet_any, sentence_places
from checker.harness.results import Step, Tally
from checker.schema import Report


class Seen:
    """What the steps of a run had before them. `judged` holds which gold facts its facts tell, shown or not."""

    def __init__(self, report: Report, judged: Matched, gold: Gold) -> None:
        self._report = report
        self._gold = gold
        self.judged = judged
        self._articles = {article.id: article for article in report.articles}

    @cached_property
    def first_judged(self) -> Matched:
        """Which gold facts the first judgements tell."""
        return matched(told_facts(self._report.facts, self._report.articles, judgement=0), self._gold.facts)

    @property
    def by_model(self) -> bool:
        """Whether a model judged at all."""
        return self._report.judged_by == "model"

    @cached_property
    def by_claims(self) -> bool:
        """Whether this way of checking extracts claims at all."""
        return bool(self._report.claims) or any(task.task == "extract" for task in self._report.run.tasks)

    @cached_property
    def _claims(self) -> dict[str, tuple[Place, ...]]:
        return {claim.id: sentence_places([claim.passage], self._articles) for claim in self._report.claims}

    @cached_property
    def _packs(self) -> list[tuple[Place, ...]]:
        """What the claims in each pack cite; for a pack of whole articles without claims, the articles."""
        packs = []
        for pack in self._report.packs:
            cited = [place for claim in pack.claims for place in self._claims[claim]]
            whole = [Place(name, 0, len(self._articles[name].text)) for name in pack.articles if not pack.claims]
            packs.append((*cited, *whole))
        return packs

    @cached_property
    def _all_cited(self) -> tuple[Place, ...]:
        return tuple(dict.fromkeys(place for places in self._claims.values() for place in places))

    @cached_property
    def _read(self) -> tuple[Place, ...]:
        """The sentences that were compared: all but page furniture, and nothing of a killed article."""
        return tuple(
            Place(article.id, sentence.start, sentence.end)
            for article in self._report.articles
            if article.status.kind != "killed"
            for sentence in article.sentences
            if sentence.role != "furniture"
        )

    def read(self, places: Sequence[Place]) -> bool:
        """Say whether any of these places was compared."""
        return meet_any(places, self._read)

    def cited(self, places: Sequence[Place]) -> bool:
        """Say whether a claim cites any of these places."""
        return meet_any(places, self._all_cited)

    def together(self, fact: GoldFact, pair: GoldPair) -> bool:
        """Say whether one pack holds both sides."""
        one, other = (fact.positions[number - 1].places for number in (pair.first, pair.second))
        return any(meet_any(one, pack) and meet_any(other, pack) for pack in self._packs)

    def passages_cited(self) -> Tally:
        """Return how many gold passages a claim cites; nothing to count where no claims are extracted."""
        if not self.by_claims:
            return Tally()
        places = {place for fact in self._gold.facts for position in fact.positions for place in position.places}
        return Tally(hit=sum(self.cited([place]) for place in places), of=len(places))

    def pairs_together(self) -> Tally:
        """Return how many pairs of gold positions share a pack."""
        pairs = [(fact, pair) for fact in self._gold.facts for pair in fact.pairs]
        return Tally(hit=sum(self.together(fact, pair) for fact, pair in pairs), of=len(pairs))


def step_that_lost(fact: GoldFact, seen: Seen) -> Step:
    """Return the first step after which no pair of the fact's positions could be told any more."""
    if seen.judged.of_fact[fact.id]:
        return "level"
    if seen.first_judged.of_fact[fact.id]:
        return "confirm"
    sides = [tuple(fact.positions[number - 1].places for number in (pair.first, pair.second)) for pair in fact.pairs]
    if not any(seen.read(one) and seen.read(other) for one, other in sides):
        return "read"
    if not seen.by_model:
        return "check"
    if seen.by_claims and not any(seen.cited(one) and seen.cited(other) for one, other in sides):
        return "extract"
    if not any(seen.together(fact, pair) for pair in fact.pairs):
        return "align"
    return "reconcile"
