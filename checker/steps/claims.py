"""From a claim on the wire to a `Claim`: marks spelled out, sentences and words looked up."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from checker.model import wire
from checker.model.asking import DoesNotHold
from checker.schema import (
    Article,
    CauseClaim,
    Claim,
    EventClaim,
    FigureClaim,
    RoleClaim,
    SpeechClaim,
    StateClaim,
    When,
)
from checker.steps.passages import passage_of
from checker.text.locate import find_words

_BOUND_WORDS = {"exact": "", "about": "about ", "at_least": "at least ", "at_most": "at most "}


def claim_from_wire(article: Article, shown: Sequence[int], claim: wire.WireClaim) -> Claim:
    """Return the claim that a wire claim means, with an empty id.

    Raises DoesNotHold where it cites a sentence that was not shown, copies words that are not there, leaves its
    statement empty, or gives a time that is none.
    """
    missing = [number for number in claim.s if number not in shown]
    if missing or not claim.s:
        raise DoesNotHold(f"there is no sentence {missing[0]}" if missing else "it cites no sentence")
    marks = _Marks(claim.m)
    words = claim.w if isinstance(claim, wire.WireQuote) else marks.words
    if words is None and isinstance(claim, wire.WireRole):
        words = _standing(article, claim.s, claim.as_)
    fields: dict[str, Any] = {
        "id": "",
        "passage": passage_of(article, claim.s, words),
        "source": marks.source,
        "certainty": marks.certainty,
        "polarity": marks.polarity,
        "when": marks.when,
    }
    empty = [name for name, value in claim if isinstance(value, str) and not value.strip()]
    if empty:
        raise DoesNotHold(f"its field {empty[0].rstrip('_')} is empty")
    fields["statement"] = _statement(claim, marks, fields["passage"].words)
    match claim:
        case wire.WireEvent(k="event"):
            return EventClaim(**fields)
        case wire.WireEvent():
            return StateClaim(**fields)
        case wire.WireCause():
            return CauseClaim(**fields, because=claim.why)
        case wire.WireFigure():
            return FigureClaim(**fields, of=claim.of, amount=claim.n, unit=claim.u, bound=marks.bound)
        case wire.WireSpeech():
            return SpeechClaim(**fields, speaker=claim.by, form="reported", occasion=marks.occasion)
        case wire.WireQuote():
            said = fields["passage"].words
            return SpeechClaim(**fields, speaker=claim.by, form="verbatim", words=said, occasion=marks.occasion)
        case wire.WireRole():
            return RoleClaim(**fields, who=claim.who, role=claim.as_)


class _Marks:
    """The marks of a wire claim by name, with the defaults where there is none. A mark given twice counts once."""

    def __init__(self, marks: Sequence[wire.Mark]) -> None:
        self.source: tuple[str, ...] = ()
        self.certainty = "stated"
        self.polarity = "yes"
        self.when: When | None = None
        self.bound: Any = "exact"
        self.words: str | None = None
        self.occasion: str | None = None
        for mark in marks:
            match mark:
                case wire.VouchedFor():
                    self.source = tuple(name.strip() for name in mark.src if name.strip())
                case wire.Certain():
                    self.certainty = mark.is_
                case wire.Denied():
                    self.polarity = "no"
                case wire.Timed():
                    self.when = _when(mark)
                case wire.Bounded():
                    self.bound = mark.bound
                case wire.InWords():
                    self.words = mark.w
                case wire.OnOccasion():
                    self.occasion = mark.on


def _when(mark: wire.Timed) -> When:
    days: list[date | None] = []
    for written in (mark.a, mark.b):
        try:
            days.append(None if written is None else date.fromisoformat(written))
        except ValueError:
            raise DoesNotHold(f"“{written}” is no ISO date (2031-03-04)") from None
    earliest, latest = days
    if earliest and latest and earliest > latest:
        raise DoesNotHold(f"the time “{mark.when}” ends ({latest}) before it begins ({earliest})")
    return When(written=mark.when, earliest=earliest, latest=latest)


def _standing(article: Article, sentences: Sequence[int], words: str) -> str | None:
    """Return the words if they stand in one of the sentences as they are, else None: a title may be put together."""
    return words if any(find_words(words, article.sentence_text(number)) for number in sentences) else None


def _statement(claim: wire.WireClaim, marks: _Marks, words: str | None) -> str:
    """Return the claim as one assertion that can be read alone."""
    match claim:
        case wire.WireEvent():
            return claim.t
        case wire.WireCause():
            return f"{claim.t.rstrip('.')}, because of or for: {claim.why}"
        case wire.WireFigure():
            unit = f" {claim.u}" if claim.u and claim.u.casefold() not in claim.n.casefold() else ""
            return f"{claim.of}: {_BOUND_WORDS[marks.bound]}{claim.n}{unit}"
        case wire.WireSpeech():
            return f"{claim.by}: {claim.t}"
        case wire.WireQuote():
            return f"{claim.by}: “{words}”"
        case wire.WireRole():
            called = "is said not to be" if marks.polarity == "no" else "is called"
            return f"{claim.who} {called} “{claim.as_}”"
