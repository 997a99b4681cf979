"""Names of people in running text, the offices beside them, and spellings that are no difference."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.text.names import names_in, one_letter_apart
from checker.text.offices import offices_in
from checker.text.spelling import same_spelling, short_form


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("the pilot, Joss Kellavane, said", [("joss", "kellavane")]),
        ("Transport Minister Lenna Quillmoor left", [("lenna", "quillmoor")]),
        ("When Helvi Tarrasund spoke", [("helvi", "tarrasund")]),
        ("Judge Ashlund spoke", [("", "ashlund")]),
        ("Mr. Carlos de la Vega’s plan", [("carlos", "de la vega")]),
        ("J. D. Vancek and Ida Lund", [("j", "vancek"), ("ida", "lund")]),
        ("Jean-Luc Morvanne’s car", [("jean luc", "morvanne")]),
        ("ex-treasurer Renske Dallowin", [("renske", "dallowin")]),
        ("Nicolás Maduro", [("nicolas", "maduro")]),
        ("on Mole Street in the North Sea on Monday March", []),
        ("The Ministry of Transport and the Regional Court", []),
        ("SIX DEAD ON FERRY", []),
        ("Ashlund spoke", []),
        ("Іda Lund", []),
    ],
)
def test_names(text: str, found: list[tuple[str, str]]) -> None:
    assert [(name.given, name.surname) for name in names_in(text)] == found


@pytest.mark.parametrize(
    ("text", "holds", "office"),
    [
        ("former U.S. President Donald Trump", "former", "president"),
        ("ex-treasurer Renske Dallowin", "former", "treasurer"),
        ("Renske Dallowin, the former treasurer", "former", "treasurer"),
        ("His former treasurer, Renske Dallowin,", "former", "treasurer"),
        ("Anselm Tovrick, 61, mayor of Quellmar from 2011 to 2022", "former", "mayor"),
        ("Prime Minister-elect Helvi Tarrasund", "elect", "prime minister"),
        ("interim CEO Corin Haldmere", "acting", "chief executive"),
        ("the late Judge Ida Lund", "late", "judge"),
        ("Mayor Petra Lowensund", "plain", "mayor"),
    ],
)
def test_offices(text: str, holds: str, office: str) -> None:
    assert [(one.holds, one.office) for one in offices_in(text, names_in(text))] == [(holds, office)]


@pytest.mark.parametrize(
    "text",
    [
        "Deputy Mayor Petra Lowensund",
        "then-President Al Gorman",
        "In 2014 Mayor Anselm Tovrick opened it",
        "under Mayor Anselm Tovrick",
        "Petra Lowensund, wife of the mayor",
        "Petra Lowensund, and the mayor",
        "the mayor spoke",
    ],
)
def test_no_office(text: str) -> None:
    assert offices_in(text, names_in(text)) == ()


@given(st.from_regex(r"[a-z]{3,9}", fullmatch=True), st.data())
def test_one_letter_apart(word: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(word) - 1))
    letter = data.draw(st.sampled_from("qxz"))
    for other in (word[:at] + letter + word[at:], word[:at] + word[at + 1 :], word[:at] + letter + word[at + 1 :]):
        assert one_letter_apart(word, other) == (word != other)
        assert one_letter_apart(other, word) == (word != other)
    assert not one_letter_apart(word, word)
    assert not one_letter_apart(word, f"qx{word}")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Nicolás Maduro", "Nicolas Maduro", True),
        ("Jürgen Müller", "Juergen Mueller", True),
        ("Søren Kierke", "Soren Kierke", True),
        ("Levin Dorrach", "Levin Dorrich", False),
        ("Manuel Mora", "Manuel More", False),
    ],
)
def test_spellings(one: str, other: str, *, same: bool) -> None:
    assert same_spelling(one, other) is same_spelling(other, one) is same


@pytest.mark.parametrize(
    ("one", "other", "short"),
    [("bill", "william", True), ("alex", "alexander", True), ("nicolas", "nick", True), ("ida", "tom", False)],
)
def test_short_forms(one: str, other: str, *, short: bool) -> None:
    assert short_form(one, other) is short_form(other, one) is short


@given(st.text(max_size=150) | st.text(alphabet="AaBb .,'’-éÉ de la former Mayor", max_size=120))
def test_any_text_is_read(text: str) -> None:
    offices_in(text, names_in(text))
