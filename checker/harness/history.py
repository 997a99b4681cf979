"""evals/HISTORY.md: every reading of the test suite, and every round of work, with its figures."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from checker import __version__
from checker.harness.measures import MEASURES
from checker.harness.results import Evaluation, Results
from checker.harness.table import interval, share, tokens
from checker.model.folder import write_whole

_SHOWN = ("found", "accepted", "level", "complete", "contradictions", "fixes", "traps", "refused")


def log_reading(results: Results, path: Path) -> None:
    """Append a section on this reading. Raises AnswersError where the file cannot be written."""
    known = path.read_text(encoding="utf-8") if path.exists() else "# Readings\n"
    day = datetime.now(UTC).date().isoformat()
    lines = [f"## {day}: {', '.join(dict.fromkeys(one.suite for one in results.evaluations))}, checker {__version__}"]
    lines += [f"- {_line(one)}" for one in results.evaluations]
    write_whole(path, (known.rstrip() + "\n\n" + "\n".join(lines) + "\n").encode())


def _line(one: Evaluation) -> str:
    figures = [f"{MEASURES[name].label.lstrip('… ')} {_figure(one, name)}" for name in _SHOWN]
    return f"{one.suite}, way {one.way}, sample {one.sample}: {', '.join(figures)}; {tokens(one):,.0f} tokens"


def _figure(one: Evaluation, name: str) -> str:
    its = one.measures[name]
    return f"{share(its.value)} {interval(its)}".strip()
