"""D1 · Two dates or times of day for one event.

Proves: two passages tell of one thing that happens once (somebody is born, a ship sinks, a vote is held), by the same
words for it, and the days that one date can mean never meet those of the other; or, on one day, the times of day do
not. "On Wednesday", "late last week" and "about ten days ago" are counted from the article's own date, with all that
they leave open. Articles more than a week apart are not compared.

Why it matters: a wrong day is hard to see and easy to check; and where two times differ by whole hours, a time zone
is usually the reason.

Hit:
    A: The ferry Astrid sank off Orlund on 3 March 2031.
    B: The ferry Astrid sank off Orlund on 4 March 2031.
    says: '"3 March 2031" here, "4 March 2031" there.'

Near miss:
    A: The ferry Astrid sank off Orlund on 3 March 2031.
    B: The ferry Astrid sank off Orlund in early March 2031.
    because: the 3rd is in early March.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from checker.checks.check import Comparing
from checker.checks.matter import are_far_apart, names_of, shape_of, stems_of
from checker.checks.values import Values, may_hold_dates, values_of
from checker.checks.views import SentenceView
from checker.schema import Signal, SignalKind
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
_MANY = frozenset(
    "said told met talks talk spoke visited meeting attack strike game match each every often again".split()
)
_ZONE_WORDS = frozenset("clock clocks local zone zones time hora heure ortszeit uhrzeit mainland".split())
# "… at 5 a.m. Orlund time": the full stop of "a.m." may have ended the sentence.
_ZONE_BEHIND = re.compile(r"\s*(?:[^\W\d_][\w-]*\s+){0,3}(?:time|Ortszeit)\b")
_LIFE = frozenset(
    map(
        stem,
        "born died married divorced buried geboren starb gestorben nació murió falleció né née mort décédé".split(),
    )
)
_FULL_NAME = 2
_FROM_THEN = frozenset("after since from nach seit ab desde tras después depuis après dès".split())
_UNTIL_THEN = frozenset("before until till by vor bis antes hasta avant jusqu'au jusqu'en jusqu'à".split())
_SMALL = frozenset("the de el la le dem den der".split())
# A night belongs to two days, and each article names the one or the other.
_NIGHT = frozenset(
    "night nights overnight evening midnight dawn late early nacht abend mitternacht spät früh noche madrugada "
    "medianoche nuit soir minuit aube".split()
)
# Words that tell apart two things of one kind, of which one sentence names the first and the other the second.
_OPPOSED = tuple(
    (frozenset(one.split()), frozenset(other.split()))
    for one, other in (
        ("lower", "upper"),
        ("house assembly commons bundestag diputados", "senate senators lords bundesrat senado sénat"),
        ("villages village rural countryside", "cities city towns town urban"),
        ("north northern", "south southern"),
        ("east eastern", "west western"),
        ("men male boys", "women female girls"),
        ("first", "second third final last"),
        ("domestic", "international foreign"),
        ("morning", "afternoon evening"),
        ("weekdays", "weekends sundays saturdays"),
        ("departed departs left leaves", "arrived arrives returned returns"),
        ("opened opens began begins started starts", "closed closes ended ends finished"),
    )
)
_FEWEST_SHARED = 3
_MOST_DATES = 2
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


def compare_dates(a: SentenceView, b: SentenceView) -> Iterator[Signal]:
    """Yield a signal where two sentences date one event by days, or one day's event by times, that never meet."""
    if a.parsed(shape_of) != b.parsed(shape_of) or are_far_apart(a, b):
        return
    days_a, days_b = a.parsed(_days), b.parsed(_days)
    found = _apart(a, days_a, b, days_b)
    if found is not None:
        yield _signal("clash", a, found[0], b, found[1])
        return
    if a.question and len(days_a) == len(days_b) == 1 and _meet(days_a[0], days_b[0]):
        one, other = days_a[0], days_b[0]
        if _words(a, one).casefold() != _words(b, other).casefold():
            yield _signal("meets", a, one, b, other, "can be one day")
    if days_a and days_b and not any(_meet(one, other) for one in days_a for other in days_b):
        return
    found = _apart(a, a.parsed(_times), b, b.parsed(_times))
    if found is not None:
        yield _signal("clash", a, found[0], b, found[1])


def _days(view: SentenceView) -> list[Dated]:
    return [one for one in view.parsed(dated_of) if isinstance(one.when, Moment)]


