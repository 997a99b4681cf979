"""What the nouns refuse, and that a sentence is as much of a noun as any."""

from __future__ import annotations

import pytest
from pydantic import TypeAdapter, ValidationError

from checker.schema import Article, Sentence

ARTICLE = Article(
    id="a",
    origin="a.txt",
    text="A Title\n\nHe left.",
    sentences=(Sentence(number=1, start=0, end=7, role="title"), Sentence(number=2, start=9, end=17)),
)


def test_sentences_are_objects_in_json_and_are_read_again() -> None:
    assert '"sentences":[{"number":1,"start":0,"end":7,"role":"title"},{"number":2,' in ARTICLE.model_dump_json()
    assert Article.model_validate_json(ARTICLE.model_dump_json()) == ARTICLE
    assert Article.model_validate(ARTICLE.model_dump()) == ARTICLE


def test_a_sentence_never_changes() -> None:
    with pytest.raises(AttributeError):
        ARTICLE.sentences[0].start = 1  # type: ignore[misc]


@pytest.mark.parametrize(
    ("stated", "wrong"),
    [
        ({"number": 0, "start": 0, "end": 1}, "number"),
        ({"number": 1, "start": -1, "end": 1}, "start"),
        ({"number": 1, "start": 0, "end": 0}, "end"),
        ({"number": 1, "start": 0}, "end"),
        ({"number": 1, "start": 0, "end": 1, "role": "footnote"}, "role"),
        ({"number": 1, "start": 0, "end": 1, "text": "x"}, "text"),
    ],
)
def test_what_is_no_sentence_is_refused(stated: dict[str, object], wrong: str) -> None:
    with pytest.raises(ValidationError) as caught:
        TypeAdapter(Sentence).validate_json(TypeAdapter(dict).dump_json(stated))
    assert [error["loc"][-1] for error in caught.value.errors()] == [wrong]
