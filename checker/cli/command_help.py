"""The help of a command: what it does, its options, and at its end one example that runs as it stands."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

import typer
from typer.core import TyperCommand

Command = Callable[..., Any]

_MARK = "\n\nExample: "


def add_command(app: typer.Typer, name: str, cls: type[TyperCommand] | None = None) -> Callable[[Command], Command]:
    """Return what adds a function to `app` under a name: its docstring is the help, its last line "Example: …".

    `cls` is what takes its arguments apart, where it is not typer's own. Raises ValueError for a docstring without an
    example: a command without one is not finished.
    """

    def add(function: Command) -> Command:
        told, mark, example = (inspect.getdoc(function) or "").partition(_MARK)
        if not mark:
            raise ValueError(f'{name}: its docstring has no "Example: …" at the end')
        return app.command(name, cls=cls, help=told, epilog=example_below(" ".join(example.split())))(function)

    return add


def example_below(command: str) -> str:
    """Return what stands below the options: the command on a line of its own, never wrapped, to be copied."""
    return f"\b\nExample:\n  {command}"
