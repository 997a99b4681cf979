"""Which words are marked: tables of hits and near misses."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.reports.differing_words import differing_words, neighbour, spoken_of

HITS = {
    "one word more": (["[former] mayor Brack spoke", "mayor Brack spoke"]),
    "one word for another": (["the dam [held] all night", "the dam [broke] all night"]),
    "a figure": (["some [400] people left town", "some [1,400] people left town"]),
    "a decimal": (["prices rose [4.5] per month", "prices rose [45] per month"]),
    "a sign": (["it was [-5] degrees at noon", "it was [5] degrees at noon"]),
    "a currency": (["it will cost [$5bn] in all", "it will cost [€5bn] in all"]),
    "a lost not": (["he has [not] left the house", "he has left the house"]),
    "a contraction": (["they [didn’t] ring the farmer", "they [did] ring the farmer"]),
    "accents where nothing else differs": (["Jon [Pell] spoke", "Jon [Péll] spoke"]),
    "three texts": (["[3] people died in it", "[5] people died in it", "[3] people died in it"]),
    "neighbours in one mark": (["on [Monday night] he rang", "on [Tuesday morning] he rang"]),
    "signs without spaces": (["堤防が[決壊]した", "堤防が[崩落]した"]),
}
NEAR_MISSES = {
    "equal": ["The dam held.", "The dam held."],
    "case": ["The Dam held", "the dam HELD"],
    "quotation marks": ["“The dam” held", '"The dam" held'],
    "apostrophes": ["they didn’t ring", "they didn't ring"],
    "dashes": ["a build‑up at sea", "a build-up at sea"],
    "punctuation": ["The dam held, he said.", "The dam held he said"],
    "abbreviation": ["the U.S. fleet", "the US fleet"],
    "thousands": ["some 1,400 people", "some 1400 people"],
    "article": ["the two leaders met", "two leaders met"],
    "composed accents": ["Nicol\u00e1s spoke", "Nicola\u0301s spoke"],
    "empty": ["", ""],
    "one is empty": ["", "the dam held"],
    "sentences too unlike": ["The mayor spoke on Tuesday at noon.", "Crews had jammed a rusted gate by then."],
    "one text": ["the dam held"],
    "no text": [],
}


def with_marks(texts: list[str], marks: tuple[tuple[tuple[int, int], ...], ...]) -> list[str]:
    """Return the texts with brackets at the marks."""
    bracketed = []
    for text, spans in zip(texts, marks, strict=True):
        for start, end in reversed(spans):
            text = f"{text[:start]}[{text[start:end]}]{text[end:]}"  # noqa: PLW2901 - brackets go in from the end
        bracketed.append(text)
    return bracketed


@pytest.mark.parametrize("expected", HITS.values(), ids=HITS)
def test_differing_words_are_marked(expected: list[str]) -> None:
    texts = [text.replace("[", "").replace("]", "") for text in expected]
    assert with_marks(texts, differing_words(texts)) == expected


@pytest.mark.parametrize("texts", NEAR_MISSES.values(), ids=NEAR_MISSES)
def test_what_makes_no_difference_is_not_marked(texts: list[str]) -> None:
    assert with_marks(texts, differing_words(texts)) == texts


def span(text: str, words: str | None) -> tuple[int, int] | None:
    """Return where the words stand in the text."""
    return None if words is None else (text.index(words), text.index(words) + len(words))


SPANS = {
    "only what differs in the spans": (
        ["Yesterday former mayor Brack spoke.", "Here mayor Brack was heard."],
        ["former mayor Brack", "mayor Brack"],
        ["Yesterday [former] mayor Brack spoke.", "Here mayor Brack was heard."],
    ),
    "spans without a common word are marked whole": (
        ["About ten days ago they talked.", "They talked late last week."],
        ["About ten days ago", "late last week"],
        ["[About ten days ago] they talked.", "They talked [late last week]."],
    ),
    "a span beside a whole sentence": (
        ["Rust may have jammed it.", "Crews found that sand had blocked the gate."],
        ["may have", None],
        ["Rust [may have] jammed it.", "Crews found that sand had blocked the gate."],
    ),
    "equal spans": (
        ["He said: nobody rang.", "Stagg claims that nobody rang."],
        ["nobody rang", "nobody rang"],
        ["He said: nobody rang.", "Stagg claims that nobody rang."],
    ),
    "a span whose words the other sentence has too": (
        ["The mayor spoke.", "It was not the mayor but a deputy who opened the gate."],
        ["mayor", None],
        ["The [mayor] spoke.", "It was not the mayor but a deputy who opened the gate."],
    ),
}


@pytest.mark.parametrize(("texts", "words", "expected"), SPANS.values(), ids=SPANS)
def test_few_words_are_compared_alone(texts: list[str], words: list[str | None], expected: list[str]) -> None:
    spans = [span(text, part) for text, part in zip(texts, words, strict=True)]
    assert with_marks(texts, differing_words(texts, spans)) == expected


ANSWERS = {
    "words of the answers": (
        ["Up to 40 passengers were missing, Lund said.", "All aboard are safe, the ministry has announced."],
        ["up to 40 missing", "all safe"],
        ["[Up to 40] passengers were [missing], Lund said.", "[All] aboard are [safe], the ministry has announced."],
    ),
    "what both answers say is no difference": (
        ["Brack, the mayor, spoke at noon.", "It was former mayor Brack whom they heard."],
        ["mayor", "former mayor"],
        ["Brack, the mayor, spoke at noon.", "It was [former] mayor Brack whom they heard."],
    ),
    "another ending": (
        ["Norrvatn was confirming it by evening.", "The owner keeps silent, neighbours say."],
        ["confirmed", "silent"],
        ["Norrvatn was [confirming] it by evening.", "The owner keeps [silent], neighbours say."],
    ),
    "an answer that repeats the text": (
        ["The dam held.", "Rust had jammed the gate long before."],
        ["the dam held", "jammed"],
        ["The dam held.", "Rust had [jammed] the gate long before."],
    ),
}


@pytest.mark.parametrize(("texts", "answers", "expected"), ANSWERS.values(), ids=ANSWERS)
def test_answers_help_with_unlike_sentences(texts: list[str], answers: list[str], expected: list[str]) -> None:
    assert with_marks(texts, differing_words(texts, answers=answers)) == expected


def test_a_text_without_marks_is_looked_at_beside_the_words_it_lacks() -> None:
    lacking, having = "At noon the mayor, Tilda Brack, spoke.", "We heard former mayor Tilda Brack."
    marks = differing_words([lacking, having], [span(lacking, None), span(having, "former mayor")])
    assert with_marks([having], (marks[1],)) == ["We heard [former] mayor Tilda Brack."]
    found = neighbour(lacking, having, marks[1])
    assert found is not None
    assert lacking[slice(*found)] == "mayor, Tilda"


@pytest.mark.parametrize(
    ("hints", "words"),
    [(("the mayor", ""), "mayor"), (("", "Who rang Stagg?"), "Stagg"), (("of the", "in"), None), ((), None)],
)
def test_a_text_is_looked_at_where_it_has_words_of_a_hint(hints: tuple[str, ...], words: str | None) -> None:
    text = "The mayor did not ring, Stagg said."
    found = spoken_of(text, *hints)
    assert (text[slice(*found)] if found else None) == words


@given(st.lists(st.text(max_size=80), max_size=4))
def test_marks_lie_in_their_texts_in_order(texts: list[str]) -> None:
    for text, marks in zip(texts, differing_words(texts, answers=texts[::-1]), strict=True):
        offsets = [offset for mark in marks for offset in mark]
        assert offsets == sorted(offsets)
        assert all(0 <= offset <= len(text) for offset in offsets)
