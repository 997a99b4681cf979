"""What each sentence is on its page: by the reader's hints where the format knows, else by the shape of its line.

The prices of errors are unequal. Furniture is set aside and never compared, so only short lines that match a known
pattern become furniture. All other roles are compared, so a heading taken for body costs little.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import partial
from typing import TYPE_CHECKING, Literal, NamedTuple

from checker.schema import Role, Sentence
from checker.text import datelines, furniture
from checker.text.datelines import is_caption, is_dateline
from checker.text.furniture import is_furniture
from checker.text.lines import ends_open, is_list_item, text_lines
from checker.text.pieces import split_roughly
from checker.text.sentences import mended

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

# What `Sentence._make` does, in a third of its time.
_sentence = partial(tuple.__new__, Sentence)

Shape = Literal["paragraph", "deck", "short", "question", "dateline", "caption", "furniture"]

_KNOWN: tuple[tuple[Shape, Callable[[str], bool]], ...] = (
    ("furniture", is_furniture),
    ("dateline", is_dateline),
    ("caption", is_caption),
)
_BY_SHAPE: dict[Shape, Role] = {"furniture": "furniture", "dateline": "dateline", "caption": "caption"}

_LONGEST_TITLE = 160
_LONGEST_HEADING = 120
_MOST_WORDS = 25
_LONGEST_QUESTION = 90
_LONGEST_DECK = 350
_SHORTEST_DECK_WORDS = 6
_MOST_TIMES_LONGER = 4
_LONGEST_SPECIAL = 250
_QUESTION = re.compile(
    r"(?:who|what|when|where|why|how|which|quién|qué|cómo|cuándo|dónde|por qué|wer|was|wann|wo|warum|wie|"
    r"qui|que|quand|où|pourquoi|comment)\b[^.!?]*\?",
    re.IGNORECASE,
)
# A sentence that ends inside the line: running text, though the line itself ends in "(AFP)" or in the middle.
_INNER_STOP = re.compile(r"[^\W\d_A-Z]{4}\.[\"'”’]?\s+[^\Wa-z]|[^\W\d_A-Z]{4}\.[\"'”’]?\s+[\[(“\"]")

_LETTERS = "A-Za-zÀ-ÖØ-öø-ÿ"
# Words and small figures; every date has a figure of four digits.
_WORDS = re.compile(rf"[{_LETTERS}][{_LETTERS} ,'’-]*(?:\d{{1,3}}(?!\d)[{_LETTERS} ,'’-]*)*(?<=[{_LETTERS}\d])")
_SPECIAL_STARTS = furniture.STARTS | datelines.STARTS
_SPECIAL_BEFORE_STOP = furniture.STARTS_BEFORE_STOP | datelines.CAPTION_STARTS


class Hint(NamedTuple):
    """What a format knows of a stretch of the text: the role of every line that begins in it."""

    start: int
    end: int
    role: Role


class Unsplit(NamedTuple):
    """A text to split, the code of its language, such as "en", if known, and hints in order, none in another.

    `signs` are, if known, characters among which are all of the text's beyond ASCII.
    """

    text: str
    language: str | None = None
    hints: Sequence[Hint] = ()
    signs: str | None = None


def text_sentences(text: str, language: str | None = None, hints: Sequence[Hint] = ()) -> tuple[Sentence, ...]:
    """Return the sentences of `text` with their roles, numbered from 1, in order.

    `language` is a code such as "en"; without one it is guessed. `hints` lie in order and do not overlap.
    """
    return sentences_of_all([Unsplit(text, language, hints)])[0]


def sentences_of_all(texts: Sequence[Unsplit]) -> list[tuple[Sentence, ...]]:
    """Return for each of several texts what `text_sentences` returns.

    Each stage goes over all texts before the next, which takes an eighth less time than text by text: the code of a
    stage, the splitter's above all, is long enough to push that of the others out of the processor's cache.
    """
    lines = [text_lines(one.text) for one in texts]
    roles = [
        line_roles(found.contents, _hinted(found.starts, one.hints)) for one, found in zip(texts, lines, strict=True)
    ]
    pieces = [
        split_roughly(one.text, found.contents, one.language, one.signs)
        for one, found in zip(texts, lines, strict=True)
    ]
    columns = zip(pieces, lines, roles, strict=True)
    return [tuple(map(_sentence, mended(rough, found.starts, told))) for rough, found, told in columns]


def line_roles(lines: Sequence[str], hinted: Sequence[Role | None]) -> list[Role]:
    """Return the role of each line, given without white space around it; `hinted` has what is known beforehand."""
    shapes: list[Shape] = [
        "paragraph" if len(line) > _LONGEST_SPECIAL else _shape(line, hint)
        for line, hint in zip(lines, hinted, strict=True)
    ]
    title = _title_index(shapes, hinted)
    deck = _deck_index(lines, shapes, title)
    if deck is not None and shapes[deck] == "paragraph":
        shapes[deck] = "deck"
    first = shapes.index("paragraph") if "paragraph" in shapes else len(lines)
    last = len(lines) - 1 - shapes[::-1].index("paragraph") if first < len(lines) else -1
    roles: list[Role] = [hint or "body" for hint in hinted]
    for index, shape in enumerate(shapes):
        if shape == "paragraph":
            continue
        if shape in _BY_SHAPE:
            roles[index] = _BY_SHAPE[shape]
        elif hinted[index] is not None:
            continue
        elif index == deck:
            roles[index] = "deck"
        elif title is not None and index < first and (index == title or _repeats(lines[index], lines[title])):
            roles[index] = "title"
        elif _is_heading(lines[index], shape, between=first < index < last, before_end=index < last):
            roles[index] = "heading"
    return roles


def _hinted(starts: Sequence[int], hints: Sequence[Hint]) -> list[Role | None]:
    """Return for each line, given where it starts, the role that a hint gives it."""
    hinted: list[Role | None] = [None] * len(starts)
    for start, end, role in hints:
        first = bisect_left(starts, start)
        last = bisect_left(starts, end, first)
        hinted[first:last] = [role] * (last - first)
    return hinted


def _shape(line: str, hint: Role | None) -> Shape:
    """Return what a line that is not too long for all but a paragraph looks like by itself."""
    if _is_plain_sentence(line):
        return "paragraph"
    long = len(line) > _LONGEST_TITLE or line.count(" ") >= _MOST_WORDS
    if is_plain_words(line):
        return "paragraph" if long or line[0].islower() else "short"
    if hint is None or hint == "heading":
        for shape, fits in _KNOWN:
            if fits(line):
                return shape
    if long:
        return "paragraph"
    if line[-1] in "?!" and len(line) <= _LONGEST_QUESTION:
        return "question"
    if not ends_open(line) or line[-1] in ",-–—" or _begins_inside(line):
        return "paragraph"
    return "paragraph" if "." in line and _INNER_STOP.search(line) else "short"


def _is_plain_sentence(line: str) -> bool:
    """Tell at little cost that a line ends as sentences do, and is neither furniture nor date line nor caption.

    False says nothing. Most lines are sentences, and a few letters at both ends spare them the patterns.
    """
    if line[-1] != "." or not line[0].isalpha():
        return False
    begin, end = line[:3].lower(), line[-4:-1].lower()
    if begin == "the":
        begin = line[4:7].lower()
    special = begin in _SPECIAL_BEFORE_STOP or end in furniture.RIGHTS_ENDS
    return not (special or end[1:] == ".m" or end[-1:] in ")]")


def is_plain_words(line: str) -> bool:
    """Tell at little cost that a line is words alone, as headlines are, and by none of them something else.

    False says nothing.
    """
    if _WORDS.fullmatch(line) is None:
        return False
    lower = line.lower()
    begins = lower[:3] in _SPECIAL_STARTS or lower[:2] in _SPECIAL_STARTS
    return not (begins or "ago" in lower or "via " in lower or lower[-3:] in furniture.RIGHTS_ENDS)


def _is_heading(line: str, shape: Shape, *, between: bool, before_end: bool) -> bool:
    """Tell whether a line heads a part of the text, or is an item of a list of headlines.

    `between`: paragraphs stand before and after it. `before_end`: one stands after it.
    """
    if shape == "short":
        return len(line) <= _LONGEST_HEADING and (before_end or is_list_item(line))
    return shape == "question" and between and _QUESTION.fullmatch(line) is not None


def _begins_inside(line: str) -> bool:
    """Tell whether a line begins in lower case, or with a quotation that it does not end: then it is running text."""
    start = line.lstrip("-*•–— ")
    return start[:1].islower() or (start[:1] == "“" and "”" not in start and "“" not in start[1:])


def _title_index(shapes: Sequence[Shape], hinted: Sequence[Role | None]) -> int | None:
    """Return which line is the title: the one so hinted, else the first of the news if it is short and more follows."""
    if "title" in hinted:
        return hinted.index("title")
    news = (index for index, shape in enumerate(shapes) if shape not in _BY_SHAPE and hinted[index] != "furniture")
    first = next(news, None)
    if first is None or shapes[first] == "paragraph" or hinted[first] is not None or next(news, None) is None:
        return None
    return first


def _deck_index(lines: Sequence[str], shapes: Sequence[Shape], title: int | None) -> int | None:
    """Return which line is the deck: directly below the title, and short, or followed by the date line."""
    if title is None or title + 1 >= len(lines):
        return None
    below = title + 1
    while below < len(lines) - 1 and _repeats(lines[below], lines[title]):
        below += 1
    if shapes[below] == "short" and not is_list_item(lines[below]):
        return below if lines[below].count(" ") + 1 >= _SHORTEST_DECK_WORDS and "paragraph" in shapes[below:] else None
    behind = next((shape for shape in shapes[below + 1 :] if shape not in {"furniture", "caption"}), None)
    if shapes[below] in {"paragraph", "question"} and behind == "dateline" and len(lines[below]) <= _LONGEST_DECK:
        return below if "paragraph" in shapes[below + 1 :] else None
    return None


def _repeats(line: str, title: str) -> bool:
    """Tell whether a line is the title once more, perhaps with the outlet's name behind one of them."""
    short, long = sorted((line.casefold(), title.casefold()), key=len)
    rest = long[len(short) :].lstrip()
    return len(short) * _MOST_TIMES_LONGER >= len(long) and long.startswith(short) and rest[:1] in "|-–—·"
