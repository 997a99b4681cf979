"""Facts that are one: the same aspect of the same claims or words, said twice by one pack or once by each of two.

Where several requests judge the same pack, each some aspects of it, one matter may be told under several of them: then
the claims and words decide alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from checker.schema import GRAVITY, Fact, Passage, Position
from checker.steps.judging import gravest, judged
from checker.steps.passages import overlap


def merge_facts(*requests: Sequence[Fact]) -> tuple[Fact, ...]:
    """Return the facts with those that say the same merged into the first of them, in order.

    Two facts are one where they ask about the same aspect, or were told by different `requests`, and at least two
    positions of each coincide. The merged fact keeps the judgement of the graver one, and takes over the passages of
    both. Facts that only agree are one where their single positions coincide.
    """
    merged: list[Fact] = []
    told_by: list[set[int]] = []
    for request, facts in enumerate(requests):
        for fact in facts:
            for index, earlier in enumerate(merged):
                same_sort = earlier.aspect == fact.aspect or request not in told_by[index]
                matching = _matching_positions(earlier, fact) if same_sort else None
                if matching is not None:
                    merged[index] = _merge(earlier, fact, matching)
                    told_by[index].add(request)
                    break
            else:
                merged.append(fact)
                told_by.append({request})
    return _with_ids_of_their_own(merged)


def _with_ids_of_their_own(facts: Sequence[Fact]) -> tuple[Fact, ...]:
    """Tell facts apart that ask two questions about the very same words."""
    seen: Counter[str] = Counter()
    named = []
    for fact in facts:
        seen[fact.id] += 1
        named.append(fact if seen[fact.id] == 1 else fact.model_copy(update={"id": f"{fact.id}-{seen[fact.id]}"}))
    return tuple(named)


def _matching_positions(one: Fact, other: Fact) -> dict[int, int] | None:
    """Return which position of `other` is which of `one` (indexes from 0), or None where the facts are two."""
    if (one.verdict == "agree") != (other.verdict == "agree"):
        return None
    found: dict[int, int] = {}
    for index, position in enumerate(other.positions):
        for candidate, earlier in enumerate(one.positions):
            if candidate not in found.values() and _coincide(earlier, position):
                found[index] = candidate
                break
    wanted = 2 if one.verdict != "agree" else 1
    return found if len(found) >= wanted else None


def _coincide(one: Position, other: Position) -> bool:
    """Say whether two positions are one: they share a claim, or words that are narrower than a sentence.

    That they cite the same sentence is not enough: it may hold two figures, and two questions may ask about it.
    """
    if set(one.claims) & set(other.claims):
        return True
    narrow, others = ([p for p in position.passages if p.words] for position in (one, other))
    return any(overlap(passage, candidate) for passage in narrow for candidate in others)


def _merge(one: Fact, other: Fact, matching: dict[int, int]) -> Fact:
    """Merge `other` into `one`. Where the graver one is `other`, its positions and judgement lead.

    Positions that only the second has are kept behind those of the first, with their pairs. Which position is shown to
    be right stays known where one of the two knows it, and the other does not say another.
    """
    if GRAVITY[other.verdict] > GRAVITY[one.verdict]:
        one, other, matching = other, one, {mine: theirs for theirs, mine in matching.items()}
    positions = list(one.positions)
    for index, added in enumerate(other.positions):
        if index not in matching:
            matching = {**matching, index: len(positions)}
            positions.append(added)
            continue
        mine = positions[matching[index]]
        passages = mine.passages + tuple(p for p in added.passages if not _stands(p, one.positions))
        claims = tuple(dict.fromkeys(mine.claims + added.claims))
        positions[matching[index]] = mine.model_copy(update={"passages": passages, "claims": claims})
    judged_already = {frozenset((pair.first, pair.second)) for pair in one.pairs}
    moved = (
        pair.model_copy(update={"first": matching[pair.first - 1] + 1, "second": matching[pair.second - 1] + 1})
        for pair in other.pairs
    )
    pairs = one.pairs + tuple(pair for pair in moved if frozenset((pair.first, pair.second)) not in judged_already)
    first = one.judgements[0].model_copy(update={"pairs": pairs, "verdict": gravest(pairs)}) if one.judgements else None
    judgements = (first, *one.judgements[1:]) if first else ()
    shown = {one.shown_right, other.shown_right and matching[other.shown_right - 1] + 1} - {None}
    right = shown.pop() if len(shown) == 1 else None
    fact = one.model_copy(update={"positions": tuple(positions), "judgements": judgements, "shown_right": right})
    return judged(fact, pairs, one.outcome)


def _stands(passage: Passage, positions: Sequence[Position]) -> bool:
    return any(overlap(passage, known) for position in positions for known in position.passages)
