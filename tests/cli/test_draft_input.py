"""checker draft with what it cannot use: one clear line each, and the others are checked all the same."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from checker.readers import contents
from tests.cli.test_draft import DRAFT, EVERYTHING, RADIO, WIRE, codes, desk, held, standing
from tests.draftroom import judge
from tests.model.provider import Provider
from tests.newsroom import Newsroom, Result, nothing_differs

__all__ = ["desk"]


def alone(room: Newsroom, *arguments: str) -> Result:
    """Check by the built-in checks alone, for what is told before anything is asked."""
    return room.run("draft", *arguments, "--checks-only", "--format", "json")


def names(result: Result) -> list[str]:
    return [article["id"] for article in result.report["articles"]]


def lines(result: Result) -> list[str]:
    return [line.removeprefix("checker: ") for line in result.err.splitlines()]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("gone.txt", "--against", "sources"), "gone.txt: no such file; check the name"),
        (("sources", "--against", "sources"), "sources: is a folder; name the draft's own file"),
        (("draft.txt", "--against", "gone"), "--against: there is no source to hold the draft against; gone: no such"),
        (("draft.txt",), "missing option '--against'"),
        (("draft.txt", "--against", "sources", "--publish-at", "soon"), "--publish-at soon: is no time; write a day"),
        (("draft.txt", "--against", "sources", "--publish-at", "2031-02-30"), "--publish-at 2031-02-30: is no time"),
        (("draft.txt", "--against", "draft.txt"), "draft.txt: is the same file as the draft, so it is no source of it"),
        (("--against", "sources", "draft.txt"), "--against takes every path behind it for a source; name"),
        (("--format", "json"), "missing argument 'DRAFT'"),
        (("https://example.org/draft", "--against", "sources"), "https://example.org/draft: is a web address, and"),
    ],
)
def test_what_cannot_be_checked_at_all(desk: Newsroom, arguments: tuple[str, ...], told: str) -> None:
    result = alone(desk, *arguments)
    assert (result.code, result.out) == (2, "")
    assert told in result.err
    assert "Traceback" not in result.err


def test_the_remedy_for_a_wrong_earlier_report_overwrites_nothing(desk: Newsroom) -> None:
    result = desk.run("draft", "draft.txt", "--against", "sources", "--earlier", "draft.txt", "--answers", ".")
    assert (result.code, result.out) == (2, "")
    assert "checker draft DRAFT --against SOURCES --format json --output report.json" in result.err


def test_a_killed_draft(desk: Newsroom) -> None:
    desk.write("draft.txt", DRAFT, status="killed")
    result = alone(desk, *EVERYTHING)
    assert (result.code, result.out) == (2, "")
    assert lines(result) == ["draft.txt: was killed by its desk; nothing of it can go out"]


def test_a_withheld_draft_is_a_hold_and_checked_all_the_same(desk: Newsroom) -> None:
    desk.write("draft.txt", DRAFT, status="withheld")
    result = held(desk, judge())
    assert codes(result)["hold-withheld"] == "hold"
    assert "without a checkable claim" in standing(result).values()
    assert result.code == 1


@pytest.mark.parametrize("copy", ["sources/same.txt", "sources/draft-2.md"])
def test_the_draft_among_its_sources_is_no_source(desk: Newsroom, copy: str) -> None:
    if copy.endswith("same.txt"):
        (desk.folder / copy).symlink_to(desk.folder / "draft.txt")
        why = "is the same file as the draft"
    else:
        desk.write(copy, DRAFT)
        why = "has the same content as the draft"
    result = alone(desk, "draft.txt", "--against", copy, *EVERYTHING[2:])
    assert names(result) == ["draft", "wire", "radio"]
    assert lines(result) == [f"{copy}: {why}, so it is no source of it"]


def test_a_source_named_twice_is_read_once(desk: Newsroom) -> None:
    result = alone(desk, "draft.txt", "--against", "sources/wire.txt", "sources", "--against", "sources/radio.txt")
    assert names(result) == ["draft", "wire", "radio"]
    assert [line.partition(":")[0] for line in lines(result)] == ["sources/wire.txt", "sources/radio.txt"]


def test_sources_behind_an_equals_sign(desk: Newsroom) -> None:
    result = alone(desk, "draft.txt", "--against=sources/wire.txt", "sources/radio.txt")
    assert names(result) == ["draft", "wire", "radio"]


def test_one_source_that_cannot_be_read_leaves_the_others(desk: Newsroom) -> None:
    (desk.folder / "sources/bad.pdf").write_bytes(b"%PDF-1.7 nothing")
    result = alone(desk, "draft.txt", "--against", "sources")
    assert result.code == 3
    assert names(result) == ["draft", "radio", "wire"]
    assert [failure["item"] for failure in result.report["failures"]] == ["sources/bad.pdf"]


def test_a_draft_that_changes_while_it_is_read(desk: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    read = os.fstat
    path = desk.folder / "draft.txt"

    def saving(handle: int) -> os.stat_result:
        found = read(handle)
        if found.st_ino == path.stat().st_ino and path.read_text("utf-8") == DRAFT:
            with path.open("a", encoding="utf-8") as file:
                file.write("More.\n")
        return found

    monkeypatch.setattr(contents.os, "fstat", saving)
    result = alone(desk, *EVERYTHING)
    assert (result.code, result.out) == (2, "")
    assert lines(result) == ["draft.txt: changed while it was read; run again once it is saved"]


@pytest.mark.parametrize("command", ["compare", "draft"])
def test_a_story_file_that_a_pattern_names_is_no_article(desk: Newsroom, command: str) -> None:
    desk.write("sources/story.toml", 'title = "The Astrid"\n[articles.wire]\noutlet = "Velm Wire"\n')
    listed = [str(path.relative_to(desk.folder)) for path in sorted((desk.folder / "sources").iterdir())]
    assert "sources/story.toml" in listed
    arguments = ["draft.txt", "--against", *listed] if command == "draft" else listed
    report = desk.run(command, *arguments, "--checks-only", "--format", "json").report
    assert {one["id"]: one["outlet"] for one in report["articles"]}["wire"] == "Velm Wire"
    assert "story" not in [one["id"] for one in report["articles"]]
    assert report["title"] == "The Astrid"


def test_a_story_file_alone_is_nothing_to_check(desk: Newsroom) -> None:
    desk.write("sources/story.toml", 'title = "The Astrid"\n')
    result = desk.run("compare", "sources/story.toml", "--checks-only")
    assert (result.code, lines(result)) == (2, ["no article was named; name files or a folder of articles"])


def test_two_articles_of_one_name_are_told_apart_or_refused(desk: Newsroom) -> None:
    desk.write("sources/draft.txt", RADIO + "\nIt rained.\n")
    result = alone(desk, "draft.txt", "--against", "sources")
    assert result.code == 2
    assert 'draft.txt and sources/draft.txt: both have the id "draft"' in result.err


def test_the_draft_on_standard_input(desk: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    class Stream:
        buffer = (desk.folder / "draft.txt").open("rb")

    monkeypatch.setattr("sys.stdin", Stream)
    result = alone(desk, "-", "--against", "sources/wire.txt")
    Stream.buffer.close()
    assert result.report["draft"]["article"] == "stdin"


def embargoed(room: Newsroom, name: str, text: str) -> None:
    room.write(name, text, status="embargoed until 2099-01-01")


@pytest.mark.parametrize("which", ["sources/radio.txt", "draft.txt"])
def test_what_may_not_be_sent_is_read_by_the_checks_all_the_same(desk: Newsroom, which: str) -> None:
    """A quotation of the draft stands nowhere: no model may see one of the pieces, and the look-up finds it so."""
    embargoed(desk, which, {"draft.txt": DRAFT, "sources/radio.txt": RADIO}[which])
    with Provider(answerers={"draft": judge(), "reconcile": nothing_differs}) as provider:
        desk.setenv("OPENAI_BASE_URL", provider.url)
        desk.setenv("OPENAI_API_KEY", "sk-test")
        desk.setenv("CHECKER_ALLOWED_HOSTS", "llm.example.org")
        result = desk.run("draft", *EVERYTHING, "--model", "m", "--no-cache", "--format", "json")
        sent = b"".join(seen.body for seen in provider.seen).decode()
    assert result.code == 3, result.err
    assert {one["passage"]["article"] for one in result.report["quotations"]} == {"draft"}
    assert "unsourced-quotation" in codes(result)
    assert ("off Oldport on Monday" in sent) is True
    assert ("Forty people" if which == "draft.txt" else "The Astrid burnt") not in sent
    (failure,) = [one for one in result.report["failures"] if one["step"] == "extract"]
    assert failure["reason"].startswith("not sent to 127.0.0.1")
    if which == "draft.txt":
        assert set(standing(result).values()) == {"not checked"} | {"without a source"}


def test_a_file_of_the_run_is_no_source(desk: Newsroom) -> None:
    result = alone(desk, "draft.txt", "--against", "sources", "--output", "draft.txt")
    assert result.code == 2
    assert Path("draft.txt").read_text("utf-8") == DRAFT


@pytest.mark.parametrize(
    ("goes_out", "published", "told"),
    [
        (
            "2031-03-02",
            ("2031-03-04", "2031-03-05"),
            "before each of its 2 sources was published (radio 2031-03-04, wire",
        ),
        (
            "2031-03-04T06:00Z",
            ("2031-03-01", "2031-03-06"),
            "before 1 of its 2 sources was published (wire 2031-03-06)",
        ),
        ("2031-03-04", ("2031-03-04", "2031-03-04T18:00Z"), None),
        ("2031-03-04T06:00+01:00", ("2031-03-04", "2031-03-01"), None),
        ("2031-03-04T06:00+01:00", ("2031-03-05", "2031-03-04T05:01Z"), "before each of its 2 sources was"),
        ("2031-03-02", ("", ""), None),
        ("2031-03-04T06:00", ("2031-03-04T05:59", "2031-03-01"), None),
        ("2031-03-04T06:00", ("2031-03-04T06:01", "2031-03-01"), "before 1 of its 2 sources was published (radio"),
    ],
)
def test_a_draft_that_goes_out_before_its_sources_were_published(
    desk: Newsroom, goes_out: str, published: tuple[str, str], told: str | None
) -> None:
    for name, text, day in (("radio", RADIO, published[0]), ("wire", RADIO, published[1])):
        desk.write(f"sources/{name}.txt", text, **({"published": day} if day else {}))
    result = alone(desk, "draft.txt", "--against", "sources", "--publish-at", goes_out)
    early = [line for line in result.report["coverage"]["notices"] if line.startswith("The draft goes out")]
    assert len(early) == (told is not None)
    if told:
        assert told in early[0]
        page = desk.run("draft", "draft.txt", "--against", "sources", "--publish-at", goes_out, "--checks-only").out
        assert early[0] in " ".join(page.split())


def test_a_draft_that_was_to_go_out_long_ago(desk: Newsroom) -> None:
    at = ("draft.txt", "--against", "sources", "--publish-at")
    assert "--publish-at 2001-03-04: is past; “today” and embargoes" in alone(desk, *at, "2001-03-04").err
    assert "is past" not in alone(desk, *at, "2001-03-04", "--quiet").err
    assert "is past" not in alone(desk, *at, "2931-03-04").err


@pytest.mark.parametrize(("language", "told"), [("en", "wire and the draft are one text"), ("da", "in the draft (da)")])
def test_notices_call_the_draft_what_the_page_calls_it(desk: Newsroom, language: str, told: str) -> None:
    more = "Passengers remembered something burning underneath, firefighters extinguished whatever remained.\n\n"
    desk.write("sources/wire.txt", WIRE + more + "The investigators considered everything afterwards.\n")
    desk.write("night.txt", WIRE + more, language=language)
    notices = " ".join(alone(desk, "night.txt", "--against", "sources").report["coverage"]["notices"])
    assert told in notices.replace("the draft and wire", "wire and the draft")
    assert "night" not in notices
