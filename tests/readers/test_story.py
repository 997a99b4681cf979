"""The story file: what it states, and what is wrong in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from checker.errors import InputError
from checker.readers.story import read_story, unmatched_entries

if TYPE_CHECKING:
    from pathlib import Path


def test_no_story_file_states_nothing(tmp_path: Path) -> None:
    story = read_story(tmp_path)
    assert (story.title, story.model, dict(story.articles)) == (None, None, {})


def test_values_become_strings(tmp_path: Path) -> None:
    (tmp_path / "story.toml").write_text(
        'title = "The call"\nmodel = "m"\n[articles.03-plane]\npublished = 2025-12-04\nversion = 2\noutlet = ""\n',
        encoding="utf-8",
    )
    story = read_story(tmp_path)
    assert (story.title, story.model) == ("The call", "m")
    assert story.articles["03-plane"] == {"published": "2025-12-04", "version": "2"}


def test_entries_without_a_file_are_found(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x", encoding="utf-8")
    (tmp_path / "story.toml").write_text('[articles.a]\n[articles.b]\nid = "c"\n', encoding="utf-8")
    assert unmatched_entries(read_story(tmp_path), tmp_path) == ("b",)


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("titel = 'x'", 'unknown key "titel"; it may have: title, model, articles'),
        ("[articles.a]\nauthor = 'x'", '[articles.a]: unknown key "author"; it may have: title'),
        ("title = 'a'\ntitle = 'b'", "wrong TOML (Cannot overwrite a value"),
        ("title = 'a'\ntitle 'b'", "line 2"),
        ("title = ['a']", "title wants one value"),
        ("articles = 3", "articles wants a table"),
        ("[articles]\na = 3", "[articles.a]: wants keys and values"),
    ],
)
def test_wrong_story_file(tmp_path: Path, source: str, reason: str) -> None:
    (tmp_path / "story.toml").write_text(source, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_story(tmp_path)
    assert str(tmp_path / "story.toml") in str(caught.value)
    assert reason in str(caught.value)
