"""Names that a house says mean one and the same: "Kyiv" and "Kiev"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from checker.text.desk_list import DeskList, Person, joined
from checker.text.names import bare_name


class SameNames:
    """Groups of names, of which each first stands for the others. Case does not count; whole words do."""

    def __init__(self, groups: Iterable[Sequence[str]] = ()) -> None:
        self._groups = tuple(tuple(" ".join(name.split()) for name in group) for group in groups)
        self._first = {name.casefold(): group[0] for group in self._groups for name in group}
        longest_first = sorted(self._first, key=len, reverse=True)
        found = "|".join(re.escape(name) for name in longest_first)
        self._pattern = re.compile(rf"(?<!\w)(?:{found})(?!\w)", re.IGNORECASE) if found else None

    def one_spelling(self, text: str) -> str:
        """Return a text in which each of the names is written like the first of its group."""
        if self._pattern is None:
            return text
        return self._pattern.sub(lambda match: self._first.get(match.group().casefold(), match.group()), text)

    def added_to(self, desk: DeskList) -> DeskList:
        """Return a desk list that takes the full names (of two words or more) for spellings of one person too."""
        people = []
        for group in self._groups:
            full = tuple(name for name in group if len(bare_name(name).split()) > 1)
            if len(full) > 1:
                people.append(Person(full[0], full))
        return joined(desk, people)
