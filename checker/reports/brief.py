"""The report in twenty lines of plain text, for a chat or a handover."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import product

from checker.reports.draft_page import draft_places, on_one_source, standings_line
from checker.reports.excerpt import shows_all
from checker.reports.harmless import harmless
from checker.reports.layout import cut
from checker.reports.on_the_page import chosen, numbered
from checker.reports.page_foot import not_checked, unnamed_line, weighty_singles
from checker.reports.page_head import (
    how_many_pieces,
    how_much_read,
    level_counts,
    newest_day,
    none_found,
    warning_incomplete,
    warning_no_model,
)
from checker.reports.places import Pieces, pieces_of
from checker.reports.run_lines import who_judged
from checker.reports.shown_sides import shown_sides
from checker.reports.sides import Side, sides_of
from checker.reports.wording import LEVELS, counted, listed
from checker.schema import Finding, Report

MOST_LINES = 20
_WIDTH = 200
"""Characters of a line; a chat wraps them, but a line must stay one thought."""
_MOST_SAID = (48, 32, 20)
"""Cells of what an article says, as far as the line has room for one of these."""
_MOST_TOLD = 60
"""Cells of a judge's words for what an article says."""
_MOST_ASKED = 90


def render_brief(report: Report) -> bytes:
    """Return at most twenty lines, a finding a line, gravest first; what finds no room is counted, and notes always.

    CHECKs with something at stake find room before others.
    """
    pieces = pieces_of(report)
    head = _head(report)
    ordered = [(at, one) for at, one in numbered(report) if one.level != "note"]
    numbers = {one.fact: f"{one.level.upper()} {at}" for at, one in ordered if one.fact}
    foot = _foot(report, pieces, numbers)
    shown = chosen(ordered, pieces.facts, max(MOST_LINES - len(head) - len(foot) - 1, 0))
    lines = [*head, *(_finding(finding, at, pieces) for at, finding in shown)]
    lines += _left_out([one for at, one in ordered if (at, one) not in shown])
    if not ordered:
        read = how_much_read(report)
        lines.append(f"{none_found(report)}{f': {read}' if read else ''}.")
    return "".join(f"{cut(harmless(line), _WIDTH)}\n" for line in [*lines, *foot]).encode("utf-8", "backslashreplace")


def _head(report: Report) -> list[str]:
    what = " · ".join(part for part in (report.title, how_many_pieces(report), newest_day(report)) if part)
    counts = " · ".join(part.text for part in level_counts(report))
    warnings = [text for text in (warning_no_model(report), warning_incomplete(report)) if text]
    standings = standings_line(report.draft) if report.draft else ""
    return [line for line in (*warnings, what, counts, standings, who_judged(report)) if line]


def _finding(finding: Finding, number: int, pieces: Pieces) -> str:
    """Return a finding in one line: the question, what is said where, what to do."""
    sides = shown_sides(sides_of(finding, pieces), 2, finding, pieces.facts.get(finding.fact or ""))
    told = f"{finding.level.upper()} {number} {cut(finding.headline, _MOST_ASKED)}"
    action = f" → {finding.action}" if finding.action else ""
    places = [pieces.place_of_passage(side.passages[0]) for side in sides]
    ways = [[_words(side, room) for room in _MOST_SAID] + [""] for side in sides]
    # Words for both, if they fit, and as many as fit; the places alone before one place.
    said = sorted(product(*ways), key=lambda some: (some.count(""), -len("".join(some))))
    shown = [[place + words for place, words in zip(places, some, strict=True)] for some in said] + [places[:1]]
    lines = [f"{told} ({' / '.join(some)}){action}" for some in shown if some]
    return next((line for line in lines if len(line) <= _WIDTH), f"{told}{action}")


def _words(side: Side, room: int) -> str:
    """Return what is said: words of the passage as a quotation, a judge's words for it behind a colon.

    Words that leave out what sets the side apart would mislead: there, the judge's are told, whole or not at all.
    """
    first = side.passages[0]
    bare = not side.marks and first.words is None
    shown = side.excerpt(room)
    partial = not shows_all(shown, side.marks)
    if side.answer and (partial or (bare and side.answer.casefold() not in first.text.casefold())):
        told = cut(side.answer, _MOST_TOLD)
        return f": {told}" if not told.endswith("…") else ""
    return f" “{''.join(part.text for part in shown).strip()}”"


def _left_out(rest: Sequence[Finding]) -> list[str]:
    found = Counter(finding.level for finding in rest)
    left = [f"{found[level]} {level.upper()}" for level in LEVELS if found[level]]
    return [f"And {listed(left)} more, in the other reports."] if left else []


def _one_source(report: Report, pieces: Pieces) -> list[str]:
    if report.draft is None:
        single = len(weighty_singles(report))
        return [f"ONE SOURCE: {counted(single, 'claim')} that no other piece was found to make."] if single else []
    resting, unnamed = on_one_source(report), unnamed_line(report, pieces)
    in_order = sorted(resting, key=lambda sentence: sentence.number)
    said = f"ONE SOURCE: {counted(len(resting), 'sentence')}, {draft_places(in_order, pieces)}." if resting else ""
    return [" ".join(part for part in (said, unnamed) if part)] if said or unnamed else []


def _foot(report: Report, pieces: Pieces, numbers: Mapping[str, str]) -> list[str]:
    gaps = not_checked(report, numbers)
    more = f" (+{len(gaps) - 1} more)" if len(gaps) > 1 else ""
    return [
        *_one_source(report, pieces),
        f"NOT CHECKED: {cut(gaps[0], 100)}{more}" if gaps else "NOT CHECKED: nothing.",
    ]
