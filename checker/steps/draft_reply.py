"""A reply on a draft → what it yields; whatever in it does not hold is refused."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain

from checker.model import wire
from checker.model.asking import DoesNotHold, first_three
from checker.schema import Cleared, Fact, Failure, Pack, Pair, Passage, Unsourced
from checker.steps.draft_actions import WITHOUT_DENIAL
from checker.steps.facts import agreement, cleared_from_wire, each, fact_from_wire, position_from_wire
from checker.steps.judging import fact_id, judged
from checker.steps.listing import DRAFT_LABEL, one_line
from checker.steps.sheet import Sheet

DENIAL_DROPPED = "The draft keeps the accusation and leaves out the denial that its source carries."

LONGEST_QUESTION = 160
"""Characters of a draft's sentence by which what bears it out is called."""


@dataclass(frozen=True)
class Against:
    """What holding a draft against its sources yields.

    `facts` are those in which the draft takes part, `backed` those that only say who bears it out, `dropped` the
    denials that it leaves out: nobody judges these two again. `idle` are numbers of sentences that assert nothing,
    `told` those that were judged in all that they claim; every other was not checked. Of them, `excused` are those for
    which a failure stands already, `short` those of which a pack leaves a part unjudged.
    """

    facts: tuple[Fact, ...] = ()
    backed: tuple[Fact, ...] = ()
    dropped: tuple[Fact, ...] = ()
    unsourced: tuple[Unsourced, ...] = ()
    cleared: tuple[Cleared, ...] = ()
    idle: frozenset[int] = frozenset()
    told: frozenset[int] = frozenset()
    short: frozenset[int] = frozenset()
    excused: frozenset[int] = frozenset()
    failures: tuple[Failure, ...] = ()
    packs: tuple[Pack, ...] = ()


def in_short(text: str, longest: int) -> str:
    """Return a text, cut so that it has no more than so many characters."""
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"


def accepted(sheet: Sheet, reply: wire.Assessment) -> Against:
    """Turn a reply into facts. Raises DoesNotHold with the first three problems."""
    problems: list[str] = []
    told, short = _told(sheet, reply)
    found = Against(
        facts=tuple(each("fact", reply.facts, lambda written: _fact(sheet, written), problems)),
        backed=tuple(each("backed", reply.backed, lambda backing: _backed(sheet, backing), problems)),
        dropped=tuple(each("dropped", reply.dropped, lambda dropped: _dropped(sheet, dropped), problems)),
        unsourced=tuple(each("unbacked", reply.unbacked, lambda unbacked: _unbacked(sheet, unbacked), problems)),
        cleared=tuple(each("cleared", reply.cleared, lambda alike: cleared_from_wire(sheet, alike), problems)),
        idle=frozenset(chain(*each("idle", reply.idle, lambda label: _idle(sheet, label), problems))),
        told=told,
        short=short,
        packs=(sheet.pack,),
    )
    if problems:
        raise DoesNotHold(first_three(problems))
    return found


def _fact(sheet: Sheet, written: wire.WireDraftFact) -> Fact:
    fact = fact_from_wire(sheet, written, step="draft")
    if not any(sheet.draft in position.articles for position in fact.positions):
        raise DoesNotHold("the draft takes no part in it; leave it out")
    if not 0 <= written.right <= len(fact.positions):
        raise DoesNotHold(f"“right” is {written.right}, none of its {len(fact.positions)} positions; 0 where none is")
    return fact.model_copy(update={"shown_right": written.right or None})


def _backed(sheet: Sheet, backing: wire.WireBacking) -> Fact:
    """Return that what the draft asserts and the passages of its sources say the same."""
    passages = _of_draft(sheet, backing.d)
    said = [sheet.by_label[one].statement for label in backing.d if (one := label.strip("[] ")) in sheet.by_label]
    question = said[0] if said else one_line(_text(sheet, passages[0]))
    fact = agreement(sheet, in_short(question, LONGEST_QUESTION), [*backing.d, *backing.p], step="draft")
    if fact.positions[0].articles == (sheet.draft,):
        raise DoesNotHold("no source is cited; what no source says belongs to “unbacked”")
    return fact


def _unbacked(sheet: Sheet, unbacked: wire.WireUnbacked) -> Unsourced:
    return Unsourced(passage=_of_draft(sheet, [unbacked.d])[0], what=unbacked.what)


def _dropped(sheet: Sheet, dropped: wire.WireDropped) -> Fact:
    """Return that the draft leaves a denial out as a difference of its own kind: an accusation that stands alone."""
    _of_draft(sheet, dropped.d)
    accused = position_from_wire(sheet, wire.WirePosition(a=WITHOUT_DENIAL, p=dropped.d))
    denied = position_from_wire(sheet, wire.WirePosition(a="a source carries the denial", p=dropped.p))
    if sheet.draft in denied.articles:
        raise DoesNotHold("the draft itself carries the denial")
    fact = Fact(
        id=fact_id("attribution", (accused, denied), sheet.of_id),
        question=dropped.q,
        aspect="attribution",
        positions=(accused, denied),
        stakes="accusation",
        explanation=DENIAL_DROPPED,
    )
    return judged(fact, (Pair(first=1, second=2, verdict="differ", shade="account"),))


def _of_draft(sheet: Sheet, cited: Iterable[wire.Citation]) -> list[Passage]:
    """Return the passages of the draft that are cited. Raises DoesNotHold where one of them is a source's."""
    found = [sheet.cite(citation)[0] for citation in cited]
    if not found:
        raise DoesNotHold("“d” cites nothing of the draft")
    for passage in found:
        if passage.article != sheet.draft:
            raise DoesNotHold("“d” cites a source; it takes labels of the draft")
    return found


def _idle(sheet: Sheet, label: str) -> tuple[int, ...]:
    return _of_draft(sheet, [label])[0].sentences


def _text(sheet: Sheet, passage: Passage) -> str:
    return sheet.of_id[passage.article].text[passage.span.start : passage.span.end]


def _told(sheet: Sheet, reply: wire.Assessment) -> tuple[frozenset[int], frozenset[int]]:
    """Return the numbers of the draft's sentences that the reply judges with each claim in them, and those it does not.

    A sentence's own label stands for all that it claims, and so do words of it: the rest is then borne out. The second
    are those of which a claim is left unjudged.
    """
    cited: list[wire.Citation] = [citation for fact in reply.facts for one in fact.positions for citation in one.p]
    cited += [label for backing in reply.backed for label in backing.d]
    cited += [unbacked.d for unbacked in reply.unbacked]
    labels = {(one if isinstance(one, str) else one.p).strip().strip("[]") for one in cited}
    idle = {label.strip().strip("[]") for label in reply.idle}
    claims = {label: claim.passage.sentences[0] for label, claim in sheet.of_draft.items()}
    shown = sheet.shown.get(DRAFT_LABEL, ())
    whole = {number for number in shown if f"{DRAFT_LABEL}.{number}" in labels}
    aside = {number for number in shown if f"{DRAFT_LABEL}.{number}" in idle}
    unjudged_in = {number for label, number in claims.items() if label not in labels} - whole - aside
    judged_in = {number for label, number in claims.items() if label in labels} | whole
    return frozenset(judged_in - unjudged_in), frozenset(unjudged_in)
