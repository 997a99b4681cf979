"""What the code of a fact means: an aspect and a verdict, as in `number-differ`."""

from __future__ import annotations

import textwrap
from typing import get_args

from checker.schema import Aspect, Verdict

_WIDTH = 80

_VERDICTS: dict[Verdict, tuple[str, str]] = {
    "differ": (
        "both can be true, and yet they are not told alike: one is surer, harder, rounder or told otherwise",
        "a CHECK where a reader is told something else, a NOTE where it is rounding, detail or nuance",
    ),
    "unclear": ("the model would not say, or its two judgements clash", "a CHECK"),
    "superseded": ("one was overtaken by the other, as dates of publication or the texts show", "a CHECK"),
    "contradict": (
        "as they are stated, with their speaker, time and certainty, they cannot both be true",
        "a FIX, and a CHECK where something has to be assumed or a built-in check sees no clash",
    ),
}
_BY_WHOM = "The finding says what its second look came to. No built-in check has this code."
_VERBS = {"differ": "differ", "unclear": "may differ", "superseded": "were overtaken", "contradict": "contradict"}


FACT_CODES = tuple(f"{aspect}-{verdict}" for aspect in get_args(Aspect) for verdict in _VERDICTS)
"""Every code that a fact can have that is a finding."""


def is_fact_code(code: str) -> bool:
    """Say whether a code is an aspect and a verdict other than *agree*."""
    aspect, _, verdict = code.partition("-")
    return aspect in get_args(Aspect) and verdict in _VERDICTS


def explain_fact_code(code: str) -> str:
    """Return what a code of facts means, and the levels that it may have. Raises KeyError for any other code."""
    aspect, _, verdict = code.partition("-")
    means, level = _VERDICTS[verdict]  # type: ignore[index]
    blocks = (
        f"{code} · Answers that {_VERBS[verdict]} in: {aspect}.",
        f"Says: a model laid passages side by side that answer one question, and judged that {means}. {_BY_WHOM}",
        f"How grave: {level}.",
    )
    return "\n\n".join(textwrap.fill(block, _WIDTH) for block in blocks) + "\n"
