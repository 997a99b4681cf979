"""reconcile: one pack → facts with positions, agreements, and what was cleared.

One request a pack; the thorough way asks once for each group of aspects, all at once: who looks for less misses less.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from checker.errors import AskError, ReplyCut
from checker.model import wire
from checker.model.asking import Asker, DoesNotHold, first_three
from checker.model.together import together
from checker.schema import Article, Claim, Cleared, Fact, Failure, Pack
from checker.steps.align import QUICK, halves
from checker.steps.facts import agreement, cleared_from_wire, each, fact_from_wire
from checker.steps.merge import merge_facts
from checker.steps.sheet import Sheet

ASPECTS = (
    "numbers, dates, places, names and roles of people",
    "quotations, who said or claims something, how sure it is, and accusations",
    "what happened, in which order and why, what was done or decided, what has changed since, and what is part of what",
)
"""The aspects of each request of the thorough way: every aspect of the schema belongs to one of them."""

MOST_CLEARED = 5
FEWEST_CLAIMS = 16
"""A pack below this is not split any more: its reply is some hundred tokens long, and no limit is that low."""


@dataclass(frozen=True)
class Reconciled:
    """What reconcile yields: facts (those that agree among them), look-alikes that were cleared, failures.

    `packs` are those that were judged: a pack whose reply was cut for length is there in its parts.
    """

    facts: tuple[Fact, ...]
    cleared: tuple[Cleared, ...] = ()
    failures: tuple[Failure, ...] = ()
    packs: tuple[Pack, ...] = ()


async def reconcile(
    packs: Sequence[Pack],
    articles: Sequence[Article],
    claims: Sequence[Claim],
    asker: Asker,
    *,
    thorough: bool = False,
) -> Reconciled:
    """Judge all packs at once, and merge what several requests say of the same passages."""
    of_article = {article.id: article for article in articles}
    of_claim = {claim.id: claim for claim in claims}
    groups = ASPECTS if thorough else ("",)
    parts = await together(
        *(
            _reconcile_pack(
                Sheet(pack, [of_article[a] for a in pack.articles], [of_claim[c] for c in pack.claims]), asker, aspects
            )
            for aspects in groups
            for pack in packs
        )
    )
    # Packs overlap and may tell one matter twice under its aspect; another group of aspects tells it under another.
    told = [
        [fact for part in parts[at : at + len(packs)] for fact in part.facts]
        for at in range(0, len(parts), max(len(packs), 1))
    ]
    facts = merge_facts(*told)
    cleared = tuple(item for part in parts for item in part.cleared)
    return Reconciled(
        facts,
        cleared[:MOST_CLEARED],
        tuple(failure for part in parts for failure in part.failures),
        tuple({pack.id: pack for part in parts for pack in part.packs}.values()),
    )


async def _reconcile_pack(sheet: Sheet, asker: Asker, aspects: str) -> Reconciled:
    """Ask for one pack; where the reply was cut for length, ask for its claims in two halves, by topic."""
    item = _named(sheet)
    values = {"mark": sheet.mark, "articles": f"{_limited_to(aspects)}{sheet.text}"}
    try:
        return await asker.ask(
            "reconcile", wire.Reconciliation, item=item, values=values, accept=lambda reply: _accept(sheet, reply)
        )
    except ReplyCut as problem:
        parts = _split(sheet)
        if not parts:
            failure = Failure(step="reconcile", item=item, reason=str(problem).removeprefix(f"{item}: "))
            return Reconciled((), failures=(failure,), packs=(sheet.pack,))
        done = await together(*(_reconcile_pack(part, asker, aspects) for part in parts))
        return Reconciled(
            tuple(fact for part in done for fact in part.facts),
            tuple(cleared for part in done for cleared in part.cleared),
            tuple(failure for part in done for failure in part.failures),
            tuple(pack for part in done for pack in part.packs),
        )
    except AskError as problem:
        failure = Failure(step="reconcile", item=item, reason=str(problem).removeprefix(f"{item}: "))
        return Reconciled((), failures=(failure,), packs=(sheet.pack,))


def _limited_to(aspects: str) -> str:
    """Return what stands before a listing where a request is about some aspects only."""
    if not aspects:
        return ""
    return f"In this request, report only facts about {aspects}. The other aspects are judged in other requests.\n\n"


def _named(sheet: Sheet) -> str:
    """Return what a request is about, for people."""
    articles = f"{len(sheet.articles)} article{'s' * (len(sheet.articles) > 1)}"
    if not sheet.pack.whole:
        return f"the comparison of {articles}, part {sheet.pack.id}"
    return f"the {'quick ' if sheet.pack.id == QUICK else ''}comparison of {articles}"


def _split(sheet: Sheet) -> list[Sheet]:
    """Cut a pack's claims into two by topic; nothing where it is small already.

    Both halves keep all articles that they have claims of, so every two articles still meet where they share a topic.
    A server that cuts whatever it writes is not asked for ever smaller parts.
    """
    if len(sheet.claims) < FEWEST_CLAIMS or len(sheet.articles) == 1:
        return []
    parts = []
    for suffix, ids in zip("ab", halves(sheet.claims), strict=False):
        claims = [claim for claim in sheet.claims if claim.id in ids]
        inside = {claim.passage.article for claim in claims}
        articles = [article for article in sheet.articles if article.id in inside]
        pack = Pack(
            id=sheet.pack.id + suffix,
            articles=tuple(article.id for article in articles),
            claims=tuple(claim.id for claim in claims),
            whole=False,
        )
        parts.append(Sheet(pack, articles, claims))
    return parts


def _accept(sheet: Sheet, reply: wire.Reconciliation) -> Reconciled:
    """Turn a reply into facts. Raises DoesNotHold with the first three problems."""
    problems: list[str] = []
    facts = each("fact", reply.facts, lambda written: fact_from_wire(sheet, written), problems)
    facts += each("same", reply.same, lambda same: agreement(sheet, same.q, same.p), problems)
    cleared = each("cleared", reply.cleared, lambda look_alike: cleared_from_wire(sheet, look_alike), problems)
    if problems:
        raise DoesNotHold(first_three(problems))
    return Reconciled(tuple(facts), tuple(cleared), packs=(sheet.pack,))
