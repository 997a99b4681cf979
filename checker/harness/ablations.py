"""Ablations: the ordinary way with one thing taken away, to show what that thing is worth.

Each is the pipeline itself, with an `Asker` that shows the judge less or asks it otherwise; the prompts stay as they
are. They are run on dev only, once.

| way | what is taken away |
|---|---|
| unconfirmed | the second reader: what the first said is what is shown |
| unchecked | the second key: the built-in checks say nothing |
| untyped | the kinds and marks of claims (certainty, source, time): the judge sees their statements alone |
| claims-only | the sentences: the judge sees claims alone, and can cite only them |
| by-aspect | the one request: three at once, each for some aspects, their facts merged |
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from checker.model.asking import Asker, R, V
from checker.model.request import Task
from checker.steps.reconcile import Reconciled

Values = Mapping[str, str]
Alteration = Callable[[str], str]

_SENTENCE = re.compile(r"^(\d+\.\d+(?: \([a-z]+\))?) .*$", re.MULTILINE)
_CLAIM = re.compile(r"^(  [a-z]+) [a-z]+: (.*?)(?: \[[^\[\]]*\])?(?: \{[^{}]*\})?$", re.MULTILINE)

ASPECTS = (
    "numbers, dates, places, names and roles of people",
    "quotations, who said or claims something, how sure it is, and accusations",
    "what happened, in which order and why, what was done or decided, what has changed since, and what is part of what",
)
"""The aspects of each request of `by-aspect`: every aspect of the schema belongs to one of them."""


def without_kinds(listing: str) -> str:
    """Return a listing of articles whose claims are bare statements: no kind, no marks, no time."""
    return _CLAIM.sub(r"\1 \2", listing)


def without_sentences(listing: str) -> str:
    """Return a listing of articles whose sentences are labels alone, with their claims below them."""
    return _SENTENCE.sub(r"\1", listing)


def limited_to(aspects: str) -> Alteration:
    """Return what puts before a listing which aspects this request is about."""
    note = f"In this request, report only facts about {aspects}. The other aspects are judged in other requests."
    return lambda listing: f"{note}\n\n{listing}"


class AlteredAsker(Asker):
    """Asks the judge with its listing altered: once for each alteration, all at once; joins what comes back."""

    def __init__(self, alterations: Sequence[Alteration], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._alterations = alterations

    async def ask(self, task: Task, reply: type[R], *, item: str, values: Values, accept: Callable[[R], V]) -> V:
        """Ask as an Asker does; the request to reconcile with the altered listings instead of the one given."""
        if task != "reconcile":
            return await super().ask(task, reply, item=item, values=values, accept=accept)
        listings = [alter(values["articles"]) for alter in self._alterations]
        parts = await asyncio.gather(
            *(
                super(AlteredAsker, self).ask(
                    task, reply, item=item, values={**values, "articles": listing}, accept=accept
                )
                for listing in listings
            )
        )
        return _joined(parts)


def _joined(parts: Sequence[V]) -> V:
    """Join what several requests say of one pack: the facts that two of them tell are merged by the step itself."""
    first, *others = parts
    if isinstance(first, Reconciled):
        several = [first, *(part for part in others if isinstance(part, Reconciled))]
        facts = tuple(fact for part in several for fact in part.facts)
        cleared = tuple(item for part in several for item in part.cleared)
        return replace(first, facts=facts, cleared=cleared)
    return first


ALTERATIONS: Mapping[str, tuple[Alteration, ...]] = {
    "untyped": (without_kinds,),
    "claims-only": (without_sentences,),
    "by-aspect": tuple(limited_to(aspects) for aspects in ASPECTS),
}
