"""Who is named for which of two positions, and how several names are listed."""

from __future__ import annotations

import pytest

from checker.steps.named_apart import last_line, last_versions, named_apart, names_listed
from tests.steps.newsdesk import article

PIECES = {
    one.id: one
    for one in (
        article("v1", "It is so.", replaced_by="v3"),
        article("v2", "It is so.", replaced_by="v3"),
        article("v3", "It is so."),
        article("w1", "It is so.", replaced_by="w2"),
        article("w2", "It is so."),
        article("wire", "It is so."),
        article("radio", "It is so."),
    )
}


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        (("wire",), ("radio",), (("wire",), ("radio",), (), ())),
        (("wire", "radio"), ("radio",), (("wire",), (), ("radio",), ())),
        (("v1",), ("v3",), ((), ("v3",), (), ("v1",))),  # the piece gives the second answer now
        (("v3",), ("v1",), (("v3",), (), (), ("v1",))),
        (("v1", "wire"), ("v2",), (("v1", "wire"), ("v2",), (), ())),  # its last version gives neither
        (("v1", "v3"), ("radio",), (("v3",), ("radio",), (), ())),  # one piece, one name
        (("v1", "v3"), ("v3",), ((), (), ("v3",), ("v1",))),
        (("v1", "v3"), ("v1", "v3"), ((), (), ("v3",), ())),
        (("v1", "w2"), ("v3", "w1"), (("w2",), ("v3",), (), ("v1", "w1"))),
        (("unknown",), ("wire",), (("unknown",), ("wire",), (), ())),
        ((), (), ((), (), (), ())),
    ],
)
def test_who_is_named_for_which(
    first: tuple[str, ...], second: tuple[str, ...], told: tuple[tuple[str, ...], ...]
) -> None:
    assert tuple(named_apart(first, second, PIECES)) == told


@pytest.mark.parametrize(
    ("names", "last"),
    [
        (("v1", "v3"), ("v3",)),
        (("v3", "v1", "wire"), ("v3", "wire")),
        (("v1", "v2"), ("v1", "v2")),
        (("v1", "w2"), ("v1", "w2")),
        ((), ()),
    ],
)
def test_the_last_version_stands_for_its_piece(names: tuple[str, ...], last: tuple[str, ...]) -> None:
    assert last_versions(names, PIECES) == last


@pytest.mark.parametrize(
    ("names", "phrase"),
    [
        ("", ""),
        ("a", "a"),
        ("a b", "a and b"),
        ("a b c", "a, b and c"),
        ("a b c d", "a, b, c and 1 more"),
        ("a b c d e", "a, b, c and 2 more"),
    ],
)
def test_names_as_a_phrase(names: str, phrase: str) -> None:
    assert names_listed(names.split()) == phrase


@pytest.mark.parametrize(
    ("replaced", "line"),
    [
        (("v1",), "v1 is an earlier version of v3"),
        (("v1", "v2"), "v1 and v2 are earlier versions of v3"),
        (("v1", "w1"), "v1 and w1 are earlier versions of v3 and w2"),
    ],
)
def test_earlier_versions_as_a_reason(replaced: tuple[str, ...], line: str) -> None:
    assert last_line(replaced, PIECES) == line
