"""What stands above an article's text, and how H1 says what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable

from checker.checks.views import SentenceView
from checker.schema import Aspect, Passage, Signal, SignalKind

CODE = "H1"
PARTS = {"title": "headline", "deck": "deck", "heading": "heading", "caption": "caption"}
"""The roles of what stands above a text or beside it, and what they are called."""

MOST_COMPARED = 30


def made(kind: SignalKind, aspect: Aspect, message: str, passages: Iterable[Passage]) -> Signal:
    """Return a signal of H1."""
    return Signal(code=CODE, kind=kind, aspect=aspect, message=message, passages=tuple(passages))


def part_of(sentence: SentenceView) -> str:
    """Return what a reader calls the part of the page that a sentence stands in."""
    return PARTS.get(sentence.role, "lead")
