"""draft: a draft against its sources → facts, what bears out which sentence, what no source says; one request.

The sources stand first in the request and stay byte for byte the same when the draft is edited. Every sentence of the
draft must come to stand somewhere in the reply; one of which nothing is said was not checked, and is a failure.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from checker.errors import AskError, ReplyCut
from checker.model import wire
from checker.model.asking import Asker
from checker.model.together import together
from checker.schema import Article, Claim, Failure, Pack, Unsourced
from checker.steps.coverage import why_listed
from checker.steps.draft_reply import Against, accepted, in_short
from checker.steps.listing import DRAFT_LABEL, one_line, shown_sentences
from checker.steps.merge import merge_facts
from checker.steps.sheet import Sheet

SHORT = 60
"""Characters of a sentence by which a failure names it."""


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
            item=f"sentence {number}: “{in_short(one_line(draft.sentence_text(number)), SHORT)}”",
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
            "draft", wire.Assessment, item=item, values=values, accept=lambda reply: accepted(sheet, reply)
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
