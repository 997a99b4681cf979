"""The blocks of an HTML page: what stands on lines of its own, with its role and whether it stands beside the news."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from checker.readers.role_names import role_of_name

if TYPE_CHECKING:
    from collections.abc import Mapping

    from checker.schema import Role

_UNSEEN = frozenset(
    "script style template head noscript svg math iframe object embed audio video canvas select datalist textarea "
    "input del s strike map progress meter dialog rt rp".split()
)
_BLOCKS = frozenset(
    "address article aside blockquote body button center dd details div dl dt fieldset figcaption figure footer form "
    "h1 h2 h3 h4 h5 h6 header hr html legend li main menu nav ol p pre search section summary table tbody td tfoot "
    "th thead tr ul caption".split()
)
_ASIDE = frozenset("nav footer aside form button menu search".split())
_ASIDE_ROLES = frozenset("navigation complementary contentinfo search banner menu dialog".split())
_ASIDE_NAMES = re.compile(
    r"(?:^|[-_ ])(?:nav(?:bar|igation)?|menu|breadcrumbs?|sidebar|related|promo(?:s|tion)?|newsletter|share|sharing|"
    r"social|comments?|cookie\w*|advert\w*|ads?|sponsor\w*|teasers?|recommend\w*|most-?read|popular|trending|paywall|"
    r"subscribe|footer|site-header|masthead)(?:$|[-_ ])",
    re.IGNORECASE,
)
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?:px|pt|em|%)?\s*(?:;|$)", re.IGNORECASE
)
_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
# Blocks that say nothing of what is in them, unless their attributes do.
_PLAIN = frozenset("p div li ul ol section body html blockquote tbody table dl dt dd center pre address hr".split())
_RUN_IN = frozenset("span cite small em i".split())
_SPACE = re.compile(r"[ \t\n\r\f]+")
_QUOTING = frozenset(("aside", "blockquote", "figure", "div", "p", "section"))


class PageBlock(NamedTuple):
    """A block of a page: `aside` where its elements say it is not the article, `in_article` where they say it is.

    `number` counts elements in the order of the page, from 1; `path` is the XPath, `parent` the number of the parent.
    """

    text: str
    role: Role | None
    number: int
    path: str
    parent: int
    aside: bool
    in_article: bool


class _Around(NamedTuple):
    """What the elements around a place say of it."""

    role: Role | None = None
    aside: bool = False
    in_article: bool = False


@dataclass
class _Walk:
    """The walk over a page: the words of the line that is being read, and the blocks found."""

    blocks: list[PageBlock] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    count: int = 0

    def take(self, element: Any, path: str, parent: int, around: _Around) -> None:
        """Read an element and all that is in it, but not the text behind it."""
        tag = element.tag
        self.count += 1
        number = self.count
        if not isinstance(tag, str) or tag in _UNSEEN:
            return
        attributes = dict(element.items())
        if attributes and _is_hidden(attributes):
            return
        if tag == "br":
            self.words.append("\n")
            return
        if tag == "tr":
            self._take_row(element, path, number, around)
            return
        block = tag in _BLOCKS or _is_credit(tag, attributes)
        if (block or tag in _ASIDE) and (attributes or tag not in _PLAIN):
            around = _around(attributes, tag, around)
        if element.text:
            self._text(element.text, pre=tag == "pre")
        counts: dict[str, int] = {}
        for child in element:
            name = child.tag if isinstance(child.tag, str) else "*"
            counts[name] = counts.get(name, 0) + 1
            if self.words and (name in _BLOCKS or _is_credit(name, child.attrib)):
                self.flush(path, number, parent, around)
            self.take(child, f"{path}/{name}[{counts[name]}]", number if block else parent, around)
            if child.tail:
                self._text(child.tail, pre=tag == "pre")
        if block and self.words:
            self.flush(path, number, parent, around)

    def flush(self, path: str, number: int, parent: int, around: _Around) -> None:
        """End the line that is being read."""
        text = "".join(self.words)
        self.words = []
        if text.strip():
            self.blocks.append(PageBlock(text, around.role, number, path, parent, around.aside, around.in_article))

    def _text(self, text: str, *, pre: bool) -> None:
        plain = pre or not ("\n" in text or "  " in text or "\t" in text or "\r" in text or "\f" in text)
        self.words.append(text if plain else _SPACE.sub(" ", text))

    def _take_row(self, row: Any, path: str, number: int, around: _Around) -> None:
        """Read a row of a table as one line; one of a single cell, which pages are laid out with, as its parts."""
        cells = [cell for cell in row if cell.tag in {"td", "th"}]
        if len(cells) == 1 or row.find(".//table") is not None:
            for place, cell in enumerate(cells, 1):
                self.take(cell, f"{path}/{cell.tag}[{place}]", number, around)
            return
        shown = []
        for cell in cells:
            inside = _Walk()
            inside.take(cell, path, number, around)
            inside.flush(path, number, number, around)
            shown.append(" ".join(" ".join(block.text.split()) for block in inside.blocks))
        self.words = [" | ".join(filter(None, shown))]
        self.flush(path, number, number, around._replace(role=around.role or "body"))


def page_blocks(root: Any) -> list[PageBlock]:
    """Return the blocks of a page in their order; whatever its readers cannot see is left out.

    Raises RecursionError where elements are nested some hundred deep.
    """
    walk = _Walk()
    walk.take(root, f"/{root.tag}", 0, _Around())
    walk.flush(f"/{root.tag}", 1, 0, _Around())
    return walk.blocks


def _is_credit(tag: str, attributes: Mapping[str, str]) -> bool:
    """Tell whether an element is a credit line that a caption runs on into, and stands alone though it is no block."""
    return tag in _RUN_IN and any(role_of_name(name) == "credit" for name in attributes.get("class", "").split())


def _is_hidden(attributes: Mapping[str, str]) -> bool:
    return (
        "hidden" in attributes
        or attributes.get("aria-hidden") == "true"
        or ("style" in attributes and _HIDDEN.search(attributes["style"]) is not None)
    )


def _around(attributes: Mapping[str, str], tag: str, above: _Around) -> _Around:
    """Return what a block, which has attributes or a name that says something, and those around it say of its text."""
    names = f"{attributes.get('class', '')} {attributes.get('id', '')}".split()
    role = next((found for name in names if (found := role_of_name(name))), None)
    if tag in {"figcaption", "caption"}:
        role = role if role == "credit" else "caption"
    elif tag in _HEADINGS:
        role = role if role in {"title", "deck"} else ("title" if tag == "h1" else "heading")
    elif role == "pull_quote" and tag not in _QUOTING:
        role = None
    elif role == "caption" and tag == "figure":
        role = None  # the words of a figure that are no caption, in a table say
    elif role in {"title", "heading"} and above.role is None and tag not in {"p", "div"}:
        role = None
    in_article = above.in_article or tag in {"article", "main"} or attributes.get("role") in {"main", "article"}
    beside = (
        tag in _ASIDE
        or (tag == "header" and not in_article)
        or attributes.get("role") in _ASIDE_ROLES
        or any(_ASIDE_NAMES.search(name) for name in names)
    )
    aside = (above.aside or beside) and role != "pull_quote"
    return _Around(role or above.role, aside, in_article)
