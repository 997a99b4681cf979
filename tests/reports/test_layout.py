"""Lines: what is made harmless, where lines break, what is shortened to what."""

from __future__ import annotations

import pytest

from checker.reports.harmless import harmless
from checker.reports.layout import Part, cells, cut, paint, with_right, wrap

HARMLESS = {
    "plain": ("The dam held.", "The dam held."),
    "letters with accents stay": ("Nicolás Øyen ﬁ", "Nicolás Øyen ﬁ"),
    "other scripts stay": ("堤防 دجلة Δ", "堤防 دجلة Δ"),
    "white space": ("a\u00a0b\u2009c\td\r\ne\u2028f", "a b c d  e f"),
    "escape": ("\x1b[31mred\x07", "␛[31mred␇"),
    "delete and later controls": ("a\x7fb\x9bc", "a␡b�c"),
    "reversed": ("a\u202eb\u2066c", "a�b�c"),
    "directional marks go": ("a\u200fb\u200ec\u061cd", "abcd"),
    "zero width": ("no\u200bt\u200d h\u00ade\ufeffld\u2060", "not held"),
    "tags": ("dam\U000e0068\U000e0069", "dam"),
    "variation selectors": ("❤\ufe0f", "❤"),
    "blank letters": ("a\u3164b\u2800c", "abc"),
    "private and unassigned": ("a\ue000b\U0010ffffc", "a�b�c"),
    "stacked marks": ("a" + "\u0301" * 9 + "b", "a\u0301\u0301\u0301b"),
}


@pytest.mark.parametrize(("text", "shown"), HARMLESS.values(), ids=HARMLESS)
def test_text_from_outside_is_harmless(text: str, shown: str) -> None:
    assert harmless(text) == shown


WRAPPED = {
    "fits": ("ab cd", 5, "ab cd\n"),
    "breaks at a space": ("ab cd", 4, "ab\ncd\n"),
    "a long word is broken": ("abcdef gh", 4, "abcd\nef\ngh\n"),
    "wide characters count twice": ("堤防 ab", 5, "堤防\nab\n"),
    "marks take no cell": ("a\u0301b\u0301 c\u0301d", 5, "a\u0301b\u0301 c\u0301d\n"),
    "line breaks of the text are spaces": ("a\n\nFIX 9", 9, "a FIX 9\n"),
    "empty": ("", 5, "\n"),
}


@pytest.mark.parametrize(("text", "width", "lines"), WRAPPED.values(), ids=WRAPPED)
def test_lines_are_wrapped_by_cells(text: str, width: int, lines: str) -> None:
    assert paint(wrap([Part(text)], width), color=False) == lines


def test_indents_and_styles_are_kept() -> None:
    lines = wrap([Part("> ", "strong"), Part("ab cd")], 6, indent=1, hang=3)
    assert paint(lines, color=False) == " > ab\n   cd\n"
    assert paint(lines, color=True) == " \x1b[1m>\x1b[0m ab\n   cd\n"


@pytest.mark.parametrize(
    ("left", "right", "page"),
    [
        ("ab", "cd", "ab      cd\n"),
        ("abcdefg", "cd", "abcdefg\n        cd\n"),
        ("ab", "", "ab\n"),
        ("ab", "cd efghi jkl", "ab\n  cd efghi\n       jkl\n"),
    ],
)
def test_right_text_is_flush_right(left: str, right: str, page: str) -> None:
    assert paint(with_right(wrap([Part(left)], 10), Part(right), 10), color=False) == page


@pytest.mark.parametrize(
    ("text", "width", "short"),
    [
        ("the dam held", 12, "the dam held"),
        ("the dam held", 11, "the dam …"),
        ("abcdefghijkl", 6, "abcd …"),
        ("堤防が決壊した", 8, "堤防が …"),
        ("a\nb", 3, "a b"),
    ],
)
def test_cut_text_fits(text: str, width: int, short: str) -> None:
    assert cut(text, width) == short
    assert cells(short) <= width
