"""What is said where a library of the extra [docs] is missing."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from checker.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator

INSTALL = 'pip install "checker[docs]" (in a checkout: pip install ".[docs]")'


@contextmanager
def needed_for(name: str, files: str) -> Iterator[None]:
    """Turn the lack of a library that is imported inside into an InputError with the command that installs it."""
    try:
        yield
    except ModuleNotFoundError as error:
        library = (error.name or "a library").partition(".")[0]
        raise InputError(f"{name}: {files} need {library}, which is not installed; run {INSTALL}") from error
