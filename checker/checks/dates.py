"""D1 · Two dates or times of day for one event.

Says: two passages tell of one thing that happens once (somebody is born, a ship sinks, a vote is held), by the same
words for it, or date one fire, crash or blast beside its noun ("the mill fire of 4 March"), and the days that one
date can mean never meet those of the other; or, on one day, the times of day do not. "On Wednesday", "late last week"
and "about ten days ago" are counted from the article's own date, with all that they leave open. Articles more than a
week apart are not compared.

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
from collections.abc import Iterable, Iterator

from checker.checks.check import Comparing
from checker.checks.dated import Dated, dated_of, may_happen_once
from checker.checks.matter import are_far_apart, shape_of
from checker.checks.mishaps import may_hold_mishaps, mishaps_apart
from checker.checks.one_event import is_one_event
from checker.checks.values import may_hold_dates, values_of
from checker.checks.views import SentenceView
from checker.schema import Signal, SignalKind
from checker.text.around import clause
from checker.text.clocks import Clock
from checker.text.moments import Moment

_ZONE_WORDS = frozenset("clock clocks local zone zones time hora heure ortszeit uhrzeit mainland".split())
# "… at 5 a.m. Orlund time": the full stop of "a.m." may have ended the sentence.
_ZONE_BEHIND = re.compile(r"\s*(?:[^\W\d_][\w-]*\s+){0,3}(?:time|Ortszeit)\b")
_MOST_DATES = 2
_MINUTES = 3
# By these a sentence says that something is to come on its date, unless another verb is of the past, or of a plan only.
_COMING = frozenset("will begins starts opens closes ends".split())
_SAYS_TO_COME = _COMING | {"would"}
_GONE = frozenset("began started opened closed ended was were had".split())
_TOLD = frozenset({"said", "told"})
_OTHER_DOUBTS = frozenset("if could might may can feared fears suspected possibly perhaps".split())
_DENYING = frozenset("not never no without neither nicht kein keine nie nunca jamais".split())
_OTHER_PLANS = frozenset("plan plans planned proposed proposes wants wanted demand demanded asked due".split())


def compare_dates(a: SentenceView, b: SentenceView) -> Iterable[Signal]:
    """Return a signal where two sentences date one event by days, or one day's event by times, that never meet."""
    if not (a.question or may_happen_once(a, b) or may_hold_mishaps(a, b)):
        return ()
    return () if a.parsed(_shape) != b.parsed(_shape) or are_far_apart(a, b) else _compared(a, b)


def _shape(view: SentenceView) -> frozenset[str]:
    """Return what keeps a sentence from stating a plain fact; "will begin on 12 May" and "begins on 12 May" are one.

    So is "she said that it would begin"; and what is denied in another clause than that of a date counts for nothing.
    """
    shape, words = view.parsed(shape_of), view.words
    if "not" not in shape and _SAYS_TO_COME.isdisjoint(words):
        return shape
    if "not" in shape and not view.parsed(_is_denied):
        shape -= {"not"}
    if not _GONE.isdisjoint(words) or not _OTHER_PLANS.isdisjoint(words):
        return shape
    if "would" in words and not _TOLD.isdisjoint(words) and _OTHER_DOUBTS.isdisjoint(words):
        return (shape - {"plan", "may"}) | {"coming"}
    return shape if _COMING.isdisjoint(words) else (shape - {"plan"}) | {"coming"}


def _is_denied(view: SentenceView) -> bool:
    """Tell whether the clause of a date denies something."""
    tokens = view.parsed(values_of).tokens
    clauses = [clause(tokens, one.first, one.after) for one in view.parsed(dated_of)]
    return any(word in _DENYING or word.endswith("n't") for begin, end in clauses for word in tokens.lower[begin:end])


def _compared(a: SentenceView, b: SentenceView) -> Iterator[Signal]:
    days_a, days_b = a.parsed(_days), b.parsed(_days)
    found = _apart(a, days_a, b, days_b) or (mishaps_apart(a, b) if may_hold_mishaps(a, b) else None)
    if found is not None:
        yield _signal("clash", a, found[0], b, found[1])
        return
    if a.question and len(days_a) == len(days_b) == 1 and _meet(days_a[0], days_b[0]):
        one, other = days_a[0], days_b[0]
        if _words(a, one).casefold() != _words(b, other).casefold():
            yield _signal("meets", a, one, b, other, "can be one day")
    if days_a and days_b and not any(_meet(one, other) for one in days_a for other in days_b):
        return
    times_a, times_b = a.parsed(_times), b.parsed(_times)
    if bool(days_a) != bool(days_b) and any(isinstance(t.when, Clock) and t.when.zone == "local" for t in times_a):
        # The one may be of another day, and nothing else holds the two together.
        return
    found = _apart(a, times_a, b, times_b)
    if found is not None:
        yield _signal("clash", a, found[0], b, found[1])


def _days(view: SentenceView) -> list[Dated]:
    return [one for one in view.parsed(dated_of) if isinstance(one.when, Moment)]


def _times(view: SentenceView) -> list[Dated]:
    values = view.parsed(values_of)
    if _ZONE_BEHIND.match(view.article.article.text, view.start + len(view.text)):
        return []
    # "20:00 by the clocks of the capital": which zone that is, nobody says. "Local time" is that of the event.
    if not _ZONE_WORDS.isdisjoint(values.tokens.lower):
        zoned = [one for one in view.parsed(dated_of) if isinstance(one.when, Clock) and one.when.zone is not None]
        named = [one for one in zoned if isinstance(one.when, Clock) and isinstance(one.when.zone, int)]
        return named or zoned
    # A time that begins a line is when the line was written.
    return [one for one in view.parsed(dated_of) if isinstance(one.when, Clock) and one.when.start > 0]


def _apart(a: SentenceView, mine: list[Dated], b: SentenceView, theirs: list[Dated]) -> tuple[Dated, Dated] | None:
    """Return two dates of one event that never meet; None where any do, or where it is not sure what is dated."""
    if not mine or not theirs or len(mine) > _MOST_DATES or len(theirs) > _MOST_DATES:
        return None
    pairs = [(one, other) for one in mine for other in theirs]
    if any(_meet(one, other) is not False for one, other in pairs):
        return None
    return next(((one, other) for one, other in pairs if is_one_event(a, one, b, other)), None)


def _meet(one: Dated, other: Dated) -> bool | None:
    """Tell whether two dates, or two times of day, can be one; None where that cannot be said."""
    if isinstance(one.when, Moment) and isinstance(other.when, Moment):
        return one.when.meets(other.when)
    if isinstance(one.when, Clock) and isinstance(other.when, Clock):
        return _loosened(one.when).meets(other.when)
    return None


def _loosened(clock: Clock) -> Clock:
    """Return a local time with a few minutes on either side: two offices rarely agree to the minute."""
    if clock.zone != "local":
        return clock
    return clock._replace(readings=tuple((low - _MINUTES, high + _MINUTES) for low, high in clock.readings))


def _words(view: SentenceView, dated: Dated) -> str:
    return view.text[dated.when.start : dated.when.end]


def _signal(kind: SignalKind, a: SentenceView, one: Dated, b: SentenceView, other: Dated, why: str = "") -> Signal:
    message = f'"{_words(a, one)}" here, "{_words(b, other)}" there{": " + why if why else ""}.'
    passages = a.passage(one.when.start, one.when.end), b.passage(other.when.start, other.when.end)
    return DATES.signal(kind, "date", message, passages)


DATES = Comparing("D1", "dates", __name__, may_hold_dates, compare_dates)
