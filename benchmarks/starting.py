"""How long a command takes to start, as ratios within one run.

Each is the median of whole processes that take turns: the command, and the imports that it cannot do without. Both find
their modules compiled, as an installed program does; the first turn, which may compile them, is not counted.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from statistics import median

TURNS = 15
ROOT = Path(__file__).parents[1]
HELP = ["-m", "checker", "--help"]
REPLAY = ["-m", "checker", "compare", "seeds/articles", "--answers", "seeds/answers", "--exit-zero"]


def ratios() -> dict[str, float]:
    """Return how many times as long a command takes as the imports named."""
    return {
        "--help, of import typer": _ratio(HELP, ["-c", "import typer"]),
        "the sample story replayed, of import typer, checker.schema": _ratio(
            REPLAY, ["-c", "import typer, checker.schema"]
        ),
    }


def _ratio(command: list[str], bare: list[str]) -> float:
    times: dict[bool, list[float]] = {True: [], False: []}
    for turn in range(-2, 2 * TURNS):
        measured = turn % 2 == 0
        seconds = _seconds(command if measured else bare)
        if turn >= 0:
            times[measured].append(seconds)
    return median(times[True]) / median(times[False])


def _seconds(arguments: list[str]) -> float:
    begin = time.perf_counter()
    subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "NO_COLOR": "1", "PYTHONDONTWRITEBYTECODE": ""},
    )
    return time.perf_counter() - begin
