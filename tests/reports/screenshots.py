"""Write the pictures in docs/ anew, from the recorded run of the sample: python -m tests.reports.screenshots."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from html import escape
from pathlib import Path
from typing import Any

from checker.reports.terminal import render_terminal
from checker.schema import Report
from tests.reports.browser import a_browser

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
COMMAND = ["compare", "seeds/articles", "--answers", "seeds/answers", "--exit-zero"]


def main() -> None:
    """Write docs/report.png, docs/report-phone.png and docs/terminal.png."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "report"
        forms = ["--format", "html", "--format", "json", "--output", str(out)]
        subprocess.run([sys.executable, "-m", "checker", *COMMAND, *forms], cwd=ROOT, check=True)
        page, report = out.with_suffix(".html"), Report.model_validate_json(out.with_suffix(".json").read_bytes())
        terminal = Path(folder) / "terminal.html"
        terminal.write_text(_as_page(render_terminal(report)), encoding="utf-8")
        with a_browser() as browser:
            _shoot(browser, page, "report.png", viewport={"width": 900, "height": 680})
            _shoot(browser, page, "report-phone.png", viewport={"width": 360, "height": 680}, color_scheme="dark")
            _shoot(browser, terminal, "terminal.png", viewport={"width": 680, "height": 640})


def _shoot(browser: Any, page: Path, name: str, **context: Any) -> None:
    window = browser.new_context(**context)
    shown = window.new_page()
    shown.goto(page.as_uri())
    shown.screenshot(path=DOCS / name)
    window.close()


def _as_page(text: str) -> str:
    style = "body{margin:0;padding:12px;background:#15171a;color:#e8e6e3}pre{font:13px/1.35 monospace}"
    return (
        f"<!doctype html><meta charset=utf-8><style>{style}</style><pre>$ checker {' '.join(COMMAND)}\n{escape(text)}"
    )


if __name__ == "__main__":
    main()
