"""Web pages as they were saved: the article in them, what the page says of itself, and the furniture cut from it.

What belongs to the article is told by trafilatura; which part of it is headline, deck, caption or pull quote, by the
page's own elements. Pages that an office program or a converter wrote have no furniture and are taken whole. Nothing
that the page links to is loaded, no script is run, and what it hides from its readers is not read.
"""

from __future__ import annotations

import logging
import re
from typing import TYPE_CHECKING, Any

from checker.errors import InputError
from checker.readers.document import Block, Document, document_of, headed, plain_lines
from checker.readers.html_blocks import PageBlock, page_blocks
from checker.readers.libraries import needed_for
from checker.readers.page_metadata import page_metadata
from checker.schema import Cut
from checker.text.datelines import is_dateline
from checker.text.furniture import is_furniture

if TYPE_CHECKING:
    from collections.abc import Sequence

# It warns of pages in which it finds nothing, on standard error unless somebody listens; that is told otherwise.
logging.getLogger("trafilatura").addHandler(logging.NullHandler())

_XML_HEAD = re.compile(r"\s*<\?xml[^>]*>")
_DECLARED = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w-]{2,40})""", re.IGNORECASE)
_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_WHERE_DECLARED = 4096
# Programs that write documents as HTML. What they write has no furniture.
_CONVERTER = re.compile(
    r"pandoc|libreoffice|openoffice|microsoft word|google docs|asciidoctor|docutils|calibre", re.IGNORECASE
)
_NO_LETTERS = bytes(byte for byte in range(0x80) if not chr(byte).isalnum())
_NO_LETTERS_IN_LINES = _NO_LETTERS.replace(b"\n", b"")
_SHORT = 25
_LEAST_COVERED = 0.7
_MOST_CUT = 500
# trafilatura takes quadratic time: 4 s for 5,000 paragraphs, 44 s for 20,000.
_MOST_BLOCKS = 4000
_LONGEST_CUT = 200


def read_html(data: bytes, name: str) -> Document:
    """Return the article of a web page, each block with the number and the XPath of its element.

    `published` is what the page's own metadata say, from the first publication to the last change. Raises InputError
    for what holds no text or is nested beyond any article.
    """
    root = parsed_page(data, name)
    blocks = blocks_of(root, name)
    about = page_metadata(root)
    generator = " ".join(root.xpath("//meta[translate(@name,'GENRATO','genrato')='generator']/@content"))
    if _CONVERTER.search(generator) or (not any(block.aside for block in blocks) and len(blocks) > 1):
        kept, cut = blocks, list[str]()
    else:
        kept, cut = _article(root, blocks, name)
    shown = [Block(block.text, block.role, block.number, block.path) for block in kept]
    return document_of(headed(shown), "element", about.title)._replace(
        stated=about.stated,
        published=about.published,
        cut=tuple(Cut(kind="furniture", text=line[:_LONGEST_CUT]) for line in cut[:_MOST_CUT]),
    )


def parsed_page(data: bytes | str, name: str) -> Any:
    """Return the root element of a page or of a piece of HTML. Raises InputError where there is nothing in it."""
    with needed_for(name, "web pages"):
        from lxml import etree, html

    text = data if isinstance(data, str) else decoded_page(data)
    head = _XML_HEAD.match(text)
    text = text[head.end() if head else 0 :].replace("\0", "")
    parser = html.HTMLParser(remove_comments=True, remove_pis=True, no_network=True, huge_tree=False)
    try:
        root = html.document_fromstring(text, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise InputError(f"{name}: holds no text; take it out or save the page anew") from error
    return root


def decoded_page(data: bytes) -> str:
    """Return a page's text: in the encoding of its byte order mark, in UTF-8 where it is that, else as it declares."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        declared = _DECLARED.search(data, 0, _WHERE_DECLARED)
        encoding = declared[1].decode("ascii") if declared else "cp1252"
    # Browsers read what calls itself Latin-1 as Windows-1252, and so does everybody who wrote it.
    if encoding.casefold() in {"iso-8859-1", "latin1", "latin-1", "us-ascii", "ascii", "utf-8", "utf8"}:
        encoding = "cp1252"
    try:
        return data.decode(encoding, "replace")
    except LookupError:
        return data.decode("cp1252", "replace")


