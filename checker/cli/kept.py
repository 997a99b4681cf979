"""What `checker answers` does with the cache: read it, export from it, prune it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import typer

from checker.errors import UsageError
from checker.model.asking import DoesNotHold, parse_reply
from checker.model.cache import Cache
from checker.model.folder import RecordedAnswer, read_answers, write_answers
from checker.model.store import Store
from checker.model.tokens import compact_json
from checker.model.wire import REPLIES
from checker.settings import load_settings


@contextmanager
def open_cache() -> Iterator[tuple[Cache, Path]]:
    """Yield the user's cache and where it lies."""
    store = Store(load_settings().cache_folder, tell=lambda line: typer.echo(f"checker: {line}", err=True))
    try:
        cache = Cache(store)
        yield cache, store.path
        cache.close()
    finally:
        store.close()


def cached_answers() -> tuple[dict[str, RecordedAnswer], Path]:
    """Return all kept answers by fingerprint, and where they lie."""
    with open_cache() as (cache, path):
        return {answer.id: answer for answer in cache.every()}, path


def export_answers(ids: list[str], folder: Path) -> None:
    """Write kept answers (all where no ids are given) into a folder of recorded ones. Raises UsageError for none."""
    kept, _ = cached_answers()
    wanted = {key: answer for key, answer in kept.items() if not ids or key.startswith(tuple(ids))}
    if not wanted:
        raise UsageError("nothing to export: no kept answer begins so; checker answers list --cache names them")
    recorded = read_answers(folder)
    different = 0
    for key, answer in wanted.items():
        if key not in recorded:
            recorded[key] = _recorded(answer)
        elif recorded[key].reply_text != answer.reply_text:
            different += 1
    write_answers(folder, recorded)
    typer.echo(f"{len(wanted) - different} answers are in {folder}")
    if different:
        typer.echo(f"{different} left out: {folder} holds another answer to the same request, which stays", err=True)


def prune_answers(days: int) -> None:
    """Forget kept answers that are older than so many days."""
    with open_cache() as (cache, path):
        gone = cache.prune((datetime.now(UTC) - timedelta(days=days)).isoformat(timespec="seconds"))
    typer.echo(f"{gone} forgotten in {path}")


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
