"""Whether two sentences that use the same words still speak of two things: a part and its whole, or two of one kind.

"The women's prison" may be a part of "the prison", "an operating profit" is another than "a profit", "the reservoir"
one of "the reservoirs", and "the appeal trial" follows "the trial". What one sentence narrows, and the other does not,
may be two things; so may what both narrow in two ways.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from checker.checks.matter import stems_of
from checker.checks.values import values_of
from checker.checks.views import SentenceView
from checker.text.around import clause
from checker.text.number_words import SCALES
from checker.text.tokens import Tokens
from checker.text.units import UNIT_WORDS
from checker.text.word_stems import is_content, stem

_BARE_BEHIND = frozenset(
    "the a an one this that these those its his her their our my of in on at by for from with to under over into about "
    "der die das den dem des ein eine einen einem einer eines im am zum zur von in mit für auf bei nach "
    "el la los las un una unos unas del al de en con por para su sus este esta "
    "le les l' des du d' au aux dans par pour sur sa son ses leur leurs ce cette".split()
)
# They narrow nothing by which things of one kind are told apart.
_PLAIN = frozenset(
    "famous popular nearby entire whole huge big large small great vast controversial embattled troubled busy".split()
)
_DETERMINERS = frozenset("the a an its his her their der die das dem den des el la los las le les du del d' l'".split())
_NOT_BEFORE = (frozenset({"according"}) | UNIT_WORDS | frozenset().union(*(SCALES[one] for one in SCALES))) - frozenset(
    "second segundo segunda seconde sekunde".split()
)
_ADJECTIVES_IN_LY = frozenset("early elderly family daily weekly monthly yearly hourly friendly deadly".split())
# Right behind a noun they say which ones are meant: "voters aged under 30".
_WHICH_ONES = frozenset("aged older younger born living based abroad overseas".split())
# Where words that narrow a noun stand behind it as well as before it.
_NARROW_BEHIND = frozenset({"es", "fr"})
_RATES = frozenset(
    "each every daily weekly monthly quarterly hourly nightly yearly annually annual per "
    "täglich wöchentlich monatlich jährlich pro je cada diario diarios diaria semanal semanales mensual mensuales "
    "anual anuales chaque quotidien quotidiens hebdomadaire mensuel annuel".split()
)
_ANOTHER = frozenset(
    "another further additional extra otro otra otros otras autre autres weitere weiterer weiteres zusätzliche".split()
)
_POLLS = frozenset(
    "poll polls polling pollster pollsters survey surveys surveyed umfrage umfragen befragung encuesta encuestas "
    "sondeo sondeos sondage sondages".split()
)
_BY = frozenset("by from for of von des por de par pour".split())


_OF = frozenset("of du de des del d' der von vom au aux al".split())
_BY_WHAT = frozenset("of for among für von der des de del du d' para pour".split())
_REACH = 5
_NUMBERED = re.compile(r"\b([^\W\d_a-zà-öø-ÿ][\w’']+)(?:-(\d{1,3})\b| ([IVX]{1,5})\b)")
_MAGNITUDE = re.compile(r"\b[Mm]agnitude(?: of)?[ -](\d(?:\.\d)?)|(\d(?:\.\d)?)[ -]magnitude\b")
_SHORTEST_HEAD = 4


class _Place(NamedTuple):
    """How a word stands in a clause: as it is written, what narrows it, its part, and whether it is bare.

    The part of "museum" in "the wing of the museum" is "wing"; nothing but an article or the like precedes a bare word.
    """

    written: str
    narrowed: frozenset[str]
    part: str
    bare: bool


def may_be_two(a: SentenceView, here: tuple[int, int], b: SentenceView, there: tuple[int, int]) -> bool:
    """Tell whether the clauses around two values, given by their first token and the one behind, are of two things.

    A headline leaves words out: it and its text are of two things only where both narrow what they share.
    """
    mine, theirs = _places(a, *here), _places(b, *there)
    told, retold = b.parsed(stems_of), a.parsed(stems_of)
    if _are_numbered_apart(a, b):
        return True
    if a.language == b.language == "de" and _are_compounds(mine.keys() - told, theirs.keys() - retold):
        return True
    shared = [(mine[word], theirs[word], told, retold) for word in mine.keys() & theirs.keys()]
    if any(_narrowed_in_two_ways(*pair) for pair in shared):
        return True
    if a.article is b.article:
        return False
    if _belongs_to_name(a, b, told) or _belongs_to_name(b, a, retold):
        return True
    if _narrowed_behind(a, here[1]) - told or _narrowed_behind(b, there[1]) - retold:
        return True
    return any(_narrowed_in_one(*pair) for pair in shared)


def _narrowed_in_two_ways(one: _Place, other: _Place, told: frozenset[str], retold: frozenset[str]) -> bool:
    """Tell whether a word is narrowed on either side by what the other sentence does not hold."""
    return bool(one.narrowed - told - other.narrowed) and bool(other.narrowed - retold - one.narrowed)


def _narrowed_in_one(one: _Place, other: _Place, told: frozenset[str], retold: frozenset[str]) -> bool:
    """Tell whether a word is narrowed, or the whole of a part, on one side and stands bare on the other."""
    more = one.narrowed - told - other.narrowed or (one.part and one.part not in told)
    less = other.narrowed - retold - one.narrowed or (other.part and other.part not in retold)
    if (more and other.bare) or (less and one.bare):
        return True
    return one.bare and other.bare and _one_and_many(one.written, other.written)


def _places(view: SentenceView, first: int, after: int) -> dict[str, _Place]:
    """Return how each content word of the clause around a value stands there; the first place of a word counts."""
    values = view.parsed(values_of)
    tokens = values.tokens
    begin, end = clause(tokens, first, after)
    found: dict[str, _Place] = {}
    for at in (*range(begin, first), *range(after, end)):
        word = tokens.lower[at]
        if not is_content(word) or word in _NOT_BEFORE or stem(word) in found:
            continue
        before = tokens.word(at - 1) if at != after else ""
        narrowed = {stem(before)} if before and at > begin and _narrows(tokens, at - 1) else set()
        if values.language in _NARROW_BEHIND and at + 1 < end and at + 1 != first and _narrows(tokens, at + 1):
            narrowed.add(stem(tokens.lower[at + 1]))
        if at + 1 < end and at + 1 != first and tokens.lower[at + 1] in _WHICH_ONES:
            narrowed.add(stem(tokens.lower[at + 1]))
        of_what = _of_what(tokens, at, end)
        if of_what and at + 1 != first:
            narrowed.add(of_what)
        part = _part_of(tokens, at, begin)
        bare = not part and (at == begin or before in _BARE_BEHIND)
        found[stem(word)] = _Place(word, frozenset(narrowed), part, bare)
    return found


def _narrows(tokens: Tokens, at: int) -> bool:
    """Tell whether a word may narrow the noun beside it: it is no name, number, adverb or verb form of saying."""
    word = tokens.lower[at]
    if not is_content(word) or word in _PLAIN or word in _NOT_BEFORE:
        return False
    if word.endswith("ly") and word not in _ADJECTIVES_IN_LY:
        return False
    return not tokens.written[at][0].isupper() or at == 0


def _part_of(tokens: Tokens, at: int, begin: int) -> str:
    """Return what is told of a whole: "wing" of "museum" in "the wing of the museum"; empty where nothing is."""
    if tokens.written[at][0].isupper() and tokens.written[at - 1].islower() and tokens.word(at - 1) not in _DETERMINERS:
        return ""
    # "the canteen of the Norvane factory"
    while at - 1 > begin and tokens.written[at - 1][0].isupper():
        at -= 1
    of = at - 1 if tokens.word(at - 1) not in _DETERMINERS - _OF else at - 2
    head = of - 1
    if (
        head < begin
        or tokens.word(of) not in _OF
        or not is_content(tokens.lower[head])
        or tokens.lower[head] in _NOT_BEFORE
    ):
        return ""
    return stem(tokens.lower[head])


def _of_what(tokens: Tokens, at: int, end: int) -> str:
    """Return by what a noun is narrowed behind it: "company" in "the index of small companies"; empty for names."""
    if tokens.word(at + 1) not in _BY_WHAT:
        return ""
    for behind in range(at + 2, min(at + _REACH, end)):
        word = tokens.lower[behind]
        if tokens.digits[behind] or tokens.written[behind][0].isupper() or word in _NOT_BEFORE:
            return ""
        if is_content(word):
            return stem(word)
        if word not in _DETERMINERS:
            return ""
    return ""


def _belongs_to_name(a: SentenceView, b: SentenceView, told: frozenset[str]) -> bool:
    """Tell whether a sentence speaks of what is somebody's, and the other of that somebody: "Norvane's plant"."""
    mine, theirs = (view.parsed(values_of).tokens for view in (a, b))
    for at, word in enumerate(mine.lower[:-1]):
        if not word.endswith("'s") or word in theirs.words:
            continue
        behind = next((near for near in mine.lower[at + 1 : at + _REACH] if is_content(near)), "")
        if word[:-2] in theirs.words and behind and stem(behind) not in told:
            return True
    return False


