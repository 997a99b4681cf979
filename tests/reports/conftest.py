"""What the browser tests of the reports share."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.reports.browser import Desk, a_browser


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    # Of a module, not of the session: while Playwright lives, nothing else in its thread can run an event loop.
    with a_browser() as found:
        yield found


@pytest.fixture(scope="module")
def windows(browser: Any, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Desk]:
    """Give the window of these settings; opening one takes three times as long as showing a page in it."""
    opened: dict[str, Desk] = {}

    def window(**context: Any) -> Desk:
        key = repr(sorted(context.items()))
        if key not in opened:
            opened[key] = Desk(browser, tmp_path_factory.mktemp("window"), **context)
        return opened[key]

    return window


@pytest.fixture
def desk(windows: Callable[..., Desk]) -> Iterator[Callable[..., Desk]]:
    """Give windows that must ask for nothing but the page, and must have nothing to complain about."""
    used: list[Desk] = []

    def window(**context: Any) -> Desk:
        used.append(windows(**context))
        return used[-1]

    yield window
    for one in used:
        assert one.complaints == []
        assert {url.split("#")[0] for url in one.requests} <= {one.file.as_uri()}
