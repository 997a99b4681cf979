"""Runs without a model: asked for, or because there is none."""

from __future__ import annotations

import pytest

from tests.newsroom import Newsroom

STORM = "Storm at Velm\n\nThe storm tore the roof off the market hall on Monday, the mayor's office said.\n"


@pytest.fixture
def two(newsroom: Newsroom) -> Newsroom:
    newsroom.write("a.txt", STORM)
    newsroom.write("b.txt", STORM.replace("Monday", "a stormy day"))
    return newsroom


def test_the_first_line_says_that_no_model_judged(two: Newsroom) -> None:
    result = two.run("compare", "a.txt", "b.txt", "--checks-only")
    assert result.code == 0
    assert result.out.startswith("NO MODEL JUDGED THIS.")
    assert "None found by the built-in checks" in result.out
    assert "Nothing was sent." in result.out
    assert result.err == ""


def test_without_a_key_and_answers_the_checks_run_alone_and_it_says_why(two: Newsroom) -> None:
    result = two.run("compare", "a.txt", "b.txt")
    assert result.out.startswith("NO MODEL JUDGED THIS.")
    assert result.err.count("\n") == 1
    assert all(way in result.err for way in ("OPENAI_API_KEY", "--answers", "--pending"))
    assert two.run("compare", "a.txt", "b.txt", "--quiet").err == ""


@pytest.mark.each
def test_the_report_says_who_judged(two: Newsroom) -> None:
    report = two.run("compare", "a.txt", "b.txt", "--checks-only", "--format", "json").report
    assert report["judged_by"] == "checks"
    assert report["run"]["tasks"] == report["facts"] == report["claims"] == []
    again = two.run("compare", "a.txt", "b.txt", "--checks-only", "--format", "json").report
    assert {**report, "run": None} == {**again, "run": None}


@pytest.mark.parametrize(
    "options",
    [
        ("--answers", "seeds"),
        ("--pending", "p.jsonl"),
        ("--model", "some-model"),
        ("--model-confirm", "some-model"),
        ("--way", "quick"),
        ("--way", "thorough"),
        ("--estimate",),
        ("--max-cost", "1"),
        ("--batch",),
    ],
)
def test_options_about_a_model_do_not_go_with_it(two: Newsroom, options: tuple[str, ...]) -> None:
    result = two.run("compare", "a.txt", "b.txt", "--checks-only", *options)
    assert result.code == 2
    assert "--checks-only asks no model" in result.err
    assert options[0] in result.err


WANTING = [("--model", "some-model"), ("--way", "quick"), ("--way", "thorough"), ("--max-requests", "3")]


@pytest.mark.parametrize("options", WANTING)
def test_who_wants_a_model_and_has_none_is_told(two: Newsroom, options: tuple[str, ...]) -> None:
    result = two.run("compare", "a.txt", "b.txt", *options)
    assert result.code == 2
    assert "nobody to ask" in result.err


def test_holds_and_unreadable_files_count_as_ever(two: Newsroom) -> None:
    two.write("c.txt", STORM, status="withheld")
    two.write("d.txt", "")
    result = two.run("compare", "a.txt", "b.txt", "c.txt", "d.txt", "--checks-only")
    assert result.code == 3
    assert "c must not go out" in result.out
    assert "INCOMPLETE" in result.out
    assert two.run("compare", "a.txt", "c.txt", "--checks-only").code == 1


def test_a_language_that_is_read_in_part_is_named(two: Newsroom) -> None:
    two.write("c.txt", STORM, language="pl")
    two.write("d.txt", STORM, language="de")
    out = " ".join(two.run("compare", "a.txt", "c.txt", "d.txt", "--checks-only").out.split())
    assert "figures with units and quotation marks in c (pl)" in out
    assert "figures, dates and quotation marks in d (de)" in out
    assert "in a (" not in out


