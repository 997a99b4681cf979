"""What an earlier report on the same draft still holds: for the price of the edit, and so that nothing else moves.

A fact none of whose passages changed keeps verdict, wording and id. So claims and judgements of unchanged articles are
taken from the earlier report, not asked for again; of the draft, those of its unchanged sentences. A new judgement on
unchanged sentences alone counts only where the earlier one had none.

Passages are followed by their text: an unchanged sentence is the same text in the same article, wherever it now stands.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from checker.schema import Article, Claim, Fact, Passage, Position, Report, Span, Unsourced
from checker.steps.draft import Against
from checker.steps.listing import shown_sentences


@dataclass(frozen=True)
class Carried:
    """What an earlier report gives to this run; nothing, where there is none.

    `articles` are those whose text and metadata did not change, as extract left them, with their `claims`. `facts` and
    `unsourced` rest on unchanged sentences only, and speak of this run's articles; `unsure` are such facts that were
    judged once only. `told` are the draft's sentences, by number, that stood in the earlier draft and were judged,
    `idle` those that assert nothing.
    """

    articles: Mapping[str, Article] = field(default_factory=dict)
    claims: tuple[Claim, ...] = ()
    facts: tuple[Fact, ...] = ()
    unsourced: tuple[Unsourced, ...] = ()
    unsure: tuple[Fact, ...] = ()
    told: frozenset[int] = frozenset()
    idle: frozenset[int] = frozenset()
    sources_unchanged: bool = False

    @property
    def settled(self) -> frozenset[int]:
        """The draft's sentences of which nothing new needs to be said."""
        return self.told | self.idle

    def holds_all_of(self, draft: Article) -> bool:
        """Say whether nothing of the draft is left to be judged."""
        return self.sources_unchanged and set(shown_sentences(draft)) <= self.settled


def carried_from(earlier: Report | None, articles: Sequence[Article], draft: str | None) -> Carried:
    """Return what of an earlier report still holds of these articles, one of which is the draft."""
    if earlier is None or draft is None or earlier.draft is None or earlier.draft.article != draft:
        return Carried()
    if earlier.judged_by != "model":
        return Carried()
    before = {article.id: article for article in earlier.articles}
    moved = {article.id: _Moved(before[article.id], article) for article in articles if article.id in before}
    unchanged = {name: before[name] for name, one in moved.items() if one.nothing_changed and name != draft}
    sources = {article.id for article in articles} - {draft}
    sources_unchanged = sources == set(unchanged) == set(before) - {draft}
    claims = tuple(claim for claim in earlier.claims if claim.passage.article in unchanged)
    own = moved.get(draft)
    if own is None or not sources_unchanged:
        return Carried(articles=unchanged, claims=claims)
    kept = [
        new for claim in earlier.claims if claim.passage.article == draft and (new := _claim(claim, own)) is not None
    ]
    facts = [found for fact in earlier.facts if (found := _fact(fact, moved)) is not None]
    unsure = [fact for fact in facts if fact.verdict != "agree" and fact.outcome == "first" and fact.judgements]
    unsourced = [
        Unsourced(passage=passage, what=one.what)
        for one in earlier.draft.unsourced
        if (passage := own.passage(one.passage)) is not None
    ]
    standing = {own.numbers[one.number]: one.standing for one in earlier.draft.sentences if one.number in own.numbers}
    return Carried(
        articles=unchanged,
        claims=claims + tuple(kept),
        facts=tuple(fact for fact in facts if fact not in unsure),
        unsure=tuple(unsure),
        unsourced=tuple(unsourced),
        told=frozenset(n for n, how in standing.items() if how not in ("not checked", "without a checkable claim")),
        idle=frozenset(n for n, how in standing.items() if how == "without a checkable claim"),
        sources_unchanged=True,
    )


