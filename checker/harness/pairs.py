"""Score a report against gold that is written as pairs of passages.

Run as `python -m checker.harness.pairs REPORT.json GOLD.json`. The gold holds `documents` (id, file), `relations`
(pairs of passages on one fact: the letter behind an id's number tells the pairs of one fact apart), and `traps` (pairs
that look like a contradiction and are none).

A fact counts as *found* where a finding holds the passages of one of its pairs in two different positions. A trap is
*sprung* where a contradict finding does so and meets no discrepancy of the gold that way.
"""

from __future__ import annotations

import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePath
from typing import Any

from checker.errors import CheckerError, InputError
from checker.schema import Article, Finding, Report

ENOUGH = 0.5
"""Two passages meet where they share at least this part of the shorter one's characters."""


@dataclass(frozen=True)
class Place:
    """A gold passage where it stands in an article that was read."""

    article: str
    start: int
    end: int


@dataclass(frozen=True)
class GoldPair:
    """Two gold passages, the verdicts that are right for them, and the level a desk would give them."""

    name: str
    one: Place
    other: Place
    accepted: tuple[str, ...] = ()
    level: str | None = None
    must_find: bool = False

    @property
    def fact(self) -> str:
        """The name of the fact: r1a and r1b are pairs of r1."""
        return re.sub(r"(?<=\d)[a-z]$", "", self.name)

    @property
    def is_discrepancy(self) -> bool:
        """Whether agreement is not the first verdict of the gold."""
        return bool(self.accepted) and self.accepted[0] != "agree"


@dataclass
class FactScore:
    """How one fact of the gold fared: the findings that hold it, and the best of them."""

    pairs: list[GoldPair]
    held_by: list[Finding] = field(default_factory=list)

    @property
    def accepted(self) -> bool:
        """Whether a finding that holds the fact gives a verdict that the gold accepts."""
        verdicts = {verdict for pair in self.pairs for verdict in pair.accepted}
        return any(finding.verdict in verdicts for finding in self.held_by)

    @property
    def levels(self) -> set[str]:
        """The levels of the findings that hold it."""
        return {finding.level for finding in self.held_by}


@dataclass(frozen=True)
class Score:
    """The whole comparison."""

    facts: Mapping[str, FactScore]
    sprung: tuple[tuple[GoldPair, Finding], ...]
    traps: int
    beyond: tuple[Finding, ...]


def score(report: Report, gold: Mapping[str, Any]) -> Score:
    """Hold a report against pair gold. Raises InputError where the gold names a text that the report has not read."""
    articles = _documents(report.articles, gold["documents"])
    pairs = [_pair(entry, articles) for entry in gold["relations"]]
    traps = [_pair({"id": f"t{n}", **entry}, articles) for n, entry in enumerate(gold["traps"], 1)]
    told = [finding for finding in report.findings if finding.verdict not in (None, "agree")]
    facts: dict[str, FactScore] = {}
    for pair in pairs:
        facts.setdefault(pair.fact, FactScore([])).pairs.append(pair)
    met: defaultdict[str, bool] = defaultdict(bool)
    for fact in facts.values():
        fact.held_by += [finding for finding in told if any(holds(finding, pair) for pair in fact.pairs)]
    for finding in told:
        met[finding.id] = any(holds(finding, pair) for pair in pairs)
    discrepancies = [pair for pair in pairs if pair.is_discrepancy]
    sprung = tuple(
        (trap, finding)
        for trap in traps
        for finding in told
        if finding.verdict == "contradict"
        and holds(finding, trap)
        and not any(holds(finding, pair) for pair in discrepancies)
    )
    return Score(facts, sprung, len(traps), tuple(finding for finding in told if not met[finding.id]))


def holds(finding: Finding, pair: GoldPair) -> bool:
    """Say whether a finding has the pair's passages in two different positions."""
    ones = {p.position for p in finding.passages if _meet(pair.one, Place(p.article, p.start, p.end))}
    others = {p.position for p in finding.passages if _meet(pair.other, Place(p.article, p.start, p.end))}
    return any(one != other for one in ones for other in others)


def _meet(one: Place, other: Place) -> bool:
    shared = min(one.end, other.end) - max(one.start, other.start)
    shorter = min(one.end - one.start, other.end - other.start)
    return one.article == other.article and shared >= ENOUGH * shorter > 0


