"""Where sentences stand on their page, as an editor counts."""

from __future__ import annotations

import pytest

from checker.reports.places import Pieces, place_of, sentence_places
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


NIGHT, DRAFT = article("night", "One."), article("draft", "Two.")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[a] has it of [b], [02] of none.", "a has it of [b], [02] of none."),
        ("[night] follows [a]; the [night] alone says so.", "The draft follows a; the draft alone says so."),
        ("It is so. [night] says less.", "It is so. The draft says less."),
        ("No name [at all] [] here.", "No name [at all] [] here."),
        ("It is [a, night] against [night, a].", "It is a and the draft against the draft and a."),
        ("No names [a, b] here.", "No names [a, b] here."),
    ],
)
def test_an_explanation_calls_the_pieces_what_the_page_calls_them(text: str, told: str) -> None:
    def pieces(*articles: Article) -> Pieces:
        named = {one.id: one for one in articles}
        return Pieces(articles=named, places={}, facts={}, worked_out=frozenset(), ranks={}, draft="night")

    assert pieces(NIGHT, article("a", "One.")).told(text) == told
    assert "draft" not in pieces(NIGHT, DRAFT, article("a", "One.")).told(text)
