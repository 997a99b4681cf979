"""The exit codes of the README's table, each from a real shell at least once."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.newsroom import Newsroom, Result
from tests.pages import README
from tests.shell import Shell

OF_ITS_OWN = {130: "test_interrupt.py"}
"""Codes that take more than a line of shell, and where they are tested."""

BUSES = "The Velm council bought {} buses for the harbour line, Mayor Ida Lund said.\n"
COMPARE = "checker compare story --checks-only"

LINES: dict[int, list[str]] = {
    0: [
        COMPARE,
        f"{COMPARE} --fail-on warning --exit-zero",
        "checker --version",
        "checker explain F1",
    ],
    1: [
        f"{COMPARE} --fail-on warning",
        f"{COMPARE} --fail-on note --format json --output report.json",
        f"{COMPARE} held.txt",
    ],
    2: [
        "checker",
        "checker no-such-command",
        "checker compare",
        "checker compare story --no-such-option",
        "checker compare story --format no-such-form",
        "checker compare no-such-file.txt --checks-only",
        "checker compare story --checks-only --model some-model",
        "checker explain X9",
        "checker diff nowhere.json nowhere.json",
        f"echo 'fail-on = 3' >checker.toml; {COMPARE}",
    ],
    3: [
        f"touch story/empty.txt; {COMPARE}",
        f"touch story/empty.txt; {COMPARE} --fail-on warning --exit-zero",
        f"{COMPARE} >/dev/full",
    ],
    4: ["checker compare story --pending requests.jsonl", "checker claims story --pending requests.jsonl --model m"],
    70: [
        "python -c 'import checker.pipeline as p; p.checks_only = 0; from checker.cli import main; main()' ${LINE#* }"
    ],
}
TYPED = [line for lines in LINES.values() for line in lines[1:] if not set(line) & set(";$>")]
"""Those that are run in the process of the test: the first of each code, and what takes a shell, is run in one."""


@pytest.fixture
def room(newsroom: Newsroom) -> Newsroom:
    newsroom.write("story/a.txt", BUSES.format(12))
    newsroom.write("story/b.txt", BUSES.format(15))
    newsroom.write("held.txt", BUSES.format(12), status="withheld")
    return newsroom


def table() -> list[tuple[int, str]]:
    """Return the rows of the README's table."""
    return [(int(code), told) for code, (told,) in README.table("exit code").items()]


@pytest.mark.parametrize(("code", "line"), [(code, line) for code, lines in LINES.items() for line in lines])
def test_a_line_ends_with_it(room: Newsroom, code: int, line: str) -> None:
    ended = room.type(line) if line in TYPED else in_a_shell(room, line)
    assert ended.code == code, ended.err
    assert "Traceback" not in ended.err
    if code > 1:
        assert ended.err.strip()


def in_a_shell(room: Newsroom, line: str) -> Result:
    done = Shell(room.folder).run(line, LINE=COMPARE, TMPDIR=str(room.folder))
    return Result(done.returncode, done.stdout, done.stderr)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("checker no-such-command", "no such command 'no-such-command'; see checker --help"),
        ("checker --no-such-option", "no such option: --no-such-option"),
        ("checker compare", "missing argument 'ARTICLE'; see checker compare --help"),
        ("checker compare story --way slow", "invalid value for '--way': 'slow' is not one of 'claims', 'quick', "),
        ("checker compare story --max-cost=-1", "invalid value for '--max-cost': "),
        ("checker draft a.txt --against", "option '--against' requires an argument; see checker draft --help"),
        ("checker answers show", "missing argument 'ID'; see checker answers show --help"),
    ],
)
def test_a_wrong_command_line_is_told_in_a_line(room: Newsroom, line: str, told: str) -> None:
    done = in_a_shell(room, line)  # which says under what name it was called
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(f"checker: {told}")
    assert len(done.err.splitlines()) == 1


def test_the_table_lists_every_code() -> None:
    assert [code for code, _ in table()] == [*LINES, *OF_ITS_OWN]
    for code, file in OF_ITS_OWN.items():
        assert f"returncode == {code}" in (Path(__file__).parent / file).read_text("utf-8")
