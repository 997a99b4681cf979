"""Shorten a text around its marks, and put the marks in brackets."""

from __future__ import annotations

import re
from collections.abc import Sequence

from checker.reports.harmless import harmless
from checker.reports.layout import Part, cells
from checker.reports.marks import Mark
from checker.reports.places_to_look import Look

_UNIT = re.compile(r"\s*\S{1,24}")
"""A word with the white space before it; an endless word, or text without spaces, falls into several units."""

_TAIL = 1.15
"""A text this much longer than its room is not worth cutting."""

_OWN_BRACKETS = str.maketrans("[]", "{}")


def excerpt(text: str, marks: Sequence[Mark], looks: Sequence[Sequence[Look]], room: int) -> list[Part]:
    """Return about `room` cells of the text, marks in [brackets], with "…" where something is left out.

    Marked words come first, then what lies between them and the words of `looks`, the first of these before the
    others; then what surrounds them. Brackets of the text itself become braces, so that only what differs stands in
    brackets.
    """
    units = [(match.start(), match.end()) for match in _UNIT.finditer(text)]
    if not units:
        return [Part("(no text)", "faint")]
    kept = _kept_units(text, units, marks, looks, room - 2 * len(marks) - 4)
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


def _kept_units(
    text: str, units: Sequence[Mark], marks: Sequence[Mark], looks: Sequence[Sequence[Look]], room: int
) -> set[int]:
    """Choose units that take at most `room` cells (one at least)."""
    costs = [cells(harmless(text[start:end])) for start, end in units]
    if sum(costs) <= room * _TAIL:
        return set(range(len(units)))
    wanted = [[_units_at(look, units) for look in tier] for tier in looks]
    kept = _fitting([at for mark in marks for at in _units_at([mark], units)], set(), costs, room)
    if not kept:
        told = next((tier for tier in wanted if tier), [])
        kept = {_densest([at for look in told for at in look], costs, room)}
    for tier in wanted:
        _lead_to(tier, kept, costs, room)
    return kept | _fitting(_outwards(sorted(kept), len(units)), kept, costs, room)


def _units_at(places: Sequence[Mark], units: Sequence[Mark]) -> list[int]:
    """Return the units that hold something of these places."""
    return [at for at, unit in enumerate(units) if any(unit[0] < end and start < unit[1] for start, end in places)]


def _fitting(order: Sequence[int], kept: set[int], costs: Sequence[int], room: int) -> set[int]:
    """Return the units that fit beside those that are kept, in their order up to the first that does not."""
    found = set(kept)
    spent = sum(costs[at] for at in kept)
    for unit in order:
        if unit in found:
            continue
        if found and spent + costs[unit] > room:
            break
        found.add(unit)
        spent += costs[unit]
    return found


def _densest(wanted: Sequence[int], costs: Sequence[int], room: int) -> int:
    """Return the wanted unit around which most others lie within half the room; the first unit where there is none."""
    reach = max(room * len(costs) // (2 * sum(costs)), 1)
    return max(wanted, key=lambda at: (sum(abs(at - other) <= reach for other in wanted), -at), default=0)


def _lead_to(tier: Sequence[Sequence[int]], kept: set[int], costs: Sequence[int], room: int) -> None:
    """Keep the way from what is kept to each of these words, the nearest first, where it fits."""
    left = [look for look in tier if look and not kept.intersection(look)]
    while left:
        ways = [_way(look, kept) for look in left]
        shortest = min(range(len(ways)), key=lambda at: len(ways[at]))
        if sum(costs[at] for at in kept.union(ways[shortest])) <= room:
            kept.update(ways[shortest])
        left = [look for at, look in enumerate(left) if at != shortest and not kept.intersection(look)]


def _way(look: Sequence[int], kept: set[int]) -> range:
    """Return the units from what is kept to the nearest of these, both ends included."""
    target, source = min(((at, near) for at in look for near in kept), key=lambda pair: (abs(pair[0] - pair[1]), pair))
    return range(min(target, source), max(target, source) + 1)


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
