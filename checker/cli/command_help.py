"""The help of a command: what it does, its options, and at its end one example that runs as it stands."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from pathlib import Path
from typing import Any

import typer
from typer.core import TyperCommand

from checker.errors import UsageError

Command = Callable[..., Any]

_MARK = "\n\nExample: "


_READ = ("articles", "article", "against")
"""Arguments of which readers say themselves what they cannot read, and go on with the others."""


class HelpfulCommand(TyperCommand):
    """A command whose help calls its arguments what a person calls them: "ARTICLE...", and no type of Python's.

    It takes no web address for a file (a path to write to would become a folder "https:"), nor an empty name, which
    would be the folder it is run in.
    """

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Take the command line apart. Raises UsageError for what can be the name of no file."""
        written = list(args)
        left = super().parse_args(ctx, args)
        as_written = self.make_parser(ctx).parse_args(written)[0]
        for name, value in ctx.params.items():
            empty = "" in _each(as_written.get(name))
            for path in _each(value):
                if isinstance(path, Path):
                    _refuse(path, name, empty=empty)
        return left

    def collect_usage_pieces(self, ctx: Any) -> list[str]:
        """Return what stands behind the command's name: "[OPTIONS] ARTICLE...", in brackets what may be left out."""
        arguments = [param for param in self.get_params(ctx) if param.param_type_name == "argument"]
        return ["[OPTIONS]", *(_called(one) if one.required else f"[{_called(one)}]" for one in arguments)]

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Write the arguments, then the options, each with its help."""
        arguments, options = [], []
        for param in self.get_params(ctx):
            name, about = param.get_help_record(ctx) or ("", "")
            about = about.replace("x>=", "at least ")
            if param.param_type_name == "argument":
                arguments.append((_called(param), about))
            elif name:
                options.append((name, about))
        for title, rows in (("Arguments", arguments), ("Options", options)):
            if rows:
                with formatter.section(title):
                    formatter.write_dl(rows)


def _each(value: Any) -> tuple[Any, ...]:
    return tuple(value) if isinstance(value, (list, tuple)) else (value,)


def _refuse(path: Path, parameter: str, *, empty: bool) -> None:
    """Raise UsageError where a path is the name of no file that `parameter` could take."""
    if empty and path == Path():
        raise UsageError("an empty name stands for no file; name one, or . for the folder this is run in")
    if parameter in _READ:
        return
    if str(path) == "-":
        raise UsageError("-: stands for an article on standard input, or for --output alone; name a file here")
    if path.parts and path.parts[0].endswith(":"):
        from checker.readers.paths import address  # here, because a command's help must not wait for the readers

        if at := address(path):
            raise UsageError(f"{at}: is a web address, and nothing is fetched or sent there; name a file")


def _called(argument: Any) -> str:
    """Return the name of an argument as help has it: with dots where several may be given."""
    return f"{argument.metavar or argument.name}{'...' if argument.nargs != 1 else ''}"


def add_command(
    app: typer.Typer, name: str, cls: type[HelpfulCommand] = HelpfulCommand
) -> Callable[[Command], Command]:
    """Return what adds a function to `app` under a name: its docstring is the help, its last line "Example: …".

    `cls` is what takes its arguments apart. Raises ValueError for a docstring without an
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
