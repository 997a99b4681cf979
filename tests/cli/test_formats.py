"""--format and --output: which forms go where."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.newsroom import Newsroom


@pytest.fixture
def desk(newsroom: Newsroom) -> Newsroom:
    newsroom.write("one.txt", "The council voted on Monday. The toll stood at 12 dead, police said.")
    newsroom.write("two.txt", "The council voted on Tuesday. Nobody was hurt, police said.", status="killed")
    return newsroom


ALONE = ("compare", "one.txt", "two.txt", "--checks-only", "--exit-zero")
BEGINS = {
    "terminal": "NO MODEL JUDGED THIS",
    "brief": "NO MODEL JUDGED THIS",
    "markdown": "<!-- written by checker: a report, not an article -->\n\n**NO MODEL JUDGED THIS",
    "html": "<!doctype html>",
    "json": "{",
    "sarif": "{",
    "github": "::",
}


@pytest.mark.parametrize("form", BEGINS)
def test_a_form_alone_goes_to_standard_output(desk: Newsroom, form: str) -> None:
    result = desk.run(*ALONE, "--format", form)
    assert result.code == 0, result.err
    assert result.out.lstrip().startswith(BEGINS[form])


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("r.html", "html"),
        ("r.HTM", "html"),
        ("r.md", "markdown"),
        ("r.json", "json"),
        ("r.sarif", "sarif"),
        ("r.sarif.json", "sarif"),
        ("r.brief.txt", "brief"),
        ("r.txt", "terminal"),
        ("r.out", "terminal"),
    ],
)
def test_the_ending_of_the_output_tells_the_form(desk: Newsroom, name: str, form: str) -> None:
    assert desk.run(*ALONE, "--output", name).code == 0
    content = Path(name).read_text("utf-8")
    assert content.lstrip().startswith(BEGINS[form])
    if form in ("json", "sarif"):
        assert ("runs" in json.loads(content)) == (form == "sarif")


def test_a_form_that_is_named_wins_over_the_ending(desk: Newsroom) -> None:
    desk.run(*ALONE, "--format", "json", "--output", "r.html")
    assert json.loads(Path("r.html").read_text("utf-8"))


def test_the_ending_of_another_kind_of_document_is_refused(desk: Newsroom) -> None:
    result = desk.run(*ALONE, "--output", "r.PDF")
    assert (result.code, result.err) == (
        2,
        "checker: --output r.PDF: no report has the ending .PDF; name the form with --format\n",
    )
    assert not Path("r.PDF").exists()


@pytest.mark.each
def test_several_forms_each_get_their_ending(desk: Newsroom) -> None:
    forms = [word for form in BEGINS for word in ("--format", form)]
    result = desk.run(*ALONE, *forms, "--output", "out/report.html")
    assert result.code == 0
    assert sorted(path.name for path in Path("out").iterdir()) == [
        "report.brief.txt",
        "report.html",
        "report.json",
        "report.md",
        "report.sarif",
    ]
    assert result.out.startswith(BEGINS["terminal"])
    assert "::" in result.out


def test_several_forms_without_a_name_say_what_to_do(desk: Newsroom) -> None:
    result = desk.run(*ALONE, "--format", "html", "--format", "json")
    assert result.code == 2
    assert result.err == (
        "checker: --format html: several forms need --output NAME; each is written to NAME with its own ending, this "
        "one to NAME.html\n"
    )


def test_no_form_is_written_over_an_article(desk: Newsroom) -> None:
    desk.write("one.md", "The council voted.")
    result = desk.run(
        "compare", "one.md", "--checks-only", "--format", "markdown", "--format", "json", "-o", "one.x.md"
    )
    assert result.code == 0
    result = desk.run("compare", "one.md", "--checks-only", "--format", "markdown", "--format", "json", "-o", "one")
    assert result.code == 2
    assert "is one of the articles" in result.err
    assert Path("one.md").read_text("utf-8") == "The council voted."
