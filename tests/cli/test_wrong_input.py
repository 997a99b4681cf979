"""What people mistype, and files that are not what they seem: each told in one line, with the exit code of its kind."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from tests.newsroom import Newsroom

BUSES = "The Velm council bought {} buses for the harbour line, Mayor Ida Lund said.\n"
ALONE = ("compare", "s", "--checks-only")
DRAFT = ("draft", "d.txt", "--against", "s")
Report = dict[str, Any]


@pytest.fixture
def room(newsroom: Newsroom) -> Newsroom:
    """A story of two pieces, a draft, and a report on each."""
    newsroom.write("s/a.txt", BUSES.format(12))
    newsroom.write("s/b.txt", BUSES.format(15))
    newsroom.write("d.txt", BUSES.format(20))
    newsroom.write("-a.txt", BUSES.format(20))
    for name, command in (("r.json", ALONE), ("dr.json", (*DRAFT, "--checks-only"))):
        (newsroom.folder / name).write_text(newsroom.run(*command, "--format", "json").out, "utf-8")
    return newsroom


def refused(room: Newsroom, *arguments: str) -> str:
    """Run what is refused before anything is done, and return the one line that says why."""
    before = sorted(path for path in room.folder.rglob("*"))
    result = room.run(*arguments)
    assert (result.code, result.out) == (2, ""), result
    (line,) = result.err.splitlines()
    assert line.startswith("checker: ")
    assert sorted(path for path in room.folder.rglob("*")) == before
    return line.removeprefix("checker: ")


EMPTY = "an empty name stands for no file"
DASH = "-: stands for an article on standard input, or for --output alone"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("compare", "", "--checks-only"), EMPTY),
        (("compare", "s", "", "--checks-only"), EMPTY),
        ((*ALONE, "--output", ""), EMPTY),
        ((*ALONE, "--output="), EMPTY),
        (("draft", "", "--against", "s"), EMPTY),
        (("draft", "d.txt", "--against", ""), EMPTY),
        (("dismiss", "1", "--report", ""), EMPTY),
        (("compare", "s", "--pending", "-"), DASH),
        ((*ALONE, "--log", "-"), DASH),
        ((*ALONE, "--desk-list", "-"), DASH),
        (("diff", "-", "r.json"), DASH),
        (("dismiss", "1", "--report", "-"), DASH),
        ((*DRAFT, "--earlier", "-"), DASH),
        ((*ALONE, "--output", "https://example.org/x.html"), "https://example.org/x.html: is a web address, and"),
        (("diff", "https://example.org/old", "r.json"), "https://example.org/old: is a web address"),
        (("dismiss", "1", "--report", "HTTPS://example.org//x"), "HTTPS://example.org/x: is a web address"),
        (("compare", "s", "--answers", "file:///tmp/x"), "file://tmp/x: is a web address"),
        ((*DRAFT, "--earlier", "http://example.org/r.json"), "http://example.org/r.json: is a web address"),
        (("compare", "-a.txt", "--checks-only"), "no such option: -a (the file is ./-a.txt); see checker compare"),
        ((*DRAFT, "--publish-at", ""), "--publish-at “”: is no time"),
        (("explain", ""), "there is no code “”; there are F1, "),
        (("explain", "Z9"), "O1, and more in checker explain"),
        (("explain", "date-differs"), "did you mean date-differ, "),
        (("explain", "number"), "did you mean number-differ, number-unclear, number-superseded, number-contradict?"),
        (("dismiss", "2", "--report", "r.json"), "2: no such finding in r.json; it has 1 finding, by number or id"),
        (("answers", "show", ""), "an empty ID names no answer"),
        (("answers", "import", "nope"), "nope: cannot be read (No such file or directory); check the name"),
    ],
)
def test_what_is_mistyped_is_told_in_a_line(room: Newsroom, arguments: tuple[str, ...], told: str) -> None:
    assert told in refused(room, *arguments)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("draft", "d.txt", "--against", ".", "--checks-only", "--publish-at", ""), "--publish-at “”: is no time"),
        (("compare", ".", "--max-article="), "--max-article"),
        (("dismiss", "", "--report", "."), ".: cannot be read (Is a directory)"),
        (("compare", ".", "", "--checks-only"), EMPTY),
    ],
)
def test_an_empty_option_is_no_empty_name(room: Newsroom, arguments: tuple[str, ...], told: str) -> None:
    assert told in room.run(*arguments).err


@pytest.mark.parametrize("options", [("--reason=",), ("--by", "")])
def test_an_empty_option_beside_the_folder_it_is_run_in(room: Newsroom, options: tuple[str, ...]) -> None:
    (room.folder / "report.json").write_text((room.folder / "r.json").read_text("utf-8"), "utf-8")
    assert EMPTY not in room.run("dismiss", "1", "--decisions", ".", *options).err
    assert EMPTY not in room.run("compare", ".", "--model=").err


def test_a_folder_that_is_named_is_no_empty_name(room: Newsroom) -> None:
    assert room.run("compare", ".", "--checks-only", "--quiet").code == 0
    (room.folder / "report.json").write_text((room.folder / "r.json").read_text("utf-8"), "utf-8")
    assert room.run("dismiss", "1", "--reason", "").code == 0


@pytest.mark.parametrize("form", ["terminal", "json"])
def test_a_dash_stands_for_standard_output(room: Newsroom, form: str) -> None:
    result = room.run(*ALONE, "--format", form, "--output", "-")
    assert result.err == ""
    assert len(result.out) > 300
    assert "as before" in room.run("diff", "r.json", "r.json", "--output", "-").out
    assert not (room.folder / "-").exists()


@pytest.mark.parametrize("command", [(), ("compare",), ("answers", "list")])
def test_the_short_way_to_ask_for_help(newsroom: Newsroom, command: tuple[str, ...]) -> None:
    assert newsroom.run(*command, "-h").out == newsroom.run(*command, "--help").out


def lost_article(report: Report) -> None:
    report["articles"] = report["articles"][1:]


def another_article(report: Report) -> None:
    report["findings"][0]["passages"][0]["article"] = "ghost"


def another_sentence(report: Report) -> None:
    report["findings"][0]["passages"][0]["sentences"] = [77]


def sentence_outside(report: Report) -> None:
    report["articles"][0]["sentences"][0]["end"] = 10**6


def another_format(report: Report) -> None:
    report["run"]["format"] = 99


def a_new_field(report: Report) -> None:
    report["invented"] = 1


def lost_field(report: Report) -> None:
    del report["run"]


def draft_beyond(report: Report) -> None:
    if report.get("draft"):
        report["draft"]["sentences"][0]["number"] = 77
    else:
        another_article(report)


BREAKS: dict[Callable[[Report], None], str] = {
    lost_article: "which is not there)",
    another_article: "cites article ghost, which is not there)",
    another_sentence: "cites a sentence that article a has not)",
    sentence_outside: "lie outside its text)",
    another_format: "is a report of format 99, not 1;",
    a_new_field: "is no JSON report of this version (invented: Extra inputs are not permitted)",
    lost_field: "is no JSON report of this version (run: Field required)",
    draft_beyond: "does not hold together (",
}


@pytest.mark.parametrize("broken", BREAKS)
def test_a_report_that_does_not_hold_together(room: Newsroom, broken: Callable[[Report], None]) -> None:
    for name in ("r.json", "dr.json"):
        report = json.loads((room.folder / name).read_text("utf-8"))
        report["articles"].sort(key=lambda article: article["id"])
        broken(report)
        (room.folder / name).write_text(json.dumps(report), "utf-8")
    for command in (("diff", "r.json", "r.json"), ("dismiss", "1", "--report", "r.json")):
        told = refused(room, *command)
        assert BREAKS[broken] in told.replace("article d has", "article a has")
        assert "; write one with: checker compare ARTICLES --format json --output report.json" in told
    told = refused(room, *DRAFT, "--earlier", "dr.json", "--pending", "p.jsonl")
    assert "write one with: checker draft DRAFT --against SOURCES" in told


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le-with-mark"])
def test_a_report_that_an_editor_or_a_shell_saved_anew(room: Newsroom, encoding: str) -> None:
    text = (room.folder / "r.json").read_text("utf-8")
    written = text.encode(encoding) if encoding != "utf-16-le-with-mark" else ("\ufeff" + text).encode("utf-16-le")
    (room.folder / "saved.json").write_bytes(written)
    assert room.run("diff", "r.json", "saved.json").out == "1 as before.\n"


@pytest.mark.parametrize("key", ["desk-list", "decisions"])
def test_a_setting_that_names_no_file(room: Newsroom, key: str) -> None:
    (room.folder / "checker.toml").write_text(f'{key} = ""\n', "utf-8")
    assert refused(room, *ALONE) == f'checker.toml, line 1: {key} is "": wants a path in quotation marks'


def test_a_line_of_dotenv_that_sets_nothing(room: Newsroom) -> None:
    (room.folder / ".env").write_text("# a remark\n\nfoo bar\n", "utf-8")
    assert room.run(*ALONE).err == "checker: .env, line 3: sets nothing; write NAME=value\n"


def test_a_file_of_something_else_is_not_told_line_by_line(room: Newsroom) -> None:
    result = room.run("answers", "import", "r.json")
    lines = result.err.splitlines()
    assert result.code == 2
    assert len(lines) == 11
    assert lines[-1].endswith(" lines more of which none was taken")


@pytest.mark.parametrize(("columns", "width"), [("20", 40), ("40", 40), ("72", 72), ("300", 100), ("none", 80)])
def test_the_page_is_as_wide_as_the_terminal(room: Newsroom, columns: str, width: int) -> None:
    room.setenv("COLUMNS", columns)
    lines = room.run(*ALONE).out.splitlines()
    assert width - 16 < max(map(len, lines)) <= width


@pytest.mark.parametrize(("name", "value"), [("NO_COLOR", "1"), ("TERM", "dumb")])
def test_colours_can_be_done_without(room: Newsroom, monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    room.setenv("TERM", "xterm")
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    assert "\x1b[" in room.run(*ALONE).out
    room.setenv(name, value)
    assert "\x1b[" not in room.run(*ALONE).out
