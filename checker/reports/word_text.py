"""The text of a Word document beside the elements that hold it, and runs cut so that an anchor can stand between.

What an editor reads is the accepted view: insertions in, deletions, moved-away and hidden text out. No comment may
hang on a text box, so these are left out as well.
"""

from __future__ import annotations

import copy
import re
import unicodedata
from dataclasses import dataclass
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_GONE = frozenset((f"{W}del", f"{W}moveFrom", f"{W}p", f"{W}txbxContent", f"{W}rPr", f"{W}pPr", f"{_MC}Fallback"))
_SIGNS = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "\u2011"}
_OFF = frozenset(("0", "false", "off"))


@dataclass
class Char:
    """One character as the document shows it, in the element that holds it; `offset` counts in that element's text."""

    shown: str
    element: Any
    offset: int


class WordText:
    """The readable text of a document's body; paragraphs are parted by line feeds.

    `text` is in normal form C, and each of its characters leads to the one of the document where it begins.
    """

    def __init__(self, body: Any) -> None:
        self.paragraphs: list[Any] = []
        self._numbered: dict[int, tuple[Any, int]] = {}
        self._chars: list[Char | None] = []
        parts: list[str] = []
        for number, paragraph in enumerate(body.iter(f"{W}p"), 1):
            if any(True for _ in paragraph.iterancestors(f"{W}txbxContent", f"{W}del", f"{W}moveFrom")):
                continue
            self.paragraphs.append(paragraph)
            self._numbered[number] = paragraph, len(self._chars)
            for cluster in _clusters(_chars_of(paragraph)):
                normal = unicodedata.normalize("NFC", "".join(char.shown for char in cluster))
                parts.append(normal)
                self._chars += [cluster[0]] * len(normal)
            parts.append("\n")
            self._chars.append(None)
        self.text = "".join(parts)

    def numbered(self, number: int) -> tuple[Any, int] | None:
        """Return the paragraph of this number in the XML, from 1, and where it begins in `text`; None for no such."""
        return self._numbered.get(number)

    def found(self, words: str, rank: int = 0, within: tuple[int, int] | None = None) -> tuple[int, int] | None:
        """Return where words stand in `text`, in any white space: the hit of this rank, or the last; None for none."""
        start, end = within or (0, len(self.text))
        parts = words.split()
        hits = list(re.compile(r"\s+".join(map(re.escape, parts))).finditer(self.text, start, end)) if parts else []
        return hits[min(rank, len(hits) - 1)].span() if hits else None

    def paragraph_like(self, words: str) -> Any | None:
        """Return the paragraph that shares most with this text, long words counting more; None for no paragraph."""
        wanted = _words(words)

        def shared(paragraph: Any) -> int:
            return sum(map(len, wanted & _words("".join(char.shown for char in _chars_of(paragraph)))))

        return max(self.paragraphs, key=shared, default=None)

    def runs(self, start: int, end: int) -> tuple[Any, Any] | None:
        """Cut runs so that `text[start:end]` begins and ends with one; return the first and the last run."""
        inside = [char for char in self._chars[start:end] if char is not None]
        if not inside:
            return None
        after = next((char for char in self._chars[end:] if char is not inside[-1]), None)
        if after is not None and after.element.getparent() is inside[-1].element.getparent():
            self._cut_before(after)
        self._cut_before(inside[0])
        return inside[0].element.getparent(), inside[-1].element.getparent()

    def _cut_before(self, char: Char) -> None:
        """Cut the run before a character, unless it begins with it."""
        element = char.element
        if char.offset:
            cut_at, text = char.offset, element.text
            rest = copy.copy(element)
            element.text, rest.text = text[:cut_at], text[cut_at:]
            rest.tail, element.tail = element.tail, None
            for half in (element, rest):
                if half.text != half.text.strip():
                    half.set(_SPACE, "preserve")
            element.addnext(rest)
            for moved in {id(one): one for one in self._chars if one is not None and one.element is element}.values():
                if moved.offset >= cut_at:
                    moved.element, moved.offset = rest, moved.offset - cut_at
            element = rest
        run = element.getparent()
        if all(before.tag == f"{W}rPr" for before in element.itersiblings(preceding=True)):
            return
        second = run.makeelement(run.tag, dict(run.attrib), nsmap=run.nsmap)
        second.tail, run.tail = run.tail, None
        properties = run.find(f"{W}rPr")
        if properties is not None:
            second.append(copy.deepcopy(properties))
        for moved in [element, *element.itersiblings()]:
            second.append(moved)
        run.addnext(second)


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.casefold()))


def _chars_of(paragraph: Any) -> list[Char]:
    """Return the characters that a paragraph shows, without those of paragraphs inside it."""
    chars: list[Char] = []
    waiting = list(reversed(paragraph))
    while waiting:
        element = waiting.pop()
        if element.tag == f"{W}r":
            chars += [] if _hidden(element) else _chars_of_run(element)
        elif element.tag not in _GONE:
            waiting += reversed(element)
    return chars


def _chars_of_run(run: Any) -> list[Char]:
    chars: list[Char] = []
    for element in run:
        if element.tag == f"{W}t":
            chars += [Char(shown, element, offset) for offset, shown in enumerate(element.text or "")]
        elif element.tag in _SIGNS:
            chars.append(Char(_SIGNS[element.tag], element, 0))
    return chars


def _hidden(run: Any) -> bool:
    vanish = run.find(f"{W}rPr/{W}vanish")
    return vanish is not None and vanish.get(f"{W}val", "true") not in _OFF


def _clusters(chars: list[Char]) -> list[list[Char]]:
    """Return the characters with the marks that stand on them, which normal form C may join."""
    clusters: list[list[Char]] = []
    for char in chars:
        joins = clusters and unicodedata.combining(char.shown)
        if joins:
            clusters[-1].append(char)
        else:
            clusters.append([char])
    return clusters
