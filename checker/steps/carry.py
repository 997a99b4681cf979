"""What an earlier report on the same draft still holds: for the price of the edit, and so that nothing else moves.

A fact none of whose passages changed keeps verdict, wording and id. So claims and judgements of unchanged articles are
taken from the earlier report, not asked for again; of the draft, those of its unchanged sentences. A new judgement
counts where it rests on something new, or on a sentence of which the earlier report lost a part.

Passages are followed by their text (`checker.steps.moved`): an unchanged sentence is the same text in the same article,
wherever it now stands. What failed earlier is not kept, so that it is tried again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from checker.schema import Article, Claim, Cleared, Fact, Pack, Passage, Position, Report, Unsourced
from checker.steps.draft_reply import Against
from checker.steps.listing import shown_sentences
from checker.steps.moved import Moved

Places = frozenset[tuple[str, int]]
"""Sentences: the article's id and the number of each."""


@dataclass(frozen=True)
class Carried:
    """What an earlier report gives to this run; nothing, where there is none.

    `articles` are those that need not be read again, as extract left them. `facts`, `cleared` and `unsourced` rest on
    unchanged sentences only, and speak of this run's articles; `unsure` are such facts that were judged once only.
    `stood` are the sentences that stand unchanged, `read` those whose `claims` are here, `told` those of the draft of
    which nothing new needs to be said. `sources_alike` says that the sources are the same, `among_settled` that they
    were reconciled among themselves as well. `thinned` says that a sentence of the draft which told what a source tells
    is gone, or that the draft was not held against all of them: a denial may now be missing that nobody looked for.
    """

    articles: Mapping[str, Article] = field(default_factory=dict)
    claims: tuple[Claim, ...] = ()
    packs: tuple[Pack, ...] = ()
    facts: tuple[Fact, ...] = ()
    unsure: tuple[Fact, ...] = ()
    cleared: tuple[Cleared, ...] = ()
    unsourced: tuple[Unsourced, ...] = ()
    stood: Places = frozenset()
    read: Places = frozenset()
    told: frozenset[int] = frozenset()
    sources_alike: bool = False
    among_settled: bool = False
    thinned: bool = False

    def holds_all_of(self, draft: Article) -> bool:
        """Say whether nothing of the draft is left to be judged."""
        return self.sources_alike and not self.thinned and set(shown_sentences(draft)) <= self.told

    def unknown(self, facts: Iterable[Fact]) -> tuple[Fact, ...]:
        """Return the facts that say something about new sentences, or what no carried fact tells."""
        return tuple(fact for fact in facts if not self._tells(fact))

    def _tells(self, fact: Fact) -> bool:
        known = (*self.facts, *self.unsure)
        if any(fact.id == other.id for other in known):
            return True
        places = _places(fact)
        return places <= self.stood and any(len(places & _places(other)) > 1 for other in known)


NOTHING = Carried()


def carried_from(earlier: Report | None, articles: Sequence[Article], draft: str | None) -> Carried:
    """Return what of an earlier report still holds of these articles, one of which is the draft."""
    if earlier is None or draft is None or earlier.draft is None or earlier.draft.article != draft:
        return NOTHING
    if earlier.judged_by != "model":
        return NOTHING
    left_out = set(earlier.coverage.not_compared)
    before = {article.id: article for article in earlier.articles if article.id not in left_out}
    moved = {article.id: Moved(before[article.id], article) for article in articles if article.id in before}
    unchanged = {name for name, one in moved.items() if one.nothing_changed and not _failed_to_extract(earlier, name)}
    sources = {article.id for article in articles} - {draft}
    alike = sources == unchanged - {draft} == set(before) - {draft}
    claims = tuple(_claims(earlier, moved))
    read = _read(earlier, moved, claims)
    facts = [found for fact in earlier.facts if (found := _fact(fact, moved)) is not None]
    unsure = [fact for fact in facts if fact.verdict != "agree" and fact.outcome == "first" and fact.judgements]
    carried = Carried(
        articles={
            article.id: moved[article.id].as_extracted()
            for article in articles
            if {(article.id, number) for number in shown_sentences(article)} <= read
        },
        claims=claims,
        facts=tuple(fact for fact in facts if fact not in unsure),
        unsure=tuple(unsure),
        cleared=tuple(clear for one in earlier.cleared if (clear := _cleared(one, moved)) is not None),
        stood=frozenset((name, number) for name, one in moved.items() for number in one.numbers.values()),
        read=read,
        sources_alike=alike,
        among_settled=alike and not any(failure.step == "reconcile" for failure in earlier.failures),
    )
    return _with_draft(carried, earlier, moved, draft) if alike and draft in moved else carried


def _with_draft(carried: Carried, earlier: Report, moved: Mapping[str, Moved], draft: str) -> Carried:
    """Add what holds of the draft itself, where its sources are the same: what need not be judged again."""
    if earlier.draft is None:
        return carried
    own = moved[draft]
    parted = {n for fact in earlier.facts if _fact(fact, moved) is None for n in _numbers_in(fact, draft)}
    parted |= {n for one in earlier.draft.unsourced if own.passage(one.passage) is None for n in one.passage.sentences}
    told = frozenset(
        own.numbers[one.number]
        for one in earlier.draft.sentences
        if one.judged and one.number in own.numbers and one.number not in parted
    )
    unsourced = [
        Unsourced(passage=passage, what=one.what)
        for one in earlier.draft.unsourced
        if (passage := own.passage(one.passage)) is not None
    ]
    thinned = any(one.facts and one.number not in own.numbers for one in earlier.draft.sentences)
    thinned |= any(failure.step == "draft" for failure in earlier.failures)
    nothing_new = told >= set(shown_sentences(own.new)) and not thinned
    packs = [pack for pack in earlier.packs if nothing_new or draft not in pack.articles]
    known = {claim.id for claim in carried.claims}
    return replace(
        carried,
        packs=tuple(p.model_copy(update={"claims": tuple(c for c in p.claims if c in known)}) for p in packs),
        unsourced=tuple(unsourced),
        told=told,
        thinned=thinned,
    )


