"""Who speaks a quotation: the person its sentence names, or nobody."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.text.names import names_in
from checker.text.quotations import quotations_in
from checker.text.speakers import Speaker, Speakers, people_in


def speakers(text: str) -> list[Speaker | None]:
    quotations = quotations_in(text)
    people = people_in(names_in(text))
    speakers = Speakers(text, quotations, people)
    return [speakers.of(index) for index in range(len(quotations))]


@pytest.mark.parametrize(
    ("text", "given_name", "surname", "sure"),
    [
        ("“No,” Ida Lund said.", "ida", "lund", True),
        ("“No,” said Ida Lund, who runs the port.", "ida", "lund", True),
        ("Ida Lund said: “No.”", "ida", "lund", True),
        ("Ida Lund told reporters on Monday, “No.”", "ida", "lund", True),
        ("Ida Lund, a lawyer for Tom Harrow, said: “No.”", "ida", "lund", True),
        ("“No,” Judge Lund said.", "", "lund", True),
        ("“No,” said Lund. Ida Lund left.", "ida", "lund", True),
        ("Ida Lund in the tent: “No.”", "ida", "lund", True),
        ("“No,” Ida Lund said. “Never.”", "ida", "lund", True),
        ("„Nein“, sagte Ida Lund.", "ida", "lund", True),
        ("«No», declaró la presidenta de la Comisión, Danna Orvell.", "danna", "orvell", True),
        ("« Non », a déclaré Ida Lund.", "ida", "lund", True),
        ("Ida Lund came late. “No,” she said.", "ida", "lund", False),
        ("Ida Lund came late.\n\n“No,” she said.", "ida", "lund", False),
        ("“No,” he said, adding, “never.” Nobody knew Ida Lund.", None, None, None),
    ],
)
def test_the_speaker_is_who_is_named(text: str, given_name: str | None, surname: str | None, *, sure: bool) -> None:
    found = speakers(text)[-1]
    assert (found.given, found.surname, found.sure) == (given_name, surname, sure) if found else surname is None


@pytest.mark.parametrize(
    "text",
    [
        "“No,” a neighbour said.",
        "“No,” the ministry said.",
        "“No,” she said.",
        "Ida Lund met Tom Harrow. “No,” he said.",
        "Ida Lund came with her lawyer. “No,” he said.",
        "Tom Harrow was told: “No.”",
        "He distanced himself from reports about Minister Ida Lund, warning: “No.”",
        "“No,” said a lawyer for Ida Lund.",
        "Ida Lund left. The sign says “No.”",
        "“Whoever reads this”",
    ],
)
def test_where_nobody_is_surely_named_nobody_speaks(text: str) -> None:
    assert speakers(text)[0] is None


@given(st.text(alphabet="“”\"' \nAaIda Lund,.said", max_size=150))
def test_any_text_is_read(text: str) -> None:
    speakers(text)
