"""Options that several commands share, worded once."""

from __future__ import annotations

import math
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Optional

import typer


def _finite(number: float | None) -> float | None:
    if number is not None and not math.isfinite(number):
        raise typer.BadParameter(f"{number} is no number of dollars; leave the option out for no limit")
    return number


def named_file(output: Path | None) -> Path | None:
    """Return the file to write to; None for -, which stands for standard output."""
    return None if output == Path("-") else output


class Format(StrEnum):
    """In which form a report is written."""

    TERMINAL = "terminal"
    BRIEF = "brief"
    MARKDOWN = "markdown"
    HTML = "html"
    JSON = "json"
    SARIF = "sarif"
    GITHUB = "github"
    DOCX = "docx"


class ClaimsFormat(StrEnum):
    """In which form claims are written."""

    TERMINAL = "terminal"
    JSON = "json"


class ChangesFormat(StrEnum):
    """In which form the changes between two reports are written."""

    TERMINAL = "terminal"
    MARKDOWN = "markdown"
    JSON = "json"


class Way(StrEnum):
    """Which way through the pipeline is taken."""

    CLAIMS = "claims"
    QUICK = "quick"
    THOROUGH = "thorough"


class FailOn(StrEnum):
    """From which severity on a finding makes the exit code 1."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


Articles = Annotated[
    list[Path],
    typer.Argument(
        metavar="ARTICLE", help="Files, folders of them, or - for standard input.", show_default=False, readable=False
    ),
]
AnswersFolder = Annotated[
    Optional[Path],  # noqa: UP045 - typer reads this at run time on every Python supported
    typer.Option("--answers", metavar="FOLDER", help="Replay recorded answers; nothing is sent."),
]
PendingFile = Annotated[
    Optional[Path],  # noqa: UP045
    typer.Option("--pending", metavar="FILE", help="Write what nobody answered there, as Batch API lines; exit 4."),
]
Model = Annotated[Optional[str], typer.Option("--model", metavar="NAME", help="The model to ask.")]  # noqa: UP045
ModelExtract = Annotated[
    Optional[str],  # noqa: UP045
    typer.Option("--model-extract", metavar="NAME", help="Another model for the claims, a cheaper one say."),
]
ModelReconcile = Annotated[
    Optional[str],  # noqa: UP045
    typer.Option("--model-reconcile", metavar="NAME", help="Another model to judge the facts."),
]
ModelConfirm = Annotated[
    Optional[str],  # noqa: UP045
    typer.Option("--model-confirm", metavar="NAME", help="Another model for the second look."),
]
WayOption = Annotated[
    Way,
    typer.Option(
        "--way", help="By typed claims; quick: all in one request, for a small story; thorough: each aspect by itself."
    ),
]
ChecksOnly = Annotated[
    bool, typer.Option("--checks-only", help="Ask no model: only what arithmetic and comparing text can show.")
]
DeskListFile = Annotated[
    Optional[Path],  # noqa: UP045
    typer.Option("--desk-list", metavar="CSV", help="People's spellings, offices and birthdays, for the checks."),
]
ByFolder = Annotated[
    bool, typer.Option("--by-folder", help="Check the story of each file: the folder it lies in, one after the other.")
]
OutputFormats = Annotated[
    Optional[list[Format]],  # noqa: UP045
    typer.Option(
        "--format",
        metavar="<" + "|".join(Format) + ">",
        help="The form of the report; may be given several times. Else by the ending of --output, or terminal.",
        show_default=False,
    ),
]
OutputFormat = Annotated[ClaimsFormat, typer.Option("--format", help="The form of the claims.")]
DecisionsFile = Annotated[
    Optional[Path],  # noqa: UP045
    typer.Option(
        "--decisions", metavar="FILE", help="What was dismissed (checker-decisions.jsonl).", show_default=False
    ),
]
WithNames = Annotated[bool, typer.Option("--with-names", help="Say in the report who dismissed what.")]
Output = Annotated[
    Optional[Path],  # noqa: UP045
    typer.Option(
        "--output",
        "-o",
        metavar="FILE",
        callback=named_file,
        help="Write there, not to standard output; of several forms each under its own ending.",
    ),
]
FailOnOption = Annotated[
    Optional[FailOn],  # noqa: UP045
    typer.Option("--fail-on", help="Exit 1 for findings as grave as this (error).", show_default=False),
]
ExitZero = Annotated[bool, typer.Option("--exit-zero", help="Exit 0 even where there are findings.")]
MaxArticle = Annotated[
    Optional[int],  # noqa: UP045
    typer.Option("--max-article", metavar="BYTES", min=1, help="Refuse an article above this size (1000000)."),
]
TrustEnv = Annotated[
    bool, typer.Option("--trust-env", help="Let an endpoint from .env have a key from the environment.")
]
NoCache = Annotated[bool, typer.Option("--no-cache", help="Neither use nor keep answers between runs.")]
Refresh = Annotated[bool, typer.Option("--refresh", help="Ask again for what is kept, and keep the new answers.")]
Estimate = Annotated[bool, typer.Option("--estimate", help="Print requests, tokens and cost (low–high); ask nobody.")]
MaxCost = Annotated[
    Optional[float],  # noqa: UP045
    typer.Option(
        "--max-cost", metavar="DOLLARS", min=0, callback=_finite, help="Stop before the run costs more; exit 3."
    ),
]
MaxRequests = Annotated[
    Optional[int],  # noqa: UP045
    typer.Option("--max-requests", metavar="NUMBER", min=0, help="Stop before more is asked, failed tries included."),
]
Batch = Annotated[
    bool, typer.Option("--batch", help="Ask through the provider's Batch API, at half the price; exit 4.")
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no notices on standard error.")]
LogFile = Annotated[
    Optional[Path],  # noqa: UP045
    typer.Option("--log", metavar="FILE", help="Write what happens there, a JSON line an event."),
]
