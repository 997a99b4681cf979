"""checker draft: hold a draft against its sources before it goes out."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Optional

import typer

from checker.cli.asked import AskedToCheck, taking
from checker.cli.command_help import HelpfulCommand
from checker.cli.options import Way

_AGAINST = "--against"


class DraftCommand(HelpfulCommand):
    """Takes several sources behind one `--against`, as a shell makes of `--against sources/*.txt`."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Put the option before each path that follows it, up to the next option.

        Raises UsageError where that leaves no draft.
        """
        spread: list[str] = []
        inside = False
        for arg in args:
            option = arg.startswith("-") and arg != "-"
            if inside and not option and spread[-1] != _AGAINST:
                spread.append(_AGAINST)
            inside = arg.partition("=")[0] == _AGAINST or (inside and not option)
            spread.append(arg)
        try:
            return super().parse_args(ctx, spread)
        except typer.BadParameter as problem:
            if getattr(problem.param, "name", None) != "article" or _AGAINST not in args:
                raise
            from checker.errors import UsageError

            raise UsageError(f"{_AGAINST} takes every path behind it for a source; name the draft before it") from None


@taking(AskedToCheck)
def draft(
    article: Annotated[
        Path, typer.Argument(metavar="DRAFT", help="The draft's file, or - for standard input.", readable=False)
    ],
    against: Annotated[
        list[Path],
        typer.Option(_AGAINST, metavar="SOURCE...", help="The files, or folders, it was written from.", readable=False),
    ],
    asked: AskedToCheck,
    publish_at: Annotated[
        Optional[str],  # noqa: UP045 - typer reads this at run time on every Python supported
        typer.Option("--publish-at", metavar="TIME", help="When it goes out: “today” is judged for then."),
    ] = None,
    earlier: Annotated[
        Optional[Path],  # noqa: UP045
        typer.Option(
            "--earlier",
            metavar="REPORT",
            help="The JSON of an earlier check: what did not change stays.",
            readable=False,
        ),
    ] = None,
    watch: bool = typer.Option(False, "--watch", help="Check again whenever the draft or a source is saved."),
    way: Annotated[
        Way,
        typer.Option(
            "--way", metavar="<claims|quick>", help="By typed claims; quick: all in one request, for a small story."
        ),
    ] = Way.CLAIMS,
) -> None:
    """Hold a draft against its sources.

    Sentence by sentence, before it goes out. Where no model is set up, the built-in checks are run alone.

    Example: checker draft seeds/draft/draft.md --against seeds/draft/sources
    """
    from checker.cli.drafting import Drafting
    from checker.cli.rendering import outputs
    from checker.cli.run import Arguments, run
    from checker.cli.watching import watch as run_again
    from checker.errors import UsageError
    from checker.pipeline import draft as by_claims
    from checker.pipeline import quick_draft

    if way is Way.THOROUGH:
        raise UsageError("--way thorough is for checker compare; a draft is judged sentence by sentence anyway")
    arguments = Arguments.of(
        asked,
        [article, *against],
        drafting=Drafting(article, publish_at, earlier),
        quick=way is Way.QUICK,
        else_checks_only=True,
    )
    taken = quick_draft if way is Way.QUICK else by_claims
    once = run_again if watch else run
    raise typer.Exit(once(arguments, taken, outputs(asked.forms or [], asked.output, notes=asked.notes)))
