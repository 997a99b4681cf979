"""draft: a draft against its sources → facts, what bears out which sentence, what no source says; one request.

The sources stand first in the request and stay byte for byte the same when the draft is edited. Every sentence of the
draft must come to stand somewhere in the reply; one of which nothing is said was not checked, and is a failure.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
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
from checker.steps.listing import DRAFT_LABEL, one_line, shown_sentences
from checker.steps.merge import merge_facts
from checker.steps.sheet import Sheet

DENIAL_DROPPED = "The draft keeps the accusation and leaves out the denial that its source carries."

LONGEST_QUESTION = 160
"""Characters of a draft's sentence by which what bears it out is called."""

SHORT = 60
"""Characters of a sentence by which a failure names it."""


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


async def hold_against(
    draft: Article,
    packs: Sequence[Pack],
    articles: Sequence[Article],
    claims: Sequence[Claim],
    asker: Asker,
    *,
    read_whole: bool = True,
) -> Against:
    """Hold the draft against the sources in each pack that holds a part of it, all at once.

    Claims of the draft that lie in no pack with a source are unsourced: no source shares a name, a figure or a rare
    word with them. A sentence that lies in no pack either asserts nothing, where `read_whole` says that every claim of
    the draft is known. Where no source may be used, nothing was checked.
    """
    if len(articles) == 1:
        reason = "none of its sources may be used, so it was held against nothing"
        excused = frozenset(shown_sentences(draft))
        return Against(failures=(Failure(step="draft", item=f"article {draft.id}", reason=reason),), excused=excused)
    of_article = {article.id: article for article in articles}
    of_claim = {claim.id: claim for claim in claims}
    sheets = [
        Sheet(pack, [of_article[a] for a in pack.articles], [of_claim[c] for c in pack.claims], draft.id)
        for pack in packs
        if draft.id in pack.articles and len(pack.articles) > 1
    ]
    parts = await together(*(_hold(sheet, asker) for sheet in sheets))
    found = _joined([_with_its_own(part, sheet, sheets) for part, sheet in zip(parts, sheets, strict=True)])
    packed = {claim.id for sheet in sheets for claim in sheet.claims}
    alone = [claim for claim in claims if claim.passage.article == draft.id and claim.id not in packed]
    unsourced = tuple(Unsourced(passage=claim.passage, what=why_listed(claim) or "background") for claim in alone)
    told = found.told | {number for claim in alone for number in claim.passage.sentences} - found.short
    shown = {number for sheet in sheets for number in sheet.shown[DRAFT_LABEL]}
    left = set(shown_sentences(draft)) - shown - told
    return replace(
        found,
        unsourced=found.unsourced + unsourced,
        told=frozenset(told),
        idle=found.idle | left if read_whole else found.idle,
        excused=found.excused if read_whole else found.excused | left,
    )


def unjudged(draft: Article, against: Against, settled: Collection[int] = ()) -> tuple[Failure, ...]:
    """Return a failure for each sentence of which no reply says anything, or not all; `settled` were judged earlier."""
    silent = set(shown_sentences(draft)) - against.told - against.idle - against.excused - set(settled)
    return tuple(
        Failure(
            step="draft",
            item=f"sentence {number}: “{_in_short(one_line(draft.sentence_text(number)), SHORT)}”",
            reason="the reply does not say how it stands, or not for all that it claims; read it yourself",
        )
        for number in sorted(silent)
    )


async def _hold(sheet: Sheet, asker: Asker) -> Against:
    """Ask for one sheet; where the reply was cut for length, for the draft in two halves."""
    item = f"{sheet.part_named} against {len(sheet.articles) - 1} source{'s' * (len(sheet.articles) > 2)}"
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
    excused = frozenset(sheet.shown.get(DRAFT_LABEL, ()))
    short = frozenset(number for claim in sheet.of_draft.values() for number in claim.passage.sentences)
    return Against(failures=(failure,), packs=(sheet.pack,), excused=excused, short=short)


def _joined(parts: Sequence[Against]) -> Against:
    """Return several parts as one. What a pack leaves unjudged of a sentence, no other makes good."""
    facts = merge_facts([fact for part in parts for fact in part.facts])
    ids = {fact.id for fact in facts}
    short = frozenset(number for part in parts for number in part.short)
    return Against(
        facts=facts,
        # Two sentences may rest on one passage: what bears them out is not merged.
        backed=tuple({fact.id: fact for part in parts for fact in part.backed}.values()),
        dropped=tuple({fact.id: fact for part in parts for fact in part.dropped if fact.id not in ids}.values()),
        unsourced=tuple(dict.fromkeys(one for part in parts for one in part.unsourced)),
        cleared=tuple(one for part in parts for one in part.cleared),
        idle=frozenset(number for part in parts for number in part.idle) - short,
        told=frozenset(number for part in parts for number in part.told) - short,
        short=short,
        excused=frozenset(number for part in parts for number in part.excused),
        failures=tuple(failure for part in parts for failure in part.failures),
        packs=tuple(dict.fromkeys(pack for part in parts for pack in part.packs)),
    )


def _with_its_own(part: Against, sheet: Sheet, sheets: Sequence[Sheet]) -> Against:
    """Return a part without what it finds in no source of a title whose claims lie in other packs alone.

    The title is shown with each pack, and the sources that bear it out are with its claims.
    """
    inside, elsewhere = set(sheet.claimed), {number for other in sheets for number in other.claimed}
    kept = [one for one in part.unsourced if not set(one.passage.sentences) & (elsewhere - inside)]
    return replace(part, unsourced=tuple(kept))


def _accept(sheet: Sheet, reply: wire.Assessment) -> Against:
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
    fact = agreement(sheet, _in_short(question, LONGEST_QUESTION), [*backing.d, *backing.p], step="draft")
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


def _in_short(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"


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