def _are_numbered_apart(a: SentenceView, b: SentenceView) -> bool:
    """Tell whether two sentences name two of a series: "Sela-1" and "Sela-2", "Pius X" and "Pius XI"; or two quakes."""
    sizes = [set(_MAGNITUDE.findall(view.text)) for view in (a, b)]
    if all(sizes) and not sizes[0] & sizes[1]:
        return True
    mine, theirs = ({name: by or roman for name, by, roman in _NUMBERED.findall(view.text)} for view in (a, b))
    return any(mine[name] != theirs[name] for name in mine.keys() & theirs.keys())


def _are_compounds(mine: Iterable[str], theirs: Iterable[str]) -> bool:
    """Tell whether two German words are compounds of one: "Berufungsprozess", "Landtagswahl" and "Kommunalwahl"."""
    return any(one[-_SHORTEST_HEAD:] == other[-_SHORTEST_HEAD:] for one in mine for other in theirs)


def _narrowed_behind(view: SentenceView, after: int) -> frozenset[str]:
    """Return what narrows a noun right behind it, in languages that do so: "40 heridos graves"."""
    values = view.parsed(values_of)
    if values.language not in _NARROW_BEHIND or after >= len(values.tokens) or not _narrows(values.tokens, after):
        return frozenset()
    return frozenset({stem(values.tokens.lower[after])})


