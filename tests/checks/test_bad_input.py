"""Whatever an article holds, no check fails on it, clashes over it, or takes more than near-linear time.

Growth is measured as a ratio within one run: eight times the text may take three times eight as long, where a quadratic
check would take sixty-four.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.checks.check import Check
from checker.checks.registry import BY_CODE, CHECKS
from checker.schema import Article, Sentence
from checker.steps.check import check
from checker.text.roles import text_sentences

ORDINARY = (
    "Mayor Ida Lund said on Tuesday, 4 March 2031, that 12 people were hurt and 40 percent of the quay was lost. "
    "“We will rebuild the quay before the winter,” she said."
)

BUILD: dict[str, Callable[[int], str]] = {
    "a long sentence": lambda n: "The quay of Velm and the mayor " * (n // 31),
    "a long word": lambda n: "a" * n,
    "quotation marks": lambda n: "“" * (n // 2) + "”" * (n // 2),
    "straight quotation marks": lambda n: '"' * n,
    "quotation marks and words": lambda n: '"word ' * (n // 6),
    "single quotation marks": lambda n: "'tis ‘so’ " * (n // 10),
    "guillemets": lambda n: "«»„“" * (n // 4),
    "quotations in a row": lambda n: '"a b c d e" ' * (n // 12),
    "quotations with a comma between": lambda n: "“We will not go”, " * (n // 18),
    "quotations inside quotations": lambda n: "“a ‘b c d’ e” " * (n // 14),
    "digits": lambda n: "7" * n,
    "digits in groups": lambda n: "1,234." * (n // 6),
    "digits and spaces": lambda n: "1 234 " * (n // 6),
    "signs between digits": lambda n: "1-" * (n // 2),
    "slashes between digits": lambda n: "1/2/" * (n // 4),
    "times": lambda n: "12:34:" * (n // 6),
    "percentages": lambda n: "12 % " * (n // 5),
    "currencies": lambda n: "$€£ " * (n // 4),
    "number words": lambda n: "twenty-two hundred and " * (n // 23),
    "number words run together": lambda n: "twentyhundred" * (n // 13),
    "German number words": lambda n: "einhundertzweiundzwanzigtausend" * (n // 31),
    "months": lambda n: "March May " * (n // 10),
    "days ago": lambda n: "on Monday last week ago " * (n // 24),
    "capitals": lambda n: "Ida Lund " * (n // 9),
    "capitals of one word": lambda n: "IdaLund" * (n // 7),
    "initials": lambda n: "J. K. " * (n // 6),
    "titles": lambda n: "former acting President " * (n // 24),
    "what is included in what": lambda n: "12 people, including " * (n // 21),
    "figures that two share": lambda n: "24 people and 36 boats, " * (n // 24),
    "ages": lambda n: "Ada Brell, 34, and " * (n // 19),
    "hyphens": lambda n: "ex-" * (n // 3),
    "apostrophes": lambda n: "o'" * (n // 2),
    "dots": lambda n: "." * n,
    "dashes": lambda n: "—" * n,
    "commas": lambda n: "a, " * (n // 3),
    "brackets": lambda n: "(" * n,
    "white space": lambda n: "a" + " " * n + "b",
    "combining marks": lambda n: "e" + "\u0301" * n,
    "zero-width characters": lambda n: "1\u200b2\u200d" * (n // 4),
    "two directions": lambda n: "قال 12 said \u200fשלום " * (n // 18),
    "overrides of direction": lambda n: "\u202e12 people\u202c " * (n // 12),
    "homoglyphs": lambda n: "Іda Lund sаid 12 реople " * (n // 24),
    "other digits": lambda n: "١٢٣ १२३ 𝟏𝟐𝟑 ①² " * (n // 15),
    "emoji": lambda n: "👩‍👩‍👧‍👦" * (n // 7),
}
SMALL = 3_000
GROWTH = 8


def one_sentence(name: str, text: str) -> Article:
    """Return an article that is one sentence, whatever stands in it."""
    sentence = Sentence(number=1, start=0, end=len(text))
    return Article(id=name, origin=f"{name}.txt", language="en", text=text, sentences=(sentence,))


def split(name: str, text: str, language: str | None = "en") -> Article:
    return Article(
        id=name, origin=f"{name}.txt", language=language, text=text, sentences=text_sentences(text, language)
    )


def told(checks: tuple[Check, ...], *articles: Article) -> list[str]:
    checked = check(articles, checks=checks)
    assert checked.failures == ()
    return [signal.message for signal in checked.signals if signal.kind == "clash"]


@pytest.mark.parametrize("kind", BUILD)
def test_no_check_fails_on_it_or_finds_a_clash_in_it(kind: str) -> None:
    text = BUILD[kind](SMALL)
    assert told(CHECKS, one_sentence("bad", text), one_sentence("same", text), split("good", ORDINARY)) == []


@pytest.mark.parametrize("kind", ["a long sentence", "a long word", "quotation marks", "white space", "digits"])
def test_a_sentence_of_a_hundred_thousand_characters(kind: str) -> None:
    text = BUILD[kind](100_000)
    assert told(CHECKS, one_sentence("bad", text), split("good", ORDINARY)) == []


@pytest.mark.once
@pytest.mark.parametrize("kind", BUILD)
def test_time_grows_near_linearly_with_a_sentence(kind: str) -> None:
    if grows_too_fast(CHECKS, kind):
        assert [one.code for one in CHECKS if grows_too_fast((one,), kind)] == []


def grows_too_fast(checks: tuple[Check, ...], kind: str) -> bool:
    """Say whether eight times the text takes more than twenty-four times as long, in the best of three turns."""
    small, large = (BUILD[kind](size) for size in (SMALL, GROWTH * SMALL))
    return all(seconds(checks, large) > 3 * GROWTH * max(seconds(checks, small), TICK) for _ in range(3))


TICK = 0.002
"""Seconds; what takes less than this says nothing of growth."""


def seconds(checks: tuple[Check, ...], text: str) -> float:
    articles = one_sentence("a", text), one_sentence("b", text), split("good", ORDINARY)
    began = time.process_time()
    check(articles, checks=checks)
    return time.process_time() - began


@pytest.mark.once
def test_time_grows_near_linearly_with_many_sentences_alike() -> None:
    assert any(alike(30 * GROWTH) <= 3 * GROWTH * max(alike(30), TICK) for _ in range(3))


@pytest.mark.once
def test_time_grows_near_linearly_with_one_quotation_given_to_two_people() -> None:
    lines = [f"“We will not close the harbour before winter,” {who} said." for who in ("Anna Brell", "Piet Aldane")]
    speakers = (BY_CODE["Q2"],)
    assert any(
        alike(100 * GROWTH, lines, speakers) <= 3 * GROWTH * max(alike(100, lines, speakers), TICK) for _ in range(3)
    )


def alike(count: int, lines: Sequence[str] = (ORDINARY, ORDINARY), checks: tuple[Check, ...] = CHECKS) -> float:
    """Return the seconds that two articles take, each of one line so many times."""
    articles = [split(name, f"{line}\n\n" * count) for name, line in zip("ab", lines, strict=True)]
    began = time.process_time()
    check(articles, checks=checks)
    return time.process_time() - began


@pytest.mark.once
def test_thousands_of_quotations_in_a_row_that_nobody_speaks() -> None:
    text = '"a b c d e" ' * 8_300
    assert told(CHECKS, one_sentence("bad", text), split("good", ORDINARY)) == []


@pytest.mark.once
def test_digits_by_the_megabyte() -> None:
    text = "12 people " + "7" * 1_000_000
    assert told(CHECKS, one_sentence("bad", text), one_sentence("same", text), split("good", ORDINARY)) == []


def test_zero_width_characters_and_homoglyphs_make_no_clash() -> None:
    disguised = ORDINARY.replace("12", "1\u200b2").replace("Ida", "Іda").replace("quay", "qu\u00aday")
    assert told(CHECKS, split("a", ORDINARY), split("b", disguised)) == []


texts = st.text(max_size=80) | st.text(alphabet="0123456789.,:-–/%$€ ½²'\"“”‘’«»„\u200b\u202eaIM'", max_size=60)
languages = st.sampled_from(["en", "es", "de", "fr", "pl", None])


@settings(max_examples=150)
@given(texts, texts, languages)
def test_any_text_is_read_without_an_error(one: str, other: str, language: str | None) -> None:
    articles = [split("a", f"{ORDINARY} {one}", language), split("b", f"{other} {ORDINARY}", language)]
    checked = check(articles)
    assert checked.failures == ()


@settings(max_examples=60)
@given(texts, languages)
def test_an_article_does_not_clash_with_itself_retold_word_for_word(text: str, language: str | None) -> None:
    articles = [split("a", f"{ORDINARY} {text}", language), split("b", f"{ORDINARY} {text}", language)]
    signals = [signal for signal in check(articles).signals if signal.kind == "clash"]
    assert all(len({passage.article for passage in signal.passages}) == 1 for signal in signals)
