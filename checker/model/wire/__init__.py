"""The replies as a model writes them: small strict shapes, checked again when they become nouns.

A strict schema has no optional fields, and every written token costs time, so what usually goes without saying stands
in a list that is usually empty (`m`, the marks of a claim). A module holds the reply of one task. The schemas are
committed files in `prompts/schemas/`; a test holds them against these classes, so that a library's upgrade cannot
change what is sent.
"""

from __future__ import annotations

from checker.model.wire.confirm import Confirmation, ConfirmedPair, PairAgrees, SecondJudgement
from checker.model.wire.draft import Assessment, WireBacking, WireDraftFact, WireDropped, WireUnbacked
from checker.model.wire.extract import (
    Bounded,
    Certain,
    Denied,
    Extraction,
    InWords,
    Mark,
    OnOccasion,
    PrintedDate,
    PrintedOutlet,
    Timed,
    VouchedFor,
    WireCause,
    WireClaim,
    WireEvent,
    WireFigure,
    WireQuote,
    WireRole,
    WireSpeech,
)
from checker.model.wire.reconcile import (
    Citation,
    CitedWords,
    PairContradicts,
    PairDiffers,
    PairSuperseded,
    PairUnclear,
    Reconciliation,
    WireAgreement,
    WireCleared,
    WireFact,
    WirePair,
    WirePosition,
)
from checker.model.wire.schemas import REPLIES, response_format, strict_schema, write_schemas
from checker.model.wire.shape import Wire
from checker.model.wire.support import Support, UnsupportedClaim

__all__ = [
    "REPLIES",
    "Assessment",
    "Bounded",
    "Certain",
    "Citation",
    "CitedWords",
    "Confirmation",
    "ConfirmedPair",
    "Denied",
    "Extraction",
    "InWords",
    "Mark",
    "OnOccasion",
    "PairAgrees",
    "PairContradicts",
    "PairDiffers",
    "PairSuperseded",
    "PairUnclear",
    "PrintedDate",
    "PrintedOutlet",
    "Reconciliation",
    "SecondJudgement",
    "Support",
    "Timed",
    "UnsupportedClaim",
    "VouchedFor",
    "Wire",
    "WireAgreement",
    "WireBacking",
    "WireCause",
    "WireClaim",
    "WireCleared",
    "WireDraftFact",
    "WireDropped",
    "WireEvent",
    "WireFact",
    "WireFigure",
    "WirePair",
    "WirePosition",
    "WireQuote",
    "WireRole",
    "WireSpeech",
    "WireUnbacked",
    "response_format",
    "strict_schema",
    "write_schemas",
]