def _one_and_many(one: str, other: str) -> bool:
    """Tell whether one word is the other's plural: "reservoir", "reservoirs"."""
    short, long = sorted((one, other), key=len)
    return long in {f"{short}s", f"{short}es"}


def are_counted_otherwise(a: SentenceView, b: SentenceView) -> bool:
    """Tell whether only one of two sentences counts by the week, or counts another time; or polls are two polls."""
    mine, theirs = a.parsed(values_of).tokens, b.parsed(values_of).tokens
    for words in (_RATES, _ANOTHER):
        if words.isdisjoint(mine.words) != words.isdisjoint(theirs.words):
            return True
    if a.article is b.article or (_POLLS.isdisjoint(mine.words) and _POLLS.isdisjoint(theirs.words)):
        return False
    return not pollsters_of(mine) & pollsters_of(theirs)


def pollsters_of(tokens: Tokens) -> frozenset[str]:
    """Return the names that say whose poll it is: "a poll by Norstat", "Norstat's survey"."""
    found = set()
    for at, word in enumerate(tokens.lower):
        if word not in _POLLS:
            continue
        for beside in (at - 1, at + 2 if tokens.word(at + 1) in _BY else at + 1):
            if 0 <= beside < len(tokens) and tokens.written[beside][0].isupper() and is_content(tokens.lower[beside]):
                found.add(tokens.lower[beside].removesuffix("'s").removesuffix("’s"))
    return frozenset(found)
