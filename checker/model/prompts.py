"""Prompts: a file for each task in `prompts/`, filled in one pass.

A file has a header between `---` lines that is never sent: `purpose`, and `fields`, the names that may be filled in.
Below it stand the fixed part (the system message, the same bytes for all requests of a task, so that a provider's cache
of prefixes works) and, after a line `=== given ===`, the part with the fields, written `{{name}}`.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel

from checker.errors import PromptError
from checker.model.files import prompt_text
from checker.model.request import Message, Request, Task

R = TypeVar("R", bound=BaseModel)

_FIELD = re.compile(r"\{\{(\w+)\}\}")


@dataclass(frozen=True)
class Prompt:
    """A prompt file taken apart. `digest` changes with anything that is sent, and not with the header."""

    task: Task
    purpose: str
    fields: tuple[str, ...]
    fixed: str
    given: str

    @property
    def digest(self) -> str:
        """Twelve hexadecimal digits that name this version of the prompt."""
        return digest(self.fixed + "\0" + self.given)

    def request(
        self,
        reply: type[R],
        *,
        item: str,
        model: str,
        values: Mapping[str, str],
        options: Mapping[str, Any],
        sample: int,
    ) -> Request[R]:
        """Fill the fields in one pass, so that a value that looks like a field stays what it is.

        Raises PromptError where `values` and the fields of the header are not the same names.
        """
        if set(values) != set(self.fields):
            raise PromptError(
                f"prompts/{self.task}.md: is filled with {sorted(values)}, but its header names {sorted(self.fields)}"
            )
        given = _FIELD.sub(lambda match: values[match.group(1)], self.given)
        messages: tuple[Message, ...] = (
            {"role": "system", "content": self.fixed},
            {"role": "user", "content": given},
        )
        return Request(
            task=self.task,
            item=item,
            messages=messages,
            reply=reply,
            model=model,
            prompt=self.digest,
            given=digest(given),
            options=options,
            sample=sample,
        )


def digest(text: str) -> str:
    """Return twelve hexadecimal digits that name a text."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]


@cache
def load_prompt(task: Task) -> Prompt:
    """Read `prompts/TASK.md`. Raises PromptError where it is missing or its parts do not fit together."""
    text = prompt_text(f"{task}.md")
    try:
        _, header, body = re.split(r"^---\n", text, maxsplit=2, flags=re.MULTILINE)
        fixed, given = body.split("\n=== given ===\n")
    except ValueError:
        raise PromptError(
            f"prompts/{task}.md: wants a header between --- lines, the fixed part, a line “=== given ===” and the rest"
        ) from None
    head = yaml.load(header, Loader=yaml.BaseLoader)  # noqa: S506 - BaseLoader builds nothing but strings
    fields = tuple(head.get("fields", {}))
    if set(_FIELD.findall(given)) != set(fields) or _FIELD.search(fixed):
        raise PromptError(
            f"prompts/{task}.md: its header names {sorted(fields)}, but the text below “=== given ===” uses "
            f"{sorted(set(_FIELD.findall(given)))}; the part above it can hold none"
        )
    return Prompt(task=task, purpose=head.get("purpose", ""), fields=fields, fixed=fixed.strip(), given=given.strip())
