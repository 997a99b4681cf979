"""Word documents (.docx) in the accepted view: insertions in, deletions and hidden text out, comments left alone.

Read from the XML itself, because no library gives the accepted view. Tables become a line a row; text boxes and
footnotes follow the paragraph they hang on, and the end. Headers, footers and comments are no part of the article.
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

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MAIN = "word/document.xml"

_GONE = frozenset((f"{_W}del", f"{_W}moveFrom", f"{_W}instrText", f"{_W}delText", f"{_W}rt", f"{_MC}Fallback"))
_SIGNS = {
    f"{_W}tab": "\t",
    f"{_W}br": "\n",
    f"{_W}cr": "\n",
    f"{_W}noBreakHyphen": "\u2011",
    f"{_W}ptab": "\t",
}
_OFF = frozenset(("0", "false", "off"))


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
    # What a paragraph holds whose end was deleted: it goes on in the next one.
    carried: tuple[str, int, Role | None] | None = None

    def take(self, parent: Any) -> None:
        """Read the paragraphs and tables in `parent`, whatever they are wrapped in."""
        for element in parent:
            tag = element.tag
            if tag == f"{_W}p":
                self._take_paragraph(element)
            elif tag == f"{_W}tbl":
                self._take_table(element)
            elif tag not in _GONE:
                self.take(element)

    def _take_paragraph(self, paragraph: Any) -> None:
        properties = _child(paragraph, f"{_W}pPr")
        style = self._style_of(_child(properties, f"{_W}pStyle"))
        text = "" if style.hidden else "".join(self._words(paragraph))
        number, role = self.numbers[paragraph], style.role
        if self.carried:
            text, number, role = self.carried[0] + text, self.carried[1], self.carried[2] or role
            self.carried = None
        mark = _child(properties, f"{_W}rPr")
        if _child(mark, f"{_W}del") is not None or _child(mark, f"{_W}moveFrom") is not None:
            self.carried = (text, number, role)
        else:
            self.blocks.append(Block(text, role, number))
        for box in _boxes(paragraph):
            self.take(box)

    def _take_table(self, table: Any) -> None:
        self.finish()
        for row in table.iter(f"{_W}tr"):
            if row.find(f"{_W}trPr/{_W}del") is not None:
                continue
            cells = _Document(self.styles, self.numbers)
            shown = []
            for cell in row.iterchildren(f"{_W}tc"):
                cells.blocks.clear()
                cells.take(cell)
                cells.finish()
                shown.append(" ".join(" ".join(block.text.split()) for block in cells.blocks).strip())
            first = next(row.iter(f"{_W}p"), None)
            number = self.numbers[first] if first is not None else 0
            self.blocks.append(Block(" | ".join(filter(None, shown)), "body", number))

    def finish(self) -> None:
        """Keep what a deleted end of a paragraph left over, where no paragraph follows."""
        if self.carried:
            text, number, role = self.carried
            self.blocks.append(Block(text, role, number))
            self.carried = None

    def _words(self, parent: Any) -> Iterator[str]:
        """Yield the text of a paragraph as it reads once every change is accepted."""
        for element in parent:
            tag = element.tag
            if tag == f"{_W}r":
                if not self._is_hidden(element):
                    yield from self._words(element)
            elif tag == f"{_W}t":
                yield element.text or ""
            elif tag in _SIGNS:
                yield _SIGNS[tag]
            elif tag not in _GONE and tag not in {f"{_W}pPr", f"{_W}rPr", f"{_W}txbxContent"}:
                yield from self._words(element)

    def _is_hidden(self, run: Any) -> bool:
        properties = _child(run, f"{_W}rPr")
        if properties is None:
            return False
        vanish = _child(properties, f"{_W}vanish")
        if vanish is not None:
            return vanish.get(f"{_W}val") not in _OFF
        return self._style_of(_child(properties, f"{_W}rStyle")).hidden

    def _style_of(self, named: Any) -> Style:
        return Style() if named is None else self.styles.named(named.get(f"{_W}val"))


def read_docx(data: bytes, name: str) -> Document:
    """Return the text of a Word document, each paragraph a block with its number in the order of the XML.

    Raises InputError for what is damaged, a bomb, protected, or no Word document.
    """
    package = Package(data, name)
    root = package.xml(_MAIN)
    if root is None:
        raise InputError(f"{name}: is a ZIP archive, but no Word or OpenDocument text; name the files that are in it")
    body = root.find(f"{_W}body")
    if body is None:
        strict = _STRICT in package.part(_MAIN)[:5000]
        remedy = "is in Strict Open XML; save it as an ordinary .docx" if strict else "has no text; save it anew"
        raise InputError(f"{name}: {remedy}")
    notes = package.xml("word/footnotes.xml")
    document = _Document(Styles(package.xml("word/styles.xml")), _numbers(root, notes))
    try:
        document.take(body)
        document.finish()
        for note in [] if notes is None else notes.iterchildren(f"{_W}footnote"):
            if note.get(f"{_W}type") in {None, "normal"}:
                document.take(note)
                document.finish()
    except RecursionError as error:
        raise InputError(f"{name}: its parts are nested too deeply to be an article; save it anew") from error
    return document_of(headed(document.blocks), "paragraph")


def _numbers(*roots: Any) -> dict[Any, int]:
    """Return the number of each paragraph, from 1, counting through the whole document and then its footnotes."""
    found = (paragraph for root in roots if root is not None for paragraph in root.iter(f"{_W}p"))
    return {paragraph: number for number, paragraph in enumerate(found, 1)}


def _child(element: Any, tag: str) -> Any:
    """Return the first child with this tag, in half of the time that `find` takes; None where there is none."""
    return None if element is None else next(element.iterchildren(tag), None)


def _boxes(paragraph: Any) -> Iterator[Any]:
    """Yield the text boxes that hang on a paragraph, but not those inside of these nor the copies for old programs."""
    for box in paragraph.iter(f"{_W}txbxContent"):
        above = list(box.iterancestors(f"{_W}txbxContent", f"{_MC}Fallback", f"{_W}del", f"{_W}p"))
        if above and above[0] is paragraph:
            yield box


class Styles:
    """The styles of a document, each looked up when the first paragraph has it: templates bring hundreds."""

    def __init__(self, root: Any) -> None:
        found = [] if root is None else root.iterchildren(f"{_W}style")
        self._elements = {style.get(f"{_W}styleId"): style for style in found}
        self._known: dict[str, Style] = {}

    def named(self, identifier: str) -> Style:
        """Return a style with what it takes over from the one it is based on; an empty one for an unknown name."""
        if identifier not in self._known:
            self._known[identifier] = self._resolved(identifier)
        return self._known[identifier]

    def _resolved(self, identifier: str) -> Style:
        role: Role | None = None
        hidden: bool | None = None
        seen: set[str] = set()
        while identifier in self._elements and identifier not in seen:
            seen.add(identifier)
            element = self._elements[identifier]
            called = _child(element, f"{_W}name")
            if role is None and called is not None:
                role = role_of_name(called.get(f"{_W}val") or "")
            vanish = _child(_child(element, f"{_W}rPr"), f"{_W}vanish")
            if hidden is None and vanish is not None:
                hidden = vanish.get(f"{_W}val") not in _OFF
            based = _child(element, f"{_W}basedOn")
            identifier = "" if based is None else based.get(f"{_W}val")
        return Style(role, bool(hidden))
