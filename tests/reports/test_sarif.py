"""Every SARIF log against the published schema, through the front door. The replies are written by hand."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from jsonschema import Draft4Validator, FormatChecker

from checker.reports.file_lines import FileLines
from checker.reports.sarif import render_sarif
from checker.schema import Report
from tests.cli.test_compare import TABLOID, WIRE, compared
from tests.cli.test_draft_page import COMMAND, held_against, the_same_again
from tests.draftroom import night_at_the_dam
from tests.newsroom import Newsroom, Result
from tests.reports.sarif_schema import REQUIRED, SHA256, pinned, published_schema
from tests.reports.test_terminal import reports

pytestmark = pytest.mark.once

ROOT = Path(__file__).parents[2]
BUSES = "The Velm council bought {} buses for the harbour line, Mayor Ida Lund said.\n"


@cache
def validator() -> Draft4Validator:
    """Return what validates a log, formats such as that of an address included."""
    schema = published_schema()
    Draft4Validator.check_schema(schema)
    return Draft4Validator(schema, format_checker=FormatChecker())


def faults(log: Any) -> list[str]:
    """Return what the published schema finds wrong: where, and what."""
    return [f"{error.json_path}: {error.message[:300]}" for error in validator().iter_errors(log)]


def held(log: str | bytes) -> dict[str, Any]:
    """Return the run of a log that the published schema finds nothing wrong with."""
    read = json.loads(log)
    assert faults(read) == []
    (run,) = read["runs"]
    return run


@pytest.fixture
def desk(newsroom: Newsroom) -> Newsroom:
    """Two pieces that differ in a figure and an office, and a draft with its sources."""
    newsroom.write("story/wire.txt", WIRE + "\n" + BUSES.format(12))
    newsroom.write("story/tabloid.md", TABLOID + "\n" + BUSES.format(15))
    night_at_the_dam(newsroom)
    return newsroom


def checked(room: Newsroom, *options: str) -> Result:
    return room.run("compare", "story", "--checks-only", "--format", "sarif", *options)


def of_a_comparison(room: Newsroom) -> dict[str, Any]:
    run = held(compared(room, "--format", "sarif").out)
    assert {result["level"] for result in run["results"]} >= {"error", "warning"}
    assert any("relatedLocations" in result for result in run["results"])
    return run


def of_the_checks(room: Newsroom) -> dict[str, Any]:
    run = held(checked(room).out)
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["F1", "R1"]
    return run


def of_a_draft(room: Newsroom) -> dict[str, Any]:
    written = room.settle(*COMMAND, "--format", "sarif", draft=held_against, confirm=the_same_again)
    run = held(written.out)
    assert {result["ruleId"] for result in run["results"]} == {"role-contradict", "unsourced-figure"}
    return run


def of_a_draft_that_is_held(room: Newsroom) -> dict[str, Any]:
    run, place = of_a_killed_source(room, "A ferry ran aground off Lysvik in the fog.\n")
    assert "region" not in place
    return run


def of_a_draft_with_words_of_a_held_piece(room: Newsroom) -> dict[str, Any]:
    run, place = of_a_killed_source(room, "Former mayor Ilse Tam said the dam was holding.\n")
    assert place["artifactLocation"]["uri"] == "desk/night-2.md"
    assert place["region"]["startLine"] == 6
    return run


def of_a_killed_source(room: Newsroom, text: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the run of a draft one of whose sources is killed, and the place of the finding that says so."""
    room.write("sources/wire.md", text, status="killed", language="en")
    run = held(room.run(*COMMAND[:4], "--checks-only", "--format", "sarif").out)
    assert [result["ruleId"] for result in run["results"]] == ["hold-killed"]
    return run, run["results"][0]["locations"][0]["physicalLocation"]


def of_failures(room: Newsroom) -> dict[str, Any]:
    room.write("answers/extract.jsonl", "")
    room.write("story/empty.txt", "")
    run = held(room.run("compare", "story", "--answers", "answers", "--format", "sarif").out)
    (invocation,) = run["invocations"]
    assert invocation["executionSuccessful"] is False
    assert len(invocation["toolExecutionNotifications"]) >= 3
    return run


def of_what_was_dismissed(room: Newsroom) -> dict[str, Any]:
    room.run("compare", "story", "--checks-only", "--format", "json", "--output", "report.json")
    assert room.run("dismiss", "1", "--by", "Ida Lund", "--reason", "Two years").code == 0
    run = held(checked(room).out)
    assert [result["ruleId"] for result in run["results"]] == ["R1"]
    return run


def of_what_came_back(room: Newsroom) -> dict[str, Any]:
    of_what_was_dismissed(room)
    room.write("story/wire.txt", BUSES.format(13))
    run = held(checked(room, "--with-names").out)
    assert [result["ruleId"] for result in run["results"]] == ["F1"]
    return run


def of_nothing_found(room: Newsroom) -> dict[str, Any]:
    room.write("story/tabloid.md", BUSES.format(12))
    run = held(checked(room).out)
    assert (run["results"], run["tool"]["driver"]["rules"]) == ([], [])
    return run


def of_one_piece(room: Newsroom) -> dict[str, Any]:
    return held(room.run("compare", "story/wire.txt", "--checks-only", "--format", "sarif").out)


