"""The thorough way: several requests a pack, each for some aspects, and one fact of what two of them tell.

All replies are written by hand.
"""

from __future__ import annotations

import asyncio
from typing import Any, get_args

import pytest

from checker.model.asking import Asker
from checker.pipeline import Options, Story, thorough
from checker.schema import Aspect, Report
from checker.steps.reconcile import ASPECTS
from tests.steps.newsdesk import article
from tests.steps.script import MODELS, Script

NOTHING: dict[str, Any] = {"facts": [], "same": [], "cleared": []}


def test_every_aspect_is_named_in_one_of_the_three_requests() -> None:
    words = {"attribution": "who said", "certainty": "how sure", "cause": "why", "event": "what happened"}
    words |= {"status": "what has changed since", "scope": "part of what", "quote": "quotations", "person": "people"}
    for aspect in get_args(Aspect):
        assert sum(words.get(aspect, aspect) in named for named in ASPECTS) == 1, aspect


def test_the_thorough_way_asks_three_times_and_keeps_the_facts_of_all() -> None:
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
    report = asyncio.run(thorough(Story(articles), Asker(script, MODELS), Options("a script")))
    asked = [request.messages[1]["content"] for request in script.requests if request.task == "reconcile"]
    assert [next(line for line in text.splitlines() if line.startswith("In this request")) for text in asked] == [
        f"In this request, report only facts about {aspects}. The other aspects are judged in other requests."
        for aspects in ASPECTS
    ]
    assert {fact.question for fact in report.facts} == {"Which office does Ida Lund hold?", "When did it burn?"}
    assert script.left == 0


def told(q: str, aspect: str, one: Any, other: Any, **pair: Any) -> dict[str, Any]:
    """Return a fact of two positions, each a citation."""
    return {
        "q": q,
        "aspect": aspect,
        "stakes": "none",
        "positions": [{"a": "x", "p": [one]}, {"a": "y", "p": [other]}],
        "why": "They differ.",
        "pairs": [{"i": 1, "j": 2, **(pair or {"v": "contradict", "if": "nothing"})}],
    }


def reported(*replies: dict[str, Any], facts: int) -> Report:
    """Check two articles of one claim each; the second reader says the same of so many facts."""
    claim = {"k": "event", "s": [1], "t": "It burnt.", "m": []}
    pair = {"i": 1, "j": 2, "v": "contradict", "if": "nothing"}
    script = Script(
        extract=[{"date": None, "outlet": None, "claims": [claim]}] * 2,
        reconcile=list(replies),
        confirm=[{"facts": [{"n": n, "why": "So.", "pairs": [pair]} for n in range(1, facts + 1)]}],
    )
    articles = (article("a", "The ship burnt at noon."), article("b", "The ship burnt at two."))
    return asyncio.run(thorough(Story(articles), Asker(script, MODELS), Options("a script", checks=())))


def test_what_two_requests_tell_of_the_same_claims_is_one_fact_with_the_graver_verdict() -> None:
    mild = told("When did it burn?", "date", "1.1a", "2.1a", v="differ", how="detail")
    grave = told("Which came first?", "event", "2.1a", "1.1a")
    report = reported({**NOTHING, "facts": [mild]}, NOTHING, {**NOTHING, "facts": [grave]}, facts=1)
    assert [(fact.question, fact.verdict) for fact in report.facts] == [("Which came first?", "contradict")]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(("1.1", "2.1"), ("1.1", "2.1"), id="whole sentences may hold two matters"),
        pytest.param(
            ({"p": "1.1", "w": "The ship"}, {"p": "2.1", "w": "The ship"}),
            ({"p": "1.1", "w": "at noon"}, {"p": "2.1", "w": "at two"}),
            id="other words of the sentences",
        ),
        pytest.param(
            ({"p": "1.1", "w": "The ship"}, {"p": "2.1", "w": "The ship"}),
            ({"p": "1.1", "w": "The ship"}, {"p": "2.1", "w": "at two"}),
            id="one side only is the same",
        ),
    ],
)
def test_two_matters_of_one_sentence_stay_two_facts(one: Any, other: Any) -> None:
    first, second = told("When?", "date", *one), told("What?", "event", *other)
    report = reported({**NOTHING, "facts": [first]}, NOTHING, {**NOTHING, "facts": [second]}, facts=2)
    assert len(report.facts) == 2


def test_two_facts_of_one_request_under_two_aspects_stay_two() -> None:
    facts = [told("When?", "date", "1.1a", "2.1a"), told("What?", "event", "1.1a", "2.1a")]
    report = reported({**NOTHING, "facts": facts}, NOTHING, NOTHING, facts=2)
    assert len(report.facts) == 2
