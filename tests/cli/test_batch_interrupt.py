"""Ctrl-C while a check runs in batches: nothing more is sent, nothing is waited for, and there is a report."""

from __future__ import annotations

import asyncio
import threading
from typing import Any

import pytest

from checker.model.brake import Brake
from tests.cli.test_asking import ANSWERERS, _key
from tests.cli.test_batch import run, settle
from tests.cli.test_compare import two_pieces
from tests.model.batch_provider import BatchProvider
from tests.model.loopback import Connection, fault
from tests.newsroom import Newsroom

__all__ = ["_key", "two_pieces"]


class Interrupting(BatchProvider):
    """Interrupts the run when it gets request `at`, before it answers; `busy` says that it turns that one away."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        super().__init__(answerers=ANSWERERS)
        self.at, self.busy = 0, False
        provider = self

        class Watched(Brake):
            def __init__(self) -> None:
                super().__init__()
                provider.brake, provider.run_loop = self, asyncio.get_running_loop()

        monkeypatch.setattr("checker.cli.run.Brake", Watched)

    brake: Brake
    run_loop: asyncio.AbstractEventLoop

    async def _answer(self, connection: Connection) -> None:
        if len(self.seen) == self.at:
            pulled = threading.Event()
            self.run_loop.call_soon_threadsafe(lambda: (self.brake.interrupt(), pulled.set()))
            await asyncio.to_thread(pulled.wait)
            if self.busy:
                await fault(503, {"Retry-After": "1"})(connection)
                return
        await super()._answer(connection)


@pytest.mark.parametrize("busy", [False, True], ids=["answered", "busy"])
@pytest.mark.parametrize("at", [1, 2], ids=["upload", "start"])
def test_while_it_sends(two_pieces: Newsroom, monkeypatch: pytest.MonkeyPatch, at: int, busy: bool) -> None:
    with Interrupting(monkeypatch) as provider:
        provider.at, provider.busy = at, busy
        result = run(two_pieces, provider)
        assert len(provider.seen) == at
        sent = at == 2 and not busy
        assert result.code == 3
        assert len(result.report["failures"]) == 2
        assert ("interrupted: 2 requests were not sent" in result.err) is not sent
        assert len(provider.batches) == sent
        provider.at = 0
        assert settle(two_pieces, provider).code == 1
        assert provider.asked == 4


@pytest.mark.parametrize("busy", [False, True], ids=["answered", "busy"])
@pytest.mark.parametrize("at", [1, 2], ids=["standing", "file"])
def test_while_it_fetches(two_pieces: Newsroom, monkeypatch: pytest.MonkeyPatch, at: int, busy: bool) -> None:
    with Interrupting(monkeypatch) as provider:
        assert run(two_pieces, provider).code == 4
        provider.finish()
        provider.at, provider.busy = len(provider.seen) + at, busy
        result = run(two_pieces, provider)
        assert len(provider.seen) == provider.at
        assert result.code == 3
        assert result.report["failures"]
        came = at == 2 and not busy
        assert ("not all batches were looked at" in result.err) is not came
        paid = result.report["run"]["dollars"]
        assert bool(paid) is came
        provider.at = 0
        last: Any = settle(two_pieces, provider)
        assert last.code == 1
        assert provider.asked == 4
        paid += last.report["run"]["dollars"]
        assert paid == pytest.approx(4 * (60 * 1.25 + 40 * 0.125 + 20 * 10) / 1e6 / 2, abs=1e-6)


def test_while_it_looks_for_a_batch_among_many(two_pieces: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    def die(*_: Any) -> None:
        raise KeyboardInterrupt

    with Interrupting(monkeypatch) as provider:
        with monkeypatch.context() as patched:
            patched.setattr("checker.model.batches.Batches.sent", die)
            assert run(two_pieces, provider).code == 130
        provider.newer = 250
        provider.at = len(provider.seen) + 1
        assert run(two_pieces, provider).code == 3
        assert len(provider.seen) == provider.at
        provider.at = 0
        assert settle(two_pieces, provider).code == 1
        assert provider.asked == 4
