"""--format docx: a copy of each Word file with comments, beside it or in another folder."""

from __future__ import annotations

import shutil

import pytest

from tests.newsroom import Newsroom
from tests.reports.test_annotated_docx import FILES, commented

FILE = FILES / "writer.docx"


def test_without_a_word_file_nothing_is_run(newsroom: Newsroom) -> None:
    newsroom.write("one.txt", "The council voted.")
    result = newsroom.run("compare", "one.txt", "--checks-only", "--format", "docx")
    assert (result.code, result.out) == (2, "")
    assert result.err == "checker: --format docx: none of the articles is a Word file (.docx) to put comments in\n"


def test_the_output_of_word_comments_alone_is_a_folder(newsroom: Newsroom) -> None:
    newsroom.write("one.txt", "The council voted.")
    result = newsroom.run("compare", "one.txt", "--checks-only", "--format", "docx", "--output", "new.docx")
    assert result.code == 2
    assert result.err == "checker: --output new.docx: for --format docx name a folder; the copies go there\n"


@pytest.fixture
def word(newsroom: Newsroom) -> Newsroom:
    """A desk with a draft in Word and a source that calls the mayor something else."""
    pytest.importorskip("checker.readers.docx", reason="Word files are not read yet")
    shutil.copyfile(FILE, newsroom.folder / "draft.docx")
    newsroom.write("source.txt", "Mayor Tilda Brack said on Tuesday that the dam was holding.")
    return newsroom


def test_a_copy_with_comments_lies_beside_the_draft(word: Newsroom) -> None:
    before = FILE.read_bytes()
    result = word.run(
        "compare",
        "draft.docx",
        "source.txt",
        "--checks-only",
        "--format",
        "docx",
        "--format",
        "terminal",
        "--output",
        "out/report",
    )
    assert result.code == 0, result.err
    assert commented((word.folder / "out" / "draft.checked.docx").read_bytes()) == ["Former mayor Tilda Brack"]
    assert (word.folder / "draft.docx").read_bytes() == before
    assert "Tilda Brack" in result.out


def test_the_copy_never_takes_the_place_of_an_article(word: Newsroom) -> None:
    shutil.copyfile(FILE, word.folder / "draft.checked.docx")
    result = word.run("compare", "draft.docx", "draft.checked.docx", "--checks-only", "--format", "docx")
    assert result.code == 2
    assert result.err.endswith("draft.checked.docx: is one of the articles; name another file\n")
    assert (word.folder / "draft.checked.docx").read_bytes() == FILE.read_bytes()
