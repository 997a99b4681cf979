"""Formats told by content; and whatever the bytes, an article or one line that says why there is none."""

from __future__ import annotations

import itertools
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.errors import InputError
from checker.readers import read_articles
from checker.readers.document import Block, document_of
from checker.readers.kinds import DOCUMENT_SUFFIXES, kind_of
from checker.schema import Article, Role

HERE = Path(__file__).parent / "documents"


@pytest.mark.parametrize(
    ("head", "suffix", "kind"),
    [
        (b"The ferry caught fire.", ".txt", "text"),
        (b"# Ferry\n\nThe ferry caught fire.", ".md", "text"),
        (b"---\ntitle: x\n---\nText", ".md", "text"),
        (b"<p>An odd beginning</p>", ".txt", "text"),
        (b"<p>A page without a head</p>", ".html", "html"),
        (b"No element at all", ".html", "text"),
        (b'\xef\xbb\xbf\r\n<!DOCTYPE HTML PUBLIC "-//W3C//DTD">', ".txt", "html"),
        (b"<?xml version='1.0'?>\n<!-- saved -->\n<html>", "", "html"),
        ("\ufeff<html><p>x".encode("utf-16-le"), "", "html"),
        (b"%PDF-1.4", ".txt", "pdf"),
        (b"junk\n%PDF-1.4", "", "pdf"),
        (b"PK\x03\x04" + b"x" * 26 + b"mimetypeapplication/vnd.oasis.opendocument.text", "", "odt"),
        (b"PK\x03\x04" + b"x" * 200, ".odt", "docx"),
        (b"\xd0\xcf\x11\xe0", ".docx", "locked"),
        (b'{"uri": "x", "body_text": "y"}', "", "ninjs"),
        (b'{"uri": "x"}', "", "text"),
        (b'{"uri": "x"}', ".json", "ninjs"),
        (b"Message-ID: <1>\nFrom: a\nSubject: b\n\nText", "", "eml"),
        (b"Received: by x\r\nDate: b\r\nMIME-Version: 1.0\r\n\r\nText", ".txt", "eml"),
        (b"From: a\nTo: b\nSubject: c\n\nText", ".txt", "text"),
        (b"From: a\nTo: b\nSubject: c\n\nText", ".eml", "eml"),
        (b"Oldport: a quay is closed\n\nText", ".txt", "text"),
        (b"", ".docx", "text"),
    ],
)
def test_kind(head: bytes, suffix: str, kind: str) -> None:
    assert kind_of(head, suffix) == kind


_MADE = [(HERE / name).read_bytes() for name in ("parts.docx", "parts.odt", "scan.pdf", "heads.pdf", "page.html")]


@settings(deadline=None)  # the first file of a kind imports its library
@given(st.data())
def test_damaged_files_give_an_article_or_one_line(data: st.DataObject) -> None:
    content = bytearray(data.draw(st.sampled_from(_MADE)))
    for _ in range(data.draw(st.integers(1, 20))):
        at = data.draw(st.integers(0, len(content) - 1))
        content[at : at + data.draw(st.integers(0, 40))] = data.draw(st.binary(max_size=40))
        if not content:
            break
    _reads_or_says_why(bytes(content), data.draw(st.sampled_from(sorted(DOCUMENT_SUFFIXES))))


@pytest.mark.parametrize("name", ["parts.docx", "parts.odt"])
def test_an_office_file_whose_directory_points_before_its_start_is_one_line(name: str) -> None:
    content = bytearray((HERE / name).read_bytes())
    end = content.rindex(b"PK\x05\x06") + 16  # where the directory of the archive begins, by its own account
    begins = int.from_bytes(content[end : end + 4], "little")
    content[end : end + 4] = (begins + 4_000_000).to_bytes(4, "little")
    _reads_or_says_why(bytes(content), Path(name).suffix)


_MARKUP = st.text(alphabet=st.sampled_from("<>/pdivabrtlh1 =\"'&;!-\nx.A“"), max_size=300)


@settings(deadline=None)
@given(_MARKUP, st.sampled_from([".html", ".eml", ".json"]))
def test_any_markup_gives_an_article_or_one_line(text: str, suffix: str) -> None:
    _reads_or_says_why(f"<html>{text}".encode() if suffix == ".html" else text.encode(), suffix)


def _reads_or_says_why(content: bytes, suffix: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"a{suffix}"
        path.write_bytes(content)
        refused = None
        articles: tuple[Article, ...] = ()
        try:
            articles = read_articles([path], max_bytes=1_000_000).articles
        except InputError as error:
            refused = str(error)
    assert articles or refused
    assert "\n" not in (refused or "")
    for article in articles:
        for place in article.places:
            assert 0 <= place.start < place.end <= len(article.text)
        ends = [0, *(sentence.end for sentence in article.sentences)]
        assert all(end <= sentence.start for end, sentence in zip(ends, article.sentences, strict=False))


_ROLES = st.sampled_from([None, "title", "deck", "body", "caption", "pull_quote", "credit", "heading"])


@given(st.lists(st.tuples(st.text(max_size=40), _ROLES, st.integers(1, 3)), max_size=8), st.text(max_size=20))
def test_places_and_hints_cover_their_blocks(blocks: list[tuple[str, Role | None, int]], title: str) -> None:
    document = document_of((Block(*block) for block in blocks), "page", title)
    numbers = [place.number for place in document.places]
    assert all(one != other for one, other in itertools.pairwise(numbers))
    assert [hint for hint in document.hints if hint.role == "title"][1:] == []
    for stretch in (*document.places, *document.hints):
        words = document.text[stretch.start : stretch.end]
        assert words == words.strip() != ""
