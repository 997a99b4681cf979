"""What the findings mean that only a draft can have, for `checker explain`: a page for each of their codes."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from dataclasses import dataclass

_WIDTH = 80


@dataclass(frozen=True)
class DraftPage:
    """What a code says of a sentence of the draft, with an example of it and one about which nothing is said."""

    title: str
    hit: str
    near_miss: str
    because: str


_UNSOURCED = (
    "Says: the draft asserts it, and none of its sources was found to. The model that held the draft against them says "
    "so, or in a pack of a large story no source shares a name, a figure or a rare word with it. That it is wrong is "
    "not said. What everyone knows, and what follows from the rest, is left alone."
)
_TODO = "What to do: name a source for it, or take it out. It is a CHECK at most."

DRAFT_PAGES: Mapping[str, DraftPage] = {
    "unsourced-figure": DraftPage(
        "A figure that stands in no source.",
        "D: The repairs will cost 40 million crowns. (No source gives a sum.)",
        "D: Nearly 1,200 were aboard. Source: 1,187 people were aboard.",
        "a rounding that misleads nobody is borne out.",
    ),
    "unsourced-name": DraftPage(
        "A name or a title that stands in no source.",
        "D: Per Holm, the owners’ lawyer, agreed. (The sources know no Per Holm.)",
        "D: Harbour master Lund agreed. Source: Ida Lund, the harbour master, agreed.",
        "the source has the name and the office.",
    ),
    "unsourced-date": DraftPage(
        "A time or a place that stands in no source.",
        "D: The Astrid, built in 1998, burnt out. (No source says when she was built.)",
        "D: It burnt on Monday. Source, of Tuesday 4 March: it burnt yesterday.",
        "that is the same day.",
    ),
    "unsourced-quotation": DraftPage(
        "Words in quotation marks that stand in no source.",
        "D: “We had no warning of any kind,” Lund said. (No source has these words.)",
        "D: “We had no warning,” Lund said. Source: “We had no warning of any kind,” said Lund.",
        "a quotation that was shortened is another matter: `checker explain Q1`.",
    ),
    "unsourced-accusation": DraftPage(
        "An accusation by name that stands in no source.",
        "D: Captain Pell was drunk, witnesses say. (No source says so.)",
        "D: Pell left the bridge, a crew member says. Source: the same.",
        "the source carries it. Whether it carries a denial as well is asked apart.",
    ),
    "unsourced-cause": DraftPage(
        "A cause or a purpose that stands in no source.",
        "D: The bridge was closed because of the strike. (The sources tell of both, and join them nowhere.)",
        "D: The bridge was closed. Source: the bridge was closed.",
        "no cause is given.",
    ),
    "unsourced-superlative": DraftPage(
        "“The first”, “the largest”, “record”: in no source.",
        "D: It is the worst fire in the harbour’s history. (No source compares.)",
        "D: It was a large fire. Source: the fire was large.",
        "nothing is compared.",
    ),
    "unnamed-sources": DraftPage(
        "The draft makes several unnamed sources of one.",
        "D: Crew members said the captain had left the bridge. Source: a crew member said so.",
        "D: Crew members said so. Two sources, each: a crew member said so; and one of them: officials said so.",
        "one of them speaks of several.",
    ),
}


def explain_draft_code(code: str) -> str:
    """Return the page of a code as plain lines for a terminal. Raises KeyError for a code that is none of a draft's."""
    page = DRAFT_PAGES[code]
    says = (
        "Says: the article behind the sentence has one source that it does not name, and the draft speaks of several."
    )
    action = "What to do: write of one source, or find out who the others are. It is a CHECK at most."
    about = (says, action) if code == "unnamed-sources" else (_UNSOURCED, _TODO)
    blocks = [
        f"{code} · {page.title}",
        *(textwrap.fill(one, _WIDTH) for one in about),
        "\n".join(["Hit:", _example(page.hit)]),
        "\n".join(["Near miss, about which it says nothing:", _example(page.near_miss)]),
    ]
    because = textwrap.fill(f"  because: {page.because}", _WIDTH, subsequent_indent="  ")
    return "\n\n".join(blocks) + f"\n{because}\n"


def _example(text: str) -> str:
    return textwrap.fill(text, _WIDTH, initial_indent="  ", subsequent_indent="     ")
