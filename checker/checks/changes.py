"""S5 · A change that its own figures contradict.

Says: a verb of change stands with its start and its end ("doubled from 20 to 50", "fell from 40 to 50"), and the two
figures, each rounded as it is written, do not change that way. Places in a table, rates of exchange and depths, which
fall as the figure rises, are left alone.

Why it matters: the verb is what the reader keeps. "Doubled" and "fell" are claims of their own.

Hit:
    A: The number of permits doubled from 20 to 50.
    says: 'From "20" to "50" is not "doubled".'

Near miss:
    A: The number of permits more than doubled from 20 to 50.
    because: 50 is more than twice 20.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from checker.checks.check import Inside
from checker.checks.values import measured_of, sentences_with, values_of
from checker.checks.views import ArticleView, SentenceView
from checker.schema import Signal
from checker.text.figure import Figure
from checker.text.interval import Interval
from checker.text.tokens import Tokens
from checker.text.units import COUNT

_TIMES = {
    "doubled": 2, "doubling": 2, "doubles": 2, "double": 2, "tripled": 3, "trebled": 3, "tripling": 3, "triples": 3,
    "quadrupled": 4, "quadrupling": 4, "quintupled": 5, "verdoppelt": 2, "verdoppelte": 2, "verdoppelten": 2,
    "verdreifacht": 3, "verdreifachte": 3, "duplicó": 2, "duplicado": 2, "triplicó": 3, "doublé": 2, "triplé": 3,
}  # fmt: skip
_HALVED = frozenset("halved halving halves halbiert halbierte".split())
_RISES = frozenset(
    """rose rises risen rising increased increases increasing grew grows grown climbed climbs jumped jumps surged surges
    soared stieg stiegen gestiegen wuchs kletterte subió subieron aumentó aumentaron creció augmenté grimpé""".split()
)
_FALLS = frozenset(
    """fell falls fallen falling decreased decreases dropped drops declined declines sank slid slipped shrank shrunk
    plunged plummeted sank sanken gesunken fiel fielen gefallen bajó bajaron cayó cayeron descendió baissé
    chuté""".split()
)
# What goes up or down: of a depth or a height nobody knows from which end it is measured.
_MOVES = frozenset(
    """rose rises risen rising climbed climbs jumped jumps soared fell falls fallen falling dropped drops sank slid
    slipped plunged plummeted stieg stiegen gestiegen kletterte sank sanken gesunken fiel fielen gefallen subió subieron
    bajó bajaron cayó cayeron descendió grimpé chuté baissé""".split()
)
_PLACES = frozenset(
    """ranking rankings table league standings chart charts list index place places position positions spot seed seeds
    seeded number platz plätze rang ränge tabelle rangliste weltrangliste liga tabellenplatz puesto puestos tabla
    clasificación lista classement tableau place rang""".split()
)
# In some countries 1 is the best of them.
_GRADES = frozenset("mark marks grade grades note noten nota notas notes handicap".split())
_MONEYS = frozenset(
    """dollar euro pound yen yuan franc peso rouble ruble crown krona lira rupee rand real zloty forint won
    currency franken rubel krone krona pfund währung dólar libra franco rublo moneda couronne livre monnaie""".split()
)
_VERBS = _RISES | _FALLS | _HALVED | _TIMES.keys()
_MORE = frozenset({"more", "over", "mehr", "más", "plus"})
_LESS = frozenset({"almost", "nearly", "fast", "beinahe", "casi", "presque", "not"})
_ABOUT = frozenset({"about", "roughly", "around", "approximately", "virtually", "practically"})
_OF_WHAT = frozenset("in at for on among near with in bei für unter en para entre à pour chez dans".split())
_ENDS_PHRASE = frozenset(", ; : . to auf a à from von".split())
_ARTICLES = frozenset("the a an der die das den dem el la los las le les".split())
_TIMES_OF_YEAR = frozenset(
    """january february march april may june july august september october november december spring summer autumn
    fall winter morning evening afternoon januar februar märz mai juni juli oktober dezember frühjahr sommer herbst
    enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre janvier février mars avril
    juin juillet août septembre octobre novembre décembre total all""".split()
)
_REACH = 6
# Start and end.
_FEWEST = 2
# How far a factor in words may lie from the true one: 9.6 times "tenfold" passes, 2.3 times "doubled" does not.
_LOOSE = Decimal("0.12")


@dataclass(frozen=True, slots=True)
class _Verb:
    start: int
    end: int
    ratio: Interval


def check_changes(article: ArticleView) -> Iterator[Signal]:
    """Yield a signal for each change whose start and end contradict its verb."""
    for view in sentences_with(_VERBS, article):
        values = view.parsed(values_of)
        if values.most_figures < _FEWEST:
            continue
        for one, other in zip(values.figures, values.figures[1:], strict=False):
            if {one.side, other.side} != {"from", "to"} or one.unit.dimension != other.unit.dimension:
                continue
            if other.first - one.after > _REACH or one.each != other.each or one.more or other.more:
                continue
            start, end = (one, other) if one.side == "from" else (other, one)
            verb = _verb(values.tokens, one.first)
            ratio = end.interval.over(start.interval)
            if verb is None or ratio is None or ratio.meets(verb.ratio):
                continue
            if _are_two_things(view, one, other):
                continue
            if not _may_be_turned_round(values.tokens, verb, one, other):
                yield _signal(view, values.tokens, verb, start, end)


def _verb(tokens: Tokens, before: int) -> _Verb | None:
    """Return the last verb of change before a token, in its clause; None where there is none, or it is denied."""
    for index in range(before - 1, max(before - _REACH - 2, -1), -1):
        word = tokens.lower[index]
        if word in {",", ";", ":", ".", "(", "and", "but", "und", "y", "et"}:
            return None
        ratio = _ratio(tokens, index)
        if ratio is not None:
            first = index - 1 if tokens.word(index - 1) in _MORE | _LESS | _ABOUT else index
            first -= 1 if tokens.word(first) == "than" else 0
            if tokens.word(index - 1) == "than":
                first = index - 2
            denied = {tokens.word(first - 1), tokens.word(first - 2)} & {"not", "nicht", "no", "never", "ne"}
            supposed = {"if", "wenn", "falls", "si", "whether"} & set(tokens.lower[:first])
            return None if denied or supposed else _Verb(first, index + 1, ratio)
    return None


def _are_two_things(view: SentenceView, one: Figure, other: Figure) -> bool:
    """Tell whether start and end are of two things: "from 40 in Velm to 50 in Orlund", "from 40 fans to 12 choirs"."""
    subjects = {m.counted.subject for m in view.parsed(measured_of) if m.figure in (one, other)} - {""}
    if len(subjects) > 1:
        return True
    places = [_belongs_to(view, figure.after) for figure in (one, other)]
    return all(places) and places[0] != places[1]


def _belongs_to(view: SentenceView, index: int) -> str:
    """Return what a figure is said to be of, or where: "velm" in "40 in Velm"; "" where that is a time, or nothing."""
    values = view.parsed(values_of)
    tokens = values.tokens
    for at in range(index, min(index + _REACH, len(tokens) - 1)):
        if tokens.lower[at] in _ENDS_PHRASE:
            return ""
        behind = at + 2 if tokens.word(at + 1) in _ARTICLES else at + 1
        word = tokens.word(behind)
        if tokens.lower[at] not in _OF_WHAT or not word[:1].isalpha() or word in _MONEYS or word in _TIMES_OF_YEAR:
            continue
        if not any(moment.start <= tokens.starts[behind] < moment.end for moment in values.moments):
            return word
    return ""


def _may_be_turned_round(tokens: Tokens, verb: _Verb, one: Figure, other: Figure) -> bool:
    """Tell whether what falls may be told by a figure that rises: a place, what a dollar costs, how deep it lies."""
    said = set(tokens.lower[verb.start : verb.end])
    before, behind = set(tokens.lower[: verb.start]), set(tokens.lower[other.after : other.after + _REACH])
    near = set(tokens.lower[verb.end : other.first])
    if one.unit.dimension == "length" and said & _MOVES:
        return True
    if _PLACES & (behind | near) or _GRADES & before or "against" in behind or behind & _MONEYS:
        return True
    return one.unit is COUNT and bool(_MONEYS & before)


def _ratio(tokens: Tokens, index: int) -> Interval | None:
    """Return by what a verb multiplies: 2 for "doubled", more than 1 for "rose"."""
    word = tokens.lower[index]
    if word in _RISES:
        return Interval(Decimal(1), None, low_open=True)
    if word in _FALLS:
        return Interval(None, Decimal(1), high_open=True)
    times = Decimal(_TIMES[word]) if word in _TIMES else Decimal("0.5") if word in _HALVED else None
    if times is None:
        return None
    before = {tokens.word(index - 1), tokens.word(index - 2) if tokens.word(index - 1) == "than" else ""}
    more, less = not before.isdisjoint(_MORE), not before.isdisjoint(_LESS)
    if word in _HALVED:
        more, less = less, more
    loose = times * _LOOSE * (2 if before & _ABOUT else 1)
    if more:
        return Interval(times, None) if times > 1 else Interval(times, Decimal(1))
    if less:
        return Interval(times * Decimal("0.8"), times) if times > 1 else Interval(None, times)
    return Interval(times - loose, times + loose)


def _signal(view: SentenceView, tokens: Tokens, verb: _Verb, start: Figure, end: Figure) -> Signal:
    said = view.text[tokens.starts[verb.start] : tokens.ends[verb.end - 1]]
    first, last = view.text[start.start : start.end], view.text[end.start : end.end]
    stretch = tokens.starts[verb.start], max(start.end, end.end)
    message = f'From "{first}" to "{last}" is not "{said}".'
    return CHANGES.signal("clash", "number", message, [view.passage(*stretch)])


CHANGES = Inside("S5", "changes", __name__, check_changes)
