"""An explanation that names what its passages do not is replaced, and counted; near misses stay."""

from __future__ import annotations

import pytest

from checker.schema import Fact, Published
from checker.steps.explanations import explanation_of, foreign_words, plain_explanation
from checker.steps.findings import findings_of
from tests.steps.newsdesk import article, cited, fact, moment, on, pair, position

A = article(
    "001",
    "Nicolás Rask, the mayor of Lindmoor, said 1,187 homes in Vendelia were hit.",
    "The Office of Dykes doubts it, Kessler wrote.",
    "Some 4.5 million crowns went into the dyke at Brenn.",
    outlet="Lindmoor Courier",
    published=on("2031-03-04"),
)
B = article("002", "The workers’ union and the U.S. firm Halden-Werke count 900 homes.", published=Published())
C = article("003", "In Torvik nothing happened.", published=on("2031-03-09"))
OF = {piece.id: piece for piece in (A, B, C)}
POSITIONS = (position("1,187", cited(A, 1)), position("900", cited(B, 1)))


def explained(text: str, *, known: tuple[int, ...] = (1,)) -> Fact:
    """Return a fact on sentences of 001 against 002 with this explanation."""
    positions = (position("1,187", cited(A, *known)), POSITIONS[1])
    return fact((A, B, C), positions, pair(1, 2, "contradict"), aspect="number", explanation=text)


@pytest.mark.parametrize(
    ("text", "foreign"),
    [
        pytest.param("The count of Amsel is lower.", ("Amsel",), id="a name"),
        pytest.param("It says 1,188 homes.", ("1,188",), id="a figure that is one off"),
        pytest.param("It says 11 homes.", ("11",), id="a part of a figure"),
        pytest.param("It was in Torvik.", ("Torvik",), id="a name from an article that takes no part"),
        pytest.param("It adds what Kessler wrote.", ("Kessler",), id="a name from another sentence of the article"),
        pytest.param("Kessler wrote so.", ("Kessler",), id="at the beginning, a name the article writes inside"),
        pytest.param("It was told on 9 March.", ("9",), id="the date of another article"),
        pytest.param("It was told on Friday.", ("Friday",), id="another day of the week"),
        pytest.param("Amsel and Amsel’s aide, at 5 of Amsel.", ("Amsel", "Amsel’s", "5"), id="each once"),
        pytest.param("Rask counts more than Roth.", ("Roth",), id="one of two"),
        pytest.param(
            "It is the dyke of Vendelmark.",
            ("Vendelmark",),
            id="a name that begins like another",
        ),
        pytest.param(
            "It says [99 dead in Torvik].",
            ("99", "Torvik"),
            id="in brackets",
        ),
        pytest.param(
            "Amsel said so.",
            ("Amsel",),
            id="a name at the beginning that stands nowhere",
        ),
    ],
)
def test_what_does_not_stand_in_the_passages_is_found(text: str, foreign: tuple[str, ...]) -> None:
    assert foreign_words(explained(text), OF, {}) == foreign


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("[001] counts more homes than [002].", id="article ids in brackets"),
        pytest.param("001 counts more homes than 002.", id="article ids without"),
        pytest.param("Rask’s count, or Rask's, is higher.", id="possessives"),
        pytest.param("It is the workers' count.", id="a possessive plural in another mark"),
        pytest.param("It is the Vendelian count.", id="the adjective of a country"),
        pytest.param("It is what Nicolas Rask said.", id="an accent left out"),
        pytest.param("It is what NICOLÁS RASK said.", id="in capitals"),
        pytest.param("It says 1187 or 1.187 homes.", id="other separators of thousands"),
        pytest.param("It says 1,187.", id="a figure at the end"),
        pytest.param("The mayor counts more. Both cannot be true: Neither says when.", id="words at the beginning"),
        pytest.param("“Homes” is what both count.", id="a quotation at the beginning"),
        pytest.param("It was told on 4 March 2031, a Tuesday.", id="the date of publication"),
        pytest.param("It was told on 2031-03-04.", id="the date of publication, in ISO form"),
        pytest.param("It is what the Lindmoor Courier says.", id="the outlet"),
        pytest.param("It is the firm in the US, the U.S. one, Halden-Werke.", id="abbreviations and hyphens"),
        pytest.param("the Mayor differs from the Union.", id="a capital that the passages write small"),
    ],
)
def test_near_misses_stay(text: str) -> None:
    assert foreign_words(explained(text), OF, {}) == ()


