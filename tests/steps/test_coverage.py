"""What was cited and left out, and what only one article says."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import TypeAdapter

from checker.schema import Claim, Leaning, OneOrigin
from checker.steps.coverage import article_coverage, single_sources
from tests.steps.newsdesk import article, cited, fact, figure, pair, position, quote, state

A = article("a", "Three died.", "Lund is mayor.", ("furniture", "Also read"), "It rained.")
B = article("b", "Five died.", "It snowed.")
TOLL = fact((A, B), (position("3", cited(A, 1)), position("5", cited(B, 1))), pair(1, 2, "contradict"))


def test_coverage_counts_what_is_cited_and_lists_what_is_not() -> None:
    claims = (state("a#1", cited(A, 1)), state("a#2", cited(A, 1, 2)))
    first, second = article_coverage((A, B), claims, (TOLL,))
    assert first.model_dump() == {
        "article": "a",
        "sentences": 4,
        "cited_by_claims": 2,
        "cited_by_facts": 1,
        "furniture": (3,),
        "left_out": (4,),
    }
    assert (second.cited_by_claims, second.cited_by_facts, second.left_out) == (0, 1, (2,))


def test_an_article_that_nothing_cites_is_left_out_whole() -> None:
    assert article_coverage((B,), (), ())[0].left_out == (1, 2)


@pytest.mark.parametrize(
    ("claim", "single"),
    [
        pytest.param(state("a#1", cited(A, 1)), False, id="in a fact with another article"),
        pytest.param(state("a#1", cited(A, 1, words="Three")), False, id="words of that passage"),
        pytest.param(state("a#1", cited(A, 2)), True, id="in no fact"),
        pytest.param(state("b#1", cited(B, 2)), True, id="in no fact, the other article"),
    ],
)
def test_what_only_one_article_says(claim: Claim, *, single: bool) -> None:
    assert [one.claim for one in single_sources((claim,), (TOLL,))] == [claim.id] * single


def test_a_fact_inside_one_article_is_no_second_source() -> None:
    inside = fact((A,), (position("x", cited(A, 1)), position("y", cited(A, 2))), pair(1, 2, "contradict"))
    assert len(single_sources((state("a#1", cited(A, 1)),), (inside,))) == 1


def test_an_agreement_is_a_second_source() -> None:
    agreed = fact((A, B), (position("rain or snow", cited(A, 4), cited(B, 2)),))
    assert single_sources((state("a#1", cited(A, 4)), state("b#1", cited(B, 2))), (agreed,)) == ()


def test_another_claim_of_a_shared_sentence_may_have_one_source() -> None:
    one = article("a", "Three died and 40 were hurt.")
    two = article("b", "Three died.")
    claims = (figure("a#1", cited(one, 1)), figure("a#2", cited(one, 1), "hurt"), figure("b#1", cited(two, 1)))
    three = fact(
        (one, two), (position("3 dead", cited(one, 1), cited(two, 1), claims=("a#1", "b#1")),), aspect="number"
    )
    assert [single.claim for single in single_sources(claims, (three,))] == ["a#2"]


def test_articles_of_one_origin_are_one_source() -> None:
    agreed = fact((A, B), (position("rain or snow", cited(A, 4), cited(B, 2)),))
    claims = (state("a#1", cited(A, 4)), state("b#1", cited(B, 2)))
    one = (OneOrigin(articles=("a", "b"), kind="text"),)
    assert [single.claim for single in single_sources(claims, (agreed,), one)] == ["a#1", "b#1"]


def test_a_sentence_that_gives_another_articles_report_is_no_second_source() -> None:
    agreed = fact((A, B), (position("rain or snow", cited(A, 4), cited(B, 2)),))
    claims = (state("a#1", cited(A, 4)), state("b#1", cited(B, 2)))
    assert len(single_sources(claims, (agreed,), (), (Leaning(passage=cited(B, 2), upon="a"),))) == 2
    assert single_sources(claims, (agreed,), (), (Leaning(passage=cited(B, 1), upon="a"),)) == ()


ROLE = {"kind": "role", "who": "Lund", "role": "mayor"}


@pytest.mark.parametrize(
    ("claim", "why"),
    [
        pytest.param(state("x", cited(A, 4), certainty="alleged"), "accusation", id="alleged"),
        pytest.param(figure("x", cited(A, 4), certainty="alleged"), "accusation", id="an alleged figure"),
        pytest.param(figure("x", cited(A, 4)), "figure", id="figure"),
        pytest.param(quote("x", cited(A, 4, words="It rained"), "Lund"), "quotation", id="quotation"),
        pytest.param(
            quote("x", cited(A, 4), "Lund").model_copy(update={"form": "reported"}), None, id="reported speech"
        ),
        pytest.param(ROLE, "name", id="role"),
        pytest.param({"kind": "cause", "because": "rain"}, "cause", id="cause"),
        pytest.param(state("x", cited(A, 4), when={"written": "on 4 March"}), "date", id="a date"),
        pytest.param(state("x", cited(A, 4), when={"written": "last week"}), None, id="a vague time"),
        pytest.param(state("x", cited(A, 4)), None, id="background"),
        pytest.param(state("x", cited(A, 4), certainty="possible"), None, id="a possibility"),
    ],
)
def test_rule_6_what_is_listed_of_what_stands_in_no_other_source(claim: Any, why: str | None) -> None:
    if isinstance(claim, dict):
        fields = {"id": "x", "passage": cited(A, 4), "statement": "x", **claim}
        claim = TypeAdapter(Claim).validate_python(fields)
    assert [single.why_listed for single in single_sources((claim,), ())] == [why]
