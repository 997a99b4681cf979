"""brief, Markdown, SARIF and GitHub's annotations: what stands in them, and that text from outside stays text."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from pydantic import ValidationError
from sarif_pydantic import Sarif

from checker.readers.own_reports import MARK
from checker.reports.brief import MOST_LINES, render_brief
from checker.reports.file_lines import FileLines, Region
from checker.reports.github import render_github
from checker.reports.harmless import harmless
from checker.reports.markdown_report import plain, render_markdown
from checker.reports.sarif import render_sarif
from checker.schema import Report
from tests.reports.draft_story import night_draft
from tests.reports.stories import GAZETTE, HERALD, article, failed, orlund, problem, shown
from tests.reports.test_html_report import checked_orlund
from tests.reports.test_terminal import hostile_report, reports, twenty_findings

NO_FILES = FileLines({})
REPORTS: dict[str, Callable[[], Report]] = {
    "a story": checked_orlund,
    "twenty findings": twenty_findings,
    "hostile": hostile_report,
    "nothing found": lambda: orlund(findings=(), facts=(), cleared=(), single_sources=()),
    "failures": lambda: orlund(failures=(failed(), failed("gazette"))),
    "a draft": night_draft,
    "checks only": lambda: checked_orlund(judged_by="checks", facts=(), claims=(), single_sources=()),
}


def brief(report: Report) -> list[str]:
    return render_brief(report).decode().splitlines()


@pytest.mark.parametrize("name", REPORTS)
def test_brief_has_twenty_lines_at_most(name: str) -> None:
    assert len(brief(REPORTS[name]())) <= MOST_LINES


def test_brief_tells_what_to_do_gravest_first() -> None:
    lines = brief(orlund())
    assert lines[1] == "1 FIX · 3 CHECK · 2 ONE SOURCE · 1 note"
    assert lines[3].startswith("FIX 1 Which office does Tilda Brack hold? (gazette p1 “")
    assert lines[3].endswith("→ Check herald first: there it stands against 2 others.")
    assert [line.split()[0] for line in lines[3:7]] == ["FIX", "CHECK", "CHECK", "CHECK"]
    assert not any(line.startswith("NOTE") for line in lines)
    assert lines[-1].startswith("NOT CHECKED: No second look at:")


def test_brief_counts_what_finds_no_room() -> None:
    assert "And 8 CHECK more, in the other reports." in brief(twenty_findings())


def test_brief_never_says_none_found_of_what_failed() -> None:
    empty = orlund(findings=(), facts=(), failures=tuple(failed(n) for n in ("gazette", "herald", "valley-radio")))
    lines = brief(empty)
    assert lines[0].startswith("INCOMPLETE: 3 things could not be checked")
    assert not any("None found" in line for line in lines)


def test_markdown_shows_sides_marks_and_what_to_do() -> None:
    page = render_markdown(checked_orlund()).decode()
    assert "### FIX 1 · Which office does Tilda Brack hold?" in page
    assert "- herald p1: **Former** mayor Tilda Brack said" in page
    assert "**→ Check herald first: there it stands against 2 others.**" in page
    assert "## Cleared" in page
    assert "**F1** sees a clash: 400 people here, 1,400 there. (gazette p1, herald p2)" in page
    assert "(gazette p2): longer elsewhere, the cut is not marked (herald p2)" in page


SIGNS = st.text(alphabet="ab 1.-+*_`#<>[](){}|~&!\\@$\n=:;/'\"é", max_size=30)


@given(text=st.text(max_size=60) | SIGNS)
def test_any_text_is_the_text_that_markdown_shows(text: str) -> None:
    expected = " ".join(harmless(text).split())
    for line, before in ((plain(text), ""), (f"- x {plain(text)}", "x "), (f"### x {plain(text)}", "x ")):
        tokens = MarkdownIt("commonmark").enable("strikethrough").parse(line)
        inlines = [token for token in tokens if token.type == "inline"]
        said = "".join(child.content for token in inlines for child in token.children or [])
        assert said == (before + expected).strip()
        assert {child.type for token in inlines for child in token.children or []} <= {"text"}


@settings(max_examples=50)
@given(report=reports())
def test_no_text_from_outside_becomes_markup_of_markdown(report: Report) -> None:
    written = render_markdown(report).decode()
    assert written.startswith(f"{MARK}\n\n")
    tokens = MarkdownIt("commonmark").parse(written.removeprefix(MARK))
    kinds = {token.type for token in tokens} | {
        child.type for token in tokens if token.type == "inline" for child in token.children or []
    }
    assert not kinds & {"html_block", "html_inline", "link_open", "image", "fence", "code_inline", "code_block"}


FRONT = "---\ntitle: Gate was open\n---\n\n"
FILES = FileLines({"gazette": GAZETTE.text, "herald": FRONT + HERALD.text.replace("was", "was", 1)})


def test_lines_and_columns_are_those_of_the_file() -> None:
    fix = orlund().findings[1]
    first, _, last = fix.passages
    at = GAZETTE.text.index("Mayor Tilda")
    line = GAZETTE.text.count("\n", 0, at) + 1
    assert FILES.region(GAZETTE, first) == Region(line, 1, line, 1 + len("Mayor Tilda Brack"))
    herald = FILES.region(HERALD, last)
    assert herald is not None
    assert herald.line == HERALD.text.count("\n", 0, HERALD.text.index("Former mayor")) + 1 + FRONT.count("\n")


def test_the_second_of_two_equal_sentences_is_the_second_in_the_file() -> None:
    piece = article("twice", "It held.", "It held.")
    region = FileLines({"twice": piece.text}).region(piece, shown(piece, 1, 2))
    assert region == Region(3, 1, 3, 9)


def test_what_stands_nowhere_in_the_file_has_no_line() -> None:
    piece = article("lost", "It held.")
    assert FileLines({"lost": "Something else."}).region(piece, shown(piece, 1, 1)) is None
    assert NO_FILES.region(piece, shown(piece, 1, 1)) is None


def test_sarif_has_a_result_a_finding_with_places_in_files() -> None:
    log = json.loads(render_sarif(checked_orlund(), FILES))
    (run,) = log["runs"]
    assert [result["level"] for result in run["results"]] == ["warning", "error", "warning", "warning", "note"]
    fix = run["results"][1]
    assert run["tool"]["driver"]["rules"][fix["ruleIndex"]]["id"] == fix["ruleId"] == "role-contradict"
    place = fix["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "herald.md"
    assert place["region"]["endColumn"] - place["region"]["startColumn"] == len("Former mayor Tilda Brack")
    assert [related["message"]["text"] for related in fix["relatedLocations"]] == ["gazette p1", "valley-radio p1"]
    assert fix["partialFingerprints"] == {"findingId/v1": "id1"}
    assert run["invocations"][0]["executionSuccessful"] is True


@pytest.mark.parametrize("name", REPORTS)
def test_another_program_takes_the_log_for_sarif(name: str) -> None:
    log = json.loads(render_sarif(REPORTS[name](), FILES))
    (run,) = Sarif.model_validate(log).runs
    among_sources = sum(finding.id == "s-quote" for finding in REPORTS[name]().findings)
    assert len(run.results) == len(REPORTS[name]().findings) - among_sources


def test_the_other_program_refuses_what_is_not_sarif() -> None:
    log = json.loads(render_sarif(checked_orlund(), FILES))
    log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"]["startLine"] = "first"
    with pytest.raises(ValidationError):
        Sarif.model_validate(log)


def test_sarif_says_what_was_not_checked() -> None:
    (run,) = json.loads(render_sarif(orlund(failures=(failed(),)), NO_FILES))["runs"]
    (invocation,) = run["invocations"]
    assert invocation["executionSuccessful"] is False
    assert "the reply was cut for length" in invocation["toolExecutionNotifications"][0]["message"]["text"]


def test_annotations_name_file_and_line_gravest_first() -> None:
    lines = render_github(checked_orlund(), FILES).decode().splitlines()
    assert [line.split()[0] for line in lines] == ["::error", "::warning", "::warning", "::warning", "::notice"]
    assert re.match(
        r"::error file=herald\.md,title=FIX Which office does Tilda Brack hold\?,line=\d+,endLine=\d+,col=1,", lines[0]
    )


def test_no_text_can_begin_a_command_of_its_own() -> None:
    nasty = "a\n::error::owned\r\n::add-mask::x, y: 100%0A::stop-commands::z"
    piece = article("evil", nasty)
    finding = problem("fix", nasty, nasty, (shown(piece, 1, 1),), explanation=nasty)
    (line,) = render_github(orlund(articles=(piece,), findings=(finding,)), NO_FILES).decode().splitlines()
    properties, _, message = line.removeprefix("::error ").partition("::")
    assert properties == "file=evil.md,title=" + properties.split("title=")[1]
    assert ":" not in properties
    assert "," not in properties.split("title=")[1]
    assert "%0A" not in message


@settings(max_examples=50)
@given(report=reports())
def test_any_text_keeps_each_annotation_to_its_line(report: Report) -> None:
    lines = render_github(report, NO_FILES).decode().split("\n")
    assert len(lines) == len(report.findings) + len(report.failures) + 1
    assert all(line.startswith("::") for line in lines[:-1])
