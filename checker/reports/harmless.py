"""Make text from outside harmless for a terminal: articles are hostile, and so may be what a model copies from them."""

from __future__ import annotations

import unicodedata

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"

_LOUD_BIDI = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Embeddings, overrides and isolates: they can show a line in another order than it has, so their place is marked."""

_BLANK_LETTERS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u2800\u3164\uffa0")
"""Characters that count as letters or marks but show nothing."""

_MARKS_IN_A_ROW = 3
"""More combining marks than any spelling stacks on one letter would paint over the neighbouring lines."""


def harmless(text: str) -> str:
    """Return `text` in one line, with nothing in it that could steer a terminal or hide from the reader.

    White space of every kind becomes a space; control characters become their pictures (ESC is shown as ␛); what
    reverses text, is unassigned or private is replaced visibly; what shows nothing (zero-width, variation selectors,
    tags) is dropped.
    """
    if text.isascii() and text.isprintable():
        return text
    kept: list[str] = []
    marks = 0
    for char in text:
        shown = _shown(char)
        marks = marks + 1 if unicodedata.category(char) in ("Mn", "Me") else 0
        if marks <= _MARKS_IN_A_ROW:
            kept.append(shown)
    return "".join(kept)


def _shown(char: str) -> str:
    """Return what a reader is shown for one character."""
    category = unicodedata.category(char)
    if category in ("Zs", "Zl", "Zp") or char in "\t\n\v\f\r\x85":
        return " "
    if category == "Cc":
        return _control_picture(char)
    if char in _LOUD_BIDI or category in ("Co", "Cs", "Cn"):
        return REPLACEMENT
    if category == "Cf" or char in _BLANK_LETTERS or _is_variation_selector(char):
        return ""
    return char


def _control_picture(char: str) -> str:
    """Return the picture that Unicode has for an ASCII control character; the later ones have none."""
    code = ord(char)
    if code < 0x20:
        return chr(0x2400 + code)
    return "\N{SYMBOL FOR DELETE}" if code == 0x7F else REPLACEMENT


def _is_variation_selector(char: str) -> bool:
    """Say whether the character only picks a variant of the one before it, which can change how wide that one is."""
    return "\ufe00" <= char <= "\ufe0f" or "\U000e0100" <= char <= "\U000e01ef"
