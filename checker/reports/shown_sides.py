"""Which sides of a finding are shown where there is no room for all."""

from __future__ import annotations

from collections.abc import Sequence

from checker.reports.sides import Side
from checker.schema import Fact, Finding


def shown_sides(sides: Sequence[Side], most: int, finding: Finding, fact: Fact | None) -> tuple[Side, ...]:
    """Return at most so many of a finding's sides, in their order; `most` is at least two.

    Of a fact that was overtaken the newest position is always among them, and of another the two that gave the level,
    which are the gravest pair. Beside these it is the first of the others.
    """
    latest = _newest(fact) if fact else set()
    gave = set(finding.between or ())

    def wanted(side: Side) -> int:
        overtaken = finding.verdict == "superseded"
        newest, between = side.position in latest, side.position in gave
        order = [side is sides[0], newest, between] if overtaken else [between, newest]
        return order.index(True) if True in order else len(order)

    kept = sorted(range(len(sides)), key=lambda at: wanted(sides[at]))[:most]
    return tuple(sides[at] for at in sorted(kept))


def _newest(fact: Fact) -> set[int]:
    """Return the numbers of the positions that have overtaken others, and that none has."""
    overtaken = {pair.first for pair in fact.pairs if pair.verdict == "superseded"}
    return {pair.second for pair in fact.pairs if pair.verdict == "superseded"} - overtaken
