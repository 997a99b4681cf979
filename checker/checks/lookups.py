"""Each quotation of an article looked for in the others: word for word, shortened, altered, run together, or only here.

The checks of quotations say what is wrong; this says of every quotation of three words or more where else it stands.
For a draft the others are its sources (`among`). A quotation whose speaker is quoted in another language may be a
translation, which code can neither confirm nor call altered.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from checker.checks.quotations import may_be_one, spliced_from
from checker.checks.quoted import Said, alike_in, said_in
from checker.checks.quoted_speakers import two_people
from checker.checks.views import ArticleView
from checker.schema import LookedUp, QuotationFate
from checker.text.spoken import GAP

_BEST_FIRST: tuple[QuotationFate, ...] = (
    "verbatim",
    "other speaker",
    "shortened with a sign",
    "shortened",
    "in part",
    "altered",
    "spliced",
    "translation",
)
_MOST_PLACES = 8
_MOST_OF_A_GROUP = 40


def looked_up(articles: Sequence[ArticleView], among: Sequence[ArticleView] | None = None) -> Iterator[LookedUp]:
    """Yield what became of each quotation of `articles`, in order, looked for `among` others, or in one another."""
    sources = articles if among is None else [*articles, *among]
    own = {article.id for article in articles}
    found: defaultdict[int, dict[QuotationFate, list[Said]]] = defaultdict(dict)
    said = [one for article in sources for one in article.parsed(said_in)]
    parts: defaultdict[int, list[Said]] = defaultdict(list)
    for earlier, later in alike_in(sources):
        pairs = combinations(earlier[:_MOST_OF_A_GROUP], 2) if earlier is later else _each(earlier, later)
        for one, other in pairs:
            if one.article is other.article or (among is not None and own >= {one.article.id, other.article.id}):
                continue
            parts[id(one)].append(other)
            parts[id(other)].append(one)
            for mine, theirs in ((one, other), (other, one)):
                fate = _fate(mine, theirs)
                if fate is not None:
                    found[id(mine)].setdefault(fate, []).append(theirs)
    by_speaker = _by_speaker(said)
    for one in said:
        if one.article.id in own:
            yield _looked_up(one, found[id(one)], parts[id(one)], by_speaker)


def _each(earlier: Sequence[Said], later: Sequence[Said]) -> Iterator[tuple[Said, Said]]:
    for one in earlier[:_MOST_PLACES]:
        for other in later[:_MOST_PLACES]:
            yield one, other


def _fate(mine: Said, theirs: Said) -> QuotationFate | None:
    """Return how `mine` gives what `theirs` holds; None where they are two remarks."""
    if mine.key == theirs.key:
        return "other speaker" if two_people(mine, theirs) else "verbatim"
    shorter, longer = sorted((mine, theirs), key=lambda each: (len(each.key), each.key))
    given = shorter.gives(longer)
    if given.how == "apart":
        return None
    if given.how in {"reversed", "unlimited", "unconditional", "altered"}:
        return "altered" if may_be_one(mine, theirs) else None
    if two_people(mine, theirs):
        return "other speaker" if len(shorter.key) > len(longer.key) // 2 else None
    if GAP in mine.key:
        return "shortened with a sign"
    return "shortened" if mine is shorter else "in part"


def _by_speaker(said: Sequence[Said]) -> dict[str, list[Said]]:
    """Return for each surname the first quotation in each language that a person of that name speaks."""
    found: dict[str, list[Said]] = {}
    seen: set[tuple[str, str]] = set()
    for one in said:
        key = (one.speaker.surname, one.article.language) if one.speaker and one.article.language else None
        if key is not None and key not in seen:
            seen.add(key)
            found.setdefault(key[0], []).append(one)
    return found


def _looked_up(
    one: Said, found: dict[QuotationFate, list[Said]], parts: Sequence[Said], by_speaker: dict[str, list[Said]]
) -> LookedUp:
    fate: QuotationFate | None = next((fate for fate in _BEST_FIRST if fate in found), None)
    places = found.get(fate, []) if fate else []
    if fate in {None, "in part"} and (joined := spliced_from(one, parts)):
        fate, places = "spliced", list(joined)
    if fate is None and one.speaker is not None:
        others = by_speaker.get(one.speaker.surname, ())
        places = [other for other in others if other.article.language != one.article.language]
        fate = "translation" if places and one.article.language else None
    return LookedUp(
        passage=one.passage,
        speaker=one.speaker.full if one.speaker else None,
        fate=fate or "only here",
        places=tuple(dict.fromkeys(place.passage for place in places[:_MOST_PLACES])),
    )
