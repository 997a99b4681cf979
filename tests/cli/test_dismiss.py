"""checker dismiss: a finding stays silent until its passages change, and comes back saying why."""

from __future__ import annotations

import json
import shutil
import subprocess
from typing import Any

import pytest

from checker.readers.decisions import read_decisions
from tests.cli.test_compare import TABLOID, WIRE, compared, two_pieces
from tests.newsroom import Newsroom, Result

__all__ = ["two_pieces"]

BUSES = "The lock\n\nThe Velm council bought {} buses for the harbour line, Mayor Ida Lund said.\n"
FILE = "checker-decisions.jsonl"
AGAIN = (
    "checker: finding 1 of report.json is dismissed already ({}); the page you look at may count otherwise: give the id"
)


@pytest.fixture
def two(newsroom: Newsroom) -> Newsroom:
    newsroom.write("story/a.txt", BUSES.format(12))
    newsroom.write("story/b.txt", BUSES.format(15))
    return newsroom


def check(room: Newsroom, *options: str, files: tuple[str, ...] = ("story",)) -> Result:
    return room.run("compare", *files, "--checks-only", "--format", "json", "--fail-on", "warning", *options)


def keep(room: Newsroom, result: Result) -> dict[str, Any]:
    """Write the report where `dismiss` looks for it."""
    (room.folder / "report.json").write_text(result.out, "utf-8")
    return result.report


def dismissed(room: Newsroom, *options: str) -> dict[str, Any]:
    """Check, dismiss the first finding, and return the decision."""
    (finding, *_) = keep(room, check(room))["findings"]
    result = room.run("dismiss", finding["id"], "--by", "Ida Lund", *options)
    assert result.code == 0, result.err
    return json.loads((room.folder / FILE).read_text("utf-8").splitlines()[-1])


@pytest.mark.each
def test_a_dismissed_finding_is_silent_counted_and_listed(two: Newsroom) -> None:
    decision = dismissed(two, "--reason", "Twelve and three more")
    result = check(two)
    assert result.code == 0
    assert result.findings == []
    (listed,) = result.report["dismissed"]
    assert listed["finding"]["id"] == decision["finding"]
    assert (listed["reason"], listed["who"]) == ("Twelve and three more", None)
    page = two.run("compare", "story", "--checks-only").out
    assert "Dismissed earlier and not shown: 1 CHECK" in page
    assert "Twelve" not in page


@pytest.mark.each
def test_what_is_put_down(two: Newsroom) -> None:
    decision = dismissed(two, "--reason", "Twelve and\nthree more")
    assert (decision["action"], decision["who"], decision["reason"]) == ("dismiss", "Ida Lund", "Twelve and three more")
    assert (decision["code"], decision["level"], decision["aspect"]) == ("F1", "check", "number")
    passages = {passage["article"]: passage for passage in decision["passages"]}
    for name, count in (("a", 12), ("b", 15)):
        text = passages[name]["text"]
        assert text in BUSES.format(count)
        assert text[passages[name]["start"] : passages[name]["end"]] == f"{count} buses"
        assert len(passages[name]["digest"]) == 64
    assert decision["when"].endswith("Z")


def test_names_stay_out_unless_asked_for(two: Newsroom) -> None:
    dismissed(two)
    for form in ("json", "terminal"):
        plain = two.run("compare", "story", "--checks-only", "--format", form).out
        assert "Ida Lund" not in plain.replace("Mayor Ida Lund", "")
    assert check(two, "--with-names").report["dismissed"][0]["who"] == "Ida Lund"


EDITS = {
    "another passage": (BUSES.format(12) + "\nNobody else was there at the time.\n", None),
    "the start": ("A new beginning of it all.\n\n" + BUSES.format(12), None),
    "the words at issue": (BUSES.format(14), "what a says has changed since"),
    "words beside them": (BUSES.format(12).replace("Mayor Ida Lund said", "Ida Lund said"), "what a says has changed"),
}


