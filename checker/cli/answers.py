"""checker answers: look into recorded answers and into the cache, take answers in, give them out, forget them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Optional

import typer

from checker.cli.command_help import add_command, example_below
from checker.cli.completing import recorded_answers

if TYPE_CHECKING:
    from checker.settings import Settings

app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    help="Look after recorded and kept answers.",
    epilog=example_below("checker answers list --answers seeds/answers"),
    add_completion=False,
)

Folder = Annotated[
    Optional[Path],  # noqa: UP045 - typer reads this at run time on every Python supported
    typer.Option("--answers", metavar="FOLDER", help="The folder of answers (CHECKER_ANSWERS, else .checker/answers)."),
]


Trust = Annotated[bool, typer.Option("--trust-env", help="Let .env say where answers are kept.")]
FromCache = Annotated[bool, typer.Option("--cache", help="The answers kept between runs, not those in a folder.")]


@add_command(app, "list")
def list_answers(answers: Folder = None, cache: FromCache = False, trust_env: Trust = False) -> None:
    """List answers recorded and awaited.

    With --cache those that are kept between runs.

    Example: checker answers list --answers seeds/answers
    """
    from checker.cli.rows import echo_row
    from checker.errors import UsageError
    from checker.model.folder import read_answers, read_awaiting
    from checker.model.recorded import awaited_summary, recorded_summary, refusals

    if cache:
        from checker.cli.kept import cached_answers

        found, path = cached_answers(_settings(trust_env))
        kept = [answer for _, answer in found]
        refused = refusals(kept)
        for answer in sorted(kept, key=lambda answer: (answer.date, answer.task, answer.item, answer.id)):
            echo_row(*recorded_summary(answer, refused.get(answer.id)), hang=14)
        typer.echo(f"{len(kept)} kept in {path}")
        return
    folder = _folder(answers, trust_env)
    if answers is not None and not folder.is_dir():
        raise UsageError(f"--answers {folder}: no such folder; check the name")
    recorded, awaiting = read_answers(folder), read_awaiting(folder)
    refused = refusals([*recorded.values(), *awaiting.values()])
    for answer in sorted(recorded.values(), key=lambda answer: (answer.task, answer.item, answer.id)):
        echo_row(*recorded_summary(answer, refused.get(answer.id)), hang=14)
    for request in awaiting.values():
        echo_row(*awaited_summary(request), hang=14)
    typer.echo(f"{len(recorded)} recorded, {len(awaiting)} awaited in {folder}")


@add_command(app, "show")
def show_answer(
    fingerprint: Annotated[
        str,
        typer.Argument(metavar="ID", help="The first characters of a fingerprint.", autocompletion=recorded_answers),
    ],
    answers: Folder = None,
    cache: FromCache = False,
    trust_env: Trust = False,
) -> None:
    """Show all that is known of one answer.

    With --cache of one that is kept between runs, of each host that gave one.

    Example: checker answers show 03f2 --answers seeds/answers
    """
    from checker.errors import UsageError
    from checker.model.folder import read_answers

    if cache:
        from checker.cli.kept import cached_answers

        kept, folder = cached_answers(_settings(trust_env))
        every = [answer for _, answer in kept]
    else:
        folder = _folder(answers, trust_env)
        every = list(read_answers(folder).values())
    found = [answer for answer in every if answer.id.startswith(fingerprint)]
    different = len({answer.id for answer in found})
    if not fingerprint:
        raise UsageError("an empty ID names no answer; checker answers list names them")
    if not found:
        raise UsageError(f"{fingerprint}: no answer in {folder} begins so; checker answers list names them")
    if different > 1:
        raise UsageError(f"{fingerprint}: {different} answers in {folder} begin so; give more characters")
    for answer in found:
        typer.echo(answer.model_dump_json(indent=2, exclude_none=True))


@add_command(app, "import")
def import_(
    replies: Annotated[Path, typer.Argument(metavar="FILE", help="Batch API output lines, or the short form.")],
    answers: Folder = None,
    how: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option("--how", metavar="TEXT", help="For the short form: the model, a comma, the way."),
    ] = None,
    answered_by: Annotated[
        Optional[int],  # noqa: UP045
        typer.Option("--answered-by", metavar="NUMBER", help="For the short form: the number of who answered."),
    ] = None,
    date: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option("--date", metavar="ISO", help="The day of the answers, where it is not today."),
    ] = None,
) -> None:
    """Take answers in that a run asked for.

    They answer what --pending wrote, and are checked. The short form is {"custom_id": "…", "reply": {…}}, one a line,
    and needs --how.

    Example: checker answers import replies.jsonl --how "claude, by hand-off"
    """
    from checker.cli.replies import read_replies, stated, tell
    from checker.errors import AnswersError
    from checker.model.importing import import_answers

    folder = _folder(answers)
    told, on = stated(how, answered_by, date)
    imported = import_answers(read_replies(replies), folder, told, on)
    tell(replies, folder, imported)
    if imported.rejected:
        raise typer.Exit(AnswersError.exit_code)


@add_command(app, "export")
def export(
    ids: Annotated[
        Optional[list[str]],  # noqa: UP045
        typer.Argument(metavar="ID", help="First characters of fingerprints; without them, everything."),
    ] = None,
    answers: Folder = None,
    host: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option("--host", metavar="NAME", help="Only what this host answered."),
    ] = None,
    trust_env: Trust = False,
) -> None:
    """Write kept answers into a folder.

    It holds recorded ones then, fit for version control and for --answers.

    Example: checker answers export --answers story/answers
    """
    from checker.cli.kept import export_answers

    export_answers(ids or [], answers, host, _settings(trust_env))


@add_command(app, "prune")
def prune(
    days: Annotated[
        int, typer.Option("--older-than", metavar="DAYS", min=0, help="Forget what was answered longer ago than this.")
    ],
    trust_env: Trust = False,
) -> None:
    """Forget kept answers that are old.

    A run that wants them again pays again.

    Example: checker answers prune --older-than 90
    """
    from checker.cli.kept import prune_answers

    prune_answers(days, _settings(trust_env))


def _folder(given: Path | None, trust_env: bool = False) -> Path:
    return given or _settings(trust_env).answers


def _settings(trust_env: bool) -> Settings:
    from checker.cli.saying import told_settings

    return told_settings(trust_env=trust_env)
