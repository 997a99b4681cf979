"""Files that do harm or hold nothing: one clear line each, in bounded memory, and the others are still read."""

from __future__ import annotations

import io
import os
import tracemalloc
import zipfile
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path

import pytest

from checker.errors import InputError
from checker.readers import read_articles
from checker.readers.contents import contents_of
from checker.readers.paths import named_file

HERE = Path(__file__).parent / "documents"
MOST = 1_000_000
GOOD = "The ferry caught fire off Oldport. Forty people are missing.\n"
WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def zipped(members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return packed.getvalue()


def word(body: str, head: str = "") -> bytes:
    return zipped({"word/document.xml": f"<?xml version='1.0'?>{head}<w:document {WORD}>{body}</w:document>".encode()})


def bomb() -> bytes:
    """A .docx of some 60 KB that unpacks to 60 MB."""
    return zipped({"word/document.xml": b" " * 60_000_000})


def lying_bomb() -> bytes:
    """One whose directory says that its part is small."""
    small = zipped({"word/document.xml": b" " * 9_000_000})
    true, false = (9_000_000).to_bytes(4, "little"), (900).to_bytes(4, "little")
    return small.replace(true, false)


def many_members() -> bytes:
    return zipped({f"word/{number}.xml": b"" for number in range(5001)})


def entities() -> bytes:
    head = "<!DOCTYPE x [<!ENTITY a 'secret'><!ENTITY b SYSTEM 'file:///etc/passwd'>]>"
    return word("<w:body><w:p><w:r><w:t>&a;&b;</w:t></w:r></w:p></w:body>", head)


def wide_entities() -> bytes:
    """The same in UTF-16, where no search for ASCII bytes finds the declaration."""
    text = f"<?xml version='1.0' encoding='UTF-16'?><!DOCTYPE x [<!ENTITY a 'b'>]><w:document {WORD}/>"
    return zipped({"word/document.xml": text.encode("utf-16")})


def odt_entities() -> bytes:
    content = b"<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;'>]><office>&b;</office>"
    return zipped({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": content}, zipfile.ZIP_STORED)


def locked_odt() -> bytes:
    members = {
        "mimetype": b"application/vnd.oasis.opendocument.text",
        "META-INF/manifest.xml": b"<manifest:encryption-data manifest:checksum-type='SHA256/1K'/>",
        "content.xml": os.urandom(200),
    }
    return zipped(members, zipfile.ZIP_STORED)


def deep_word() -> bytes:
    return word("<w:body>" + "<w:sdt>" * 240 + "<w:p/>" + "</w:sdt>" * 240 + "</w:body>")


def mail_of_an_image() -> bytes:
    message = EmailMessage()
    message["From"], message["Subject"], message["Message-ID"] = "a@example.com", "The quay", "<1@example.com>"
    message.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="quay.png")
    return message.as_bytes()


def large_page() -> bytes:
    return b"<!DOCTYPE html><html><body>" + b"<p>The ferry caught fire off Oldport.</p>" * 1_250_000


BAD: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "bomb": ("a.docx", bomb, "unpacks to more than 50 MB, as no article does; save its text anew"),
    "lying bomb": ("a.docx", lying_bomb, "is damaged"),
    "many members": ("a.docx", many_members, "unpacks to more than 50 MB"),
    "locked docx": ("a.docx", (HERE / "locked.docx").read_bytes, "is protected by a password; save it without one"),
    "locked odt": ("a.odt", locked_odt, "is protected by a password; save it without one"),
    "locked pdf": ("a.pdf", (HERE / "locked.pdf").read_bytes, "is protected by a password; save it without one"),
    "scan": ("a.pdf", (HERE / "scan.pdf").read_bytes, "is a PDF without text: its page is a picture, a scan perhaps"),
    "broken pdf": ("a.pdf", lambda: b"%PDF-1.7\n" + b"x" * 2000, "is damaged and cannot be opened as PDF"),
    "broken zip": ("a.docx", lambda: b"PK\x03\x04" + b"x" * 2000, "is damaged"),
    "cut docx": ("a.docx", lambda: (HERE / "parts.docx").read_bytes()[:3000], "is damaged"),
    "entities": ("a.docx", entities, "declares a document type (DOCTYPE), which no Office program writes"),
    "wide entities": ("a.docx", wide_entities, "declares a document type (DOCTYPE)"),
    "odt entities": ("a.odt", odt_entities, "declares a document type (DOCTYPE)"),
    "no xml": ("a.docx", lambda: zipped({"word/document.xml": b"<w:document"}), "is no XML"),
    "empty zip": ("a.docx", lambda: zipped({}), "is a ZIP archive with nothing in it; save it anew in its program"),
    "archive": ("a.zip", lambda: zipped({"a.txt": b"x"}), "is a ZIP archive, but no Word or OpenDocument text"),
    "spreadsheet": ("a.xlsx", lambda: zipped({"xl/workbook.xml": b"<x/>"}), "no Word or OpenDocument text"),
    "old word": ("a.doc.txt", lambda: b"\xd0\xcf\x11\xe0" + bytes(2000), "is an old Office document (.doc)"),
    "empty docx": ("a.docx", lambda: word("<w:body><w:p/></w:body>"), "holds no text"),
    "image mail": ("a.eml", mail_of_an_image, "holds no text, only 1 image; nothing here reads pictures"),
    "large page": ("a.html", large_page, "bytes, more than the 10,000,000 allowed"),
    "long page": (
        "a.html",
        lambda: b"<html><body><nav>x</nav>" + b"<p>The ferry caught fire.</p>" * 4000 + b"</body></html>",
        "is a page of 4,001 lines, more than the 4,000 of any article",
    ),
    "empty page": ("a.html", lambda: b"<!DOCTYPE html><html><body></body></html>", "holds no text"),
    "deep page": ("a.html", lambda: b"<html><body>" + b"<div>" * 5000 + b"x</body></html>", ""),
    "no ninjs": ("a.json", lambda: b'{"a": 1}', "is JSON, but no ninjs item"),
    "no json": ("a.json", lambda: b'{"uri": "x",', "is no JSON"),
    "deep json": ("a.json", lambda: b'{"uri":' + b"[" * 100_000, "is n"),
}


@pytest.mark.parametrize("case", BAD, ids=str)
def test_one_line_and_the_others_are_read(tmp_path: Path, case: str) -> None:
    name, content, reason = BAD[case]
    bad, good = tmp_path / name, tmp_path / "good.txt"
    bad.write_bytes(content())
    good.write_text(GOOD, encoding="utf-8")
    reading = read_articles([bad, good], max_bytes=MOST)
    assert reading.articles[-1].id == "good"
    if not reason:  # read or refused, but in either case the run went on
        return
    (failure,) = reading.failures
    assert failure.reason.startswith(f"{bad}: ")
    assert reason in failure.reason
    assert "\n" not in failure.reason
    assert len(reading.articles) == 1


@pytest.mark.parametrize("case", ["bomb", "lying bomb", "large page", "many members"])
def test_memory_is_bounded(tmp_path: Path, case: str) -> None:
    name, content, _ = BAD[case]
    bad = tmp_path / name
    bad.write_bytes(content())
    size = bad.stat().st_size
    tracemalloc.start()
    try:
        with pytest.raises(InputError):
            read_articles([bad], max_bytes=MOST)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    # Twice what may be read of a page, since the bytes are put together while they are read.
    assert most < min(2 * size, 20_000_000) + 15_000_000, f"{most:,} bytes at once"


def test_deep_word_document_is_read_or_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(deep_word())
    with pytest.raises(InputError, match=r"holds no text|nested too deeply|is no XML"):
        read_articles([path], max_bytes=MOST)


def test_entities_of_a_page_are_not_expanded(tmp_path: Path) -> None:
    page = tmp_path / "a.html"
    page.write_text(
        '<!DOCTYPE html [<!ENTITY a "aaaaaaaaaa"><!ENTITY x SYSTEM "file:///etc/passwd">]>'
        f"<html><body><p>{GOOD} &a; &x; Caf&eacute;.</p></body></html>",
        encoding="utf-8",
    )
    (article,) = read_articles([page], max_bytes=MOST).articles
    assert "aaaaaaaaaa" not in article.text
    assert "root:" not in article.text
    assert "Café." in article.text


@pytest.mark.parametrize("name", ["a.txt", "a.html"])
def test_file_that_changes_while_it_is_read(tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / name
    path.write_text(GOOD * 3000, encoding="utf-8")
    read = os.read

    def growing(handle: int, size: int) -> bytes:
        data = read(handle, size)
        if path.stat().st_size == len(GOOD.encode()) * 3000:
            with path.open("a", encoding="utf-8") as file:
                file.write("And more.")
        return data

    monkeypatch.setattr(os, "read", growing)
    with pytest.raises(InputError, match="changed while it was read; run again once it is saved"):
        contents_of(named_file(path), MOST)


def test_unchanged_file_is_taken_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(GOOD, encoding="utf-8")
    assert contents_of(named_file(path), MOST) == ("text", GOOD.encode())


def test_text_of_a_document_is_limited_like_any_other(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(word(f"<w:body><w:p><w:r><w:t>{GOOD * 100}</w:t></w:r></w:p></w:body>"))
    with pytest.raises(InputError, match=r"its text has .* more than the 1,000 allowed"):
        read_articles([path], max_bytes=1000)
