"""checker compare: cross-check articles."""

from __future__ import annotations

import typer

from checker.cli.asked import AskedToCheck, taking
from checker.cli.options import Articles, ByFolder, Way, WayOption


@taking(AskedToCheck)
def compare(articles: Articles, asked: AskedToCheck, way: WayOption = Way.CLAIMS, by_folder: ByFolder = False) -> None:
    """Cross-check articles on one story.

    Each is held against the others and against itself. Where no model is set up, the built-in checks are run alone.

    Example: checker compare seeds/articles --answers seeds/answers
    """
    from checker.cli.rendering import outputs
    from checker.cli.run import Arguments, run
    from checker.cli.stories import check_forms, run_each
    from checker.pipeline import compare as by_claims
    from checker.pipeline import quick, thorough

    arguments = Arguments.of(
        asked, articles, quick=way is Way.QUICK, thorough=way is Way.THOROUGH, else_checks_only=True
    )
    forms = asked.forms or []
    if by_folder:
        check_forms(forms)
    each = run_each if by_folder else run
    taken = {Way.CLAIMS: by_claims, Way.QUICK: quick, Way.THOROUGH: thorough}[way]
    raise typer.Exit(each(arguments, taken, outputs(forms, asked.output, notes=asked.notes)))
