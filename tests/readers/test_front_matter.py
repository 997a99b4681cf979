"""Front matter: what is one, what is only a rule, and what is wrong in it."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.errors import InputError
from checker.readers.front_matter import split_front_matter


def test_values_are_strings_as_written() -> None:
    source = "---\ntitle: 'A: b'\npublished: 2025-12-04\nversion: 2\nnote: >\n  two\n  lines\nurl:\n---\nText.\n"
    stated, text = split_front_matter(source, "a.md")
    assert stated == {"title": "A: b", "published": "2025-12-04", "version": "2", "note": "two lines"}
    assert text == "Text.\n"


@pytest.mark.parametrize(
    "text",
    [
        "Text.\n",
        "---\n\nText after a rule.\n---\n",
        "---\nText after a rule.\n\n---\nMore.\n",
        "---\nBreaking: two leaders spoke.\nThey said so.\n---\nMore.\n",
        "---\nBreaking: two leaders spoke.\n",
        "---\n",
        "----\ntitle: x\n----\n",
        "Text\n---\ntitle: x\n---\n",
    ],
)
def test_a_rule_is_no_front_matter(text: str) -> None:
    assert split_front_matter(text, "a.md") == ({}, text)


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("---\ntitel: x\n---\n", 'a.md, front matter: unknown key "titel"; it may have: title, outlet, published'),
        ("---\ntitle: a: b\n---\n", "a.md, line 2: wrong YAML"),
        ("---\nid: x\ntitle: [a\n---\n", "a.md, line 3: wrong YAML"),
        ("---\ntitle: [a, b]\n---\n", "a.md, line 2: wants one value"),
        ("---\nid: a\nid: b\n---\n", 'a.md, line 3: key "id" stands twice'),
        ("---\ntitle: x\n\nText.\n", "a.md: the front matter does not end"),
        ("---\ntitle: " + "[" * 5000 + "\n---\n", "a.md"),
    ],
)
def test_wrong_front_matter(source: str, reason: str) -> None:
    with pytest.raises(InputError) as caught:
        split_front_matter(source, "a.md")
    assert str(caught.value).startswith(reason)
    assert "\n" not in str(caught.value)


@given(st.text(alphabet="ab:-#[]{}&*!|>'\"\n\t ", max_size=60))
def test_any_front_matter_is_read_or_refused(source: str) -> None:
    with contextlib.suppress(InputError):
        stated, _ = split_front_matter(f"---\ntitle: x\n{source}\n---\nText", "a.md")
        assert all("\n" not in value for value in stated.values())