def _documents(articles: Sequence[Article], documents: Iterable[Mapping[str, Any]]) -> dict[str, Article]:
    by_stem = {PurePath(article.origin).stem: article for article in articles}
    found = {}
    for document in documents:
        stem = PurePath(document["file"]).stem
        if stem not in by_stem:
            raise InputError(f"the gold's {document['file']} is not among the report's articles; compare that file too")
        found[document["id"]] = by_stem[stem]
    return found


def _pair(entry: Mapping[str, Any], articles: Mapping[str, Article]) -> GoldPair:
    verdict = entry.get("verdict")
    return GoldPair(
        name=entry["id"],
        one=_place(entry["a"], articles),
        other=_place(entry["b"], articles),
        accepted=tuple(dict.fromkeys(([verdict] if verdict else []) + (entry.get("accept") or []))),
        level=entry.get("level"),
        must_find=bool(entry.get("must_find")),
    )


def _place(passage: Mapping[str, str], articles: Mapping[str, Article]) -> Place:
    article = articles[passage["document"]]
    start = article.text.find(passage["text"])
    if start < 0:
        raise InputError(f"the gold's passage “{passage['text'][:60]}…” does not stand in {article.id}")
    return Place(article.id, start, start + len(passage["text"]))


def render_score(result: Score) -> str:
    """Return the comparison as lines: what was found, missed, graded otherwise, sprung, and claimed beyond the gold."""
    facts = result.facts
    discrepancies = {name: fact for name, fact in facts.items() if any(pair.is_discrepancy for pair in fact.pairs)}
    must = {name: fact for name, fact in facts.items() if any(pair.must_find for pair in fact.pairs)}
    lines = [
        f"facts that must be found      {_found(must)}",
        f"all discrepancies of the gold {_found(discrepancies)}",
        f"levels as the gold has them   {_levels(discrepancies)}",
        f"traps sprung                  {len(result.sprung)} of {result.traps}",
        f"findings beyond the gold      {len(result.beyond)}",
        "",
    ]
    for name, fact in discrepancies.items():
        marker = "must" if name in must else "    "
        wanted = "|".join(dict.fromkeys(verdict for pair in fact.pairs for verdict in pair.accepted))
        level = next((pair.level for pair in fact.pairs if pair.level), "-")
        if fact.held_by:
            got = ", ".join(f"{finding.verdict} {finding.level} ({finding.id})" for finding in fact.held_by)
            state = "found " if fact.accepted else "found, other verdict "
            lines.append(f"{marker} {name:<4} {state}{got}; gold: {wanted}, {level}")
        else:
            lines.append(f"{marker} {name:<4} MISSED; gold: {wanted}, {level}")
    lines += [f"sprung {trap.name}: {finding.id} {finding.headline}" for trap, finding in result.sprung]
    lines += [f"beyond {finding.id} {finding.level} {finding.verdict}: {finding.headline}" for finding in result.beyond]
    return "\n".join(lines) + "\n"


def _levels(facts: Mapping[str, FactScore]) -> str:
    found = [fact for fact in facts.values() if fact.held_by]
    same = sum(bool(fact.levels & {pair.level for pair in fact.pairs}) for fact in found)
    return f"{same} of {len(found)} found"


def _found(facts: Mapping[str, FactScore]) -> str:
    found = sum(bool(fact.held_by) for fact in facts.values())
    accepted = sum(fact.accepted for fact in facts.values())
    return f"{found} of {len(facts)}, {accepted} with a verdict that the gold accepts"


def main(arguments: Sequence[str]) -> int:
    """Print the comparison of a JSON report with a gold file; return the exit code."""
    try:
        report, gold = arguments
        result = score(
            Report.model_validate_json(Path(report).read_bytes()), json.loads(Path(gold).read_text(encoding="utf-8"))
        )
    except ValueError as problem:
        print(f"usage: python -m checker.harness.pairs REPORT.json GOLD.json ({problem})", file=sys.stderr)
        return 2
    except (OSError, CheckerError) as problem:
        print(f"checker: {problem}", file=sys.stderr)
        return 2
    print(render_score(result), end="")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
