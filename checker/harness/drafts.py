"""Drafts with known faults, held against their stories from recorded answers: `python -m checker.harness.drafts dev`.

| measure | counts |
|---|---|
| faults found | faults on whose sentence a finding (fix or check) lies |
| … by standing | faults whose sentence stands as the gold accepts, and is not called supported |
| fixes right | findings on the level fix that lie on a fault for which the gold accepts one |
| standings accepted | sentences that stand as the gold accepts |
| sound, flagged | sentences that need no editor, on which a finding (fix or check) lies, and that are not supported |
| on the page | findings (fix or check) a draft, the median |
| annotators | sentences that a second annotator has stand as the gold accepts, and faults that they saw too |
"""

from __future__ import annotations

import argparse
import statistics
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from checker.errors import CheckerError, InputError
from checker.harness.checking import NOW, Recordings, WatchedSource
from checker.harness.draft_gold import DraftGold, GoldSentence, SecondAnnotation, load_draft_gold, load_second
from checker.harness.fitting import fitted
from checker.harness.recording import write_pending
from checker.harness.results import Tally
from checker.harness.suites import LARGEST, EvalStory, Suites, load_story, load_suites
from checker.model.asking import Asker
from checker.model.request import TASKS, Request
from checker.model.together import run_to_end
from checker.pipeline import Options, Story, draft, quick_draft
from checker.readers import read_articles
from checker.schema import DraftSentence, Finding, Report

FIRST_DRAFTS = "draft"
"""The folder of a story's draft. "second-draft" holds one written when the prompt was done, with fewer faults."""

WAYS = {"claims": draft, "quick": quick_draft}

_CALM = ("supported", "without a checkable claim")

MEASURES = ("faults found", "… by standing", "fixes right", "standings accepted", "sound, flagged")

_ON_PAGE = ("fix", "check")


@dataclass(frozen=True)
class DraftScore:
    """How one draft was checked. `lost` are faults without a finding, `wrong` sound sentences that are flagged."""

    story: str
    way: str
    tallies: dict[str, Tally]
    on_page: int
    lost: tuple[str, ...]
    wrong: tuple[str, ...]
    annotators: dict[str, Tally] = field(default_factory=dict)


@dataclass(frozen=True)
class DraftRun:
    """One draft checked one way; `missing` are requests without an answer, and then the report is partial."""

    story: EvalStory
    gold: DraftGold
    way: str
    report: Report
    missing: tuple[Request[Any], ...]
    second: SecondAnnotation | None = None


def run_drafts(
    evals: Path, names: Sequence[str], ways: Sequence[str], folder: str = FIRST_DRAFTS
) -> Iterator[DraftRun]:
    """Check the drafts in this folder of all stories of these suites that have it. Raises InputError, AnswersError."""
    suites = load_suites(evals)
    recordings = Recordings()
    for story in _stories(evals, names, suites, folder):
        place = evals / "stories" / story.name / folder
        own = read_articles([place / "draft.md"], max_bytes=LARGEST).articles[0]
        gold = load_draft_gold(place / "gold.json", own)
        second = load_second(place / "gold-second.json", gold)
        for way in ways:
            source = WatchedSource(recordings.of(story.answers))
            asker = Asker(source, dict.fromkeys(TASKS, story.model))
            options = Options("recorded answers", started=NOW, draft=own.id)
            together = Story((*story.story.articles, own), story.story.title)
            report = run_to_end(WAYS[way](together, asker, options))
            missing = tuple(request for request, _ in source.missing.values())
            yield DraftRun(story, gold, way, report, missing, second)


def _stories(evals: Path, names: Sequence[str], suites: Suites, folder: str) -> Iterator[EvalStory]:
    for name in names:
        for story in suites.suite(name).stories:
            if (evals / "stories" / story / folder).is_dir():
                yield load_story(evals, story, suites)


def score_draft(run: DraftRun) -> DraftScore:
    """Hold what a draft check says against the gold."""
    if run.report.draft is None:
        raise InputError(f"{run.story.name}: the report is of no draft")
    own = run.report.draft.article
    shown = [finding for finding in run.report.findings if finding.level in _ON_PAGE]
    flagged = {number for finding in shown for number in _sentences(finding, own)}
    standing = {sentence.number: sentence for sentence in run.report.draft.sentences}
    faults = [sentence for sentence in run.gold.sentences if sentence.fault is not None]
    sound = [sentence for sentence in run.gold.sentences if sentence.is_sound]
    # A sound sentence may show what is wrong with another one: then it stands in a finding, and is supported.
    wrong = [one for one in sound if one.n in flagged and standing[one.n].standing != "supported"]
    fixes = [finding for finding in shown if finding.level == "fix"]
    by_number = {sentence.n: sentence for sentence in run.gold.sentences}
    return DraftScore(
        story=run.story.name,
        way=run.way,
        tallies={
            "faults found": Tally(hit=sum(one.n in flagged for one in faults), of=len(faults)),
            "… by standing": Tally(hit=sum(_told(one, standing[one.n]) for one in faults), of=len(faults)),
            "fixes right": Tally(hit=sum(_is_right(one, own, by_number) for one in fixes), of=len(fixes)),
            "standings accepted": Tally(
                hit=sum(standing[one.n].standing in one.standings for one in run.gold.sentences),
                of=len(run.gold.sentences),
            ),
            "sound, flagged": Tally(hit=len(wrong), of=len(sound)),
        },
        on_page=len(shown),
        lost=tuple(f"{one.n} ({one.fault.kind}): {one.text}" for one in faults if one.fault and one.n not in flagged),
        wrong=tuple(f"{one.n}: {one.text}" for one in wrong),
        annotators={} if run.second is None else agreement(run.gold, run.second),
    )


