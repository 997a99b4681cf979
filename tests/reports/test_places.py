"""Where sentences stand on their page, as an editor counts."""

from __future__ import annotations

import pytest

from checker.reports.places import place_of, sentence_places
from checker.schema import Article
from tests.reports.stories import GAZETTE, HERALD, VALLEY_RADIO, article

PLACES = [
    (GAZETTE, ["head", "deck", "furniture", "p1", "p1", "heading p2", "p2", "p2"]),
    (HERALD, ["head", "dateline", "p1", "p1", "p2", "p2"]),
    (VALLEY_RADIO, ["p1", "p1", "p2", "furniture"]),
    (article("wrapped", "A line that\nis broken. And one\nmore.", "Next paragraph."), ["p1", "p1", "p2"]),
    (article("lines", "First.\nSecond."), ["p1", "p2"]),
    (article("caption", "One.", ("caption", "The gate"), "Two."), ["p1", "caption", "p2"]),
]


@pytest.mark.parametrize(("piece", "places"), PLACES, ids=lambda value: value.id if isinstance(value, Article) else "")
def test_paragraphs_are_counted_as_a_reader_counts_them(piece: Article, places: list[str]) -> None:
    assert list(sentence_places(piece).values()) == places


def test_place_is_found_by_offset_where_no_sentence_is_cited() -> None:
    places = sentence_places(GAZETTE)
    assert place_of(GAZETTE, places, (), GAZETTE.sentence(7).start) == "p2"
    assert place_of(GAZETTE, places, (99,), len(GAZETTE.text) + 5) == ""
