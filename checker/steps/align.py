"""align: all claims → packs, so that whatever may be about the same fact lies in one pack.

A story that fits is one pack, and the judge sees every sentence of it. Above that, claims are grouped by what they
name: each claim is the set of its names, figures, times and rare words; two claims attract each other by the features
they share, weighted by how rare these are. Groups grow along the strongest attraction first and stop at the budget, and
small groups are then laid together. It looks only at pairs that share a feature, found through an index, and the same
claims always give the same packs.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import combinations

from checker.model.tokens import estimate_tokens
from checker.schema import Article, Claim, Failure, Pack
from checker.steps.listing import article_listing, claim_line, labelled_claims, shown_sentences

REPLY_SHARE = 0.3
"""Tokens of a reconcile reply for one token of the claims and sentences in its request, seen in trials: 0.15–0.3."""

QUICK = "quick"
"""The name of the pack of the quick way, which has no claims."""

SHARED_TOO_OFTEN = 60
"""A feature that more claims than this have (the story's main name) attracts nobody in particular."""

_WORD = re.compile(r"[^\W\d_]{4,}|\d[\d.,:]*")


def align(articles: Sequence[Article], claims: Sequence[Claim], budget: int) -> tuple[Pack, ...]:
    """Return the packs in which claims are reconciled; `budget` is what request and reply may take, in tokens."""
    if not articles:
        return ()
    if pack_tokens(articles, claims) <= budget:
        return (whole_pack(articles, claims),)
    sizes = _sizes(articles, claims)
    groups = _lay_together(_groups(claims, sizes, budget), sizes, budget)
    order = {article.id: index for index, article in enumerate(articles)}
    packs = []
    for number, group in enumerate(groups, 1):
        inside = sorted({claims[index].passage.article for index in group}, key=order.__getitem__)
        ids = tuple(claims[index].id for index in sorted(group))
        packs.append(Pack(id=f"p{number}", articles=tuple(inside), claims=ids, whole=False))
    return tuple(packs)


def unpacked(articles: Sequence[Article], packs: Sequence[Pack]) -> tuple[Failure, ...]:
    """Return a failure for each article that lies in no pack, because nothing was claimed in it and not all fit."""
    packed = {article for pack in packs for article in pack.articles}
    reason = "nothing was claimed in it, so it was compared with none"
    return tuple(
        Failure(step="align", item=f"article {article.id}", reason=reason)
        for article in articles
        if article.id not in packed
    )


def alone(packs: Sequence[Pack], claims: Sequence[Claim]) -> int:
    """Return how many claims lie in no pack with a claim of another article, and so are compared with none."""
    article_of = {claim.id: claim.passage.article for claim in claims}
    compared: set[str] = set()
    for pack in packs:
        if len(pack.articles) > 1 and len({article_of[claim] for claim in pack.claims}) > 1:
            compared.update(pack.claims)
    return sum(claim.id not in compared for claim in claims)


def halves(claims: Sequence[Claim]) -> tuple[frozenset[str], ...]:
    """Cut claims into two by topic, for a pack whose reply was cut for length; nothing where there are under two."""
    if len(claims) < 2:
        return ()
    half = -(-len(claims) // 2)
    groups = _lay_together(_groups(claims, [1.0] * len(claims), half), [1.0] * len(claims), half)
    first = frozenset(claims[index].id for index in groups[0])
    return first, frozenset(claim.id for claim in claims) - first


def whole_pack(articles: Sequence[Article], claims: Sequence[Claim] = (), name: str = "p1") -> Pack:
    """Return the one pack that holds everything, sentences included."""
    ids = tuple(article.id for article in articles)
    return Pack(id=name, articles=ids, claims=tuple(claim.id for claim in claims), whole=True)


def pack_tokens(articles: Sequence[Article], claims: Sequence[Claim] = ()) -> int:
    """Return about how many tokens request and reply of a pack of everything would be."""
    by_article: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_article[claim.passage.article].append(claim)
    total = 0
    for number, article in enumerate(articles, 1):
        labels = labelled_claims(by_article[article.id], number)
        total += estimate_tokens(article_listing(article, number, shown_sentences(article), labels))
    return round(total * (1 + REPLY_SHARE))


def _sizes(articles: Sequence[Article], claims: Sequence[Claim]) -> list[float]:
    """Return what each claim adds to a pack, in tokens: its line, its sentence, its share of the reply."""
    by_id = {article.id: article for article in articles}
    sizes = []
    for claim in claims:
        span = claim.passage.sentences
        article = by_id[claim.passage.article]
        sentence = sum(estimate_tokens(article.sentence_text(number)) for number in span)
        sizes.append((estimate_tokens(claim_line(claim)) + sentence) * (1 + REPLY_SHARE))
    return sizes


def features(claim: Claim) -> frozenset[str]:
    """Return what a claim names: its longer words and its figures, folded, and the days of its time."""
    words = {_stem(word) for word in _WORD.findall(claim.statement.casefold())}
    if claim.when and claim.when.earliest:
        words.add(claim.when.earliest.isoformat())
    return frozenset(words)


def _stem(word: str) -> str:
    """Cut a word to a stem that survives plural and case endings; figures lose their separators."""
    if word[0].isdigit():
        return re.sub(r"[.,:]", "", word)
    return word[:6]


def _attractions(claims: Sequence[Claim]) -> list[tuple[float, int, int]]:
    """Return how strongly claims attract each other, strongest first, for the pairs that share a telling feature."""
    holders: defaultdict[str, list[int]] = defaultdict(list)
    for index, claim in enumerate(claims):
        for feature in features(claim):
            holders[feature].append(index)
    weights: Counter[tuple[int, int]] = Counter()
    for sharing in holders.values():
        if 1 < len(sharing) <= SHARED_TOO_OFTEN:
            rarity = math.log(len(claims) / len(sharing))
            for pair in combinations(sharing, 2):
                weights[pair] += rarity  # type: ignore[assignment] # Counter is typed for whole numbers
    return sorted(((weight, *pair) for pair, weight in weights.items()), key=lambda edge: (-edge[0], edge[1:]))


def _groups(claims: Sequence[Claim], sizes: Sequence[float], budget: int) -> list[list[int]]:
    """Grow groups along the strongest attractions, none above the budget."""
    group_of = list(range(len(claims)))
    members: dict[int, list[int]] = {index: [index] for index in range(len(claims))}
    size = dict(enumerate(sizes))
    for _, one, other in _attractions(claims):
        first, second = group_of[one], group_of[other]
        if first == second or size[first] + size[second] > budget:
            continue
        small, large = sorted((first, second), key=lambda group: (len(members[group]), -group))
        for member in members[small]:
            group_of[member] = large
        members[large] += members.pop(small)
        size[large] += size.pop(small)
    return [sorted(group) for group in members.values()]


def _lay_together(groups: list[list[int]], sizes: Sequence[float], budget: int) -> list[list[int]]:
    """Fill packs with groups, largest first, each into the first pack with room."""
    weights: Mapping[int, float] = {n: sum(sizes[index] for index in group) for n, group in enumerate(groups)}
    packs: list[list[int]] = []
    room: list[float] = []
    for n in sorted(weights, key=lambda n: (-weights[n], groups[n][0])):
        for index, left in enumerate(room):
            if weights[n] <= left:
                packs[index] += groups[n]
                room[index] -= weights[n]
                break
        else:
            packs.append(list(groups[n]))
            room.append(budget - weights[n])
    return sorted((sorted(pack) for pack in packs), key=lambda pack: pack[0])
