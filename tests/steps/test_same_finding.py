"""Whether a passage of an earlier run is known again in an edited text."""

from __future__ import annotations

from difflib import SequenceMatcher

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.schema import DecidedPassage
from checker.steps.same_finding import overlaps, same_matter

OLD = "The council bought 12 buses and 31 trams for the harbour line."


def passage(text: str, words: str | None = None, article: str = "a", position: int = 1) -> DecidedPassage:
    start = text.index(words) if words else 0
    end = start + len(words) if words else len(text)
    return DecidedPassage(article=article, digest="", position=position, text=text, start=start, end=end)


@pytest.mark.parametrize(
    ("text", "words", "meets"),
    [
        (OLD, "12 buses", True),
        (OLD, "31 trams", False),
        (OLD, None, True),
        (OLD.replace("12", "14"), "14 buses", True),
        (OLD.replace("12", "14"), "31 trams", False),
        (OLD.replace("31", "35"), "35 trams", False),
        ("Last week the council bought 12 more buses for the harbour line.", "12 more buses", True),
        (OLD.replace("12 buses and ", ""), "31 trams", False),
        ("On Monday the mayor told reporters that the bridge was safe.", None, False),
        ("", None, False),
    ],
)
def test_the_words_at_issue_are_followed_into_the_edited_sentence(text: str, words: str | None, *, meets: bool) -> None:
    if not text:
        text, words = ".", None
    assert overlaps(passage(OLD, "12 buses"), passage(text, words), present={"a"}) is meets


@pytest.mark.parametrize(
    ("name", "present", "meets"), [("a", {"a"}, True), ("b", {"a", "b"}, False), ("b", {"b"}, True)]
)
def test_an_article_that_is_gone_may_have_been_renamed(name: str, present: set[str], *, meets: bool) -> None:
    assert overlaps(passage(OLD), passage(OLD, article=name), present=present) is meets


def test_both_sides_must_overlap() -> None:
    other = "A spokesman said that nobody had bought a single bus."
    old = (passage(OLD, "12 buses"), passage(other, article="b", position=2))
    assert same_matter(("number", old), ("number", old), {"a", "b"})
    assert same_matter(("number", old), ("number", old[::-1]), {"a", "b"})
    assert not same_matter(("number", old), ("date", old), {"a", "b"})
    assert not same_matter(("number", old), ("number", old[:1]), {"a", "b"})
    assert not same_matter(("number", old), ("number", (old[0], passage(OLD, "12 buses", "c", 2))), {"a", "b", "c"})
    assert same_matter(("number", old[:1]), ("number", old[:1]), {"a"})


words = st.lists(st.sampled_from("the council bought 12 31 buses trams and , . line".split()), min_size=1, max_size=12)


@given(words, words, st.data())
def test_any_two_sentences_can_be_held_against_one_another(
    one: list[str], other: list[str], data: st.DataObject
) -> None:
    old, new = (
        DecidedPassage(article="a", digest="", position=1, text=text, start=start, end=end)
        for text in (" ".join(one), " ".join(other))
        for start, end in [sorted(data.draw(st.tuples(*[st.integers(0, len(text))] * 2)))]
    )
    assert overlaps(old, new, present={"a"}) in (True, False)
    alike = SequenceMatcher(None, one, other, autojunk=False).ratio() >= 0.5
    if not alike:
        assert not overlaps(old, new, present={"a"})
    whole = old.model_copy(update={"start": 0, "end": len(old.text)})
    assert overlaps(whole, whole, present={"a"})
