"""Blocks put together as a text, each with its role and its place."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from checker.readers.document import Block, document_of
from checker.schema import Role

_ROLES = st.sampled_from([None, "title", "deck", "body", "caption", "pull_quote", "credit", "heading"])


@given(st.lists(st.tuples(st.text(max_size=40), _ROLES, st.integers(1, 3)), max_size=8), st.text(max_size=20))
def test_places_and_hints_cover_their_blocks(blocks: list[tuple[str, Role | None, int]], title: str) -> None:
    document = document_of((Block(*block) for block in blocks), "page", title)
    numbers = [place.number for place in document.places]
    assert all(one != other for one, other in itertools.pairwise(numbers))
    assert [hint for hint in document.hints if hint.role == "title"][1:] == []
    for stretch in (*document.places, *document.hints):
        words = document.text[stretch.start : stretch.end]
        assert words == words.strip() != ""
