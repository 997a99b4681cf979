"""How far a run is, on standard error: a line that changes on a terminal, a plain line now and then elsewhere.

Both go by the clock, so that a run in which nothing happens says what it waits for.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import TextIO

from checker.model.clock import Clock
from checker.model.events import Event, Watch, nobody
from checker.reports.harmless import harmless

EVERY = 30.0
"""Seconds between two plain lines."""

LONG = 15.0
"""Seconds after which a wait is worth a word."""

_REFRESH = 5.0
"""Seconds between two looks at the clock on a terminal."""

_ROOM = "room within the limits"
"""What a request waits for that was not sent yet."""

_STEPS = {"extract": "reading", "reconcile": "comparing", "draft": "judging the draft", "confirm": "second look"}


@dataclass
class Progress:
    """What has happened so far. `line` says it: step, done of all, tokens, money, time left, and what it waits for.

    `waits` has for each request, by task and item, for what it waits and since when (a reading of the clock).
    """

    clock: Clock
    task: str = ""
    asked: dict[str, int] = field(default_factory=dict)
    done: dict[str, int] = field(default_factory=dict)
    reused: int = 0
    tokens: int = 0
    dollars: float | None = 0.0
    held_up: str = ""
    stopping: str = ""
    began: dict[str, float] = field(default_factory=dict)
    waits: dict[tuple[str, str], tuple[str, float]] = field(default_factory=dict)

    def note(self, event: Event) -> None:
        """Take an event in."""
        self._note_wait(event)
        if event.kind == "asked":
            self.task = event.task
            self.asked[event.task] = self.asked.get(event.task, 0) + 1
            self.began.setdefault(event.task, self.clock.reading())
        elif event.kind in ("accepted", "failed"):
            self.done[event.task] = self.done.get(event.task, 0) + 1
        elif event.kind == "kept answer":
            self.reused += 1
        elif event.kind == "answered":
            self.held_up = ""
            self.tokens += event.tokens_in + event.tokens_out
            self.dollars = None if self.dollars is None or event.dollars is None else self.dollars + event.dollars
        elif event.kind == "slowed down":
            self.held_up = f"the provider is busy, {event.count} at once"
        elif event.kind == "stopped":
            self.stopping = "the provider refuses, waiting for what is in flight"
        elif event.kind == "interrupted":
            self.stopping = "interrupted, waiting for what is in flight"

    @property
    def line(self) -> str:
        """One line for people; empty where there is nothing to say."""
        parts = [*(self._done() if self.task else ()), self.stopping or self.held_up, *self._waiting()]
        return " · ".join(filter(None, parts))

    def _note_wait(self, event: Event) -> None:
        key = event.task, event.item
        if event.kind in ("answered", "kept answer", "failed", "went on"):
            self.waits.pop(key, None)
            return
        what = {
            "asked": _ROOM,
            "sent": "an answer",
            "waits": event.reason,
            "try failed": f"the next try after {event.reason}",
        }.get(event.kind)
        if what is not None:
            self.waits[key] = what, self.clock.reading()

    def _waiting(self) -> list[str]:
        """Say what is waited for, and for how long already."""
        begun: dict[str, list[float]] = {}
        for what, since in self.waits.values():
            begun.setdefault(what, []).append(since)
        if len(begun) > 1:  # whoever waits for room waits for the others
            begun.pop(_ROOM, None)
        now = self.clock.reading()
        return [
            f"waiting {_time(now - min(since))} for {what}{f' ({len(since)} requests)' if len(since) > 1 else ''}"
            for what, since in sorted(begun.items(), key=lambda one: min(one[1]))
            if now - min(since) >= LONG
        ]

    def _done(self) -> list[str]:
        done, asked = self.done.get(self.task, 0), self.asked.get(self.task, 0)
        parts = [f"{_STEPS.get(self.task, self.task)} {done} of {asked}", f"{self.tokens:,} tokens"]
        if self.dollars:
            parts.append(f"${self.dollars:.4f}")
        elif self.dollars is None:
            parts.append("cost unknown")
        if self.reused:
            parts.append(f"{self.reused} kept from before")
        if done and done < asked:
            gone = self.clock.reading() - self.began[self.task]
            parts.append(f"about {_time(gone / done * (asked - done))} left in this step")
        return parts


def _time(seconds: float) -> str:
    return f"{seconds:.0f} s" if seconds < 90 else f"{seconds / 60:.0f} min"


@contextmanager
def show_progress(
    clock: Clock, *, quiet: bool, stream: TextIO | None = None
) -> Iterator[tuple[Watch, Callable[[str], None]]]:
    """Yield what to tell events, and what says a line to the user without tearing the progress line."""
    out = stream or sys.stderr
    if quiet:
        yield nobody, partial(_plain_line, out)
        return
    progress = Progress(clock)
    if out.isatty():
        yield from _on_terminal(progress, out)
    else:
        yield from _plainly(progress, out)


def _plain_line(out: TextIO, line: str) -> None:
    print(f"checker: {harmless(line)}", file=out, flush=True)


def _plainly(progress: Progress, out: TextIO) -> Iterator[tuple[Watch, Callable[[str], None]]]:
    shown = False
    tell = partial(_plain_line, out)

    def now_and_then() -> None:
        nonlocal shown
        if progress.line:
            shown = True
            tell(progress.line)

    with progress.clock.every(EVERY, now_and_then):
        yield progress.note, tell
    if shown and progress.line:
        tell(progress.line)


def _on_terminal(progress: Progress, out: TextIO) -> Iterator[tuple[Watch, Callable[[str], None]]]:
    from rich.console import Console
    from rich.markup import escape

    console = Console(file=out, highlight=False)

    with console.status("") as status:

        def show() -> None:
            status.update(escape(progress.line))

        def watch(event: Event) -> None:
            progress.note(event)
            show()

        def tell(line: str) -> None:
            console.print(f"checker: {harmless(line)}", markup=False, soft_wrap=True)

        with progress.clock.every(_REFRESH, show):
            yield watch, tell
