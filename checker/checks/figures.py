"""F1 · Two figures that cannot both be right.

Proves: two passages count the same thing, in the same way and for the same time, and what one figure can mean nowhere
meets what the other can mean. A figure means what may have been rounded to it ("1.2 million" is 1.15 to 1.25
million); "more than", "up to", "about" and their like open or widen it. Units are converted, currencies never.
Articles more than a week apart, and figures that may be of two parts of one thing, are not compared.

Why it matters: a wrong figure is the commonest correction there is, and the easiest to prevent. Where the number is
one that grows as the news goes on (the dead, the injured, the missing), the check only notes it: one of the two may
have been overtaken.

Hit:
    A: The Orlund council bought 12 buses for the harbour line, the mayor said.
    B: The Orlund council bought 15 buses for the harbour line, the mayor said.
    says: '"12 buses" here, "15 buses" there.'

Near miss:
    A: The Orlund council bought at least 12 buses for the harbour line.
    B: The Orlund council bought 15 buses for the harbour line.
    because: 15 is at least 12.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from checker.checks.check import Comparing
from checker.checks.matter import agree_in_time, are_alike, are_far_apart, begins_with_part, stems_of
from checker.checks.values import Measured, Values, around_of, may_hold_values, measured_of, values_of
from checker.checks.views import SentenceView
from checker.schema import Passage, Signal, SignalKind
from checker.text.counted import CHANGING
from checker.text.figure import Figure, tight
from checker.text.units import COUNT

# Of anything else "one" is rather an article, or begins a list.
_ONE_IS_A_COUNT = CHANGING | {"person", "passenger", "soldier", "worker"}
_MOST_ALIKE = 3
_FEWEST_SHARED = 2
# A figure in common that is as great as this is no chance, and is worth so many words.
_TELLING = 20
_ALL = frozenset("all alle allen todos todas tous toutes".split())
_ALIKE = 2
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


def compare_figures(a: SentenceView, b: SentenceView) -> Iterator[Signal]:
    """Yield a signal for each matter of which two sentences give figures that never meet."""
    values_a, values_b = a.parsed(_with_figures), b.parsed(_with_figures)
    if values_a is None or values_b is None or not are_alike(a, b):
        return
    if are_far_apart(a, b):
        return
    # Figures come last, as they cost the most.
    if not agree_in_time(values_a, values_b):
        return
    mine, theirs = a.parsed(_by_matter), b.parsed(_by_matter)
    shared = mine.keys() & theirs.keys()
    if not shared:
        return
    alike = _ALIKE * _companions(mine, theirs)
    for matter in (one for one in mine if one in shared):
        yield from _of_one_matter(a, mine[matter], b, theirs[matter], alike)


def _with_figures(view: SentenceView) -> Values | None:
    """Return the values of a sentence where it may hold figures."""
    values = view.parsed(values_of)
    return values if values.most_figures else None


def _matter(measured: Measured) -> tuple[str, ...] | None:
    """Return what makes two figures comparable at all; None where a figure says nothing that could be compared."""
    figure, what = measured.figure, measured.counted
    side = (figure.side, figure.each, "more" if figure.more else "")
    if figure.value == 1 and figure.unit is COUNT and what.subject not in _ONE_IS_A_COUNT:
        return None
    if figure.unit is COUNT:
        return ("count", what.subject, *sorted(what.kind), *side) if what.subject else None
    return (figure.unit.dimension, *side)


def _by_matter(view: SentenceView) -> dict[tuple[str, ...], list[Measured]]:
    found: dict[tuple[str, ...], list[Measured]] = {}
    divided = False
    for one in view.parsed(measured_of):
        matter = None if divided else _matter(one)
        # Of "14 of the 17 counts" the 14 is told, and the 17 only what it is told of.
        divided = one.figure.whole is not None
        if matter is not None:
            found.setdefault(matter, []).append(one)
    return found


def _companions(mine: dict[tuple[str, ...], list[Measured]], theirs: dict[tuple[str, ...], list[Measured]]) -> int:
    """Return how many other figures two sentences share: "214 passengers and 27 crew" are of one ship."""
    shared = 0
    for matter in mine.keys() & theirs.keys():
        told, retold = _telling(mine[matter]), _telling(theirs[matter])
        shared += sum(times * retold[value] for value, times in told.items())
    return shared


def _telling(figures: list[Measured]) -> Counter[Decimal]:
    """Return how often each number stands there that is too great to be met by chance."""
    return Counter(one.figure.value for one in figures if one.figure.unit is COUNT and one.figure.value >= _TELLING)


def _of_one_matter(
    a: SentenceView, mine: list[Measured], b: SentenceView, theirs: list[Measured], alike: int
) -> Iterator[Signal]:
    """Yield what is to be said of the figures for one matter; `alike` is what else makes the sentences one."""
    if len(mine) + len(theirs) > _MOST_ALIKE:
        return
    pairs = [(one, other) for one in mine for other in theirs]
    met = next((pair for pair in pairs if pair[0].figure.interval.meets(pair[1].figure.interval)), None)
    if met is not None:
        one, other = met
        differ = one.figure.value != other.figure.value
        if a.question and differ and tight(one.figure).meets(tight(other.figure)):
            yield _signal("meets", a, one, b, other, "can be one figure")
        return
    if len(pairs) > 1:
        return
    one, other = pairs[0]
    if not _is_same(a, one, b, other, alike):
        return
    corrected = a.article.article.status.kind == "corrected" or b.article.article.status.kind == "corrected"
    if corrected:
        yield _signal("note", a, one, b, other, "one of the articles is a correction")
    elif one.counted.subject in CHANGING or one.counted.fate in CHANGING:
        yield _signal("note", a, one, b, other, "one may have overtaken the other")
    else:
        yield _signal("clash", a, one, b, other)


def _is_same(a: SentenceView, one: Measured, b: SentenceView, other: Measured, alike: int) -> bool:
    """Tell whether the words around two figures show that they speak of one matter."""
    if a.question:
        return _answers_alike(a, one, b, other)
    if one.figure.whole and other.figure.whole and one.figure.whole != other.figure.whole:
        return False
    subject = one.counted.subject
    mine, theirs = around_of(a, one), around_of(b, other)
    if mine.names_differ(theirs):
        return False
    near = mine.near & theirs.near
    if subject not in CHANGING and _tell_two_parts(a, one, b, other):
        return False
    if subject in CHANGING:
        return len((a.parsed(stems_of) & b.parsed(stems_of)) - {subject}) > _FEWEST_SHARED
    lead, tail = mine.leads_as(theirs), mine.trails_as(theirs)
    if lead is False or (lead is None and not alike and (tail is not True or one.figure.unit is not COUNT)):
        return False
    if one.figure.whole == other.figure.value or other.figure.whole == one.figure.value:
        # "14 of the 17 counts" and "all 17 counts" clash, "14 of the 17" and "17" do not.
        if not (_is_all(a, one) or _is_all(b, other)) or lead is not True:
            return False
        alike += 1
    # A unit says less than a noun that is counted: more of the words around it must be the same.
    return len(near) + alike >= _FEWEST_SHARED + (one.figure.unit is not COUNT)


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


def _may_be_a_slip_of_unit(one: Figure, other: Figure) -> bool:
    """Tell whether one number stands with two units, or nearly one measure in two: that is no chance."""
    if one.unit.name == other.unit.name or one.unit.dimension != other.unit.dimension or not one.value * other.value:
        return False
    same_number = one.value * other.unit.low == other.value * one.unit.low
    return same_number or 1 - _NEARLY <= one.value / other.value <= 1 + _NEARLY


def _word_behind(view: SentenceView, measured: Measured) -> str:
    return view.parsed(values_of).tokens.word(measured.counted.after)


def _is_all(view: SentenceView, measured: Measured) -> bool:
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
    if counted and not mine.near.isdisjoint(theirs.near):
        return True
    return mine.leads_as(theirs) is True or mine.trails_as(theirs) is True


def _passage(view: SentenceView, measured: Measured) -> Passage:
    """Return the words of a figure with its noun, and with the "all" before it."""
    tokens, first = view.parsed(values_of).tokens, measured.figure.first
    start = tokens.starts[first - 1] if _is_all(view, measured) else measured.figure.start
    return view.passage(start, measured.counted.noun_end)


def _signal(
    kind: SignalKind, a: SentenceView, one: Measured, b: SentenceView, other: Measured, why: str = ""
) -> Signal:
    passages = _passage(a, one), _passage(b, other)
    message = f'"{passages[0].words}" here, "{passages[1].words}" there{": " + why if why else ""}.'
    return FIGURES.signal(kind, "number", message, passages)


FIGURES = Comparing("F1", "figures", __name__, may_hold_values, compare_figures)
