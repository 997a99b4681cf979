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
    return RecordedAnswer(
        **kept_of(request, wire_digest(request)),
        how=answer.how,
        named=answer.model,
        date=answer.when,
        usage=usage_to_keep(answer.usage),
        text=answer.text,
        problem=problem,
    )


def usage_to_keep(usage: Usage) -> dict[str, int | bool]:
    """Return tokens as they are kept with an answer."""
    kept: dict[str, int | bool] = {
        "input": usage.input_tokens,
        "output": usage.output_tokens,
        "cached": usage.cached_tokens,
    }
    if usage.estimated:
        kept["estimated"] = True
    if usage.broken_off:
        kept |= {"broken_off": usage.broken_off, "possible_output": usage.possible_output}
    return kept


def answer_of(recorded: RecordedAnswer, *, owed: Usage | None = None) -> Answer:
    """Return a kept answer, as one that an earlier run paid for; where no report says so yet, with what is `owed`."""
    return Answer(
        text=recorded.reply_text,
        model=recorded.named,
        how=recorded.how,
        when=recorded.date,
        usage=usage_kept(recorded) if owed is None else owed,
        reused=owed is None,
    )


def usage_kept(recorded: RecordedAnswer) -> Usage:
    """Return the tokens that a kept answer took."""
    usage = recorded.usage
    return Usage(
        input_tokens=int(usage.get("input", 0)),
        output_tokens=int(usage.get("output", 0)),
        cached_tokens=int(usage.get("cached", 0)),
        estimated=bool(usage.get("estimated", False)),
        broken_off=int(usage.get("broken_off", 0)),
        possible_output=int(usage.get("possible_output", 0)),
    )


def wire_digest(request: Request[Any]) -> str:
    """Return twelve hexadecimal digits that name the schema of a request's reply."""
    return digest(compact_json(request.body["response_format"]))
