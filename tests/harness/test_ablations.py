"""Ablations: what the judge is shown, with one thing taken away; and claims judged by themselves."""

from __future__ import annotations

import asyncio
from typing import get_args

import pytest

from checker.errors import Unreachable
from checker.harness.ablations import ASPECTS, AlteredAsker, limited_to, without_kinds, without_sentences
from checker.harness.results import Tally
from checker.harness.supporting import supported_claims
from checker.harness.ways import WAYS
from checker.model.asking import Asker
from checker.pipeline import Options, Story, claims_only
from checker.schema import Aspect, Report
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


def test_every_aspect_is_named_in_one_of_the_three_requests() -> None:
    words = {"attribution": "who said", "certainty": "how sure", "cause": "why", "event": "what happened"}
    words |= {"status": "what has changed since", "scope": "part of what", "quote": "quotations", "person": "people"}
    for aspect in get_args(Aspect):
        assert sum(words.get(aspect, aspect) in named for named in ASPECTS) == 1, aspect


def test_by_aspect_asks_three_times_and_keeps_the_facts_of_all() -> None:
    fact = {
        "q": "Which office does Ida Lund hold?",
        "aspect": "role",
        "stakes": "none",
        "positions": [{"a": "mayor", "p": ["1.1"]}, {"a": "former mayor", "p": ["2.1"]}],
        "why": "[1] and [2] differ.",
        "pairs": [{"i": 1, "j": 2, "v": "contradict", "if": "nothing"}],
    }
    other = {
        **fact,
        "q": "When did it burn?",
        "aspect": "date",
        "positions": [{"a": "x", "p": ["1.2"]}, {"a": "y", "p": ["2.2"]}],
    }
    nothing = {"facts": [], "same": [], "cleared": []}
    script = Script(
        extract=[{"date": None, "outlet": None, "claims": []}] * 2,
        reconcile=[{**nothing, "facts": [fact]}, nothing, {**nothing, "facts": [other]}],
        confirm=[
            {
                "facts": [
                    {"n": n, "why": "So.", "pairs": [{"i": 1, "j": 2, "v": "contradict", "if": "nothing"}]}
                    for n in (1, 2)
                ]
            }
        ],
    )
    articles = (
        article("a", "Mayor Ida Lund spoke.", "It burnt on Monday."),
        article("b", "Former mayor Ida Lund spoke.", "It burnt on Sunday."),
    )
    way = WAYS["by-aspect"]
    report = asyncio.run(way.check(Story(articles), way.asker(script, MODELS), Options("a script")))
    asked = [request.messages[1]["content"] for request in script.requests if request.task == "reconcile"]
    assert [next(line for line in text.splitlines() if line.startswith("In this request")) for text in asked] == [
        limited_to(aspects)("").strip() for aspects in ASPECTS
    ]
    assert {fact.question for fact in report.facts} == {"Which office does Ida Lund hold?", "When did it burn?"}
    assert script.left == 0


def test_other_tasks_are_asked_as_they_are() -> None:
    script = Script(extract=[{"date": None, "outlet": None, "claims": []}])
    asker = AlteredAsker((without_kinds,), script, MODELS)
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
