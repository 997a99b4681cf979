"""checker explain: what a built-in check says."""

from __future__ import annotations

import typer

from checker.cli.completing import codes

_MOST_NEAR = 8

Code = typer.Argument(
    None,
    metavar="CODE",
    help="A code, as findings name it (F1, unsourced-figure, number-differ); none lists them all.",
    autocompletion=codes,
)


def explain(code: str | None = Code) -> None:
    """Say what a code of findings means.

    What a built-in check says, or what is told of a draft, with an example that it calls and one that it lets pass;
    or what a model judged.

    Example: checker explain F1
    """
    import difflib

    from checker.checks.registry import BY_CODE, CHECKS
    from checker.errors import UsageError
    from checker.reports.check_pages import explain as explained
    from checker.reports.draft_codes import DRAFT_PAGES, explain_draft_code
    from checker.reports.fact_codes import FACT_CODES, explain_fact_code, is_fact_code

    if code is None:
        for check in CHECKS:
            typer.echo(f"{check.code:<4}{check.name}")
        for name, page in DRAFT_PAGES.items():
            typer.echo(f"{name:<22}{page.title}")
        typer.echo(f"{'number-differ, …':<22}What a model judged of answers: an aspect and a verdict.")
        return
    if code.strip().lower() in DRAFT_PAGES:
        typer.echo(explain_draft_code(code.strip().lower()), nl=False)
        return
    if is_fact_code(code.strip().lower()):
        typer.echo(explain_fact_code(code.strip().lower()), nl=False)
        return
    named = BY_CODE.get(code.strip().upper())
    if named is None:
        asked = code.strip().lower()
        known = [*BY_CODE, *DRAFT_PAGES, *FACT_CODES]
        near = [name for name in known if asked and name.lower().startswith(asked)]
        near = near or difflib.get_close_matches(asked, known, _MOST_NEAR)
        did = (
            f"did you mean {', '.join(near[:_MOST_NEAR])}?"
            if near
            else f"there are {', '.join(BY_CODE)}, and more in checker explain"
        )
        raise UsageError(f"there is no code {code[:40] or '“”'}; {did}")
    typer.echo(explained(named), nl=False)
