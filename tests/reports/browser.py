"""A real browser for the tests of the HTML report: Chromium as the system has it, or as Playwright brought it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from checker.reports.html_report import render_html
from checker.schema import Report

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
REQUIRED = "TESTS_NEED_BROWSER"
"""A variable of the environment: where it is set, a missing browser fails the tests that would be skipped."""


@contextmanager
def a_browser() -> Iterator[Any]:
    """Give a browser; skip, or fail where one is required, when there is none."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        _missing("playwright is not installed")
    with sync_playwright() as playwright:
        own = Path(playwright.chromium.executable_path)
        path = next((found for name in NAMES if (found := shutil.which(name))), str(own) if own.exists() else None)
        if path is None:
            _missing("there is no Chromium here (Debian: apt-get install chromium)")
        browser = playwright.chromium.launch(executable_path=path)
        try:
            yield browser
        finally:
            browser.close()


def _missing(reason: str) -> None:
    if os.environ.get(REQUIRED):
        pytest.fail(f"{reason}, and {REQUIRED} is set")
    pytest.skip(f"no browser tests: {reason}")


class Desk:
    """A page in a window of its own, with what it asked for and what it complained about.

    It may be shown report after report, each in a file of its own; what was noted of the one before is forgotten.
    """

    def __init__(self, browser: Any, folder: Path, **context: Any) -> None:
        self.context = browser.new_context(**context)
        self.context.set_default_timeout(60_000)
        self.page = self.context.new_page()
        self.complaints: list[str] = []
        self.requests: list[str] = []
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("dialog", lambda dialog: self.complaints.append(dialog.message))
        self._folder = folder
        self._shown = 0

    def show(self, report: Report, anchor: str = "") -> Any:
        self._shown += 1
        self.complaints.clear()
        self.requests.clear()
        self.file.write_bytes(render_html(report))
        self.page.emulate_media(media="null")
        self.page.goto(self.file.as_uri() + (f"#{anchor}" if anchor else ""))
        return self.page

    @property
    def file(self) -> Path:
        """The file of the report that is shown. Another name than the last one's, so that it is really opened."""
        return self._folder / f"report-{self._shown}.html"

    def in_view(self, selector: str) -> bool:
        return self.page.locator(selector).evaluate(
            "at => { const box = at.getBoundingClientRect();"
            " return box.height > 0 && box.top >= 0 && box.top < innerHeight }"
        )

    def focused(self) -> str:
        return self.page.evaluate("(document.activeElement.closest('[id]') || document.body).id")
