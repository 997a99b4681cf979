"""O1 · Several pieces with one origin.

Says: that pieces are one source, not several: their texts are the same nearly word for word, they are two versions of
one piece, or they credit one agency. And that a piece leans on another one here for what it tells ("Kystposten
reported"). Pieces that merely quote the same statement are not of one origin.

Why it matters: three papers that printed one agency's report are one witness. Whoever counts them as three believes
too soon.

Hit:
    A:
      outlet: Kystposten
      text: >-
        VELM (Lanterna) - The harbour authority closed the northern entrance on Tuesday after a survey found cracks.
    B:
      outlet: Velm Packet
      text: >-
        VELM (Lanterna) - Shipping companies protested against the closure and demanded compensation from ministers.
    says: 'note: 2 pieces, 1 origin: A and B credit Lanterna.'

Near miss:
    A:
      outlet: Kystposten
      text: The harbour authority closed the northern entrance on Tuesday after a survey found cracks.
    B:
      outlet: Velm Packet
      text: Shipping companies protested against the closure and demanded compensation from the ministry.
    because: two outlets, two texts, and no credit line.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from checker.checks.check import Across
from checker.checks.leaning import leanings
from checker.checks.one_source import one_origins
from checker.checks.views import ArticleView
from checker.schema import Leaning, OneOrigin, Signal

_MOST_NAMED = 8


def run(articles: Sequence[ArticleView]) -> Iterator[Signal]:
    """Say which pieces have one origin, and which lean on another one here."""
    return signals_of(articles, one_origins(articles), leanings(articles))


def signals_of(
    articles: Sequence[ArticleView], origins: Iterable[OneOrigin], leaning: Iterable[Leaning]
) -> Iterator[Signal]:
    """Say what was found: which pieces have one origin, and which lean on another one here."""
    by_id = {article.id: article for article in articles}
    for origin in origins:
        passages = [by_id[name].sentences[0].passage() for name in origin.articles if by_id[name].sentences]
        if passages:
            yield ORIGINS.signal("note", "attribution", f"{told(origin)}.", passages)
    told_of: set[str] = set()
    for one in leaning:
        named = one.passage.article
        upon = by_id[one.upon]
        if named not in told_of and upon.sentences:
            told_of.add(named)
            message = f"{named} gives here what {upon.article.outlet} reported: no second source for it."
            yield ORIGINS.signal("note", "attribution", message, (one.passage, upon.sentences[0].passage()))


def told(origin: OneOrigin) -> str:
    """Return in words what is one origin: "3 pieces, 1 origin: A, B and C credit Lanterna"."""
    names = list(origin.articles[:_MOST_NAMED])
    more = len(origin.articles) - len(names)
    if more:
        names[-1:] = [f"{more + 1} more"]
    listed = f"{', '.join(names[:-1])} and {names[-1]}"
    how = {
        "text": "are one text, nearly word for word",
        "versions": "are versions of one piece",
        "credit": f"credit {origin.source}",
        "house": "count as one source in this house",
    }[origin.kind]
    return f"{len(origin.articles)} pieces, 1 origin: {listed} {how}"


ORIGINS = Across("O1", "origins", __name__, run)
