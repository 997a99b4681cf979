"""Taking answers into a folder: only what was asked, only of the model that was asked, each only once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from checker.errors import AnswersError
from checker.model.asking import DoesNotHold, parse_reply
from checker.model.batch import AnswerLine, read_answer_line
from checker.model.folder import (
    AwaitedRequest,
    Kept,
    RecordedAnswer,
    read_answers,
    read_awaiting,
    write_answers,
    write_awaiting,
)
from checker.model.tokens import compact_json, estimate_tokens
from checker.model.wire import REPLIES

_SNAPSHOT = r"(-\d{4}-\d{2}-\d{2})?"


@dataclass
class Imported:
    """What an import did, as lines for the user: `kept` and `refused_replies` are in the folder, `rejected` is not."""

    kept: int = 0
    known: int = 0
    refused_replies: list[str] = field(default_factory=list)
    rejected: list[str] = field(default_factory=list)
    awaited: int = 0


@dataclass(frozen=True)
class How:
    """How short-form answers came about: "MODEL, the way" from `--how`, the number of who answered, and the date."""

    model: str
    way: str
    answered_by: int | None
    date: str

    @classmethod
    def parse(cls, how: str, answered_by: int | None, date: str) -> How:
        """Read "claude, by hand-off of a batch file". Raises AnswersError where the model or the way is missing."""
        model, comma, way = how.partition(",")
        if not (comma and model.strip() and way.strip()):
            raise AnswersError(f"--how “{how}”: wants the model, a comma and the way, as in “claude, by hand-off”")
        return cls(model.strip(), way.strip(), answered_by, date)


def import_answers(lines: Iterable[str], folder: Path, how: How | None, date: str) -> Imported:
    """Check answers against what the folder awaits and keep those that were asked for.

    A reply that does not fit its schema is kept as refused, with the reason, and is asked again by the run. Raises
    AnswersError where the folder cannot be read or written; a line that cannot be taken is named in `rejected`.
    """
    awaiting, answers = read_awaiting(folder), read_answers(folder)
    imported = Imported()
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            answer = read_answer_line(line)
            known = answers.get(answer.custom_id)
            if known is not None:
                _same_again(known, answer)
                awaiting.pop(known.id, None)
                imported.known += 1
                continue
            recorded = _recorded(answer, _asked(answer, awaiting, folder), how, date)
        except AnswersError as problem:
            imported.rejected.append(f"line {number}: {problem}")
            continue
        answers[recorded.id] = recorded
        del awaiting[recorded.id]
        imported.kept += 1
        if recorded.problem:
            imported.refused_replies.append(f"{recorded.item}: {recorded.problem}")
    write_answers(folder, answers)
    write_awaiting(folder, awaiting)
    imported.awaited = len(awaiting)
    return imported


def _asked(answer: AnswerLine, awaiting: Mapping[str, AwaitedRequest], folder: Path) -> AwaitedRequest:
    asked = awaiting.get(answer.custom_id)
    if asked is None:
        raise AnswersError(f"{answer.custom_id[:12]} was not asked by a run with --answers {folder} --pending FILE")
    return asked


def _same_again(known: RecordedAnswer, answer: AnswerLine) -> None:
    """Let the same reply pass a second time, and refuse a different one: what is recorded is never exchanged."""
    if answer.problem is None and answer.text != known.reply_text:
        raise AnswersError(f"{known.item} ({known.id[:12]}) has an answer already, and this one is different")


def _recorded(answer: AnswerLine, asked: AwaitedRequest, how: How | None, date: str) -> RecordedAnswer:
    if answer.model is not None:
        named, way, by, on = answer.model, "batch", answer.by, date
    elif answer.problem is not None and how is None:
        named, way, by, on = asked.model, "batch", answer.by, date
    elif how is None:
        raise AnswersError("a short answer needs --how “MODEL, the way”, so that it says where it came from")
    else:
        named, way, by, on = how.model, how.way, answer.by or how.answered_by, how.date
    if not re.fullmatch(re.escape(asked.model) + _SNAPSHOT, named):
        raise AnswersError(f"{asked.item} asked {asked.model}, but the answer is of {named}")
    if answer.problem is not None and answer.problem != "cut for length" and "refused" not in answer.problem:
        raise AnswersError(f"{asked.item}: {answer.problem}; it stays awaited")
    usage: dict[str, int | bool] = dict(answer.usage or {})
    if answer.usage is None:
        usage = {"input": asked.input_tokens, "output": estimate_tokens(answer.text), "estimated": True}
    problem = answer.problem
    reply = None
    if problem is None:
        try:
            reply = parse_reply(answer.text, REPLIES[asked.task]).model_dump(mode="json", by_alias=True)
        except DoesNotHold as reason:
            problem = str(reason)
    exact = reply is not None and compact_json(reply) == answer.text
    return RecordedAnswer(
        **{name: getattr(asked, name) for name in Kept.model_fields},
        how=way,
        named=named,
        answered_by=by,
        date=on,
        usage=usage,
        reply=reply if exact else None,
        text=None if exact else answer.text,
        problem=problem,
    )
