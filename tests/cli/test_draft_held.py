"""What a draft check tells of pieces that must not be used, and what it never cuts, through the front door."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from tests.draftroom import confirmed, fact, judge
from tests.newsroom import Newsroom, Result

SEEDS = Path(__file__).parents[2] / "seeds"


def sample(room: Newsroom, *options: str) -> Result:
    """Check the sample draft against the sample story, by the answers that were recorded for it."""
    sources = ("--against", SEEDS / "articles", SEEDS / "draft" / "sources")
    when = ("--publish-at", "2025-12-05T06:00+00:00", "--exit-zero")
    answers = () if "--checks-only" in options else ("--answers", SEEDS / "answers")
    result = room.run("draft", SEEDS / "draft" / "draft.md", *sources, *when, *answers, *options)
    assert result.code == 0, result.err
    return result


def words(passage: dict[str, Any]) -> str:
    at = passage["words"]
    return passage["text"][at["start"] - passage["start"] : at["end"] - passage["start"]]


@pytest.mark.parametrize("options", [(), ("--checks-only",)], ids=["judged", "checks alone"])
def test_a_hold_names_what_the_draft_has_from_that_piece_alone(newsroom: Newsroom, options: tuple[str, ...]) -> None:
    killed, embargoed = sample(newsroom, "--format", "json", *options).findings[:2]
    told = [[(one["article"], words(one)) for one in hold["passages"]] for hold in (killed, embargoed)]
    assert told == [
        [("draft", "meet in Doha on 15 December"), ("draft", "an hour"),
         ("06-radio", "meet in Doha on 15 December"), ("06-radio", "an hour")],
        [("draft", "60 prisoners"), ("07-release", "60 prisoners")],
    ]  # fmt: skip


def test_every_form_marks_it(newsroom: Newsroom) -> None:
    page = sample(newsroom).out
    assert "The two agreed to [meet in Doha on 15 December]." in page
    (run,) = json.loads(sample(newsroom, "--format", "sarif").out)["runs"]
    hold = run["results"][0]["locations"][0]["physicalLocation"]
    assert hold["region"]["snippet"]["text"] == "The two agreed to meet in Doha on 15 December."
    first = sample(newsroom, "--format", "github").out.splitlines()[0]
    assert re.match(r"::error file=\S*draft\.md,title=HOLD 06-radio must not go out,line=\d+,", first)


def test_what_to_do_warns_of_a_piece_that_must_not_be_used(newsroom: Newsroom) -> None:
    actions = {one["headline"]: one["action"] for one in sample(newsroom, "--format", "json").findings}
    assert actions["Is the release of the prisoners part of a deal?"] == (
        "Write “as a gesture of good will”, as 07-release has it, or name the source of what stands here; "
        "but 07-release is under embargo until 5 Dec 2025, 18:00 +00:00."
    )
    held = [one for name, one in actions.items() if "07-release" in one and "under embargo" not in one]
    assert held == []


def test_with_the_embargo_over_there_is_nothing_to_warn_of(newsroom: Newsroom) -> None:
    newsroom.write("draft.md", "The county will free nine boats.\n", language="en")
    newsroom.write("in/wire.md", "The county will free ten boats.\n", language="en")
    status = "embargoed until 2031-03-05T18:00:00+00:00"
    newsroom.write("in/release.md", "The county will free ten boats.\n", language="en", status=status)
    reply = judge(fact([("D", "free nine", "nine boats")], [("*", "free ten", "ten boats")]))
    said = []
    for when in ("2031-03-05T06:00+00:00", "2031-03-06T06:00+00:00"):
        command = ("draft", "draft.md", "--against", "in", "--publish-at", when, "--way", "quick", "--no-cache")
        asked = newsroom.settle(*command, "--format", "json", draft=reply, confirm=confirmed({"v": "contradict"}))
        said.append([one["level"] for one in asked.findings])
    assert said[0][0] == "hold"
    assert "hold" not in said[1]


@pytest.mark.parametrize("form", ["terminal", "brief"])
def test_what_is_grave_is_cut_from_no_page(newsroom: Newsroom, form: str) -> None:
    everything = sample(newsroom, "--format", "json").report
    stakes = {one["id"]: one["stakes"] for one in everything["facts"]}
    numbered = list(enumerate(everything["findings"], 1))
    grave = [at for at, one in numbered if one["level"] == "check" and stakes.get(one["fact"], "none") != "none"]
    page = sample(newsroom, "--format", form).out
    shown = [int(at) for at in re.findall(r"^(?:HOLD|FIX|CHECK) (\d+)", page, re.MULTILINE)]
    assert len(grave) >= 2
    assert set(grave) <= set(shown)
    assert shown == sorted(shown)
    assert len(shown) == 12


def test_a_check_that_finds_no_room_on_its_sentence_is_a_note_that_says_so(newsroom: Newsroom) -> None:
    report = sample(newsroom, "--format", "json").report
    crowded = [
        one for one in report["findings"] if "a sentence of the draft stands in two findings already" in one["caps"]
    ]
    assert [one["level"] for one in crowded] == ["note"]
    (line,) = [one for one in report["coverage"]["notices"] if "CHECK more" in one]
    assert line.startswith("1 CHECK more lies on sentences of the draft that stand in two findings already: a note")


def test_a_killed_source_is_counted_with_its_hold_and_as_not_compared(newsroom: Newsroom) -> None:
    page = sample(newsroom).out
    assert "draft and 6 of 7 pieces read whole" in page
    assert "from 6 of these 7 sources alone" in " ".join(page.split())
    html = sample(newsroom, "--format", "html", "--output", "page.html")
    assert html.code == 0
    written = (newsroom.folder / "page.html").read_text("utf-8")
    assert "in 0 findings" not in re.findall(r"killed.{0,120}", written)[0]
    assert "5 Dec 2025, 18:00 +00:00" in written
    assert "2025-12-05 18:00" not in written


def test_annotations_and_sarif_mark_one_place(newsroom: Newsroom) -> None:
    command = ("compare", SEEDS / "articles", "--answers", SEEDS / "answers", "--exit-zero", "--format")
    lines = newsroom.run(*command, "github").out.splitlines()
    (run,) = json.loads(newsroom.run(*command, "sarif").out)["runs"]
    annotated = {
        (found[1], unquote(found[2]))
        for line in lines
        if (found := re.match(r"::\w+ file=([^,]*),title=[A-Z]+ ([^,]*?)(?:,line=|::)", line))
    }
    marked = {
        (
            one["locations"][0]["physicalLocation"]["artifactLocation"]["uri"],
            one["message"]["text"].partition(": ")[2],
        )
        for one in run["results"]
    }
    overtaken = next(line for line in lines if "Don't carry the line of 02-analysis" in line)
    assert "02-analysis.md" in overtaken.partition(",")[0]
    for file, title in annotated:
        assert any(uri == file and text.startswith(title) for uri, text in marked), title


def test_here_is_the_draft(newsroom: Newsroom) -> None:
    newsroom.write("draft.md", "Mayor Ilse Tam said on Monday that the dam was holding.\n", language="en")
    newsroom.write("in/wire.md", "Former mayor Ilse Tam said on Monday that the dam was holding.\n", language="en")
    command = ("draft", "draft.md", "--against", "in", "--checks-only", "--exit-zero", "--format", "json")
    (clash,) = newsroom.run(*command).findings
    assert clash["headline"] == "Ilse Tam is “Mayor” here, “former mayor” there."
