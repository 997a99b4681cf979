"""How much stands behind what a draft says where its sources do not all say the same.

A source that contradicts the draft matters less where others bear the draft out. It asks for a person where as many
sources, or more, stand against the draft as behind it. Where at least two stand behind it, and more than against it, a
note is enough, unless an accusation, a death toll or a market is at stake. Sources of one origin count as one.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from checker.schema import Fact, Pair, Passage, Position

Backing = Literal["alone", "backed", "outweighs"]
"""alone: no source says what the draft says. backed: some do. outweighs: several do, and more than say otherwise."""

SourceOf = Callable[[Passage], str]
"""Which article stands for the source of a passage (`checker.steps.coverage.source_of`)."""

FEWEST = 2


def backing(fact: Fact, pair: Pair, draft: str, source: SourceOf) -> Backing:
    """Return what stands behind the draft in a pair of positions of which it takes one.

    Where it takes both, and sources give both, it tells what they tell; else one of the two is its own.
    """
    own, other = (fact.positions[number - 1] for number in (pair.first, pair.second))
    if draft in own.articles and draft in other.articles:
        return "backed" if _sources(own, draft, source) and _sources(other, draft, source) else "alone"
    if draft in other.articles:
        own, other = other, own
    if draft not in own.articles:
        return "alone"
    behind, against = _sources(own, draft, source), _sources(other, draft, source)
    if len(behind) >= FEWEST and len(behind) > len(against) and fact.stakes == "none":
        return "outweighs"
    return "backed" if behind else "alone"


def is_outweighed(fact: Fact, pair: Pair, draft: str, source: SourceOf) -> bool:
    """Say whether more sources say what the draft says than say otherwise, and the draft's state is no older one."""
    number = pair.first if draft in fact.positions[pair.first - 1].articles else pair.second
    overtaken = pair.verdict == "superseded" or is_once_overtaken(fact, pair, number)
    return is_later(fact, pair, draft) or (not overtaken and backing(fact, pair, draft, source) == "outweighs")


def is_later(fact: Fact, pair: Pair, draft: str) -> bool:
    """Say whether the draft has the state that overtook another, and not that other as well."""
    old, new = (fact.positions[number - 1].articles for number in (pair.first, pair.second))
    return pair.verdict == "superseded" and draft in new and draft not in old


def is_once_overtaken(fact: Fact, pair: Pair, position: int) -> bool:
    """Say whether one of two judgements called this position overtaken by the other, where both came to a conflict.

    A draft that still gives an older state contradicts the newer one, to a reader who takes it as out already.
    """
    both = {pair.first, pair.second}
    return pair.verdict == "contradict" and any(
        other.verdict == "superseded" and other.first == position and {other.first, other.second} == both
        for judgement in fact.judgements
        for other in judgement.pairs
    )


def _sources(position: Position, draft: str, source: SourceOf) -> set[str]:
    return {source(passage) for passage in position.passages if passage.article != draft}
