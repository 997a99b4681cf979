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
from checker.schema import Cut, Published
from checker.text.dates import parse_published

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_MOST_PARTS = 200
_REPLY_MARKS = re.compile(r"(?:(?:re|aw|sv|fwd?|wg|tr|rv|antw|reenv)\s*(?:\[\d+\])?\s*:\s*)+", re.IGNORECASE)
_ORIGINAL = re.compile(
    r"[-_*\s]*(?:original message|ursprüngliche nachricht|message d'origine|mensaje original|forwarded message|"
    r"begin forwarded message:?|weitergeleitete nachricht|message transféré|mensaje reenviado)[-_*:\s]*",
    re.IGNORECASE,
)
_WROTE = re.compile(
    r"(?:on|am|le|el)\b.{5,200}\b(?:wrote|schrieb|a écrit|escribió)\b.{0,80}:\s*", re.IGNORECASE | re.DOTALL
)
_HEADER = re.compile(
    r"\s*\*?(?:from|to|cc|sent|date|subject|reply-to|von|an|gesendet|datum|betreff|de|à|envoyé|objet|para|enviado|fecha|"
    r"asunto)\*?\s?:\*?\s.*",
    re.IGNORECASE,
)
# How every line begins that one of these can match, which spares all others the long patterns.
_MAY_BEGIN = re.compile(
    r"[-_*\s]|message\b|on\b|am\b|le\b|el\b|[a-zàé-]{1,12}\*?\s?:|[^\W\d_]+ ?[^\W\d_]+ [mn]", re.IGNORECASE
)
_FEWEST_HEADERS = 3
_SIGNATURE = "-- "
_LEAST_WORDS = 12
_ENCRYPTED = frozenset(("application/pgp-encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime"))
# What the standard library raises where it cannot make sense of a header.
_ODD_HEADERS = (ValueError, TypeError, IndexError, AttributeError, LookupError)
_NO_FILES = frozenset(("text/calendar", "text/vcard", "text/x-vcard"))
"""What mail programs add for themselves."""
_FOLLOWING = 40


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
    blocks, cut = _split_thread(_own_blocks(parts, name))
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


def _split_thread(blocks: list[Block]) -> tuple[list[Block], tuple[Cut, ...]]:
    """Return what was written in this message, and what was cut: the messages quoted below it, and the signature."""
    begin = next((place for place in range(len(blocks)) if _begins_thread(blocks, place)), len(blocks))
    own, thread = blocks[:begin], blocks[begin:]
    if thread and sum(len(block.text.split()) for block in own) < _LEAST_WORDS:
        passed_on = _passed_on(thread)
        if sum(len(block.text.split()) for block in passed_on) >= _LEAST_WORDS:
            again, cut = _split_thread(passed_on)
            return again, (*_cut("thread", [*own, *thread[: len(thread) - len(passed_on)]]), *cut)
    signed = next((place for place, block in enumerate(own) if block.text.rstrip() == _SIGNATURE.strip()), len(own))
    quoted = [block for block in own[:signed] if block.text.lstrip().startswith(">")]
    kept = [block for block in own[:signed] if not block.text.lstrip().startswith(">")]
    return kept, (*_cut("signature", own[signed + 1 :]), *_cut("thread", [*quoted, *thread]))


def _begins_thread(blocks: Sequence[Block], place: int) -> bool:
    """Tell whether the messages before this one begin here: a line that says so, or the heads of a message."""
    text = blocks[place].text.strip()
    if _MAY_BEGIN.match(text) is None:
        return False
    if _ORIGINAL.fullmatch(text):
        return True
    near = " ".join(block.text for block in blocks[place : place + 2])
    if _WROTE.fullmatch(text) or (_WROTE.fullmatch(near) and not _HEADER.match(text)):
        return True
    heads = [line for block in blocks[place : place + _FEWEST_HEADERS] for line in block.text.split("\n")]
    return len(heads) >= _FEWEST_HEADERS and all(_HEADER.fullmatch(line) for line in heads[:_FEWEST_HEADERS])


def _passed_on(thread: Sequence[Block]) -> list[Block]:
    """Return a message that was passed on without the lines that say so, its heads, and the marks of quoting."""
    place = 0
    while place < len(thread) and place < _FOLLOWING:
        lines = thread[place].text.strip().lstrip("> ").split("\n")
        if not all(not line.strip() or _ORIGINAL.fullmatch(line) or _HEADER.fullmatch(line) for line in lines):
            break
        place += 1
    unmarked = (block._replace(text=re.sub(r"(?m)^(?:> ?)+", "", block.text)) for block in thread[place:])
    return list(unmarked)


def _cut(kind: str, blocks: Sequence[Block]) -> tuple[Cut, ...]:
    text = "\n".join(block.text.strip() for block in blocks if block.text.strip())
    return (Cut.model_validate({"kind": kind, "text": text}),) if text else ()


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
