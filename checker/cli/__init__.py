"""The command line: arguments in, exit code out. A module a command; each imports what it needs when it runs.

Exit codes, the first that applies: 2 wrong usage, settings or input; 4 answers are awaited; 3 incomplete, or standard
output cannot be written; 1 findings at or above --fail-on; 0 otherwise. 70 means a defect of checker itself.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

from checker import __version__
from checker.cli import answers, claims, compare, diff, dismiss, draft, explain, init
from checker.cli import eval as evaluation
from checker.cli.command_help import add_command, example_below
from checker.cli.completing import refuse_unknown_shell
from checker.cli.interrupt import was_interrupted
from checker.cli.streams import sink, standing_streams
from checker.errors import AskError, CheckerError

INCOMPLETE = AskError.exit_code
INTERRUPTED = 130
WRONG_USAGE = next(one for one in typer.BadParameter.__mro__ if one.__name__ == "ClickException")
"""What typer raises for a wrong command line. Which module it comes from differs between versions of typer."""

COMMANDS: Mapping[str, Callable[[typer.Typer], object]] = {
    "compare": lambda app: add_command(app, "compare")(compare.compare),
    "draft": lambda app: add_command(app, "draft", cls=draft.DraftCommand)(draft.draft),
    "claims": lambda app: add_command(app, "claims")(claims.claims),
    "explain": lambda app: add_command(app, "explain")(explain.explain),
    "diff": lambda app: add_command(app, "diff")(diff.diff),
    "dismiss": lambda app: add_command(app, "dismiss")(dismiss.dismiss),
    "init": lambda app: add_command(app, "init")(init.init),
    "eval": lambda app: add_command(app, "eval")(evaluation.evaluate),
    "answers": lambda app: app.add_typer(answers.app, name="answers"),
}
"""Each command by its name, as what adds it to the command line."""


def _print_version(asked: bool) -> None:
    if asked:
        typer.echo(f"checker {__version__}")
        raise typer.Exit


def _options(
    version: Annotated[
        bool, typer.Option("--version", help="Print the version and exit.", callback=_print_version, is_eager=True)
    ] = False,
) -> None: ...


def command_line(first: str = "") -> typer.Typer:
    """Return the command line: with one command where `first` names it, because typer takes a while to read each."""
    app = typer.Typer(
        name="checker",
        help="Cross-check news articles: where do they agree, differ, contradict or outdate one another?",
        epilog=example_below("checker compare seeds/articles --checks-only"),
        no_args_is_help=True,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["--help", "-h"]},
    )
    app.callback()(_options)
    for name in (first,) if first in COMMANDS else COMMANDS:
        COMMANDS[name](app)
    return app


def main() -> None:
    """Run the command line and exit. No error reaches the user as a traceback."""
    # A run makes many values and few circles; by the usual limits Python looks for circles every few hundred.
    gc.set_threshold(20_000, *gc.get_threshold()[1:])
    with standing_streams():
        _main()


def _main() -> None:
    try:
        refuse_unknown_shell()
        sys.exit(command_line(next(iter(sys.argv[1:]), ""))(standalone_mode=False))
    except SystemExit as end:
        if isinstance(end.__context__, BrokenPipeError):  # click ends with 1 then, which would mean findings
            sink(sys.stdout)
            sys.exit(INCOMPLETE)
        raise
    except CheckerError as problem:
        _say(str(problem))
        sys.exit(problem.exit_code)
    except KeyboardInterrupt:
        _say("interrupted")
        sys.exit(INTERRUPTED)
    except OSError as problem:
        _say(f"{problem.filename or 'standard output'}: {problem.strerror or problem}")
        if problem.filename is None:
            sink(sys.stdout)
            sys.exit(INCOMPLETE)
        sys.exit(CheckerError.exit_code)
    except Exception as problem:  # noqa: BLE001 - a defect must not look like findings (exit 1) or flood the terminal
        if isinstance(problem, WRONG_USAGE):
            sys.exit(_say_wrong_usage(problem))
        if was_interrupted():  # what was broken off may tell of it in its own way
            _say("interrupted")
            sys.exit(INTERRUPTED)
        _say(f"a defect of checker; what happened is in {_log_defect()}. Please report it")
        sys.exit(70)


def _say_wrong_usage(problem: Any) -> int:
    """Say in a line what typer cannot make of the command line, and where to look; return the exit code.

    What has several lines is the help, as where no command is named, and is shown as it is.
    """
    message = problem.format_message().rstrip(".").replace("Value error, ", "")
    if "\n" in message:
        problem.show()
    else:
        named = " ".join(["checker", *sys.argv[1:2]]) if sys.argv[1:] and sys.argv[1] in COMMANDS else "checker"
        # A name that begins with a dash is taken for an option.
        dashed = next((arg for arg in sys.argv[1:] if arg.startswith("-") and Path(arg).is_file()), None)
        message += f" (the file is ./{dashed})" if dashed else ""
        command = problem.ctx.command_path if getattr(problem, "ctx", None) else named
        _say(f"{message[:1].lower()}{message[1:]}; see {command} --help")
    return int(problem.exit_code)


def _say(message: str) -> None:
    print(f"checker: {message}", file=sys.stderr)  # noqa: T201


def _log_defect() -> str:
    """Write the traceback, without the key, where the user can find it; return where."""
    import tempfile
    import traceback

    from checker.settings import load_settings

    told = traceback.format_exc()
    try:
        key = load_settings(trust_env=True).openai_api_key
    except CheckerError:
        key = None
    if key is not None:
        told = told.replace(key.get_secret_value(), "…")
    with tempfile.NamedTemporaryFile("w", prefix="checker-", suffix=".log", delete=False, encoding="utf-8") as file:
        file.write(told)
    return file.name
