"""checker init: a commented settings file."""

from __future__ import annotations

from pathlib import Path

import typer

FILE = """\
# Settings of checker, read from the folder in which it is run and from nowhere else. The same keys may stand under
# [tool.checker] in pyproject.toml instead. Take the # away from what you set; options on the command line go before.
# Which model is asked, and with which key, is set in the environment or in .env.

# From which severity on a finding makes the exit code 1: error (HOLD and FIX), warning (CHECK), or note.
# fail-on = "error"

# A table of people's spellings, offices and birthdays (`checker explain N2`); the path counts from this file.
# desk-list = "people.csv"

# Where `checker dismiss` writes what was decided, and runs read it.
# decisions = "checker-decisions.jsonl"

# Names that mean one and the same. Answers that differ only by them do not differ.
# same-names = [
#     ["Kyiv", "Kiev"],
#     ["Lewin Dorrach", "Levin Dorrach"],
# ]

# Outlets that count as one source wherever sources are counted.
# one-origin = [
#     ["Velm Packet", "Velm Packet on Sunday"],
# ]

# The hosts that articles under embargo and withheld ones may be sent to. CHECKER_ALLOWED_HOSTS goes before.
# allowed-hosts = ["localhost", "127.0.0.1", "[::1]"]

# What this house makes of a code: off, note, check or fix. Codes are those of the checks (`checker explain`) and those
# of findings (`code` in the JSON report). A check that is off does not run. No rule lifts a hold.
# [rules]
# S5 = "off"
# N2 = "fix"
# number-differ = "note"
"""


def init() -> None:
    """Write a commented checker.toml.

    Every setting is explained in it, and nothing is set.

    Example: checker init
    """
    from checker.errors import UsageError
    from checker.house import HOUSE_FILE, load_house

    there = load_house().file or Path(HOUSE_FILE)
    # A link that leads nowhere counts as there: what it names may be anybody's.
    if there.exists() or there.is_symlink():
        raise UsageError(f"{there}: already holds settings, and stays as it is; edit it, or remove it first")
    with there.open("x", encoding="utf-8") as file:
        file.write(FILE)
    typer.echo(f"{there}: written; every line is a comment until you take its # away")
