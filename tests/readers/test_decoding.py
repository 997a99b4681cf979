"""Bytes of every kind: read for certain, or refused with the name and the remedy."""

from __future__ import annotations

import codecs
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.errors import InputError
from checker.readers.decoding import decoded_text

ENGLISH = "Nicolás Maduro confirmed “briefly” that he spoke – it’s fine.\n"
SPANISH = "Mañana habló el señor Núñez de Perú.\n"
RUSSIAN = "Президент Венесуэлы подтвердил, что говорил по телефону с президентом США. Он сказал об этом в среду.\n"


@pytest.mark.parametrize(
    "data",
    [
        ENGLISH.encode(),
        codecs.BOM_UTF8 + ENGLISH.encode(),
        ENGLISH.encode("utf-16"),
        codecs.BOM_UTF16_BE + ENGLISH.encode("utf-16-be"),
        codecs.BOM_UTF32_LE + ENGLISH.encode("utf-32-le"),
        ENGLISH.replace("\n", "\r\n").encode(),
        ENGLISH.replace("\n", "\r").encode(),
        unicodedata.normalize("NFD", ENGLISH).encode(),
    ],
    ids=["UTF-8", "UTF-8 with mark", "UTF-16", "UTF-16 BE", "UTF-32", "CRLF", "CR", "decomposed"],
)
def test_certain_encodings(data: bytes) -> None:
    decoded = decoded_text(data, "a.txt")
    assert (decoded.text, decoded.guessed) == (ENGLISH, None)
    assert decoded.signs in {None, "á“”–’"}


@pytest.mark.parametrize(
    ("data", "text", "encoding"),
    [
        (ENGLISH.encode("cp1252"), ENGLISH, "Windows-1252"),
        (SPANISH.encode("latin-1"), SPANISH, "Windows-1252"),
        (RUSSIAN.encode("koi8-r"), RUSSIAN, "koi8-r"),
    ],
)
def test_guessed_encodings_are_told(data: bytes, text: str, encoding: str) -> None:
    decoded = decoded_text(data, "a.txt")
    assert (decoded.text, decoded.guessed) == (text, encoding)


def test_a_byte_order_mark_inside_stays() -> None:
    assert decoded_text("a\ufeffb".encode(), "a.txt").text == "a\ufeffb"


def test_one_stray_control_character_stays() -> None:
    text = "A sentence. " * 20 + "\x02"
    assert decoded_text(text.encode(), "a.txt").text == text


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"%PDF-1.7\n...", "is a PDF"),
        (b"PK\x03\x04abc", "Office document"),
        (b"\x89PNG\r\n", "is an image"),
        (b"<!DOCTYPE html><html>", "is a web page"),
        (b"abc\x00def", "is binary"),
        (b"\x01\x02\x03abc", "is binary"),
        (b"\xff\xfea", "damaged UTF-16-LE"),
        ("Nicolás\nNicolás".encode() + b"\xe1 and on", "damaged UTF-8 in line 2"),
        (bytes(range(128, 256)), "cannot be told for certain"),
        ("Żółć, gęś i źdźbło w środę wieczorem.".encode("iso8859-2"), "cannot be told for certain"),
    ],
)
def test_refused(data: bytes, reason: str) -> None:
    with pytest.raises(InputError, match=rf"^a\.txt: .*{reason}"):
        decoded_text(data, "a.txt")


@given(st.one_of(st.binary(max_size=300), st.text(max_size=100).map(lambda text: text.encode("utf-16", "replace"))))
@settings(max_examples=300)
def test_any_bytes_are_text_or_refused(data: bytes) -> None:
    try:
        text = decoded_text(data, "a.txt").text
    except InputError:
        return
    assert "\r" not in text
    assert unicodedata.is_normalized("NFC", text)
