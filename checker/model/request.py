"""What is asked: a `Request`, its body in the Chat Completions API, and its fingerprint."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, Generic, Literal, TypedDict, TypeVar, get_args

from pydantic import BaseModel

from checker.model.longest import longest_reply
from checker.model.tokens import compact_json, estimate_tokens
from checker.model.wire import response_format

FORMAT = 1
"""Version of the fingerprint. Raising it voids every recorded answer."""

LIMIT = "max_completion_tokens"
"""The option that limits a reply, thinking included."""

R = TypeVar("R", bound=BaseModel)

Task = Literal["extract", "reconcile", "draft", "confirm", "support"]
TASKS: tuple[Task, ...] = get_args(Task)


class Message(TypedDict):
    """One message of the Chat Completions API."""

    role: Literal["system", "user", "assistant"]
    content: str


@dataclass(frozen=True)
class Again:
    """That a request asks again: the fingerprint of the one whose reply did not hold, and why it did not."""

    of: str
    reason: str


@dataclass(frozen=True)
class Request(Generic[R]):
    """One question to a model.

    `item` names what it is about, for people ("article 001"). `prompt` and `given` are digests of the prompt file and
    of what was filled in; they are kept with an answer, so that a missing answer can be explained, and do not enter the
    fingerprint, which is made of the body alone. Nor does `ceiling`, the most tokens that the budget pays for: a reply
    that it cuts is never kept, and any other is the same without it.
    """

    task: Task
    item: str
    messages: tuple[Message, ...]
    reply: type[R]
    model: str
    prompt: str
    given: str
    options: Mapping[str, Any] = field(default_factory=dict)
    sample: int = 0
    again: Again | None = None
    ceiling: int | None = None

    @cached_property
    def body(self) -> dict[str, Any]:
        """The request body, as a server gets it and a batch file holds it where there is no ceiling."""
        return {
            "model": self.model,
            "messages": list(self.messages),
            "response_format": response_format(self.reply),
            **self.options,
        }

    @property
    def sent(self) -> dict[str, Any]:
        """The request body with the ceiling, where there is one."""
        return self.body if self.ceiling is None else {**self.body, LIMIT: self.most_written}

    @property
    def most_written(self) -> int | None:
        """The most tokens that a server may write: the lower of the ceiling and the limit among the options."""
        limit = self.options.get(LIMIT)
        known = [most for most in (limit, self.ceiling) if isinstance(most, int)]
        return min(known, default=None)

    @property
    def cut_by_ceiling(self) -> bool:
        """Whether a reply that was cut for length was cut by the ceiling, and more money would have let it end."""
        own = self.options.get(LIMIT)
        longest = min(own, longest_reply(self.model)) if isinstance(own, int) else longest_reply(self.model)
        return self.ceiling is not None and self.ceiling < longest

    @cached_property
    def fingerprint(self) -> str:
        """SHA-256 over all that decides the answer: format, body, and which sample of several this is."""
        decisive = {"format": FORMAT, "body": self.body, "sample": self.sample}
        canonical = json.dumps(decisive, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()

    @property
    def input_tokens(self) -> int:
        """About how many tokens the messages and the schema are (an estimate)."""
        return estimate_tokens(compact_json([self.body["messages"], self.body["response_format"]]))

    def ask_again(self, reply: str, reason: str) -> Request[R]:
        """Return the request that follows a reply that did not hold: it carries that reply and the reason."""
        remedy: tuple[Message, ...] = (
            {"role": "assistant", "content": reply},
            {
                "role": "user",
                "content": f"That reply cannot be used: {reason}\n"
                "Send the whole reply again, mended, as JSON that fits the schema. Change nothing else.",
            },
        )
        return replace(self, messages=self.messages + remedy, again=Again(of=self.fingerprint, reason=reason))
