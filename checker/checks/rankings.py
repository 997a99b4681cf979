"""S6 · Rankings that cannot both be.

Says: two passages rank one thing in the same list ("the second-largest port in Calvessa") on different places, or
two things in it on the same one. The thing is the name right before the rank; "one of the largest" ranks nothing.
Articles more than a week apart are not compared.

Why it matters: superlatives are copied from old pieces, and they age.

Hit:
    A: Drennick is the second-largest port in Calvessa.
    B: Drennick is the third-largest port in Calvessa.
    says: '"the second-largest port in Calvessa" here, "the third-largest port in Calvessa" there: of Drennick.'

Near miss:
    A: Drennick is the second-largest port in Calvessa.
    B: Drennick is one of the largest ports in Calvessa.
    because: the second-largest is one of the largest.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from checker.checks.check import Comparing
from checker.checks.matter import are_far_apart
from checker.checks.values import values_of
from checker.checks.views import SentenceView
from checker.schema import Signal
from checker.text.tokens import Tokens, tokens_of
from checker.text.word_stems import stem

_CLASSES = {
    "largest": "large", "biggest": "large", "smallest": "small", "oldest": "old", "youngest": "young",
    "tallest": "tall", "highest": "high", "longest": "long", "richest": "rich", "wealthiest": "rich",
    "busiest": "busy", "deadliest": "deadly", "fastest": "fast", "heaviest": "heavy", "deepest": "deep",
    "poorest": "poor", "newest": "new", "strongest": "strong", "lowest": "low", "shortest": "short",
    "worst": "worst", "populous": "populous",
}  # fmt: skip
_RANKS = {
    "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10,
}  # fmt: skip
_OVER = frozenset("was were became".split())
# Whose ranking it is, or that it is somebody's boast: two of them may differ.
_COUNTED = frozenset(
    "poll polls survey surveys forecast forecasts estimate estimates say insist insists claim claims claimed boast "
    "boasts considered regarded billed reputed believed thought calls called argues argue disputes disputed".split()
)
# Places that reports name in two ways; what else has two names, this check does not know.
_TWO_NAMES = {
    "bombay": "mumbai", "calcutta": "kolkata", "madras": "chennai", "bangalore": "bengaluru", "kiev": "kyiv",
    "odessa": "odesa", "kharkov": "kharkiv", "lvov": "lviv", "burma": "myanmar", "rangoon": "yangon",
    "peking": "beijing", "canton": "guangzhou", "saigon": "ho chi minh city", "turkey": "türkiye",
    "swaziland": "eswatini", "ivory coast": "côte d'ivoire", "danzig": "gdansk", "breslau": "wroclaw",
    "mount mckinley": "denali", "mckinley": "denali", "ayers rock": "uluru", "everest": "sagarmatha",
    "mount everest": "sagarmatha", "holland": "netherlands", "britain": "united kingdom", "persia": "iran",
    "ceylon": "sri lanka", "twitter": "x", "facebook": "meta", "google": "alphabet",
}  # fmt: skip
_LINKS = frozenset("is was remains became , — – are were".split())
_WHERE = frozenset({"in", "of", "on", "after"})
_BLURRED = frozenset("one among once formerly then probably perhaps arguably not possibly ever so".split())
# Behind a ranking they say of what else, when or among whom it holds.
_NARROWS = frozenset(
    "after by behind since for until till before from between to who that with without outside apart other except "
    "excluding including besides among ever when where under per not still measured ranked".split()
)
# "Greater Orlund" may be another area than the city of that name has.
_WIDER = frozenset("greater metropolitan metro inner outer central old new upper lower".split())
_NOUN_WORDS = 3
_PLACE_WORDS = 3
_MOST_SKIPPED = 2


@dataclass(frozen=True, slots=True)
class Rank:
    """A place in a list, at `text[start:end]`: "the second-largest port in Calvessa" of "Drennick"."""

    start: int
    end: int
    name: str
    place: int
    order: tuple[str, ...]
    over: bool
    """Whether it may have ended: it "was" so."""


def ranks_of(view: SentenceView) -> tuple[Rank, ...]:
    """Return the rankings of a sentence."""
    if not _may_rank(view.text) or not _COUNTED.isdisjoint(
        view.text.lower().replace(".", " ").replace(",", " ").split()
    ):
        return ()
    if view.article.language not in {"", "en"}:
        return ()
    tokens = view.parsed(values_of).tokens or tokens_of(view.text)
    return tuple(
        rank
        for index, word in enumerate(tokens.lower)
        if word in _CLASSES and (rank := _rank_at(tokens, index)) is not None
    )


def wants_rankings(view: SentenceView) -> bool:
    """Tell whether a sentence ranks something by name."""
    return _may_rank(view.text) and bool(view.parsed(ranks_of))


def _may_rank(text: str) -> bool:
    return "est " in text or "most populous" in text or "worst " in text


def _rank_at(tokens: Tokens, index: int) -> Rank | None:
    """Return the ranking whose superlative stands at a token."""
    begin, place = index, 1
    if tokens.word(begin - 1) == "most":
        begin -= 1
    before = begin - 1
    if tokens.word(before) == "-":
        before -= 1
    if tokens.word(before) in _RANKS:
        place, begin = _RANKS[tokens.word(before)], before
    if tokens.word(begin - 1) == "the":
        begin -= 1
        owner = ""
    elif tokens.word(begin - 1).endswith(("'s", "s'")):
        owner = tokens.word(begin - 1).removesuffix("'s").removesuffix("'")
        begin -= 1
    else:
        return None
    name = _name_before(tokens, begin)
    found = _order(tokens, index, owner)
    if not name or found is None:
        return None
    order, end = found
    over = not _OVER.isdisjoint(tokens.lower[max(0, begin - 3) : begin])
    return Rank(tokens.starts[begin], tokens.ends[end - 1], name, place, order, over)


def _order(tokens: Tokens, index: int, owner: str) -> tuple[tuple[str, ...], int] | None:
    """Return what the list is of and where it ends: ("large", "port", "calvessa"); None where that is not said."""
    end = index + 1
    while (
        end < len(tokens)
        and tokens.lower[end].isalpha()
        and tokens.lower[end] not in _WHERE
        and end - index <= _NOUN_WORDS
    ):
        end += 1
    noun = tokens.lower[index + 1 : end]
    if not noun or noun[-1].endswith("s") or not all(word.isalpha() for word in noun):
        return None
    where = owner
    if not owner:
        if tokens.word(end) not in {"in", "of"}:
            return None
        first = end + 1 + (tokens.word(end + 1) == "the")
        end = first
        while end < len(tokens) and tokens.written[end][0].isupper() and end - first < _PLACE_WORDS:
            end += 1
        where = " ".join(tokens.lower[first:end])
        if not where:
            return None
    if tokens.word(end) in _NARROWS or (
        tokens.word(end) in {"and", "or"} and "".join(tokens.written[end + 1 : end + 2])[:1].isupper()
    ):
        return None
    return (_CLASSES[tokens.lower[index]], *map(stem, noun), where), end


def _name_before(tokens: Tokens, index: int) -> str:
    """Return the name that a link ties to what begins at a token: "Drennick is the …", "Drennick, the …"."""
    position = index - 1
    if tokens.word(position) in {"now", "still", "today", "also"}:
        position -= 1
    if tokens.word(position) not in _LINKS:
        return ""
    position -= 1
    last = position
    while position >= 0 and tokens.written[position][0].isupper() and last - position < _PLACE_WORDS:
        position -= 1
    words = tokens.written[position + 1 : last + 1]
    if len(words) > 1 and words[0] == "The":
        words = words[1:]
    nearby = set(tokens.lower[max(0, position - _MOST_SKIPPED) : position + 1])
    if not words or nearby & (_BLURRED | {"in", "of", "with", "to", "from", "at", "near", "and", ","}):
        return ""
    return " ".join(words)


def compare_rankings(a: SentenceView, b: SentenceView) -> Iterator[Signal]:
    """Yield a signal for each two rankings in one list that cannot both be."""
    if are_far_apart(a, b):
        return
    for one in a.parsed(ranks_of):
        for other in b.parsed(ranks_of):
            if one.order != other.order or one.over != other.over:
                continue
            here, there = a.text[one.start : one.end], b.text[other.start : other.end]
            if one.name == other.name and one.place != other.place:
                message = f'"{here}" here, "{there}" there: of {one.name}.'
            elif one.place == other.place and _are_two(one.name, other.name):
                message = f'"{here}": {one.name} here, {other.name} there.'
            else:
                continue
            yield RANKINGS.signal(
                "clash", "number", message, [a.passage(one.start, one.end), b.passage(other.start, other.end)]
            )


def _are_two(name: str, other: str) -> bool:
    """Tell whether two names cannot mean one thing: no word in common, none short for the other."""
    if name.lower() in _TWO_NAMES or other.lower() in _TWO_NAMES:
        return False
    if {name.lower().split()[0], other.lower().split()[0]} & _WIDER:
        return False
    words, others = set(name.lower().split()), set(other.lower().split())
    if words & others or any(word.isupper() for word in (*name.split(), *other.split())):
        return False
    return words.isdisjoint({"the", "it", "he", "she"}) and others.isdisjoint({"the", "it", "he", "she"})


RANKINGS = Comparing("S6", "rankings", __name__, wants_rankings, compare_rankings)
