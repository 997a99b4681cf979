"""Rows of a list on standard output: columns that line up, then text that goes on below them where a line is full."""

from __future__ import annotations

import shutil

import typer

from checker.reports.harmless import harmless
from checker.reports.layout import Part, cells, paint, wrap

NARROWEST, WIDEST = 40, 100


def page_width() -> int:
    """Return the cells of a line on a page: those of the terminal, 40 at least and 100 at most, or else 80."""
    return min(max(shutil.get_terminal_size((80, 24)).columns, NARROWEST), WIDEST)


def echo_row(columns: str, text: str, *, hang: int = 2) -> None:
    """Print text beside columns (already padded, and narrower than a line); further lines are indented by `hang`."""
    first = harmless(columns)
    taken = cells(first) + 2 * bool(first)
    line, *more = wrap([Part(text)], page_width(), indent=taken, hang=hang)
    shown = line[1:] if taken else line
    gap = [Part(first + "  ")] if first else []
    typer.echo(paint([(*gap, *shown), *more], color=False), nl=False)