def of_the_sample_story(room: Newsroom) -> dict[str, Any]:
    sample = ROOT / "seeds" / "articles"
    written = room.run("compare", sample, "--answers", ROOT / "seeds" / "answers", "--format", "sarif")
    run = held(written.out)
    assert len(run["results"]) > 5
    return run


RUNS: list[Callable[[Newsroom], dict[str, Any]]] = [
    of_a_comparison,
    of_the_checks,
    of_a_draft,
    of_a_draft_that_is_held,
    of_a_draft_with_words_of_a_held_piece,
    of_failures,
    of_what_was_dismissed,
    of_what_came_back,
    of_nothing_found,
    of_one_piece,
    of_the_sample_story,
]


@pytest.mark.parametrize("run", RUNS, ids=lambda run: run.__name__)
def test_the_published_schema_takes_the_log(desk: Newsroom, run: Callable[[Newsroom], dict[str, Any]]) -> None:
    assert run(desk)["tool"]["driver"]["name"] == "checker"


NAMES = {
    "spaces and signs": "a b%20#x?&=+;@$,!'()*[]{}|^`~.txt",
    "letters of other scripts": "é日本語🚢.txt",
    "bytes that are no text": b"caf\xe9.txt".decode("utf-8", "surrogateescape"),
    "a new line": "new\nline\tand\x7f.txt",
    "another system's path": 'c:\\desk\\"q".txt',
    "an address": "mailto:x<y>.txt",
    "a dash": "-dash.txt",
}


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_any_name_of_a_file_gives_an_address(desk: Newsroom, name: str) -> None:
    try:
        (desk.folder / "story" / name).write_text(BUSES.format(99), "utf-8")
    except OSError:
        pytest.skip("the file system takes no such name")
    results = held(checked(desk).out)["results"]
    assert len({place(one)["uri"] for one in located(results)}) == 3


def test_any_characters_of_an_article_stay_text(desk: Newsroom) -> None:
    nasty = "\u202e\u2066\ufeff\ufffe&<>\\ 🚢"
    desk.write("story/tabloid.md", BUSES.format(15).replace("said", f"said {nasty}"))
    (finding,) = held(checked(desk).out)["results"]
    snippets = [one["physicalLocation"]["region"]["snippet"]["text"] for one in located([finding])]
    assert any("🚢" in text for text in snippets)
    assert not any("\u202e" in text for text in snippets)


def located(results: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return every place that results name."""
    return [place for one in results for place in one["locations"] + one.get("relatedLocations", [])]


def place(location: dict[str, Any]) -> dict[str, Any]:
    return location["physicalLocation"]["artifactLocation"]


@settings(max_examples=50)
@given(report=reports())
def test_any_report_gives_a_log_that_the_schema_takes(report: Report) -> None:
    files = FileLines({article.id: article.text for article in report.articles})
    assert len(held(render_sarif(report, files))["results"]) <= len(report.findings)


def spoil(log: dict[str, Any], path: str, value: Any) -> dict[str, Any]:
    """Return the log with another value at a path of keys and numbers; `...` takes the key away."""
    spoilt = copy.deepcopy(log)
    *way, last = (int(step) if step.isdigit() else step for step in path.split("."))
    at: Any = spoilt
    for step in way:
        at = at[step]
    if value is ...:
        del at[last]
    else:
        at[last] = value
    return spoilt


@pytest.mark.parametrize(
    ("path", "value"),
    [
        pytest.param("runs.0.results.0.level", "fix", id="a level of ours"),
        pytest.param("runs.0.results.0.headline", "What?", id="an unknown property"),
        pytest.param("runs.0.results.0.message", ..., id="no message"),
        pytest.param("runs.0.results.0.message", {}, id="a message without text"),
        pytest.param("runs.0.results.0.ruleIndex", -2, id="the rule before the first"),
        pytest.param(
            "runs.0.results.0.locations.0.physicalLocation.region.startLine", 0, id="the line before the first"
        ),
        pytest.param("runs.0.results.0.locations.0.physicalLocation.artifactLocation.uri", "a b.txt", id="no address"),
        pytest.param("runs.0.tool.driver.name", ..., id="a tool without a name"),
        pytest.param("runs.0.invocations.0.executionSuccessful", ..., id="nobody knows how it ended"),
        pytest.param("runs.0.columnKind", "bytes", id="unknown columns"),
        pytest.param("version", "2.0.0", id="another version"),
        pytest.param("runs", ..., id="no runs"),
    ],
)
def test_the_schema_refuses_what_is_not_sarif(desk: Newsroom, path: str, value: Any) -> None:
    log = json.loads(checked(desk).out)
    assert faults(log) == []
    assert faults(spoil(log, path, value)) != []


def test_another_schema_than_the_pinned_one_is_refused() -> None:
    with pytest.raises(ValueError, match=SHA256):
        pinned(b"{}")


@pytest.mark.parametrize(("required", "outcome"), [("", pytest.skip.Exception), ("1", pytest.fail.Exception)])
def test_without_the_schema_the_tests_are_skipped_or_fail(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, required: str, outcome: type[BaseException]
) -> None:
    monkeypatch.setattr("tests.reports.sarif_schema.FILE", tmp_path / "none.json")
    monkeypatch.setenv(REQUIRED, required)
    with pytest.raises(outcome, match="published schema"):
        published_schema()
