"""What the browser tests of the reports share."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.reports.browser import Desk, a_browser


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with a_browser() as found:
        yield found


@pytest.fixture
def desk(browser: Any, tmp_path: Path) -> Iterator[Callable[..., Desk]]:
    """Give windows that must ask for nothing but the page, and must have nothing to complain about."""
    opened: list[Desk] = []

    def open_one(**context: Any) -> Desk:
        opened.append(Desk(browser, tmp_path, **context))
        return opened[-1]

    yield open_one
    for one in opened:
        one.context.close()
        assert one.complaints == []
        assert {url.split("#")[0] for url in one.requests} <= {(tmp_path / "report.html").as_uri()}
