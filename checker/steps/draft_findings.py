"""What an editor reads of a draft: findings about its sentences first and foremost, in its own order.

The rules are those of a news desk. A draft sentence stands in at most two findings. What the sources tell differently
among themselves is a note where the draft does not take part. Where a source says what the draft says, another source
that contradicts it asks for a person, not for a correction, unless the sources themselves show who is right. "In no
source" is for figures, names, dates, quotations, accusations, causes and superlatives, never for background.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from checker.schema import (
    Article,
    Fact,
    Finding,
    Level,
    LookedUp,
    Pair,
    Unsourced,
)
from checker.steps.draft_own import in_no_source, more_than_one
from checker.steps.draft_sides import SourceOf, backing, is_later, is_outweighed, is_shown_right, is_spelt_so_by_more
from checker.steps.judging import judged
from checker.steps.levels import ORDER, SEVERITY
from checker.steps.passages import overlap

MOST_OF_A_SENTENCE = 2

NO_PART = "the draft takes no part in it"

OUTWEIGHED = "Leave it, or give both with their sources."
"""What to do where the draft is borne out and a source says otherwise all the same."""

KEPT = "Keep it: the sources themselves show it to be right."
"""What to do where the sources show that the draft is right."""

BY_MORE = "more sources say what the draft says"
BY_THEMSELVES = "the sources themselves show that the draft is right"
CROWDED = "a sentence of the draft stands in two findings already"


class Seen(NamedTuple):
    """The findings about a draft, and how many *checks* are notes among them, as a third on a sentence."""

    findings: tuple[Finding, ...]
    left_out: int

    @property
    def notices(self) -> tuple[str, ...]:
        """What the reader must know of those that became notes."""
        if not self.left_out:
            return ()
        count = "1 CHECK more lies" if self.left_out == 1 else f"{self.left_out} CHECKs more lie"
        told = "a note" if self.left_out == 1 else "notes"
        return (f"{count} on sentences of the draft that stand in two findings already: {told} here.",)


def draft_findings(
    found: Sequence[Finding],
    draft: Article,
    facts: Sequence[Fact],
    unsourced: Sequence[Unsourced],
    quotations: Sequence[LookedUp],
    articles: Mapping[str, Article],
    source: SourceOf,
) -> Seen:
    """Return the findings of a draft check, made of those that any story has and those that only a draft can have.

    `source` tells which article stands for the source of a passage.
    """
    of_fact = {fact.id: fact for fact in facts}
    shown = [
        _seen_from(one, draft.id, of_fact, source) for one in found if not _told_again(one, draft.id, facts, of_fact)
    ]
    shown += in_no_source(draft, shown, of_fact, unsourced, quotations)
    shown += [one for one in more_than_one(draft, facts, articles) if not _is_told(one, shown, draft.id)]
    kept = _few_a_sentence(shown, draft.id)
    ids = {one.id for one in kept}
    left = [_lowered(one, "note", CROWDED) for one in shown if one.level == "check" and one.id not in ids]
    return Seen(_in_order([*kept, *left], draft.id), len(left))


def seen_from(fact: Fact, draft: str) -> Fact:
    """Return a fact with those of its pairs alone in which the draft takes part, where it does in any.

    What its sources tell differently besides does not make the draft's part in it any graver.
    """
    own = {number for number, position in enumerate(fact.positions, 1) if draft in position.articles}
    pairs = [pair for pair in fact.pairs if {pair.first, pair.second} & own]
    return judged(fact, pairs, fact.outcome) if pairs and len(pairs) < len(fact.pairs) else fact


def _is_of(finding: Finding, draft: str) -> bool:
    return any(passage.article == draft for passage in finding.passages)


def _seen_from(finding: Finding, draft: str, facts: Mapping[str, Fact], source: SourceOf) -> Finding:
    """Return a finding with the level that it has for who decides on the draft."""
    if finding.level in ("hold", "note"):
        return finding
    if not _is_of(finding, draft):
        return _lowered(finding, "note", NO_PART)
    fact = facts.get(finding.fact or "")
    if fact is None or finding.between is None:
        outvoted = fact is None and is_spelt_so_by_more(finding, draft, source)
        return _outweighed(finding, BY_MORE) if outvoted else finding
    sides = {number: fact.positions[number - 1].articles for pair in fact.pairs for number in (pair.first, pair.second)}
    own = [pair for pair in fact.pairs if draft in (*sides[pair.first], *sides[pair.second])]
    decisive = next((pair for pair in own if {pair.first, pair.second} == set(finding.between)), None)
    if decisive is None:
        return _lowered(finding, "note", NO_PART)
    if all(is_later(fact, pair, draft) for pair in own):
        return _lowered(finding, "note", "the draft has the later state")
    at_issue = [pair for pair in own if not (draft in sides[pair.first] and draft in sides[pair.second])]
    if at_issue and all(is_outweighed(fact, pair, draft, source) for pair in at_issue):
        shown = all(is_shown_right(fact, pair, _taken(pair, sides, draft), draft) for pair in at_issue)
        return _outweighed(finding, BY_THEMSELVES if shown else BY_MORE)
    if finding.level == "fix" and backing(fact, decisive, draft, source) != "alone":
        return _lowered(finding, "check", "a source says what the draft says")
    return finding


def _taken(pair: Pair, sides: Mapping[int, tuple[str, ...]], draft: str) -> int:
    """Return the position that the draft takes in a pair."""
    return pair.first if draft in sides[pair.first] else pair.second


def _outweighed(finding: Finding, cap: str) -> Finding:
    action = KEPT if cap == BY_THEMSELVES else OUTWEIGHED
    return _lowered(finding, "note", cap).model_copy(update={"action": action})


def _lowered(finding: Finding, level: Level, cap: str) -> Finding:
    return finding.model_copy(update={"level": level, "severity": SEVERITY[level], "caps": (*finding.caps, cap)})


def _told_again(finding: Finding, draft: str, facts: Sequence[Fact], of_fact: Mapping[str, Fact]) -> bool:
    """Say whether what sources tell differently among themselves stands in a fact of the draft as well."""
    fact = of_fact.get(finding.fact or "")
    if fact is None or _is_of(finding, draft):
        return False
    return any(_holds_apart(other, fact) for other in facts if _takes_part(other, draft) and other.pairs)


def _takes_part(fact: Fact, draft: str) -> bool:
    return any(draft in position.articles for position in fact.positions)


def _holds_apart(one: Fact, other: Fact) -> bool:
    """Say whether two positions of `other` meet two different ones of `one`."""
    met = [
        {
            at
            for at, mine in enumerate(one.positions)
            if any(overlap(p, q) for p in mine.passages for q in theirs.passages)
        }
        for theirs in other.positions
    ]
    return any(a != b for at, first in enumerate(met) for second in met[at + 1 :] for a in first for b in second)


def _is_told(finding: Finding, found: Iterable[Finding], draft: str) -> bool:
    """Say whether a finding on a judged fact asks already who, and how many, vouch for the same sentence."""
    return any(
        other.fact is not None
        and other.aspect == finding.aspect
        and other.level in ("fix", "check")
        and _sentences(other, draft) & _sentences(finding, draft)
        for other in found
    )


def _few_a_sentence(found: Sequence[Finding], draft: str) -> list[Finding]:
    """Return the findings without those that would be a third on one of the draft's sentences, the mildest left out.

    A *fix* is never left out. What `found` has first of several that weigh the same is kept.
    """
    seen: Counter[int] = Counter()
    kept = []
    for finding in sorted(found, key=lambda one: ORDER.index(one.level)):
        numbers = _sentences(finding, draft)
        if finding.level != "fix" and any(seen[number] >= MOST_OF_A_SENTENCE for number in numbers):
            continue
        seen.update(numbers)
        kept.append(finding)
    return kept


def _sentences(finding: Finding, draft: str) -> set[int]:
    return {number for passage in finding.passages if passage.article == draft for number in passage.sentences}


def _in_order(found: Iterable[Finding], draft: str) -> tuple[Finding, ...]:
    """Return the findings by level, within each in the draft's order; those without the draft come last."""

    def place(finding: Finding) -> tuple[int, int]:
        starts = [passage.start for passage in finding.passages if passage.article == draft]
        return ORDER.index(finding.level), min(starts, default=2**62)

    return tuple(sorted(found, key=place))
