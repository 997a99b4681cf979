"""What the second key does: the checks alone, check by check; and every way with and without them.

`python -m checker.harness.keys SUITE...` prints it from recorded answers, with each clash that is not right, and what
only the checks found or tempered. Nothing is sent.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from checker.checks.check import Check
from checker.checks.registry import CHECKS
from checker.errors import CheckerError
from checker.harness.checking import Checked, Recordings, check_story
from checker.harness.evaluating import Plan, evaluation
from checker.harness.fitting import fitted
from checker.harness.measures import MEASURES
from checker.harness.results import Beyond, StoryScore, Tally
from checker.harness.scoring import score
from checker.harness.signalled import only_of, with_signals_told
from checker.harness.suites import EvalStory, load_suites
from checker.harness.table import share
from checker.model.together import run_to_end
from checker.schema import Finding, Report

SORTS: dict[str, frozenset[str]] = {
    "number": frozenset({"number"}),
    "date": frozenset({"date"}),
    "quote": frozenset({"quote", "attribution"}),
    "name": frozenset({"name", "person", "place"}),
    "role": frozenset({"role"}),
}
"""Aspects that gold facts are counted by: what share of the contradictions of each sort the checks find alone."""

_JUDGED = ("claims", "quick")
"""The ways of the product that ask a model."""


@dataclass(frozen=True)
class Alone:
    """What one check says of a suite's stories by itself, with nobody's verdict beside it."""

    code: str
    name: str
    findings: int
    contradictions: Tally
    traps: int
    notes: int
    beyond: tuple[tuple[str, Beyond], ...]


def checks_alone(stories: Sequence[EvalStory], checks: Sequence[Check] = CHECKS) -> list[Alone]:
    """Score each check by itself. A clash is right where the gold, or what was adjudicated, accepts a contradiction."""
    return _alone(_checked_alone(stories, checks), checks)


def recall_by_sort(stories: Sequence[EvalStory], checks: Sequence[Check] = CHECKS) -> dict[str, Tally]:
    """Return for each sort of fact how many of the gold's contradictions the checks alone find."""
    return _recall(_checked_alone(stories, checks))


def _checked_alone(stories: Sequence[EvalStory], checks: Sequence[Check]) -> list[tuple[EvalStory, Checked]]:
    return [(story, _check(story, "checks", 0, checks, Recordings())) for story in stories]


def _alone(checked: Sequence[tuple[EvalStory, Checked]], checks: Sequence[Check]) -> list[Alone]:
    found = []
    for check in checks:
        scores = [(story.name, _score(story, only_of(one.report, check.code), "checks")) for story, one in checked]
        shown = [f for _, one in checked for f in one.report.findings if f.keys.checks == (check.code,)]
        found.append(
            Alone(
                code=check.code,
                name=check.name,
                findings=sum(finding.level != "note" for finding in shown),
                contradictions=_sum([made.tallies["contradictions"] for _, made in scores]),
                traps=sum(int(made.tallies["traps"].hit) for _, made in scores),
                notes=sum(finding.level == "note" for finding in shown),
                beyond=tuple((name, beyond) for name, made in scores for beyond in made.beyond),
            )
        )
    return found


def _recall(checked: Sequence[tuple[EvalStory, Checked]]) -> dict[str, Tally]:
    hits: dict[str, list[bool]] = {sort: [] for sort in SORTS}
    for story, one in checked:
        made = _score(story, one.report, "checks")
        aspects = {fact.id: fact.aspects for fact in story.gold.facts}
        for fact in made.facts:
            if not any("contradict" in pair.accept for pair in fact.pairs):
                continue
            for sort, its in SORTS.items():
                if its & aspects[fact.id]:
                    hits[sort].append(fact.found)
    return {sort: Tally(hit=sum(one), of=len(one)) for sort, one in hits.items()}


def key_lines(plan: Plan, checks: Sequence[Check] = CHECKS) -> Iterator[str]:
    """Yield the page: the checks alone, then each way of the plan with and without the second key."""
    recordings = Recordings()
    for name in plan.names:
        stories = plan.stories(name)
        yield from _alone_lines(name, stories, checks)
        for way, sample in plan.runs(name):
            if way in _JUDGED:
                yield ""
                yield from _way_lines(name, stories, (way, sample), checks, recordings)


