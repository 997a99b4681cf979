"""The options that commands share, declared once: a frozen noun for each group, and what makes a command take it."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Annotated, Any, TypeVar

import typer

from checker.cli.options import (
    AnswersFolder,
    Batch,
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
    WithNames,
)

Command = TypeVar("Command", bound=Callable[..., None])


@dataclass(frozen=True)
class WhoAnswers:
    """Who answers what a command asks, as the user said it; None where they did not."""

    answers: AnswersFolder = None
    pending: PendingFile = None
    model: Model = None


@dataclass(frozen=True)
class Judges:
    """Who else judges: other models for some tasks."""

    model_extract: ModelExtract = None
    model_reconcile: ModelReconcile = None
    model_confirm: ModelConfirm = None


@dataclass(frozen=True)
class ChecksAndForms:
    """What is checked besides, and in which forms it is written."""

    checks_only: ChecksOnly = False
    desk_list: DeskListFile = None
    decisions: DecisionsFile = None
    with_names: WithNames = False
    forms: OutputFormats = None


@dataclass(frozen=True)
class Written:
    """Where the report is written."""

    output: Output = None


@dataclass(frozen=True)
class ExitCodeAndNotes:
    """What of the findings makes the exit code, and what of them is shown."""

    fail_on: FailOnOption = None
    exit_zero: ExitZero = False
    notes: Annotated[bool, typer.Option("--notes", help="Show the notes as well, not just how many there are.")] = False


@dataclass(frozen=True)
class Limits:
    """What a run may take, and what it keeps and tells."""

    max_article: MaxArticle = None
    estimate: Estimate = False
    max_cost: MaxCost = None
    max_requests: MaxRequests = None
    batch: Batch = False
    no_cache: NoCache = False
    refresh: Refresh = False
    quiet: Quiet = False
    log: LogFile = None
    trust_env: TrustEnv = False


@dataclass(frozen=True)
class Asked(Limits, Written, WhoAnswers):
    """What every command takes that may ask a model. Help lists the groups from the last to the first."""


@dataclass(frozen=True)
class AskedToCheck(Limits, ExitCodeAndNotes, Written, ChecksAndForms, Judges, WhoAnswers):
    """What those take that check articles. Help lists the groups from the last to the first."""


def taking(noun: type[Asked | AskedToCheck]) -> Callable[[Command], Command]:
    """Return what makes a command take the fields of a noun as options, behind its own; it gets them as `asked`.

    So an option is worded where it is declared, and a command lists none that it only hands on.
    """
    shared = inspect.signature(noun, eval_str=True).parameters

    def with_options(command: Command) -> Command:
        own = inspect.signature(command, eval_str=True).parameters
        parameters = [one for name, one in own.items() if name != "asked"] + [*shared.values()]

        @wraps(command)
        def taken(**given: Any) -> None:
            asked = noun(**{name: given.pop(name) for name in shared})
            command(**given, asked=asked)

        # typer reads of a command what inspect says of it.
        read = [one.replace(kind=inspect.Parameter.KEYWORD_ONLY) for one in parameters]
        taken.__signature__ = inspect.Signature(read)  # type: ignore[attr-defined]
        taken.__annotations__ = {one.name: one.annotation for one in read}
        return taken  # type: ignore[return-value]

    return with_options
