"""One finding on the page: its question, what each position says with the differing words marked, what to do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from checker.reports.layout import Line, Part, cells, cut, with_right, wrap
from checker.reports.places import Pieces
from checker.reports.shown_sides import shown_sides
from checker.reports.sides import Side, also_said, sides_of
from checker.reports.wording import desk_tag
from checker.schema import Finding

_LABEL_WIDTH = 9
_MOST_GROUPS = 4
_NO_COLUMN = 6
"""How far a passage's further lines are indented where places are too long for a column of their own."""
_LOST_IN_WRAPPING = 5
"""Cells of a line that stay empty on average, because words are not broken."""


@dataclass(frozen=True, kw_only=True)
class Page(Pieces):
    """What every line of the page may need: what is looked up in the report, and the width in cells."""

    width: int


def finding_lines(finding: Finding, number: int, page: Page) -> list[Line]:
    """Return a finding as it stands on the page; `number` runs through all levels."""
    fact = page.facts.get(finding.fact or "")
    label = f"{finding.level.upper()} {number}".ljust(_LABEL_WIDTH)
    headline = [Part(label, finding.level), Part(finding.headline, "strong")]
    lines = _headline(headline, label, page.width)
    lines = with_right(lines, Part(desk_tag(finding, fact, page.worked_out), "faint"), page.width)
    sides = sides_of(finding, page)
    shown = shown_sides(sides, _MOST_GROUPS, finding, fact)
    lines += _side_lines(shown, len(sides) - len(shown), page)
    if finding.explanation and (len(sides) < 2 or finding.verdict in (None, "unclear")):
        # Two passages side by side explain themselves; one alone, or two that leave it open, do not.
        lines += wrap([Part(page.told(finding.explanation))], page.width, indent=2)
    if finding.returned:
        lines += wrap([Part(finding.returned, "faint")], page.width, indent=2)
    if finding.action:
        lines += wrap([Part("> ", "strong"), Part(finding.action, "strong")], page.width, indent=2, hang=4)
    return lines


def _headline(parts: Sequence[Part], label: str, width: int) -> list[Line]:
    """Return the level, the number and the question; the label keeps its column."""
    question = wrap(parts[1:], width - len(label))
    return [(parts[0] if at == 0 else Part(" " * len(label)), *line) for at, line in enumerate(question)]


def _side_lines(sides: Sequence[Side], more: int, page: Page) -> list[Line]:
    """Return one representative of each side with its differing words marked, and where else it is said.

    `more` sides are not shown.
    """
    labels = [cut(page.place_of_passage(side.passages[0]), page.width - 4) for side in sides]
    column = max((cells(label) for label in labels), default=0) + 4
    if column > max(page.width // 3, 16):
        column = _NO_COLUMN
    lines: list[Line] = []
    for side, label in zip(sides, labels, strict=True):
        rows = 3 if len(labels) <= 2 else 2
        room = rows * (page.width - column - _LOST_IN_WRAPPING)
        lines += _labelled(label, side.excerpt(room), column, page.width)
        also = also_said(side.passages, page)
        if also:
            lines += wrap([Part(also, "faint")], page.width, indent=column, hang=column + 2)
    if more:
        lines += wrap([Part(f"+{more} more, said otherwise", "faint")], page.width, indent=column)
    return lines


def _labelled(label: str, text: Sequence[Part], column: int, width: int) -> list[Line]:
    """Return a passage behind its place: in a column of its own where it fits, else before the first words."""
    room = column - 2 - cells(label)
    if room < 2:
        return wrap([Part(label, "faint"), Part(" "), *text], width, indent=2, hang=column)
    first, *rest = wrap(text, width, indent=column)
    return [(Part("  "), Part(label, "faint"), Part(" " * room), *first[1:]), *rest]
