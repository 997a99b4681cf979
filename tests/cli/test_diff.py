"""checker diff: what is new, gone and changed between two reports."""

from __future__ import annotations

import json

import pytest

from checker.readers.own_reports import MARK
from tests.cli.test_compare import CONTRADICT, compared, two_pieces
from tests.newsroom import Newsroom, Result

__all__ = ["two_pieces"]

BUSES = "The Velm council bought {} buses for the harbour line, Mayor Ida Lund said.\n"
TRAMS = "In Marrow the owners sold {} trams to a museum abroad, Captain Per Holm wrote.\n"


@pytest.fixture
def story(newsroom: Newsroom) -> Newsroom:
    """Two reports: on the buses two pieces clash, on the trams they agree."""
    newsroom.write("story/a.txt", BUSES.format(12) + "\n" + TRAMS.format(31))
    newsroom.write("story/b.txt", BUSES.format(15) + "\n" + TRAMS.format(31))
    report(newsroom, "old.json")
    return newsroom


def report(room: Newsroom, name: str, *options: str) -> None:
    result = room.run("compare", "story", "--checks-only", "--format", "json", "--output", name, *options)
    assert result.code in (0, 1, 3), result.err


def difference(room: Newsroom, *options: str) -> Result:
    report(room, "new.json")
    return room.run("diff", "old.json", "new.json", *options)


def heads(result: Result) -> list[str]:
    """Return the titles of the sections that are there."""
    return [line for line in result.out.splitlines() if line.isupper() and " " not in line]


def test_nothing_changed(story: Newsroom) -> None:
    result = difference(story)
    assert (result.code, result.out) == (0, "1 as before.\n")


@pytest.mark.each
def test_a_new_finding_and_one_that_is_gone(story: Newsroom) -> None:
    story.write("story/b.txt", BUSES.format(12) + "\n" + TRAMS.format(36))
    result = difference(story)
    assert result.out.startswith("1 new, 1 gone.\n")
    new, gone = result.out.split("\nGONE\n")
    assert "b: In Marrow the owners sold 36 trams" in new
    assert "b: The Velm council bought 15 buses" in gone
    assert result.code == 0
    assert difference(story, "--fail-on", "warning").code == 1
    assert difference(story, "--fail-on", "warning", "--exit-zero").code == 0


def test_an_edited_passage_changes_a_finding_and_makes_no_new_one(story: Newsroom) -> None:
    story.write("story/b.txt", BUSES.format(17) + "\n" + TRAMS.format(31))
    result = difference(story, "--fail-on", "note")
    assert result.out.startswith("1 changed.\n")
    assert "other passages in b" in result.out
    assert result.code == 0


def test_text_above_and_a_renamed_file_change_nothing(story: Newsroom) -> None:
    path = story.folder / "story/b.txt"
    path.write_text("Something else stands above it all.\n\n" + path.read_text("utf-8"), "utf-8")
    assert difference(story).out == "1 as before.\n"
    path.rename(story.folder / "story/b-2.txt")
    result = difference(story)
    assert heads(result) == ["CHANGED"]
    assert "Only in NEW: b-2." in result.out
    assert "Only in OLD: b." in result.out


def test_what_becomes_an_error_counts_as_new(story: Newsroom) -> None:
    (story.folder / "checker.toml").write_text('[rules]\nF1 = "fix"\n', "utf-8")
    result = difference(story)
    assert (result.code, heads(result)) == (1, ["CHANGED"])
    assert "was CHECK" in result.out
    back = story.run("diff", "new.json", "old.json")
    assert (back.code, heads(back)) == (0, ["CHANGED"])


def test_a_new_error_exits_1(two_pieces: Newsroom) -> None:
    for name, second in (("old.json", {"v": "agree"}), ("new.json", CONTRADICT)):
        result = compared(two_pieces, "--format", "json", second=second)
        (two_pieces.folder / name).write_text(result.out, "utf-8")
        for path in (two_pieces.folder / "answers").glob("*.jsonl"):
            path.unlink()
    result = two_pieces.run("diff", "old.json", "new.json")
    assert result.code == 1
    assert "was CHECK; verdict unclear, now contradict" in result.out
    assert two_pieces.run("diff", "new.json", "new.json").code == 0


def test_a_new_hold_is_a_new_error(story: Newsroom) -> None:
    story.write("story/c.txt", "Nothing of this has been said.\n", status="withheld")
    result = difference(story)
    assert (result.code, heads(result)) == (1, ["NEW"])
    assert "HOLD     c must not go out" in result.out


