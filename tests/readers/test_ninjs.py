"""ninjs: text, parts, and what the desk says of an item."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from checker.errors import InputError
from checker.readers import Reading, read_articles
from checker.schema import Article

TEXT = "The harbour authority of Oldport closed the eastern quay on Monday.\nNobody was hurt, the authority said."
ITEM: dict[str, Any] = {
    "uri": "urn:newsml:kystposten.example:20310304:quay",
    "type": "text",
    "version": "2",
    "versioncreated": "2031-03-04T09:40:00Z",
    "pubstatus": "usable",
    "language": "en",
    "headline": "Quay closed in Oldport after foundations move",
    "description_text": "Engineers found a shift of eleven centimetres",
    "byline": "By Ida Lund",
    "body_text": TEXT,
    "copyrightholder": "Kystposten",
    "associations": {
        "main": {
            "type": "picture",
            "description_text": "The eastern quay on Monday evening",
            "byline": "Tor Hansen",
        },
        "more": {"type": "text", "description_text": "Another piece"},
    },
}


def read(tmp_path: Path, item: object, name: str = "item.json") -> Reading:
    path = tmp_path / name
    path.write_text(json.dumps(item, ensure_ascii=False), encoding="utf-8")
    return read_articles([path], max_bytes=100_000)


def one(tmp_path: Path, **changes: object) -> Article:
    item = {key: value for key, value in {**ITEM, **changes}.items() if value is not None}
    (article,) = read(tmp_path, item).articles
    return article


def test_parts_and_metadata(tmp_path: Path) -> None:
    article = one(tmp_path)
    assert [(s.role, article.sentence_text(s.number)) for s in article.sentences] == [
        ("title", "Quay closed in Oldport after foundations move"),
        ("deck", "Engineers found a shift of eleven centimetres"),
        ("dateline", "By Ida Lund"),
        ("body", "The harbour authority of Oldport closed the eastern quay on Monday."),
        ("body", "Nobody was hurt, the authority said."),
        ("caption", "The eastern quay on Monday evening"),
        ("credit", "Tor Hansen"),
    ]
    assert (article.outlet, article.language, article.status.version) == ("Kystposten", "en", "2")
    assert article.published.known == "metadata"
    assert article.published.earliest == datetime(2031, 3, 4, 9, 40, tzinfo=UTC)


def test_body_in_html(tmp_path: Path) -> None:
    page = (
        "<p>The quay is closed.</p><h2>What changes</h2><p>Ferries use the other &amp; newer one.</p><script>x</script>"
    )
    article = one(tmp_path, body_text=None, body_html=page)
    assert [s.role for s in article.sentences][3:6] == ["body", "heading", "body"]
    assert "Ferries use the other & newer one." in article.text
    assert "script" not in article.text


def test_lists_of_version_2_and_later(tmp_path: Path) -> None:
    article = one(
        tmp_path,
        headline=None,
        body_text=None,
        description_text=None,
        headlines=[
            {"role": "sub", "value": "Eleven centimetres since autumn"},
            {"role": "main", "value": "Quay closed"},
        ],
        bodies=[{"contenttype": "text/html", "value": "<p>No.</p>"}, {"contenttype": "text/plain", "value": TEXT}],
    )
    assert article.title == "Quay closed"
    assert article.sentences[1].role == "deck"
    assert "Nobody was hurt" in article.text
    assert "No." not in article.text


@pytest.mark.parametrize(
    ("changes", "kind"),
    [
        ({}, "usable"),
        ({"pubstatus": "withheld"}, "withheld"),
        ({"pubstatus": "canceled"}, "killed"),
        ({"embargoed": "2031-03-05T06:00:00Z"}, "embargoed"),
        ({"pubstatus": "canceled", "embargoed": "2031-03-05T06:00:00Z"}, "killed"),
        ({"ednote": "KILL: wrong quay"}, "killed"),
        ({"ednote": "EMBARGOED UNTIL 06:00 GMT 5 March 2031"}, "embargoed"),
        ({"ednote": "CORRECTED: the shift is eleven centimetres, not eleven metres"}, "corrected"),
        ({"ednote": "Pictures to follow"}, "usable"),
        ({"body_text": f"HOLD\n{TEXT}"}, "withheld"),
    ],
)
def test_status(tmp_path: Path, changes: dict[str, str], kind: str) -> None:
    assert one(tmp_path, **changes).status.kind == kind


def test_embargo_says_when_it_ends_and_what_the_desk_noted(tmp_path: Path) -> None:
    status = one(tmp_path, embargoed="2031-03-05T06:00:00Z", ednote="Call Berg first").status
    assert status.until == datetime(2031, 3, 5, 6, tzinfo=UTC)
    assert status.note == "Call Berg first"


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"pubstatus": "maybe"}, 'pubstatus "maybe" is none of'),
        ({"embargoed": "soon"}, 'embargoed "soon" is no date'),
        ({"type": "picture"}, 'of type "picture"; only text'),
        ({"body_text": None}, "without a body; ask for body_text or body_html"),
        ({"body_text": "  "}, "without a body"),
    ],
)
def test_refused(tmp_path: Path, changes: dict[str, object], reason: str) -> None:
    with pytest.raises(InputError, match=reason):
        one(tmp_path, **changes)


def test_told_by_content(tmp_path: Path) -> None:
    assert read(tmp_path, ITEM, "item.txt").articles[0].title == ITEM["headline"]


def test_folder_with_items_and_other_json(tmp_path: Path) -> None:
    (tmp_path / "settings.json").write_text('{"a": [1]}', encoding="utf-8")
    path = tmp_path / "item.json"
    path.write_text(json.dumps(ITEM), encoding="utf-8")
    assert [article.id for article in read_articles([tmp_path], max_bytes=100_000).articles] == ["item"]
