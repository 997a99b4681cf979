"""Which report is written, how wide, and whether in colour."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from pathlib import Path

from checker.cli.options import Format
from checker.schema import Report

NARROWEST, WIDEST = 60, 100


def renderer(form: Format, output: Path | None, *, notes: bool) -> Callable[[Report], bytes]:
    """Return what turns a report into bytes. Colour only where standard output is a terminal and is written to."""
    if form is Format.JSON:
        from checker.reports.json_report import render_json

        return render_json
    from checker.reports.terminal import render_terminal

    width = min(max(shutil.get_terminal_size((80, 24)).columns, NARROWEST), WIDEST)
    color = output is None and sys.stdout.isatty()
    return lambda report: render_terminal(report, width=width, color=color, all_notes=notes).encode(
        "utf-8", "backslashreplace"
    )


def claims_renderer(form: Format) -> Callable[[Report], bytes]:
    """Return what turns a report that holds only claims into bytes."""
    if form is Format.JSON:
        from checker.reports.json_report import render_json

        return render_json
    from checker.reports.claims import render_claims

    return lambda report: render_claims(report).encode("utf-8", "backslashreplace")
