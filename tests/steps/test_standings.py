"""How each sentence of a draft stands, by facts, by what no source says, by findings; of several the gravest shows."""

from __future__ import annotations

from typing import Any

import pytest

from checker.schema import DraftSentence, Fact, Finding, FindingPassage, Keys, Leaning, OneOrigin, Standing, Unsourced
from checker.steps.standings import GRAVEST_FIRST, Grounds, standings
from tests.steps.newsdesk import article, cited, fact, pair, position

DRAFT = article("draft", "Forty are missing.", "The quay is shut.", ("furniture", "Also read"), "It rained.")
WIRE = article("wire", "Sixty are missing.", "The quay is shut, a harbour official said.", "It rained.")
RADIO = article("radio", "Forty are missing.", "The quay is shut, officials said.")
ARTICLES = (DRAFT, WIRE, RADIO)


def stood(*facts: Fact, **grounds: Any) -> dict[int, DraftSentence]:
    told = grounds.pop("told", {1, 2, 4})
    made = standings(DRAFT, Grounds(facts, told=told, **grounds), {one.id: one for one in ARTICLES}, {})
    return {one.number: one for one in made}


def of(verdict: Any, *, first: int = 1, **fields: Any) -> Fact:
    """Return a fact in which the draft's first sentence stands against the wire's."""
    mine, theirs = position("forty", cited(DRAFT, 1)), position("sixty", cited(WIRE, 1))
    positions = (mine, theirs) if first == 1 else (theirs, mine)
    pairs = () if verdict == "agree" else (pair(1, 2, verdict, **fields),)
    return fact(ARTICLES, positions, *pairs)


@pytest.mark.parametrize(
    ("made", "standing"),
    [
        (of("contradict"), "contradicted"),
        (of("contradict", assumes="date"), "contradicted"),
        (of("unclear"), "unclear"),
        (of("superseded"), "outdated"),
        (of("superseded", first=2), "without a source"),
        (of("differ", shade="strength"), "differing"),
        (of("differ", shade="account"), "differing"),
        (of("differ", shade="detail"), "differing"),
        (of("differ", shade="detail", first=2), "supported"),
        (of("differ", shade="strength", first=2), "supported"),
        (of("differ", shade="nuance"), "supported"),
        (of("agree"), "supported"),
    ],
)
def test_a_fact_gives_the_standing(made: Fact, standing: Standing) -> None:
    assert stood(made)[1].standing == standing
    assert stood(made)[1].facts == (made.id,)


def test_what_is_at_stake_makes_a_shade_a_difference() -> None:
    lighter = of("differ", shade="nuance").model_copy(update={"stakes": "deaths"})
    assert stood(lighter)[1].standing == "differing"


def test_who_says_the_same_is_named_and_counted_by_origin() -> None:
    made = fact(ARTICLES, (position("shut", cited(DRAFT, 2), cited(WIRE, 2), cited(RADIO, 2)),))
    both = stood(made)[2]
    assert (both.supported_by, both.origins, both.unnamed) == (("wire", "radio"), 2, True)
    one_agency = OneOrigin(articles=("wire", "radio"), kind="text")
    assert stood(made, origins=[one_agency])[2].origins == 1
    assert stood(made, leanings=[Leaning(passage=cited(RADIO, 2), upon="wire")])[2].origins == 1


def test_a_source_that_bears_out_one_side_is_named_though_another_contradicts() -> None:
    made = fact(
        ARTICLES,
        (position("forty", cited(DRAFT, 1), cited(RADIO, 1)), position("sixty", cited(WIRE, 1))),
        pair(1, 2, "contradict"),
    )
    assert (stood(made)[1].standing, stood(made)[1].supported_by) == ("differing", ("radio",))


def test_a_fact_that_the_second_look_withdrew_bears_out() -> None:
    made = of("differ", shade="strength").model_copy(update={"pairs": (), "verdict": "agree", "outcome": "withdrawn"})
    assert stood(made)[1].standing == "supported"


def test_what_no_source_says() -> None:
    figure = Unsourced(passage=cited(DRAFT, 4), what="figure")
    background = Unsourced(passage=cited(DRAFT, 4), what="background")
    rained = fact(ARTICLES, (position("rain", cited(DRAFT, 4), cited(WIRE, 3)),))
    assert stood(rained, unsourced=[figure])[4].standing == "without a source"
    assert stood(rained, unsourced=[background])[4].standing == "supported"
    assert stood(unsourced=[background])[4].standing == "without a source"


def test_what_was_not_judged_is_not_called_supported() -> None:
    rained = fact(ARTICLES, (position("rain", cited(DRAFT, 4), cited(WIRE, 3)),))
    found = stood(rained, told={1}, idle={2})
    assert {n: (one.standing, one.judged) for n, one in found.items()} == {
        1: ("without a checkable claim", True),
        2: ("without a checkable claim", True),
        4: ("not checked", False),
    }


def test_a_part_that_was_not_judged_is_known_behind_something_graver() -> None:
    found = stood(of("contradict"), told=set())[1]
    assert (found.standing, found.judged) == ("contradicted", False)


def finding(*sides: int, checks: tuple[str, ...] = (), level: Any = "check") -> Finding:
    shown = tuple(
        FindingPassage(article="draft", position=side, sentences=(2,), start=19, end=36, text="The quay is shut.")
        for side in sides
    )
    keys = Keys(checks=checks)
    fields: dict[str, Any] = {"verdict": None, "aspect": "number", "headline": "h", "explanation": "", "action": "a"}
    return Finding(id="x", code="F1", level=level, severity="warning", passages=shown, keys=keys, **fields)


@pytest.mark.parametrize(
    ("made", "standing"),
    [
        (finding(1, 2, checks=("F1",)), "unclear"),
        (finding(1, checks=("S1",)), "without a checkable claim"),
        (finding(1, 2), "differing"),
        (finding(1), "without a source"),
        (finding(1, 2, checks=("F1",), level="note"), "without a checkable claim"),
    ],
)
def test_a_finding_that_no_fact_stands_behind(made: Finding, standing: Standing) -> None:
    found = stood(findings=[made])[2]
    assert (found.standing, found.findings) == (standing, ("x",))


def test_the_gravest_standing_comes_first() -> None:
    assert GRAVEST_FIRST[0] == "contradicted"
