"""Shorten a text around its marks, and put the marks in brackets."""

from __future__ import annotations

import re
from collections.abc import Sequence

from checker.reports.differing_words import Mark
from checker.reports.harmless import harmless
from checker.reports.layout import Part, cells

_UNIT = re.compile(r"\s*\S{1,24}")
"""A word with the white space before it; an endless word, or text without spaces, falls into several units."""

_OWN_BRACKETS = str.maketrans("[]", "{}")


def excerpt(text: str, marks: Sequence[Mark], focus: Mark | None, room: int) -> list[Part]:
    """Return about `room` cells of the text, marks in [brackets], with "…" where something is left out.

    Marked words come first, then the words nearest to them; without marks those nearest to `focus`, else the beginning.
    Brackets of the text itself become braces, so that only what differs stands in brackets.
    """
    units = [(match.start(), match.end()) for match in _UNIT.finditer(text)]
    if not units:
        return [Part("(no text)", "faint")]
    kept = _kept_units(text, units, list(marks) or ([focus] if focus else []), room - 2 * len(marks) - 4)
    runs: list[list[int]] = []
    for unit in sorted(kept):
        if runs and unit - runs[-1][-1] == 1:
            runs[-1].append(unit)
        else:
            runs.append([unit])
    parts: list[Part] = []
    for run in runs:
        if run[0] > 0:
            parts.append(Part(" …" if _word_begins(text, units[run[0]]) else "…", "faint"))
        parts.extend(_bracketed(text, units[run[0]][0], units[run[-1]][1], marks))
    if runs[-1][-1] < len(units) - 1:
        parts.append(Part(" …" if _word_begins(text, units[runs[-1][-1] + 1]) else "…", "faint"))
    return parts


def _kept_units(text: str, units: Sequence[Mark], wanted: Sequence[Mark], room: int) -> set[int]:
    """Choose units that take at most `room` cells (one at least): the wanted ones, then outwards by distance."""
    costs = [cells(harmless(text[start:end])) for start, end in units]
    if sum(costs) <= room:
        return set(range(len(units)))
    seeds = [at for at, (start, end) in enumerate(units) if any(start < w[1] and w[0] < end for w in wanted)] or [0]
    kept: set[int] = set()
    spent = 0
    for unit in _outwards(seeds, len(units)):
        if unit in kept:
            continue
        if kept and spent + costs[unit] > room:
            break
        kept.add(unit)
        spent += costs[unit]
    return kept


def _outwards(seeds: Sequence[int], count: int) -> list[int]:
    """Return all indexes below `count`, the seeds first, then by their distance from the nearest seed."""
    distance = dict.fromkeys(seeds, 0)
    border = list(seeds)
    while border:
        around = [near for at in border for near in (at + 1, at - 1) if 0 <= near < count and near not in distance]
        border = list(dict.fromkeys(around))
        distance.update((near, 1) for near in border)
    return list(distance)


def _word_begins(text: str, unit: Mark) -> bool:
    """Say whether a unit begins a word, rather than going on with a long one."""
    return unit[0] == 0 or text[unit[0]].isspace()


def _bracketed(text: str, start: int, end: int, marks: Sequence[Mark]) -> list[Part]:
    """Return `text[start:end]` with the marks, or what of them lies in it, in brackets."""
    parts: list[Part] = []
    at = start
    for mark_start, mark_end in marks:
        inner_start, inner_end = max(mark_start, start), min(mark_end, end)
        if inner_start >= inner_end:
            continue
        parts.append(_own(text[at:inner_start]))
        parts.append(Part("[" + _own(text[inner_start:inner_end]).text.strip() + "]", "mark"))
        at = inner_end
    parts.append(_own(text[at:end]))
    return parts


def _own(text: str) -> Part:
    """Return the article's own words."""
    return Part(text.translate(_OWN_BRACKETS))
