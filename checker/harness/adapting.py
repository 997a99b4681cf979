"""The gold of a story, adapted to a run: without killed articles, and with the names it has in a mixed folder."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace

from checker.harness.gold import Gold, GoldFact
from checker.harness.places import Place


def without_articles(gold: Gold, articles: Collection[str]) -> Gold:
    """Return the gold without what only these articles say: a killed one supports nothing, and is not compared.

    A position that nothing is left of keeps its number, and loses its pairs; a fact without pairs goes.
    """

    def left(places: Collection[Place]) -> tuple[Place, ...]:
        return tuple(place for place in places if place.article not in articles)

    def fact(one: GoldFact) -> GoldFact:
        positions = tuple(replace(its, places=left(its.places)) for its in one.positions)
        pairs = (pair for pair in one.pairs if positions[pair.first - 1].places and positions[pair.second - 1].places)
        return replace(one, positions=positions, pairs=tuple(pairs))

    return replace(
        gold,
        facts=tuple(narrowed for one in gold.facts if (narrowed := fact(one)).pairs),
        traps=tuple(trap for trap in gold.traps if len(left((trap.one, trap.other))) == 2),
        single=left(gold.single),
        adjudicated=tuple(one for one in gold.adjudicated if len(left((one.one, one.other))) == 2),
    )


def renamed_gold(gold: Gold, name: Callable[[str], str]) -> Gold:
    """Return the gold with other names for its articles, facts and traps."""

    def moved(place: Place) -> Place:
        return replace(place, article=name(place.article))

    def fact(one: GoldFact) -> GoldFact:
        positions = tuple(replace(its, places=tuple(map(moved, its.places))) for its in one.positions)
        return replace(one, id=name(one.id), positions=positions)

    return Gold(
        story=gold.story,
        facts=tuple(map(fact, gold.facts)),
        traps=tuple(
            replace(trap, id=name(trap.id), one=moved(trap.one), other=moved(trap.other)) for trap in gold.traps
        ),
        single=tuple(map(moved, gold.single)),
        adjudicated=tuple(replace(one, one=moved(one.one), other=moved(one.other)) for one in gold.adjudicated),
    )