def foreign_to(passage: str, name: str) -> tuple[str, ...]:
    """Return what is foreign in an explanation that uses this name, where a passage holds the other."""
    piece = article("001", f"They met in {passage} at noon.")
    positions = (position("x", cited(piece, 1)), position("y", cited(B, 1)))
    made = fact((piece, B), positions, pair(1, 2, "contradict"), explanation=f"It was told of {name} so.")
    return foreign_words(made, {"001": piece, "002": B}, {})


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize(
    ("one", "other"),
    [("Niger", "Nigeria"), ("Johnson", "Johnston"), ("Austria", "Australia"), ("Iran", "Iraq"), ("Rask", "Raskov")],
)
def test_names_that_begin_alike_do_not_stand_for_each_other(one: str, other: str, *, turned: bool) -> None:
    passage, name = (other, one) if turned else (one, other)
    assert foreign_to(passage, name) == (name,)


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize(
    ("country", "adjective"),
    [
        ("Venezuela", "Venezuelan"),
        ("Ukraine", "Ukrainian"),
        ("Nigeria", "Nigerian"),
        ("Iran", "Iranian"),
        ("Iraq", "Iraqi"),
        ("Japan", "Japanese"),
        ("Ukraine", "Ukraine’s"),
    ],
)
def test_an_adjective_stands_for_its_country(country: str, adjective: str, *, turned: bool) -> None:
    passage, name = (adjective, country) if turned else (country, adjective)
    assert foreign_to(passage, name) == ()


@pytest.mark.parametrize(
    ("text", "foreign"),
    [
        pytest.param("It says 4.5 million.", (), id="as it stands"),
        pytest.param("It says 4,5 million.", (), id="the comma of another language"),
        pytest.param(
            "It says 45 million.",
            ("45",),
            id="ten times as much",
        ),
    ],
)
def test_decimals(text: str, foreign: tuple[str, ...]) -> None:
    assert foreign_words(explained(text, known=(3,)), OF, {}) == foreign


@pytest.mark.parametrize(
    ("text", "shown", "replaced"),
    [
        ("Rask counts more.", "Rask counts more.", False),
        ("Surely Amsel counts more.", "The passages do not fit together: [001] against [002].", True),
        ("", "The passages do not fit together: [001] against [002].", False),
        (" \n", "The passages do not fit together: [001] against [002].", False),
    ],
)
def test_the_explanation_that_is_shown(text: str, shown: str, *, replaced: bool) -> None:
    assert explanation_of(explained(text), OF, {}) == (shown, replaced)


def test_the_plain_explanation_of_a_tension_inside_one_article() -> None:
    inside = fact((A,), (position("x", cited(A, 1)), position("y", cited(A, 2))), pair(1, 2, "contradict"))
    assert plain_explanation(inside) == "The passages of 001 do not fit together."


def test_the_plain_explanation_names_all_sides() -> None:
    three = fact((A, B, C), (*POSITIONS, position("none", cited(C, 1), cited(B, 1))), pair(1, 3, "contradict"))
    assert plain_explanation(three) == "The passages do not fit together: [001] against [002] against [003, 002]."


def test_only_explanations_that_are_shown_are_counted() -> None:
    shown = explained("Surely Amsel counts more.")
    silent = fact((A, B), POSITIONS, pair(1, 2, "differ", shade="wording"), explanation="Surely Amsel says so.")
    agreed = fact((A, B), POSITIONS, explanation="Surely Amsel says so.")
    found = findings_of((shown, silent, agreed), (A, B, C), (), moment("2031-03-05T12:00:00+00:00"))
    assert found.explanations_replaced == 1
