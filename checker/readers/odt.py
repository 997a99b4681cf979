"""OpenDocument text (.odt) in the accepted view: what was deleted, is hidden, or is a comment is left out.

Deleted text stands apart from the text in this format, so that accepting all changes is to leave the list of them out.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from checker.errors import InputError
from checker.readers.document import Block, Document, document_of, headed
from checker.readers.office import Package
from checker.readers.role_names import role_of_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from checker.schema import Role

_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_PARAGRAPHS = (f"{_TEXT}p", f"{_TEXT}h")
_GONE = frozenset(
    (
        f"{_OFFICE}annotation",
        f"{_TEXT}tracked-changes",
        f"{_TEXT}note-citation",
        f"{_TEXT}hidden-text",
        f"{_TEXT}table-of-content",
        f"{_TEXT}sequence-decls",
        f"{_OFFICE}forms",
        f"{_TEXT}ruby-text",
        f"{_DRAW}image",
    )
)
_MANIFEST = "META-INF/manifest.xml"
_ENCRYPTION = b"encryption-data"
_MOST_SPACES = 100


class Style(NamedTuple):
    """A style: the role it is named after, and whether what it is given to is hidden."""

    role: Role | None = None
    hidden: bool = False


@dataclass
class _Document:
    """The walk over a document: its styles, the numbers of its paragraphs, and the blocks found."""

    styles: Styles
    numbers: Mapping[Any, int]
    blocks: list[Block] = field(default_factory=list)
    notes: list[Any] = field(default_factory=list)

    def take(self, parent: Any) -> None:
        """Read the paragraphs and tables in `parent`, whatever they are wrapped in."""
        for element in parent:
            tag = element.tag
            if tag in _PARAGRAPHS:
                self._take_paragraph(element)
            elif tag == f"{_TABLE}table":
                self._take_table(element)
            elif tag == f"{_TEXT}section" and element.get(f"{_TEXT}display") == "none":
                continue
            elif tag not in _GONE:
                self.take(element)

    def _take_paragraph(self, paragraph: Any) -> None:
        style = self.styles.named(paragraph.get(f"{_TEXT}style-name"))
        role = style.role or ("heading" if paragraph.tag == f"{_TEXT}h" else None)
        hidden = style.hidden or paragraph.find(f".//{_TEXT}hidden-paragraph[@{_TEXT}is-hidden='true']") is not None
        boxes: list[Any] = []
        text = "" if hidden else "".join(self._words(paragraph, boxes))
        self.blocks.append(Block(text, role, self.numbers[paragraph]))
        for box in boxes:
            self.take(box)

    def _take_table(self, table: Any) -> None:
        for row in table.iter(f"{_TABLE}table-row"):
            shown = []
            for cell in row.iterchildren(f"{_TABLE}table-cell"):
                cells = _Document(self.styles, self.numbers)
                cells.take(cell)
                self.notes += cells.notes
                shown.append(" ".join(" ".join(block.text.split()) for block in cells.blocks).strip())
            first = next(row.iter(*_PARAGRAPHS), None)
            number = self.numbers[first] if first is not None else 0
            self.blocks.append(Block(" | ".join(filter(None, shown)), "body", number))

    def _words(self, parent: Any, boxes: list[Any]) -> Iterator[str]:
        """Yield the text of a paragraph; text boxes that hang on it are added to `boxes`, and notes kept for the end.

        Line feeds in the XML are spaces.
        """
        yield (parent.text or "").replace("\n", " ")
        for element in parent:
            tag = element.tag
            if tag == f"{_TEXT}s":
                count = element.get(f"{_TEXT}c") or "1"
                yield " " * min(int(count) if count.isdecimal() else 1, _MOST_SPACES)
            elif tag == f"{_TEXT}tab":
                yield "\t"
            elif tag == f"{_TEXT}line-break":
                yield "\n"
            elif tag == f"{_TEXT}note-body":
                self.notes.append(element)
            elif tag == f"{_DRAW}text-box":
                boxes.append(element)
            elif tag not in _GONE and not self._is_hidden(element):
                yield from self._words(element, boxes)
            yield (element.tail or "").replace("\n", " ")

    def _is_hidden(self, element: Any) -> bool:
        return element.tag == f"{_TEXT}span" and self.styles.named(element.get(f"{_TEXT}style-name")).hidden


def read_odt(data: bytes, name: str) -> Document:
    """Return the text of an OpenDocument text, each paragraph a block with its number in the order of the XML.

    Raises InputError for what is damaged, a bomb, protected, or no OpenDocument text.
    """
    package = Package(data, name)
    if _MANIFEST in package.members and _ENCRYPTION in package.part(_MANIFEST):
        raise InputError(f"{name}: is protected by a password; save it without one")
    root = package.xml("content.xml")
    body = None if root is None else root.find(f"{_OFFICE}body/{_OFFICE}text")
    if root is None or body is None:
        raise InputError(f"{name}: is an OpenDocument file, but no text; save it as .odt")
    aside = (f"{_TEXT}tracked-changes", f"{_OFFICE}annotation")
    shown = (one for one in body.iter(*_PARAGRAPHS) if next(one.iterancestors(*aside), None) is None)
    numbers = {paragraph: number for number, paragraph in enumerate(shown, 1)}
    document = _Document(Styles(package.xml("styles.xml"), root), numbers)
    try:
        document.take(body)
        while document.notes:
            document.take(document.notes.pop(0))
    except RecursionError as error:
        raise InputError(f"{name}: its parts are nested too deeply to be an article; save it anew") from error
    return document_of(headed(document.blocks), "paragraph")


class Styles:
    """The styles of a document, each looked up when the first paragraph has it."""

    def __init__(self, *roots: Any) -> None:
        self._elements = {
            style.get(f"{_STYLE}name"): style
            for root in roots
            if root is not None
            for style in root.iter(f"{_STYLE}style")
        }
        self._known: dict[str, Style] = {}

    def named(self, name: str) -> Style:
        """Return a style with what it takes over from its parents; an empty one for an unknown name."""
        if name not in self._known:
            self._known[name] = self._resolved(name)
        return self._known[name]

    def _resolved(self, name: str) -> Style:
        role: Role | None = None
        hidden: str | None = None
        seen: set[str] = set()
        while name in self._elements and name not in seen:
            seen.add(name)
            element = self._elements[name]
            # "Heading_20_1" is how the format writes "Heading 1".
            called = element.get(f"{_STYLE}display-name") or name
            role = role or role_of_name(called.replace("_20_", " "))
            properties = element.find(f"{_STYLE}text-properties")
            if hidden is None and properties is not None:
                hidden = properties.get(f"{_TEXT}display")
            name = element.get(f"{_STYLE}parent-style-name")
        return Style(role, hidden == "none")
