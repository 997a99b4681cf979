"""The dates and times of day of a sentence that say when something happens: what D1 compares."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from datetime import date

from checker.checks.values import values_of
from checker.checks.views import SentenceView
from checker.text.around import Around, around, clause
from checker.text.clocks import Clock
from checker.text.moments import Moment, moved
from checker.text.word_stems import stem

_ONCE = frozenset(
    stem(word)
    for word in """
    born died killed assassinated murdered sank capsized crashed derailed collapsed exploded founded established
    built completed opened inaugurated closed reopened elected sworn resigned appointed married divorced arrested
    sentenced convicted acquitted released buried launched landed struck hit erupted ratified adopted enacted
    abolished signed unveiled premiered published began begin begins started starts ended ends finished kickoff
    takes took held scheduled due expires geboren starb gestorben gesunken sank abgestürzt gegründet eröffnet
    gewählt zurückgetreten ernannt verhaftet festgenommen verurteilt begann endete stattfinden findet fand nació
    murió falleció hundió estrelló fundó fundada inauguró inaugurado elegido dimitió detenido condenado comenzó
    terminó naufragó né née mort décédé coulé écrasé fondé fondée inauguré élu élue démissionné arrêté condamné
    commencé terminé""".split()
)
_FROM_THEN = frozenset("after since from nach seit ab desde tras después depuis après dès".split())
_UNTIL_THEN = frozenset("before until till by vor bis antes hasta avant jusqu'au jusqu'en jusqu'à".split())
_SMALL = frozenset("the de el la le dem den der".split())
# A night belongs to two days, and each article names the one or the other.
_NIGHT = frozenset(
    "night nights overnight evening midnight dawn late early nacht abend mitternacht spät früh noche madrugada "
    "medianoche nuit soir minuit aube".split()
)
# How many words from its date the verb may stand: further away it may be another clause's.
_BEFORE, _BEHIND = 7, 3


@dataclass(frozen=True, slots=True)
class Dated:
    """A date or a time of day of a sentence, with the words of its clause and the verbs there of what happens once."""

    when: Moment | Clock
    around: Around
    happens: frozenset[str]


def dated_of(view: SentenceView) -> tuple[Dated, ...]:
    """Return the dates and times of day of a sentence that say when something happens."""
    values = view.parsed(values_of)
    tokens = values.tokens
    found: list[Dated] = []
    whens: list[Moment | Clock] = [*values.moments, *values.clocks]
    for when in whens:
        if isinstance(when, Moment) and (not when.readings or (when.form == "year" and not when.year_written)):
            continue
        first = bisect_left(tokens.starts, when.start)
        after = bisect_left(tokens.starts, when.end)
        begin, end = clause(tokens, first, after)
        beside = (*tokens.lower[max(begin, first - _BEFORE) : first], *tokens.lower[after : min(end, after + _BEHIND)])
        happens = frozenset(map(stem, beside)) & _ONCE
        opened = _opened(when, tokens.word(first - 1), tokens.word(first - 2)) if isinstance(when, Moment) else when
        if isinstance(opened, Moment) and not _NIGHT.isdisjoint(tokens.lower[begin:end]):
            opened = _of_a_night(opened)
        found.append(Dated(opened, around(tokens, first, after, values.language), happens))
    return tuple(found)


def _opened(moment: Moment, before: str, earlier: str) -> Moment:
    """Return a date with the ends open that the word before it opens: "after 1990", "until Friday", "antes de 1990"."""
    if {before, earlier if before in _SMALL else ""} & _FROM_THEN:
        return moment._replace(readings=tuple((first, date.max) for first, _ in moment.readings))
    if {before, earlier if before in _SMALL else ""} & _UNTIL_THEN:
        return moment._replace(readings=tuple((date.min, last) for _, last in moment.readings))
    return moment


def _of_a_night(moment: Moment) -> Moment:
    """Return a date widened by a day on either side: Tuesday night goes on into Wednesday."""
    return moment._replace(readings=tuple((moved(first, -1), moved(last, 1)) for first, last in moment.readings))
