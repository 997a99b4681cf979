"""Versions of one piece are one source, and a killed one supports nothing, nor do those before it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from checker.readers import Reading, read_articles

if TYPE_CHECKING:
    from tests.newsroom import Newsroom

HEADLINE = "Quay closed in Oldport after foundations move"
FIRST = "The shift is eleven metres, the authority said. Nobody was hurt."
SECOND = "The shift is eleven centimetres, the authority said. Nobody was hurt."


def written(folder: Path, **texts: str) -> Reading:
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return read_articles([folder], max_bytes=10_000)


def replaced(reading: Reading) -> dict[str, str | None]:
    return {article.id: article.replaced_by for article in reading.articles}


def item(folder: Path, name: str, **fields: object) -> None:
    given = {"uri": "urn:x:quay", "type": "text", "headline": HEADLINE, "body_text": FIRST, **fields}
    (folder / f"{name}.json").write_text(json.dumps(given), encoding="utf-8")


@pytest.mark.parametrize("tag", ["CORRECTED-", "CORRECTED: ", "REFILE-", "UPDATE 2-", "CORRECTED\n\n"])
def test_corrected_piece_replaces_the_one_before(tmp_path: Path, tag: str) -> None:
    reading = written(tmp_path, a=f"{tag}{HEADLINE}\n\n{SECOND}\n", b=f"{HEADLINE}\n\n{FIRST}\n")
    assert replaced(reading) == {"a": None, "b": "a"}
    assert reading.articles[1].status.kind == "usable"


def test_killed_piece_takes_its_earlier_version_along(tmp_path: Path) -> None:
    reading = written(tmp_path, a=f"{HEADLINE}\n\n{FIRST}\n", b=f"KILL: {HEADLINE}\n\n{FIRST}\n")
    assert replaced(reading) == {"a": "b", "b": None}
    assert [article.status.kind for article in reading.articles] == ["killed", "killed"]
    assert reading.articles[0].status.note == f"b kills it: KILL: {HEADLINE}"
    assert "a.txt: is an earlier version of" in reading.notices[0]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (f"{HEADLINE}\n\n{FIRST}", f"{HEADLINE}\n\n{SECOND}"),  # no desk says that they are one piece
        (f"{HEADLINE}\n\n{FIRST}", f"CORRECTED-Ferries use the western quay now\n\n{SECOND}"),
        (
            f"---\noutlet: Post\n---\n{HEADLINE}\n\n{FIRST}",
            f"---\noutlet: Courier\n---\nCORRECTED-{HEADLINE}\n\n{SECOND}",
        ),
        (f"Quay closed\n\n{FIRST}", f"CORRECTED-Quay closed\n\n{SECOND}"),  # too short to be told by
    ],
)
def test_two_pieces(tmp_path: Path, first: str, second: str) -> None:
    assert set(replaced(written(tmp_path, a=first, b=second)).values()) == {None}


def test_items_of_one_uri(tmp_path: Path) -> None:
    item(tmp_path, "c", version="3", versioncreated="2031-03-04T10:00:00Z", body_text=SECOND)
    item(tmp_path, "d", version="1", versioncreated="2031-03-04T08:00:00Z")
    item(tmp_path, "e", version="2", versioncreated="2031-03-04T09:00:00Z", body_text=f"{FIRST} More soon.")
    item(tmp_path, "f", uri="urn:x:other", version="9", body_text="Something else happened in Norvik.")
    assert replaced(read_articles([tmp_path], max_bytes=10_000)) == {"c": None, "d": "c", "e": "c", "f": None}


def test_item_that_goes_on_from_another(tmp_path: Path) -> None:
    item(tmp_path, "a", versioncreated="2031-03-04T08:00:00Z")
    item(
        tmp_path, "b", uri="urn:x:2", evolvedfrom="urn:x:quay", versioncreated="2031-03-04T09:00:00Z", body_text=SECOND
    )
    assert replaced(read_articles([tmp_path], max_bytes=10_000)) == {"a": "b", "b": None}


def test_version_order_does_not_hang_on_the_order_of_files(tmp_path: Path) -> None:
    item(tmp_path, "a", version="10")
    item(tmp_path, "b", version="9", body_text=SECOND)
    assert replaced(read_articles([tmp_path], max_bytes=10_000)) == {"a": None, "b": "a"}


def test_neither_a_killed_piece_nor_what_it_replaces_is_asked_about(newsroom: Newsroom) -> None:
    newsroom.write("a.txt", f"{HEADLINE}\n\n{FIRST}\n")
    newsroom.write("b.txt", f"KILL\n\n{HEADLINE}\n\n{SECOND}\n")
    newsroom.write("c.txt", "Ferries use the western quay\n\nTwo lines use the western quay now.\n")
    newsroom.write("d.txt", "Ferries use the eastern quay\n\nTwo lines use the eastern quay now.\n")
    arguments = ("compare", "a.txt", "b.txt", "c.txt", "d.txt")
    first = newsroom.run(*arguments, "--model", "claude", "--answers", "answers", "--pending", "pending.jsonl")
    assert first.code == 4
    asked = json.dumps(newsroom.pending())
    assert "western quay" in asked
    assert "eleven metres" not in asked
    assert "centimetres" not in asked
    settled = newsroom.settle(*arguments, "--format", "json")
    assert settled.report["coverage"]["not_compared"] == ["a", "b"]
    held = [(finding["code"], finding["headline"]) for finding in settled.findings]
    assert held == [("hold-killed", "a must not go out"), ("hold-killed", "b must not go out")]


def test_versions_are_one_origin(newsroom: Newsroom) -> None:
    item(newsroom.folder, "a", version="1")
    item(
        newsroom.folder,
        "b",
        version="2",
        headline="The shift was smaller",
        body_text="Only centimetres, it turned out.",
    )
    newsroom.write("c.txt", "Ferries use the western quay\n\nTwo lines use the western quay now.\n")
    report = newsroom.settle("compare", "a.json", "b.json", "c.txt", "--format", "json").report
    assert [(one["articles"], one["kind"]) for one in report["origins"]] == [(["a", "b"], "versions")]
    assert report["coverage"]["not_compared"] == []


def test_running_embargo_is_a_hold(newsroom: Newsroom) -> None:
    newsroom.write("a.txt", f"EMBARGOED UNTIL 06:00 GMT 5 March 2931\n\n{HEADLINE}\n\n{FIRST}\n")
    newsroom.write("b.txt", f"EMBARGOED UNTIL 06:00 GMT 5 March 2021\n\nFerries use the western quay\n\n{SECOND}\n")
    result = newsroom.settle("compare", "a.txt", "b.txt", "--format", "json")
    assert [(finding["code"], finding["headline"]) for finding in result.findings] == [
        ("hold-embargoed", "a must not go out")
    ]
