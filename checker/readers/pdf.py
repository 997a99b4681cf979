"""PDF: the text layer, its lines put together again into paragraphs.

A PDF knows no paragraphs, only letters at places. Lines belong together while they follow each other at the distance
that is usual in the document, in letters of one size; a line that ends far from the margin ends a paragraph. Lines that
stand at the head or foot of several pages, and page numbers, are cut. What has no text layer is refused: nothing here
reads pictures.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from ctypes import c_double
from statistics import median
from typing import TYPE_CHECKING, Any, NamedTuple

from checker.errors import InputError
from checker.readers.document import Block, Document, document_of, headed
from checker.readers.libraries import needed_for
from checker.schema import Cut

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet

    from checker.schema import Role

_MOST_PAGES = 300
_PASSWORD = 4  # FPDF_ERR_PASSWORD
_GAP = 1.25
_LARGER = 1.12
_SMALLER = 0.8
# The width of a letter, on average, in parts of the size.
_LETTER = 0.5
_LONGEST_RUNNING_HEAD = 120
_EDGE_LINES = 2
_PAGE_NUMBER = re.compile(
    r"(?:page|seite|página|p\.)?\s*[-–—]?\s*\d{1,4}\s*[-–—]?\s*(?:(?:/|of|von|de)\s*\d{1,4})?", re.IGNORECASE
)
_FIGURES = re.compile(r"\d+")
_CUT_WORD = re.compile("(\\w*)[\ufffe\u00ad\x02](\\w*)")
_HYPHENED = re.compile(r"\w+-\w+")
_LINE_BREAK = re.compile("\r\n|\r|\n")
# How pdfium gives a hyphen at the end of a line.
_HYPHENS = ("\ufffe", "\u00ad", "\x02")


class Line(NamedTuple):
    """A line on a page, in points from the lower left corner: a word that is cut at its end makes it two lines high.

    `baseline` is that of its first letter, `foot` that of its last; `size` is that of the letters.
    """

    text: str
    page: int
    left: float
    right: float
    baseline: float
    foot: float
    size: float


def read_pdf(data: bytes, name: str) -> Document:
    """Return the text of a PDF, each paragraph a block with the number of its page.

    Raises InputError for what is damaged, protected by a password, too long, or has pictures of text only.
    """
    with needed_for(name, "PDF files"):
        import pypdfium2 as pdfium
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD or "password" in str(error).casefold():
            raise InputError(f"{name}: is protected by a password; save it without one") from error
        raise InputError(f"{name}: is damaged and cannot be opened as PDF; save or download it anew") from error
    try:
        if len(document) > _MOST_PAGES:
            raise InputError(
                f"{name}: has {len(document)} pages, more than the {_MOST_PAGES} allowed; cut the article out"
            )
        pages = []
        for number in range(len(document)):
            page = document[number]
            textpage = page.get_textpage()
            pages.append(_lines(textpage, number + 1))
            textpage.close()
            page.close()
        count = len(document)
    except pdfium.PdfiumError as error:
        raise InputError(f"{name}: is damaged ({error}); save or download it anew") from error
    finally:
        document.close()
    if not any(pages):
        pages_words = "its page is a picture" if count == 1 else f"its {count} pages are pictures"
        raise InputError(f"{name}: is a PDF without text: {pages_words}, a scan perhaps; run text recognition (OCR)")
    news, running = _without_running_heads(pages)
    blocks = _blocks([line for page in news for line in page])
    return document_of(headed(blocks), "page")._replace(cut=tuple(Cut(kind="furniture", text=line) for line in running))


def _lines(textpage: Any, page: int) -> list[Line]:
    """Return the lines of a page, in the order in which the file gives them."""
    from pypdfium2 import raw

    text = textpage.get_text_range()
    # Where every letter is one code unit, the text and the boxes count alike; else the letters are counted one by one.
    lines: list[Line] = []
    left, baseline, end, foot = c_double(), c_double(), c_double(), c_double()
    units = 0
    begin = 0
    for found in [*_LINE_BREAK.finditer(text), None]:
        content = text[begin : found.start() if found else len(text)]
        if content.strip():
            first = units + len(content) - len(content.lstrip())
            last = units + _units(content.rstrip()) - 1
            # A letter's box is as high as its ink, so that a quotation mark hangs above the line; its origin does not.
            raw.FPDFText_GetCharOrigin(textpage, first, left, baseline)
            raw.FPDFText_GetCharOrigin(textpage, last, end, foot)
            right = textpage.get_charbox(last)[2]
            size = raw.FPDFText_GetFontSize(textpage, first)
            lines.append(Line(content.strip(), page, left.value, right, baseline.value, foot.value, size))
        units += _units(content) + (len(found[0]) if found else 0)
        begin = found.end() if found else len(text)
    return lines


def _units(text: str) -> int:
    """Return how many code units of UTF-16 a text takes: pdfium counts in these."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def _without_running_heads(pages: Sequence[Sequence[Line]]) -> tuple[list[list[Line]], list[str]]:
    """Return the pages without page numbers and without lines that several pages have at head or foot; and these."""
    edges = Counter(
        key
        for page in pages
        for key in {_key(line) for line in (*page[:_EDGE_LINES], *page[-_EDGE_LINES:])}
        if len(key) <= _LONGEST_RUNNING_HEAD
    )
    often = {key for key, count in edges.items() if count > 1 and count * 2 > len(pages)}
    kept: list[list[Line]] = []
    cut: list[str] = []
    for page in pages:
        rest = []
        for place, line in enumerate(page):
            edge = place < _EDGE_LINES or place >= len(page) - _EDGE_LINES
            outermost = place in {0, len(page) - 1}
            if (edge and _key(line) in often) or (outermost and _PAGE_NUMBER.fullmatch(line.text)):
                cut.append(line.text)
            else:
                rest.append(line)
        kept.append(rest)
    return kept, cut


