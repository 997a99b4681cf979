"""The reply of the task reconcile: where articles differ, agree, or only seem to differ."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from checker.model.wire.shape import Wire
from checker.schema import Aspect, Assumption, Shade, Stakes


class CitedWords(Wire):
    """A sentence or claim by its label, and the words in it that matter."""

    p: str
    w: str


Citation = str | CitedWords


class WirePosition(Wire):
    """`a`: the answer; `p`: everything that gives it."""

    a: str
    p: list[Citation]


class PairContradicts(Wire):
    """Both cannot be true; `if` names what must be assumed for that."""

    i: int
    j: int
    v: Literal["contradict"]
    if_: Assumption = Field(alias="if")


class PairSuperseded(Wire):
    """`i` was overtaken by `j`; `order` says how the order is known."""

    i: int
    j: int
    v: Literal["superseded"]
    order: Literal["published", "text"]


class PairDiffers(Wire):
    """Both can be true; `i` is the surer or more exact one."""

    i: int
    j: int
    v: Literal["differ"]
    how: Shade


class PairUnclear(Wire):
    """It cannot be said."""

    i: int
    j: int
    v: Literal["unclear"]


WirePair = Annotated[PairContradicts | PairSuperseded | PairDiffers | PairUnclear, Field(discriminator="v")]


class WireFact(Wire):
    """A question on which the articles do not say the same."""

    q: str
    aspect: Aspect
    stakes: Stakes
    positions: list[WirePosition]
    why: str
    pairs: list[WirePair]


class WireAgreement(Wire):
    """What several articles say alike."""

    q: str
    p: list[Citation]


class WireCleared(Wire):
    """What looks like a conflict and is none."""

    q: str
    p: list[Citation]
    why: str


class Reconciliation(Wire):
    """Reply of the task reconcile."""

    facts: list[WireFact]
    same: list[WireAgreement]
    cleared: list[WireCleared]
