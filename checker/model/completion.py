"""Reading a chat completion, whichever way it came: from a server, or as a line of a batch.

How a reply ended is looked at before its text: JSON that was cut for length, or that a filter let through in part, can
still be valid.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from checker.model.answers import Usage
from checker.model.request import Request
from checker.model.tokens import estimate_tokens

MOST_TOKENS = 1_000_000_000
"""In one request. A server that counts more does not count."""

Ending = Literal["whole", "cut", "withheld", "empty"]
"""cut: for length. withheld: the model refused, or a filter held it back. empty: there is no text to read."""


@dataclass(frozen=True)
class Completion:
    """A chat completion taken apart.

    `model` is None where the server did not name it, `usage` None where it did not count. `said` is the refusal or the
    error that stands in the place of a reply, in foreign words.
    """

    text: str
    model: str | None
    usage: Usage | None
    ending: Ending
    said: str = ""


def read_completion(body: Any) -> Completion:
    """Take the body of a 200 apart. Nothing is raised: what is no completion is an empty one."""
    choice = at(body, "choices", 0)
    finish, refusal = at(choice, "finish_reason"), at(choice, "message", "refusal")
    content = at(choice, "message", "content")
    text = content if isinstance(content, str) else ""
    said, ending = "", "whole"
    if finish == "length":
        ending = "cut"
    elif finish == "content_filter" or refusal:
        said, ending = str(refusal or ""), "withheld"
    elif not text.strip() or finish == "error":
        said, ending = str(at(body, "error", "message") or ""), "empty"
    named = at(body, "model")
    model = named if isinstance(named, str) and named else None
    return Completion(text, model, _counted(body), ending, said)  # type: ignore[arg-type] # one of the four above


def usage_of(completion: Completion, request: Request[Any]) -> Usage:
    """Return the tokens that the provider counted; where it did not count, estimates for a reply with text."""
    if completion.usage is not None:
        return completion.usage
    if not completion.text:
        return Usage()
    return Usage(request.input_tokens, estimate_tokens(completion.text), estimated=True)


def at(value: Any, *path: str | int) -> Any:
    """Return what stands at a path in JSON, or None: servers leave things out, and put others in their place."""
    for step in path:
        try:
            value = value[step]
        except (KeyError, IndexError, TypeError):
            return None
    return value


def _counted(body: Any) -> Usage | None:
    paths = (("prompt_tokens",), ("completion_tokens",), ("prompt_tokens_details", "cached_tokens"))
    counts = [at(body, "usage", *path) for path in paths]
    prompt, completion, cached = (count if isinstance(count, int) and count > 0 else 0 for count in counts)
    if max(prompt, completion, cached) > MOST_TOKENS:
        return None
    return Usage(prompt, completion, cached) if prompt or completion else None
