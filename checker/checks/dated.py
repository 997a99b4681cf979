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
from checker.text.quotations import Quotation, quotations_in
from checker.text.tokens import Tokens
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
_BEFORE, _BEHIND = 9, 3


# One of these stands beside every local time.
_LOCAL = frozenset("local locale ortszeit".split())


@dataclass(frozen=True, slots=True)
class Dated:
    """A date or a time of day of a sentence, at the tokens from `first` up to, not including, `after`.

    Few dates are held against another so far that the words around them are asked for, so they are read then.
    """

    when: Moment | Clock
    view: SentenceView
    first: int
    after: int

    @property
    def around(self) -> Around:
        """The words of its clause."""
        values = self.view.parsed(values_of)
        return around(values.tokens, self.first, self.after, values.language)

    @property
    def happens(self) -> frozenset[str]:
        """The verbs beside it of what happens once (stems)."""
        tokens = self.view.parsed(values_of).tokens
        begin, end = clause(tokens, self.first, self.after)
        before = tokens.lower[max(begin, self.first - _BEFORE) : self.first]
        behind = tokens.lower[self.after : min(end, self.after + _BEHIND)]
        return _ONCE.intersection(map(stem, (*before, *behind)))


def may_happen_once(a: SentenceView, b: SentenceView) -> bool:
    """Tell at little cost whether two sentences may date one thing that happens once: both have a verb of it.

    Two local times are held against one another whatever they are of.
    """
    if not a.parsed(_once).isdisjoint(b.parsed(_once)):
        return True
    return not any(_LOCAL.isdisjoint(view.parsed(values_of).tokens.words) for view in (a, b))


def _once(view: SentenceView) -> frozenset[str]:
    return _ONCE.intersection(map(stem, view.parsed(values_of).tokens.words))


def dated_of(view: SentenceView) -> tuple[Dated, ...]:
    """Return the dates and times of day of a sentence that say when something happens."""
    values = view.parsed(values_of)
    tokens = values.tokens
    found: list[Dated] = []
    whens: list[Moment | Clock] = [*values.moments, *values.clocks]
    for when in whens:
        if isinstance(when, Moment) and (not when.readings or (when.form == "year" and not when.year_written)):
            continue
        if isinstance(when, Moment) and when.counted and _is_quoted(when, view):
            continue
        first = bisect_left(tokens.starts, when.start)
        after = bisect_left(tokens.starts, when.end)
        found.append(
            Dated(_widened(when, tokens, first, after) if isinstance(when, Moment) else when, view, first, after)
        )
    return tuple(found)


def _widened(moment: Moment, tokens: Tokens, first: int, after: int) -> Moment:
    """Return a date with the ends open that the words before it open; by a night a day may be the next one."""
    opened = _opened(moment, tokens.word(first - 1), tokens.word(first - 2))
    if _NIGHT.isdisjoint(tokens.words):
        return opened
    begin, end = clause(tokens, first, after)
    return opened if _NIGHT.isdisjoint(tokens.lower[begin:end]) else _of_a_night(opened)


def _is_quoted(moment: Moment, view: SentenceView) -> bool:
    """Tell whether somebody else says "tonight": it is counted from the day of speaking, not from the article's."""
    return any(said.begin <= moment.start < said.stop for said in view.parsed(_quotations))


def _quotations(view: SentenceView) -> tuple[Quotation, ...]:
    return quotations_in(view.text)


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
