"""What was claimed: typed claims, and the packs in which they are reconciled."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from checker.schema.articles import Passage
from checker.schema.noun import Noun

Certainty = Literal["stated", "alleged", "possible", "planned"]

Polarity = Literal["yes", "no"]


class When(Noun):
    """A time as the article writes it, and the earliest and latest day it can mean (None where that stays open)."""

    written: str
    earliest: date | None = None
    latest: date | None = None


class ClaimFields(Noun):
    """What claims of every kind have.

    `statement` is one checkable assertion that can be read alone. `source` is the chain of who vouches for it, nearest
    first; empty means the outlet itself. `polarity` is *no* for a denial or a thing that was not done.
    """

    id: str
    passage: Passage
    statement: str
    source: tuple[str, ...] = ()
    certainty: Certainty = "stated"
    polarity: Polarity = "yes"
    when: When | None = None


class EventClaim(ClaimFields):
    """Something happened, is happening or will happen."""

    kind: Literal["event"] = "event"


class StateClaim(ClaimFields):
    """Something is so: a condition, a relation, a property."""

    kind: Literal["state"] = "state"


class CauseClaim(ClaimFields):
    """One thing because of another, or for a purpose."""

    kind: Literal["cause"] = "cause"
    because: str


class FigureClaim(ClaimFields):
    """How much or how many of what: `amount` and `unit` as written ("4.5 million", "people")."""

    kind: Literal["figure"] = "figure"
    of: str
    amount: str
    unit: str | None = None
    bound: Literal["exact", "about", "at_least", "at_most"] = "exact"


class SpeechClaim(ClaimFields):
    """Someone said something: *verbatim* words stand in `words`, *reported* ones only in the statement."""

    kind: Literal["speech"] = "speech"
    speaker: str
    form: Literal["verbatim", "reported"]
    words: str | None = None
    about: str | None = None
    occasion: str | None = None


class RoleClaim(ClaimFields):
    """Who holds, held or will hold which office or status, also in passing: "former President"."""

    kind: Literal["role"] = "role"
    who: str
    role: str


Claim = Annotated[
    EventClaim | StateClaim | CauseClaim | FigureClaim | SpeechClaim | RoleClaim, Field(discriminator="kind")
]


class Pack(Noun):
    """Claims (by id) that are reconciled together, and the articles they come from.

    `whole` is true where the judge also sees every sentence of those articles, so that it may cite a sentence that no
    claim cites; otherwise it sees the sentences that the claims cite.
    """

    id: str
    articles: tuple[str, ...]
    claims: tuple[str, ...]
    whole: bool
