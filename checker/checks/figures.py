"""F1 · Two figures that cannot both be right.

Says: two passages count the same thing, in the same way and for the same time, and what one figure can mean nowhere
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
from collections.abc import Iterable, Iterator
from decimal import Decimal

from checker.checks.check import Comparing
from checker.checks.matter import agree_in_time, are_alike, are_far_apart
from checker.checks.one_matter import is_all, is_one_matter
from checker.checks.two_things import are_counted_otherwise
from checker.checks.values import Measured, may_hold_values, measured_of, values_of
from checker.checks.views import SentenceView
from checker.schema import Passage, Signal, SignalKind
from checker.text.counted import CHANGING, COUNTED_AS_ONE
from checker.text.figure import tight
from checker.text.kinds import kinds_in
from checker.text.units import COUNT

_MOST_ALIKE = 3
# A figure in common that is as great as this is no chance, and is worth so many words.
_TELLING = 20

_ALIKE = 2


def compare_figures(a: SentenceView, b: SentenceView) -> Iterable[Signal]:
    """Return a signal for each matter of which two sentences give figures that never meet."""
    if a.parsed(_kinds).isdisjoint(b.parsed(_kinds)) or not are_alike(a, b):
        return ()
    if are_far_apart(a, b) or (not a.question and are_counted_otherwise(a, b)):
        return ()
    # Figures come last, as they cost the most.
    return _compared(a, b) if agree_in_time(a.parsed(values_of), b.parsed(values_of)) else ()


def _compared(a: SentenceView, b: SentenceView) -> Iterator[Signal]:
    mine, theirs = a.parsed(_by_matter), b.parsed(_by_matter)
    shared = mine.keys() & theirs.keys()
    if not shared:
        return
    alike = _ALIKE * _companions(mine, theirs)
    for matter in (one for one in mine if one in shared):
        yield from _of_one_matter(a, mine[matter], b, theirs[matter], alike)


def _kinds(view: SentenceView) -> frozenset[str]:
    """Return what the figures of a sentence may be of."""
    values = view.parsed(values_of)
    return kinds_in(values.tokens, values.places, values.language)


def _matter(measured: Measured) -> tuple[str, ...] | None:
    """Return what makes two figures comparable at all; None where a figure says nothing that could be compared."""
    figure, what = measured.figure, measured.counted
    side = (figure.side, figure.each, "more" if figure.more else "")
    if figure.value == 1 and figure.unit is COUNT and what.subject not in COUNTED_AS_ONE:
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
    if not is_one_matter(a, one, b, other, alike):
        return
    corrected = a.article.article.status.kind == "corrected" or b.article.article.status.kind == "corrected"
    if corrected:
        yield _signal("note", a, one, b, other, "one of the articles is a correction")
    elif one.counted.subject in CHANGING or one.counted.fate in CHANGING:
        yield _signal("note", a, one, b, other, "one may have overtaken the other")
    else:
        yield _signal("clash", a, one, b, other)


def _passage(view: SentenceView, measured: Measured) -> Passage:
    """Return the words of a figure with its noun, and with the "all" before it."""
    tokens, first = view.parsed(values_of).tokens, measured.figure.first
    start = tokens.starts[first - 1] if is_all(view, measured) else measured.figure.start
    return view.passage(start, measured.counted.noun_end)


def _signal(
    kind: SignalKind, a: SentenceView, one: Measured, b: SentenceView, other: Measured, why: str = ""
) -> Signal:
    passages = _passage(a, one), _passage(b, other)
    message = f'"{passages[0].words}" here, "{passages[1].words}" there{": " + why if why else ""}.'
    return FIGURES.signal(kind, "number", message, passages)


FIGURES = Comparing("F1", "figures", __name__, may_hold_values, compare_figures)
