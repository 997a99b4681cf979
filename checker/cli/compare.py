"""checker compare: cross-check articles."""

from __future__ import annotations

import typer

from checker.cli.options import (
    AnswersFolder,
    Articles,
    ExitZero,
    FailOn,
    FailOnOption,
    Format,
    MaxArticle,
    Model,
    ModelConfirm,
    ModelExtract,
    ModelReconcile,
    Output,
    OutputFormat,
    PendingFile,
    TrustEnv,
    Way,
    WayOption,
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
    form: OutputFormat = Format.TERMINAL,
    output: Output = None,
    fail_on: FailOnOption = FailOn.ERROR,
    exit_zero: ExitZero = False,
    notes: bool = typer.Option(False, "--notes", help="Show the notes as well, not just how many there are."),
    max_article: MaxArticle = None,
    trust_env: TrustEnv = False,
) -> None:
    """Cross-check articles on one story, each with the others and with itself.

    Example: checker compare seeds/articles --answers seeds/answers
    """
    from checker.cli.rendering import renderer
    from checker.cli.run import Arguments, run
    from checker.pipeline import compare as by_claims
    from checker.pipeline import quick

    arguments = Arguments(
        articles=articles,
        answers=answers,
        pending=pending,
        model=model,
        task_models={"extract": model_extract, "reconcile": model_reconcile, "confirm": model_confirm},
        output=output,
        fail_on=fail_on.value,
        exit_zero=exit_zero,
        max_article=max_article,
        trust_env=trust_env,
    )
    raise typer.Exit(run(arguments, quick if way is Way.QUICK else by_claims, renderer(form, output, notes=notes)))
