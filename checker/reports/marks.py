"""Words put together to marks: the smallest runs that read as one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from checker.reports.told_words import Word

Mark = tuple[int, int]
"""A stretch of a text, as offsets (start, end), end exclusive."""

_BRIDGED = 2
"""Words that tell nothing, between two that are marked, which one mark takes in: "leak in the hydraulics"."""

_BELONGS = {"least": "at", "most": "at", "before": "just", "after": "just"}
"""Words that are one phrase with the word before them, which tells nothing by itself."""

_ONE_PHRASE = re.compile(r"(?:[\w'’\-‐‑]|[^\S\n\r\v\f\x85\u2028\u2029])*")
"""What may stand between two words of one phrase: no sign that parts them, and no end of a line."""

_PARAGRAPH = re.compile(r"[^\S\n]*\n[^\S\n]*\n\s*")


def on_one_line(text: str) -> str:
    """Return text with a dot where a paragraph of it ends: a heading must not run into what stands below it."""
    return _PARAGRAPH.sub(" · ", text)


def stretches(found: Iterable[int], text: str, words: Sequence[Word]) -> tuple[Mark, ...]:
    """Return marks for these words of a text, by their indexes.

    Neighbours are in one, and so is what stands apart by a few little words of one phrase.
    """
    runs: list[list[int]] = []
    for at in sorted(found):
        if runs and is_one_phrase(runs[-1][-1], at, text, words):
            runs[-1].append(at)
        else:
            runs.append([at])
    return tuple((words[_first(run, words)].start, words[_last(run, words)].end) for run in runs)


def is_one_phrase(one: int, other: int, text: str, words: Sequence[Word]) -> bool:
    """Say whether nothing but a few little words, and no sign, stands between two words."""
    between = words[one + 1 : other]
    gap = text[words[one].end : words[other].start]
    little = len(between) <= _BRIDGED and not any(word.tells and not word.slight for word in between)
    return little and _ONE_PHRASE.fullmatch(gap) is not None


def _first(run: Sequence[int], words: Sequence[Word]) -> int:
    """Return the first word of a run, with the little one that belongs to it: "at least 46"."""
    first = run[0]
    return first - 1 if first and words[first - 1].exact == _BELONGS.get(words[first].exact) else first


def _last(run: Sequence[int], words: Sequence[Word]) -> int:
    """Return the last word of a run but for what only leads to the next: "held it back until"."""
    return next((at for at in reversed(run) if not words[at].leads), run[-1])
