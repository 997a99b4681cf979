"""Write the pictures in docs/ anew, from the recorded run of the sample: `make screenshots`."""

from __future__ import annotations

import io
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.terminal_theme import MONOKAI
from rich.text import Text

from checker.reports.terminal import render_terminal
from checker.schema import Report
from tests.reports.browser import a_browser

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
COMMAND = ["compare", "seeds/articles", "--answers", "seeds/answers", "--exit-zero"]
DRAFT = ["draft", "seeds/draft/draft.md", "--against", "seeds/articles", "seeds/draft/sources"]
DRAFT += ["--publish-at", "2025-12-05T06:00+00:00", "--answers", "seeds/answers", "--exit-zero"]
PRESSED = "#d5"
"""The sentence of the draft that is pressed in its picture: a quotation that has lost its "don't"."""

LINES = 36
"""How many lines of the terminal's page are shown: the head and the first findings."""


def main() -> None:
    """Write docs/report.png, docs/report-phone.png, docs/terminal.png and docs/draft.png."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "report"
        forms = ["--format", "html", "--format", "json", "--output", str(out)]
        subprocess.run([sys.executable, "-m", "checker", *COMMAND, *forms], cwd=ROOT, check=True)
        page, report = out.with_suffix(".html"), Report.model_validate_json(out.with_suffix(".json").read_bytes())
        terminal = Path(folder) / "terminal.html"
        terminal.write_text(as_page(report), encoding="utf-8")
        draft = Path(folder) / "draft.html"
        subprocess.run([sys.executable, "-m", "checker", *DRAFT, "--output", str(draft)], cwd=ROOT, check=True)
        with a_browser() as browser:
            _shoot(browser, page, "report.png", viewport={"width": 900, "height": 680})
            _shoot(browser, page, "report-phone.png", viewport={"width": 360, "height": 680}, color_scheme="dark")
            _shoot(browser, terminal, "terminal.png", selector="pre", viewport={"width": 800, "height": 600})
            _shoot_draft(browser, draft)


def _shoot_draft(browser: Any, page: Path) -> None:
    """Show the draft of the sample, one of its sentences pressed."""
    window = browser.new_context(viewport={"width": 900, "height": 900})
    shown = window.new_page()
    shown.goto(page.as_uri() + PRESSED)
    shown.wait_for_selector(f"{PRESSED}:focus")
    shown.locator("#draft").evaluate("section => section.scrollIntoView()")
    shown.screenshot(path=DOCS / "draft.png")
    window.close()


def as_page(report: Report) -> str:
    """Return the head of the terminal's page as HTML, in the colours that a terminal shows."""
    lines = render_terminal(report, color=True).splitlines()[:LINES]
    console = Console(record=True, file=io.StringIO(), width=82, force_terminal=True)
    console.print(Text(f"$ checker {' '.join(COMMAND)}"))
    console.print(Text.from_ansi("\n".join(lines)))
    written = console.export_html(theme=MONOKAI, inline_styles=True)
    style = (
        "pre{display:inline-block;margin:0;padding:14px;font-size:13px!important;line-height:1.4;background:#0c0c0c}"
    )
    return written.replace("</head>", f"<style>{style}</style></head>")


def _shoot(browser: Any, page: Path, name: str, selector: str | None = None, **context: Any) -> None:
    window = browser.new_context(**context)
    shown = window.new_page()
    shown.goto(page.as_uri())
    (shown.locator(selector) if selector else shown).screenshot(path=DOCS / name)
    window.close()


if __name__ == "__main__":
    main()
