"""Who answers: a server, a folder of recorded answers, or a file that awaits them."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from checker.errors import UsageError
from checker.model.answers import AnswerSource
from checker.model.recorded import PendingSource, RecordedSource
from checker.model.request import Task
from checker.readers import Reading
from checker.settings import Settings

if TYPE_CHECKING:
    from checker.cli.run import Arguments

TASKS: tuple[Task, ...] = ("extract", "reconcile", "confirm")


@dataclass(frozen=True)
class Answers:
    """A source that is open: how it is described in the report, and the models that are asked.

    `announcement` is what a user must know before anything leaves the machine.
    """

    source: AnswerSource
    models: Mapping[Task, str]
    described: str
    options: Mapping[str, Any] = field(default_factory=dict)
    host: str | None = None
    announcement: str = ""
    pending: Path | None = None
    folder: Path | None = None

    def awaited(self, count: int) -> str:
        """Return the line that says what awaits an answer and what to do about it; empty for none."""
        if not count:
            return ""
        requests = f"{count} request{'s await' if count > 1 else ' awaits'} an answer in {self.pending}"
        how = f'--how "{", ".join(dict.fromkeys(self.models.values()))}, WHICH WAY"'
        return (
            f"{requests}; next: checker answers import REPLIES --answers {self.folder} {how}, then this command again"
        )


@asynccontextmanager
async def open_answers(arguments: Arguments, reading: Reading, settings: Settings) -> AsyncIterator[Answers]:
    """Open who answers, and close it at the end.

    With `--answers` or `--pending` nothing is sent: a folder answers, and what it cannot goes into the pending file.
    Otherwise a server is asked. Raises UsageError where there is neither a server nor a folder.
    """
    if arguments.answers is not None or arguments.pending is not None:
        folder = arguments.answers or settings.answers
        if arguments.pending is None and not folder.exists():
            raise UsageError(f"--answers {folder}: no such folder; --pending FILE writes what would have to be asked")
        models = _models(arguments, reading.model or settings.model, settings if reading.model is None else None)
        source: RecordedSource | PendingSource = RecordedSource(folder)
        if arguments.pending is not None:
            source = PendingSource(source, arguments.pending, folder)
        described = f"recorded answers in {folder}"
        yield Answers(source, models, described, pending=arguments.pending, folder=folder)
        if isinstance(source, PendingSource):
            source.close()
        return
    if settings.openai_api_key is None and settings.openai_base_url is None:
        raise UsageError(
            "nobody to ask: set OPENAI_API_KEY (or OPENAI_BASE_URL for a server of your own), replay recorded answers "
            "with --answers FOLDER, or write the requests to a file with --pending FILE"
        )
    from checker.model.live import LiveSource

    models = _models(arguments, settings.model, settings)
    words = sum(len(article.text.split()) for article in reading.articles)
    async with LiveSource(settings) as live:
        asked = ", ".join(dict.fromkeys(models.values()))
        pieces = f"{len(reading.articles)} article{'s' * (len(reading.articles) > 1)}"
        announcement = f"sending the text of {pieces} ({words:,} words) to {live.host}, model {asked}"
        yield Answers(live, models, f"live, {live.host}", settings.options, live.host, announcement)


def _models(arguments: Arguments, fallback: str, settings: Settings | None) -> dict[Task, str]:
    """Return the model of each task: its own option, --model, its own setting, then the story's or the default."""
    own: Mapping[Task, str] = {} if settings is None else settings.models
    return {task: arguments.task_models.get(task) or arguments.model or own.get(task, fallback) for task in TASKS}
