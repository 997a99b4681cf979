"""The reply of the task support, which the evaluation alone asks: which claims go beyond their sentences."""

from __future__ import annotations

from typing import Literal

from checker.model.wire.shape import Wire


class UnsupportedClaim(Wire):
    """A claim, by its label, that its sentences do not bear out: what they say instead, and how it goes beyond them."""

    c: str
    why: str
    how: Literal["added", "surer", "vaguer", "other"]


class Support(Wire):
    """Reply of the task support: the claims that do not hold; all others do."""

    wrong: list[UnsupportedClaim]