def test_what_was_dismissed_is_not_called_gone(story: Newsroom) -> None:
    story.run("dismiss", "1", "--report", "old.json", "--by", "Ida Lund", "--reason", "Settled")
    result = difference(story)
    assert (result.code, heads(result)) == (0, ["DISMISSED"])
    assert result.out.startswith("1 dismissed since.\n")


def test_gaps_in_the_new_report_are_told_and_exit_3(story: Newsroom) -> None:
    story.write("story/b.txt", "")
    result = difference(story)
    assert result.code == 3
    assert "NEW is incomplete (1 thing not checked): what is gone may be unchecked." in result.out
    back = story.run("diff", "new.json", "old.json")
    assert "OLD is incomplete" in back.out
    assert back.code == 0


def test_a_report_that_no_model_judged_is_named(story: Newsroom) -> None:
    given = json.loads((story.folder / "old.json").read_text("utf-8"))
    (story.folder / "old.json").write_text(json.dumps({**given, "judged_by": "model"}), "utf-8")
    assert "No model judged NEW" in difference(story).out


def test_nothing_in_a_report_reaches_the_terminal_unchanged(story: Newsroom) -> None:
    path = story.folder / "old.json"
    path.write_text(path.read_text("utf-8").replace("bought 15", "bought\\u001b[31m 15"), "utf-8")
    result = difference(story)
    assert "\x1b" not in result.out
    assert 60 < max(map(len, result.out.splitlines())) <= 80


@pytest.mark.parametrize(
    ("content", "told"),
    [(None, "old.json: cannot be read"), ("{}", "is no JSON report"), ("not JSON", "is no JSON report"), ("", "JSON")],
)
def test_what_is_no_report_is_told_in_a_line(story: Newsroom, content: str | None, told: str) -> None:
    report(story, "new.json")
    path = story.folder / "old.json"
    path.unlink() if content is None else path.write_text(content, "utf-8")
    result = story.run("diff", "old.json", "new.json")
    assert (result.code, result.out) == (2, "")
    assert told in result.err
    assert "--format json --output" in result.err
    assert len(result.err.strip().splitlines()) == 1


def test_as_json_a_program_finds_what_the_exit_code_is_chosen_by(story: Newsroom) -> None:
    story.write("story/b.txt", BUSES.format(17) + "\n" + TRAMS.format(36))
    story.write("story/c.txt", "Nothing of this has been said.\n", status="withheld")
    result = difference(story, "--format", "json")
    told = json.loads(result.out)
    assert result.code == 1
    assert told["counts"] == {"new": 2, "changed": 1, "gone": 0, "dismissed": 0, "same": 0}
    assert told["caveats"] == ["Only in NEW: c."]
    report = json.loads((story.folder / "new.json").read_text("utf-8"))
    by_id = {finding["id"]: finding for finding in report["findings"]}
    assert [by_id[finding["id"]] for finding in told["new"]] == told["new"]
    (changed,) = told["changed"]
    assert (changed["edited"], changed["new"]) == (["b"], by_id[changed["new"]["id"]])
    assert changed["old"] in json.loads((story.folder / "old.json").read_text("utf-8"))["findings"]
    assert told["risen"] == [finding["id"] for finding in told["new"]]


@pytest.mark.each
def test_as_markdown_it_fits_below_a_pull_request(story: Newsroom) -> None:
    story.write("story/b.txt", BUSES.format(12) + "\n" + TRAMS.format(36).replace("Per Holm", "<b>Per</b> *Holm*"))
    result = difference(story, "--format", "markdown")
    assert result.out.startswith(f"{MARK}\n\n### checker: 1 new, 1 gone.\n\n#### New\n\n- **CHECK** ")
    assert (
        "  - b: In Marrow the owners sold 36 trams to a museum abroad, Captain \\<b\\>Per\\</b\\> \\*Holm\\*"
        in result.out
    )
    folded = result.out.partition("<details><summary>Gone: 1</summary>\n\n")[2]
    assert folded.startswith("- **CHECK** ")
    assert folded.endswith("\n\n</details>\n")


def test_an_edit_is_told_in_markdown_too(story: Newsroom) -> None:
    story.write("story/b.txt", BUSES.format(17) + "\n" + TRAMS.format(31))
    result = difference(story, "--format", "markdown", "--output", "changes.md")
    assert (result.code, result.out) == (0, "")
    assert "  - other passages in b\n" in (story.folder / "changes.md").read_text("utf-8")
    assert "the changes are in changes.md" in result.err
    refused = difference(story, "--output", "old.json")
    assert (refused.code, refused.out) == (2, "")
    assert "old.json: is a folder, or one of the reports" in refused.err
