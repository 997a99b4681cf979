"""Whatever the bytes of a document, an article or one line that says why there is none."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.errors import InputError
from checker.readers import read_articles
from checker.readers.kinds import DOCUMENT_SUFFIXES
from checker.schema import Article

HERE = Path(__file__).parent / "documents"
_MADE = [(HERE / name).read_bytes() for name in ("parts.docx", "parts.odt", "scan.pdf", "heads.pdf", "page.html")]


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
