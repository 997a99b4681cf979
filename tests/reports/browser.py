"""A real browser for the tests of the HTML report: Chromium as the system has it, or as Playwright brought it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

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
