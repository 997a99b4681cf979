"""From what a judge writes of facts to facts: every label located, every verdict held against what can be known."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Literal, TypeVar

from checker.model import wire
from checker.model.asking import DoesNotHold
from checker.schema import Cleared, Fact, Judgement, Passage, Position
from checker.steps.judging import check_pairs, check_places, fact_id, gravest, judged, pair_from_wire
from checker.steps.sheet import Sheet

W = TypeVar("W")
N = TypeVar("N")

Step = Literal["reconcile", "draft"]


def each(name: str, written: Iterable[W], read: Callable[[W], N], problems: list[str]) -> list[N]:
    """Read the entries of a list that a judge wrote; what does not hold is added to `problems` by name and number."""
    found = []
    for index, one in enumerate(written, 1):
        try:
            found.append(read(one))
        except DoesNotHold as problem:
            problems.append(f"{name} {index}: {problem}")
    return found


def fact_from_wire(sheet: Sheet, written: wire.WireFact, step: Step = "reconcile") -> Fact:
    """Return the fact that a judge wrote. Raises DoesNotHold where it cannot be true of what was shown."""
    if len(written.positions) < 2:
        raise DoesNotHold("it has fewer than two positions; what all say alike belongs to “same”")
    positions = tuple(position_from_wire(sheet, position) for position in written.positions)
    pairs = tuple(pair_from_wire(pair) for pair in written.pairs)
    if not pairs:
        raise DoesNotHold("no two of its positions differ; what all say alike belongs to “same”")
    check_pairs(pairs, positions, sheet.of_id)
    check_places(pairs, positions)
    why = sheet.named(written.why)
    first = Judgement(step=step, verdict=gravest(pairs), pairs=pairs, explanation=why)
    fact = Fact(
        id=fact_id(written.aspect, positions, sheet.of_id),
        question=written.q,
        aspect=written.aspect,
        positions=positions,
        stakes=written.stakes,
        explanation=why,
        judgements=(first,),
    )
    return judged(fact, pairs)


def agreement(sheet: Sheet, question: str, cited: Sequence[wire.Citation], step: Step = "reconcile") -> Fact:
    """Return the fact that all these passages say the same. Raises DoesNotHold where one of them is not there."""
    position = position_from_wire(sheet, wire.WirePosition(a=question, p=list(cited)))
    first = Judgement(step=step, verdict="agree", pairs=(), explanation="")
    return Fact(
        id=fact_id("event", [position], sheet.of_id),
        question=question,
        aspect="event",
        positions=(position,),
        judgements=(first,),
    )


def cleared_from_wire(sheet: Sheet, look_alike: wire.WireCleared) -> Cleared:
    """Return what the judge looked at and called no conflict. Raises DoesNotHold where it cites what is not there."""
    if not look_alike.p:
        raise DoesNotHold("it cites nothing")
    passages = tuple(sheet.cite(citation)[0] for citation in look_alike.p)
    return Cleared(question=look_alike.q, passages=passages, reason=sheet.named(look_alike.why))


def position_from_wire(sheet: Sheet, position: wire.WirePosition) -> Position:
    """Return a position with each of its passages once. Raises DoesNotHold where one of them is not there."""
    if not position.p:
        raise DoesNotHold(f"the position “{position.a}” cites nothing")
    cited = [sheet.cite(citation) for citation in position.p]
    passages: Mapping[tuple[str, int, int], Passage] = {
        (passage.article, passage.span.start, passage.span.end): passage for passage, _ in cited
    }
    claims = dict.fromkeys(claim for _, claim in cited if claim is not None)
    return Position(answer=position.a, passages=tuple(passages.values()), claims=tuple(claims))
