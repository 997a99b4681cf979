"""checker eval: how good is it, from recorded answers."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Optional

import typer

from checker.cli.completing import suites as known_suites

if TYPE_CHECKING:
    from checker.harness.evaluating import Plan
    from checker.harness.results import Results


def evaluate(
    suites: Annotated[
        Optional[list[str]],  # noqa: UP045 - typer reads this at run time on every Python supported
        typer.Argument(
            metavar="SUITE",
            help="Suites of evals/suites.toml: dev, test.",
            show_default=False,
            autocompletion=known_suites,
        ),
    ] = None,
    ways: Annotated[
        Optional[list[str]],  # noqa: UP045
        typer.Option(
            "--way",
            metavar="WAY",
            help="Only this way of checking: claims, quick, checks, or an ablation; may be given several times.",
            show_default=False,
        ),
    ] = None,
    samples: Annotated[
        Optional[list[int]],  # noqa: UP045
        typer.Option("--sample", metavar="N", min=0, help="Only this repeat, from 0; may be given several times."),
    ] = None,
    output: Annotated[
        Optional[Path],  # noqa: UP045
        typer.Option("--output", "-o", metavar="FOLDER", help="Write eval.json and eval.html there as well."),
    ] = None,
    pending: Annotated[
        Optional[Path],  # noqa: UP045
        typer.Option("--pending", metavar="FILE", help="Write every request that has no answer there; exit 4."),
    ] = None,
    replies: Annotated[
        Optional[Path],  # noqa: UP045
        typer.Option("--import", metavar="FILE", help="Take answers in, each into the folder of its story."),
    ] = None,
    how: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option("--how", metavar="TEXT", help="For --import of the short form: the model, a comma, the way."),
    ] = None,
    answered_by: Annotated[
        Optional[int],  # noqa: UP045
        typer.Option("--answered-by", metavar="NUMBER", help="For --import: the number of who answered."),
    ] = None,
    diff: Annotated[
        Optional[tuple[Path, Path]],  # noqa: UP045
        typer.Option("--diff", metavar="OLD NEW", help="Say what changed between two eval.json.", show_default=False),
    ] = None,
    baseline: Annotated[
        Optional[Path],  # noqa: UP045
        typer.Option("--baseline", metavar="FILE", help="Exit 1 where a figure is below the one committed there."),
    ] = None,
    write_baseline: Annotated[
        Optional[Path],  # noqa: UP045
        typer.Option("--write-baseline", metavar="FILE", help="Commit these figures there."),
    ] = None,
    log: Annotated[
        Optional[Path],  # noqa: UP045
        typer.Option("--log", metavar="FILE", help="Append a line on this reading there."),
    ] = None,
    evals: Annotated[Path, typer.Option("--evals", metavar="FOLDER", help="The folder of the suites.")] = Path("evals"),
) -> None:
    """Score suites of stories against their gold.

    From recorded answers: nothing is sent.

    Example: checker eval dev --way claims --sample 0 --output build/eval
    """
    from checker.errors import UsageError
    from checker.harness.evaluating import Plan
    from checker.harness.suites import load_suites

    if diff is not None:
        _print(_difference(*diff))
        return
    if not suites:
        raise UsageError("name a suite, such as dev, or compare two evaluations with --diff OLD NEW")
    plan = Plan(evals, load_suites(evals), tuple(dict.fromkeys(suites)), tuple(ways or ()), tuple(samples or ()))
    if replies is not None:
        raise typer.Exit(_import(plan, replies, how, answered_by))
    if pending is not None:
        raise typer.Exit(_pending(plan, pending))
    raise typer.Exit(_evaluate(plan, output, baseline, write_baseline, log))


def _evaluate(
    plan: Plan, output: Path | None, baseline: Path | None, write_baseline: Path | None, log: Path | None
) -> int:
    """Evaluate, write what was asked for, and return 1 where a figure dropped below the committed one."""
    from checker.harness.baseline import dropped, read_baseline
    from checker.harness.baseline import write_baseline as commit
    from checker.harness.evaluating import evaluate as evaluated
    from checker.harness.history import log_reading
    from checker.harness.table import render_table

    committed = None if baseline is None else read_baseline(baseline)
    results = evaluated(plan)
    _print(render_table(results))
    if output is not None:
        _write(results, output)
    if write_baseline is not None:
        commit(results, write_baseline)
    if log is not None:
        log_reading(results, log)
    lines = [] if committed is None else dropped(results, committed)
    for line in lines:
        typer.echo(f"checker: dropped: {line}", err=True)
    return int(bool(lines))


def _write(results: Results, folder: Path) -> None:
    from checker.harness.page import render_page
    from checker.model.folder import write_whole

    write_whole(folder / "eval.json", (results.model_dump_json(indent=1) + "\n").encode())
    write_whole(folder / "eval.html", render_page(results).encode("utf-8", "backslashreplace"))
    typer.echo(f"checker: written: {folder / 'eval.json'}, {folder / 'eval.html'}", err=True)


def _difference(old: Path, new: Path) -> str:
    from checker.harness.comparing import read_results, render_difference

    return render_difference(read_results(old), read_results(new))


def _pending(plan: Plan, file: Path) -> int:
    from checker.errors import Awaited
    from checker.harness.evaluating import pending

    count = pending(plan, file)
    if not count:
        typer.echo("checker: every answer is recorded; nothing to ask", err=True)
        return 0
    typer.echo(
        f"checker: {count} requests await an answer in {file}; next: checker eval {' '.join(plan.names)} --import "
        f'REPLIES --how "MODEL, the way" --answered-by N, then this command again',
        err=True,
    )
    return Awaited.exit_code


def _import(plan: Plan, replies: Path, how: str | None, answered_by: int | None) -> int:
    from checker.cli.replies import read_replies, stated, tell
    from checker.errors import AnswersError
    from checker.harness.recording import import_to_stories

    told, today = stated(how, answered_by)
    folders = [story.answers[0] for name in plan.names for story in plan.stories(name)]
    done = import_to_stories(read_replies(replies), folders, told, today)
    for folder, imported in done.items():
        tell(replies, folder, imported)
    return AnswersError.exit_code if any(imported.rejected for imported in done.values()) else 0


def _print(text: str) -> None:
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace"))
    sys.stdout.buffer.flush()
