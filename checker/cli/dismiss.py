"""checker dismiss: put down that a finding needs no more attention, and why."""

from __future__ import annotations

import getpass
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Optional

import typer

from checker.cli.completing import findings as found_ids

if TYPE_CHECKING:
    from checker.schema import Finding, Report


def dismiss(
    findings: Annotated[
        list[str],
        typer.Argument(
            metavar="ID",
            help="Findings, by the number on the page or the id in the report.",
            show_default=False,
            autocompletion=found_ids,
        ),
    ],
    reason: Annotated[
        Optional[str],  # noqa: UP045 - typer reads this at run time on every Python supported
        typer.Option("--reason", metavar="TEXT", help="Why; a FIX is not dismissed without.", show_default=False),
    ] = None,
    report: Annotated[
        Path,
        typer.Option("--report", metavar="FILE", help="The JSON report that the findings stand in.", readable=False),
    ] = Path("report.json"),
    by: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option("--by", metavar="NAME", help="Who decides (git's user.name, or your login).", show_default=False),
    ] = None,
    decisions: Annotated[
        Optional[Path],  # noqa: UP045
        typer.Option(
            "--decisions", metavar="FILE", help="Where it is put down (checker-decisions.jsonl).", show_default=False
        ),
    ] = None,
    reopen: Annotated[bool, typer.Option("--reopen", help="Show them again instead.")] = False,
) -> None:
    """Dismiss findings until they change.

    Later runs count them, and show them again only when their passages change.

    Example: checker dismiss 2 --reason "Two calls, says the desk in Velm"
    """
    from datetime import UTC, datetime

    from checker.cli.saying import say
    from checker.house import load_house
    from checker.readers.decisions import append_decisions, read_decisions
    from checker.readers.paths import shown
    from checker.readers.reports import read_report
    from checker.reports.harmless import harmless
    from checker.steps.decisions import decision_on, stands_already

    file = decisions or load_house().decisions
    known = read_decisions(file)  # what cannot be read is not added to
    given = read_report(report)
    chosen = {finding.id: finding for finding in (_found(name, given, report) for name in findings)}
    who, when, why = _who(by), datetime.now(UTC), " ".join((reason or "").split()) or None
    made = [decision_on(finding, given, why, who=who, when=when, reopen=reopen) for finding in chosen.values()]
    before = [stands_already(decision, known, given) for decision in made]
    append_decisions(file, [decision for decision, stood in zip(made, before, strict=True) if stood is None])
    for decision, stood in zip(made, before, strict=True):
        done = "will be shown again" if reopen else "dismissed"
        if stood is not None:
            done = f"{'reopened' if reopen else 'dismissed'} already, on {stood.when:%Y-%m-%d}; nothing was added"
        typer.echo(harmless(f"{decision.finding}: {done} ({decision.level.upper()}: {decision.headline})"))
    for name in () if reopen else dict.fromkeys(findings):
        # A page made since counts without it, so the number may have been read there, of another finding.
        finding = _found(name, given, report)
        bare = decision_on(finding, given, why, who=who, when=when).model_copy(update={"reason": None})
        if name != finding.id and stands_already(bare, known, given) is not None:
            say(
                f"finding {name} of {shown(report)} is dismissed already ({finding.id}); "
                f"the page you look at may count otherwise: give the id"
            )
    if not known:
        typer.echo(
            f"checker: {file}: written for the first time; keep it in the repository, with this line in "
            f".gitattributes: {file.name} merge=union",
            err=True,
        )


def _found(name: str, report: Report, path: Path) -> Finding:
    """Return the finding of an id, or of a number on the page. Raises UsageError where there is none."""
    import difflib

    from checker.errors import UsageError
    from checker.reports.wording import LEVELS, counted

    on_page = sorted(report.findings, key=lambda finding: LEVELS.index(finding.level))
    dismissed = {one.finding.id: one.finding for one in report.dismissed}
    by_id = {finding.id: finding for finding in on_page}
    if name in by_id | dismissed:
        return (by_id | dismissed)[name]
    if name.isascii() and name.isdigit() and 1 <= int(name) <= len(on_page):
        return on_page[int(name) - 1]
    near = difflib.get_close_matches(name, by_id | dismissed, 1)
    remedy = f"did you mean {near[0]}?" if near else f"it has {counted(len(on_page), 'finding')}, by number or id"
    raise UsageError(f"{name[:40]}: no such finding in {path}; {remedy}")


def _who(by: str | None) -> str:
    """Return the name of whoever decides: as given, as git knows it, or that of the login."""
    name = " ".join((by or "").split())
    git = shutil.which("git")
    if not name and git:
        asked = subprocess.run([git, "config", "user.name"], capture_output=True, text=True, check=False)  # noqa: S603
        name = " ".join(asked.stdout.split())
    return name or getpass.getuser()
