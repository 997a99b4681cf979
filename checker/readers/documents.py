"""Which reader reads which kind of document; a new format is one module and one line here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable

    from checker.readers.document import Document
    from checker.readers.kinds import Kind

# How Word and LibreOffice name the stream that holds an encrypted document in the container of old Office files.
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def read_document(kind: Kind, data: bytes, name: str, max_bytes: int) -> Document:
    """Return what a file of this kind holds; its text may take `max_bytes` in UTF-8. Raises InputError."""
    document = _reader(kind)(data, name)
    size = len(document.text.encode())
    if size > max_bytes:
        measure = f"{size:,} bytes, more than the {max_bytes:,} allowed"
        raise InputError(f"{name}: its text has {measure}; shorten it or raise --max-article")
    return document


def _reader(kind: Kind) -> Callable[[bytes, str], Document]:
    # Imported when the first file of a kind is read: most stories are text, and a library may not be installed.
    if kind == "html":
        from checker.readers.html import read_html as reader
    elif kind == "docx":
        from checker.readers.docx import read_docx as reader
    elif kind == "odt":
        from checker.readers.odt import read_odt as reader
    elif kind == "pdf":
        from checker.readers.pdf import read_pdf as reader
    elif kind == "eml":
        from checker.readers.eml import read_eml as reader
    elif kind == "ninjs":
        from checker.readers.ninjs import read_ninjs as reader
    else:
        return _refuse_locked
    return reader


def _refuse_locked(data: bytes, name: str) -> Document:
    """Raise InputError for a file in the container of old Office files."""
    if _ENCRYPTED in data:
        raise InputError(f"{name}: is protected by a password; save it without one")
    raise InputError(f"{name}: is an old Office document (.doc); save it as .docx")