class _Moved:
    """Where the sentences of an article stand now: `numbers` leads from old ones to new ones of the same text."""

    def __init__(self, old: Article, new: Article) -> None:
        self._old, self._new = old, new
        places: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
        for sentence in new.sentences:
            places[sentence.role, new.sentence_text(sentence.number)].append(sentence.number)
        self.numbers: dict[int, int] = {}
        for sentence in old.sentences:
            waiting = places[sentence.role, old.sentence_text(sentence.number)]
            if waiting:
                self.numbers[sentence.number] = waiting.pop(0)

    @property
    def nothing_changed(self) -> bool:
        """Whether the text is the same, and all that is known of it but for what extract inferred."""
        inferred = self._old.published.known == "inferred"
        old = self._old.model_copy(
            update={
                "published": self._new.published if inferred else self._old.published,
                "outlet": self._new.outlet if self._old.outlet_sentence else self._old.outlet,
                "outlet_sentence": None,
                "origin": self._new.origin,
            }
        )
        return old == self._new

    def passage(self, passage: Passage) -> Passage | None:
        """Return a passage where it stands now; None where one of its sentences changed, or they were parted."""
        if not all(number in self.numbers for number in passage.sentences):
            return None
        numbers = tuple(self.numbers[number] for number in passage.sentences)
        old, new = self._old.sentence(passage.sentences[0]), self._new.sentence(numbers[0])
        shift = new.start - old.start
        span = Span(start=passage.span.start + shift, end=passage.span.end + shift)
        if self._new.text[span.start : span.end] != self._old.text[passage.span.start : passage.span.end]:
            return None
        return passage.model_copy(update={"sentences": numbers, "span": span})


def _claim(claim: Claim, moved: _Moved) -> Claim | None:
    passage = moved.passage(claim.passage)
    return None if passage is None else claim.model_copy(update={"passage": passage})


def _fact(fact: Fact, moved: Mapping[str, _Moved]) -> Fact | None:
    """Return a fact that speaks of this run's articles; None where one of its passages is no longer there."""
    positions: list[Position] = []
    for position in fact.positions:
        passages = []
        for passage in position.passages:
            one = moved.get(passage.article)
            found = None if one is None else one.passage(passage)
            if found is None:
                return None
            passages.append(found)
        positions.append(position.model_copy(update={"passages": tuple(passages)}))
    return fact.model_copy(update={"positions": tuple(positions)})


def with_new_claims(claims: Iterable[Claim], carried: Carried, draft: str | None) -> tuple[Claim, ...]:
    """Return the claims of a run: those carried, and of the draft's newly extracted those of sentences to be judged.

    The ids of new ones do not meet those of old ones.
    """
    taken = {claim.id for claim in carried.claims}
    found = list(carried.claims)
    for claim in claims:
        if claim.passage.article != draft:
            found.append(claim)
        elif not set(claim.passage.sentences) <= carried.settled:
            name = claim.id
            while name in taken:
                name += "+"
            taken.add(name)
            found.append(claim.model_copy(update={"id": name}))
    return tuple(found)


def new_in(against: Against, carried: Carried, draft: str) -> Against:
    """Return what a new judgement says of sentences that were not settled, or that no carried fact meets."""
    settled = _Settled(carried, draft)
    return replace(
        against,
        facts=tuple(fact for fact in against.facts if fact not in settled),
        backed=tuple(fact for fact in against.backed if fact not in settled),
        dropped=tuple(fact for fact in against.dropped if fact not in settled),
        unsourced=tuple(one for one in against.unsourced if not set(one.passage.sentences) <= carried.settled),
    )


class _Settled:
    """The facts that a carried one already tells: about settled sentences of the draft alone, and two of its places."""

    def __init__(self, carried: Carried, draft: str) -> None:
        self._settled, self._draft = carried.settled, draft
        known = (*carried.facts, *carried.unsure)
        self._ids = {fact.id for fact in known}
        self._places = [_places(fact) for fact in known]

    def __contains__(self, fact: Fact) -> bool:
        if fact.id in self._ids:
            return True
        places = _places(fact)
        if {number for article, number in places if article == self._draft} - self._settled:
            return False
        return any(len(places & known) > 1 for known in self._places)


def _places(fact: Fact) -> set[tuple[str, int]]:
    passages = [passage for position in fact.positions for passage in position.passages]
    return {(passage.article, number) for passage in passages for number in passage.sentences}
