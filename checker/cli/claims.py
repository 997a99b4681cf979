"""checker claims: just the typed claims."""

from __future__ import annotations

import typer

from checker.cli.options import (
    AnswersFolder,
    Articles,
    Format,
    MaxArticle,
    Model,
    Output,
    OutputFormat,
    PendingFile,
    TrustEnv,
)


def claims(
    articles: Articles,
    answers: AnswersFolder = None,
    pending: PendingFile = None,
    model: Model = None,
    form: OutputFormat = Format.TERMINAL,
    output: Output = None,
    max_article: MaxArticle = None,
    trust_env: TrustEnv = False,
) -> None:
    """Turn each article into typed claims, and compare nothing.

    Example: checker claims seeds/articles/01-state-tv.md --answers seeds/answers
    """
    from checker.cli.rendering import claims_renderer
    from checker.cli.run import Arguments, run
    from checker.pipeline import claims_only

    arguments = Arguments(
        articles=articles,
        answers=answers,
        pending=pending,
        model=model,
        output=output,
        max_article=max_article,
        trust_env=trust_env,
    )
    raise typer.Exit(run(arguments, claims_only, claims_renderer(form)))
