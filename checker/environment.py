"""The variables that checker knows, as text, from the environment and from a file such as `.env`. Nothing is judged.

Nobody else reads either; `checker.settings` says what the values must be, and which of two places counts.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import create_model

from checker.errors import SettingsError

Variables = tuple[str, ...]


def in_environment(variables: Variables) -> dict[str, str]:
    """Return what is set of these variables. An empty one counts as not set: CI systems pass unset secrets that way."""
    if os.environ.keys().isdisjoint(variables):
        return {}
    environment, _ = _readers(variables)
    return _given(environment())


def in_file(file: Path, variables: Variables) -> dict[str, str]:
    """Return what a file sets of these variables; nothing where there is none, or a folder has its name.

    Raises SettingsError where it cannot be read, or reading it would wait for somebody to write.
    """
    try:
        if _is_plain(file):
            _, dotenv = _readers(variables)
            return _given(dotenv(file))
        if file.exists() and not file.is_dir():
            raise SettingsError(f"{file}: is a named pipe or a device; put a plain file there, or remove it")
    except (OSError, UnicodeDecodeError) as problem:
        reason = problem.strerror if isinstance(problem, OSError) else "it is not UTF-8"
        raise SettingsError(f"{file}: cannot be read ({reason}); mend it or remove it") from None
    return {}


def names_in_environment() -> Sequence[str]:
    """Return the names of all variables of the environment."""
    return tuple(os.environ)


def broken_lines(file: Path) -> tuple[int, ...]:
    """Return the numbers of the lines of a file that set nothing and are no comment; none where it cannot be read."""
    try:
        if not _is_plain(file):
            return ()
        from dotenv.parser import parse_stream

        with file.open(encoding="utf-8-sig") as lines:
            broken = [binding.original for binding in parse_stream(lines) if binding.error]
        # Empty lines before one belong to it.
        return tuple(one.line + one.string[: len(one.string) - len(one.string.lstrip())].count("\n") for one in broken)
    except (OSError, UnicodeDecodeError):  # who reads the settings says so
        return ()


def wants_colour() -> bool:
    """Say whether the environment allows colours on a terminal: no NO_COLOR in it, and no terminal without any."""
    return not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def names_in_file(file: Path) -> AbstractSet[str]:
    """Return the names of all variables that a file sets; none where it cannot be read."""
    try:
        if not _is_plain(file):
            return set()
        return _dotenv_values(file).keys()
    except (OSError, UnicodeDecodeError):  # who reads the settings says so
        return set()


def _is_plain(file: Path) -> bool:
    """Say whether there is a file with content of its own: a named pipe would be waited for, and can be read once."""
    try:
        return stat.S_ISREG(file.stat().st_mode)
    except FileNotFoundError:
        return False


def _given(found: dict[str, Any]) -> dict[str, str]:
    return {name: value.strip() for name, value in found.items() if value and value.strip()}


def _dotenv_values(file: Path) -> dict[str, str | None]:
    """Return what a file sets, without the library's own lines on what it cannot read: `broken_lines` has those."""
    import logging

    from dotenv import dotenv_values

    logging.getLogger("dotenv").setLevel(logging.ERROR)
    return dotenv_values(file, encoding="utf-8-sig", interpolate=False)


@cache
def _readers(names: Variables) -> tuple[Callable[[], dict[str, Any]], Callable[[Path], dict[str, Any]]]:
    """Return how pydantic-settings reads the environment, and a file; made here because its import takes 0.1 s.

    So it is spared where nothing of ours is set and no file is there.
    """
    from pydantic_settings import BaseSettings, DotEnvSettingsSource, EnvSettingsSource, SettingsConfigDict

    class Exact(BaseSettings):
        model_config = SettingsConfigDict(case_sensitive=True)

    texts: dict[str, Any] = dict.fromkeys(names, (str | None, None))
    variables = create_model("Variables", __base__=Exact, **texts)

    class Dotenv(DotEnvSettingsSource):
        def _read_env_file(self, file_path: Path) -> dict[str, str | None]:
            # The library would put variables of the environment in for ${NAME}: a stranger's file could name an
            # endpoint whose address holds the user's key. utf-8-sig skips the mark that some editors write first.
            return _dotenv_values(file_path)

    def environment() -> dict[str, Any]:
        return EnvSettingsSource(variables)()

    def dotenv(file: Path) -> dict[str, Any]:
        return Dotenv(variables, env_file=file, dotenv_filtering="only_existing")()

    return environment, dotenv
