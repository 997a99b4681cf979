"""The reply of the task extract: what one article claims."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from checker.model.wire.shape import Wire


class VouchedFor(Wire):
    """Who vouches for the claim, nearest first, where it is not the outlet."""

    src: list[str]


class Certain(Wire):
    """How sure the text is, where it does not simply state."""

    is_: Literal["alleged", "possible", "planned"] = Field(alias="is")


class Denied(Wire):
    """The claim is a denial, or a thing not done."""

    no: Literal[True]


class Timed(Wire):
    """A time as written, and the first and last day it can mean (ISO dates, null where open)."""

    when: str
    a: str | None
    b: str | None


class Bounded(Wire):
    """How a figure is meant, where it is not exact."""

    bound: Literal["about", "at_least", "at_most"]


class InWords(Wire):
    """The few words of the sentence in which the point lies."""

    w: str


class OnOccasion(Wire):
    """Where or when something was said, where the text tells."""

    on: str


Mark = VouchedFor | Certain | Denied | Timed | Bounded | InWords | OnOccasion


# Each kind spells out `s` (its sentences) and `m` (its marks): servers write the fields in the order given here.


class WireEvent(Wire):
    """`t`: the statement."""

    k: Literal["event", "state"]
    s: list[int]
    t: str
    m: list[Mark]


class WireCause(Wire):
    """`t`: what; `why`: because of what, or to what end."""

    k: Literal["cause"]
    s: list[int]
    t: str
    why: str
    m: list[Mark]


class WireFigure(Wire):
    """`of`: what is counted or measured; `n`: the amount as written; `u`: the unit, null where there is none."""

    k: Literal["figure"]
    s: list[int]
    of: str
    n: str
    u: str | None
    m: list[Mark]


class WireSpeech(Wire):
    """`by`: the speaker; `t`: what was said, in other words than theirs."""

    k: Literal["said"]
    s: list[int]
    by: str
    t: str
    m: list[Mark]


class WireQuote(Wire):
    """`by`: the speaker; `w`: their words, copied."""

    k: Literal["quote"]
    s: list[int]
    by: str
    w: str
    m: list[Mark]


class WireRole(Wire):
    """`who` is, was or will be what (`as`)."""

    k: Literal["role"]
    s: list[int]
    who: str
    as_: str = Field(alias="as")
    m: list[Mark]


WireClaim = Annotated[WireEvent | WireCause | WireFigure | WireSpeech | WireQuote | WireRole, Field(discriminator="k")]


class PrintedDate(Wire):
    """The date of publication, and the sentence that prints it."""

    s: int
    date: str


class PrintedOutlet(Wire):
    """The outlet's name, and the sentence that prints it."""

    s: int
    name: str


class Extraction(Wire):
    """Reply of the task extract."""

    date: PrintedDate | None
    outlet: PrintedOutlet | None
    claims: list[WireClaim]
