"""A new sentence of a draft that repeats what an earlier finding tells joins it: one problem, one finding.

Held against its sources after an edit, such a sentence makes a fact of its own. It is the known one where its sources
say it in the very same passages and the draft gives the same answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from checker.schema import Fact, Pair, Passage, Position
from checker.steps.carry import Carried
from checker.steps.naming import names


def with_repeated(carried: Carried, new: Sequence[Fact], draft: str) -> tuple[Carried, tuple[Fact, ...]]:
    """Return what is carried with the new facts that it tells already, and the other new facts, in their order."""
    known, left = list(carried.facts), []
    for fact in new:
        for at, earlier in enumerate(known):
            places = _places(earlier, fact, draft)
            if places is not None:
                known[at] = _joined(earlier, fact, places)
                break
        else:
            left.append(fact)
    return replace(carried, facts=tuple(known)), tuple(left)


def _places(earlier: Fact, new: Fact, draft: str) -> dict[int, int] | None:
    """Return which position of the earlier fact each of the new one is (indexes from 0); None where they are two."""
    alike = (earlier.aspect, earlier.verdict, len(earlier.positions)) == (new.aspect, new.verdict, len(new.positions))
    as_sure = new.outcome in ("confirmed", earlier.outcome)
    if not alike or not as_sure or new.verdict == "agree" or not new.judgements:
        return None
    places: dict[int, int] = {}
    for at, position in enumerate(new.positions):
        same = [n for n, other in enumerate(earlier.positions) if _is_one(other, position, earlier, new, draft)]
        if len(same) != 1 or same[0] in places.values():
            return None
        places[at] = same[0]
    shown = None if new.shown_right is None else places[new.shown_right - 1] + 1
    if shown != earlier.shown_right:
        return None
    pairs = {_said(pair, {at: at for at in places}) for pair in earlier.pairs}
    return places if pairs == {_said(pair, places) for pair in new.pairs} else None


def _is_one(one: Position, other: Position, earlier: Fact, new: Fact, draft: str) -> bool:
    sources = [_of_sources(position, draft) for position in (one, other)]
    if sources[0] != sources[1]:
        return False
    answers = names(one.answer, other.answer) or one.answer.casefold() == other.answer.casefold()
    if not sources[0] or any(passage.words for passage in sources[0]):
        return answers
    # A sentence may hold two figures, and two questions may ask about it.
    claims = set(one.claims) & set(other.claims)
    return answers and bool(claims or one.answer == other.answer or earlier.question == new.question)


def _of_sources(position: Position, draft: str) -> frozenset[Passage]:
    return frozenset(passage for passage in position.passages if passage.article != draft)


def _said(pair: Pair, places: dict[int, int]) -> tuple[object, ...]:
    """Return what a pair says, in the places of another fact; of some verdicts it counts which comes first."""
    both = places.get(pair.first - 1), places.get(pair.second - 1)
    ordered = both if pair.verdict in ("superseded", "differ") else frozenset(both)
    return ordered, pair.verdict, pair.shade, pair.assumes


def _joined(earlier: Fact, new: Fact, places: dict[int, int]) -> Fact:
    positions = list(earlier.positions)
    for at, position in enumerate(new.positions):
        mine = positions[places[at]]
        changes = {
            "passages": tuple(dict.fromkeys(mine.passages + position.passages)),
            "claims": tuple(dict.fromkeys(mine.claims + position.claims)),
        }
        positions[places[at]] = mine.model_copy(update=changes)
    return earlier.model_copy(update={"positions": tuple(positions)})
