"""checker claims: just the typed claims."""

from __future__ import annotations

import typer

from checker.cli.options import (
    AnswersFolder,
    Articles,
    Batch,
    ClaimsFormat,
    Estimate,
    LogFile,
    MaxArticle,
    MaxCost,
    MaxRequests,
    Model,
    NoCache,
    Output,
    OutputFormat,
    PendingFile,
    Quiet,
    Refresh,
    TrustEnv,
)


def claims(
    articles: Articles,
    answers: AnswersFolder = None,
    pending: PendingFile = None,
    model: Model = None,
    form: OutputFormat = ClaimsFormat.TERMINAL,
    output: Output = None,
    max_article: MaxArticle = None,
    estimate: Estimate = False,
    max_cost: MaxCost = None,
    max_requests: MaxRequests = None,
    batch: Batch = False,
    no_cache: NoCache = False,
    refresh: Refresh = False,
    quiet: Quiet = False,
    log: LogFile = None,
    trust_env: TrustEnv = False,
) -> None:
    """Turn each article into typed claims.

    Nothing is compared.

    Example: checker claims seeds/articles/01-state-tv.md --answers seeds/answers
    """
    from checker.cli.rendering import claims_output
    from checker.cli.run import Arguments, run
    from checker.pipeline import claims_only

    arguments = Arguments(
        articles=articles,
        answers=answers,
        pending=pending,
        model=model,
        output=output,
        max_article=max_article,
        estimate=estimate,
        max_cost=max_cost,
        max_requests=max_requests,
        batch=batch,
        no_cache=no_cache,
        refresh=refresh,
        quiet=quiet,
        log=log,
        trust_env=trust_env,
    )
    raise typer.Exit(run(arguments, claims_only, claims_output(form, output)))
