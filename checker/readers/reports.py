"""A JSON report of an earlier run → Report."""

from __future__ import annotations

from pathlib import Path

from pydantic import ValidationError

from checker.errors import InputError
from checker.readers.paths import shown
from checker.schema import Report

_LARGEST = 500_000_000


def read_report(path: Path, command: str = "compare ARTICLES") -> Report:
    """Return the report that a file holds. Raises InputError where it cannot be read or is none.

    `command` is what the error then tells the user to write one with, into a file that does not hold something else.
    """
    name = shown(path)
    remedy = f"write one with: checker {command} --format json --output {'report.json' if path.exists() else name}"
    try:
        if path.stat().st_size > _LARGEST:
            raise InputError(f"{name}: has more than {_LARGEST:,} bytes, and is no report of one story")
        content = path.read_bytes()
    except OSError as problem:
        raise InputError(f"{name}: cannot be read ({problem.strerror}); {remedy}") from None
    try:
        return Report.model_validate_json(content)
    except ValidationError as problem:
        first = problem.errors()[0]
        place = ".".join(map(str, first["loc"])) or "the beginning"
        raise InputError(f"{name}: is no JSON report of this version ({place}: {first['msg']}); {remedy}") from None
