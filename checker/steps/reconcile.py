"""reconcile: one pack → facts with positions, agreements, and what was cleared; one request a pack."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from checker.errors import AskError, ReplyCut
from checker.model import wire
from checker.model.asking import Asker, DoesNotHold, first_three
from checker.model.together import together
from checker.schema import (
    Article,
    Claim,
    Cleared,
    Fact,
    Failure,
    Judgement,
    Pack,
    Passage,
    Position,
)
from checker.steps.align import QUICK, halves
from checker.steps.judging import check_pairs, check_places, fact_id, gravest, judged, pair_from_wire
from checker.steps.listing import article_listing, labelled_claims, marked, shown_sentences, with_article_ids
from checker.steps.merge import merge_facts
from checker.steps.passages import passage_of

MOST_CLEARED = 5
LONGEST_LABEL = 16
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
    packs: Sequence[Pack], articles: Sequence[Article], claims: Sequence[Claim], asker: Asker
) -> Reconciled:
    """Judge all packs at once, and merge what several packs say of the same passages."""
    of_article = {article.id: article for article in articles}
    of_claim = {claim.id: claim for claim in claims}
    parts = await together(
        *(
            _reconcile_pack(
                _Sheet(pack, [of_article[a] for a in pack.articles], [of_claim[c] for c in pack.claims]), asker
            )
            for pack in packs
        )
    )
    facts = merge_facts([fact for part in parts for fact in part.facts])
    cleared = tuple(item for part in parts for item in part.cleared)
    return Reconciled(
        facts,
        cleared[:MOST_CLEARED],
        tuple(failure for part in parts for failure in part.failures),
        tuple(pack for part in parts for pack in part.packs),
    )


class _Sheet:
    """A pack as the judge sees it: its listing, and what each label in it stands for."""

    def __init__(self, pack: Pack, articles: Sequence[Article], claims: Sequence[Claim]) -> None:
        self.pack, self.articles, self.claims = pack, articles, claims
        self.of_id = {article.id: article for article in articles}
        by_article: defaultdict[str, list[Claim]] = defaultdict(list)
        for claim in claims:
            by_article[claim.passage.article].append(claim)
        self.by_label: dict[str, Claim] = {}
        self.shown: list[tuple[int, ...]] = []
        listings = []
        for number, article in enumerate(articles, 1):
            labels = labelled_claims(by_article[article.id], number)
            sentences = shown_sentences(article) if pack.whole else _cited(article, by_article[article.id])
            self.by_label.update(labels)
            self.shown.append(sentences)
            listings.append(article_listing(article, number, sentences, labels))
        self.mark, self.text = marked(listings)

    def cite(self, citation: wire.Citation) -> tuple[Passage, str | None]:
        """Return the passage that is cited, and the claim's id where a claim is. Raises DoesNotHold."""
        label, words = (citation, None) if isinstance(citation, str) else (citation.p, citation.w)
        label = label.strip().strip("[]")
        if len(label) > LONGEST_LABEL:
            raise DoesNotHold(f"there is no sentence or claim {label[:LONGEST_LABEL]}…")
        claim = self.by_label.get(label)
        if claim is not None:
            if words is None:
                return claim.passage, claim.id
            return passage_of(self._article(label)[0], claim.passage.sentences, words), claim.id
        article, shown = self._article(label)
        sentence = label.partition(".")[2]
        if not sentence.isdecimal() or int(sentence) not in shown:
            raise DoesNotHold(f"there is no sentence or claim {label}")
        return passage_of(article, (int(sentence),), words), None

    def _article(self, label: str) -> tuple[Article, tuple[int, ...]]:
        number = label.partition(".")[0]
        if not number.isdecimal() or not 1 <= int(number) <= len(self.articles):
            raise DoesNotHold(f"there is no sentence or claim {label}")
        return self.articles[int(number) - 1], self.shown[int(number) - 1]


def _cited(article: Article, claims: Sequence[Claim]) -> tuple[int, ...]:
    """Return the sentences to show of an article whose pack holds only some of its claims: those, and the title."""
    cited = {number for claim in claims for number in claim.passage.sentences}
    titles = {sentence.number for sentence in article.sentences if sentence.role == "title"}
    return tuple(sorted(cited | titles))


