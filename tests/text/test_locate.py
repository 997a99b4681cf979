"""Words are found where they stand, whatever marks, case or spaces they are written with, and nowhere else."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from checker.text.locate import find_words, fold

TEXT = (
    "“We had no warning at all,” Ida Lund said. The company’s ship – the “Astrid” – had not been\nin for shipping "
    "since 4 March; 4.5 million of 1,187,000 crowns went into the president-elect’s dyke. Nicolás agreed."
)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        pytest.param("We had no warning", "We had no warning", id="as they stand"),
        pytest.param("WE HAD no Warning", "We had no warning", id="case"),
        pytest.param("“We had no warning at all,”", "We had no warning at all,", id="marks around are left out"),
        pytest.param('ship - the "Astrid"', "ship – the “Astrid", id="dashes and straight marks"),
        pytest.param("company's ship", "company’s ship", id="apostrophe"),
        pytest.param("had not been in for", "had not been\nin for", id="a line break"),
        pytest.param("had  not\u00a0been", "had not been", id="other spaces"),
        pytest.param("war\u00adning\u200b at all", "warning at all", id="invisible characters"),
        pytest.param("Lund", "Lund", id="a name"),
        pytest.param("company", "company", id="before an apostrophe"),
        pytest.param("elect", "elect", id="behind a hyphen"),
        pytest.param("ship", "ship", id="a whole word"),
        pytest.param("4.5 million", "4.5 million", id="a figure"),
        pytest.param("We had … at all", "We had no warning at all", id="first and last words"),
        pytest.param("We ... had ... all", "We had no warning at all", id="three stretches"),
        pytest.param("We […] all", "We had no warning at all", id="a gap in brackets"),
        pytest.param("… no warning …", "no warning", id="gaps at the ends"),
    ],
)
def test_hits(words: str, found: str) -> None:
    where = find_words(words, TEXT)
    assert where is not None
    assert TEXT[slice(*where)] == found


FIGURES = "a figure is found in the tail of a longer one"


@pytest.mark.parametrize(
    "words",
    [
        pytest.param("had been", id="a dropped not"),
        pytest.param("We had warning", id="a dropped no"),
        pytest.param("shipp", id="the beginning of a word"),
        pytest.param("hipping", id="the end of a word"),
        pytest.param("Astrids", id="a word that goes on"),
        pytest.param("45 million", id="a dropped point"),
        pytest.param("had … We", id="last words first"),
        pytest.param("no warning … no warning", id="the same words twice"),
        pytest.param("", id="nothing"),
        pytest.param(" \n", id="space"),
        pytest.param("…", id="only a gap"),
        pytest.param("“”", id="only marks"),
        pytest.param("5 million", id="a decimal"),
        pytest.param("187,000 crowns", id="thousands"),
        pytest.param("1,187", id="a leading part"),
    ],
)
def test_near_misses(words: str) -> None:
    assert find_words(words, TEXT) is None


def test_an_accent_in_two_characters_is_found() -> None:
    assert find_words("Nicola\u0301s agreed", TEXT) is not None


def test_a_word_that_stands_first_inside_another_is_found_where_it_stands_alone() -> None:
    assert find_words("ship", "shipping by ship") == (12, 16)


def test_the_first_of_several_places_is_found() -> None:
    assert find_words("gate", "a gate, a gate") == (2, 6)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("  A\t\n b ", "a b "),
        ("‘’`´", "''''"),
        ("“”„«»", '"""""'),
        ("–—−‑", "----"),
        ("a\u200bb\ufeffc\u00ad", "abc"),
        ("ÄÉ", "äé"),
    ],
)
def test_folding(text: str, folded: str) -> None:
    assert fold(text)[0] == folded


@given(st.text())
def test_every_folded_character_knows_where_it_came_from(text: str) -> None:
    folded, offsets = fold(text)
    assert len(folded) == len(offsets)
    assert offsets == sorted(offsets)
    assert all(0 <= offset < len(text) for offset in offsets)


PIECES = st.sampled_from(
    [
        "dyke",
        "Dyke",
        "not",
        "no",
        "U.S.",
        "4.5",
        "1,187",
        "’s",
        "“",
        "”",
        "–",
        "-",
        ",",
        ".",
        " ",
        "  ",
        "\n",
        "Élan",
        "İ",
    ]
)
TEXTS = st.one_of(
    st.lists(PIECES, min_size=1, max_size=20).map("".join),
    st.text(
        alphabet=st.characters(exclude_characters="…\u200b\u200c\u200d\u2060\ufeff\u00ad"), min_size=1, max_size=40
    ),
).map(lambda text: unicodedata.normalize("NFC", text))
"""Texts as readers hand them on: in normal form C."""


@given(st.text(alphabet=st.sampled_from("aB7 \t\n\r\x0b\x1c`'\"-.")))
def test_the_short_way_of_plain_text_folds_as_the_long_way(text: str) -> None:
    folded, offsets = fold(text + "é")
    assert fold(text) == (folded[:-1], offsets[:-1])


@settings(max_examples=300)
@given(TEXTS.map(lambda text: unicodedata.normalize("NFC", text)), st.data())
def test_any_stretch_cut_at_the_borders_of_words_is_found_where_it_stands(text: str, data: st.DataObject) -> None:
    def inside_a_word(cut: int) -> bool:
        before, after = fold(text[:cut])[0], fold(text[cut:])[0]
        inside_a_figure = re.search(r"\d[.,]?$", before) and re.match(r"[.,]?\d", after)
        return bool(inside_a_figure) or (before[-1:].isalnum() and after[:1].isalnum())

    cuts = [cut for cut in range(len(text) + 1) if not inside_a_word(cut)]
    start = data.draw(st.sampled_from(cuts))
    end = data.draw(st.sampled_from([cut for cut in cuts if cut >= start]))
    words = text[start:end]
    bare = fold(words)[0].strip(" \"'")
    assume(bare and "..." not in words)
    found = find_words(words, text)
    assert found is not None
    assert fold(text[slice(*found)])[0].strip() == bare
    assert found[0] < end


@given(TEXTS, TEXTS)
def test_what_is_found_reads_like_the_words(words: str, text: str) -> None:
    assume("..." not in words)
    found = find_words(words, text)
    if found is not None:
        assert fold(text[slice(*found)])[0].strip() == fold(words)[0].strip(" \"'")
