"""The reply of the task confirm: the second judgement of each question."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from checker.model.wire.reconcile import PairContradicts, PairDiffers, PairSuperseded, PairUnclear
from checker.model.wire.shape import Wire


class PairAgrees(Wire):
    """The same is said."""

    i: int
    j: int
    v: Literal["agree"]


ConfirmedPair = Annotated[
    PairAgrees | PairContradicts | PairSuperseded | PairDiffers | PairUnclear, Field(discriminator="v")
]


class SecondJudgement(Wire):
    """The judgement of question `n`: a verdict for each two of its positions."""

    n: int
    why: str
    pairs: list[ConfirmedPair]


class Confirmation(Wire):
    """Reply of the task confirm."""

    facts: list[SecondJudgement]
