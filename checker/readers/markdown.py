"""Markdown: the plain text of its blocks, joined by blank lines, without a trace of the markup.

Links are reduced to their words and images to a caption from their alternative text, raw HTML to the text in it; words
struck out are left out, as in any clean copy. Nothing is followed or loaded.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from functools import cache
from html import unescape
from typing import TYPE_CHECKING, NamedTuple

from checker.readers.body import Body
from checker.text.roles import Hint

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it import MarkdownIt
    from markdown_it.token import Token

    from checker.schema import Role

_UNSEEN_HTML = re.compile(
    r"<!--.*?(?:-->|\Z)|<(script|style|template|head)\b.*?(?:</\1\s*>|\Z)|<[?!][^>]*(?:>|\Z)", re.DOTALL | re.IGNORECASE
)
_BLOCK_TAG = re.compile(
    r"</?(?:p|div|br|li|ul|ol|tr|table|h[1-6]|section|article|aside|figure|figcaption|hr)\b[^<>]*>", re.IGNORECASE
)
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")

# How lines begin that may be a part of a block other than a paragraph or a plain heading. None begins with a letter.
_OTHER_BLOCK = re.compile(r"\s|[-+>|<=~`:]|\*\s|[*_][\s*_]*\Z|\d+[.)]|#(?!#{0,5} +[^\s#][^#]*\Z)")
_ENTITY = re.compile(r"&[#A-Za-z]")
_INLINE_MARKS = ("\\", "`", "*", "_", "~", "[", "]", "<", "&")
# Emphasis between marks that can do nothing but open and nothing but close it, and links to web addresses, each with
# nothing inside that could be a mark, an entity aside. Where no mark is left besides, the parser would read the same.
# Emphasis may end in a full stop or the like only where white space follows: else its mark could open as well.
_PLAIN_MARKUP = re.compile(
    r"""([*_\[])(?:
        (?<=\[)(?<!!\[)  ([^\\`*_~\[\]<]+)  \]\(https?://[A-Za-z0-9./?=#%:,;@+&_~-]*\)
      | (?<=[*_])(?<![^\ \n(“"‘—–-].)(\1?)  ([^\W_](?:[^\\`*_~\[\]<]*[^\W_])?)  \1\3(?![^\ \n.,;:!?)”"’—–-])
      | (?<=[*_])(?<![^\ \n(“"‘—–-].)(\1?)  ([^\W_][^\\`*_~\[\]<]*(?<=[.,;:!?)”"’…]))  \1\5(?![^\ \n])
    )""",
    re.VERBOSE,
)


class _Block(NamedTuple):
    """A block's plain text; `gap` is what separates it from the block before it."""

    text: str
    role: Role | None = None
    gap: str = "\n\n"


def read_markdown(source: str) -> Body:
    """Return the plain text of a Markdown document; the first `#` heading is its title, other headings are headings.

    `source` is in normal form C, and so is the text.
    """
    if plain := _plain_paragraphs(source):
        return Body(plain)
    parts: list[str] = []
    hints: list[Hint] = []
    length = 0
    for block in _simple_blocks(source) or _parsed_blocks(source):
        text = block.text.strip()
        if "\n" in text:
            text = "\n".join(line.strip() for line in text.split("\n"))
        if not text:
            continue
        gap = block.gap if parts else ""
        parts += (gap, text)
        start, length = length + len(gap), length + len(gap) + len(text)
        if block.role:
            hints.append(Hint(start, length, block.role))
    return Body("".join(parts), tuple(hints))


def _plain_paragraphs(source: str) -> str:
    """Return the text of a document that is nothing but paragraphs of a line each, without a mark; "" of any other.

    The text is then the document, to the character.
    """
    text = source.strip("\n")
    if any(map(text.__contains__, _INLINE_MARKS)) or "\0" in text or "\r" in text:
        return ""
    lines = text.split("\n")
    if any(lines[1::2]) or not all(lines[::2]) or list(map(str.strip, lines)) != lines:
        return ""
    if any(line[0] == "#" or _OTHER_BLOCK.match(line) for line in lines if line and not line[0].isalpha()):
        return ""
    return text


def _parsed_blocks(source: str) -> list[_Block]:
    """Return the blocks of any document."""
    document = _Document()
    for token in _parser().parse(source):
        document.take(token)
    return [block._replace(text=_composed(block.text)) for block in document.blocks]


def _simple_blocks(source: str) -> list[_Block]:
    """Return the blocks of a document of nothing but paragraphs and `#` headings; none where it may hold others.

    Most articles are like that. The parser takes ten times as long over them as all the rest of reading, nearly all of
    it for finding blocks; so it sees only the paragraphs that have marks inside.
    """
    lines = source.split("\n")
    marked = [line for line in lines if line and not line[0].isalpha()]
    if any(map(_OTHER_BLOCK.match, marked)) or "\0" in source or "\r" in source:
        return []
    # Looked for in the whole first, because most articles have none or one of them.
    marks = [mark for mark in _INLINE_MARKS if mark in source]
    if "&" in marks and not _ENTITY.search(source):
        marks.remove("&")
    if "]" in marks and "]:" in source:
        return []
    if " \n" in source or source.endswith(" "):
        marks.append(" \n")
    if any(line[0] == "#" for line in marked):
        source = "\n".join([f"\n{line}\n" if line[:1] == "#" else line for line in lines])
    blocks: list[_Block] = []
    titled = False
    for part in source.split("\n\n"):
        words = part.strip()
        if words != part and words != part.strip(" \t\n"):
            return []  # Beside rarer white space the parser has its own mind on what opens and what closes.
        role: Role | None = None
        if words.startswith("#"):
            level, _, words = words.partition(" ")
            role = "title" if level == "#" and not titled else "heading"
            titled = titled or role == "title"
        if marks and _has_any(marks, words):
            plain = _PLAIN_MARKUP.sub(r"\2\4\6", words)
            if not _has_any(marks, plain):
                blocks.append(_Block(_composed(plain.replace("\n", " ")), role))
                continue
            (inline,) = _parser().parseInline(words.strip())
            words, captions = _words(inline.children or [])
            blocks.append(_Block(_composed(words), role))
            blocks += [_Block(_composed(caption), "caption") for caption in captions]
        elif words:
            blocks.append(_Block(words.replace("\n", " "), role))
    return blocks


def _composed(words: str) -> str:
    """Return words in normal form C: where a mark stood between them, letter and accent may have met."""
    return words if words.isascii() else unicodedata.normalize("NFC", words)


def _has_any(marks: Sequence[str], words: str) -> bool:
    return any(map(words.__contains__, marks))


@cache
def _parser() -> MarkdownIt:
    # Imported here because a story of plain text files needs no Markdown.
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark").enable(["table", "strikethrough"])


@dataclass
class _Document:
    """Where in a document the walk over its tokens is, and the blocks found so far."""

    blocks: list[_Block] = field(default_factory=list)
    heading: Role | None = None
    titled: bool = False
    cells: list[str] | None = None
    lists: int = 0
    items: int = 0

    def take(self, token: Token) -> None:
        """Go one token further: a line for each item of a list and each row of a table, a block for all else."""
        if token.type == "inline":
            self._take_words(token)
        elif token.type in {"fence", "code_block"}:
            self.blocks.append(_Block(token.content, "body"))
        elif token.type == "html_block":
            self.blocks.append(_Block(_html_words(token.content)))
        elif token.tag in {"h1", "h2", "h3", "h4", "h5", "h6"}:
            self._take_heading(token)
        elif token.tag in {"ul", "ol"}:
            self.lists += token.nesting
            self.items = 0 if self.lists == 0 else self.items
        elif token.tag == "tr":
            self._take_row(token)

    def _take_heading(self, token: Token) -> None:
        self.heading = None
        if token.nesting > 0:
            self.heading = "title" if token.tag == "h1" and not self.titled else "heading"
            self.titled = self.titled or self.heading == "title"

    def _take_row(self, token: Token) -> None:
        if token.nesting > 0:
            self.cells = []
        elif self.cells is not None:
            self.blocks.append(_Block(" | ".join(filter(None, self.cells)), "body", "\n"))
            self.cells = None

    def _take_words(self, token: Token) -> None:
        words, captions = _words(token.children or [])
        if self.cells is not None:
            self.cells.append(words.strip())
        else:
            self.blocks.append(_Block(words, self.heading, "\n" if self.lists and self.items else "\n\n"))
            self.items += 1 if self.lists else 0
        self.blocks += [_Block(caption, "caption") for caption in captions]


def _words(tokens: Sequence[Token]) -> tuple[str, list[str]]:
    """Return the words of a paragraph and the captions of the images in it."""
    words: list[str] = []
    captions: list[str] = []
    struck = 0
    for token in tokens:
        if token.type in {"s_open", "s_close"}:
            struck += 1 if token.type == "s_open" else -1
        elif struck:
            continue
        elif token.type in {"text", "code_inline", "text_special"}:
            words.append(token.content)
        elif token.type == "softbreak":
            words.append(" ")
        elif token.type == "hardbreak" or (token.type == "html_inline" and token.content[:3].lower() == "<br"):
            words.append("\n")
        elif token.type == "image":
            captions.append(_words(token.children or [])[0].replace("\n", " "))
    return "".join(words), captions


def _html_words(source: str) -> str:
    """Return the text in a piece of HTML, a line for each block; scripts, styles and comments are no text."""
    # A parser would do no better on pieces of HTML, and takes quadratic time on some hostile ones.
    seen = _UNSEEN_HTML.sub(" ", source).replace("\n", " ")
    return unescape(_TAG.sub("", _BLOCK_TAG.sub("\n", seen)))