def _read(earlier: Report, moved: Mapping[str, Moved], claims: Iterable[Claim]) -> Places:
    """Return the sentences of which nothing new needs to be extracted: no claim of theirs was lost, and none failed."""
    lost = {
        place
        for claim in earlier.claims
        if (one := moved.get(claim.passage.article)) is not None and one.passage(claim.passage) is None
        for place in _cited([claim.passage])
    }
    cited = _cited(claim.passage for claim in claims)
    failed = {name for name in moved if _failed_to_extract(earlier, name)}
    return frozenset(
        (name, new)
        for name, one in moved.items()
        for old, new in one.numbers.items()
        if (name, old) not in lost and (name not in failed or (name, new) in cited)
    )


def _failed_to_extract(earlier: Report, name: str) -> bool:
    """Say whether not all of an article was extracted."""
    item = f"article {name}"
    return any(
        failure.step == "extract" and (failure.item == item or failure.item.startswith(f"{item}, sentence"))
        for failure in earlier.failures
    )


def _claims(earlier: Report, moved: Mapping[str, Moved]) -> Iterable[Claim]:
    """Yield the claims whose passages stand."""
    for claim in earlier.claims:
        one = moved.get(claim.passage.article)
        passage = None if one is None else one.passage(claim.passage)
        if passage is not None:
            yield claim.model_copy(update={"passage": passage})


def _fact(fact: Fact, moved: Mapping[str, Moved]) -> Fact | None:
    """Return a fact that speaks of this run's articles; None where one of its passages is no longer there."""
    positions: list[Position] = []
    for position in fact.positions:
        passages = _passages(position.passages, moved)
        if passages is None:
            return None
        positions.append(position.model_copy(update={"passages": passages}))
    return fact.model_copy(update={"positions": tuple(positions)})


def _cleared(cleared: Cleared, moved: Mapping[str, Moved]) -> Cleared | None:
    passages = _passages(cleared.passages, moved)
    return None if passages is None else cleared.model_copy(update={"passages": passages})


def _passages(passages: Iterable[Passage], moved: Mapping[str, Moved]) -> tuple[Passage, ...] | None:
    found = []
    for passage in passages:
        one = moved.get(passage.article)
        now = None if one is None else one.passage(passage)
        if now is None:
            return None
        found.append(now)
    return tuple(found)


def with_new_claims(claims: Iterable[Claim], carried: Carried) -> tuple[Claim, ...]:
    """Return the claims of a run: those carried, and of the newly extracted those of sentences not yet read.

    The ids of new ones do not meet those of old ones.
    """
    taken = {claim.id for claim in carried.claims}
    found = list(carried.claims)
    for claim in claims:
        if _cited([claim.passage]) <= carried.read:
            continue
        name = claim.id
        while name in taken:
            name += "+"
        taken.add(name)
        found.append(claim.model_copy(update={"id": name}))
    return tuple(found)


def new_in(against: Against, carried: Carried, draft: str) -> Against:
    """Return what a new judgement says of sentences of which something new was to be said.

    What it says of settled sentences alone does not count, whatever it is; only that the draft now leaves out a denial
    may come of a sentence that is gone.
    """
    return replace(
        against,
        facts=tuple(fact for fact in carried.unknown(against.facts) if not _settled(fact, carried, draft)),
        backed=tuple(fact for fact in carried.unknown(against.backed) if not _settled(fact, carried, draft)),
        dropped=carried.unknown(against.dropped),
        unsourced=tuple(one for one in against.unsourced if not set(one.passage.sentences) <= carried.told),
        cleared=tuple(one for one in against.cleared if not _cited(one.passages) <= carried.stood),
    )


def still_dropped(carried: Carried, against: Against, draft: str) -> Carried:
    """Return what is carried without the denials that a new sentence of the draft now tells."""
    told_now = [_places(fact) for fact in (*against.facts, *against.backed)]
    new = [places for places in told_now if any(name == draft for name, _ in places - carried.stood)]

    def is_told(fact: Fact) -> bool:
        return bool(fact.pairs) and not fact.judgements and any(_cited(fact.positions[1].passages) & p for p in new)

    return replace(carried, facts=tuple(fact for fact in carried.facts if not is_told(fact)))


def _settled(fact: Fact, carried: Carried, draft: str) -> bool:
    own = _numbers_in(fact, draft)
    return bool(own) and own <= carried.told


def _numbers_in(fact: Fact, article: str) -> set[int]:
    return {number for name, number in _places(fact) if name == article}


def _places(fact: Fact) -> Places:
    return _cited(passage for position in fact.positions for passage in position.passages)


def _cited(passages: Iterable[Passage]) -> Places:
    return frozenset((passage.article, number) for passage in passages for number in passage.sentences)
