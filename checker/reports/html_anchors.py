"""Where links of the HTML report lead: names that hold no text from outside."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from checker.reports.places import Pieces
from checker.schema import Finding, FindingPassage, Passage

_PLAIN = re.compile(r"[A-Za-z0-9_-]{1,64}")
_LANGUAGE = re.compile(r"[a-zA-Z]{2}(-[A-Za-z0-9]{2,8})*")


class Link(NamedTuple):
    """A link inside the page: the anchor it leads to, its words, and what is read out instead of them where given."""

    anchor: str
    text: str
    told: str = ""


@dataclass(frozen=True)
class Anchors:
    """The anchors of a report's findings (by id) and pieces."""

    pieces: Pieces
    findings: dict[str, str]

    def article(self, article: str) -> str:
        """Return the anchor of an article; that of all pieces where it is unknown."""
        return f"a{self.pieces.ranks[article] + 1}" if article in self.pieces.ranks else "articles"

    def sentence(self, article: str, number: int) -> str:
        """Return the anchor of a sentence; that of its article where it is unknown."""
        found = self.pieces.articles.get(article)
        known = found is not None and 1 <= number <= len(found.sentences)
        return f"{self.article(article)}-s{number}" if known else self.article(article)

    def passage(self, passage: Passage | FindingPassage) -> Link:
        """Return a link to where a passage stands: "03-plane p2"."""
        number = passage.sentences[0] if passage.sentences else 0
        return Link(self.sentence(passage.article, number), self.pieces.place_of_passage(passage))

    def passages(self, passages: Sequence[Passage | FindingPassage]) -> list[Link]:
        """Return a link for each place, each once."""
        return list({link.text: link for link in map(self.passage, passages)}.values())

    def language(self, article: str) -> str:
        """Return the language of an article where it is a tag that a page may hold, else ""."""
        found = self.pieces.articles.get(article)
        return found.language if found and found.language and _LANGUAGE.fullmatch(found.language) else ""


def anchors_of(pieces: Pieces, ordered: Sequence[Finding]) -> Anchors:
    """Return the anchors of a report; a finding keeps its own id in it, so that links to it outlive a new run."""
    findings = {
        finding.id: f"f-{finding.id}" if _PLAIN.fullmatch(finding.id) else f"f-n{at}"
        for at, finding in enumerate(ordered, 1)
    }
    return Anchors(pieces, findings)
