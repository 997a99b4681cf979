"""`--watch`: check the draft again whenever it, or a source, is saved; each time for the price of the edit.

Files are watched by size and time of change, so that every file system will do. An editor that saves by writing a new
file and renaming it leaves none there for a moment; so a change counts once two looks in a row find the same.
"""

from __future__ import annotations

import asyncio
import contextlib
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from checker.cli.run import Done, run_once
from checker.cli.saying import say
from checker.errors import CheckerError, UsageError
from checker.house import DECISIONS_FILE, HOUSE_FILE, PROJECT_FILE
from checker.model.clock import SystemClock
from checker.readers.files import article_files
from checker.readers.paths import STDIN, shown
from checker.readers.story import STORY_FILE

if TYPE_CHECKING:
    from checker.cli.rendering import Outputs
    from checker.cli.run import Arguments, Way
    from checker.model.clock import Clock
    from checker.schema import Report

PAUSE = 0.5
"""Seconds between two looks at the files."""

_CLEARED = "\x1b[2J\x1b[3J\x1b[H"

State = dict[str, tuple[int, int] | None]
"""Of each file its size and time of change (in nanoseconds), None where it is not there."""


def watch(arguments: Arguments, way: Way, outputs: Outputs) -> int:
    """Run whenever a file changes, until the user interrupts; then return 0.

    What a later run cannot read or ask is told, and the watch goes on. Raises UsageError where there is no file to
    watch, or where the run would end before there is a report; and whatever the first run raises.
    """
    _refuse_what_cannot_be_watched(arguments)
    clock = SystemClock()
    with contextlib.suppress(KeyboardInterrupt):
        seen = look(arguments)
        done = run_once(arguments, way, outputs)
        _tell(arguments)
        while not done.interrupted:
            seen = asyncio.run(_changed(arguments, seen, clock))
            done = _again(arguments, way, outputs, done.report)
            if not done.interrupted:
                _tell(arguments)
    say("no longer watching")
    return 0


def _refuse_what_cannot_be_watched(arguments: Arguments) -> None:
    if STDIN in arguments.articles:
        raise UsageError("--watch looks at files, and standard input (-) is none; save it to a file and name that")
    for option, given in (
        ("--estimate", arguments.estimate),
        ("--pending", arguments.pending is not None),
        ("--batch", arguments.batch),
    ):
        if given:
            raise UsageError(f"--watch wants a report each time, {option} ends without one; leave one of them out")


def _again(arguments: Arguments, way: Way, outputs: Outputs, before: Report | None) -> Done:
    """Run once more, on from the report before; what goes wrong is told, and that report stays."""
    if sys.stdout.isatty():
        sys.stdout.write(_CLEARED)
    try:
        done = run_once(arguments, way, outputs, before)
    except CheckerError as problem:
        say(str(problem))
        return Done(problem.exit_code, before)
    return Done(done.code, done.report or before, done.interrupted)


def _tell(arguments: Arguments) -> None:
    if not arguments.quiet:
        say(f"watching {shown(arguments.articles[0])} and its sources; Ctrl-C ends it")


async def _changed(arguments: Arguments, seen: State, clock: Clock) -> State:
    """Wait until the files are others than `seen`, and have stayed so for a pause; return what they are then."""
    before = seen
    while True:
        await clock.sleep(PAUSE)
        now = look(arguments)
        there = now.get(str(arguments.articles[0])) is not None
        if now == before != seen and there:
            return now
        before = now


def look(arguments: Arguments) -> State:
    """Return how the files stand on which a report rests: draft, sources, what is stated and decided of them."""
    files = {str(path): path for path in arguments.articles if not path.is_dir()}
    files.update((str(path), path) for path in article_files(arguments.articles).files)
    stories = {path.parent / STORY_FILE for path in files.values()}
    settled = [Path(HOUSE_FILE), Path(PROJECT_FILE), arguments.decisions or Path(DECISIONS_FILE), arguments.desk_list]
    files.update((str(path), path) for path in (*sorted(stories), *settled) if path is not None)
    return {name: _state(path) for name, path in files.items()}


def _state(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_size, found.st_mtime_ns
