"""The adapter for gold that is written as pairs of passages, and its score on the terminal.

Run as `python -m checker.harness.pairs REPORT.json GOLD.json`. The gold holds `documents` (id, file), `relations`
(pairs of passages on one fact: the letter behind an id's number tells the pairs of one fact apart), and `traps` (pairs
that look like a contradiction and are none). Passages of a fact that agree become one position; facts all of whose
pairs agree are no discrepancies, and are left out. Which of two passages is the older is not in it.
"""

from __future__ import annotations

import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path, PurePath
from typing import Any

from checker.errors import CheckerError, InputError
from checker.harness.gold import Gold, GoldFact, GoldPair, GoldPosition, Trap
from checker.harness.places import Place, located
from checker.harness.results import FactResult, StoryScore
from checker.harness.scoring import score
from checker.harness.signalled import with_signals_told
from checker.schema import Article, Report


def gold_of_pairs(written: Mapping[str, Any], articles: Sequence[Article]) -> Gold:
    """Return pair gold as gold. Raises InputError where it names a text or a file that was not read."""
    documents = _documents(articles, written["documents"])
    relations: defaultdict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for relation in written["relations"]:
        relations[re.sub(r"(?<=\d)[a-z]$", "", relation["id"])].append(relation)
    facts = [
        _fact(name, pairs, documents)
        for name, pairs in relations.items()
        if any(pair["verdict"] != "agree" for pair in pairs)
    ]
    traps = tuple(
        Trap(f"t{number}", _place(trap["a"], documents), _place(trap["b"], documents), trap.get("why", ""))
        for number, trap in enumerate(written["traps"], 1)
    )
    return Gold(story=str(written.get("cluster", "pairs")), facts=tuple(facts), traps=traps)


def _documents(articles: Sequence[Article], documents: Iterable[Mapping[str, Any]]) -> dict[str, Article]:
    by_stem = {PurePath(article.origin).stem: article for article in articles}
    found = {}
    for document in documents:
        stem = PurePath(document["file"]).stem
        if stem not in by_stem:
            raise InputError(f"the gold's {document['file']} is not among the report's articles; compare that file too")
        found[document["id"]] = by_stem[stem]
    return found


def _fact(name: str, relations: Sequence[Mapping[str, Any]], documents: Mapping[str, Article]) -> GoldFact:
    sides = [(_place(one["a"], documents), _place(one["b"], documents), one) for one in relations]
    apart = {frozenset((one, other)) for one, other, relation in sides if relation["verdict"] != "agree"}
    groups: dict[Place, frozenset[Place]] = {
        place: frozenset([place]) for one, other, _ in sides for place in (one, other)
    }
    for one, other, relation in sides:
        together = groups[one] | groups[other]
        if relation["verdict"] == "agree" and not any(pair <= together for pair in apart):
            groups.update(dict.fromkeys(together, together))
    positions = list(dict.fromkeys(groups.values()))
    pairs: dict[frozenset[int], GoldPair] = {}
    for one, other, relation in sides:
        first, second = positions.index(groups[one]) + 1, positions.index(groups[other]) + 1
        if relation["verdict"] != "agree" and first != second:
            accept = frozenset((relation["verdict"], *(relation.get("accept") or ())))
            known = pairs.get(frozenset((first, second)))
            pairs[frozenset((first, second))] = GoldPair(
                first, second, relation["verdict"], accept | (known.accept if known else frozenset()), ordered=False
            )
    return GoldFact(
        id=name,
        question=" / ".join(dict.fromkeys(str(one.get("why", "")) for one in relations)),
        aspects=frozenset(str(one["aspect"]) for one in relations if one.get("aspect")),
        difficulty=str(relations[0].get("difficulty", "plain")),
        levels=frozenset(str(one["level"]) for one in relations if one.get("level")),
        positions=tuple(
            GoldPosition("", tuple(sorted(places, key=lambda place: (place.article, place.start))))
            for places in positions
        ),
        pairs=tuple(pairs.values()),
        must_find=any(one.get("must_find") for one in relations),
    )


def _place(passage: Mapping[str, str], documents: Mapping[str, Article]) -> Place:
    return located(passage["text"], documents[passage["document"]], "the gold")


def render_score(result: StoryScore, gold: Gold, report: Report) -> str:
    """Return the comparison as lines: what was found, missed, graded otherwise, sprung, and claimed beyond the gold."""
    traps = result.tallies["traps"]
    levels = {fact.id: "|".join(sorted(fact.levels)) or "-" for fact in gold.facts}
    met = {finding for fact in result.facts for finding in fact.findings}
    beyond = [finding for finding in report.findings if finding.verdict and finding.id not in met]
    contradictions = sum(finding.verdict == "contradict" for finding in beyond)
    lines = [
        f"facts that must be found      {_found([fact for fact in result.facts if fact.must_find])}",
        f"all discrepancies of the gold {_found(result.facts)}",
        f"levels as the gold has them   {sum(fact.level for fact in result.facts)} of {_shown(result.facts)} found",
        f"traps sprung                  {traps.hit:.0f} of {traps.of:.0f}",
        f"findings beyond the gold      {len(beyond)}, of these {contradictions} contradictions",
        "",
    ]
    for fact in result.facts:
        marker = "must" if fact.must_find else "    "
        wanted = "|".join(dict.fromkeys(verdict for pair in fact.pairs for verdict in (pair.gold, *pair.accept)))
        if fact.found:
            state = "found " if fact.accepted else "found, other verdict "
            got = f"{fact.verdict} {', '.join(fact.levels)} ({', '.join(fact.findings)})"
            lines.append(f"{marker} {fact.id:<4} {state}{got}; gold: {wanted}, {levels[fact.id]}")
        else:
            lines.append(f"{marker} {fact.id:<4} MISSED, lost by {fact.lost}; gold: {wanted}, {levels[fact.id]}")
    lines += [f"beyond {one.id} {one.verdict} {one.level}: {one.headline}" for one in beyond]
    return "\n".join(lines) + "\n"


def _found(facts: Sequence[FactResult]) -> str:
    found, accepted = sum(fact.found for fact in facts), sum(fact.accepted for fact in facts)
    return f"{found} of {len(facts)}, {accepted} with a verdict that the gold accepts"


def _shown(facts: Sequence[FactResult]) -> int:
    return sum(fact.found for fact in facts)


def main(arguments: Sequence[str]) -> int:
    """Print the comparison of a JSON report with a gold file; return the exit code."""
    try:
        path, gold_path = arguments
        report = with_signals_told(Report.model_validate_json(Path(path).read_bytes()))
        gold = gold_of_pairs(json.loads(Path(gold_path).read_text(encoding="utf-8")), report.articles)
        result = score(report, gold)
    except ValueError as problem:
        print(f"usage: python -m checker.harness.pairs REPORT.json GOLD.json ({problem})", file=sys.stderr)
        return 2
    except (OSError, CheckerError) as problem:
        print(f"checker: {problem}", file=sys.stderr)
        return 2
    print(render_score(result, gold, report), end="")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
