"""Batch API lines: requests out, answers in. The same lines serve a provider's batch, an air gap, and fixtures."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from checker.errors import AnswersError
from checker.model.bounded import LARGEST_REPLY, TooLarge
from checker.model.completion import Ending, at, read_completion
from checker.model.faults import plain
from checker.model.request import Request
from checker.model.tokens import compact_json

CUT = "cut for length"
WITHHELD = "the model refused, or a filter held the reply back"
"""The two problems of a reply that was paid for and is kept, though there is nothing in it to use."""


def request_line(request: Request[Any]) -> str:
    """Return the request as one line of a Batch API input file, without the line end."""
    return compact_json(
        {
            "custom_id": request.fingerprint,
            "method": "POST",
            "url": "/v1/chat/completions",
            "body": request.sent,
        }
    )


@dataclass(frozen=True)
class AnswerLine:
    """One line of answers.

    `model` is None in the short form, which does not name it; `problem` is set instead of `text` where the line brings
    no reply. `error`: the provider failed, not the model, and nothing was paid.
    """

    custom_id: str
    text: str = ""
    model: str | None = None
    usage: dict[str, int] | None = None
    by: int | None = None
    problem: str | None = None
    error: bool = False


def read_answer_line(line: str) -> AnswerLine:
    """Read a Batch API output line, or the short form `{"custom_id": …, "reply": {…}}` (`"by"` may give a number).

    Raises AnswersError where the line is neither.
    """
    try:
        value = json.loads(line)
    except (ValueError, RecursionError) as problem:
        raise AnswersError(f"is not whole JSON ({problem})") from None
    custom_id = value.get("custom_id") if isinstance(value, dict) else None
    if not isinstance(custom_id, str):
        raise AnswersError("has no custom_id; wanted a Batch API output line or {“custom_id”: …, “reply”: {…}}")
    if "reply" in value:
        reply = value["reply"]
        text = reply if isinstance(reply, str) else compact_json(reply)
        by = value.get("by")
        return AnswerLine(custom_id, text=text, by=by if isinstance(by, int) else None)
    if value.get("error"):
        return AnswerLine(custom_id, problem=f"the provider reports: {plain(compact_json(value['error']))}", error=True)
    response = value.get("response")
    if not isinstance(response, dict):
        raise AnswersError("has neither a reply nor a response")
    return _from_response(custom_id, response)


_PROBLEMS: dict[Ending, str | None] = {
    "whole": None,
    "cut": CUT,
    "withheld": WITHHELD,
    "empty": "the response holds no text",
}


def _from_response(custom_id: str, response: dict[str, Any]) -> AnswerLine:
    body = response.get("body")
    if response.get("status_code") != 200 or not isinstance(body, dict):
        return AnswerLine(custom_id, problem=f"the provider answered {response.get('status_code')}", error=True)
    reply = read_completion(body)
    model = reply.model or ""
    counted = None
    if reply.usage is not None:
        counted = {
            "input": reply.usage.input_tokens,
            "output": reply.usage.output_tokens,
            "cached": reply.usage.cached_tokens,
        }
    problem = _PROBLEMS[reply.ending]
    if len(reply.text) > LARGEST_REPLY:
        return AnswerLine(custom_id, usage=counted, problem=str(TooLarge(LARGEST_REPLY)))
    if reply.ending == "empty" and not isinstance(at(body, "choices", 0, "message"), dict):
        problem = "the response holds no choice"
    return AnswerLine(custom_id, text=reply.text, model=model, usage=counted, problem=problem)
