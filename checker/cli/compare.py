"""checker compare: cross-check articles."""

from __future__ import annotations

import typer

from checker.cli.options import (
    AnswersFolder,
    Articles,
    Batch,
    ByFolder,
    ChecksOnly,
    DecisionsFile,
    DeskListFile,
    Estimate,
    ExitZero,
    FailOnOption,
    LogFile,
    MaxArticle,
    MaxCost,
    MaxRequests,
    Model,
    ModelConfirm,
    ModelExtract,
    ModelReconcile,
    NoCache,
    Output,
    OutputFormats,
    PendingFile,
    Quiet,
    Refresh,
    TrustEnv,
    Way,
    WayOption,
    WithNames,
)


def compare(
    articles: Articles,
    answers: AnswersFolder = None,
    pending: PendingFile = None,
    model: Model = None,
    model_extract: ModelExtract = None,
    model_reconcile: ModelReconcile = None,
    model_confirm: ModelConfirm = None,
    way: WayOption = Way.CLAIMS,
    checks_only: ChecksOnly = False,
    by_folder: ByFolder = False,
    desk_list: DeskListFile = None,
    decisions: DecisionsFile = None,
    with_names: WithNames = False,
    forms: OutputFormats = None,
    output: Output = None,
    fail_on: FailOnOption = None,
    exit_zero: ExitZero = False,
    notes: bool = typer.Option(False, "--notes", help="Show the notes as well, not just how many there are."),
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
    """Cross-check articles on one story.

    Each is held against the others and against itself. Where no model is set up, the built-in checks are run alone.

    Example: checker compare seeds/articles --answers seeds/answers
    """
    from checker.cli.rendering import outputs
    from checker.cli.run import Arguments, run
    from checker.cli.stories import check_forms, run_each
    from checker.pipeline import compare as by_claims
    from checker.pipeline import quick, thorough

    arguments = Arguments(
        articles=articles,
        answers=answers,
        pending=pending,
        model=model,
        task_models={"extract": model_extract, "reconcile": model_reconcile, "confirm": model_confirm},
        output=output,
        fail_on=None if fail_on is None else fail_on.value,
        exit_zero=exit_zero,
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
        quick=way is Way.QUICK,
        thorough=way is Way.THOROUGH,
        checks_only=checks_only,
        desk_list=desk_list,
        decisions=decisions,
        with_names=with_names,
        else_checks_only=True,
    )
    if by_folder:
        check_forms(forms or [])
    each = run_each if by_folder else run
    taken = {Way.CLAIMS: by_claims, Way.QUICK: quick, Way.THOROUGH: thorough}[way]
    raise typer.Exit(each(arguments, taken, outputs(forms or [], output, notes=notes)))