def agreement(gold: DraftGold, second: SecondAnnotation) -> dict[str, Tally]:
    """Return how a second annotator agrees: standings the gold accepts, faults seen too, sound sentences doubted."""
    pairs = list(zip(gold.sentences, second.sentences, strict=True))
    faults = [theirs for own, theirs in pairs if own.fault is not None]
    sound = [theirs for own, theirs in pairs if own.is_sound]
    return {
        "standings": Tally(hit=sum(theirs.standing in own.standings for own, theirs in pairs), of=len(pairs)),
        "faults seen": Tally(hit=sum(one.standing not in _CALM for one in faults), of=len(faults)),
        "sound, doubted": Tally(hit=sum(one.standing not in _CALM for one in sound), of=len(sound)),
    }


def _told(gold: GoldSentence, found: DraftSentence) -> bool:
    return found.standing in gold.standings and found.standing != "supported"


def _is_right(finding: Finding, own: str, gold: dict[int, GoldSentence]) -> bool:
    faults = [gold[number].fault for number in _sentences(finding, own) if number in gold]
    return any(fault is not None and "fix" in fault.levels for fault in faults)


def _sentences(finding: Finding, own: str) -> set[int]:
    return {number for passage in finding.passages if passage.article == own for number in passage.sentences}


def table(scores: Sequence[DraftScore]) -> str:
    """Return the scores as lines: by way the sums, then draft by draft, then what was lost and what is beyond."""
    lines: list[str] = []
    for way in dict.fromkeys(score.way for score in scores):
        of_way = [score for score in scores if score.way == way]
        lines.append(f"way {way}: {len(of_way)} drafts")
        for name in MEASURES:
            hit = sum(score.tallies[name].hit for score in of_way)
            lines.append(f"  {name:<20} {hit:>4g} of {sum(score.tallies[name].of for score in of_way):g}")
        lines += _annotators(of_way)
        lines.append(f"  {'on the page':<20} {statistics.median(score.on_page for score in of_way):>4g} (median)")
        for score in of_way:
            figures = ", ".join(f"{name} {one.hit:g}/{one.of:g}" for name, one in score.tallies.items())
            lines.append(f"  {score.story}: {figures}, on the page {score.on_page}")
            lines += [f"    lost {line}" for line in score.lost]
            lines += [f"    flagged though sound {line}" for line in score.wrong]
    return "\n".join(lines) + "\n"


def _annotators(scores: Sequence[DraftScore]) -> list[str]:
    """Return how second annotators agree with the gold, in one line, where there were any."""
    doubly = [score.annotators for score in scores if score.annotators]
    if not doubly:
        return []
    sums = [
        f"{name} {sum(one[name].hit for one in doubly):g} of {sum(one[name].of for one in doubly):g}"
        for name in doubly[0]
    ]
    return [f"  second annotator of {len(doubly)}: {', '.join(sums)}"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table of every way whose answers are all there; of another, how many are missing, and exit 2.

    With `--pending FILE`, write there what has no answer yet and exit 4.
    """
    parser = argparse.ArgumentParser(prog="python -m checker.harness.drafts", description=__doc__.splitlines()[0])
    parser.add_argument("suites", nargs="+", metavar="SUITE")
    parser.add_argument("--way", action="append", choices=WAYS, help="only this way; may be given several times")
    parser.add_argument("--drafts", default=FIRST_DRAFTS, metavar="FOLDER", help="of each story (or: second-draft)")
    parser.add_argument("--pending", type=Path, metavar="FILE")
    parser.add_argument("--evals", type=Path, default=Path("evals"), metavar="FOLDER")
    given = parser.parse_args(arguments)
    try:
        runs = list(run_drafts(given.evals, given.suites, given.way or list(WAYS), given.drafts))
        if not runs:
            raise InputError(
                f"no story of {', '.join(given.suites)} has a folder {given.drafts}; name one with --drafts"
            )
        waiting = [(run.story.answers[0], request) for run in runs for request in run.missing]
        if given.pending is not None and waiting:
            print(f"{write_pending(waiting, given.pending)} requests await an answer in {given.pending}")
            return 4
        partial = Counter(run.way for run in runs for _ in run.missing)
        scores = [score_draft(run) for run in runs if run.way not in partial]
        for line in fitted(table(scores).splitlines() if scores else ()):
            print(line)
        if partial:
            lacking = ", ".join(f"{count} of way {way}" for way, count in partial.items())
            raise InputError(f"answers are missing: {lacking}; --pending FILE writes the requests")
    except CheckerError as problem:
        print(f"checker: {problem}", file=sys.stderr)
        return problem.exit_code
    return 0


if __name__ == "__main__":
    sys.exit(main())
