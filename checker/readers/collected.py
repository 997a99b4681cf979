"""What has been read so far of a story: its articles, what could not be read, and what was read already."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from checker.errors import InputError
    from checker.readers.versions import Lineage
    from checker.schema import Article

_OPENING = 120


@dataclass
class Collected:
    """What has been read so far; `enclosed` are the stems of files that lie in other files.

    `errors` pair a file, as messages name it, with why it could not be read; `set_aside` are files that are none of
    the articles: reports.
    """

    articles: list[Article] = field(default_factory=list)
    errors: list[tuple[str, InputError]] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    lineages: dict[str, Lineage] = field(default_factory=dict)
    enclosed: set[str] = field(default_factory=set)
    set_aside: list[str] = field(default_factory=list)
    # The content with what is known of its outlet: one agency's text from two outlets is two articles.
    # Found by length and outlet, because texts of one length are few, and to hash every text takes longer.
    _contents: dict[tuple[int, str | None], list[tuple[str, str]]] = field(default_factory=dict)
    # By the first letters, once a file is no bare text: formats differ in the white space that they keep.
    _openings: dict[tuple[str, str | None], list[tuple[str, str]]] | None = None

    def is_repeated(self, text: str, outlet: str | None, name: str) -> bool:
        """Tell, with a notice, whether a text of this outlet was read already, and remember it where it was not."""
        alike = self._contents.setdefault((len(text), outlet), [])
        twin = next((twin for known, twin in alike if known == text), None)
        if twin is None and self._openings is not None:
            likely = self._openings.setdefault((_opening(text), outlet), [])
            twin = next((twin for known, twin in likely if known.split() == text.split()), None)
            likely.append((text, name))
        if twin is not None:
            self.notices.append(f"{name}: has the same content as {twin}; read once")
            return True
        alike.append((text, name))
        return False

    def compare_words(self) -> None:
        """From now on, and with what was read before, take texts for one that differ in white space only."""
        if self._openings is None:
            self._openings = {}
            for (_, outlet), alike in self._contents.items():
                for text, name in alike:
                    self._openings.setdefault((_opening(text), outlet), []).append((text, name))


def _opening(text: str) -> str:
    """Return the first letters of a text without white space: what differs there need not be compared any further."""
    return "".join(text[:_OPENING].split())[: _OPENING // 2]
