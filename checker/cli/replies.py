"""Replies from a file, as `answers import` and `eval --import` take them in: how they are read, and what is told."""

from __future__ import annotations

from datetime import UTC, datetime
from datetime import date as day
from pathlib import Path

import typer

from checker.errors import AnswersError, UsageError
from checker.model.importing import How, Imported

_MOST_REJECTED = 10
"""Lines that are told one by one; of a file that holds something else, each would be one."""


def read_replies(file: Path) -> list[str]:
    """Return the lines of a file of replies. Raises AnswersError where it cannot be read."""
    try:
        return file.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as problem:
        reason = problem.strerror if isinstance(problem, OSError) else "it is not UTF-8"
        raise AnswersError(f"{file}: cannot be read ({reason}); check the name and what it holds") from None


def stated(how: str | None, answered_by: int | None, date: str | None = None) -> tuple[How | None, str]:
    """Return how replies of the short form came about, as far as that was stated, and the day of the import.

    `date` is that day where it is not today. Raises UsageError where it is none.
    """
    on = date or datetime.now(UTC).date().isoformat()
    try:
        day.fromisoformat(on)
    except ValueError:
        raise UsageError(f"--date {on}: is no ISO date, such as 2031-03-04") from None
    return None if how is None else How.parse(how, answered_by, on), on


def tell(file: Path, folder: Path, imported: Imported) -> None:
    """Say what an import did with the lines that are one folder's."""
    typer.echo(
        f"{imported.kept} kept in {folder}"
        + (f", {imported.known} known already" if imported.known else "")
        + (f", {imported.awaited} still awaited" if imported.awaited else "")
    )
    for line in imported.refused_replies:
        typer.echo(f"kept as refused, to be asked again: {line}", err=True)
    for line in imported.rejected[:_MOST_REJECTED]:
        typer.echo(f"checker: {file}, {line}", err=True)
    more = len(imported.rejected) - _MOST_REJECTED
    if more > 0:
        typer.echo(f"checker: {file}: {more:,} lines more of which none was taken", err=True)