@pytest.mark.parametrize("edit", EDITS)
def test_it_comes_back_only_when_its_passages_change(two: Newsroom, edit: str) -> None:
    text, why = EDITS[edit]
    dismissed(two, "--reason", "A slip")
    two.write("story/a.txt", text)
    result = check(two)
    if why is None:
        assert result.findings == []
        assert len(result.report["dismissed"]) == 1
    else:
        (finding,) = result.findings
        assert finding["returned"].startswith("Dismissed on 20")
        assert "(“A slip”); " + why in finding["returned"]
        assert "Ida" not in finding["returned"]
        assert result.report["dismissed"] == []
        assert "A slip" in " ".join(two.run("compare", "story", "--checks-only").out.split())
        assert "by Ida Lund" in check(two, "--with-names").findings[0]["returned"]


def test_it_comes_back_when_another_article_joins_one_side(two: Newsroom) -> None:
    dismissed(two)
    two.write("story/c.txt", BUSES.format(15).replace("The lock", "Buses"))
    (finding,) = check(two).findings
    assert "c says it as well now" in finding["returned"]


def test_another_finding_of_the_same_sentences_is_shown(newsroom: Newsroom) -> None:
    text = "The Velm council bought {} buses and {} trams for the harbour line, Mayor Ida Lund said.\n"
    newsroom.write("story/a.txt", text.format(12, 31))
    newsroom.write("story/b.txt", text.format(15, 36))
    found = keep(newsroom, check(newsroom))["findings"]
    assert len(found) == 2
    newsroom.run("dismiss", found[1]["id"], "--by", "Ida Lund")
    again = check(newsroom)
    assert [finding["id"] for finding in again.findings] == [found[0]["id"]]
    assert again.findings[0]["returned"] is None


def test_a_renamed_file_is_known_again(two: Newsroom) -> None:
    dismissed(two)
    (two.folder / "story/a.txt").rename(two.folder / "story/a-2.txt")
    assert check(two).findings == []


def test_a_number_on_the_page_will_do(two: Newsroom) -> None:
    keep(two, check(two))
    result = two.run("dismiss", "1", "--by", "Ida Lund")
    assert "dismissed (CHECK: " in result.out
    assert f"{FILE} merge=union" in result.err
    assert check(two).findings == []
    again = two.run("dismiss", "1", "--reason", "Two lines")  # the report is the old one
    assert again.code == 0  # who decides is asked of git or the login


@pytest.mark.parametrize("reason", [(), ("--reason", "A slip")])
def test_what_is_dismissed_already_is_not_put_down_twice(two: Newsroom, reason: tuple[str, ...]) -> None:
    decision = dismissed(two, "--reason", "A slip")
    before = (two.folder / FILE).read_bytes()
    result = two.run("dismiss", decision["finding"], "--by", "Somebody Else", *reason)
    assert (result.code, result.err) == (0, "")
    assert result.out.startswith(f"{decision['finding']}: dismissed already, on {decision['when'][:10]}; nothing was")
    assert (two.folder / FILE).read_bytes() == before


@pytest.mark.parametrize("names", ["1 1", "1 id", "id 1", "id id"])
def test_a_finding_that_is_named_twice_is_dismissed_once(two: Newsroom, names: str) -> None:
    (finding,) = keep(two, check(two))["findings"]
    result = two.run("dismiss", *names.replace("id", finding["id"]).split(), "--by", "Ida Lund")
    assert result.out.count("dismissed") == 1
    assert len(read_decisions(two.folder / FILE)) == 1


@pytest.mark.parametrize("reason", ["", "Two lines"])
def test_a_number_of_what_is_dismissed_already_may_have_been_read_on_another_page(two: Newsroom, reason: str) -> None:
    decision = dismissed(two, "--reason", "A slip")
    result = two.run("dismiss", "1", "--reason", reason)
    assert (result.code, result.err) == (0, AGAIN.format(decision["finding"]) + "\n")
    for names in ((decision["finding"],), ("1", "--reopen"), ("1",)):
        assert two.run("dismiss", *names, "--reason", reason).err == ""


