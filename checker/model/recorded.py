"""Answers from a folder, and a file for what nobody answered."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from checker.errors import Awaited, ReplyCut, ReplyWithheld, Unanswered
from checker.model.answers import Answer, AnswerSource
from checker.model.batch import CUT, WITHHELD, request_line
from checker.model.folder import (
    AwaitedRequest,
    Kept,
    RecordedAnswer,
    kept_of,
    read_answers,
    read_awaiting,
    write_awaiting,
    write_whole,
)
from checker.model.kept import answer_of, usage_kept, wire_digest
from checker.model.request import Request


class RecordedSource:
    """Answers from a folder. It is read once, when the source is made. Raises AnswersError where it cannot be."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._answers = read_answers(folder)

    async def answer(self, request: Request[Any]) -> Answer:
        """Return the recorded answer; raise Unanswered, with the reason as far as it is known, where there is none."""
        recorded = self._answers.get(request.fingerprint)
        if recorded is None:
            raise Unanswered(f"{request.item}: no recorded answer in {self._folder}: {self._why_missing(request)}")
        if recorded.problem == CUT:
            raise ReplyCut(
                f"{request.item}: the recorded reply was cut for length", usage=usage_kept(recorded), reused=True
            )
        if recorded.problem == WITHHELD:
            raise ReplyWithheld(f"{request.item}: {recorded.problem}", usage=usage_kept(recorded), reused=True)
        return answer_of(recorded)

    def _why_missing(self, request: Request[Any]) -> str:
        """Say what is different about the answers that come nearest."""
        same_task = [kept for kept in self._answers.values() if kept.task == request.task and kept.again is None]
        same_given = [kept for kept in same_task if kept.given == request.given]
        wire = wire_digest(request)
        if any(kept.prompt != request.prompt for kept in same_given):
            reason = f"prompts/{request.task}.md has changed since it was recorded"
        elif any(kept.wire != wire for kept in same_given):
            reason = f"prompts/schemas/{request.task}.json has changed since it was recorded"
        elif any(kept.model != request.model for kept in same_given):
            models = ", ".join(sorted({kept.model for kept in same_given}))
            reason = f"it was recorded for the model {models}, not {request.model}"
        elif request.again is not None:
            reason = f"the first reply did not hold ({request.again.reason}), and was not asked again yet"
        elif any(kept.item == request.item for kept in same_task):
            reason = "its text, what was found in it, or the way has changed since it was recorded"
        else:
            reason = "it was never recorded"
        return f"{reason}; record it with --pending FILE and checker answers import"


class PendingSource:
    """Another source, and a file for what it cannot answer. Call `close` at the end of the run to write it."""

    def __init__(self, source: AnswerSource, file: Path, folder: Path) -> None:
        self._source = source
        self._file = file
        self._folder = folder
        self._pending: dict[str, Request[Any]] = {}

    async def answer(self, request: Request[Any]) -> Answer:
        """Return the source's answer; where it has none, note the request down and raise Awaited."""
        try:
            return await self._source.answer(request)
        except Unanswered:
            self._pending[request.fingerprint] = request
            raise Awaited(f"{request.item}: awaits its answer in {self._file}") from None

    def close(self) -> int:
        """Write the pending requests and the list of what the folder awaits; return how many there are.

        Raises AnswersError where either cannot be written.
        """
        if self._pending:
            write_requests(self._file, self._pending.values())
            await_in(self._folder, self._pending.values())
        return len(self._pending)


def write_requests(file: Path, requests: Iterable[Request[Any]]) -> None:
    """Write requests as Batch API lines, by their fingerprints. Raises AnswersError where that cannot be."""
    lines = [request_line(request) + "\n" for request in sorted(requests, key=lambda request: request.fingerprint)]
    write_whole(file, "".join(lines).encode("utf-8", "surrogatepass"))


def await_in(folder: Path, requests: Iterable[Request[Any]]) -> None:
    """Note in a folder that it awaits the answers to these. Raises AnswersError where that cannot be."""
    awaiting = read_awaiting(folder)
    for request in requests:
        kept = kept_of(request, wire_digest(request))
        awaiting[request.fingerprint] = AwaitedRequest(**kept, input_tokens=request.input_tokens)
    write_awaiting(folder, awaiting)


def refusals(kept: Iterable[Kept]) -> dict[str, str]:
    """Return why replies did not hold, by the fingerprint of the request, as far as they were asked for again."""
    return {one.again["of"]: one.again["reason"] for one in kept if one.again is not None}


def recorded_summary(answer: RecordedAnswer, reason: str | None = None) -> tuple[str, str]:
    """Return an answer for a list: columns (which, of what task, when), then what it is about and who gave it.

    `reason` says why a run refused it, though it fits its schema.
    """
    refused = reason or answer.problem
    state = "refused" if refused else "kept"
    columns = f"{answer.id[:12]}  {answer.task:<9}  {state:<7}  {answer.date[:10]:<10}"
    told = f"{answer.item}; {answer.named}, {answer.how}"
    return columns, f"{told}: {refused}" if refused else told


def awaited_summary(request: AwaitedRequest) -> tuple[str, str]:
    """Return a request that awaits its answer for the same list."""
    return f"{request.id[:12]}  {request.task:<9}  awaited  {'':<10}", f"{request.item}; {request.model}"
