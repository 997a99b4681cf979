"""E-mails (.eml): the message somebody wrote; the quoted thread is cut, and attachments are files of their own.

The plain part is read where there is one, else the HTML part. The subject becomes the headline unless the text prints
it. A message that only passes another one on is that other one.
"""

from __future__ import annotations

import email
import email.policy
import re
from email.message import EmailMessage, MIMEPart
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple, Self

from checker.errors import InputError
from checker.readers.document import Block, Document, Enclosed, document_of
from checker.readers.mail_thread import split_thread
from checker.schema import Published
from checker.text.dates import parse_published

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_MOST_PARTS = 200
_REPLY_MARKS = re.compile(r"(?:(?:re|aw|sv|fwd?|wg|tr|rv|antw|reenv)\s*(?:\[\d+\])?\s*:\s*)+", re.IGNORECASE)
_ENCRYPTED = frozenset(("application/pgp-encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime"))
# What the standard library raises where it cannot make sense of a header.
_ODD_HEADERS = (ValueError, TypeError, IndexError, AttributeError, LookupError)
_NO_FILES = frozenset(("text/calendar", "text/vcard", "text/x-vcard"))
"""What mail programs add for themselves."""


def read_eml(data: bytes, name: str) -> Document:
    """Return the text of an e-mail, with what is enclosed in it.

    Raises InputError for a message that holds neither text nor an enclosed file, and for what is none.
    """
    message = email.message_from_bytes(data, policy=_POLICY)
    assert isinstance(message, EmailMessage)  # noqa: S101 - what the policy makes
    try:
        parts = [_Part.of(part) for part in _parts(message)]
    except _ODD_HEADERS as error:
        raise InputError(f"{name}: its headers are damaged ({error}); save its text by itself") from error
    if len(parts) > _MOST_PARTS:
        raise InputError(f"{name}: has more than {_MOST_PARTS} parts, as no article does; save its text by itself")
    if any(part.kind in _ENCRYPTED for part in parts):
        raise InputError(f"{name}: is encrypted; save its text from the program that can read it")
    enclosed = tuple(_enclosed(parts))
    blocks, cut = split_thread(_own_blocks(parts, name))
    subject = _REPLY_MARKS.sub("", _header(message, "subject")).strip()
    images = [part for part in parts if part.kind.startswith("image/")]
    if not blocks and not enclosed and images:
        raise InputError(
            f"{name}: holds no text, only {_counted(len(images), 'image')}; nothing here reads pictures: "
            "ask for the text, or write it out"
        )
    document = document_of(blocks, "element", subject if blocks else None)
    notices = (f"{_counted(len(images), 'image')} in it not read",) if images else ()
    return document._replace(published=_published(message), cut=cut, notices=notices, enclosed=enclosed)


class _Remembering(email.policy.EmailPolicy):
    """The library's own policy, which parses a header anew at every look at it: some ten times in a short message."""

    def header_fetch_parse(self, name: str, value: str) -> Any:
        """Return a header as it was parsed before."""
        return _parsed_header(name, value)


@lru_cache(maxsize=64)
def _parsed_header(name: str, value: str) -> Any:
    return email.policy.default.header_fetch_parse(name, value)


_POLICY = _Remembering()


def _parts(message: MIMEPart) -> Iterator[MIMEPart]:
    """Yield the parts of a message that are no containers, but nothing from inside a message that is enclosed."""
    if not message.is_multipart() or message.get_content_type() == "message/rfc822":
        yield message
        return
    for part in message.iter_parts():
        yield from _parts(part)


class _Part(NamedTuple):
    """A part of a message, with what its headers say; these are parsed anew at every look, so there is but one."""

    part: MIMEPart
    kind: str
    name: str | None
    enclosed: bool

    @classmethod
    def of(cls, part: MIMEPart) -> Self:
        """Return what the headers of a part say."""
        content, disposition = part["content-type"], part["content-disposition"]
        kind = content.content_type if content is not None else part.get_default_type()
        name = disposition.params.get("filename") if disposition is not None else None
        name = name or (content.params.get("name") if content is not None else None)
        attached = disposition is not None and disposition.content_disposition == "attachment"
        return cls(part, kind, name, attached or name is not None or not kind.startswith("text/"))


def _enclosed(parts: Sequence[_Part]) -> Iterator[Enclosed]:
    """Yield the files that are enclosed, but no images and nothing that a mail program adds for itself."""
    for number, (part, kind, name, enclosed) in enumerate(parts, 1):
        if not enclosed or kind in _NO_FILES or "signature" in kind or kind.startswith(("image/", "audio/", "video/")):
            continue
        if kind == "message/rfc822":
            inner = part.get_payload(0)
            if isinstance(inner, EmailMessage):
                title = _REPLY_MARKS.sub("", _header(inner, "subject")).strip() or f"message {number}"
                yield Enclosed(f"{title}.eml", inner.as_bytes())
            continue
        content = part.get_payload(decode=True)
        if isinstance(content, bytes):
            yield Enclosed(name or f"part {number}", content)


def _own_blocks(parts: Sequence[_Part], name: str) -> list[Block]:
    """Return what the message itself says: its plain parts, or its HTML parts where it has no words in plain text."""
    written = [part for part in parts if not part.enclosed]
    plain = [text for part in written if part.kind == "text/plain" and (text := _text(part.part)).strip()]
    if plain:
        return [Block(part) for text in plain for part in _paragraphs(text)]
    blocks: list[Block] = []
    for part in written:
        if part.kind == "text/html":
            from checker.readers.html import blocks_of, parsed_page

            page = _text(part.part)
            if page.strip():
                root = parsed_page(page, name)
                for quoted in root.xpath("//blockquote[@type='cite'] | //*[contains(@class,'gmail_quote')]"):
                    _mark_quoted(quoted)
                blocks += [Block(block.text, block.role, block.number, block.path) for block in blocks_of(root, name)]
    return blocks


def _mark_quoted(element: object) -> None:
    """Put the mark of quoted lines before the text of an HTML element, so that it is cut as they are."""
    for inner in element.iter():  # type: ignore[attr-defined]
        if isinstance(inner.tag, str) and inner.text and inner.text.strip():
            inner.text = f"> {inner.text.strip()}"


def _paragraphs(text: str) -> list[str]:
    """Return the paragraphs of a plain message, whose lines its program may have broken at some 75 characters."""
    from checker.text.lines import text_lines

    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace(" \n>", "\n>")
    if any(line.startswith(">") for line in lines.split("\n")):
        return lines.split("\n")
    return [
        content if "  " not in content and content.isprintable() else " ".join(content.split())
        for content in text_lines(lines).contents
    ]


def _text(part: MIMEPart) -> str:
    """Return the text of a part; a part in an encoding that nobody knows is read as far as it can be."""
    try:
        content = part.get_content()
    except (LookupError, UnicodeError, ValueError):
        payload = part.get_payload(decode=True)
        content = payload.decode("utf-8", "replace") if isinstance(payload, bytes) else ""
    return content if isinstance(content, str) else ""


def _published(message: EmailMessage) -> Published | None:
    """Return when the message was sent."""
    try:
        sent = getattr(message["date"], "datetime", None)
    except _ODD_HEADERS:
        return None
    interval = parse_published(sent.isoformat()) if sent is not None else None
    return Published(earliest=interval[0], latest=interval[1], known="metadata") if interval else None


def _header(message: EmailMessage, name: str) -> str:
    try:
        return " ".join(str(message[name] or "").split())
    except _ODD_HEADERS:
        return ""


def _counted(count: int, thing: str) -> str:
    return f"{count} {thing}" if count == 1 else f"{count} {thing}s"
