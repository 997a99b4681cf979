"""What a report claims, held against the gold the other way round: its contradictions and fixes, and traps sprung."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from checker.harness.gold import Adjudicated, Gold
from checker.harness.matching import Matched, Telling, ToldFact, ToldPair, holds_apart
from checker.harness.results import Beyond, Tally
from checker.schema import Finding


@dataclass(frozen=True)
class Claimed:
    """How many contradictions and fixes are right, of those that can be told; the traps sprung; and what is beyond."""

    contradictions: Tally
    fixes: Tally
    sprung: frozenset[str]
    beyond: tuple[Beyond, ...]


def claims_right(told: Sequence[ToldFact], match: Matched, gold: Gold, shown: Mapping[str, Finding | None]) -> Claimed:
    """Judge every contradiction (pair by pair) and every finding on the level fix.

    Right is what gold or adjudication accepts; wrong what goes against either, or springs a trap; what meets neither is
    open, listed, and counts neither way.
    """
    tellings: defaultdict[tuple[str, ToldPair], list[Telling]] = defaultdict(list)
    levels: defaultdict[str, set[str]] = defaultdict(set)
    for gold_fact in gold.facts:
        for telling in match.of_fact[gold_fact.id]:
            tellings[telling.told.id, telling.pair].append(telling)
            levels[telling.told.id] |= gold_fact.levels
    states: list[_State] = []
    fixes: list[bool] = []
    beyond: list[Beyond | None] = []
    for fact in told:
        finding = shown.get(fact.id)
        pairs = [pair for pair in fact.pairs if pair.verdict == "contradict"]
        found = [_state(fact, pair, tellings[fact.id, pair], gold) for pair in pairs]
        beyond += [_beyond(fact, pair, finding, state) for pair, state in zip(pairs, found, strict=True)]
        states += found
        if finding is not None and finding.level == "fix":
            held = [one for one in gold.adjudicated if _holds(fact, one)]
            if fact.id in levels or held or any(state.is_wrong for state in found):
                # A finding may tell a pair of the gold and an adjudicated one: either may put it on its level.
                accepted = levels[fact.id].union(*(one.levels for one in held))
                fixes.append("fix" in accepted)
    return Claimed(
        contradictions=Tally(
            hit=sum(state.kind == "right" for state in states), of=sum(state.kind != "open" for state in states)
        ),
        fixes=Tally(hit=sum(fixes), of=len(fixes)),
        sprung=frozenset(state.trap for state in states if state.trap),
        beyond=tuple(one for one in beyond if one is not None),
    )


@dataclass(frozen=True)
class _State:
    """What a contradiction is worth, why, and the trap that it springs."""

    kind: Literal["right", "wrong", "sprung", "open"]
    why: str = ""
    trap: str = ""

    @property
    def is_wrong(self) -> bool:
        return self.kind in ("wrong", "sprung")


def _state(fact: ToldFact, pair: ToldPair, tellings: Sequence[Telling], gold: Gold) -> _State:
    """Judge a contradiction: what was adjudicated counts first, then the gold's facts, then its traps."""
    decision = next((one for one in gold.adjudicated if holds_apart(fact, pair, one.one, one.other)), None)
    if decision is not None:
        return _State("right" if "contradict" in decision.accept else "wrong", f"adjudicated: {decision.why}")
    if any("contradict" in telling.gold.accept for telling in tellings):
        return _State("right")
    if tellings:
        accepted = sorted({verdict for telling in tellings for verdict in telling.gold.accept})
        return _State("wrong", f"the gold accepts: {', '.join(accepted)}")
    trap = next((one for one in gold.traps if holds_apart(fact, pair, one.one, one.other)), None)
    return _State("open") if trap is None else _State("sprung", trap.why, trap.id)


def _holds(fact: ToldFact, decision: Adjudicated) -> bool:
    return any(holds_apart(fact, pair, decision.one, decision.other) for pair in fact.pairs)


def _beyond(fact: ToldFact, pair: ToldPair, finding: Finding | None, state: _State) -> Beyond | None:
    """Return how a contradiction is listed that is not right; None for one that is."""
    if state.kind == "right":
        return None
    shown = () if finding is None else finding.passages
    return Beyond(
        finding=fact.id,
        question="" if finding is None else finding.headline,
        verdict=pair.verdict,
        level=None if finding is None else finding.level,
        state=state.kind,
        passages=tuple(
            f"({one.position}) {one.article}: {one.text}" for one in shown if one.position in (pair.first, pair.second)
        ),
        why=state.why,
    )
