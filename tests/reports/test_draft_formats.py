"""A draft check in each format: its head, its order, who stands where; what lies in the draft alone for tools."""

from __future__ import annotations

import json
import re

import pytest
from markdown_it import MarkdownIt

from checker.reports.annotated_docx import annotate_docx
from checker.reports.brief import MOST_LINES, render_brief
from checker.reports.file_lines import FileLines
from checker.reports.github import render_github
from checker.reports.html_report import render_html
from checker.reports.json_report import render_json
from checker.reports.markdown_report import render_markdown
from checker.reports.places import pieces_of
from checker.reports.sarif import render_sarif
from checker.reports.sides import sides_of
from checker.reports.terminal import render_terminal
from checker.schema import Draft, Fact, Finding, Keys, Position, Report, Status, Unsourced
from tests.reports.draft_story import BRACK, SENTENCES, SOURCES, night_draft, stands
from tests.reports.stories import article, cited, many_pieces, problem, shown
from tests.reports.test_annotated_docx import DRAFT, FILES, SOURCE, commented, on, parts, report_of

LINES = FileLines({BRACK.id: BRACK.text, **{piece.id: piece.text for piece in SOURCES}})


def killed(report: Report) -> Report:
    """Return the report with a source that was killed, and the hold that says so."""
    hold = problem("hold", "herald must not go out", "Don't use it.", (), code="hold-killed", verdict=None, keys=Keys())
    pieces = tuple(
        piece.model_copy(update={"status": Status(kind="killed")}) if piece.id == "herald" else piece
        for piece in report.articles
    )
    return report.model_copy(update={"articles": pieces, "findings": (hold, *report.findings)})


def test_the_head_says_what_is_held_against_what_and_when_it_goes_out() -> None:
    page = render_terminal(night_draft())
    assert "THE DAM AT ORLUND · brack-night-2.md against 3 pieces" in page
    assert "goes out 7 Mar 2031, 06:00 +01:00" in page
    assert "draft and 3 of 3 pieces read whole" in page
    assert "desk/night" not in page


@pytest.mark.parametrize(
    ("origin", "name"),
    [("desk/night.docx", "night.docx"), ("C:\\desk\\night.docx", "night.docx"), ("-", "-"), ("", BRACK.id)],
)
def test_a_draft_is_called_by_its_file_without_the_folder(origin: str, name: str) -> None:
    draft = BRACK.model_copy(update={"origin": origin})
    assert f"· {name} against 3 pieces" in render_terminal(night_draft(articles=(draft, *SOURCES)))


def test_without_a_time_to_go_out_the_newest_source_is_named() -> None:
    report = night_draft()
    draft = Draft(article=BRACK.id, sentences=SENTENCES)
    page = render_terminal(report.model_copy(update={"draft": draft}))
    assert "newest 6 Mar 2031" in page
    assert "goes out" not in page


def test_one_line_counts_the_sentences_by_standing_in_desk_words() -> None:
    every = (*SENTENCES, stands(11, "unclear"), stands(12, "differing"))
    report = night_draft(draft=Draft(article=BRACK.id, sentences=every))
    assert (
        "12 sentences: 2 conflict · 1 overtaken · 1 you decide · 2 differ · 1 in no source · 1 not checked · 2 match · "
        "2 no claim\n"
    ) in render_terminal(report, width=200)


def test_a_source_that_is_called_draft_keeps_its_name() -> None:
    source = article("draft", "The dam held.")
    pieces = pieces_of(night_draft(articles=(BRACK, source)))
    assert (pieces.name("draft"), pieces.name(BRACK.id)) == ("draft", BRACK.id)


def test_the_passage_of_the_draft_leads_each_finding_that_has_one() -> None:
    report = night_draft()
    pieces = pieces_of(report)
    for finding in report.findings[:-1]:
        assert sides_of(finding, pieces)[0].passages[0].article == BRACK.id
    assert [side.passages[0].article for side in sides_of(report.findings[-1], pieces)] == ["gazette", "herald"]


@pytest.mark.parametrize("between", [(1, 2), (2, 3), None])
def test_the_draft_leads_even_where_others_gave_the_level(between: tuple[int, int] | None) -> None:
    passages = (shown(SOURCES[0], 1, 4), shown(SOURCES[1], 2, 3), shown(BRACK, 3, 2))
    finding = problem("check", "Who?", "Ask.", passages, between=between)
    sides = sides_of(finding, pieces_of(night_draft()))
    assert sides[0].position == 3
    assert sorted(side.position for side in sides) == [1, 2, 3]


def test_notes_among_the_sources_stay_behind_their_key() -> None:
    assert "What did Ove Stagg say of a warning?" not in render_terminal(night_draft())
    assert "What did Ove Stagg say of a warning?" in render_terminal(night_draft(), all_notes=True)


