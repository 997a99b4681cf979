"""What code alone sees: signals of the built-in checks, which pieces are one source, where quotations stand."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from checker.schema.articles import Passage
from checker.schema.facts import Aspect
from checker.schema.noun import Noun

SignalKind = Literal["clash", "meets", "note"]
"""clash: the passages cannot both be right. meets: what looks apart is none (intervals meet). note: worth knowing."""


class Signal(Noun):
    """What a built-in check says of passages, by arithmetic or text comparison alone.

    `code` is the check's ("F1"; `checker explain F1`), `message` one sentence. The passages hold the words at issue;
    `sides` says of each which side it is on, from 1 (empty: each on its own).
    """

    code: str
    kind: SignalKind
    aspect: Aspect
    message: str
    passages: tuple[Passage, ...] = Field(min_length=1)
    sides: tuple[int, ...] = ()


OriginKind = Literal["text", "versions", "credit", "house"]
"""Why pieces are one source. text: the same nearly word for word. versions: of one piece. credit: they name one agency.
house: the newsroom's settings say so of their outlets."""


class OneOrigin(Noun):
    """Articles (by id) that are one source and not several; `source` is the agency or outlet they come from, if known.

    Wherever sources are counted, these count as one.
    """

    articles: tuple[str, ...] = Field(min_length=2)
    kind: OriginKind
    source: str | None = None


class Leaning(Noun):
    """A passage that gives what another article's outlet reported ("Kystposten reported"): `upon` is that article."""

    passage: Passage
    upon: str


QuotationFate = Literal[
    "verbatim",
    "shortened with a sign",
    "shortened",
    "in part",
    "altered",
    "spliced",
    "other speaker",
    "translation",
    "only here",
]
"""How a quotation stands to the others. in part: another article gives a part of it. spliced: two remarks elsewhere.
other speaker: somebody else is named there. translation: its speaker is quoted in another language, perhaps with this.
"""


class LookedUp(Noun):
    """A quotation of three words or more, who speaks it as far as that is sure, and where else it was found."""

    passage: Passage
    speaker: str | None = None
    fate: QuotationFate
    places: tuple[Passage, ...] = ()