def test_another_reason_or_another_state_of_it_is_put_down(two: Newsroom) -> None:
    first = dismissed(two, "--reason", "A slip")
    assert "dismissed (CHECK" in two.run("dismiss", "1", "--reason", "Two lines").out
    assert "shown again" in two.run("dismiss", "1", "--reopen").out
    assert "reopened already" in two.run("dismiss", "1", "--reopen").out
    assert "dismissed (CHECK" in two.run("dismiss", "1").out
    assert len(read_decisions(two.folder / FILE)) == 4
    two.write("story/a.txt", BUSES.format(14))
    keep(two, check(two))
    assert f"{check(two).findings[0]['id']}: dismissed (CHECK" in two.run("dismiss", "1").out
    assert len(read_decisions(two.folder / FILE)) == 5
    assert first["action"] == "dismiss"


def test_reopened_is_shown_and_the_file_only_grows(two: Newsroom) -> None:
    decision = dismissed(two)
    before = (two.folder / FILE).read_bytes()
    keep(two, check(two))
    twice = two.run("dismiss", decision["finding"])
    assert twice.code == 0
    assert f"{decision['finding']}: dismissed already, on " in twice.out
    assert (two.folder / FILE).read_bytes() == before
    assert two.run("dismiss", decision["finding"], "--reopen", "--by", "Ida Lund").code == 0
    assert (two.folder / FILE).read_bytes().startswith(before)
    assert [finding["returned"] for finding in check(two).findings] == [None]


def test_a_fix_needs_a_reason(two_pieces: Newsroom) -> None:
    (finding,) = keep(two_pieces, compared(two_pieces, "--format", "json"))["findings"]
    bare = two_pieces.run("dismiss", finding["id"], "--by", "Ida Lund", "--reason", "  ")
    assert bare.code == 2
    assert "--reason" in bare.err
    assert not (two_pieces.folder / FILE).exists()
    assert two_pieces.run("dismiss", finding["id"], "--by", "Ida Lund", "--reason", "Both, in turn").code == 0
    again = compared(two_pieces, "--format", "json")
    assert (again.code, again.findings) == (0, [])


def test_what_was_a_check_and_is_a_fix_is_shown(two: Newsroom) -> None:
    dismissed(two)
    (two.folder / "checker.toml").write_text('[rules]\nF1 = "fix"\n', "utf-8")
    (finding,) = check(two).findings
    assert finding["returned"].endswith("; it was a CHECK then.")


def test_a_hold_is_not_dismissed(two: Newsroom) -> None:
    two.write("story/c.txt", "Nothing of this has been said.\n", status="withheld")
    keep(two, check(two))
    result = two.run("dismiss", "1", "--reason", "It is late")
    assert result.code == 2
    assert "is a HOLD" in result.err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("c123",), "c123: no such finding in report.json; it has 1 finding, by number or id"),
        (("7",), "no such finding"),
        (("0",), "no such finding"),
        (("1", "--report", "other.json"), "other.json: cannot be read (No such file or directory); write one with"),
        (("1", "--report", "story/a.txt"), "story/a.txt: is no JSON report of this version"),
        (("1", "--report", "story/a.txt"), "checker compare ARTICLES --format json --output report.json"),
        (("1", "--decisions", "story"), "story: cannot be read"),
    ],
)
def test_what_cannot_be_dismissed_is_told_in_a_line(two: Newsroom, arguments: tuple[str, ...], told: str) -> None:
    keep(two, check(two))
    result = two.run("dismiss", *arguments, "--by", "Ida Lund")
    assert result.code == 2
    assert told in result.err
    assert len(result.err.strip().splitlines()) == 1


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("{}", "line 2: is no decision (finding: Field required); restore or remove it"),
        ("<<<<<<< HEAD", "take the marks of git's conflict out"),
        ("[" * 5000, "line 2: is no decision"),
    ],
)
def test_a_broken_file_stops_the_run_and_is_not_added_to(two: Newsroom, line: str, told: str) -> None:
    dismissed(two)
    path = two.folder / FILE
    path.write_text(path.read_text("utf-8") + line + "\n", "utf-8")
    before = path.read_bytes()
    for result in (check(two), two.run("dismiss", "1")):
        assert result.code == 2
        assert f"{FILE}, line 2" in result.err
        assert told in result.err
    assert path.read_bytes() == before


