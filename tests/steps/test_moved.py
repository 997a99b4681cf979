"""Where sentences stand after an edit: followed by their text, with what is known of their article."""

from __future__ import annotations

import pytest

from checker.schema import Article, Published
from checker.steps.moved import Moved
from tests.steps.newsdesk import article, cited, held, on

OLD = article("a", ("title", "A fire"), "One burnt.", "He declined.", "Two burnt.", "He declined.", "Three sank.")


@pytest.mark.parametrize(
    ("lines", "numbers"),
    [
        ((("title", "A fire"), "One burnt.", "He declined."), {1: 1, 2: 2, 3: 3}),
        ((("title", "A fire"), "Two burnt.", "He declined."), {1: 1, 4: 2, 5: 3}),
        (("He declined.", "He declined."), {3: 1, 5: 2}),
        (("Three sank.", "New.", "One burnt."), {2: 3, 6: 1}),
        (("A fire",), {}),
        (("Nothing of it.",), {}),
    ],
    ids=["cut at the end", "cut before", "both of two alike", "turned round", "another role", "all new"],
)
def test_which_sentence_is_which(lines: tuple[str, ...], numbers: dict[int, int]) -> None:
    assert Moved(OLD, article("a", *lines)).numbers == numbers


def test_a_passage_is_found_at_its_new_place() -> None:
    new = article("a", "Something above it.", "Two burnt.", "He declined.", "A word between.", "Three sank.")
    moved = Moved(OLD, new)
    found = moved.passage(cited(OLD, 4, words="burnt"))
    assert found is not None
    assert (found.sentences, new.text[found.span.start : found.span.end]) == ((2,), "burnt")
    both = moved.passage(cited(OLD, 4, 5))
    assert both is not None
    assert new.text[both.span.start : both.span.end] == "Two burnt.\nHe declined."
    assert moved.passage(cited(OLD, 5, 6)) is None, "they were parted"
    assert moved.passage(cited(OLD, 2)) is None, "it is gone"


def test_sentences_in_another_order_are_another_passage() -> None:
    assert Moved(OLD, article("a", "Three sank.", "Two burnt.")).passage(cited(OLD, 4, 6)) is None


def test_words_over_two_sentences_want_the_white_space_between_them() -> None:
    passage = cited(OLD, 2, 3, words="burnt.\nHe")
    same = Moved(OLD, article("a", "One burnt.", "He declined.")).passage(passage)
    assert same is not None
    new = article("a", "One burnt.", "He declined.")
    closer = new.model_copy(update={"text": new.text.replace("\n", " ")})
    assert Moved(OLD, closer).passage(passage) is None


@pytest.mark.parametrize(
    "new",
    [
        OLD.model_copy(update={"published": on("2031-03-09")}),
        OLD.model_copy(update={"outlet": "Kyst"}),
        OLD.model_copy(update={"language": "de"}),
        OLD.model_copy(update={"status": held("corrected")}),
    ],
    ids=["date", "outlet", "language", "status"],
)
def test_nothing_stands_where_something_else_is_known_of_the_article(new: Article) -> None:
    assert Moved(OLD, new).numbers == {}
    assert not Moved(OLD, new).nothing_changed
    assert Moved(OLD, OLD).nothing_changed


def test_what_extract_found_in_the_text_stands_with_its_sentence() -> None:
    found = Published(earliest=on("2031-03-04").earliest, latest=on("2031-03-04").latest, known="inferred", sentence=2)
    old = OLD.model_copy(update={"published": found, "outlet": "Kyst", "outlet_sentence": 6})
    new = article("a", "Above.", "One burnt.", "Three sank.")
    now = Moved(old, new).as_extracted()
    assert (now.published.known, now.published.sentence) == ("inferred", 2)
    assert (now.outlet, now.outlet_sentence) == ("Kyst", 3)
    assert Moved(old, OLD).as_extracted() == old
    gone = Moved(old, article("a", "Two burnt.")).as_extracted()
    assert (gone.published.known, gone.outlet) == ("unknown", None)
