"""checker diff: what is new, gone and changed between two reports."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from checker.cli.options import ExitZero, FailOnOption


def diff(
    old: Annotated[Path, typer.Argument(metavar="OLD", help="The JSON report of an earlier run.")],
    new: Annotated[Path, typer.Argument(metavar="NEW", help="The JSON report of a later run.")],
    fail_on: FailOnOption = None,
    exit_zero: ExitZero = False,
) -> None:
    """Say what is new, gone and changed between two JSON reports; exit 1 where there are new errors, 3 for gaps in NEW.

    Example: checker diff yesterday.json today.json
    """
    from checker.cli.run import exit_code
    from checker.house import load_house
    from checker.readers.reports import read_report
    from checker.reports.changes import render_changes
    from checker.steps.changes import changes

    grave = load_house().fail_on if fail_on is None else fail_on.value
    before, after = read_report(old), read_report(new)
    found = changes(before, after)
    sys.stdout.flush()
    sys.stdout.buffer.write(render_changes(found, before, after).encode("utf-8", "backslashreplace"))
    sys.stdout.buffer.flush()
    risen = after.model_copy(update={"findings": found.risen})
    raise typer.Exit(exit_code(risen, grave, exit_zero=exit_zero))
