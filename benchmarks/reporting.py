"""How large the HTML report of a long story is, and how long each form takes beside the JSON that holds it all."""

from __future__ import annotations

import time
from collections.abc import Callable
from statistics import median

from checker.reports.brief import render_brief
from checker.reports.html_report import render_html
from checker.reports.json_report import render_json
from checker.reports.markdown_report import render_markdown
from checker.reports.terminal import render_terminal
from checker.schema import Report
from tests.reports.stories import many_pieces

TURNS = 5
MOST_BYTES = 2_000_000

FORMS: dict[str, Callable[[Report], object]] = {
    "JSON": render_json,
    "HTML": render_html,
    "Markdown": render_markdown,
    "brief": render_brief,
    "terminal": render_terminal,
}


def main() -> None:
    """Print the size of the HTML report and the time of each form as a ratio."""
    report = many_pieces()
    letters = sum(len(article.text) for article in report.articles)
    size = len(render_html(report))
    print(f"{size / MOST_BYTES:6.2f} × 2 MB: the HTML report of {len(report.articles)} articles ({letters:,} letters)")
    bare = _seconds(render_json, report)
    for name, render in FORMS.items():
        print(f"{_seconds(render, report) / bare:6.2f} × writing its JSON: {name}")


def _seconds(render: Callable[[Report], object], report: Report) -> float:
    times = []
    for _ in range(TURNS):
        begin = time.perf_counter()
        render(report)
        times.append(time.perf_counter() - begin)
    return median(times)
