"""A folder of recorded answers: JSON lines, one file for each task, sorted by fingerprint, fit for version control.

A line holds the reply and where it came from, never the messages: articles stay where they are. `awaiting.jsonl` holds
the same of requests that were written out and are not answered yet, so that an import knows what was asked.
"""

from __future__ import annotations

import json
import os
import tempfile
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict

from checker.errors import AnswersError
from checker.model.request import TASKS, Request, Task
from checker.model.tokens import compact_json

AWAITING = "awaiting.jsonl"

K = TypeVar("K", bound="Kept")


class Kept(BaseModel):
    """What is kept of every request: its fingerprint (`id`), what it was about, and the digests that explain a miss.

    `again` names the request that this one asks again, and why.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    task: Task
    item: str
    model: str
    sample: int = 0
    prompt: str
    wire: str
    given: str
    again: dict[str, str] | None = None


class AwaitedRequest(Kept):
    """A request that awaits its answer; `input_tokens` is an estimate, `ceiling` where the money for it ends.

    `failed` counts the batches that brought an error in the place of its answer.
    """

    input_tokens: int
    ceiling: int | None = None
    failed: int | None = None


class RecordedAnswer(Kept):
    """An answer: its text as it came (`reply` where that is a JSON object, else `text`), how and when it came.

    `answered_by` is the number of whoever answered, where several did; `problem` says why the reply is refused.
    """

    how: str
    named: str
    answered_by: int | None = None
    date: str
    usage: dict[str, int | bool]
    reply: dict[str, Any] | None = None
    text: str | None = None
    problem: str | None = None

    @property
    def reply_text(self) -> str:
        """The reply as text."""
        return compact_json(self.reply) if self.reply is not None else self.text or ""


def kept_of(request: Request[Any], wire: str) -> dict[str, Any]:
    """Return the fields of `Kept` for a request; `wire` is the digest of its schema."""
    again = None if request.again is None else {"of": request.again.of, "reason": request.again.reason}
    return {
        "id": request.fingerprint,
        "task": request.task,
        "item": request.item,
        "model": request.model,
        "sample": request.sample,
        "prompt": request.prompt,
        "wire": wire,
        "given": request.given,
        "again": again,
    }


def read_answers(folder: Path) -> dict[str, RecordedAnswer]:
    """Return the recorded answers of a folder by fingerprint; a folder that is not there holds none.

    Raises AnswersError where it cannot be read, or a line is no recorded answer.
    """
    found: dict[str, RecordedAnswer] = {}
    for path in _task_files(folder):
        for answer in _read_lines(path, RecordedAnswer):
            found[answer.id] = answer
    return found


def read_awaiting(folder: Path) -> dict[str, AwaitedRequest]:
    """Return the requests that await an answer in this folder, by fingerprint. Raises AnswersError as above."""
    path = folder / AWAITING
    return {request.id: request for request in _read_lines(path, AwaitedRequest)} if _is_there(path) else {}


def write_answers(folder: Path, answers: dict[str, RecordedAnswer]) -> None:
    """Write all answers of a folder, a file for each task. What was there stays whole if anything fails."""
    for task in TASKS:
        chosen = [answers[key] for key in sorted(answers) if answers[key].task == task]
        if chosen or (folder / f"{task}.jsonl").exists():
            _write_lines(folder / f"{task}.jsonl", chosen)


def write_awaiting(folder: Path, requests: dict[str, AwaitedRequest]) -> None:
    """Write the list of what awaits an answer; an empty list removes the file."""
    path = folder / AWAITING
    if requests:
        _write_lines(path, [requests[key] for key in sorted(requests)])
    elif path.exists():
        path.unlink()


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that it is there whole or as it was before. Raises AnswersError naming it and the reason."""
    temporary: str | None = None
    try:
        path = path.resolve()  # a link is followed, not replaced
        if path.exists() and not path.is_file():
            path.write_bytes(content)  # a device or a pipe cannot be exchanged
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(temporary, 0o644)  # noqa: PTH101 - mkstemp keeps files private; these are for version control
        os.replace(temporary, path)  # noqa: PTH105
    except OSError as problem:
        if temporary is not None:
            Path(temporary).unlink(missing_ok=True)
        raise AnswersError(
            f"{path}: cannot be written ({problem.strerror or problem}); what was there is unchanged. "
            "Make room or choose another folder"
        ) from None


def _task_files(folder: Path) -> list[Path]:
    if _is_there(folder) and not folder.is_dir():
        raise AnswersError(f"{folder}: is not a folder; --answers takes the folder that holds the answers")
    paths = (folder / f"{task}.jsonl" for task in sorted(TASKS))
    return [path for path in paths if _is_there(path)]


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except OSError as problem:
        raise AnswersError(f"{path}: cannot be read ({problem.strerror}); check its name and permissions") from None


def _read_lines(path: Path, kind: type[K]) -> list[K]:
    try:
        # A reply may hold half a surrogate pair, and characters that splitlines() takes for the end of a line.
        text = path.read_bytes().decode("utf-8", "surrogatepass")
    except (OSError, UnicodeDecodeError) as problem:
        raise AnswersError(f"{path}: cannot be read ({problem}); restore it from version control") from None
    found = []
    for number, line in enumerate(text.removesuffix("\n").split("\n") if text else [], 1):
        try:
            found.append(kind.model_validate(json.loads(line)))
        except (ValueError, RecursionError) as problem:
            what = str(problem).splitlines()[0]
            raise AnswersError(f"{path}, line {number}: is no recorded answer ({what}); restore it") from None
    return found


def _write_lines(path: Path, entries: list[Any]) -> None:
    lines = [compact_json(entry.model_dump(mode="json", exclude_none=True)) + "\n" for entry in entries]
    write_whole(path, "".join(lines).encode("utf-8", "surrogatepass"))
