"""Progress: a plain line now and then, a changing one on a terminal, none where it is quiet."""

from __future__ import annotations

import io
from collections.abc import Iterable

import pytest

from checker.cli.progress import EVERY, Progress, show_progress
from checker.model.events import Event, Kind
from tests.model.virtual_clock import VirtualClock

pytestmark = pytest.mark.each  # of the line alone, no command

ASKED = Event("asked", "extract", "article a")
ANSWERED = Event("answered", "extract", "article a", tokens_in=900, tokens_out=100, dollars=0.01)
ACCEPTED = Event("accepted", "extract", "article a")


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def lines_after(*steps: float | Event, quiet: bool = False, stream: io.StringIO | None = None) -> list[str]:
    """Return what is written; a number lets so many seconds pass."""
    out, clock = stream or io.StringIO(), VirtualClock()
    with show_progress(clock, quiet=quiet, stream=out) as (watch, _):
        for step in steps:
            if isinstance(step, Event):
                watch(step)
            else:
                clock.let_pass(step)
    return out.getvalue().splitlines()


def state_after(events: Iterable[Event], seconds: float = 0) -> str:
    clock = VirtualClock()
    progress = Progress(clock)
    for event in events:
        progress.note(event)
        clock.let_pass(seconds)
    return progress.line


def test_a_line_says_step_done_tokens_money_and_time_left() -> None:
    line = state_after([ASKED, ASKED, ASKED, ANSWERED, ACCEPTED], 4)
    assert line == "reading 1 of 3 · 1,000 tokens · $0.0100 · about 40 s left in this step"


def test_a_line_says_what_is_special() -> None:
    unknown = Event("answered", "extract", tokens_in=5, dollars=None)
    slowed = Event("slowed down", seconds=9, count=2)
    kept = Event("kept answer", "extract", tokens_in=900)
    line = state_after([ASKED, kept, unknown, slowed, ACCEPTED])
    assert line == "reading 1 of 1 · 5 tokens · cost unknown · 1 kept from before · the provider is busy, 2 at once"


@pytest.mark.parametrize(("kind", "says"), [("stopped", "the provider refuses"), ("interrupted", "interrupted")])
def test_that_a_run_stops_stays_said(kind: Kind, says: str) -> None:
    line = state_after([ASKED, ASKED, Event("slowed down", count=2), Event(kind), ANSWERED, ACCEPTED])
    assert line.endswith(f"· {says}, waiting for what is in flight")


@pytest.mark.parametrize("out", [io.StringIO(), Terminal()])
def test_no_line_steers_the_terminal(out: io.StringIO) -> None:
    with show_progress(VirtualClock(), quiet=False, stream=out) as (_, tell):
        tell("batch_\x1b]0;title\x07_1")
    assert "\x1b]0" not in out.getvalue()
    assert "batch_␛]0;title␇_1" in out.getvalue()


def test_the_hold_up_passes() -> None:
    assert "busy" not in state_after([ASKED, Event("slowed down", count=2), ANSWERED])


def test_without_a_terminal_there_is_a_line_now_and_then() -> None:
    lines = lines_after(ASKED, ASKED, ANSWERED, ACCEPTED, EVERY, ANSWERED, ACCEPTED)
    assert lines == [
        "checker: reading 1 of 2 · 1,000 tokens · $0.0100 · about 30 s left in this step",
        "checker: reading 2 of 2 · 2,000 tokens · $0.0200",
    ]


def test_a_short_run_says_nothing() -> None:
    assert lines_after(ASKED, ANSWERED, ACCEPTED) == []


def test_quiet_says_nothing() -> None:
    assert lines_after(ASKED, EVERY, ANSWERED, EVERY, ACCEPTED, quiet=True) == []


SENT = Event("sent", "extract", "article a")
OTHER = [Event("asked", "extract", "article b"), Event("waits", "extract", "article b", "another run (process 7)")]


def test_a_run_in_which_nothing_happens_says_what_it_waits_for() -> None:
    lines = lines_after(ASKED, SENT, EVERY, EVERY, ANSWERED, ACCEPTED)
    assert lines[:2] == [f"checker: reading 0 of 1 · 0 tokens · waiting {30 * n} s for an answer" for n in (1, 2)]
    assert "waiting" not in lines[2]


def test_a_line_is_said_for_each_thing_that_is_waited_for() -> None:
    line = state_after([ASKED, *OTHER, SENT, Event("asked", "extract", "article c")], 10)
    assert line.endswith("· waiting 30 s for another run (process 7) · waiting 20 s for an answer")


@pytest.mark.parametrize(
    ("events", "says"),
    [
        ([ASKED], "waiting 20 s for room within the limits"),
        ([ASKED, SENT, Event("try failed", "extract", "article a", "HTTP 503")], "for the next try after HTTP 503"),
        ([Event("waits", item="batch b_1", reason="batch b_1")], "waiting 20 s for batch b_1"),
        ([*OTHER, ASKED, SENT, Event("sent", "extract", "article b")], "waiting 40 s for an answer (2 requests)"),
    ],
)
def test_what_is_waited_for_has_a_name(events: list[Event], says: str) -> None:
    assert says in state_after(events, 20)


@pytest.mark.parametrize(
    "last", [ANSWERED, Event("kept answer", "extract", "article a"), Event("failed", "extract", "article a")]
)
def test_what_came_is_waited_for_no_longer(last: Event) -> None:
    assert "waiting" not in state_after([ASKED, SENT, last], 20)
    assert state_after([Event("waits", item="b", reason="b"), Event("went on", item="b")], 20) == ""


def test_a_terminal_says_what_is_waited_for_without_an_event() -> None:
    assert "waiting 20 s for an answer" in "\n".join(lines_after(ASKED, SENT, 20, stream=Terminal()))


def test_a_terminal_shows_the_line() -> None:
    assert "reading 1 of 1" in "\n".join(lines_after(ASKED, ANSWERED, ACCEPTED, stream=Terminal()))
