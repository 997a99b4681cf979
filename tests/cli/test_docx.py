"""--format docx: a copy of each Word file with comments, beside it or in another folder."""

from __future__ import annotations

from tests.newsroom import Newsroom


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
