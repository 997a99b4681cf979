"""In a draft check "here" is the draft: what a check says of two sides, told from the draft's."""

from __future__ import annotations

import re

from checker.schema import Signal

_SIDES = tuple(
    re.compile(rf"(?P<one>{words}) here, (?P<two>{words}) there") for words in (r"“[^”]*”", r"\"[^\"]*\"", r"by [^,]+?")
)


def told_from(signal: Signal, draft: str | None) -> str:
    """Return what a signal says, with what stands "here" and "there" changed over where only "there" is the draft."""
    sides = signal.sides or tuple(range(1, len(signal.passages) + 1))
    on = {side for side, passage in zip(sides, signal.passages, strict=True) if passage.article == draft}
    if not on or sides[0] in on:
        return signal.message
    for both in _SIDES:
        changed, count = both.subn(r"\g<two> here, \g<one> there", signal.message, count=1)
        if count:
            return changed
    return signal.message
