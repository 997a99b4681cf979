"""What a desk does with the report on a draft: dismiss, diff, rules of the house, explain."""

from __future__ import annotations

import json
from typing import get_args

import pytest

from checker.reports.draft_codes import DRAFT_PAGES
from checker.schema import Standing
from checker.steps.draft_own import DRAFT_CODES
from tests.cli.test_draft import DRAFT, FIRE, MISSING, codes, desk, held, sentence, standing
from tests.draftroom import judge
from tests.newsroom import Newsroom, Result

__all__ = ["desk"]

NOWHERE = (("D", "no warning"), "quotation")
FERRY = (("D", "caught fire", "ferry"), "name")


def report(room: Newsroom, name: str, *, faults: bool = True) -> Result:
    """Check the draft, and keep the report in a file."""
    for path in (room.folder / "answers").glob("*.jsonl"):
        path.unlink()
    given = judge(MISSING, unbacked=[NOWHERE, FERRY]) if faults else judge(backed=[FIRE], unbacked=[NOWHERE])
    result = held(room, given)
    (room.folder / name).write_text(result.out, "utf-8")
    return result


def test_what_is_dismissed_stays_so_until_the_sentence_changes(desk: Newsroom) -> None:
    first = report(desk, "report.json")
    (finding,) = [one for one in first.findings if one["code"] == "unsourced-name"]
    assert desk.run("dismiss", finding["id"], "--by", "Ida Lund").code == 0
    assert "unsourced-name" not in codes(report(desk, "again.json"))
    desk.write("draft.txt", "A line above it all.\n\n" + DRAFT)
    assert "unsourced-name" not in codes(report(desk, "again.json"))
    desk.write("draft.txt", DRAFT.replace("The ferry Astrid caught", "The old ferry Astrid has caught"))
    back = [one for one in report(desk, "again.json").findings if one["code"] == "unsourced-name"]
    assert back
    assert back[0]["returned"].startswith("Dismissed on ")


def test_a_diff_says_which_sentences_stand_otherwise(desk: Newsroom) -> None:
    report(desk, "old.json")
    desk.write("draft.txt", DRAFT + "\nA tug came too late.\n")
    report(desk, "new.json", faults=False)
    result = desk.run("diff", "old.json", "new.json")
    head, _, told = result.out.partition("\nSENTENCES\n")
    assert head.splitlines()[0].endswith("3 sentences of the draft otherwise.")
    assert "supported, was without a source: The ferry Astrid caught fire" in told
    assert "without a checkable claim, was contradicted: Forty people" in told
    assert "a new sentence: A tug came too late." in told
    assert "“We had" not in told
    assert result.code == 0


def test_a_diff_with_itself_or_with_no_draft_has_no_sentences(desk: Newsroom) -> None:
    report(desk, "old.json")
    assert "SENTENCES" not in desk.run("diff", "old.json", "old.json").out
    bare = json.loads((desk.folder / "old.json").read_text("utf-8"))
    bare.pop("draft")
    (desk.folder / "bare.json").write_text(json.dumps(bare), "utf-8")
    assert "SENTENCES" not in desk.run("diff", "bare.json", "old.json").out


def test_a_rule_of_the_house_for_what_only_a_draft_can_have(desk: Newsroom) -> None:
    (desk.folder / "checker.toml").write_text(
        '[rules]\nunsourced-name = "note"\nunsourced-quotation = "off"\n', "utf-8"
    )
    result = report(desk, "report.json")
    assert codes(result)["unsourced-name"] == "note"
    assert "unsourced-quotation" not in codes(result)
    (notice,) = [one for one in result.report["coverage"]["notices"] if one.startswith("House rules")]
    assert "unsourced-quotation is off (1 not shown)" in notice
    assert standing(result)["We had"] == "without a source"
    assert sentence(result, 4)["findings"] == []


def test_a_rule_about_a_code_that_is_nearly_one(desk: Newsroom) -> None:
    (desk.folder / "checker.toml").write_text('[rules]\nunsourced-names = "off"\n', "utf-8")
    result = desk.run("draft", "draft.txt", "--against", "sources", "--checks-only")
    assert result.code == 2
    assert "did you mean unsourced-name?" in result.err


@pytest.mark.parametrize("code", DRAFT_CODES)
def test_each_code_is_explained(newsroom: Newsroom, code: str) -> None:
    result = newsroom.run("explain", code.upper())
    assert result.code == 0
    assert result.out.startswith(f"{code} · ")
    assert "Near miss" in result.out
    assert max(map(len, result.out.splitlines())) <= 80


def test_every_code_has_a_page_and_is_listed(newsroom: Newsroom) -> None:
    assert set(DRAFT_PAGES) == set(DRAFT_CODES)
    listed = newsroom.run("explain").out
    assert all(code in listed for code in DRAFT_CODES)
    assert "unsourced-name" in newsroom.run("explain", "unsourced").err


def test_the_standings_are_in_the_order_of_their_gravity() -> None:
    assert get_args(Standing)[0] == "contradicted"
    assert get_args(Standing).index("not checked") < get_args(Standing).index("supported")
