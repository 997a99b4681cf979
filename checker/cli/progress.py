"""How far a run is, on standard error: a line that changes on a terminal, a plain line now and then elsewhere."""

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

EVERY = 15.0
"""Seconds between two plain lines."""

_STEPS = {"extract": "reading", "reconcile": "comparing", "confirm": "second look"}


@dataclass
class Progress:
    """What has happened so far. `line` says it: step, done of all, tokens, money, time left."""

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

    def note(self, event: Event) -> None:
        """Take an event in."""
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
        """One line for people."""
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
        return " · ".join([*parts, *filter(None, [self.stopping or self.held_up])])


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
    last = progress.clock.reading()
    shown = False

    tell = partial(_plain_line, out)

    def watch(event: Event) -> None:
        nonlocal last, shown
        progress.note(event)
        now = progress.clock.reading()
        if now - last >= EVERY and progress.task:
            last, shown = now, True
            tell(progress.line)

    yield watch, tell
    if shown:
        tell(progress.line)


def _on_terminal(progress: Progress, out: TextIO) -> Iterator[tuple[Watch, Callable[[str], None]]]:
    from rich.console import Console
    from rich.markup import escape

    console = Console(file=out, highlight=False)

    with console.status("") as status:

        def watch(event: Event) -> None:
            progress.note(event)
            if progress.task:
                status.update(escape(progress.line))

        def tell(line: str) -> None:
            console.print(f"checker: {harmless(line)}", markup=False, soft_wrap=True)

        yield watch, tell
