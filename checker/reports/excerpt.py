"""Shorten a text around its marks, and put the marks in brackets."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, pairwise

from checker.reports.harmless import harmless
from checker.reports.layout import Part, cells
from checker.reports.marks import Mark, on_one_line
from checker.reports.places_to_look import Look
from checker.reports.told_words import words_of

_UNIT = re.compile(r"\s*\S{1,24}")
"""A word with the white space before it; an endless word, or text without spaces, falls into several units."""

_TAIL = 1.15
"""A text this much longer than its room is not worth cutting."""

_DENIED, _MOST_JOINED = 4, 8
"""Units behind a "not" that may hold what it denies; units kept together at most, where "not" follows "not"."""

_ENDS = tuple(".,;:!?")
_OWN_BRACKETS = str.maketrans("[]", "{}")


def excerpt(text: str, marks: Sequence[Mark], looks: Sequence[Sequence[Look]], room: int) -> list[Part]:
    """Return about `room` cells of the text, marks in [brackets], with "…" where something is left out.

    Marked words come first, of these what denies and the figures, then what lies between them and the words of
    `looks`, the first of these before the others; then what surrounds them. A "not" is never cut from what it denies,
    nor left out between two stretches that are kept. A mark stands whole or not at all, but the only one may be cut:
    "[meet in Doha …]". Brackets of the text itself become braces, so that only what differs stands in brackets.
    """
    units, denying = _units(text)
    if not units:
        return [Part("(no text)", "faint")]
    kept = _kept_units(text, units, denying, marks, looks, room - 2 * len(marks) - 4)
    ends = [mark[1] for mark in marks]
    parts: list[Part] = []
    last = 0
    for first, last in _runs(kept):
        start, end = units[first][0], units[last][1]
        inside = marks[bisect_right(ends, start) :]
        if first > 0 and not _is_cut(inside, start):
            parts.append(Part(" …" if _word_begins(text, units[first]) else "…", "faint"))
        parts.extend(_bracketed(text, start, end, inside))
    if last < len(units) - 1 and not _is_cut(marks, units[last][1]):
        parts.append(Part(" …" if _word_begins(text, units[last + 1]) else "…", "faint"))
    return parts


def shows_all(parts: Iterable[Part], marks: Sequence[Mark]) -> bool:
    """Say whether an excerpt holds all of these marks, and each whole."""
    shown = [part.text for part in parts if part.style == "mark"]
    return len(shown) == len(marks) and not any("…" in text for text in shown)


def _units(text: str) -> tuple[list[Mark], list[int]]:
    """Return the stretches that are kept or left out whole, and which of them deny.

    They are words, and every "not" with the word before it and what it denies: "will not tell".
    """
    single = [(match.start(), match.end()) for match in _UNIT.finditer(text)]
    starts = [start for start, _ in single]
    words = words_of(text)
    told = {bisect_right(starts, word.start) - 1 for word in words if word.says_what and not word.denies}
    joined: list[Mark] = []  # as indexes of single units, both included
    for at in dict.fromkeys(bisect_right(starts, word.start) - 1 for word in words if word.denies):
        first = at - 1 if at and not _is_end(text, single[at - 1]) else at
        last = at
        while last - at < _DENIED and last + 1 < len(single) and not _is_end(text, single[last]):
            last += 1
            if last in told:
                break
        if joined and first <= joined[-1][1] and last - joined[-1][0] < _MOST_JOINED:
            joined[-1] = joined[-1][0], max(last, joined[-1][1])
        elif not joined or last > joined[-1][1]:
            joined.append((max(first, joined[-1][1] + 1) if joined else first, last))
    units: list[Mark] = []
    denying: list[int] = []
    done = 0
    for first, last in joined:
        units += single[done:first]
        denying.append(len(units))
        units.append((single[first][0], single[last][1]))
        done = last + 1
    return units + single[done:], denying


def _is_end(text: str, unit: Mark) -> bool:
    """Say whether a clause ends with the unit."""
    return text[unit[0] : unit[1]].endswith(_ENDS)


def _kept_units(
    text: str,
    units: Sequence[Mark],
    denying: Sequence[int],
    marks: Sequence[Mark],
    looks: Sequence[Sequence[Look]],
    room: int,
) -> list[int]:
    """Choose units that take at most `room` cells (one at least), and return them in order."""
    costs = [cells(harmless(text[start:end])) for start, end in units]
    if sum(costs) <= room * _TAIL:
        return list(range(len(units)))
    starts = [start for start, _ in units]
    wanted = [[[bisect_right(starts, place[0]) - 1 for place in look] for look in tier] for tier in looks]
    kept = _marked(text, starts, denying, marks, costs, room)
    if not kept:
        told = sorted(at for look in next((tier for tier in wanted if tier), []) for at in look)
        kept = {_densest(sorted(set(denying).intersection(told)) or told, costs, room)}
    for tier in wanted:
        _lead_to(tier, kept, costs, room)
    left = room - sum(costs[at] for at in kept)
    for unit in _outwards(sorted(kept), len(units)):
        left -= costs[unit]
        if left < 0:
            break
        kept.add(unit)
    return sorted(kept)


def _marked(
    text: str, starts: Sequence[int], denying: Sequence[int], marks: Sequence[Mark], costs: Sequence[int], room: int
) -> set[int]:
    """Return the units of the marks that fit, what denies and the figures first, and of all that denies between them.

    Of the first as much as fits.
    """
    before = [0, *accumulate(costs[at] for at in denying)]
    kept: list[int] = []
    spent = 0
    for start, end in sorted((mark for mark in marks if mark[0] < mark[1]), key=lambda mark: not _weighs(text, mark)):
        held = range(bisect_right(starts, start) - 1, bisect_left(starts, end))
        at = bisect_left(kept, held[0])
        below = kept[at - 1] if at else held[0]
        above = kept[at] if at < len(kept) else held[-1]
        low, high = bisect_left(denying, below), bisect_right(denying, above)
        needed = sum(costs[unit] for unit in held) + before[high] - before[low]
        if not kept or spent + needed <= room:
            found = set(held).union(denying[low:high] if kept else ())
            kept = sorted(found.union(kept))
            spent = sum(costs[unit] for unit in kept)
        if spent > room:  # the first, too long for the room
            fitting = bisect_right(list(accumulate(costs[unit] for unit in kept)), max(room, 0))
            return set(kept[: max(fitting, 1)])
    return set(kept)


def _weighs(text: str, mark: Mark) -> bool:
    """Say whether a mark holds what no excerpt may lose."""
    return any(word.denies or word.is_figure for word in words_of(text, *mark))


def _densest(wanted: Sequence[int], costs: Sequence[int], room: int) -> int:
    """Return the wanted unit around which most others lie within half the room; the first unit where there is none."""
    reach = max(room * len(costs) // max(2 * sum(costs), 1), 1)
    return max(
        wanted,
        key=lambda at: (bisect_right(wanted, at + reach) - bisect_left(wanted, at - reach), -at),
        default=0,
    )


def _lead_to(tier: Sequence[Sequence[int]], kept: set[int], costs: Sequence[int], room: int) -> None:
    """Keep the way from what is kept to each of these words, the nearest first, where it fits."""
    seeds = sorted(kept)
    spent = sum(costs[at] for at in kept)
    ways = sorted(
        (abs(target - source), target, source)
        for target, source in (min((_nearest(at, seeds) for at in look), key=_length) for look in tier if look)
    )
    for length, target, source in ways:
        if length > max(room, 0):
            break
        way = set(range(min(target, source), max(target, source) + 1)) - kept
        more = sum(costs[at] for at in way)
        if spent + more <= room:
            kept |= way
            spent += more


def _nearest(at: int, seeds: Sequence[int]) -> tuple[int, int]:
    """Return a unit, and which of the seeds, in order, is nearest to it."""
    near = bisect_left(seeds, at)
    return at, min(seeds[max(near - 1, 0) : near + 1], key=lambda seed: (abs(at - seed), seed))


def _length(way: tuple[int, int]) -> tuple[int, tuple[int, int]]:
    return abs(way[0] - way[1]), way


def _outwards(seeds: Sequence[int], count: int) -> Iterator[int]:
    """Yield all indexes below `count` but for the seeds, by their distance from the nearest seed."""
    seen, border = set(seeds), list(seeds)
    while border:
        around = [near for at in border for near in (at + 1, at - 1) if 0 <= near < count and near not in seen]
        border = list(dict.fromkeys(around))
        seen.update(border)
        yield from border


def _runs(kept: Sequence[int]) -> list[Mark]:
    """Return neighbours together: the first and the last of each run."""
    breaks = [at for at, (one, other) in enumerate(pairwise(kept), start=1) if other - one > 1]
    return [(kept[first], kept[last - 1]) for first, last in pairwise([0, *breaks, len(kept)])]


def _is_cut(marks: Sequence[Mark], at: int) -> bool:
    """Say whether a mark goes on over this offset."""
    return any(start < at < end for start, end in marks)


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
            break
        before, behind = "… " if mark_start < start else "", " …" if mark_end > end else ""
        parts.append(_own(text[at:inner_start], begins=at == start))
        parts.append(Part(f"[{before}{_own(text[inner_start:inner_end]).text.strip()}{behind}]", "mark"))
        at = inner_end
    parts.append(_own(text[at:end], begins=at == start))
    return parts


def _own(text: str, *, begins: bool = False) -> Part:
    """Return the article's own words; where a run begins with them, no paragraph before it is shown to end."""
    inner = text.lstrip() if begins else text
    return Part((" " if inner != text and text[:1].isspace() else "") + on_one_line(inner.translate(_OWN_BRACKETS)))
