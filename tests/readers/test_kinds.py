"""Formats told by content; the name decides only where the content leaves it open."""

from __future__ import annotations

import pytest

from checker.readers.kinds import kind_of

PIECE = b"The ferry caught fire."
THREE_HEADS = b"From: a\nTo: b\nSubject: c\n\nText"
ODT = b"PK\x03\x04" + b"x" * 26 + b"mimetypeapplication/vnd.oasis.opendocument.text"

BY_CONTENT: dict[str, list[bytes]] = {
    "text": [
        PIECE,
        b"# Ferry\n\n" + PIECE,
        b"---\ntitle: x\n---\nText",
        b"<p>An odd beginning</p>",
        b'{"uri": "x"}',
        THREE_HEADS,
        b"Oldport: a quay is closed\n\nText",
    ],
    "html": [
        b'\xef\xbb\xbf\r\n<!DOCTYPE HTML PUBLIC "-//W3C//DTD">',
        b"<?xml version='1.0'?>\n<!-- saved -->\n<html>",
        "\ufeff<html><p>x".encode("utf-16-le"),
    ],
    "pdf": [b"%PDF-1.4", b"junk\n%PDF-1.4"],
    "odt": [ODT],
    "docx": [b"PK\x03\x04" + b"x" * 200],
    "locked": [b"\xd0\xcf\x11\xe0"],
    "ninjs": [b'{"uri": "x", "body_text": "y"}'],
    "eml": [
        b"Message-ID: <1>\nFrom: a\nSubject: b\n\nText",
        b"Received: by x\r\nDate: b\r\nMIME-Version: 1.0\r\n\r\nText",
    ],
}


@pytest.mark.parametrize(("kind", "head"), [(kind, head) for kind, heads in BY_CONTENT.items() for head in heads])
@pytest.mark.parametrize("suffix", ["", ".txt", ".md"])
def test_content_tells_the_kind_of_what_is_named_as_text(kind: str, head: bytes, suffix: str) -> None:
    assert kind_of(head, suffix) == kind


@pytest.mark.parametrize(
    ("head", "suffix", "kind"),
    [
        (b"<p>A page without a head</p>", ".html", "html"),
        (b"No element at all", ".html", "text"),
        (ODT, ".docx", "odt"),
        (b"PK\x03\x04" + b"x" * 200, ".odt", "docx"),
        (b"\xd0\xcf\x11\xe0", ".docx", "locked"),
        (b'{"uri": "x"}', ".json", "ninjs"),
        (THREE_HEADS, ".eml", "eml"),
        (b"", ".docx", "text"),
    ],
)
def test_the_name_decides_where_the_content_leaves_it_open(head: bytes, suffix: str, kind: str) -> None:
    assert kind_of(head, suffix) == kind