def test_what_happened_is_logged(two: Newsroom) -> None:
    two.run("compare", "a.txt", "b.txt", "--log", "run.log")
    assert '"ended"' in (two.folder / "run.log").read_text("utf-8")


def test_pieces_of_one_origin_are_counted_as_one(newsroom: Newsroom) -> None:
    newsroom.write("a.txt", "VELM (Lanterna) - The harbour closed on Tuesday.\n")
    newsroom.write("b.txt", "VELM (Lanterna) - Ships were diverted to the south.\n")
    result = newsroom.run("compare", "a.txt", "b.txt", "--checks-only")
    assert "2 pieces, 1 origin: a and b credit Lanterna." in result.out
    report = newsroom.run("compare", "a.txt", "b.txt", "--checks-only", "--format", "json").report
    assert report["origins"] == [{"articles": ["a", "b"], "kind": "credit", "source": "Lanterna"}]


@pytest.mark.each
def test_what_the_checks_prove_is_a_check_that_names_its_code(newsroom: Newsroom) -> None:
    newsroom.write("a.txt", "The lock\n\nThe Velm council bought 12 buses for the harbour line, Mayor Ida Lund said.\n")
    newsroom.write("b.txt", "The lock\n\nThe Velm council bought 15 buses for the harbour line, Mayor Ida Lund said.\n")
    result = newsroom.run("compare", "a.txt", "b.txt", "--checks-only", "--format", "json")
    (finding,) = result.findings
    assert (finding["code"], finding["level"], finding["verdict"]) == ("F1", "check", None)
    assert finding["keys"] == {"model": None, "outcome": None, "checks": ["F1"], "meets": []}
    texts = {article["id"]: article["text"] for article in result.report["articles"]}
    words = [texts[shown["article"]][shown["words"]["start"] : shown["words"]["end"]] for shown in finding["passages"]]
    assert words == ["12 buses", "15 buses"]
    assert result.code == 0
    assert newsroom.run("compare", "a.txt", "b.txt", "--checks-only", "--fail-on", "warning").code == 1
    assert "by check F1" in newsroom.run("compare", "a.txt", "b.txt", "--checks-only").out


def test_a_file_that_is_not_read_is_named_once(two: Newsroom) -> None:
    two.write("empty.txt", "")
    result = two.run("compare", "a.txt", "b.txt", "empty.txt", "--checks-only")
    assert "\n  Not read: empty.txt: holds no text; take it out or fill it.\n" in result.out


def test_what_failed_alike_is_told_once(two: Newsroom) -> None:
    two.write("answers/extract.jsonl", "")
    result = two.run("compare", "a.txt", "b.txt", "--answers", "answers", "--way", "thorough")
    assert result.code == 3
    assert result.out.count("Not compared: ") == 1
    assert "INCOMPLETE: 5 things" in result.out


TOLL = "Ferry lost\n\n{} were killed when the ferry Astrid sank off Oldport on Monday, police said.\n"
AGAIN = "\nRescuers say that {} were killed on the ferry Astrid off Oldport.\n"


@pytest.mark.parametrize(
    ("again", "notes"),
    [
        (("five people", "six people"), 1),
        (("5 people", "6 people"), 1),
        (("twenty-five people", "thirty people"), 2),
        (("five sailors", "six sailors"), 2),
    ],
)
def test_notes_that_set_the_same_figures_apart_are_one(newsroom: Newsroom, again: tuple[str, str], notes: int) -> None:
    for name, first, second in zip("ab", ("Five people", "Six people"), again, strict=True):
        newsroom.write(f"story/{name}.txt", TOLL.format(first) + AGAIN.format(second), language="en")
    result = newsroom.run("compare", "story", "--checks-only", "--format", "json")
    found = [one for one in result.findings if one["code"] == "F1"]
    assert [one["level"] for one in found] == ["note"] * notes
    told = [one["headline"] for one in found] + [one["explanation"] for one in found if one["explanation"]]
    assert len(told) == notes, told
    assert sum(len(one["passages"]) for one in found) == 4
