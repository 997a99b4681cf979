"""What every format but bare text yields: the blocks of a file put together as a text, and what the file says of it.

A block is what the format itself keeps apart: a paragraph, a heading, an item of a list, a row of a table. Blocks are
joined by blank lines, so that one story gives the same sentences in every format.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Literal, NamedTuple

from checker.schema import Cut, Place
from checker.text.roles import Hint

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from checker.schema import Published, Role

# What no reader of the page sees: control characters, lone surrogates, soft hyphens, zero-width marks.
_UNSEEN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\u00ad\u200b\u2060\ufeff\ufffe\uffff]")
# What most blocks hold nothing of, which spares them the rest.
_UNTIDY = re.compile("[\x00-\x1f\x7f-\x9f\u00ad\u200b\u2028\u2029\u2060\ud800-\udfff\ufeff\ufffe\uffff]|  ")
_BREAKS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_SPACES = re.compile("[ \t]+")
_GAP = "\n\n"
_SEARCHED_FOR_TITLE = 6
_LONGEST_BEFORE_TITLE = 60


class Block(NamedTuple):
    """A block's text, its role where the format knows it, and where it stands: its number from 1, and its path."""

    text: str
    role: Role | None = None
    number: int = 0
    path: str | None = None


class Enclosed(NamedTuple):
    """A file inside a file: an attachment of an e-mail."""

    name: str
    data: bytes


class Document(NamedTuple):
    """A file's text as it is kept and cited, and all that the file itself says of it.

    `stated` has the keys of front matter. `cut` is what was left out of the text, `notices` are lines for the user
    without the file's name, `enclosed` are files inside it. `piece` names what all versions of one piece share, and
    `before` the piece that this one goes on from.
    """

    text: str
    hints: tuple[Hint, ...] = ()
    places: tuple[Place, ...] = ()
    stated: Mapping[str, str] = {}
    published: Published | None = None
    cut: tuple[Cut, ...] = ()
    notices: tuple[str, ...] = ()
    enclosed: tuple[Enclosed, ...] = ()
    piece: str | None = None
    before: str | None = None


def plain_lines(text: str) -> str:
    """Return a block's text in normal form C, each of its lines without white space around it or runs of it inside."""
    # What can be printed holds nothing of all this, which is told in a fraction of the time.
    if ("  " not in text and text.isprintable()) or _UNTIDY.search(text) is None:
        return text.strip() if text.isascii() else unicodedata.normalize("NFC", text.strip())
    seen = _UNSEEN.sub("", _BREAKS.sub("\n", text))
    if "\t" in seen or "  " in seen:
        seen = _SPACES.sub(" ", seen)
    if "\n" not in seen:
        return unicodedata.normalize("NFC", seen.strip())
    lines = [line.strip() for line in seen.split("\n")]
    return unicodedata.normalize("NFC", "\n".join(line for line in lines if line))


def document_of(
    blocks: Iterable[Block], kind: Literal["paragraph", "page", "element"], title: str | None = None
) -> Document:
    """Put blocks together. A `title` that the blocks do not print becomes the first line, so that it is compared.

    `kind` is what a block's number counts. Blocks without text are left out.
    """
    tidied = [
        block if text == block.text else block._replace(text=text)
        for block in blocks
        if (text := plain_lines(block.text))
    ]
    parts: list[str] = []
    hints: list[Hint] = []
    places: list[Place] = []
    length = 0
    for text, role, number, path in _titled(tidied, title):
        start = length + len(_GAP) if parts else 0
        length = start + len(text)
        parts.append(text)
        if role:
            hints.append(Hint(start, length, role))
        if number and places and places[-1].number == number and places[-1].path == path:
            places[-1] = places[-1]._replace(end=length)
        elif number:
            places.append(Place(start, length, kind, number, path))
    return Document(_GAP.join(parts), tuple(hints), tuple(places))


def _titled(blocks: list[Block], title: str | None) -> Sequence[Block]:
    """Return the blocks with one title: the one they mark, else the first that prints `title`, else a new first one."""
    line = " ".join(plain_lines(title or "").split())
    marked = [number for number, block in enumerate(blocks) if block.role == "title"]
    if marked:
        # A page may head every part with a heading of the first rank; only one of them is its title.
        for number in marked[1:]:
            blocks[number] = blocks[number]._replace(role="heading")
        return blocks
    if not line:
        return blocks
    for number, block in enumerate(blocks[:_SEARCHED_FOR_TITLE]):
        if block.text.casefold() == line.casefold():
            blocks[number] = block._replace(role="title")
            return blocks
    return [Block(line, "title"), *blocks]


def headed(blocks: list[Block]) -> list[Block]:
    """Return the blocks; where none is marked as the title, a heading that comes before all running text is."""
    if any(block.role == "title" for block in blocks):
        return blocks
    for number, block in enumerate(blocks):
        text = block.text.strip()
        if block.role == "heading" and text:
            blocks[number] = block._replace(role="title")
            break
        if len(text) > _LONGEST_BEFORE_TITLE or text.endswith("."):
            break
    return blocks
