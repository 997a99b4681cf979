"""S1 · Parts that do not add up to their whole.

Says: a figure is followed, behind a colon, a dash or in brackets, by nothing but parts of it, the last joined by
"and", and these add up to another figure: to more, or to a little less (a list that lacks much may name only some, and
medals without bronze are not all); or "including" names a part greater than the whole. Only exact counts are added, and
only where each part counts something.

Why it matters: readers add up. Where the sum is wrong, one of the figures is, and it is often the one that changed
last.

Hit:
    A: 'Twelve people were killed: seven men, three women and one child.'
    says: 'The parts add up to 11, not to "Twelve people".'

Near miss:
    A: 'Twelve people were killed: seven men, four women and one child.'
    because: 7 + 4 + 1 = 12.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from decimal import Decimal

from checker.checks.check import Inside
from checker.checks.values import Measured, measured_of, values_of
from checker.checks.views import ArticleView, SentenceView
from checker.schema import Signal
from checker.text.tokens import Tokens
from checker.text.units import COUNT
from checker.text.word_stems import stem

_OPENS = frozenset(":—–(")
_OPENING = re.compile("[:—–(]")
_CLOSES = frozenset(".;)—–")
_BETWEEN = frozenset({",", "and", "und", "y", "et", "plus", "e"})
_JOINS = _BETWEEN - {","}
_OF = frozenset("of von unter de entre sur".split())
# Behind a part they say that it goes on, or that it is one of another part: "four of them officers".
_RUNS_ON = frozenset(
    "( : who which that more other others them whom had have were was with without did davon darunter ellos ellas dont "
    "eux".split()
)
_INCLUDING = frozenset("including einschließlich darunter incluidos incluidas incluyendo dont".split())
_AMONG = (("among", "them"), ("of", "them"), ("of", "whom"), ("of", "which"), ("among", "whom"))
_PART_WORDS = _INCLUDING | {"them", "whom", "which"}
_LEAST_SHARE = 2
# A list that comes to less may name only some of the parts; so near to the whole it hardly does.
_NEARLY_ALL = Decimal("0.9")
# Parts of which there are no others: where a list holds one of each, it is complete; where it lacks one, it is not.
_COMPLETE = tuple(
    tuple(frozenset(one.split("/")) for one in parts.split())
    for parts in (
        "man/men/male/males/boy/boys woman/women/female/females/girl/girls",
        "mann/männer/jungen frau/frauen/mädchen",
        "hombre/hombres/niños mujer/mujeres/niñas",
        "homme/hommes/garçons femme/femmes/filles",
    )
)
_KINDS_OF_PEOPLE = frozenset(
    stem(word)
    for word in """man men woman women child children boy boys girl girls male males female females baby babies
    teenager teenagers adult adults pensioner pensioners männer frauen kinder jungen mädchen hombres mujeres niños niñas
    hommes femmes enfants garçons filles""".split()
) | {"child"}
_MEDALS = tuple(
    frozenset(one.split("/"))
    for one in (
        "gold/golds/golden/goldene/goldenen/oro/oros/or silver/silvers/silberne/silbernen/silber/plata/platas/argent "
        "bronze/bronzes/bronzene/bronzenen/bronce/bronces"
    ).split()
)
_VOTES = frozenset("favour favor against yes no nay yea for contra favor contre dagegen dafür".split())
_MOST_BETWEEN = 8
# A whole and what it includes; a whole and two parts.
_FEWEST_INCLUDED, _FEWEST_ADDED = 2, 3
_LONGEST_PART = 9


def check_sums(article: ArticleView) -> Iterator[Signal]:
    """Yield a signal for each whole whose parts, told in the same sentence, do not add up to it."""
    standing = article.words & _PART_WORDS
    # The article is searched once: most sentences have no such mark.
    opened = {bisect_right(article.starts, mark.start()) for mark in _OPENING.finditer(article.article.text)}
    for number, view in enumerate(article, start=1):
        may_include = not standing.isdisjoint(view.words)
        if not may_include and number not in opened:
            continue
        if view.parsed(values_of).most_figures < (_FEWEST_INCLUDED if may_include else _FEWEST_ADDED):
            continue
        measured = view.parsed(measured_of)
        for place, first in enumerate(measured[:-1]):
            if not _is_exact(first):
                continue
            parts = _parts(view, measured, place)
            if parts and _is_only_told_of(view, measured, place):
                # "Of the 120 guests – 30 from Velm and 40 from Orlund – many stayed."
                continue
            if parts:
                total = sum(part.figure.value for part in parts)
                # "14 of the 17 counts: 11 of fraud and three of theft" divides the 14.
                whole = measured[place - 1] if place and measured[place - 1].figure.whole else first
                value = whole.figure.value
                if total < value and not _is_complete(view, first, parts):
                    continue
                if total != value and value / _LEAST_SHARE <= total <= value * _LEAST_SHARE:
                    yield _signal(view, whole, parts[-1], f"The parts add up to {_plain(total)}, not to")
            elif _is_included(view, first, measured[place + 1]):
                part = measured[place + 1]
                if part.figure.value > first.figure.value:
                    yield _signal(view, first, part, f'"{_words(view, part)}" cannot be among')


def _is_exact(measured: Measured) -> bool:
    figure = measured.figure
    whole = figure.value == int(figure.value) and figure.factor == 1
    return figure.bound == "exact" and figure.unit is COUNT and whole and figure.value > 1


def _parts(view: SentenceView, measured: Sequence[Measured], place: int) -> list[Measured]:
    """Return the parts that follow a whole: behind a colon, a dash or a bracket, and nothing between them but words."""
    tokens = view.parsed(values_of).tokens
    whole, rest = measured[place], measured[place + 1 :]
    opening = _opening(tokens, whole.figure.after, rest[0].figure.first)
    if opening is None or rest[0].figure.first != opening + 1:
        return []
    parts: list[Measured] = []
    for index, part in enumerate(rest):
        if not (_is_exact(part) or part.figure.value == 1):
            return []
        parts.append(part)
        follower = rest[index + 1].figure.first if index + 1 < len(rest) else None
        end = _end_of_part(tokens, part.figure.after, follower)
        if end is None:
            return []
        if end != follower:
            closing = tokens.lower[opening] if tokens.lower[opening] != "(" else ")"
            # Without an "and" the list may name only some: "12 medals: four gold, three silver".
            if len(parts) < 2 or tokens.word(part.figure.first - 1) not in _JOINS:
                return []
            if not (tokens.word(end) in {".", ";", ""} or tokens.word(end) == closing):
                return []
            return parts if _are_parts(whole, parts) else []
    return []


def _is_complete(view: SentenceView, whole: Measured, parts: Sequence[Measured]) -> bool:
    """Tell whether a list that comes to less than its whole can hardly leave a part out."""
    words = frozenset(view.parsed(values_of).tokens.lower[parts[0].figure.first : parts[-1].counted.after + 2])
    medals = sum(not one.isdisjoint(words) for one in _MEDALS)
    if medals > 1:
        return medals == len(_MEDALS)
    if not _VOTES.isdisjoint(words) and not any(word.startswith("abst") for word in words):
        return False  # some abstained
    if any(all(not one.isdisjoint(words) for one in kinds) for kinds in _COMPLETE):
        return True
    return sum(part.figure.value for part in parts) >= whole.figure.value * _NEARLY_ALL


def _is_only_told_of(view: SentenceView, measured: Sequence[Measured], place: int) -> bool:
    """Tell whether something is said of some of a whole: then what follows may be of those alone."""
    if place and measured[place - 1].figure.whole:
        return False
    tokens, first = view.parsed(values_of).tokens, measured[place].figure.first
    return not _OF.isdisjoint({tokens.word(first - 1), tokens.word(first - 2)})


def _opening(tokens: Tokens, start: int, stop: int) -> int | None:
    """Return where the list of parts opens; None where a full stop or another mark lies before it."""
    if stop - start > _MOST_BETWEEN + 4:
        return None
    found = next((index for index in range(start, stop) if tokens.lower[index] in _OPENS), None)
    if found is None or any(tokens.lower[index] in {".", ";", ",", "?"} for index in range(start, found)):
        return None
    return found


def _end_of_part(tokens: Tokens, start: int, follower: int | None) -> int | None:
    """Return where a part ends: at the next one, or at the mark that closes the list; None where it runs on."""
    index = start
    while index < len(tokens) and index - start < _LONGEST_PART:
        word = tokens.lower[index]
        if word in _CLOSES:
            return index
        if word in _BETWEEN:
            after = index + 2 if word == "," and tokens.word(index + 1) in _BETWEEN else index + 1
            return after if after == follower else None
        if word in _RUNS_ON or index == follower:
            return None
        index += 1
    return index if index == len(tokens) else None


def _are_parts(whole: Measured, parts: Sequence[Measured]) -> bool:
    """Tell whether the parts may be parts of this whole: smaller, and either all of its noun or all of other nouns."""
    if any(part.figure.value >= whole.figure.value or part.figure.more for part in parts):
        return False
    if not whole.counted.subject:
        return False
    subjects = [part.counted.subject for part in parts]
    people = [subject in _KINDS_OF_PEOPLE for subject in subjects]
    if any(people) and not all(people):
        return False  # "60 strings and 40 women"
    if subjects[0] not in {"", whole.counted.subject} and not subjects[-1]:
        return False  # "14 men and nine on loan": some are both
    # "21 members: 12 from A, eight from B and two independents": no noun behind any but the ends.
    return all(subjects) or not any(subjects[1:-1])


def _is_included(view: SentenceView, whole: Measured, part: Measured) -> bool:
    tokens = view.parsed(values_of).tokens
    if not _is_exact(part) or part.figure.unit is not whole.figure.unit or part.figure.more:
        return False
    between = tokens.lower[whole.figure.after : part.figure.first]
    if len(between) > _MOST_BETWEEN or {".", ";", ":", "and"} & set(between):
        return False
    if between and between[-1] in _INCLUDING:
        return bool(whole.counted.subject) and bool(part.counted.subject)
    if not whole.counted.subject or between[-1:] != [","]:
        return False
    # "15 of them children, on board": a noun and a mark behind it.
    place = next((part.figure.after + len(one) for one in _AMONG if tokens.at(part.figure.after, one)), None)
    return (
        place is not None
        and tokens.word(place) not in {"said", "told", "died", "survived"}
        and tokens.word(place).isalpha()
        and tokens.word(place + 1) in {",", ".", ")", ""}
    )


def _words(view: SentenceView, measured: Measured) -> str:
    return view.text[measured.figure.start : measured.counted.noun_end]


def _plain(value: object) -> str:
    return f"{int(str(value)):,}"


def _signal(view: SentenceView, whole: Measured, last: Measured, says: str) -> Signal:
    message = f'{says} "{_words(view, whole)}".'
    return SUMS.signal("clash", "number", message, [view.passage(whole.figure.start, last.counted.noun_end)])


SUMS = Inside("S1", "sums", __name__, check_sums)