async def _reconcile_pack(sheet: _Sheet, asker: Asker) -> Reconciled:
    """Ask for one pack; where the reply was cut for length, ask for its claims in two halves, by topic."""
    item = _named(sheet)
    values = {"mark": sheet.mark, "articles": sheet.text}
    try:
        return await asker.ask(
            "reconcile", wire.Reconciliation, item=item, values=values, accept=lambda reply: _accept(sheet, reply)
        )
    except ReplyCut as problem:
        parts = _split(sheet)
        if not parts:
            failure = Failure(step="reconcile", item=item, reason=str(problem).removeprefix(f"{item}: "))
            return Reconciled((), failures=(failure,), packs=(sheet.pack,))
        done = await together(*(_reconcile_pack(part, asker) for part in parts))
        return Reconciled(
            tuple(fact for part in done for fact in part.facts),
            tuple(cleared for part in done for cleared in part.cleared),
            tuple(failure for part in done for failure in part.failures),
            tuple(pack for part in done for pack in part.packs),
        )
    except AskError as problem:
        failure = Failure(step="reconcile", item=item, reason=str(problem).removeprefix(f"{item}: "))
        return Reconciled((), failures=(failure,), packs=(sheet.pack,))


def _named(sheet: _Sheet) -> str:
    """Return what a request is about, for people."""
    articles = f"{len(sheet.articles)} article{'s' * (len(sheet.articles) > 1)}"
    if not sheet.pack.whole:
        return f"the comparison of {articles}, part {sheet.pack.id}"
    return f"the {'quick ' if sheet.pack.id == QUICK else ''}comparison of {articles}"


def _split(sheet: _Sheet) -> list[_Sheet]:
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
        parts.append(_Sheet(pack, articles, claims))
    return parts


def _accept(sheet: _Sheet, reply: wire.Reconciliation) -> Reconciled:
    """Turn a reply into facts. Raises DoesNotHold with the first three problems."""
    problems: list[str] = []
    facts: list[Fact] = []
    cleared: list[Cleared] = []
    for index, written in enumerate(reply.facts, 1):
        try:
            facts.append(_fact(sheet, written))
        except DoesNotHold as problem:
            problems.append(f"fact {index}: {problem}")
    for index, agreement in enumerate(reply.same, 1):
        try:
            facts.append(_agreement(sheet, agreement))
        except DoesNotHold as problem:
            problems.append(f"same {index}: {problem}")
    for index, look_alike in enumerate(reply.cleared, 1):
        try:
            cleared.append(_cleared(sheet, look_alike))
        except DoesNotHold as problem:
            problems.append(f"cleared {index}: {problem}")
    if problems:
        raise DoesNotHold(first_three(problems))
    return Reconciled(tuple(facts), tuple(cleared), packs=(sheet.pack,))


def _fact(sheet: _Sheet, written: wire.WireFact) -> Fact:
    if len(written.positions) < 2:
        raise DoesNotHold("it has fewer than two positions; what all say alike belongs to “same”")
    positions = tuple(_position(sheet, position) for position in written.positions)
    pairs = tuple(pair_from_wire(pair) for pair in written.pairs)
    if not pairs:
        raise DoesNotHold("no two of its positions differ; what all say alike belongs to “same”")
    check_pairs(pairs, positions, sheet.of_id)
    check_places(pairs, positions)
    why = with_article_ids(written.why, sheet.pack.articles)
    first = Judgement(step="reconcile", verdict=gravest(pairs), pairs=pairs, explanation=why)
    fact = Fact(
        id=fact_id(written.aspect, positions, sheet.of_id),
        question=written.q,
        aspect=written.aspect,
        positions=positions,
        stakes=written.stakes,
        explanation=why,
        judgements=(first,),
    )
    return judged(fact, pairs)


def _agreement(sheet: _Sheet, agreement: wire.WireAgreement) -> Fact:
    position = _position(sheet, wire.WirePosition(a=agreement.q, p=agreement.p))
    first = Judgement(step="reconcile", verdict="agree", pairs=(), explanation="")
    return Fact(
        id=fact_id("event", [position], sheet.of_id),
        question=agreement.q,
        aspect="event",
        positions=(position,),
        judgements=(first,),
    )


def _cleared(sheet: _Sheet, look_alike: wire.WireCleared) -> Cleared:
    if not look_alike.p:
        raise DoesNotHold("it cites nothing")
    passages = tuple(sheet.cite(citation)[0] for citation in look_alike.p)
    reason = with_article_ids(look_alike.why, sheet.pack.articles)
    return Cleared(question=look_alike.q, passages=passages, reason=reason)


def _position(sheet: _Sheet, position: wire.WirePosition) -> Position:
    if not position.p:
        raise DoesNotHold(f"the position “{position.a}” cites nothing")
    cited = [sheet.cite(citation) for citation in position.p]
    passages: Mapping[tuple[str, int, int], Passage] = {
        (passage.article, passage.span.start, passage.span.end): passage for passage, _ in cited
    }
    claims = dict.fromkeys(claim for _, claim in cited if claim is not None)
    return Position(answer=position.a, passages=tuple(passages.values()), claims=tuple(claims))
