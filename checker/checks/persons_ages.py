"""F3 · Two ages of one person.

Says: two passages name one person in full, each with an age right beside the name ("Ada Brell, 34,", "the 34-year-old
Ada Brell"), and the ages lie further apart than a birthday, and the time between the two articles, explain. They
must be near enough to be one that was taken down wrong (34 and 43, 61 and 67, 34 and 54): of others, and where a
calling, a place or a "Jr" tells the two apart, it is taken that two people have one name.

Why it matters: ages are taken down by ear and typed from notes; 34 and 43 sound right wherever they stand.

Hit:
    A: Denis Karoche, 34, was arrested in Lissarde.
    B: Police arrested Denis Karoche, 43, near the border.
    says: 'Denis Karoche is "34" here, "43" there.'

Near miss:
    A: Denis Karoche, 34, was arrested in Lissarde.
    B: Police arrested Denis Karoche, 35, near the border.
    because: a birthday may lie between.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from operator import eq

from checker.checks.check import Comparing
from checker.checks.values import anchor_of, has_digits, values_of
from checker.checks.views import SentenceView
from checker.schema import Signal
from checker.text.callings import CALLINGS, beside, tells_of_kin, tells_of_two
from checker.text.spoken import folded
from checker.text.tokens import Tokens

# How every age beside a name is written, in any of the languages: told apart before anything is parsed.
# Its first character is the digit, and what stands before that is looked at last: so the search leaps to the digits.
_BESIDE_NAME = re.compile(
    r"\d(?:-(?:year|jährig)"
    r"|(?:(?<=[,(]\d)|(?<=[,(] \d))\d{0,2}[,.) ]"
    r"|(?:(?<=(?:age|now) \d)|(?<=(?:is|de) \d)|(?<=a \d)|(?<=aged \d)|(?<=tiene \d)|(?<=ist \d))\d{0,2}\b)"
)
_AGE = re.compile(r"[1-9]\d?|1[01]\d")
_YOUNGEST = 5
_CHILD, _GENERATION = 16, 15
"""A child and somebody so many years older are two people of one name, unless the figures are the same exchanged."""

_FEW = 7
"""Years by which an age that was reckoned from an old piece, or by head, may be wrong."""

_FEWEST_NAMES, _MOST_NAMES = 2, 4
_BEHIND = frozenset({",", ")", "."})
_BETWEEN = {
    "en": ((",",), ("(",), (",", "aged"), (",", "now"), (",", "who", "is"), (",", "a"), ("is",), (",", "age")),
    "de": ((",",), ("(",), ("ist",)),
    "es": ((",", "de"), ("(",), (",",), ("tiene",)),
    "fr": ((",",), ("(",), ("a",)),
}
_YEARS = {"en": {"years"}, "de": {"jahre"}, "es": {"años"}, "fr": {"ans"}}
_OLD = frozenset({"old", "alt"})
_JOINED = frozenset({"jährige", "jähriger", "jährigen"})
_NO_NAMES = frozenset(
    """president minister mayor judge governor general doctor professor king queen prince princess captain colonel sir
    mr mrs ms dr prof the a an in on at police inspector detective superintendent sergeant chief senator deputy
    secretary director chancellor januar january february march april may june july august september october november
    december monday tuesday wednesday thursday friday saturday sunday""".split()
)
_NOT_FIRST = CALLINGS | {"der", "die", "das", "dem", "den", "le", "la", "el"}
"""What may stand in capitals before a first name; a surname may well be one of them ("Baker")."""


@dataclass(frozen=True, slots=True)
class Aged:
    """Somebody's age at `text[start:end]`, with the name as it is written."""

    name: tuple[str, ...]
    age: int
    start: int
    end: int
    name_start: int
    name_end: int


def wants_ages(view: SentenceView) -> bool:
    """Tell whether a sentence gives somebody's age."""
    return has_digits(view) and _BESIDE_NAME.search(view.text) is not None and bool(view.parsed(aged_of))


def aged_of(view: SentenceView) -> tuple[Aged, ...]:
    """Return whose ages a sentence gives right beside the name."""
    values = view.parsed(values_of)
    tokens, language = values.tokens, values.language
    found: list[Aged] = []
    for index in tokens.numerals:
        written = tokens.written[index]
        if not _AGE.fullmatch(written[:4]) or int(written) < _YOUNGEST:
            continue
        place = _name_before(tokens, index, language) or _name_behind(tokens, index)
        if place is not None:
            name = tuple(tokens.written[place.start : place.stop])
            stretch = tokens.starts[place.start], tokens.ends[place.stop - 1]
            found.append(Aged(name, int(written), tokens.starts[index], tokens.ends[index], *stretch))
    return tuple(found)


