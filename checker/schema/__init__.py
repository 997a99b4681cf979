"""The nouns of checker. All are frozen and refuse unknown fields; a closed set is a Literal.

The way of the data, from `articles` over `claims`, `facts`, `signals`, `findings` and `drafts` to `report`, a module
for each; all are imported from here:

    Article (of Sentences) → Claims → Packs → Facts (of Positions) → Findings, all kept in one Report.

Every step hands on `Passage`s. A passage names an article and sentence numbers; the program, never the model, supplies
its text: `article.text[span.start:span.end]`. Offsets count Unicode code points from 0, and an end is exclusive.
"""

from __future__ import annotations

from checker.schema.articles import Article, Cut, Passage, Place, Published, Role, Sentence, Span, Status, StatusKind
from checker.schema.claims import (
    CauseClaim,
    Certainty,
    Claim,
    ClaimFields,
    EventClaim,
    FigureClaim,
    Pack,
    Polarity,
    RoleClaim,
    SpeechClaim,
    StateClaim,
    When,
)
from checker.schema.drafts import Draft, DraftSentence, Standing
from checker.schema.facts import (
    GRAVITY,
    Aspect,
    Assumption,
    Cleared,
    Fact,
    Judgement,
    OrderFrom,
    Outcome,
    Pair,
    Position,
    Shade,
    SingleSource,
    Stakes,
    Unsaid,
    Unsourced,
    Verdict,
)
from checker.schema.findings import DecidedPassage, Decision, Dismissed, Finding, FindingPassage, Keys, Level, Severity
from checker.schema.noun import Noun
from checker.schema.report import ArticleCoverage, Coverage, Failure, Report
from checker.schema.runs import REPORT_FORMAT, Origin, Run, TaskUsage
from checker.schema.signals import Leaning, LookedUp, OneOrigin, OriginKind, QuotationFate, Signal, SignalKind

__all__ = [
    "GRAVITY",
    "REPORT_FORMAT",
    "Article",
    "ArticleCoverage",
    "Aspect",
    "Assumption",
    "CauseClaim",
    "Certainty",
    "Claim",
    "ClaimFields",
    "Cleared",
    "Coverage",
    "Cut",
    "DecidedPassage",
    "Decision",
    "Dismissed",
    "Draft",
    "DraftSentence",
    "EventClaim",
    "Fact",
    "Failure",
    "FigureClaim",
    "Finding",
    "FindingPassage",
    "Judgement",
    "Keys",
    "Leaning",
    "Level",
    "LookedUp",
    "Noun",
    "OneOrigin",
    "OrderFrom",
    "Origin",
    "OriginKind",
    "Outcome",
    "Pack",
    "Pair",
    "Passage",
    "Place",
    "Polarity",
    "Position",
    "Published",
    "QuotationFate",
    "Report",
    "Role",
    "RoleClaim",
    "Run",
    "Sentence",
    "Severity",
    "Shade",
    "Signal",
    "SignalKind",
    "SingleSource",
    "Span",
    "SpeechClaim",
    "Stakes",
    "Standing",
    "StateClaim",
    "Status",
    "StatusKind",
    "TaskUsage",
    "Unsaid",
    "Unsourced",
    "Verdict",
    "When",
]