def test_one_source_lists_figures_and_quotations_before_the_rest_and_only_what_matches() -> None:
    every = tuple(stands(one.number, "supported", "herald") for one in BRACK.sentences)
    page = render_terminal(night_draft(draft=Draft(article=BRACK.id, sentences=every)), all_notes=True)
    section = page.split("ONE SOURCE   ")[1].splitlines()
    assert section[0] == "accusations, figures and quotations first (+4 more)"
    assert [line.split("  ")[2][:12] for line in section[1:3]] == ["About 400 pe", "“Nobody rang"]
    assert all(line.endswith("(herald)") for line in section[1:7])
    two = tuple(one.model_copy(update={"origins": 2}) for one in every)
    assert "ONE SOURCE" not in render_terminal(night_draft(draft=Draft(article=BRACK.id, sentences=two)))


def test_without_claims_figures_and_quotation_marks_are_told_by_the_text() -> None:
    every = tuple(stands(one.number, "supported", "herald") for one in BRACK.sentences)
    page = render_markdown(night_draft(draft=Draft(article=BRACK.id, sentences=every), claims=(), facts=())).decode()
    listed = page.split("## One source")[1].split("##")[0].strip().splitlines()
    assert [line.split(": ")[1][:12] for line in listed[:4]] == [
        "About 400 pe",
        "The county s",
        "“Nobody rang",
        "Orlund dam h",
    ]


def test_what_rests_on_unnamed_sources_only_is_told_in_every_format() -> None:
    unnamed = tuple(one.model_copy(update={"unnamed": True}) if one.number in (1, 8) else one for one in SENTENCES)
    report = night_draft(draft=Draft(article=BRACK.id, sentences=unnamed))
    told = "On unnamed sources only: draft head, p3."
    assert told in render_terminal(report)
    assert told in render_brief(report).decode()
    assert told in render_markdown(report).decode()
    assert told in render_html(report).decode()
    assert "matches herald: 1 origin, on unnamed sources only" in render_markdown(report).decode()


def test_brief_says_the_same_in_twenty_lines() -> None:
    lines = render_brief(killed(night_draft())).decode().splitlines()
    assert len(lines) <= MOST_LINES
    assert "brack-night-2.md against 3 pieces · goes out 7 Mar 2031, 06:00 +01:00" in lines[1]
    assert lines[3].startswith("10 sentences: 2 conflict")
    assert lines[5].startswith("HOLD 1 herald must not go out")
    assert lines[6].startswith("FIX 2 How many people left the lower town? (draft p2 “[About 400] …”")
    assert "ONE SOURCE: 2 sentences, draft head, p3." in lines


def test_markdown_lists_every_sentence() -> None:
    page = render_markdown(night_draft()).decode()
    rows = re.findall(
        r"^- (\d+) · (.+?) · \*\*(.+?)\*\*: (.+)$", page.split("## Sentence by sentence")[1], re.MULTILINE
    )
    assert [int(row[0]) for row in rows] == [one.number for one in BRACK.sentences]
    assert rows[1][1:3] == ("draft p1", "conflict; matches gazette and valley-radio: 1 origin")
    assert rows[4][2] == "in no source"
    tokens = MarkdownIt("commonmark").parse(page)
    assert sum(token.type == "list_item_open" for token in tokens) > len(rows)


def test_json_has_the_draft_after_the_title() -> None:
    told = json.loads(render_json(night_draft()))
    assert list(told)[:4] == ["run", "judged_by", "title", "draft"]
    assert Report.model_validate_json(render_json(night_draft())) == night_draft()


def test_html_shows_the_draft_and_no_other_copy_of_it() -> None:
    page = render_html(night_draft()).decode()
    assert page.count('id="a1-s2"') == 1
    assert page.count("The two pumps were brought") == 3  # in the text, in the finding on it, and in its panel
    assert "desk/night" not in page


def test_background_that_stands_in_no_source_is_called_so() -> None:
    background = Unsourced(passage=cited(BRACK, 5), what="background")
    draft = night_draft().draft.model_copy(update={"unsourced": (background,)})
    assert "**in no source, background**: The two pumps" in render_markdown(night_draft(draft=draft)).decode()
    assert "<b>in no source, background</b>" in render_html(night_draft(draft=draft)).decode()


def test_nothing_of_a_draft_is_lost() -> None:
    rest = "(ends, 01:12)"
    piece = BRACK.model_copy(update={"text": f"{BRACK.text}{rest}", "outlet": "The Velm Packet"})
    page = render_html(night_draft(articles=(piece, *SOURCES))).decode()
    draft = page.split('<section id="draft"')[1].split("</section>")[0]
    assert f'<p dir="auto">{rest}</p>' in draft
    assert "The Velm Packet · 7 Mar 2031 · in 5 findings" in draft
    for one in BRACK.sentences:
        assert BRACK.sentence_text(one.number) in re.sub("<[^>]+>", "", draft)


