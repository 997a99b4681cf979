"""draft: a draft against its sources → facts, what bears out which sentence, what no source says; one request.

The sources stand first in the request and stay byte for byte the same when the draft is edited. Every sentence of the
draft must come to stand somewhere in the reply; one of which nothing is said was not checked, and is a failure.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from checker.errors import AskError, ReplyCut
from checker.model import wire
from checker.model.asking import Asker, DoesNotHold, first_three
from checker.model.together import together
from checker.schema import Article, Claim, Cleared, Fact, Failure, Pack, Pair, Passage, Unsourced
from checker.steps.coverage import why_listed
from checker.steps.draft_actions import WITHOUT_DENIAL
from checker.steps.facts import agreement, cleared_from_wire, each, fact_from_wire, position_from_wire
from checker.steps.judging import fact_id, judged
from checker.steps.listing import DRAFT_LABEL, one_line
from checker.steps.merge import merge_facts
from checker.steps.sheet import Sheet

LONGEST_QUESTION = 160
"""Characters of a draft's sentence by which what bears it out is called."""


@dataclass(frozen=True)
class Against:
    """What holding a draft against its sources yields.

    `facts` are those in which the draft takes part, `backed` those that only say who bears it out, `dropped` the
    denials that it leaves out: nobody judges these two again. `idle` are numbers of sentences that assert nothing,
    `told` those that were judged in all that they claim; every other was not checked.
    """

    facts: tuple[Fact, ...] = ()
    backed: tuple[Fact, ...] = ()
    dropped: tuple[Fact, ...] = ()
    unsourced: tuple[Unsourced, ...] = ()
    cleared: tuple[Cleared, ...] = ()
    idle: frozenset[int] = frozenset()
    told: frozenset[int] = frozenset()
    failures: tuple[Failure, ...] = ()
    packs: tuple[Pack, ...] = ()


async def hold_against(
    draft: Article, packs: Sequence[Pack], articles: Sequence[Article], claims: Sequence[Claim], asker: Asker
) -> Against:
    """Hold the draft against the sources in each pack that holds a part of it, all at once.

    Claims of the draft that lie in no pack with a source are unsourced: no source shares a name, a figure or a rare
    word with them.
    """
    of_article = {article.id: article for article in articles}
    of_claim = {claim.id: claim for claim in claims}
    sheets = [
        Sheet(pack, [of_article[a] for a in pack.articles], [of_claim[c] for c in pack.claims], draft.id)
        for pack in packs
        if draft.id in pack.articles and len(pack.articles) > 1
    ]
    found = _joined(await together(*(_hold(sheet, asker) for sheet in sheets)))
    packed = {claim.id for sheet in sheets for claim in sheet.claims}
    alone = [claim for claim in claims if claim.passage.article == draft.id and claim.id not in packed]
    unsourced = tuple(Unsourced(passage=claim.passage, what=why_listed(claim) or "background") for claim in alone)
    return replace(found, unsourced=found.unsourced + unsourced)


async def _hold(sheet: Sheet, asker: Asker) -> Against:
    """Ask for one sheet; where the reply was cut for length, for the draft in two halves."""
    item = f"the draft against {len(sheet.articles) - 1} source{'s' * (len(sheet.articles) > 2)}"
    values = {
        "sources_mark": sheet.mark,
        "sources": sheet.text,
        "draft_mark": sheet.draft_mark,
        "draft": sheet.draft_text,
    }
    try:
        return await asker.ask(
            "draft", wire.Assessment, item=item, values=values, accept=lambda reply: _accept(sheet, reply)
        )
    except ReplyCut as problem:
        parts = sheet.halves()
        if not parts:
            return _failed(sheet, item, problem)
        return _joined(await together(*(_hold(part, asker) for part in parts)))
    except AskError as problem:
        return _failed(sheet, item, problem)


def _failed(sheet: Sheet, item: str, problem: AskError) -> Against:
    failure = Failure(step="draft", item=item, reason=str(problem).removeprefix(f"{item}: "))
    return Against(failures=(failure,), packs=(sheet.pack,))


