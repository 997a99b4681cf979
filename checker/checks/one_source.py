"""Which articles are one source: one text, versions of one piece, pieces of one agency or of outlets that are one."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from checker.checks.views import ArticleView
from checker.schema import OneOrigin, OriginKind
from checker.text.credits import credited_agency, is_marked_version, is_outlet, plain_title
from checker.text.spoken import folded

_RUN = 5
_SAMPLED = 8
"""Letters of a word, with the marks on it, at which a run of five words is looked at: one in six or so, chosen by the
text itself."""

_FEWEST = 5
_SAME_TEXT = 0.5
_SAME_PIECE = 0.2
"""Of the runs of the shorter text, how many stand in the other as well."""

_MOST_HOLDERS = 6


def one_origins(articles: Sequence[ArticleView], one_source: Iterable[Sequence[str]] = ()) -> tuple[OneOrigin, ...]:
    """Return the groups of two articles or more that are one source, in the order of their first articles.

    `one_source` are groups of outlets that a house counts as one.
    """
    groups = _Groups(len(articles))
    for at, other, share in _shared(articles):
        if share >= _SAME_PIECE and _one_outlet(articles[at], articles[other]):
            groups.join(at, other, "versions")
        elif share >= _SAME_TEXT:
            groups.join(at, other, "text")
    for at, other in _versions(articles):
        groups.join(at, other, "versions")
    agencies = _by_agency(articles)
    for holders in agencies.values():
        for at in holders[1:]:
            groups.join(holders[0], at, "credit")
    for outlets in one_source:
        named = {folded(outlet.strip()) for outlet in outlets}
        of_house = [at for at, view in enumerate(articles) if folded((view.article.outlet or "").strip()) in named]
        for at in of_house[1:]:
            groups.join(of_house[0], at, "house")
    return tuple(
        OneOrigin(articles=tuple(articles[at].id for at in members), kind=kind, source=_source(articles, members))
        for members, kind in groups.found()
    )


def _one_outlet(one: ArticleView, other: ArticleView) -> bool:
    mine, theirs = one.article.outlet, other.article.outlet
    return bool(mine and theirs) and folded(mine or "") == folded(theirs or "")


def _versions(articles: Sequence[ArticleView]) -> Iterator[tuple[int, int]]:
    """Yield two articles that reading told to be versions, or of one outlet and one title, of which one says so."""
    places = {view.id: at for at, view in enumerate(articles)}
    for at, view in enumerate(articles):
        later = places.get(view.article.replaced_by or "")
        if later is not None:
            yield min(at, later), max(at, later)
    titled: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    marked: set[tuple[str, str]] = set()
    for at, view in enumerate(articles):
        article = view.article
        if article.outlet and article.title:
            key = folded(article.outlet), plain_title(article.title)
            titled[key].append(at)
            if is_marked_version(article.title) or article.status.version or article.status.kind == "corrected":
                marked.add(key)
    for key in titled:
        if key in marked:
            yield from ((titled[key][0], at) for at in titled[key][1:])


def _shared(articles: Sequence[ArticleView]) -> Iterator[tuple[int, int, float]]:
    """Yield (article, earlier article, share of the shorter's sampled runs of five words that both hold)."""
    holders: dict[str, tuple[int, ...]] = {}
    sizes = []
    for at, article in enumerate(articles):
        runs = article.parsed(_runs)
        sizes.append(len(runs))
        shared: Counter[int] = Counter()
        for one in runs:
            known = holders.get(one, ())
            if known:
                shared.update(known)
            if len(known) < _MOST_HOLDERS:
                holders[one] = (*known, at)
        for other, count in shared.items():
            least = min(sizes[at], sizes[other])
            if least >= _FEWEST:
                yield at, other, count / least


def _runs(view: ArticleView) -> set[str]:
    """Return the runs of five words that begin at a long word, shorter ones where the text ends."""
    words = view.article.text.lower().split()
    return {" ".join(words[at : at + _RUN]) for at, word in enumerate(words) if len(word) >= _SAMPLED}


def _agency(view: ArticleView) -> str | None:
    return credited_agency(view.article.text)


def _by_agency(articles: Sequence[ArticleView]) -> dict[str, list[int]]:
    """Return the articles that credit each agency, that agency's own among them."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    for at, article in enumerate(articles):
        agency = article.parsed(_agency)
        if agency:
            found[agency].append(at)
    if found:
        for at, article in enumerate(articles):
            outlet = article.article.outlet
            if outlet and not article.parsed(_agency):
                for agency, holders in found.items():
                    if is_outlet(agency, outlet):
                        holders.append(at)
    return {agency: sorted(holders) for agency, holders in found.items()}


def _source(articles: Sequence[ArticleView], members: Iterable[int]) -> str | None:
    """Return what the pieces come from, as one of them writes it: an agency, else the outlet of all of them."""
    for at in members:
        agency = articles[at].parsed(_agency)
        if agency:
            text = articles[at].article.text
            found = re.search(re.escape(agency), text, re.IGNORECASE)
            return found.group() if found else agency.title()
    outlets = {articles[at].article.outlet for at in members}
    return next(iter(outlets)) if len(outlets) == 1 else None


_WEIGHED: tuple[OriginKind, ...] = ("credit", "text", "versions", "house")
"""What a group is called by that several things hold together."""


class _Groups:
    """Articles that hang together, and by what: being one text weighs more than being of one agency."""

    def __init__(self, size: int) -> None:
        self._leader = list(range(size))
        self._kinds: dict[int, list[OriginKind]] = defaultdict(list)

    def _head(self, at: int) -> int:
        while self._leader[at] != at:
            self._leader[at] = self._leader[self._leader[at]]
            at = self._leader[at]
        return at

    def join(self, one: int, other: int, kind: OriginKind) -> None:
        """Put two articles into one group."""
        first, second = sorted((self._head(one), self._head(other)))
        kinds = self._kinds.pop(second, []) if first != second else []
        self._leader[second] = first
        self._kinds[first] += [*kinds, kind]

    def found(self) -> Iterator[tuple[list[int], OriginKind]]:
        """Yield the groups with what holds them together."""
        members: defaultdict[int, list[int]] = defaultdict(list)
        for at in range(len(self._leader)):
            members[self._head(at)].append(at)
        for head, group in members.items():
            if len(group) > 1:
                kinds = Counter(self._kinds[head])
                if kinds["versions"] >= len(group) - 1:
                    yield group, "versions"
                else:
                    yield group, next(kind for kind in _WEIGHED if kinds[kind])