def _name_before(tokens: Tokens, index: int, language: str) -> range | None:
    """Return where the name of "Ada Brell, 34," or "Ada Brell, who is 34 years old" stands; None without one."""
    after = index + 1
    aged = False
    if tokens.word(after) == "-":
        aged = tokens.at(after, ("-", "year", "-", "old"))
        if not aged:
            return None
    elif tokens.word(after) in _YEARS.get(language, set()):
        after += 1
        if language in {"en", "de"}:
            if tokens.word(after) not in _OLD:
                return None
            after += 1
        aged = True
    for between in _BETWEEN.get(language, ()):
        begin = index - len(between)
        if begin > 0 and tokens.at(begin, between) and (aged or len(between) == 1):
            sure = aged or (between[0] in {",", "("} and tokens.word(after) in _BEHIND)
            return _name(tokens, begin - 1, -1) if sure else None
        if begin > 0 and tokens.at(begin, between) and between[-1] in {"aged", "now", "age", "is"}:
            return _name(tokens, begin - 1, -1)
    return None


def _name_behind(tokens: Tokens, index: int) -> range | None:
    """Return where the name of "34-year-old Ada Brell", "die 34-jährige Ada Brell" stands; None where there is none."""
    if tokens.at(index + 1, ("-", "year", "-", "old")):
        return _name(tokens, index + 5, 1)
    if tokens.word(index + 1) == "-" and tokens.word(index + 2) in _JOINED:
        return _name(tokens, index + 3, 1)
    return None


def _name(tokens: Tokens, index: int, step: int) -> range | None:
    """Return the words in capitals that stand in a row from a token on, titles left out; two to four make a name."""
    at = index
    while 0 <= at < len(tokens.lower) and abs(at - index) <= _MOST_NAMES:
        written = tokens.written[at]
        if not (written[0].isupper() and written.isalpha()) or tokens.lower[at] in _NO_NAMES:
            break
        if abs(at - index) >= _FEWEST_NAMES and folded(written) in _NOT_FIRST:
            break
        at += step
    found = range(at + 1, index + 1) if step < 0 else range(index, at)
    return found if _FEWEST_NAMES <= len(found) <= _MOST_NAMES else None


def compare_ages(a: SentenceView, b: SentenceView) -> Iterator[Signal]:
    """Yield a signal for each person whose two ages cannot both be."""
    birthdays = 1 + _years_between(a, b)
    theirs = _by_name(b)
    for name, mine in _by_name(a).items():
        for one, other in product(mine, theirs.get(name, ())):
            young, old = sorted((one.age, other.age))
            if old - young > birthdays and not _are_two(a, one, b, other, birthdays):
                ages = f'"{one.age}" here, "{other.age}" there'
                passages = [a.passage(one.start, one.end), b.passage(other.start, other.end)]
                yield PERSONS_AGES.signal("clash", "number", f"{' '.join(one.name)} is {ages}.", passages)


def _are_two(a: SentenceView, one: Aged, b: SentenceView, other: Aged, birthdays: int) -> bool:
    """Tell whether two ages are rather those of two people of one name than one that was taken down wrong."""
    if not may_be_slip(one.age, other.age, birthdays):
        return True
    if tells_of_two(a.text) or tells_of_two(b.text):
        return True
    if abs(one.age - other.age) > _GENERATION and (tells_of_kin(a.text) or tells_of_kin(b.text)):
        return True
    mine, theirs = (beside(view.text, aged.name_start, aged.name_end) for view, aged in ((a, one), (b, other)))
    return mine.is_another(theirs)


def may_be_slip(one: int, other: int, passed: int = 0) -> bool:
    """Tell whether one age may be the other, taken down or reckoned wrong: a digit exchanged, or a few years apart.

    `passed` years may lie between. A boy and the doctor of his name are two people, whatever their digits.
    """
    young, old = sorted((one, other))
    if str(young)[::-1] == str(old):
        return True
    if young < _CHILD and old - young > _GENERATION:
        return False
    if old - young <= _FEW + passed:
        return True
    return len(str(young)) == len(str(old)) and any(map(eq, str(young), str(old)))


def _by_name(view: SentenceView) -> dict[tuple[str, str], list[Aged]]:
    """Return each person's ages, by first and last name; an age that is said again is left out."""
    people: dict[tuple[str, str], dict[int, Aged]] = {}
    for aged in view.parsed(aged_of):
        people.setdefault((aged.name[0], aged.name[-1]), {}).setdefault(aged.age, aged)
    return {name: list(ages.values()) for name, ages in people.items()}


def _years_between(a: SentenceView, b: SentenceView) -> int:
    """Return how many birthdays may lie between two articles, beyond one; 0 where nobody knows when they appeared."""
    mine, theirs = a.article.parsed(anchor_of), b.article.parsed(anchor_of)
    if mine is None or theirs is None:
        return 0
    return max(abs((mine.earliest - theirs.latest).days), abs((theirs.earliest - mine.latest).days)) // 365


PERSONS_AGES = Comparing("F3", "ages of persons", __name__, wants_ages, compare_ages)
