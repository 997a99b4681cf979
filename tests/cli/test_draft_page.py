"""What `checker draft` writes, through the front door. The replies are written by hand, never by a model."""

from __future__ import annotations

import json
import shutil

import pytest

from checker.cli.options import Format
from tests.draftroom import night_at_the_dam
from tests.newsroom import Newsroom, Reply, label
from tests.reports.test_annotated_docx import FILES, commented

WORD = FILES / "writer.docx"


@pytest.fixture
def story(newsroom: Newsroom) -> Newsroom:
    """A draft and two sources, one of which calls the mayor a former one."""
    night_at_the_dam(newsroom)
    return newsroom


def held_against(message: str) -> Reply:
    """Answer the draft request: another office in one source, one sentence borne out, one found nowhere."""
    wire = next(
        n for n in (1, 2) if "Former mayor" in message.split(f"<source {n} ")[1].split("</source", maxsplit=1)[0]
    )
    return {
        "facts": [
            {
                "q": "Which office does Ilse Tam hold?",
                "aspect": "role",
                "stakes": "none",
                "positions": [
                    {"a": "mayor", "p": [{"p": drafted(message, "Mayor Ilse"), "w": "Mayor Ilse Tam"}]},
                    {"a": "an office she lost", "p": [{"p": label(message, wire, "Former"), "w": "Former mayor"}]},
                ],
                "why": "[D] leaves out the “Former” of the source.",
                "pairs": [{"i": 1, "j": 2, "v": "contradict", "if": "nothing"}],
                "right": 0,
            }
        ],
        "dropped": [],
        "backed": [{"d": [drafted(message, "Nine crews")], "p": [label(message, 3 - wire, "Nine crews")]}],
        "unbacked": [
            {"d": {"p": drafted(message, "44,000"), "w": "44,000 crowns"}, "what": "figure"},
            {"d": drafted(message, "The dam holds"), "what": "background"},
        ],
        "idle": [],
        "cleared": [],
    }


def drafted(message: str, words: str) -> str:
    """Return the label of the first sentence of the draft that holds these words."""
    line = next(line for line in message.splitlines() if line.startswith("D.") and words in line)
    return line.split()[0]


def the_same_again(_: str) -> Reply:
    why = "“Mayor” against “Former mayor”."
    return {"facts": [{"n": 1, "why": why, "pairs": [{"i": 1, "j": 2, "v": "contradict", "if": "nothing"}]}]}


HELD = ("draft", "desk/night-2.md", "--against", "sources")
COMMAND = (*HELD, "--publish-at", "2031-03-07T06:00+01:00", "--way", "quick")


@pytest.mark.each
def test_every_form_of_a_draft_check_is_written(story: Newsroom) -> None:
    forms = [form for form in Format if form is not Format.DOCX]
    named = [word for form in forms for word in ("--format", form.value)]
    result = story.settle(*COMMAND, *named, "--output", "out/night", draft=held_against, confirm=the_same_again)
    assert result.code == 1, result.err
    assert "night-2.md against 2 pieces" in result.out
    assert "goes out 7 Mar 2031, 06:00 +01:00" in result.out
    assert "> Write “Former mayor”, as wire has it, or name the source" in result.out
    assert "ONE SOURCE" in result.out
    written = {path.name: path.read_bytes() for path in (story.folder / "out").iterdir()}
    report = json.loads(written["night.json"])
    assert {one["number"]: one["standing"] for one in report["draft"]["sentences"]} == {
        1: "without a source",
        2: "contradicted",
        3: "supported",
        4: "without a source",
    }
    assert "4 sentences: 1 conflict · 2 in no source · 1 matches" in written["night.brief.txt"].decode()
    assert "**matches radio: 1 origin**: Nine crews worked at the gate." in written["night.md"].decode()
    assert b'<section id="draft"' in written["night.html"]
    (run,) = json.loads(written["night.sarif"])["runs"]
    (fix, unsourced) = (one["locations"][0]["physicalLocation"] for one in run["results"])
    assert (fix["artifactLocation"]["uri"], fix["region"]["startLine"]) == ("desk/night-2.md", 6)
    assert unsourced["region"]["startLine"] == 8
    annotated = [line for line in result.out.splitlines() if line.startswith("::")]
    assert ["file=desk/night-2.md," in line for line in annotated] == [True, True]


@pytest.fixture
def word(newsroom: Newsroom) -> Newsroom:
    """A draft and a source, both in Word, that call the mayor by two offices."""
    pytest.importorskip("lxml")
    shutil.copyfile(WORD, newsroom.folder / "night.docx")
    (newsroom.folder / "sources").mkdir()
    shutil.copyfile(FILES / "pandoc.docx", newsroom.folder / "sources" / "earlier.docx")
    newsroom.write("sources/wire.txt", "Mayor Tilda Brack said on Tuesday that the dam was holding.")
    return newsroom


CHECK_WORD = ("--against", "sources", "--checks-only", "--exit-zero", "--format", "docx")


@pytest.mark.each
def test_comments_go_into_a_copy_of_the_draft_and_into_no_source(word: Newsroom) -> None:
    before = {path: path.read_bytes() for path in word.folder.rglob("*") if path.is_file()}
    result = word.run("draft", "night.docx", *CHECK_WORD, "--output", "out")
    assert result.code == 0, result.err
    assert [path.name for path in (word.folder / "out").iterdir()] == ["night.checked.docx"]
    assert "Former mayor Tilda Brack" in commented((word.folder / "out" / "night.checked.docx").read_bytes())
    after = {path: path.read_bytes() for path in word.folder.rglob("*") if path.is_file() and path in before}
    assert after == before


def test_a_draft_that_is_no_word_file_gets_no_comments(word: Newsroom) -> None:
    result = word.run("draft", "sources/wire.txt", "--against", "night.docx", *CHECK_WORD[2:])
    assert (result.code, result.out) == (2, "")
    assert result.err == (
        "checker: --format docx: the draft (sources/wire.txt) is no Word file (.docx) to put comments in\n"
    )


def test_what_only_the_checks_see_is_about_the_draft_as_well(story: Newsroom) -> None:
    result = story.run(*HELD, "--checks-only", "--format", "json")
    actions = {finding["code"]: finding["action"] for finding in result.findings}
    assert actions["R1"].endswith("before the draft goes out.")
