"""Who answers: a server (now, or through its Batch API), a folder of recorded answers, or a file that awaits them."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from checker.errors import UsageError
from checker.model.answers import AnswerSource
from checker.model.asking import Unusable
from checker.model.brake import Brake
from checker.model.clock import Clock
from checker.model.counting import Dollars
from checker.model.events import Watch
from checker.model.recorded import PendingSource, RecordedSource
from checker.model.request import Task
from checker.readers import Reading
from checker.settings import Settings

if TYPE_CHECKING:
    from checker.cli.run import Arguments

TASKS: tuple[Task, ...] = ("extract", "reconcile", "draft", "confirm")

NOBODY = (
    "nobody to ask: set OPENAI_API_KEY (or OPENAI_BASE_URL for a server of your own), replay recorded answers "
    "with --answers FOLDER, or write the requests to a file with --pending FILE"
)


@dataclass(frozen=True)
class Surroundings:
    """What a run shares: the clock, the brake, who is told what happens, and what says a line to the user.

    `kept_back` are articles (by id) that may not be sent to the endpoint, with the reason.
    """

    clock: Clock
    brake: Brake
    watch: Watch
    tell: Callable[[str], None]
    kept_back: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Answers:
    """A source that is open: how it is described in the report, and the models that are asked.

    `announcement` is what a user must know before anything leaves the machine; `sends` says that something does.
    `remedy` says what to do about requests that await their answers.
    """

    source: AnswerSource
    models: Mapping[Task, str]
    described: str
    options: Mapping[str, Any] = field(default_factory=dict)
    host: str | None = None
    announcement: str = ""
    place: str = ""
    remedy: str = ""
    dollars: Dollars = lambda _, __: None
    unusable: Unusable = field(default_factory=Unusable)
    reported: Callable[[], None] = lambda: None
    """To be called once the report is written."""

    @property
    def sends(self) -> bool:
        """Whether article text leaves this machine."""
        return self.host is not None

    def awaited(self, count: int) -> str:
        """Return the line that says what awaits an answer and what to do about it; empty for none."""
        if not count:
            return ""
        return f"{count} request{'s await' if count > 1 else ' awaits'} an answer in {self.place}; next: {self.remedy}"


def check_together(arguments: Arguments) -> None:
    """Raise UsageError where options contradict one another."""
    recorded = [name for name in ("answers", "pending") if getattr(arguments, name) is not None]
    asks_a_server = {
        "--batch": arguments.batch,
        "--refresh": arguments.refresh,
        "--max-cost": arguments.max_cost is not None,
        "--max-requests": arguments.max_requests is not None,
    }
    for option, given in asks_a_server.items():
        if given and recorded:
            raise UsageError(f"{option} is about asking a server, --{recorded[0]} asks none; leave one of them out")
    if arguments.no_cache and (arguments.batch or arguments.refresh):
        other = "--batch" if arguments.batch else "--refresh"
        raise UsageError(f"{other} needs the cache: leave --no-cache out")
    if arguments.batch and arguments.refresh:
        raise UsageError("--batch does not ask again for what is kept: leave --refresh out, or checker answers prune")


@asynccontextmanager
async def open_answers(
    arguments: Arguments, reading: Reading, settings: Settings, around: Surroundings
) -> AsyncIterator[Answers]:
    """Open who answers, and close it at the end.

    With `--answers` or `--pending` nothing is sent: a folder answers, and what it cannot goes into the pending file.
    Otherwise a server is asked. Raises UsageError where there is neither a server nor a folder.
    """
    if arguments.answers is not None or arguments.pending is not None:
        folder = arguments.answers or settings.answers
        if arguments.pending is None and not folder.exists():
            raise UsageError(f"--answers {folder}: no such folder; --pending FILE writes what would have to be asked")
        models = models_of(arguments, reading.model or settings.model, settings if reading.model is None else None)
        source: RecordedSource | PendingSource = RecordedSource(folder)
        if arguments.pending is not None:
            source = PendingSource(source, arguments.pending, folder)
        described = f"recorded answers in {folder}"
        how = f'--how "{", ".join(dict.fromkeys(models.values()))}, WHICH WAY"'
        remedy = f"checker answers import REPLIES --answers {folder} {how}, then this command again"
        again = f"These replies are recorded: take them out of {folder}, or set another --model"
        place = str(arguments.pending)
        yield Answers(source, models, described, place=place, remedy=remedy, unusable=Unusable(again))
        if isinstance(source, PendingSource):
            source.close()
        return
    if settings.openai_api_key is None and settings.openai_base_url is None:
        raise UsageError(NOBODY)
    from checker.cli.server import open_server

    async with AsyncExitStack() as stack:
        yield await open_server(arguments, reading, settings, around, stack)


def models_of(arguments: Arguments, fallback: str, settings: Settings | None) -> dict[Task, str]:
    """Return the model of each task: its own option, --model, its own setting, then the story's or the default.

    A draft is judged by the model that reconciles.
    """
    own: dict[Task, str] = {}
    if settings is not None:
        own.update(settings.models.items())
    named: dict[Task, str | None] = {"draft": arguments.task_models.get("reconcile"), **arguments.task_models}
    return {task: named.get(task) or arguments.model or own.get(task, fallback) for task in TASKS}
