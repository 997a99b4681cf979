"""Whether the words around two figures show that they are of one matter: what F1 asks before it calls a clash.

All of it errs on the side of "no", as a clash that is none costs the reader's trust.
"""

from __future__ import annotations

from decimal import Decimal

from checker.checks.matter import begins_with_part, stems_of
from checker.checks.two_things import may_be_two
from checker.checks.values import Measured, around_of, values_of
from checker.checks.views import SentenceView
from checker.text.counted import CHANGING
from checker.text.dating import date_words
from checker.text.figure import Figure
from checker.text.units import COUNT
from checker.text.word_stems import stem

_FEWEST_SHARED = 2
# So many words in common that their order no longer matters.
_MANY_SHARED = 5
_ALL = frozenset("all alle allen todos todas tous toutes".split())
# So near lie two measures where one was converted from the other with a slip.
_NEARLY = Decimal("0.1")
# Words right behind what is counted by which two of its parts are told apart.
_OPPOSITE = frozenset(
    frozenset(pair.split("/"))
    for pair in (
        "to/from into/from for/against with/without in/outside inside/outside before/after above/below over/under "
        "nach/von nach/aus mit/ohne für/gegen vor/nach a/desde hacia/desde con/sin antes/después à/depuis avec/sans "
        "avant/après pour/contre"
    ).split()
)

_IN = frozenset("in en".split())
_TIMES_OF_YEAR = date_words("en")
_FOR_EACH = frozenset("per each apiece je pro par".split())
_TO_ONE = frozenset({("to", "the"), ("to", "a"), ("to", "one"), ("for", "one"), ("for", "each"), ("por", "cada")})
_RATE_WORDS = frozenset("rate rates kurs wechselkurs tasa tipo taux cours".split())
_DEEDS = tuple(
    (stem(one), stem(other))
    for one, other in (
        pair.split("/")
        for pair in (
            "convicted/acquitted guilty/acquitted won/lost rose/fell hired/dismissed hired/sacked imports/exports "
            "imported/exported bought/sold arrived/left opened/closed approved/rejected gained/lost born/died "
            "freigesprochen/verurteilt gewonnen/verloren gestiegen/gesunken condenado/absuelto ganó/perdió "
            "acquitté/condamné gagné/perdu"
        ).split()
    )
)


def is_one_matter(a: SentenceView, one: Measured, b: SentenceView, other: Measured, alike: int) -> bool:
    """Tell whether the words around two figures show that they speak of one matter."""
    if a.question:
        return _answers_alike(a, one, b, other)
    if _are_two_things(a, one, b, other):
        return False
    subject = one.counted.subject
    mine, theirs = around_of(a, one), around_of(b, other)
    near = mine.near & theirs.near
    if subject in CHANGING:
        return len((a.parsed(stems_of) & b.parsed(stems_of)) - {subject}) > _FEWEST_SHARED
    lead, tail = mine.leads_as(theirs), mine.trails_as(theirs)
    if lead is False and len(near) >= _MANY_SHARED:
        # One tells it in the passive: "the court fined the company", "the company was fined".
        return True
    if lead is False or (lead is None and not alike and (tail is not True or one.figure.unit is not COUNT)):
        return False
    if one.figure.whole == other.figure.value or other.figure.whole == one.figure.value:
        # "14 of the 17 counts" and "all 17 counts" clash, "14 of the 17" and "17" do not.
        if not (is_all(a, one) or is_all(b, other)) or lead is not True:
            return False
        alike += 1
    # A unit says less than a noun that is counted: more of the words around it must be the same.
    return len(near) + alike >= _FEWEST_SHARED + (one.figure.unit is not COUNT)


def _are_two_things(a: SentenceView, one: Measured, b: SentenceView, other: Measured) -> bool:
    """Tell whether anything around two figures says that they are of two things, or of a part and its whole."""
    if _are_of_two_wholes(one, other) or around_of(a, one).names_differ(around_of(b, other)):
        return True
    if _are_of_opposite_deeds(around_of(a, one).near, around_of(b, other).near):
        return True
    if _is_rate(a, one) != _is_rate(b, other):
        return True
    if one.figure.unit.dimension == "share" and (_is_elsewhere(a, b) or _is_elsewhere(b, a)):
        return True
    if one.counted.subject not in CHANGING and _tell_two_parts(a, one, b, other):
        return True
    if _may_be_a_slip_of_unit(one.figure, other.figure):
        return False
    return may_be_two(a, (one.figure.first, one.counted.after), b, (other.figure.first, other.counted.after))


