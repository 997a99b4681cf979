"""checker claims: just the typed claims."""

from __future__ import annotations

import typer

from checker.cli.asked import Asked, taking
from checker.cli.options import Articles, ClaimsFormat, OutputFormat


@taking(Asked)
def claims(articles: Articles, asked: Asked, form: OutputFormat = ClaimsFormat.TERMINAL) -> None:
    """Turn each article into typed claims.

    Nothing is compared.

    Example: checker claims seeds/articles/01-state-tv.md --answers seeds/answers
    """
    from checker.cli.rendering import claims_output
    from checker.cli.run import Arguments, run
    from checker.pipeline import claims_only

    raise typer.Exit(run(Arguments.of(asked, articles), claims_only, claims_output(form, asked.output)))
