"""--desk-list: a table of people settles spellings, offices and ages, with and without a model."""

from __future__ import annotations

import pytest

from tests.newsroom import Newsroom

RECOUNT = "Levin Dorrich, 41, asked for a recount in three districts on Monday.\n"


@pytest.mark.each
def test_the_list_settles_what_the_articles_cannot(newsroom: Newsroom) -> None:
    newsroom.write("a.txt", RECOUNT)
    assert newsroom.run("compare", "a.txt", "--checks-only", "--format", "json").findings == []
    (newsroom.folder / "desk.csv").write_text("name,born\nLevin Dorrach,1979-03-02\n", "utf-8")
    result = newsroom.run("compare", "a.txt", "--checks-only", "--desk-list", "desk.csv", "--format", "json")
    assert [(one["code"], one["level"], one["headline"]) for one in result.findings] == [
        ("N2", "check", "“Levin Dorrich” is “Levin Dorrach” in the desk list.")
    ]
    assert result.findings[0]["passages"][0]["words"] == {"start": 0, "end": 13}


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (None, "cannot be read"),
        (b"", "is empty"),
        (b"person\nIda Lund\n", 'there is no column "person"'),
        (b"%PDF-1.7", "PDF"),
    ],
)
def test_a_list_that_cannot_be_read_stops_the_run(newsroom: Newsroom, content: bytes | None, told: str) -> None:
    newsroom.write("a.txt", RECOUNT)
    if content is not None:
        (newsroom.folder / "desk.csv").write_bytes(content)
    result = newsroom.run("compare", "a.txt", "--checks-only", "--desk-list", "desk.csv")
    assert result.code == 2
    assert "desk.csv" in result.err
    assert told in result.err
    assert len(result.err.strip().splitlines()) == 1
