"""Batch API lines: requests out, answers in. The same lines serve a provider's batch, an air gap, and fixtures."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from checker.errors import AnswersError
from checker.model.request import Request
from checker.model.tokens import compact_json


def request_line(request: Request[Any]) -> str:
    """Return the request as one line of a Batch API input file, without the line end."""
    return compact_json(
        {
            "custom_id": request.fingerprint,
            "method": "POST",
            "url": "/v1/chat/completions",
            "body": request.body,
        }
    )


@dataclass(frozen=True)
class AnswerLine:
    """One line of answers.

    `model` is None in the short form, which does not name it; `problem` is set instead of `text` where the line brings
    no reply.
    """

    custom_id: str
    text: str = ""
    model: str | None = None
    usage: dict[str, int] | None = None
    by: int | None = None
    problem: str | None = None


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
        return AnswerLine(custom_id, problem=f"the provider reports: {compact_json(value['error'])}")
    response = value.get("response")
    if not isinstance(response, dict):
        raise AnswersError("has neither a reply nor a response")
    return _from_response(custom_id, response)


def _from_response(custom_id: str, response: dict[str, Any]) -> AnswerLine:
    body = response.get("body")
    if response.get("status_code") != 200 or not isinstance(body, dict):
        return AnswerLine(custom_id, problem=f"the provider answered {response.get('status_code')}")
    try:
        choice = body["choices"][0]
        message, finish = dict(choice["message"]), choice.get("finish_reason")
    except (KeyError, IndexError, TypeError, ValueError):
        return AnswerLine(custom_id, problem="the response holds no choice")
    model = str(body.get("model", ""))
    if finish == "length":
        return AnswerLine(custom_id, model=model, problem="cut for length")
    if finish == "content_filter" or message.get("refusal"):
        return AnswerLine(custom_id, model=model, problem="the model refused, or a filter held the reply back")
    text = message.get("content")
    if not isinstance(text, str):
        return AnswerLine(custom_id, model=model, problem="the response holds no text")
    return AnswerLine(custom_id, text=text, model=model, usage=_counted(body.get("usage")))


def _counted(usage: object) -> dict[str, int] | None:
    """Return the tokens that a provider counted; None where it did not, or not in whole numbers."""
    if not isinstance(usage, dict):
        return None
    details = usage.get("prompt_tokens_details")
    cached = details.get("cached_tokens") if isinstance(details, dict) else 0
    counts = {"input": usage.get("prompt_tokens"), "output": usage.get("completion_tokens"), "cached": cached or 0}
    return {name: count for name, count in counts.items() if isinstance(count, int)} or None
