"""Excerpts: what is kept of a long text, and that it is the text's own."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.reports.differing_words import differing_words
from checker.reports.excerpt import excerpt
from checker.reports.layout import cells
from checker.reports.marks import Mark
from checker.reports.places_to_look import places_to_look

LONG = "one two three four five six seven eight nine ten eleven twelve"
EXCERPTS = {
    "all of it": ("a b c", ["b"], [], 40, "a [b] c"),
    "around the mark": (LONG, ["six"], [], 30, " … five [six] seven eight …"),
    "two marks far apart": (LONG, ["one", "twelve"], [], 30, "[one] two … eleven [twelve]"),
    "around a word to look at": (LONG, [], [["six"]], 30, " … four five six seven eight …"),
    "the beginning": (LONG, [], [], 20, "one two three …"),
    "from the mark to a word to look at": (LONG, ["six"], [["nine"]], 30, " … [six] seven eight nine …"),
    "the more telling words first": (LONG, ["six"], [["nine"], ["two"]], 30, " … [six] seven eight nine …"),
    "the nearer of two": (LONG, ["six"], [["one", "eight"]], 30, " … five [six] seven eight …"),
    "where most of them are": (LONG, [], [["one", "nine", "eleven"]], 26, " … eight nine ten eleven …"),
    "a word too far away": (LONG, ["one"], [["twelve"]], 30, "[one] two three four five …"),
    "a little more than there is room for": ("one two three four", [], [], 20, "one two three four"),
    "own brackets": ("a [b] c", [], [], 40, "a {b} c"),
    "nothing": ("  ", [], [], 40, "(no text)"),
    "no room": (LONG, ["six"], [], 0, " … [six] …"),
    "figures and denials before other marks": (
        "nine were [closed] in the month of June and of the others the tenth was not closed",
        ["closed", "not closed"],
        [],
        30,
        " … tenth was [not closed]",
    ),
    "a not with what it denies": (
        "one two three he will not yet tell us, so four",
        ["four"],
        [],
        24,
        " … us, so [four]",
    ),
    "a not between two marks": (
        "here one two three four five he did not say that six seven eight nine ten there",
        ["here", "there"],
        [],
        42,
        "[here] … did not say that six … [there]",
    ),
    "a mark that is cut": (LONG, ["two three four five"], [], 20, "one [two three …]"),
    "a heading": (
        "Toll rises to four\n\nFour people",
        ["four", "Four"],
        [],
        60,
        "Toll rises to [four] · [Four] people",
    ),
    "a cut at a paragraph": ("One two three four five six\n\nSeven nine", ["Seven"], [], 18, " … [Seven] nine"),
    "a word without end": ("a" * 30, ["aaa"], [], 20, "[aaa]" + "a" * 21 + "…"),
}


def places(text: str, words: list[str]) -> list[Mark]:
    """Return where these words stand first in the text."""
    return [(text.index(word), text.index(word) + len(word)) for word in words]


@pytest.mark.parametrize(("text", "marked", "looks", "room", "shown"), EXCERPTS.values(), ids=EXCERPTS)
def test_excerpt_keeps_what_matters(
    text: str, marked: list[str], looks: list[list[str]], room: int, shown: str
) -> None:
    tiers = [[(place,) for place in places(text, tier)] for tier in looks]
    assert "".join(part.text for part in excerpt(text, places(text, marked), tiers, room)) == shown


WORD = st.text(alphabet="abcdeé堤., ”“'3", min_size=1, max_size=7)
TEXTS = st.lists(WORD, min_size=1, max_size=40).map(" ".join).filter(str.strip)


@given(TEXTS, TEXTS, TEXTS, st.integers(10, 200))
def test_excerpts_are_the_text_with_brackets_around_the_marks(one: str, other: str, answer: str, room: int) -> None:
    marks = differing_words([one, other], answers=[answer, ""])[0]
    shown = "".join(part.text for part in excerpt(one, marks, places_to_look(one, None, [answer]), room))
    pieces = [" ".join(piece.split()) for piece in shown.replace("[", "").replace("]", "").split("…")]
    text, at = " ".join(one.split()), 0
    for piece in filter(None, pieces):
        at = text.find(piece, at)
        assert at >= 0
        at += len(piece)
    assert re.fullmatch(r"[^\[\]]*(\[[^\[\]]+\][^\[\]]*)*", shown)


@given(TEXTS, TEXTS, TEXTS)
def test_where_there_is_room_all_marks_are_in_brackets(one: str, other: str, answer: str) -> None:
    marks = differing_words([one, other], answers=[answer, ""])[0]
    bracketed = [part.text for part in excerpt(one, marks, (), 1_000) if part.style == "mark"]
    assert bracketed == [f"[{one[start:end]}]" for start, end in marks]


@given(TEXTS, TEXTS, st.integers(30, 200))
def test_an_excerpt_is_hardly_longer_than_its_room(text: str, hint: str, room: int) -> None:
    shown = "".join(part.text for part in excerpt(text, (), places_to_look(text, None, [hint]), room))
    assert cells(shown) <= room * 1.15