def _alone_lines(name: str, stories: Sequence[EvalStory], checks: Sequence[Check]) -> Iterator[str]:
    checked = _checked_alone(stories, checks)
    alone = _alone(checked, checks)
    yield f"{name}: the built-in checks alone, {len(stories)} stories"
    yield f"  {'':<6}{'check':<16}{'clashes':>8}{'right':>10}{'share':>8}{'open':>6}{'traps':>7}{'notes':>7}"
    for one in alone:
        right = f"{one.contradictions.hit:.0f}/{one.contradictions.of:.0f}"
        undecided = sum(beyond.state == "open" for _, beyond in one.beyond)
        yield (
            f"  {one.code:<6}{one.name:<16}{one.findings:>8}{right:>10}{share(one.contradictions.value):>8}"
            f"{undecided:>6}{one.traps:>7}{one.notes:>7}"
        )
    total = _sum([one.contradictions for one in alone])
    yield f"  all: {total.hit:.0f} of {total.of:.0f} clashes that can be told are right, {share(total.value)}"
    found = [f"{sort} {its.hit:.0f}/{its.of:.0f}" for sort, its in _recall(checked).items()]
    yield f"  contradictions of the gold found: {', '.join(found)}"
    for one in alone:
        for story, beyond in one.beyond:
            yield f"    {one.code} {story} {beyond.state}: {beyond.question}" + (
                f" ({beyond.why})" if beyond.why else ""
            )


def _way_lines(
    name: str, stories: Sequence[EvalStory], run: tuple[str, int], checks: Sequence[Check], recordings: Recordings
) -> Iterator[str]:
    way, sample = run
    pairs = [
        (story, _check(story, way, sample, checks, recordings), _check(story, way, sample, (), recordings))
        for story in stories
    ]
    if any(one.missing for _, one, _ in pairs):
        yield f"{name}, way {way}, sample {sample}: answers are missing"
        return
    both = evaluation(name, way, sample, [_score(story, one.report, way, sample) for story, one, _ in pairs])
    model = evaluation(name, way, sample, [_score(story, one.report, way, sample) for story, _, one in pairs])
    yield f"{name}, way {way}, sample {sample}: with both keys, and by the model alone"
    for measure, meaning in MEASURES.items():
        two, one = both.measures[measure], model.measures[measure]
        if (two.hit, two.of) != (one.hit, one.of):
            sign = _sign(two.value, one.value, more=meaning.more_is_better)
            yield (
                f"  {meaning.label:<28}{share(one.value):>8} → {share(two.value)} "
                f"({one.hit:.0f}/{one.of:.0f} → {two.hit:.0f}/{two.of:.0f}) {sign}".rstrip()
            )
    alone = [(story.name, f) for story, one, _ in pairs for f in one.report.findings if f.keys.checks and not f.fact]
    own = [(story, finding) for story, finding in alone if finding.level != "note"]
    yield f"  only the second key: {len(own)}, and {len(alone) - len(own)} notes"
    yield from (f"    {story} {_line(finding)}" for story, finding in own)
    moved = list(_moved(pairs))
    yield f"  levels that it moved: {len(moved)}"
    yield from (f"    {line}" for line in moved)
    confirmed = sum(bool(f.keys.checks and f.fact) for _, one, _ in pairs for f in one.report.findings)
    yield f"  findings that both keys open: {confirmed}"


def _moved(pairs: Sequence[tuple[EvalStory, Checked, Checked]]) -> Iterator[str]:
    for story, both, model in pairs:
        before = {finding.id: finding.level for finding in model.report.findings}
        for finding in both.report.findings:
            if finding.fact and before.get(finding.id) != finding.level:
                yield f"{story.name} {before.get(finding.id, 'silent')} → {_line(finding)}"


def _line(finding: Finding) -> str:
    codes = ", ".join((*finding.keys.checks, *finding.keys.meets))
    return f"{finding.level} {codes}, model {finding.keys.model or 'nothing'}: {finding.headline}"


def _sign(two: float | None, one: float | None, *, more: bool) -> str:
    if two is None or one is None or two == one:
        return ""
    return "better" if (two > one) == more else "WORSE"


def _check(story: EvalStory, way: str, sample: int, checks: Sequence[Check], recordings: Recordings) -> Checked:
    return run_to_end(check_story(story, way, sample, recordings, checks=tuple(checks)))


def _score(story: EvalStory, report: Report, way: str, sample: int = 0) -> StoryScore:
    return score(with_signals_told(report), story.gold, way=way, sample=sample)


def _sum(tallies: Sequence[Tally]) -> Tally:
    return Tally(hit=sum(tally.hit for tally in tallies), of=sum(tally.of for tally in tallies))


def main(names: Sequence[str]) -> int:
    """Print the page for suites of evals/; return the exit code."""
    evals = Path("evals")
    try:
        for line in fitted(key_lines(Plan(evals, load_suites(evals), tuple(names or ("dev",))))):
            print(line)
    except CheckerError as problem:
        print(f"checker: {problem}", file=sys.stderr)
        return problem.exit_code
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
