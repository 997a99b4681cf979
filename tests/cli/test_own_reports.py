"""A report that lies in a story's folder is left out by name, whatever it is called; articles like it are not."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from checker.readers.own_reports import is_own_report
from tests.newsroom import Newsroom
from tests.shell import ROOT

FORMS = ("terminal", "brief", "markdown", "html", "json", "sarif", "github")
BUSES = "The Velm council bought {} buses for the harbour line, Mayor Ida Lund said.\n"
LEFT_OUT = "is a report that checker wrote, not an article, so it is left out"


@pytest.fixture
def story(newsroom: Newsroom) -> Newsroom:
    newsroom.write("story/a.txt", BUSES.format(12))
    newsroom.write("story/b.txt", BUSES.format(15))
    return newsroom


def reports(room: Newsroom) -> dict[str, bytes]:
    """Return what checker writes of the story, in each form."""
    written = {}
    for form in FORMS:
        room.run("compare", "story", "--checks-only", "--format", form, "--output", f"aside/{form}")
        written[form] = (room.folder / "aside" / form).read_bytes()
    room.run("compare", "story", "--checks-only", "--format", "json", "--output", "aside/old.json")
    for form in ("json", "markdown"):
        room.run("diff", "aside/old.json", "aside/json", "--format", form, "--output", f"aside/diff-{form}")
        written[f"diff-{form}"] = (room.folder / "aside" / f"diff-{form}").read_bytes()
    return written


def named(form: str) -> str:
    """Return a name by which nothing tells that this is no article."""
    return "piece" + {"html": ".html", "json": ".json", "sarif": ".json", "diff-json": ".json"}.get(form, ".md")


def test_a_report_of_any_form_in_the_folder_changes_nothing(story: Newsroom) -> None:
    bare = story.run("compare", "story", "--checks-only", "--format", "json").report
    for form, content in reports(story).items():
        path = story.folder / "story" / named(form)
        path.write_bytes(content)
        result = story.run("compare", "story", "--checks-only", "--format", "json")
        assert [article["id"] for article in result.report["articles"]] == ["a", "b"], form
        assert result.report["findings"] == bare["findings"]
        assert result.report["failures"] == []
        assert f"story/{path.name}: {LEFT_OUT}" in result.report["coverage"]["notices"]
        path.unlink()


@pytest.mark.parametrize("form", ["html", "markdown", "terminal", "json", "sarif"])
def test_one_that_is_named_is_left_out_too_and_alone_it_is_an_error(story: Newsroom, form: str) -> None:
    (story.folder / named(form)).write_bytes(reports(story)[form])
    among = story.run("compare", "story/a.txt", "story/b.txt", named(form), "--checks-only", "--fail-on", "error")
    assert (among.code, LEFT_OUT in among.err) == (0, True)
    alone = story.run("compare", named(form), "--checks-only")
    assert (alone.code, alone.out) == (2, "")
    assert f"{named(form)}: {LEFT_OUT}; name files" in alone.err


def test_a_report_beside_the_articles_can_be_written_again(story: Newsroom) -> None:
    for _ in range(2):
        for name in ("report.html", "report.md", "report.txt"):
            result = story.run("compare", "story", "--checks-only", "--output", f"story/{name}")
            assert result.code == 0, result.err
    refused = story.run("compare", "story", "--checks-only", "--output", "story/a.txt")
    assert (refused.code, "is one of the articles" in refused.err) == (2, True)


@pytest.mark.parametrize(
    "text",
    [
        "Judged by his record, the mayor is popular.\n",
        "None found\n\nThe inspectors left. Judged by what they said, nothing looked up.\n",
        "2 CHECK\n\nThe inspectors came back.\n",
        "<!-- written by hand -->\n# Buses\n",
        '<html><head><meta name="generator" content="checkers 2"></head><body><p>Buses</p></body></html>',
        '{"uri": "urn:1", "headline": "Buses", "body_text": "checker"}',
        '{"run": {"by": "checker"}}',
        "::warning title=Rain:: is not what we wanted\n",
    ],
)
def test_what_is_only_like_a_report_is_read(text: str) -> None:
    assert not is_own_report(text.encode())


def test_no_article_at_hand_is_taken_for_a_report() -> None:
    articles = [path for folder in ("seeds/articles", "evals") for path in (ROOT / folder).rglob("*") if path.is_file()]
    articles += [path for path in (ROOT / "tests/readers/documents").rglob("*") if path.is_file()]
    assert len(articles) > 50
    assert [path for path in articles if is_own_report(path.read_bytes())] == []


def test_the_sample_with_a_report_in_every_form_replays(newsroom: Newsroom) -> None:
    shutil.copytree(ROOT / "seeds", newsroom.folder / "seeds")
    replay = ("compare", "seeds/articles", "--answers", "seeds/answers", "--exit-zero")
    forms = [word for form in ("html", "json", "markdown", "brief", "sarif") for word in ("--format", form)]
    assert newsroom.run(*replay, *forms, "--output", "seeds/articles/report").code == 0
    again = newsroom.run(*replay)
    assert again.code == 0, again.err
    left_out = [line for line in again.err.splitlines() if LEFT_OUT in line]
    assert sorted(Path(line.split(": ")[1]).name for line in left_out) == [
        "report.brief.txt",
        "report.html",
        "report.json",
        "report.md",
    ]
