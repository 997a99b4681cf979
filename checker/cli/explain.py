"""checker explain: what a built-in check says."""

from __future__ import annotations

import typer

from checker.cli.completing import codes

Code = typer.Argument(
    None,
    metavar="[CODE]",
    help="The code of a check, as findings name it (F1); none lists all.",
    autocompletion=codes,
)


def explain(code: str | None = Code) -> None:
    """Say what a built-in check looks for.

    And why it matters, with an example that it calls and one that it lets pass.

    Example: checker explain F1
    """
    from checker.checks.registry import BY_CODE, CHECKS
    from checker.errors import UsageError
    from checker.reports.check_pages import explain as explained

    if code is None:
        for check in CHECKS:
            typer.echo(f"{check.code:<4}{check.name}")
        return
    named = BY_CODE.get(code.strip().upper())
    if named is None:
        raise UsageError(f"there is no check {code}; there are: {', '.join(BY_CODE)}")
    typer.echo(explained(named), nl=False)
