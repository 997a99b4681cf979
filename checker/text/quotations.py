"""What stands between quotation marks: “ ”, „ “, « », » «, " ", ‘ ’, ‚ ‘, ‹ › and ' ', nested and across sentences.

A quotation begins and ends in one line of the text, or goes on in the next one where that begins with a mark of its
own, as newspapers set a speech of several paragraphs. A mark without its partner quotes nothing; an apostrophe is no
mark. What cannot be told is left out. Takes time in proportion to the text's length.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import NamedTuple

_MARK = re.compile("[“”„‟\"«»‘’‚‛‹›']")
_DEEPEST = 3
_LONGEST = 4000
"""Characters between two marks; what is longer has lost a mark somewhere."""

_MOST_CANDIDATES = 12
"""Marks looked at for the end of a quotation in single marks, so that a line of nothing else stays cheap."""

_CLOSERS = {
    "“": "”",
    "”": "”",
    "„": "“”",
    "‟": "”“",
    "«": "»",
    "»": "«",
    "‘": "’",
    "‚": "‘’",
    "‛": "’",
    "‹": "›",
    "›": "‹",
}
_BEFORE_OPENING = frozenset(" \t\n\u00a0\u202f([{—–-:/¡¿…")
_AFTER_CLOSING = frozenset(" \t\n\u00a0\u202f.,;:!?)]}—–-/…")
_AFTER_CLOSING_SINGLE = _AFTER_CLOSING | frozenset("\"”»'’")
_ENDS_SPEECH = frozenset(".,;:!?…")
_ELIDED = re.compile(r"['’‘](?:tis|twas|em|cause|til|till|round|bout|n|s|ll|re|ve|\d0s)\b", re.IGNORECASE)


class Quotation(NamedTuple):
    """What stands between two marks: `text[start:end]` with them, `text[begin:stop]` without.

    `depth` is 0, or how many quotations it stands in. `goes_on` tells that the speech goes on in the next line.
    """

    start: int
    begin: int
    stop: int
    end: int
    depth: int = 0
    goes_on: bool = False


class _Open(NamedTuple):
    """A mark that waits for its partner."""

    at: int
    mark: str
    until: int = -1
    """Where its partner stands, if that is known from the start, as of single marks."""


def quotations_in(text: str) -> tuple[Quotation, ...]:
    """Return the quotations of `text` in the order in which they begin; one inside another comes after it."""
    marks = [match.start() for match in _MARK.finditer(text)]
    reversed_angles = bool(marks) and _angles_are_reversed(text)
    found: list[Quotation] = []
    first = 0
    while first < len(marks):
        begin = text.rfind("\n", marks[first - 1] if first else 0, marks[first]) + 1
        end = text.find("\n", marks[first])
        end = len(text) if end < 0 else end
        last = bisect_left(marks, end, first)
        _Line(text, begin, end, marks[first:last], found, reversed_angles=reversed_angles).read()
        first = last
    return tuple(sorted(found))


def _angles_are_reversed(text: str) -> bool:
    """Tell whether the text quotes like »this«, as German books do, and not like «this»."""
    for open_mark, close_mark in (("«", "»"), ("‹", "›")):
        first = min((at for at in (text.find(open_mark), text.find(close_mark)) if at >= 0), default=-1)
        if first >= 0:
            return text[first] == close_mark
    return False


class _Line:
    """The quotations of one line, read mark by mark with a stack of those that are open."""

    def __init__(
        self,
        text: str,
        begin: int,
        end: int,
        marks: list[int],
        found: list[Quotation],
        *,
        reversed_angles: bool,
    ) -> None:
        self.text, self.begin, self.end, self.marks, self.found = text, begin, end, marks, found
        self.opening = "“„‟‘‚‛" + ("»›" if reversed_angles else "«‹")
        self.closing = "”" + ("«‹" if reversed_angles else "»›")
        self.stack: list[_Open] = []

    def read(self) -> None:
        """Add what the line quotes."""
        for index, at in enumerate(self.marks):
            mark = self.text[at]
            if self._closes(mark, at):
                self._close(at)
            elif mark in "'’‘‚‛":
                if (until := self._single_end(index, at)) >= 0:
                    self.stack.append(_Open(at, mark, until))
            elif self._opens(mark, at):
                self.stack.append(_Open(at, mark))
            if len(self.stack) > _DEEPEST:
                del self.stack[0]
        self._carry_on()

    def _around(self, at: int) -> tuple[str, str]:
        """Return the characters before and after a mark, within the line; a space stands for its ends."""
        before = self.text[at - 1] if at > self.begin else " "
        after = self.text[at + 1] if at + 1 < self.end else " "
        return before, after

    def _closes(self, mark: str, at: int) -> bool:
        """Tell whether a mark ends one that is open; of straight and single marks, where the place fits as well."""
        if not self.stack:
            return False
        before, after = self._around(at)
        opened = [one.mark for one in self.stack]
        if mark == '"':
            fits = not before.isspace() or after in _AFTER_CLOSING
            return mark in opened and fits and not (before in _BEFORE_OPENING and after.isalnum())
        if mark in "'’‘" and any(one.until >= 0 for one in self.stack):
            return any(one.until == at for one in self.stack)
        return any(mark in _CLOSERS.get(one, "") for one in opened)

    def _close(self, at: int) -> None:
        """Take the partner of the mark at `at` off the stack, with whatever was left open inside it."""
        mark = self.text[at]
        while self.stack:
            opened = self.stack.pop()
            if opened.until in {-1, at} and (mark == opened.mark == '"' or mark in _CLOSERS.get(opened.mark, "'")):
                self._add(opened, at, at + 1)
                return

    def _opens(self, mark: str, at: int) -> bool:
        before, after = self._around(at)
        if mark == '"':
            return (before in _BEFORE_OPENING or before in "'“„«‘") and not after.isspace()
        if mark == "”":  # Swedish and Finnish open with the mark that closes elsewhere
            return before in _BEFORE_OPENING and after.isalnum() and self.text.find("”", at + 1, self.end) > 0
        return mark in self.opening

    def _single_end(self, index: int, at: int) -> int:
        """Return where the partner stands of a single mark that opens a quotation; -1 where it opens none.

        It stands before a word; and the mark that ends it is surely no possessive, or the only one that may be it.
        """
        mark = self.text[at]
        before, after = self._around(at)
        starts = before in _BEFORE_OPENING or before in '"“„«»‟'
        # ’ opens in Swedish alone; elsewhere it is an elision ("’tis").
        if mark == "’" or not starts or not (after.isalnum() or after in '"“[¿¡') or _ELIDED.match(self.text, at):
            return -1
        partners = {"'": "'", "‘": "’"}.get(mark, "‘’")
        possible = -1
        for later in self.marks[index + 1 : index + 1 + _MOST_CANDIDATES]:
            before, after = self._around(later)
            if self.text[later] in '"”»' and any(one.mark in '"“«„' for one in self.stack):
                break
            if self.text[later] not in partners or before.isspace() or after not in _AFTER_CLOSING_SINGLE:
                if before in _BEFORE_OPENING and possible >= 0:
                    return possible
                continue
            if before in _ENDS_SPEECH or before.lower() != "s" or after in _ENDS_SPEECH:
                return later
            if possible >= 0:
                return -1
            possible = later
        return possible

    def _add(self, opened: _Open, stop: int, end: int, *, goes_on: bool = False) -> None:
        begin = opened.at + 1
        while begin < stop and self.text[begin].isspace():
            begin += 1
        while stop > begin and self.text[stop - 1].isspace():
            stop -= 1
        if begin < stop and stop - begin <= _LONGEST:
            self.found.append(Quotation(opened.at, begin, stop, end, len(self.stack), goes_on))

    def _carry_on(self) -> None:
        """Keep the outermost quotation that is open at the end of the line, where the next one takes it up again."""
        if not self.stack:
            return
        opened = self.stack[0]
        following = re.compile(r"\s*").match(self.text, self.end)
        ahead = following.end() if following else self.end
        if opened.mark in '“„«»"' and self.text[ahead : ahead + 1] == opened.mark:
            del self.stack[:]
            self._add(opened, self.end, self.end, goes_on=True)
