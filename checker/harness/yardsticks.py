"""Public yardsticks: slices of data sets that nobody here annotated, checked by `--way quick` from recorded answers.

    python -m checker.harness.yardsticks summedits_news --bench ../shared/bench

| slice | how a row is checked | what is called what |
|---|---|---|
| summedits_news | the summary as a draft against its source | inconsistent: a fix or check, dropped denials aside |
| vitaminc | the claim as a draft against one sentence | REFUTES, NOT ENOUGH INFO or SUPPORTS by its gravest standing |
| ramdocs | the passages against one another | contradict, differ or agree, by the gravest fix or check |

Rows are balanced over the labels, so that accuracy is balanced accuracy; the interval comes from drawing rows anew.
Rules were written before any answer was seen, but for the denials: that a summary which leaves one out is consistent to
this data set showed in the first twelve rows. With them, the figure is printed as well. Rows stay outside the project;
only answers are kept.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from checker.errors import CheckerError, InputError
from checker.harness.checking import NOW, Recordings, WatchedSource
from checker.harness.recording import write_pending
from checker.harness.resampling import estimate
from checker.harness.results import Tally
from checker.model.asking import Asker
from checker.model.request import TASKS, Request
from checker.model.together import run_to_end
from checker.pipeline import Options, Story, quick, quick_draft
from checker.schema import GRAVITY, Article, Report
from checker.steps.draft_reply import DENIAL_DROPPED
from checker.text.roles import text_sentences

MODEL = "claude"
DRAFT = "draft"


@dataclass(frozen=True)
class Row:
    """A row of a slice: its label in the data set's own words, and the articles, a draft among them or not."""

    id: str
    label: str
    articles: tuple[Article, ...]
    draft: str | None


@dataclass(frozen=True)
class Slice:
    """How the rows of a slice are labelled by a report, and the field that holds what is held against the articles.

    `first` is the rule as it was before any answer was seen, where it is another.
    """

    told: Callable[[Report], str]
    draft: str | None = None
    first: Callable[[Report], str] | None = None


def _summedits(report: Report) -> str:
    dropped = {fact.id for fact in report.facts if fact.explanation == DENIAL_DROPPED}
    shown = [one for one in report.findings if one.level in ("fix", "check") and one.fact not in dropped]
    return "inconsistent" if shown else "consistent"


def _summedits_with_denials(report: Report) -> str:
    return "inconsistent" if any(one.level in ("fix", "check") for one in report.findings) else "consistent"


def _vitaminc(report: Report) -> str:
    standings = {sentence.standing for sentence in report.draft.sentences} if report.draft else set()
    if standings & {"contradicted", "outdated"}:
        return "REFUTES"
    return "SUPPORTS" if standings <= {"supported", "without a checkable claim"} else "NOT ENOUGH INFO"


def _ramdocs(report: Report) -> str:
    shown = [finding.verdict for finding in report.findings if finding.level in ("fix", "check")]
    gravest = max((verdict for verdict in shown if verdict is not None), key=GRAVITY.__getitem__, default="agree")
    return {"contradict": "contradict", "superseded": "contradict", "agree": "agree"}.get(gravest, "differ")


SLICES = {
    "summedits_news": Slice(_summedits, "draft", _summedits_with_denials),
    "vitaminc": Slice(_vitaminc, "claim"),
    "ramdocs": Slice(_ramdocs),
}


def read_rows(path: Path, one: Slice) -> list[Row]:
    """Read a slice. Raises InputError where it is not there, or a line is no row."""
    try:
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]
        return [_row(row, one) for row in rows]
    except (OSError, ValueError, KeyError) as problem:
        reason = problem.strerror if isinstance(problem, OSError) else problem
        raise InputError(f"{path}: cannot be read ({reason}); name the folder of the slices with --bench") from None


def _row(row: dict[str, Any], one: Slice) -> Row:
    articles = [_article(article["id"], article["text"], article.get("title")) for article in row["articles"]]
    if one.draft is not None:
        articles.append(_article(DRAFT, row[one.draft], None))
    return Row(row["id"], row["gold"]["label"], tuple(articles), DRAFT if one.draft else None)


def _article(name: str, text: str, title: str | None) -> Article:
    return Article(
        id=name, title=title, language="en", origin=name, text=text, sentences=text_sentences(text, "en", ())
    )


def check_rows(rows: Sequence[Row], answers: Path) -> tuple[list[Report], list[Request[Any]]]:
    """Return a report for each row, and the requests that nobody has answered yet."""
    sources = Recordings().of([answers])
    reports: list[Report] = []
    missing: list[Request[Any]] = []
    for row in rows:
        source = WatchedSource(sources)
        asker = Asker(source, dict.fromkeys(TASKS, MODEL))
        way = quick if row.draft is None else quick_draft
        options = Options("recorded answers", started=NOW, draft=row.draft)
        reports.append(run_to_end(way(Story(row.articles), asker, options)))
        missing += [request for request, _ in source.missing.values()]
    return reports, missing


def table(rows: Sequence[Row], told: Sequence[str]) -> str:
    """Return accuracy with its interval, and how each label was told."""
    labels = sorted({row.label for row in rows})
    share = estimate([Tally(hit=int(row.label == called), of=1) for row, called in zip(rows, told, strict=True)])
    counts = Counter((row.label, called) for row, called in zip(rows, told, strict=True))
    lines = [f"{share.hit:g} of {share.of:g} right: {share.value:.3f} [{share.low:.3f}, {share.high:.3f}]"]
    for label in labels:
        calls = ", ".join(f"{count} {called}" for (gold, called), count in sorted(counts.items()) if gold == label)
        lines.append(f"  {label}: told as {calls}")
    for row, called in zip(rows, told, strict=True):
        if row.label != called:
            lines.append(f"  {row.id}: {row.label}, told as {called}")
    return "\n".join(lines) + "\n"


def main(arguments: Sequence[str] | None = None) -> int:
    """Print how a slice was told; with `--pending FILE`, write there what has no answer yet and exit 4."""
    parser = argparse.ArgumentParser(prog="python -m checker.harness.yardsticks")
    parser.add_argument("slice", choices=SLICES)
    parser.add_argument("--bench", type=Path, default=Path("../shared/bench"), metavar="FOLDER")
    parser.add_argument("--answers", type=Path, metavar="FOLDER", help="evals/bench/SLICE")
    parser.add_argument("--pending", type=Path, metavar="FILE")
    given = parser.parse_args(arguments)
    one = SLICES[given.slice]
    answers = given.answers or Path("evals/bench") / given.slice
    try:
        rows = read_rows(given.bench / f"{given.slice}.jsonl", one)
        reports, missing = check_rows(rows, answers)
        if given.pending is not None and missing:
            count = write_pending([(answers, request) for request in missing], given.pending)
            print(f"{count} requests await an answer in {given.pending}")
            return 4
        if missing:
            raise InputError(f"{len(missing)} answers are missing; --pending FILE writes the requests")
    except CheckerError as problem:
        print(f"checker: {problem}", file=sys.stderr)
        return problem.exit_code
    print(table(rows, [one.told(report) for report in reports]), end="")
    if one.first is not None:
        right = sum(one.first(report) == row.label for row, report in zip(rows, reports, strict=True))
        print(f"by the rule before any answer was seen: {right} of {len(rows)} right")
    return 0


if __name__ == "__main__":
    sys.exit(main())
