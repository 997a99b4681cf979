"""Find words in a text of normal form C although quotation marks, dashes, case, white space or encoding differ."""

from __future__ import annotations

import re
import unicodedata

_ALIKE = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′`´", "'"),
        **dict.fromkeys("“”„‟″«»", '"'),
        **dict.fromkeys("‐‑‒–—―−", "-"),
    }
)
_INVISIBLE = frozenset("\u200b\u200c\u200d\u2060\ufeff\u00ad")
_GAP = re.compile(r"\s*(?:…|\.\.\.|\[…\]|\[\.\.\.\])\s*")
_UNEVEN = re.compile(r"\A |  |[^\S ]|`")
"""What is not folded as it stands, case aside, in a text of ASCII."""
_EDGE = " \t\n\"'"


def fold(text: str) -> tuple[str, list[int]]:
    """Return `text` folded for comparison, and for each of its characters the offset it had in `text`.

    Curly and straight marks, all dashes, letter case and runs of white space become alike; invisible characters go.
    """
    if text.isascii() and not _UNEVEN.search(text):
        return text.lower(), list(range(len(text)))
    folded: list[str] = []
    offsets: list[int] = []
    for offset, char in enumerate(text.translate(_ALIKE)):
        if char in _INVISIBLE:
            continue
        if char.isspace():
            if folded and folded[-1] != " ":
                folded.append(" ")
                offsets.append(offset)
            continue
        for lowered in char.lower():
            folded.append(lowered)
            offsets.append(offset)
    return "".join(folded), offsets


def find_words(words: str, text: str) -> tuple[int, int] | None:
    """Return where `words` stand in `text` as (start, end) offsets, the first place; None where they do not.

    "first words … last words" finds the stretch from the first to the last, both included. Words are found whole:
    "ship" is not found in "shipping".
    """
    folded, offsets = fold(text)
    parts = [fold(part)[0].strip(_EDGE) for part in _GAP.split(unicodedata.normalize("NFC", words))]
    parts = [part for part in parts if part]
    if not parts:
        return None
    start = end = -1
    for part in parts:
        found = _find_whole(part, folded, max(end, 0))
        if found < 0:
            return None
        start = found if start < 0 else start
        end = found + len(part)
    return offsets[start], offsets[end - 1] + 1


def _find_whole(part: str, folded: str, begin: int) -> int:
    """Return the offset of `part` in `folded` from `begin` on, where no word or figure goes on beyond it; else -1."""
    found = folded.find(part, begin)
    while found >= 0:
        end = found + len(part)
        if not _goes_on(folded[max(found - 2, 0) : found][::-1], part[0]) and not _goes_on(
            folded[end : end + 2], part[-1]
        ):
            return found
        found = folded.find(part, found + 1)
    return -1


def _goes_on(beyond: str, edge: str) -> bool:
    """Say whether the word or figure with `edge` at its end goes on in `beyond`, which is read away from it."""
    if not beyond or not edge.isalnum():
        return False
    if beyond[0].isalnum():
        return True
    return edge.isdigit() and beyond[0] in ".," and beyond[1:].isdigit()
