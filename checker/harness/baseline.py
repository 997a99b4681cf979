"""The committed figures: what a change of the program must not fall below. To change them is a visible diff."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from checker.errors import UsageError
from checker.harness.gold import read_noun
from checker.harness.measures import MEASURES
from checker.harness.results import Results
from checker.model.folder import write_whole
from checker.schema import Noun


class Baseline(Noun):
    """Figures by "SUITE/WAY/SAMPLE" and measure; None where there was nothing to count."""

    figures: Mapping[str, Mapping[str, float | None]]


def baseline_of(results: Results) -> Baseline:
    """Return the figures of an evaluation."""
    return Baseline(
        figures={
            f"{one.suite}/{one.way}/{one.sample}": {name: its.value for name, its in one.measures.items()}
            for one in results.evaluations
        }
    )


def read_baseline(path: Path) -> Baseline:
    """Read committed figures. Raises UsageError where there are none yet, InputError where the file is wrong."""
    if not path.exists():
        raise UsageError(f"{path}: there are no committed figures yet; write them with --write-baseline {path}")
    return read_noun(path, Baseline)


def write_baseline(results: Results, path: Path) -> None:
    """Commit the figures of an evaluation. Raises AnswersError where the file cannot be written."""
    write_whole(path, (baseline_of(results).model_dump_json(indent=2) + "\n").encode())


def dropped(results: Results, committed: Baseline) -> list[str]:
    """Return a line for each figure that is worse than the committed one, or no longer there to be compared."""
    lines = []
    now = baseline_of(results).figures
    for run, figures in committed.figures.items():
        for name, before in figures.items():
            if run not in now or before is None:
                continue
            after = now[run].get(name)
            better = MEASURES[name].more_is_better
            if after is None or (after < before if better else after > before):
                lines.append(f"{run}: {MEASURES[name].label}: {before:.3f} → {'none' if after is None else after}")
    return lines
