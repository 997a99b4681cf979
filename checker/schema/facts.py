"""What was judged: facts with their positions, and what stands alone, or is no conflict."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from checker.schema.articles import Passage
from checker.schema.noun import Noun

Verdict = Literal["agree", "differ", "unclear", "superseded", "contradict"]
"""From mildest to gravest; see `GRAVITY`.

agree: the same is said. differ: both can be true (precision, wording, rounding, certainty differ). unclear: the model
will not say, or its two judgements clash. superseded: a text was overtaken; the order follows from publication times
or from the texts. contradict: as stated, speaker, time and certainty considered, both cannot be true.
"""

GRAVITY: dict[Verdict, int] = {"agree": 0, "differ": 1, "unclear": 2, "superseded": 3, "contradict": 4}

Aspect = Literal[
    "number",
    "date",
    "place",
    "person",
    "role",
    "name",
    "quote",
    "attribution",
    "certainty",
    "event",
    "status",
    "cause",
    "scope",
]

Shade = Literal["rounding", "detail", "wording", "translation", "nuance", "strength", "account"]
"""How two positions differ. rounding, detail, wording, translation, nuance: a reader is not misled by either. strength:
one is surer, harder or vouched for by someone else. account: told differently in substance, though both can be true."""

Assumption = Literal["nothing", "date", "occasion", "identity"]
"""What must be assumed for a contradiction to be one: the date, that it is one occasion, that it is one thing."""

Stakes = Literal["none", "accusation", "deaths", "markets"]
"""What makes a difference weigh more: an accusation against a named person, a death toll, a figure that moves markets.
"""

Outcome = Literal["first", "confirmed", "changed", "withdrawn", "unclear"]
"""What the second judgement did with the first; *first* where there was none (it failed, or was not needed)."""

OrderFrom = Literal["published", "text", "none"]


class Position(Noun):
    """One answer to a fact's question, with every passage that gives it and the claims (by id) these came from."""

    answer: str
    passages: tuple[Passage, ...] = Field(min_length=1)
    claims: tuple[str, ...] = ()

    @property
    def articles(self) -> tuple[str, ...]:
        """The ids of the articles that take this position, each once, in order of appearance."""
        return tuple(dict.fromkeys(passage.article for passage in self.passages))


class Pair(Noun):
    """How two positions of a fact stand to each other. Positions count from 1.

    In a *superseded* pair `first` is the older; in a *differ* pair it is the surer or more exact one. Pairs that agree
    are left out.
    """

    first: int = Field(ge=1)
    second: int = Field(ge=1)
    verdict: Verdict
    shade: Shade | None = None
    assumes: Assumption = "nothing"
    order_from: OrderFrom = "none"


class Judgement(Noun):
    """What one request said of a fact: its pairs, the gravest verdict among them, and its reasons."""

    step: Literal["reconcile", "draft", "confirm"]
    verdict: Verdict
    pairs: tuple[Pair, ...]
    explanation: str


class Fact(Noun):
    """A question that the articles answer, the positions they take, and how these stand to one another.

    `pairs` holds the verdict for each two positions that do not agree, `verdict` the gravest of them; `current` is the
    number of the position that has overtaken the others, `order_from` how that is known. `shown_right` is the number of
    the position that the sources of a draft themselves show to be the right one; None where a person would have to ask.
    """

    id: str
    question: str
    aspect: Aspect
    positions: tuple[Position, ...] = Field(min_length=1)
    pairs: tuple[Pair, ...] = ()
    verdict: Verdict = "agree"
    current: int | None = Field(default=None, ge=1)
    order_from: OrderFrom = "none"
    shown_right: int | None = Field(default=None, ge=1)
    stakes: Stakes = "none"
    explanation: str = ""
    judgements: tuple[Judgement, ...] = ()
    outcome: Outcome = "first"


Unsaid = Literal["figure", "name", "date", "quotation", "accusation", "cause", "superlative", "background"]
"""What stands in no source. background: what no editor would ask a source for."""


class Unsourced(Noun):
    """What a draft asserts and no source was found to say."""

    passage: Passage
    what: Unsaid


class Cleared(Noun):
    """What looks like a conflict and is none, with the reason: two occasions, two things of one name, a rounding."""

    question: str
    passages: tuple[Passage, ...]
    reason: str


class SingleSource(Noun):
    """A claim that no other article here was found to make. `why_listed` is None for mere background."""

    claim: str
    why_listed: Literal["accusation", "figure", "quotation", "name", "date", "cause"] | None = None
