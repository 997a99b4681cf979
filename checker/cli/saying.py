"""What every command says in the same way: lines on standard error, and what is wrong with the settings."""

from __future__ import annotations

import sys

from checker.house import House
from checker.reports.harmless import harmless
from checker.settings import Settings, load_settings, without_effect


def say(message: str) -> None:
    """Tell the user a line on standard error, so that standard output holds nothing but what was asked for."""
    print(f"checker: {harmless(message)}", file=sys.stderr)  # noqa: T201


def told_settings(*, trust_env: bool, house: House | None = None, quiet: bool = False) -> Settings:
    """Read the settings, and tell the user what looks like one and does nothing. Raises SettingsError."""
    settings = load_settings(trust_env=trust_env, house=house)
    if not quiet:
        for line in without_effect():
            say(line)
    return settings
