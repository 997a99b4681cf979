"""The reply of the task draft: how the sentences of a draft stand to its sources."""

from __future__ import annotations

from checker.model.wire.reconcile import Citation, WireCleared, WireFact
from checker.model.wire.shape import Wire
from checker.schema import Unsaid


class WireDraftFact(WireFact):
    """A question on which the draft and its sources do not say the same.

    `right` is the position that the sources show to be right, 0 where they do not.
    """

    right: int


class WireBacking(Wire):
    """What the draft asserts at `d`, and the passages of its sources that bear it out."""

    d: list[str]
    p: list[Citation]


class WireUnbacked(Wire):
    """What the draft asserts and no source says."""

    d: Citation
    what: Unsaid


class WireDropped(Wire):
    """An accusation that the draft keeps (`d`), and the denial in the sources (`p`) that it does not."""

    q: str
    d: list[Citation]
    p: list[Citation]


class Assessment(Wire):
    """Reply of the task draft."""

    facts: list[WireDraftFact]
    dropped: list[WireDropped]
    backed: list[WireBacking]
    unbacked: list[WireUnbacked]
    idle: list[str]
    cleared: list[WireCleared]
