"""checker diff: what is new, gone and changed between two reports."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Optional

import typer

from checker.cli.options import ChangesFormat, ExitZero, FailOnOption, named_file

if TYPE_CHECKING:
    from checker.schema import Report
    from checker.steps.changes import Changes


def diff(
    old: Annotated[Path, typer.Argument(metavar="OLD", help="The JSON report of an earlier run.", readable=False)],
    new: Annotated[Path, typer.Argument(metavar="NEW", help="The JSON report of a later run.", readable=False)],
    form: Annotated[ChangesFormat, typer.Option("--format", help="The form of the changes.")] = ChangesFormat.TERMINAL,
    output: Annotated[
        Optional[Path],  # noqa: UP045 - typer reads this at run time on every Python supported
        typer.Option(
            "--output", "-o", metavar="FILE", callback=named_file, help="Write there, not to standard output."
        ),
    ] = None,
    fail_on: FailOnOption = None,
    exit_zero: ExitZero = False,
) -> None:
    """Compare two JSON reports.

    Says what is new, gone and changed. Exits with 1 where an error is new, and with 3 where NEW has gaps.

    Example: checker diff old.json new.json
    """
    from checker.cli.run import exit_code
    from checker.cli.saying import say
    from checker.errors import UsageError
    from checker.house import load_house
    from checker.model.folder import write_whole
    from checker.readers.reports import read_report
    from checker.steps.changes import changes

    if output is not None and (output.is_dir() or output.resolve() in (old.resolve(), new.resolve())):
        raise UsageError(f"--output {output}: is a folder, or one of the reports; name another file")
    grave = load_house().fail_on if fail_on is None else fail_on.value
    before, after = read_report(old), read_report(new)
    found = changes(before, after)
    written = _rendered(form, found, before, after)
    if output is not None:
        write_whole(output, written)
        say(f"the changes are in {output}")
    else:
        sys.stdout.flush()
        sys.stdout.buffer.write(written)
        sys.stdout.buffer.flush()
    risen = after.model_copy(update={"findings": found.risen})
    raise typer.Exit(exit_code(risen, grave, exit_zero=exit_zero))


def _rendered(form: ChangesFormat, found: Changes, old: Report, new: Report) -> bytes:
    if form is ChangesFormat.JSON:
        from checker.reports.changes_json import render_changes_json

        return render_changes_json(found, old, new)
    if form is ChangesFormat.MARKDOWN:
        from checker.reports.changes_markdown import render_changes_markdown

        return render_changes_markdown(found, old, new)
    from checker.reports.changes import render_changes

    return render_changes(found, old, new).encode("utf-8", "backslashreplace")
