"""From an answer to how it is kept, and back."""

from __future__ import annotations

from typing import Any

from checker.model.answers import Answer, Usage
from checker.model.folder import RecordedAnswer, kept_of
from checker.model.prompts import digest
from checker.model.request import Request
from checker.model.tokens import compact_json


def recorded_of(request: Request[Any], answer: Answer, problem: str | None = None) -> RecordedAnswer:
    """Return an answer as it is kept: the raw reply; `problem` where there is nothing in it to use."""
    usage: dict[str, int | bool] = {
        "input": answer.usage.input_tokens,
        "output": answer.usage.output_tokens,
        "cached": answer.usage.cached_tokens,
    }
    if answer.usage.estimated:
        usage["estimated"] = True
    return RecordedAnswer(
        **kept_of(request, wire_digest(request)),
        how=answer.how,
        named=answer.model,
        date=answer.when,
        usage=usage,
        text=answer.text,
        problem=problem,
    )


def answer_of(recorded: RecordedAnswer, *, reused: bool = True) -> Answer:
    """Return a kept answer, by default as one that an earlier run paid for."""
    return Answer(
        text=recorded.reply_text,
        model=recorded.named,
        how=recorded.how,
        when=recorded.date,
        usage=usage_kept(recorded),
        reused=reused,
    )


def usage_kept(recorded: RecordedAnswer) -> Usage:
    """Return the tokens that a kept answer took."""
    usage = recorded.usage
    return Usage(
        input_tokens=int(usage.get("input", 0)),
        output_tokens=int(usage.get("output", 0)),
        cached_tokens=int(usage.get("cached", 0)),
        estimated=bool(usage.get("estimated", False)),
    )


def wire_digest(request: Request[Any]) -> str:
    """Return twelve hexadecimal digits that name the schema of a request's reply."""
    return digest(compact_json(request.body["response_format"]))
