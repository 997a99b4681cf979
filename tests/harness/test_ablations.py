"""Ablations: what the judge is shown, with one thing taken away; and claims judged by themselves."""

from __future__ import annotations

import asyncio

import pytest

from checker.errors import Unreachable
from checker.harness.ablations import AlteredAsker, without_kinds, without_sentences
from checker.harness.results import Tally
from checker.harness.supporting import supported_claims
from checker.model.asking import Asker
from checker.pipeline import Options, Story, claims_only
from checker.schema import Report
from tests.steps.newsdesk import article
from tests.steps.script import MODELS, Script

LISTING = """<article 1 0f3a>
published: 2031-03-04 (stated); outlet: "Kystposten"
1.1 (title) Up to 40 missing after ferry fire
1.2 Harbour master Ida Lund said: up to 40 passengers [all told] were missing.
  a role: Ida Lund is called “harbour master”
  b figure: passengers missing: at most 40 [alleged; not; according to Ida Lund] {on Tuesday: 2031-03-03}
  aa event: The ship {Astrid} burnt.
</article 1 0f3a>"""


def test_without_kinds_the_statements_stay_and_nothing_else_changes() -> None:
    assert without_kinds(LISTING).splitlines() == [
        "<article 1 0f3a>",
        'published: 2031-03-04 (stated); outlet: "Kystposten"',
        "1.1 (title) Up to 40 missing after ferry fire",
        "1.2 Harbour master Ida Lund said: up to 40 passengers [all told] were missing.",
        "  a Ida Lund is called “harbour master”",
        "  b passengers missing: at most 40",
        "  aa The ship {Astrid} burnt.",
        "</article 1 0f3a>",
    ]


def test_without_sentences_the_labels_and_claims_stay() -> None:
    before, after = LISTING.splitlines(), without_sentences(LISTING).splitlines()
    assert after[2:4] == ["1.1 (title)", "1.2"]
    assert after[:2] + after[4:] == before[:2] + before[4:]


def test_other_tasks_are_asked_as_they_are() -> None:
    script = Script(extract=[{"date": None, "outlet": None, "claims": []}])
    asker = AlteredAsker(without_kinds, script, MODELS)
    asyncio.run(claims_only(Story((article("a", "Ida Lund spoke."),)), asker, Options("a script")))
    assert len(script.requests) == 1


def report_with_claims() -> Report:
    claims = [{"k": "event", "s": [n], "t": f"Sentence {n}.", "m": []} for n in (1, 2)]
    script = Script(extract=[{"date": None, "outlet": None, "claims": claims}] * 2)
    articles = (article("a", "Mayor Ida Lund spoke.", "It burnt."), article("b", "Nobody spoke.", "It rained."))
    return asyncio.run(claims_only(Story(articles), Asker(script, MODELS), Options("a script")))


@pytest.mark.parametrize(
    ("replies", "tally"),
    [
        pytest.param([{"wrong": []}, {"wrong": []}], Tally(hit=4, of=4), id="all hold"),
        pytest.param(
            [{"wrong": [{"c": "1.2a", "why": "rain", "how": "other"}]}, {"wrong": []}],
            Tally(hit=3, of=4),
            id="one does not",
        ),
        pytest.param(
            [Unreachable("down"), {"wrong": []}], Tally(hit=2, of=2), id="an article nobody judged is not counted"
        ),
        pytest.param(
            [{"wrong": [{"c": "9.9z", "why": "-", "how": "other"}]}, {"wrong": []}, {"wrong": []}],
            Tally(hit=4, of=4),
            id="a label that no claim bears is asked again",
        ),
    ],
)
def test_claims_that_hold_are_counted_of_the_articles_that_were_judged(replies: list[object], tally: Tally) -> None:
    asker = Asker(Script(support=replies), {**MODELS, "support": "hand-4"})
    assert asyncio.run(supported_claims(report_with_claims(), asker)) == tally
