"""The drafts of dev with each of their sources withheld in turn: what only that source has, as a reader found it.

The sentences were written down by reading draft and sources, before anything was known of what the program says.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest

from checker.harness.checking import NOW
from checker.harness.drafts import FIRST_DRAFTS, run_drafts
from checker.schema import Report, Status
from checker.steps.findings import findings_of
from checker.steps.said_by_held import with_what_only_they_say
from tests.newsroom import Newsroom

EVALS = Path(__file__).parents[2] / "evals"
SECOND_DRAFTS = "second-draft"

pytestmark = pytest.mark.once

Sentences = tuple[int, ...]

ALONE: Mapping[tuple[str, str], Mapping[str, tuple[Sentences, Sentences]]] = {
    ("ferry", FIRST_DRAFTS): {
        "01-liveblog": ((6,), (9, 10)),
        "02-operator": ((9, 12, 21, 31), ()),
        "03-wire": ((16, 17, 19), (23, 24)),
        "04-tabloid": ((1, 5, 20), (7, 10, 17)),
        "05-packet": ((6, 11, 16, 27), ()),
        "06-explainer": ((1, 2, 4, 7, 21, 23, 28, 29), (5, 8)),
    },
    ("trial", FIRST_DRAFTS): {
        "01-court-live": ((4, 16, 18, 20, 29), ()),
        "02-wire": ((28,), ()),
        "03-wire-correction": ((), ()),
        "04-tabloid": ((30, 31), ()),
        "05-local": ((11, 13, 17, 24, 25, 26, 30), (6, 12, 23)),
        "06-column": ((), ()),
    },
    ("election", FIRST_DRAFTS): {
        "01-exit-poll": ((4, 15), ()),
        "02-agencia": ((), ()),
        "03-election-night-live": ((14, 16, 18, 25), (13,)),
        "04-skarn-beacon": ((21, 22, 24, 25), ()),
        "05-observers-statement": ((26, 27, 28, 29), ()),
        "06-final-result": ((1, 2, 3, 4, 5, 6, 20), ()),
        "07-cronica": ((31,), ()),
    },
    ("election", SECOND_DRAFTS): {
        "01-exit-poll": ((3, 4, 24), ()),
        "02-agencia": ((), ()),
        "03-election-night-live": ((8, 13, 14, 26, 28), (27,)),
        "04-skarn-beacon": ((9, 14, 15, 25, 30), (12, 26)),
        "05-observers-statement": ((16, 17, 18, 19, 20), ()),
        "06-final-result": ((1, 6, 10, 23, 28, 29, 31), (5, 32)),
        "07-cronica": ((), ()),
    },
    ("centralbank", FIRST_DRAFTS): {
        "01-flash": ((4, 7, 30), (20,)),
        "02-liveblog": ((2, 5, 27), ()),
        "03-marktpost": ((15, 22), ()),
        "04-chronicle": ((21, 23, 24, 25, 31), ()),
        "05-kontorbote": ((28,), ()),
        "06-column": ((), ()),
    },
}
"""By story and draft, of each source: the sentences of the draft that have something of it alone, and those of which it
can be argued either way."""


@cache
def reports() -> Mapping[tuple[str, str], Report]:
    found = {}
    for folder in (FIRST_DRAFTS, SECOND_DRAFTS):
        for run in run_drafts(EVALS, ["dev"], ["claims"], folder):
            found[run.story.name, folder] = run.report
    return found


def named(report: Report, withheld: str, *, judged: bool = True) -> set[int]:
    """Return the sentences of a draft that the hold on this source names; without what a model `judged`, by text."""
    assert report.draft is not None
    draft = report.draft.article
    pieces = tuple(
        one.model_copy(update={"status": Status(kind="withheld")}) if one.id == withheld else one
        for one in report.articles
    )
    by_id = {one.id: one for one in pieces}
    found = findings_of((), pieces, (), NOW, draft=draft).findings
    facts = report.facts if judged else ()
    (hold,) = with_what_only_they_say(found, by_id[draft], by_id, NOW, facts)
    return {number for passage in hold.passages if passage.article == draft for number in passage.sentences}


def counted(*, judged: bool) -> tuple[list[str], int, int, int]:
    """Return what was named wrongly, and how many were named, rightly found, and are to be found."""
    wrong: list[str] = []
    said = hit = wanted = 0
    for (story, folder), by_source in ALONE.items():
        for source, (alone, arguable) in by_source.items():
            told = named(reports()[story, folder], source, judged=judged)
            wrong += [f"{story}/{folder}, {source}: {number}" for number in sorted(told - {*alone, *arguable})]
            said, hit, wanted = said + len(told), hit + len(told & {*alone}), wanted + len(alone)
    return wrong, said, hit, wanted


def test_every_source_of_every_draft_was_read() -> None:
    assert reports().keys() == ALONE.keys()
    for key, report in reports().items():
        assert report.draft is not None
        assert ALONE[key].keys() == {one.id for one in report.articles} - {report.draft.article}


def test_the_figures_by_what_was_judged_are_those_committed() -> None:
    assert counted(judged=True) == ([], 76, 75, 99)


def test_the_figures_by_text_alone_are_those_committed() -> None:
    assert counted(judged=False) == ([], 16, 15, 99)


def test_the_architecture_gives_these_figures() -> None:
    wrong, said, hit, wanted = counted(judged=True)
    told = " ".join((EVALS.parent / "docs" / "architecture.md").read_text("utf-8").split())
    assert f"{said - len(wrong)} of {said} sentences named were named rightly, {hit} of {wanted} found" in told


def test_a_status_changes_no_request_and_the_hold_names_what_is_of_the_source_alone(newsroom: Newsroom) -> None:
    story = EVALS / "stories" / "ferry"
    for path in (story / "articles").iterdir():
        text = path.read_text("utf-8")
        held = path.stem == "05-packet"
        newsroom.write(f"articles/{path.name}", text.replace("status: usable", "status: withheld") if held else text)
    newsroom.write("draft.md", (story / "draft" / "draft.md").read_text("utf-8"))
    asked = ("draft", "draft.md", "--against", "articles", "--answers", story / "answers")
    run = newsroom.run(*asked, "--format", "json", "--exit-zero")
    assert run.code == 0, run.err
    (hold,) = [one for one in run.findings if one["level"] == "hold"]
    assert hold["headline"] == "05-packet must not go out"
    assert [one["sentences"] for one in hold["passages"] if one["article"] == "draft"] == [[6], [11], [27]]
    assert "“Dr Yasmine Toller, the medical director of St Averil”" in hold["explanation"]
