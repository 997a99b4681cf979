"""The page an editor reads in a terminal: what to do first, then what was read and what was not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from checker.reports.finding_lines import Page, finding_lines
from checker.reports.layout import Line, Part, paint, wrap
from checker.reports.on_the_page import Numbered, chosen, numbered
from checker.reports.page_foot import foot_lines
from checker.reports.page_head import head_lines, how_much_read, none_found
from checker.reports.places import pieces_of
from checker.reports.wording import LEVELS, counted, listed
from checker.schema import Report

NARROWEST = 40
"""Cells; a page asked to be narrower is still set to this width."""


def render_terminal(report: Report, *, width: int = 80, color: bool = False, all_notes: bool = False) -> str:
    """Return the page: no line wider than `width` cells (40 at least), and no control character but line feeds.

    With `color`, styles are SGR sequences; what they say is said without them too. Notes are counted, and set out only
    with `all_notes`, and then nothing is cut. Otherwise at most twelve findings stand on the page, yet no HOLD, no FIX
    and no CHECK with something at stake is ever cut.
    """
    page = Page(width=max(width, NARROWEST), **vars(pieces_of(report)))
    ordered = numbered(report)
    shown = ordered if all_notes else chosen(ordered, page.facts)
    numbers = {finding.fact: f"{finding.level.upper()} {at}" for at, finding in shown if finding.fact}
    lines = [*head_lines(report, page.width), ()]
    for at, finding in shown:
        lines += finding_lines(finding, at, page)
    lines += _cut(ordered, shown, page.width)
    if all(finding.level == "note" for _, finding in ordered):
        lines += _none_found(report, page.width)
    lines += foot_lines(report, page, numbers)
    return paint(lines, color=color)


def _cut(ordered: Sequence[Numbered], shown: Sequence[Numbered], width: int) -> list[Line]:
    """Return how many findings of each level are not on the page; notes have their count in the head."""
    cut = Counter(finding.level for _, finding in ordered) - Counter(finding.level for _, finding in shown)
    left = [f"{cut[level]} {level.upper()}" for level in LEVELS if cut[level] and level != "note"]
    return wrap([Part(f"And {listed(left)} more, with --notes, in HTML and JSON.", "strong")], width) if left else []


def _none_found(report: Report, width: int) -> list[Line]:
    """Return "None found" with how much was read: the one without the other says nothing."""
    text = none_found(report)
    if report.findings:
        text += f" beyond {counted(len(report.findings), 'note')}"
    if read := how_much_read(report):
        text += f": {read}"
        text += ", held against itself alone" if len(report.articles) == 1 else ""
    return wrap([Part(text + ".", "strong")], width)
