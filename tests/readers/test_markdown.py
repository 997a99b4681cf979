"""Markdown → plain text and hints."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.readers import markdown
from checker.readers.markdown import read_markdown


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("One *line*\nand **another**.\n\nTwo.", "One line and another.\n\nTwo."),
        ("A [link](http://x.example) and <http://auto.example>.", "A link and http://auto.example."),
        ("Text ![The palace](p.jpg) on.", "Text  on.\n\nThe palace"),
        ("- a\n- b\n  - c\n\nEnd.", "a\nb\nc\n\nEnd."),
        ("1. a\n\n   more\n2. b\n\n- c", "a\nmore\nb\n\nc"),
        ("> Quoted.\n\n***\n\nEnd.", "Quoted.\n\nEnd."),
        ("| a | b |\n|---|---|\n| 1 |  |", "a | b\n1"),
        ("<div>In a <b>box</b> &amp; out</div>", "In a box & out"),
        ("<script>alert(1)</script>\n\n<!-- no -->\n\nText <b>bold</b>.", "Text bold."),
        ("```\ncode *is* kept\n```", "code *is* kept"),
        ("There were ~~12~~ 15.", "There were  15."),
        ("Hard  \nbreak<br>again", "Hard\nbreak\nagain"),
        ("&#x65;&#x301; composed", "é composed"),
        ("", ""),
    ],
)
def test_text(source: str, text: str) -> None:
    assert read_markdown(source).text == text


def test_hints_name_headings_captions_and_code() -> None:
    body = read_markdown("# Title\n\nText.\n\n## Part\n\n![Seen](x.png)\n\n```\ncode\n```\n\n# Second\n")
    assert [(body.text[hint.start : hint.end], hint.role) for hint in body.hints] == [
        ("Title", "title"),
        ("Part", "heading"),
        ("Seen", "caption"),
        ("code", "body"),
        ("Second", "heading"),
    ]


@given(st.text(alphabet="#*_-+>`~[]()!|<b/>&;\\ \n1.a", max_size=120))
@settings(max_examples=200)
def test_any_markdown_yields_text_and_hints_in_it(source: str) -> None:
    body = read_markdown(source)
    end = 0
    for hint in body.hints:
        assert end <= hint.start < hint.end <= len(body.text)
        end = hint.end


_PIECES = (
    "Word one. |a|# |## |*|**|_|[x](u)|`|&amp;|\\|<b>|\n|\n\n| |  \n|\u2028|*in the* |**two words**|_it_|“*so*”|!|"
    "[a call](https://a.example/b_c?d=e&f#g)|[a](javascript:x)|\u0301|é|(|)|.|"
    "*He left.*|**20:00** He|*“Go!”*|_Ja._|& |&a|”|,".split("|")
)


@given(st.lists(st.sampled_from(_PIECES), max_size=25).map("".join))
@settings(max_examples=300)
def test_documents_of_paragraphs_and_headings_read_alike_with_and_without_the_parser(written: str) -> None:
    source = unicodedata.normalize("NFC", written)
    read = read_markdown(source)
    assert unicodedata.is_normalized("NFC", read.text)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(markdown, "_plain_paragraphs", lambda _: "")
        assert read_markdown(source) == read
        patched.setattr(markdown, "_simple_blocks", lambda _: [])
        assert read_markdown(source) == read


@given(
    st.lists(
        st.sampled_from("Word one. |\n|\n\n|\n\n\n|\u2028|\u0301|é|1. |- |===|\t|    |#|+ a".split("|")), max_size=15
    )
)
@settings(max_examples=300)
def test_documents_of_plain_paragraphs_read_alike_with_and_without_the_parser(pieces: list[str]) -> None:
    test_documents_of_paragraphs_and_headings_read_alike_with_and_without_the_parser.hypothesis.inner_test(
        "".join(pieces)
    )


def test_more_blank_lines_than_one_are_one() -> None:
    assert read_markdown("One.\n\n\n\nTwo.\n").text == "One.\n\nTwo."


def test_plain_emphasis_and_links_spare_the_parser(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(markdown, "_parser", lambda: pytest.fail("the parser was asked"))
    source = (
        "# A *short* Title\n\nThe **talks** (_in Oslo_) [ended](https://a.example/x_y).\n\n"
        "*They met at Kettle & Sons.*\n\n**20:00** Nobody spoke.\n"
    )
    assert read_markdown(source).text == (
        "A short Title\n\nThe talks (in Oslo) ended.\n\nThey met at Kettle & Sons.\n\n20:00 Nobody spoke."
    )


def test_an_ordinary_article_spares_the_block_parser(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(markdown, "_parsed_blocks", lambda _: pytest.fail("the parser saw the whole document"))
    assert read_markdown("# Title\n\n*In short.*\n\nOne [link](u).\n\n## Part\n\nTwo.\n").text.startswith("Title\n\nIn")
