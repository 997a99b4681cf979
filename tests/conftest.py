"""Fixtures of all tests: no setting of the machine, and no sleep, reaches a test."""

from __future__ import annotations

import os
import signal
import threading
import uuid
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.newsroom import Newsroom


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let `make soak` kill more often, and `make compat` run its proxy."""
    parser.addoption("--kills", type=int, default=10, help="how often test_kills kills a process")
    parser.addoption("--litellm", default=None, help="the command that starts LiteLLM's proxy, for test_compat")


def pytest_configure() -> None:
    """Let what the tests start heed Ctrl-C, though a shell has whatever runs in its background ignore it."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN and threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGINT, signal.default_int_handler)


# No test asserts a duration, and hypothesis's own limits are durations: a busy machine is no failure.
settings.register_profile("checker", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("checker")

FRONT_DOOR = Path(__file__).parent / "cli"


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests of the front door as `once`, but for those marked `each` (pyproject.toml says why)."""
    for item in items:
        if FRONT_DOOR in item.path.parents and not item.get_closest_marker("each"):
            item.add_marker(pytest.mark.once)


@pytest.fixture(autouse=True)
def _no_settings_of_this_machine(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    for name in list(os.environ):
        if name.startswith(("OPENAI_", "CHECKER_")) or name.lower().endswith("_proxy"):
            monkeypatch.delenv(name)
    # Not the user's, and no two tests' the same; made by whoever keeps an answer.
    monkeypatch.setenv("CHECKER_CACHE", str(tmp_path_factory.getbasetemp() / f"cache-{uuid.uuid4().hex}"))


@pytest.fixture
def newsroom(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Newsroom:
    """An empty working directory with the command line in it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CHECKER_CACHE", str(tmp_path / "cache"))
    return Newsroom(tmp_path, capsys, monkeypatch)
