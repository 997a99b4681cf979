"""Ablations: the ordinary way with one thing taken away, to show what that thing is worth.

Each is the pipeline itself, with an `Asker` that shows the judge less or asks it otherwise; the prompts stay as they
are. They are run on dev only, once.

| way | what is taken away |
|---|---|
| unconfirmed | the second reader: what the first said is what is shown |
| unchecked | the second key: the built-in checks say nothing |
| untyped | the kinds and marks of claims (certainty, source, time): the judge sees their statements alone |
| claims-only | the sentences: the judge sees claims alone, and can cite only them |
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from checker.model.asking import Asker, R, V
from checker.model.request import Task

Values = Mapping[str, str]
Alteration = Callable[[str], str]

_SENTENCE = re.compile(r"^(\d+\.\d+(?: \([a-z]+\))?) .*$", re.MULTILINE)
_CLAIM = re.compile(r"^(  [a-z]+) [a-z]+: (.*?)(?: \[[^\[\]]*\])?(?: \{[^{}]*\})?$", re.MULTILINE)


def without_kinds(listing: str) -> str:
    """Return a listing of articles whose claims are bare statements: no kind, no marks, no time."""
    return _CLAIM.sub(r"\1 \2", listing)


def without_sentences(listing: str) -> str:
    """Return a listing of articles whose sentences are labels alone, with their claims below them."""
    return _SENTENCE.sub(r"\1", listing)


class AlteredAsker(Asker):
    """Asks the judge with its listing altered."""

    def __init__(self, alteration: Alteration, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._alteration = alteration

    async def ask(self, task: Task, reply: type[R], *, item: str, values: Values, accept: Callable[[R], V]) -> V:
        """Ask as an Asker does; the request to reconcile with the altered listing instead of the one given."""
        if task == "reconcile":
            values = {**values, "articles": self._alteration(values["articles"])}
        return await super().ask(task, reply, item=item, values=values, accept=accept)


ALTERATIONS: Mapping[str, Alteration] = {
    "untyped": without_kinds,
    "claims-only": without_sentences,
}
