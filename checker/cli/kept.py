"""What `checker answers` does with the cache: read it, export from it, prune it."""

from __future__ import annotations

from collections import Counter
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import typer

from checker.cli.saying import say
from checker.errors import UsageError
from checker.model.asking import DoesNotHold, parse_reply
from checker.model.cache import every, prune
from checker.model.folder import RecordedAnswer, read_answers, write_answers
from checker.model.store import Store
from checker.model.tokens import compact_json
from checker.model.wire import REPLIES
from checker.settings import Settings


def cached_answers(settings: Settings) -> tuple[list[tuple[str, RecordedAnswer]], Path]:
    """Return all kept answers with the endpoints that gave them, and where they lie."""
    with closing(Store(settings.cache_folder, tell=say, to_read=True)) as store:
        return list(every(store)), store.path


def export_answers(ids: list[str], answers: Path | None, host: str | None, settings: Settings) -> None:
    """Write kept answers (all where no ids are given) into a folder of recorded ones, those of one `host` if named.

    Raises UsageError for none, and where several hosts answered one request: a folder holds one answer to each.
    """
    folder = answers or settings.answers
    kept, _ = cached_answers(settings)
    named = [(urlsplit(endpoint).netloc, answer) for endpoint, answer in kept]
    wanted = [
        (at, answer)
        for at, answer in named
        if (not ids or answer.id.startswith(tuple(ids))) and host in (None, at, at.rpartition(":")[0])
    ]
    if not wanted:
        raise UsageError("nothing to export: no kept answer begins so; checker answers list --cache names them")
    twice = [key for key, count in Counter(answer.id for _, answer in wanted).items() if count > 1]
    if twice:
        hosts = ", ".join(sorted({at for at, answer in wanted if answer.id in twice}))
        raise UsageError(f"{len(twice)} requests have answers from several hosts ({hosts}): name one with --host")
    recorded = read_answers(folder)
    different = 0
    for _, answer in wanted:
        if answer.id not in recorded:
            recorded[answer.id] = _recorded(answer)
        elif recorded[answer.id].reply_text != answer.reply_text:
            different += 1
    write_answers(folder, recorded)
    typer.echo(f"{len(wanted) - different} answers are in {folder}")
    if different:
        typer.echo(f"{different} left out: {folder} holds another answer to the same request, which stays", err=True)


def prune_answers(days: int, settings: Settings) -> None:
    """Forget kept answers that are older than so many days."""
    with closing(Store(settings.cache_folder, tell=say)) as store:
        try:
            up_to = datetime.now(UTC) - timedelta(days=days)
        except OverflowError:  # longer ago than there are dates
            up_to = datetime.min.replace(tzinfo=UTC)
        gone = prune(store, up_to.isoformat(timespec="seconds"))
        typer.echo(f"{gone} forgotten in {store.path}")


def _recorded(answer: RecordedAnswer) -> RecordedAnswer:
    """Return a kept answer as a folder records it: the reply as JSON where it is that, and why it does not hold."""
    if answer.problem is not None:
        return answer
    try:
        reply = parse_reply(answer.reply_text, REPLIES[answer.task]).model_dump(mode="json", by_alias=True)
    except DoesNotHold as problem:
        return answer.model_copy(update={"problem": str(problem)})
    exact = compact_json(reply) == answer.reply_text
    return answer.model_copy(update={"reply": reply, "text": None}) if exact else answer
