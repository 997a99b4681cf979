"""Which findings stand on a page that has no room for all, each with the number that it has among all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from checker.reports.wording import LEVELS
from checker.schema import Fact, Finding, Report

MOST_FINDINGS = 12
"""On a page, yet no HOLD, no FIX and no weighty CHECK is ever cut for it."""

Numbered = tuple[int, Finding]


def numbered(report: Report) -> list[Numbered]:
    """Return the findings gravest first, numbered through all levels."""
    return list(enumerate(sorted(report.findings, key=lambda finding: LEVELS.index(finding.level)), 1))


def chosen(found: Sequence[Numbered], facts: Mapping[str, Fact], room: int | None = None) -> list[Numbered]:
    """Return those that stand on the page, in their order; notes never do.

    Up to twelve in all: every HOLD and FIX, every CHECK with an accusation (a dropped denial is one), deaths or markets
    at stake, however many these are, then the other CHECKs as they come. `room` is the most that may stand there
    whatever is at stake; what comes first in this order is then kept.
    """
    shown = [one for one in found if one[1].level != "note"]
    first = [one for one in shown if is_never_cut(one[1], facts)]
    others = [one for one in shown if not is_never_cut(one[1], facts)]
    first.sort(key=lambda one: LEVELS.index(one[1].level))
    kept = [*first, *others[: max(MOST_FINDINGS - len(first), 0)]]
    return sorted(kept[:room], key=lambda one: one[0])


def is_never_cut(finding: Finding, facts: Mapping[str, Fact]) -> bool:
    """Say whether a finding stands on the page however many there are."""
    if finding.level in ("hold", "fix"):
        return True
    fact = facts.get(finding.fact or "")
    return finding.level == "check" and fact is not None and fact.stakes != "none"
