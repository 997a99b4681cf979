"""`--log FILE`: what happened, one JSON line an event. Neither articles, replies nor keys stand in it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from checker.errors import UsageError
from checker.model.events import Event, Watch, nobody


@contextmanager
def log_to(path: Path | None) -> Iterator[Watch]:
    """Yield what writes events to a file, after what stands there; to none where there is no path.

    Raises UsageError where the file cannot be written. What it cannot write later is left out: a full disk must not end
    a run that was paid for.
    """
    if path is None:
        yield nobody
        return
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        file = path.open("a", encoding="utf-8", errors="backslashreplace")
    except OSError as problem:
        raise UsageError(f"--log {path}: cannot be written ({problem.strerror}); name another file") from None
    with file:

        def watch(event: Event) -> None:
            said = {name: value for name, value in asdict(event).items() if value not in ("", 0, 0.0)}
            line = {"at": datetime.now(UTC).isoformat(timespec="milliseconds"), "event": said.pop("kind"), **said}
            try:
                file.write(json.dumps(line, ensure_ascii=False) + "\n")
                file.flush()
            except OSError:
                return

        yield watch
