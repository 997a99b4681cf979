"""Where an editor has to look in a text: at the words that carry what it answers, then at those of the question."""

from __future__ import annotations

from collections.abc import Sequence

from checker.reports.marks import Mark
from checker.reports.told_words import words_of

Look = tuple[Mark, ...]
"""The places of one word in a text, any of which will do."""


def places_to_look(text: str, span: Mark | None, hints: Sequence[str]) -> tuple[tuple[Look, ...], ...]:
    """Return the words of the text that each hint has, the most telling hint first, and where they stand.

    Of a word that stands within `span`, where the point lies in a few words, only the places there count; the words
    of the span come behind those of the first hint.
    """
    words = words_of(text)
    found = []
    seen: set[str] = set()
    for hint in hints:
        wanted = {word.key for word in words_of(hint) if word.says_what or word.is_figure} - seen
        seen |= wanted
        places: dict[str, list[Mark]] = {}
        for word in words:
            if word.key in wanted:
                places.setdefault(word.key, []).append((word.start, word.end))
        found.append(tuple(_inside(span, some) for some in places.values()))
    within = [((word.start, word.end),) for word in words if span and span[0] <= word.start and word.end <= span[1]]
    return (*found[:1], tuple(within), *found[1:])


def _inside(span: Mark | None, places: Sequence[Mark]) -> Look:
    """Return the places within the span; all, where there are none."""
    inside = [place for place in places if span and span[0] <= place[0] and place[1] <= span[1]]
    return tuple(inside or places)