def blocks_of(root: Any, name: str) -> list[PageBlock]:
    """Return the blocks of a page. Raises InputError where it is nested beyond what can be walked."""
    try:
        return page_blocks(root)
    except RecursionError as error:
        raise InputError(f"{name}: its elements are nested too deeply to be an article; save its text anew") from error


def _article(root: Any, blocks: Sequence[PageBlock], name: str) -> tuple[list[PageBlock], list[str]]:
    """Return the blocks of the article, and the lines of the others."""
    if len(blocks) > _MOST_BLOCKS:
        size = f"{len(blocks):,} lines, more than the {_MOST_BLOCKS:,} of any article"
        raise InputError(f"{name}: is a page of {size}; save its text alone")
    found = _extracted(root, name)
    printed = _key(found, _NO_LETTERS_IN_LINES)
    lines = {key for key in printed.split(b"\n") if key}
    whole = printed.replace(b"\n", b"")
    keys = [_key(block.text) for block in blocks]
    chosen = [not block.aside or block.in_article for block in blocks]
    if lines:
        chosen = [bool(key) and (key in lines or (len(key) >= _SHORT and key in whole)) for key in keys]
        covered = sum(len(key) for key, take in zip(keys, chosen, strict=True) if take)
        if covered < _LEAST_COVERED * len(whole):
            chosen = [take or not block.aside for block, take in zip(blocks, chosen, strict=True)]
    chosen = _with_neighbours(blocks, chosen)
    kept = [block for block, take in zip(blocks, chosen, strict=True) if take]
    dropped = [block for block, take in zip(blocks, chosen, strict=True) if not take]
    cut = dict.fromkeys(" ".join(plain_lines(block.text).split()) for block in dropped)
    return kept, [line for line in cut if line]


def _extracted(root: Any, name: str) -> str:
    """Return the article's text as trafilatura finds it; nothing where it finds none."""
    with needed_for(name, "web pages"):
        import trafilatura
    found = trafilatura.bare_extraction(
        root, favor_recall=True, include_comments=False, include_tables=True, with_metadata=False
    )
    return (getattr(found, "text", None) or "") if found is not None else ""


def _key(text: str, left_out: bytes = _NO_LETTERS) -> bytes:
    """Return what two writings of one line share: their letters and figures in lower case, in UTF-8."""
    return text.replace("\xa0", " ").lower().encode("utf-8", "surrogatepass").translate(None, left_out)


def _with_neighbours(blocks: Sequence[PageBlock], chosen: list[bool]) -> list[bool]:
    """Choose besides what stands among chosen paragraphs, and the headline, deck and date line above them.

    An article must not lose a short paragraph that looked like none; what really is furniture there, its line tells.
    """
    places = [place for place, take in enumerate(chosen) if take and blocks[place].role != "title"]
    if not places:
        return chosen
    first, last = places[0], places[-1]
    parents = {blocks[place].parent for place in places if len(blocks[place].text) > _SHORT}
    result = list(chosen)
    for place, block in enumerate(blocks):
        if first < place < last:
            belongs = not block.aside and (block.parent in parents or block.role in {"caption", "credit"})
            result[place] = chosen[place] or (belongs or block.role == "pull_quote")
    titles = [place for place, block in enumerate(blocks[: first + 1]) if block.role == "title"]
    start = titles[-1] if titles else first
    for place in range(start, first):
        block = blocks[place]
        line = " ".join(block.text.split())
        told = block.role in {"title", "deck", "dateline", "caption", "credit"} or is_dateline(line)
        result[place] = result[place] or (told and not is_furniture(line))
    return result