def _joined(parts: Sequence[Against]) -> Against:
    """Return several parts as one."""
    return Against(
        facts=merge_facts([fact for part in parts for fact in part.facts]),
        # Two sentences may rest on one passage: what bears them out is not merged.
        backed=tuple({fact.id: fact for part in parts for fact in part.backed}.values()),
        dropped=tuple({fact.id: fact for part in parts for fact in part.dropped}.values()),
        unsourced=tuple(dict.fromkeys(one for part in parts for one in part.unsourced)),
        cleared=tuple(one for part in parts for one in part.cleared),
        idle=frozenset(number for part in parts for number in part.idle),
        told=frozenset(number for part in parts for number in part.told),
        failures=tuple(failure for part in parts for failure in part.failures),
        packs=tuple(pack for part in parts for pack in part.packs),
    )


def _accept(sheet: Sheet, reply: wire.Assessment) -> Against:
    """Turn a reply into facts. Raises DoesNotHold with the first three problems."""
    problems: list[str] = []
    found = Against(
        facts=tuple(each("fact", reply.facts, lambda written: _fact(sheet, written), problems)),
        backed=tuple(each("backed", reply.backed, lambda backing: _backed(sheet, backing), problems)),
        dropped=tuple(each("dropped", reply.dropped, lambda dropped: _dropped(sheet, dropped), problems)),
        unsourced=tuple(each("unbacked", reply.unbacked, lambda unbacked: _unbacked(sheet, unbacked), problems)),
        cleared=tuple(each("cleared", reply.cleared, lambda alike: cleared_from_wire(sheet, alike), problems)),
        idle=frozenset(chain(*each("idle", reply.idle, lambda label: _idle(sheet, label), problems))),
        told=_told(sheet, reply),
        packs=(sheet.pack,),
    )
    if problems:
        raise DoesNotHold(first_three(problems))
    return found


def _fact(sheet: Sheet, written: wire.WireFact) -> Fact:
    fact = fact_from_wire(sheet, written, step="draft")
    if not any(sheet.draft in position.articles for position in fact.positions):
        raise DoesNotHold("the draft takes no part in it; leave it out")
    return fact


def _backed(sheet: Sheet, backing: wire.WireBacking) -> Fact:
    """Return that what the draft asserts and the passages of its sources say the same."""
    passages = _of_draft(sheet, backing.d)
    said = [sheet.by_label[label].statement for label in backing.d if label in sheet.by_label]
    question = said[0] if said else one_line(_text(sheet, passages[0]))
    if len(question) > LONGEST_QUESTION:
        question = question[: LONGEST_QUESTION - 1].rstrip() + "…"
    fact = agreement(sheet, question, [*backing.d, *backing.p], step="draft")
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
        explanation="The draft keeps the accusation and leaves out the denial that its source carries.",
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


def _told(sheet: Sheet, reply: wire.Assessment) -> frozenset[int]:
    """Return the numbers of the draft's sentences that the reply judges, with each claim in them.

    A sentence's own label stands for all that it claims, and so do words of it: the rest is then borne out.
    """
    cited: list[wire.Citation] = [citation for fact in reply.facts for one in fact.positions for citation in one.p]
    cited += [label for backing in reply.backed for label in backing.d]
    cited += [unbacked.d for unbacked in reply.unbacked]
    labels = {(one if isinstance(one, str) else one.p).strip().strip("[]") for one in cited}
    claims = {label: claim.passage.sentences[0] for label, claim in sheet.of_draft.items()}
    unjudged = {number for label, number in claims.items() if label not in labels}
    judged_in_part = {number for label, number in claims.items() if label in labels}
    whole = {number for number in sheet.shown.get(DRAFT_LABEL, ()) if f"{DRAFT_LABEL}.{number}" in labels}
    return frozenset(whole | (judged_in_part - unjudged))