def _are_of_opposite_deeds(mine: frozenset[str], theirs: frozenset[str]) -> bool:
    """Tell whether one clause tells the opposite of the other: convicted on eleven counts, acquitted on two."""
    return any(
        (x in mine and y in theirs and x not in theirs and y not in mine)
        or (y in mine and x in theirs and y not in theirs and x not in mine)
        for x, y in _DEEDS
    )


def _is_rate(view: SentenceView, measured: Measured) -> bool:
    """Tell whether a figure is so much for one of something: "three marens to the dollar", "40 euros a share"."""
    tokens = view.parsed(values_of).tokens
    after = measured.counted.after
    behind = (tokens.word(after), tokens.word(after + 1))
    return behind[0] in _FOR_EACH or behind in _TO_ONE or tokens.word(measured.figure.first - 2) in _RATE_WORDS


def _are_of_two_wholes(one: Measured, other: Measured) -> bool:
    """Tell whether two figures are counted out of two wholes, or one of them out of nobody knows what.

    "14 of the 17 counts" and "all 17 counts" are of one.
    """
    whole, total = one.figure.whole, other.figure.whole
    if whole and total:
        return whole != total
    if whole:
        return other.figure.value != whole
    return bool(total) and one.figure.value != total


def _tell_two_parts(a: SentenceView, one: Measured, b: SentenceView, other: Measured) -> bool:
    """Tell whether words tell the two figures' matters apart: "kilos of cocaine" and "of heroin", "flights from Velm".

    They do where each clause says something that the other sentence does not; and where one of two articles says more
    behind what it counts ("students from abroad"), which may be a part. A headline leaves out what its text says.
    """
    if _may_be_a_slip_of_unit(one.figure, other.figure) or (one.figure.whole or other.figure.whole) in {
        one.figure.value,
        other.figure.value,
    }:
        return False
    mine, theirs = around_of(a, one), around_of(b, other)
    told, retold = b.parsed(stems_of), a.parsed(stems_of)
    if not mine.near <= told and not theirs.near <= retold:
        return True
    if a.article is not b.article and not (mine.behind <= told and theirs.behind <= retold):
        return True
    return frozenset({_word_behind(a, one), _word_behind(b, other)}) in _OPPOSITE


def _is_elsewhere(view: SentenceView, other: SentenceView) -> bool:
    """Tell whether a sentence names a place that the other does not: "in Velm turnout was 58 per cent"."""
    tokens = view.parsed(values_of).tokens
    return any(
        word in _IN and tokens.written[at + 1][0].isupper() and tokens.lower[at + 1] not in other.words | _TIMES_OF_YEAR
        for at, word in enumerate(tokens.lower[:-1])
    )


def _may_be_a_slip_of_unit(one: Figure, other: Figure) -> bool:
    """Tell whether one number stands with two units, or nearly one measure in two: that is no chance."""
    if one.unit.name == other.unit.name or one.unit.dimension != other.unit.dimension or not one.value * other.value:
        return False
    same_number = one.value * other.unit.low == other.value * one.unit.low
    return same_number or 1 - _NEARLY <= one.value / other.value <= 1 + _NEARLY


def _word_behind(view: SentenceView, measured: Measured) -> str:
    return view.parsed(values_of).tokens.word(measured.counted.after)


def is_all(view: SentenceView, measured: Measured) -> bool:
    """Tell whether a figure is said to be the whole: "all 17 counts"."""
    return view.parsed(values_of).tokens.word(measured.figure.first - 1) in _ALL


def _answers_alike(a: SentenceView, one: Measured, b: SentenceView, other: Measured) -> bool:
    """Tell whether two figures in answers to one question are of the same: what lost 5.7 % is not what gained 6.1 %.

    A part is not the whole: "14 of the 17 counts" and "two counts", "fined 120,000 crowns" and "of that, 30,000".
    """
    if (one.figure.whole is None) != (other.figure.whole is None) or begins_with_part(a) != begins_with_part(b):
        return False
    counted = one.figure.unit.dimension not in {"share", "points"}
    if a.language != b.language:
        return counted
    mine, theirs = around_of(a, one), around_of(b, other)
    if _are_of_opposite_deeds(mine.near, theirs.near) or _is_rate(a, one) != _is_rate(b, other):
        return False
    if counted and not mine.near.isdisjoint(theirs.near):
        return True
    return mine.leads_as(theirs) is True or mine.trails_as(theirs) is True