def test_furniture_of_a_draft_is_shown_and_is_no_sentence_to_press() -> None:
    sentences = tuple(one._replace(role="furniture") if one.number == 10 else one for one in BRACK.sentences)
    piece = BRACK.model_copy(update={"sentences": sentences})
    page = render_html(
        night_draft(articles=(piece, *SOURCES), draft=Draft(article=BRACK.id, sentences=SENTENCES[:9]))
    ).decode()
    assert '<span id="a1-s10">The county sent 44 lorries of sand.</span>' in page
    assert 'id="d10"' not in page


def test_a_finding_that_a_rule_turned_off_still_shows_against_its_sentence() -> None:
    report = night_draft(findings=())
    page = render_html(report).decode()
    panel = page.split('id="d4"')[1].split('id="d5"')[0]
    assert "How many people left the lower town?" in panel
    assert "Some <mark>1,400</mark> people" in panel
    # What differs only in words, and matches, is not set against it.
    assert "Ove Stagg said" not in page.split('id="d8"')[1].split('class="side"')[0]


def test_a_draft_against_nineteen_long_pieces_stays_under_two_megabytes() -> None:
    story = many_pieces()
    own, *sources = story.articles
    facts = tuple(
        Fact(
            id=f"b{one.number}",
            question=own.sentence_text(one.number),
            aspect="number",
            positions=(Position(answer="", passages=tuple(cited(piece, one.number) for piece in story.articles)),),
        )
        for one in own.sentences
    )
    names = [piece.id for piece in sources]
    sentences = tuple(stands(one.number, "supported", *names, facts=(f"b{one.number}",)) for one in own.sentences)
    page = render_html(story.model_copy(update={"draft": Draft(article=own.id, sentences=sentences), "facts": facts}))
    assert len(page) < 2_000_000
    panel = page.decode().split('id="d2"')[1].split('id="d3"')[0]
    assert panel.count('class="side"') == 5
    assert panel.count("piece-19 p1") == 1


def test_a_failure_of_the_draft_step_has_words() -> None:
    assert "Not held against its sources: sentence 10 of the draft" in render_terminal(night_draft())


# --- what tools show beside a file's lines ----------------------------------------------------------------------------


def test_sarif_has_what_lies_in_the_draft_at_the_draft() -> None:
    (run,) = json.loads(render_sarif(killed(night_draft()), LINES))["runs"]
    results = run["results"]
    assert len(results) == len(night_draft().findings)  # the hold, but not what sources tell differently
    for result in results:
        (location,) = result["locations"]
        assert location["physicalLocation"]["artifactLocation"]["uri"] == BRACK.origin
    hold, fix, *_ = results
    assert "region" not in hold["locations"][0]["physicalLocation"]
    assert fix["locations"][0]["physicalLocation"]["region"]["endColumn"] == 1 + len("About 400 people")
    assert [one["message"]["text"] for one in fix["relatedLocations"]] == ["herald p2"]
    assert {rule["id"] for rule in run["tool"]["driver"]["rules"]} == {result["ruleId"] for result in results}


def test_annotations_stand_in_the_draft_alone() -> None:
    lines = render_github(killed(night_draft()), LINES).decode().splitlines()
    assert len(lines) == len(night_draft().findings) + len(night_draft().failures)
    assert all(f"file={BRACK.origin}," in line for line in lines if "title=NOT CHECKED" not in line)
    assert re.match(rf"::error file={BRACK.origin},title=FIX How many .*,line=\d+,endLine=\d+,col=1,", lines[1])
    assert "[draft p2, herald p2]" in lines[1]


# --- comments in Word -------------------------------------------------------------------------------------------------


def word_check(*findings: Finding) -> Report:
    return report_of(*findings, draft=Draft(article=DRAFT.id))


def test_a_hold_on_a_source_is_a_comment_at_the_top_of_the_draft() -> None:
    hold = problem("hold", "source must not go out", "Don't use it.", (), code="hold-killed", verdict=None, keys=Keys())
    annotated = annotate_docx(word_check(hold, on(2, "held through")), DRAFT, (FILES / "writer.docx").read_bytes())
    assert commented(annotated) == [DRAFT.sentence_text(1), "held through"]


def test_a_comment_names_the_sources_on_the_side_of_the_draft() -> None:
    passages = (shown(DRAFT, 1, 2, words="held through"), shown(SOURCE, 1, 1), shown(SOURCE, 2, 1))
    finding = problem("check", "Did it hold?", "Ask.", passages)
    annotated = annotate_docx(word_check(finding), DRAFT, (FILES / "writer.docx").read_bytes())
    assert commented(annotated) == ["held through"]
    assert "source p1: as it stands here" in parts(annotated)["word/comments.xml"].decode()
