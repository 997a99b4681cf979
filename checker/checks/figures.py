"""F1 · Two figures that cannot both be right.

Proves: two passages count the same thing, in the same way and for the same time, and what one figure can mean nowhere
meets what the other can mean. A figure means what may have been rounded to it ("1.2 million" is 1.15 to 1.25
million); "more than", "up to", "about" and their like open or widen it. Units are converted, currencies never.

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

from collections.abc import Iterator
from decimal import Decimal

from checker.checks.check import Comparing
from checker.checks.matter import agree_in_time, are_alike, stems_of
from checker.checks.values import Measured, around_of, may_hold_values, measured_of, values_of
from checker.checks.views import SentenceView
from checker.schema import Signal, SignalKind
from checker.text.counted import CHANGING
from checker.text.figure import Figure
from checker.text.interval import Interval
from checker.text.units import COUNT

# Of anything else "one" is rather an article, or begins a list.
_ONE_IS_A_COUNT = CHANGING | {"person", "passenger", "soldier", "worker"}
_MOST_ALIKE = 3
_FEWEST_SHARED = 2
_TIGHT = Decimal("0.05")


def wants_figures(view: SentenceView) -> bool:
    """Tell at little cost whether a sentence may hold a figure that counts or measures something."""
    return view.parsed(may_hold_values)


def compare_figures(a: SentenceView, b: SentenceView) -> Iterator[Signal]:
    """Yield a signal for each matter of which two sentences give figures that never meet."""
    mine, theirs = _by_matter(a), _by_matter(b)
    shared = mine.keys() & theirs.keys()
    if not shared or not are_alike(a, b) or not agree_in_time(a.parsed(values_of), b.parsed(values_of)):
        return
    for matter in (one for one in mine if one in shared):
        yield from _of_one_matter(a, mine[matter], b, theirs[matter])


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
    for one in view.parsed(measured_of):
        matter = _matter(one)
        if matter is not None:
            found.setdefault(matter, []).append(one)
    return found


def _of_one_matter(a: SentenceView, mine: list[Measured], b: SentenceView, theirs: list[Measured]) -> Iterator[Signal]:
    pairs = [(one, other) for one in mine for other in theirs]
    if len(mine) + len(theirs) > _MOST_ALIKE:
        return
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
    if not _is_same(a, one, b, other):
        return
    corrected = a.article.article.status.kind == "corrected" or b.article.article.status.kind == "corrected"
    if corrected:
        yield _signal("note", a, one, b, other, "one of the articles is a correction")
    elif one.counted.subject in CHANGING or one.counted.fate in CHANGING:
        yield _signal("note", a, one, b, other, "one may have overtaken the other")
    else:
        yield _signal("clash", a, one, b, other)


def _is_same(a: SentenceView, one: Measured, b: SentenceView, other: Measured) -> bool:
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
    if subject in CHANGING:
        return len((a.parsed(stems_of) & b.parsed(stems_of)) - {subject}) > _FEWEST_SHARED
    lead, tail = mine.leads_as(theirs), mine.trails_as(theirs)
    if lead is False or (lead is None and (tail is not True or one.figure.unit is not COUNT)):
        return False
    # A unit says less than a noun that is counted: more of the words around it must be the same.
    return len(near) >= _FEWEST_SHARED + (one.figure.unit is not COUNT)


def _answers_alike(a: SentenceView, one: Measured, b: SentenceView, other: Measured) -> bool:
    """Tell whether two figures in answers to one question are of the same: what lost 5.7 % is not what gained 6.1 %."""
    if one.figure.unit.dimension not in {"share", "points"}:
        return True
    if a.language != b.language:
        return False
    mine, theirs = around_of(a, one), around_of(b, other)
    return mine.leads_as(theirs) is True or mine.trails_as(theirs) is True


def tight(figure: Figure) -> Interval:
    """Return what a figure means where two are to be shown to be one: "about" and "nearly" reach less far then."""
    if figure.bound not in {"about", "nearly", "just_above"} or figure.interval.low is None:
        return figure.interval
    reach = max(abs(figure.value) * _TIGHT, figure.step * figure.factor * figure.unit.low / 2)
    least, most = figure.value - reach, figure.value + reach
    low, high = figure.interval.low, figure.interval.high
    return Interval(max(low, least), most if high is None else min(high, most))


def _signal(
    kind: SignalKind, a: SentenceView, one: Measured, b: SentenceView, other: Measured, why: str = ""
) -> Signal:
    end_a, end_b = one.counted.noun_end, other.counted.noun_end
    here, there = a.text[one.figure.start : end_a], b.text[other.figure.start : end_b]
    message = f'"{here}" here, "{there}" there{": " + why if why else ""}.'
    passages = a.passage(one.figure.start, end_a), b.passage(other.figure.start, end_b)
    return FIGURES.signal(kind, "number", message, passages)


FIGURES = Comparing("F1", "figures", __name__, wants_figures, compare_figures)
