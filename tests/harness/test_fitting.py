"""Lines and tables of the harness: nothing is lost, and all of it fits."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.harness.fitting import WIDTH, fitted, tabled

LINES = {
    "short": ("  all of it", ["  all of it"]),
    "as long as there is room": ("a" * 80, ["a" * 80]),
    "broken between words": ("    " + "word " * 15 + "is late", ["    " + "word " * 14 + "word", "      is late"]),
    "a word longer than a line": ("  x " + "y" * 90, ["  x", "    " + "y" * 90]),
    "empty": ("", [""]),
}


@pytest.mark.parametrize(("line", "expected"), LINES.values(), ids=LINES)
def test_long_lines_go_on_farther_in(line: str, expected: list[str]) -> None:
    assert list(fitted([line])) == expected


@given(st.lists(st.text("ab-é ", min_size=1, max_size=12).filter(str.strip), max_size=40), st.integers(0, 8))
def test_no_word_is_lost(words: list[str], indent: int) -> None:
    line = " " * indent + " ".join(" ".join(words).split())
    lines = list(fitted([line]))
    assert " ".join(lines).split() == line.split()
    assert all(len(one) <= WIDTH for one in lines)


def test_tables_have_heads_of_several_lines_and_numbers_to_the_right() -> None:
    assert tabled(["story", "facts found", "traps"], [["ferry", "9/21", "0"], ["centralbank", "21/21", "10"]]) == [
        "               facts       ",
        "  story        found  traps",
        "  ferry         9/21      0",
        "  centralbank  21/21     10",
    ]


@pytest.mark.parametrize(
    ("cell", "lines"),
    [
        ("1.000", ["      contra-", "  x  dictions", "  a     1.000"]),
        ("12345678901234", ["  x  contradictions", "  a  12345678901234"]),
    ],
    ids=["where the column gets narrower", "not where its cells are as wide"],
)
def test_a_word_of_a_head_is_broken_at_its_soft_hyphen(cell: str, lines: list[str]) -> None:
    assert tabled(["x", "contra\u00addictions"], [["a", cell]]) == lines