def _times(view: SentenceView) -> list[Dated]:
    values = view.parsed(values_of)
    if _ZONE_BEHIND.match(view.article.article.text, view.start + len(view.text)):
        return []
    # "20:00 by the clocks of the capital": which zone that is, nobody says.
    if not _ZONE_WORDS.isdisjoint(values.tokens.lower):
        return [one for one in view.parsed(dated_of) if isinstance(one.when, Clock) and isinstance(one.when.zone, int)]
    # A time that begins a line is when the line was written.
    return [one for one in view.parsed(dated_of) if isinstance(one.when, Clock) and one.when.start > 0]


def _apart(a: SentenceView, mine: list[Dated], b: SentenceView, theirs: list[Dated]) -> tuple[Dated, Dated] | None:
    """Return two dates of one event that never meet; None where any do, or where it is not sure what is dated."""
    if not mine or not theirs or len(mine) > _MOST_DATES or len(theirs) > _MOST_DATES:
        return None
    pairs = [(one, other) for one in mine for other in theirs]
    if any(_meet(one, other) is not False for one, other in pairs):
        return None
    return next(((one, other) for one, other in pairs if _is_one_event(a, one, b, other)), None)


def _meet(one: Dated, other: Dated) -> bool | None:
    """Tell whether two dates, or two times of day, can be one; None where that cannot be said."""
    if isinstance(one.when, Moment) and isinstance(other.when, Moment):
        return one.when.meets(other.when)
    if isinstance(one.when, Clock) and isinstance(other.when, Clock):
        return one.when.meets(other.when)
    return None


def _is_one_event(a: SentenceView, one: Dated, b: SentenceView, other: Dated) -> bool:
    """Tell whether two dates stand in clauses that tell of one event which happens once."""
    mine, theirs = one.around, other.around
    if _are_opposed(a, b):
        return False
    if a.question:
        # An answer often holds the date of something else.
        focused = _in_focus(a, one) and _in_focus(b, other)
        return focused or (bool(one.happens & other.happens) and not mine.names_differ(theirs))
    values_a, values_b = a.parsed(values_of), b.parsed(values_of)
    if isinstance(one.when, Clock) and _tell_one_local_time(values_a, values_b):
        return True
    # German writes every noun in capitals: there the words themselves must do.
    named = (a.parsed(names_of) & b.parsed(names_of)) | (mine.names & theirs.names)
    if values_a.language == "de":
        named = mine.near & theirs.near
    happens = one.happens & other.happens
    if mine.names_differ(theirs) or not happens or not named:
        return False
    if happens <= _LIFE and len(named) < _FULL_NAME:
        # A family has many who were born and died.
        return False
    if not _MANY.isdisjoint(values_a.tokens.lower) or not _MANY.isdisjoint(values_b.tokens.lower):
        return False
    shared = a.parsed(stems_of) & b.parsed(stems_of)
    return len(mine.near & theirs.near) >= _FEWEST_SHARED or (
        len(mine.near & theirs.near) == _FEWEST_SHARED - 1 and len(shared) > _FEWEST_SHARED + 1
    )


def _are_opposed(a: SentenceView, b: SentenceView) -> bool:
    """Tell whether two sentences speak of two things of one kind: the lower house, the upper."""
    mine, theirs = (frozenset(view.parsed(values_of).tokens.lower) for view in (a, b))
    return any(
        one & here and other & there and not (one & there or other & here)
        for one, other in _OPPOSED
        for here, there in ((mine, theirs), (theirs, mine))
    )


def _tell_one_local_time(a: Values, b: Values) -> bool:
    """Tell whether both give one local time to the minute: then only one of their times in GMT can be right."""
    mine, theirs = ({one.readings for one in v.clocks if one.zone == "local" and one.exact} for v in (a, b))
    return bool(mine & theirs)


def _in_focus(view: SentenceView, dated: Dated) -> bool:
    """Tell whether a date lies in the words in which a model saw the answer."""
    return view.focus is not None and view.focus[0] <= dated.when.start and dated.when.end <= view.focus[1]


def _words(view: SentenceView, dated: Dated) -> str:
    return view.text[dated.when.start : dated.when.end]


def _signal(kind: SignalKind, a: SentenceView, one: Dated, b: SentenceView, other: Dated, why: str = "") -> Signal:
    message = f'"{_words(a, one)}" here, "{_words(b, other)}" there{": " + why if why else ""}.'
    passages = a.passage(one.when.start, one.when.end), b.passage(other.when.start, other.when.end)
    return DATES.signal(kind, "date", message, passages)


DATES = Comparing("D1", "dates", __name__, may_hold_dates, compare_dates)
