"""How much stands behind what a draft says where its sources do not all say the same.

A source that contradicts the draft matters less where others bear the draft out. Where the sources themselves show who
is right (a correction, a body's own statement against the retelling of it), a note is enough. Else it asks for a person
where as many sources, or more, stand against the draft as behind it; where at least two stand behind it, and more than
against it, a note is enough as well. An accusation, a death toll or a market needs both for that. Sources of one origin
count as one.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from checker.schema import Fact, Finding, Pair, Passage, Position, Span

Backing = Literal["alone", "backed", "outweighs"]
"""alone: no source says what the draft says, or the sources show it to be wrong. backed: some say it. outweighs:
several do, and more than say otherwise, or the sources show it to be right."""

SourceOf = Callable[[Passage], str]
"""Which article stands for the source of a passage (`checker.steps.coverage.source_of`)."""

FEWEST = 2


def backing(fact: Fact, pair: Pair, draft: str, source: SourceOf) -> Backing:
    """Return what stands behind the draft in a pair of positions of which it takes one.

    Where it takes both, and sources give both, it tells what they tell; else one of the two is its own.
    """
    first, second = (fact.positions[number - 1] for number in (pair.first, pair.second))
    if draft in first.articles and draft in second.articles:
        return "backed" if _sources(first, draft, source) and _sources(second, draft, source) else "alone"
    if draft not in first.articles and draft not in second.articles:
        return "alone"
    mine, theirs = (pair.first, pair.second) if draft in first.articles else (pair.second, pair.first)
    behind, against = (_sources(fact.positions[number - 1], draft, source) for number in (mine, theirs))
    if against and fact.shown_right == theirs:
        return "alone"
    more = len(behind) >= FEWEST and len(behind) > len(against)
    shown = bool(behind) and is_shown_right(fact, pair, mine, draft)
    # One of the two is enough, but not where much is at stake: then a note needs both.
    if (more and shown) if fact.stakes != "none" else (more or shown):
        return "outweighs"
    return "backed" if behind else "alone"


def is_shown_right(fact: Fact, pair: Pair, position: int, draft: str) -> bool:
    """Say whether the sources themselves show that the draft is right in a position, and no second look doubts it.

    Only the judge who saw whole sources says so. Where a second one came to another verdict on the pair, it is open.
    """
    if fact.shown_right is None or pair.verdict == "unclear":
        return False
    return tells_as_well(fact, position, fact.shown_right, draft)


def is_outweighed(fact: Fact, pair: Pair, draft: str, source: SourceOf) -> bool:
    """Say whether more sources say what the draft says than say otherwise, and the draft's state is no older one."""
    number = pair.first if draft in fact.positions[pair.first - 1].articles else pair.second
    overtaken = pair.verdict == "superseded" or is_once_overtaken(fact, pair, number)
    return is_later(fact, pair, draft) or (not overtaken and backing(fact, pair, draft, source) == "outweighs")


def is_spelt_so_by_more(finding: Finding, draft: str, source: SourceOf) -> bool:
    """Say whether a name, of which built-in checks found two spellings, is spelt by more sources as in the draft."""
    if finding.aspect != "name":
        return False
    mine = {passage.position for passage in finding.passages if passage.article == draft}
    behind: set[str] = set()
    against: set[str] = set()
    for shown in finding.passages:
        if shown.article != draft:
            passage = Passage(
                article=shown.article, sentences=shown.sentences, span=Span(start=shown.start, end=shown.end)
            )
            (behind if shown.position in mine else against).add(source(passage))
    return len(mine) == 1 and FEWEST <= len(behind) > len(against) > 0


def is_later(fact: Fact, pair: Pair, draft: str) -> bool:
    """Say whether the draft has the state that overtook another, and not that other alone in any of its sentences."""
    return pair.verdict == "superseded" and tells_as_well(fact, pair.first, pair.second, draft)


def tells_as_well(fact: Fact, one: int, other: int, draft: str) -> bool:
    """Say whether the draft takes the position `other`, and each of its sentences that takes `one` takes that as well.

    So a sentence does that tells of a change: what was feared, and what a scan has shown.
    """
    telling = {
        n for passage in fact.positions[other - 1].passages if passage.article == draft for n in passage.sentences
    }
    told = {n for passage in fact.positions[one - 1].passages if passage.article == draft for n in passage.sentences}
    return bool(telling) and told <= telling


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