def _key(line: Line) -> str:
    return _FIGURES.sub("0", line.text.casefold())


def _blocks(lines: Sequence[Line]) -> list[Block]:
    """Return the paragraphs that lines make up, the largest letters at the top of the first page being the title."""
    if not lines:
        return []
    weights: Counter[float] = Counter()
    for line in lines:
        weights[round(line.size, 1)] += len(line.text)
    usual = weights.most_common(1)[0][0]
    # A small figure by itself is the mark of a footnote, and no line.
    lines = [line for line in lines if not (line.text.isdigit() and line.size < usual * _SMALLER)]
    pitches = [
        above.foot - line.baseline
        for above, line in itertools.pairwise(lines)
        if above.page == line.page and 0 < above.foot - line.baseline < 4 * max(line.size, 1)
    ]
    pitch = _usual_pitch(pitches)
    margin = _right_margin(lines)
    groups: list[list[Line]] = []
    for line in lines:
        if groups and _goes_on(groups[-1][-1], line, pitch, margin):
            groups[-1].append(line)
        else:
            groups.append([line])
    hyphened = {word.casefold() for line in lines for word in _HYPHENED.findall(line.text)}
    return [
        Block(_joined(group, hyphened), _role(group, usual, index), group[0].page) for index, group in enumerate(groups)
    ]


def _usual_pitch(pitches: Sequence[float]) -> float:
    """Return the distance between lines of one paragraph: the most frequent of the small ones."""
    if not pitches:
        return 0.0
    near = Counter(round(pitch * 2) / 2 for pitch in pitches)
    most = max(near.values())
    return min(pitch for pitch, count in near.items() if count * 3 >= most)


def _right_margin(lines: Sequence[Line]) -> float:
    """Return where long lines end, in points."""
    return median(sorted(line.right for line in lines)[-max(1, len(lines) // 3) :])


def _goes_on(above: Line, line: Line, pitch: float, margin: float) -> bool:
    """Tell whether a line belongs to the paragraph of the line before it."""
    if abs(above.size - line.size) > 0.05 * max(above.size, 1):
        return False
    width = max(margin - min(above.left, line.left), 1)
    first_word = len(line.text.split(maxsplit=1)[0]) * _LETTER * line.size
    full = above.right + first_word >= margin - 0.04 * width or above.text.endswith(_HYPHENS)
    if above.page != line.page:
        return full and (line.text[:1].islower() or above.text[-1:] not in '.!?”"')
    distance = above.foot - line.baseline
    if distance <= 0:
        return distance > -1 and line.left >= above.right - line.size  # pieces of one line
    ratio = line.size / 12 if pitch == 0 else 1.0
    return distance <= _GAP * max(pitch, ratio * line.size) and full


def _joined(lines: Sequence[Line], hyphened: AbstractSet[str]) -> str:
    """Return the text of lines as one. A word that was cut at the end of a line is put together.

    It keeps its hyphen where `hyphened`, the words that have one elsewhere in the document, has it too.
    """
    text = ""
    for line in lines:
        if text.endswith(_HYPHENS):
            text = f"{text[:-1]}\ufffe{line.text}"
        elif text.endswith("-") and text[-2:-1].isalpha():
            text += line.text  # "follow-" / "up": the hyphen belongs to the word, the space would not
        else:
            text = f"{text} {line.text}" if text else line.text
    return _CUT_WORD.sub(lambda cut: _mended(cut[1], cut[2], hyphened), text)


def _mended(before: str, behind: str, hyphened: AbstractSet[str]) -> str:
    word = f"{before}-{behind}"
    return word if word.casefold() in hyphened else before + behind


def _role(group: Sequence[Line], usual: float, index: int) -> Role | None:
    if group[0].size < usual * _LARGER:
        return None
    return "title" if index == 0 else "heading"
