"""--help of every command: terse, within 80 columns, and with an example at its end that runs as printed."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer.main
from typer.testing import CliRunner

from checker import cli
from checker.cli.command_help import add_command
from tests.newsroom import Newsroom
from tests.shell import desk

FINDS = ("compare", "draft", "diff")
"""Commands that end with 1 for what they find."""


def commands() -> Iterator[tuple[str, ...]]:
    """Yield the name of each command, the program itself and groups of commands included."""
    left: list[tuple[tuple[str, ...], object]] = [((), typer.main.get_command(cli.command_line()))]
    while left:
        name, command = left.pop(0)
        yield name
        left += [((*name, sub), found) for sub, found in getattr(command, "commands", {}).items()]


COMMANDS = [pytest.param(name, id=" ".join(name) or "checker") for name in commands()]


def example(room: Newsroom, name: tuple[str, ...]) -> str:
    """Return the example that a command's help prints."""
    shown = room.run(*name, "--help").out
    _, _, below = shown.partition("\n  Example:\n    ")
    assert below, shown
    return below.rstrip("\n")


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("OPENAI_API_KEY", raising=False)
        return desk(tmp_path_factory.mktemp("desk")).folder


@pytest.mark.parametrize("name", COMMANDS)
def test_the_example_runs_as_it_is_printed(newsroom: Newsroom, prepared: Path, name: tuple[str, ...]) -> None:
    line = example(newsroom, name)
    assert line.split()[: 1 + len(name)] == ["checker", *name]
    shutil.copytree(prepared, newsroom.folder, symlinks=True, dirs_exist_ok=True)
    done = newsroom.type(line)
    assert done.code in ((0, 1) if line.split()[1] in FINDS else (0,)), done.err
    assert done.out or done.err
    assert "Traceback" not in done.err


@pytest.mark.each
@pytest.mark.parametrize("name", COMMANDS)
def test_it_is_terse_and_narrow(newsroom: Newsroom, name: tuple[str, ...]) -> None:
    newsroom.setenv("COLUMNS", "80")
    shown = newsroom.run(*name, "--help").out
    assert max(len(line) for line in shown.splitlines()) <= 80
    assert "\n" not in example(newsroom, name)
    about = shown.partition("\n\n")[2].partition("\n\nArguments:")[0].partition("\n\nOptions:")[0]
    assert 1 <= len(about.splitlines()) <= 6


@pytest.mark.parametrize(
    ("name", "usage", "argument"),
    [
        (("compare",), "[OPTIONS] ARTICLE...", "ARTICLE...  Files, folders"),
        (("claims",), "[OPTIONS] ARTICLE...", "ARTICLE...  Files, folders"),
        (("draft",), "[OPTIONS] DRAFT", "DRAFT  The draft's file"),
        (("diff",), "[OPTIONS] OLD NEW", "OLD  The JSON report"),
        (("dismiss",), "[OPTIONS] ID...", "ID...  Findings"),
        (("explain",), "[OPTIONS] [CODE]", "CODE  A code"),
        (("eval",), "[OPTIONS] [SUITE...]", "SUITE...  Suites"),
        (("answers", "export"), "[OPTIONS] [ID...]", "ID...  First characters"),
    ],
)
def test_arguments_are_called_what_a_person_calls_them(
    newsroom: Newsroom, name: tuple[str, ...], usage: str, argument: str
) -> None:
    shown = newsroom.run(*name, "--help").out
    assert shown.splitlines()[0] == f"Usage: checker {' '.join(name)} {usage}"
    assert f"\n  {argument}" in shown


@pytest.mark.parametrize("name", COMMANDS)
def test_no_help_shows_a_type_of_python(newsroom: Newsroom, name: tuple[str, ...]) -> None:
    shown = newsroom.run(*name, "--help").out
    for python in ("<path>", "<str>", "<int>", "list[", "x>=", "Path]", "{"):
        assert python not in shown.replace('{"custom_id"', "").replace("{…}", "")


def test_the_list_of_commands_cuts_no_line(newsroom: Newsroom) -> None:
    newsroom.setenv("COLUMNS", "80")
    for group in ((), ("answers",)):
        listed = newsroom.run(*group, "--help").out.partition("Commands:\n")[2].partition("\n\n")[0]
        assert listed
        assert all(line.endswith(".") and not line.endswith("...") for line in listed.splitlines()), listed


def test_a_command_without_an_example_is_refused() -> None:
    def nameless() -> None:
        """Do something."""

    with pytest.raises(ValueError, match="has no"):
        add_command(typer.Typer(), "nameless")(nameless)


@pytest.mark.each
@pytest.mark.parametrize("name", cli.COMMANDS)
def test_a_command_that_is_read_alone_says_what_it_says_among_all(name: str) -> None:
    def told(first: str) -> str:
        runner = CliRunner()
        return runner.invoke(cli.command_line(first), [name, "--help"], prog_name="checker").output

    assert "Usage: checker " in told(name)
    assert told(name) == told("")


@pytest.mark.parametrize("first", ["", "compar", "--version", "story/"])
def test_whatever_is_no_command_gets_to_know_them_all(first: str) -> None:
    assert "dismiss" in CliRunner().invoke(cli.command_line(first), ["--help"]).output