def test_a_file_that_is_asked_for_must_be_there(two: Newsroom) -> None:
    assert "not there" in check(two, "--decisions", "none.jsonl").err
    (two.folder / "checker.toml").write_text('decisions = "desk.jsonl"\n', "utf-8")
    keep(two, check(two))
    two.run("dismiss", "1", "--by", "Ida Lund")
    assert (two.folder / "desk.jsonl").exists()
    assert check(two).findings == []


@pytest.mark.skipif(shutil.which("git") is None, reason="no git here to merge with")
def test_git_merges_what_two_people_decided(newsroom: Newsroom) -> None:
    text = "The Velm council bought {} buses and {} trams for the harbour line, Mayor Ida Lund said.\n"
    newsroom.write("story/a.txt", text.format(12, 31))
    newsroom.write("story/b.txt", text.format(15, 36))

    def git(*arguments: str) -> None:
        who = ("-c", "user.name=Ida Lund", "-c", "user.email=ida@example.com", "-c", "commit.gpgsign=false")
        subprocess.run(["git", *who, *arguments], cwd=newsroom.folder, check=True, capture_output=True)

    keep(newsroom, check(newsroom))
    git("init", "--initial-branch", "main")
    (newsroom.folder / ".gitattributes").write_text(f"{FILE} merge=union\n", "utf-8")
    (newsroom.folder / FILE).touch()
    git("add", FILE, ".gitattributes")
    git("commit", "-m", "start")
    for number, branch in (("1", "day"), ("2", "night")):
        git("switch", "--create", branch, "main")
        newsroom.run("dismiss", number, "--by", branch)
        git("commit", "--all", "-m", branch)
    git("merge", "--no-edit", "day")
    assert {decision.who for decision in read_decisions(newsroom.folder / FILE)} == {"day", "night"}
    assert check(newsroom).findings == []


def test_a_last_line_left_open_is_closed_first(two: Newsroom) -> None:
    dismissed(two)
    path = two.folder / FILE
    path.write_bytes(path.read_bytes().rstrip(b"\n"))
    assert two.run("dismiss", "1", "--reason", "A slip").code == 0
    assert len(read_decisions(path)) == 2


def test_a_file_that_an_editor_saved_anew_is_read(two: Newsroom) -> None:
    dismissed(two)
    path = two.folder / FILE
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert check(two).findings == []
    assert "dismissed already" in two.run("dismiss", "1").out


def test_the_pieces_of_this_story_are_none_of_another(two_pieces: Newsroom) -> None:
    """A decision on one story says nothing of another whose files have the same names."""
    dismissed_two = two_pieces
    dismissed_two.write("story/wire.txt", BUSES.format(12))
    dismissed_two.write("story/tabloid.md", BUSES.format(15))
    dismissed(dismissed_two)
    dismissed_two.write("story/wire.txt", WIRE.replace("40 people", "40 sailors"))
    dismissed_two.write("story/tabloid.md", TABLOID.replace("the missing at 40", "the missing at 45 sailors"))
    assert all(finding["returned"] is None for finding in check(dismissed_two).findings)
    assert check(dismissed_two).report["dismissed"] == []
