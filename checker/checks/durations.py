"""S4 · A duration that does not fit its start and end.

Says: "from … to …" or "between … and …" gives two years, days or times of day, and right beside them stands, with
nothing else that it could be of, how long that is; the two differ by more than counting both ends, or neither,
explains.

Why it matters: terms, sentences and sieges are measured in such sentences, and the duration is what gets quoted.

Hit:
    A: She led the council from 2001 to 2010, for 12 years.
    says: '"2001" to "2010" is not "12 years".'

Near miss:
    A: She led the council from 2001 to 2010, for ten years.
    because: counted with both ends, it is ten.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from checker.checks.check import Inside
from checker.checks.values import Values, values_of
from checker.checks.views import ArticleView, SentenceView
from checker.schema import Signal
from checker.text.clocks import DAY, Clock
from checker.text.figure import Figure
from checker.text.interval import Interval
from checker.text.moments import Moment
from checker.text.units import unit_words

_SECONDS_A_DAY = 86_400
_STARTS = frozenset("from between von zwischen desde entre de del du since".split())
_TO = frozenset("to until till and through bis und hasta y a al au et à jusqu'en - – —".split())
_UNITS = unit_words("time")
_MOST_BETWEEN = 3
_ENDS = 2
# What may stand between a span and its length, so that nothing else can last so long: ", a work of nine years".
_BETWEEN = _STARTS | frozenset(
    """, ( — – - for over during lasting a an total period span term work of in all altogether long or some lang über
    insgesamt also oder por durante en total o pendant durant soit ou au""".split()
)
_CLOSES = frozenset(["", ".", ",", ";", ")", "!", "?", "—", "–", "long", "altogether", "lang", "insgesamt"])
_IN_ALL = frozenset({("in", "all"), ("in", "total"), ("en", "total"), ("au", "total")})
# Before a length they make it another's: "two terms of five years", "with one hour for lunch".
_OF_ANOTHER = frozenset("of with including after by mit nach um con tras avec after within each every".split())


def check_durations(article: ArticleView) -> Iterator[Signal]:
    """Yield a signal for each duration that its start and end contradict."""
    for view in article:
        if view.words.isdisjoint(_STARTS) and "-" not in view.text and "–" not in view.text:
            continue
        values = view.parsed(values_of)
        if not values.most_figures or _UNITS.isdisjoint(values.tokens.words):
            continue
        if len(values.moments) < _ENDS and len(values.clocks) < _ENDS:
            continue
        durations = [one for one in values.figures if one.unit.dimension == "time" and not one.side and not one.more]
        if not durations:
            continue
        for first, last in _spans(values):
            duration = _beside(values, durations, first, last)
            if duration is None:
                continue
            length = _length(first, last, duration)
            if length is not None and not length.meets(duration.interval):
                yield _signal(view, first, last, duration)


def _spans(values: Values) -> Iterator[tuple[Moment | Clock, Moment | Clock]]:
    """Yield the pairs of dates or times that stand as "from … to …"."""
    tokens = values.tokens
    pairs: list[tuple[Moment | Clock, Moment | Clock]] = [*pairwise(values.moments), *pairwise(values.clocks)]
    for first, last in pairs:
        begin, after = bisect_left(tokens.starts, first.start), bisect_left(tokens.starts, first.end)
        between = tokens.lower[after : bisect_left(tokens.starts, last.start)]
        opened = not _STARTS.isdisjoint({tokens.word(begin - 1), tokens.word(begin - 2)})
        dashed = between in (["-"], ["–"])
        if (opened or dashed) and 0 < len(between) <= _MOST_BETWEEN and between[0] in _TO:
            yield first, last


def _beside(values: Values, durations: list[Figure], first: Moment | Clock, last: Moment | Clock) -> Figure | None:
    """Return the one duration that stands right beside a span and says how long it is."""
    starts = values.tokens.starts
    begin, end = bisect_left(starts, first.start), bisect_left(starts, last.end)
    found = [one for one in durations if _is_told_of_span(values, one, begin, end)]
    return found[0] if len(found) == 1 and found[0].bound in {"exact", "about", "nearly"} else None


def _is_told_of_span(values: Values, duration: Figure, begin: int, end: int) -> bool:
    """Tell whether a duration stands beside the span from `begin` to `end` with nothing else that it could be of."""
    tokens = values.tokens
    if duration.first >= end:
        behind = tokens.word(duration.after), tokens.word(duration.after + 1)
        closed = behind[0] in _CLOSES or behind in _IN_ALL
        return closed and _BETWEEN.issuperset(tokens.lower[end : duration.first])
    return tokens.word(duration.first - 1) not in _OF_ANOTHER and _BETWEEN.issuperset(
        tokens.lower[duration.after : begin]
    )


def _length(first: Moment | Clock, last: Moment | Clock, duration: Figure) -> Interval | None:
    """Return how long it can be, in seconds, with both ends counted or neither."""
    if isinstance(first, Clock) or isinstance(last, Clock):
        return _between_clocks(first, last, duration)
    if len(first.readings) != 1 or len(last.readings) != 1 or first.form != last.form:
        return None
    if first.form not in {"year", "day", "month"} or (first.year_written != last.year_written and first.form != "day"):
        return None
    # A duration in years of two days of one year is none of theirs, nor is one in hours.
    low = (last.readings[0][0] - first.readings[0][1]).days - 1
    high = (last.readings[0][1] - first.readings[0][0]).days + 1
    if low < 0 and high < 0:
        return None
    unit = int(duration.unit.low) // _SECONDS_A_DAY
    if unit < 1:
        return None
    # "Five years" may be a little more or less.
    slack = unit // 3
    return Interval(Decimal(max(low - slack, 0) * _SECONDS_A_DAY), Decimal((high + slack) * _SECONDS_A_DAY))


def _between_clocks(first: Moment | Clock, last: Moment | Clock, duration: Figure) -> Interval | None:
    if not isinstance(first, Clock) or not isinstance(last, Clock) or duration.unit.low >= _SECONDS_A_DAY:
        return None
    if first.zone not in {last.zone, None} or len(last.readings) != 1:
        return None
    # "from 9:00 to 17:30": the second says that the day has 24 hours.
    if len(first.readings) != 1 and last.readings[0][0] < DAY / 2:
        return None
    (low, high), (last_low, last_high) = first.readings[0], last.readings[0]
    least, most = last_low - high, last_high - low
    if most <= 0:
        least, most = least + DAY, most + DAY
    slack = 5 if duration.unit.low == 60 else 20
    return Interval(Decimal(max(least - slack, 0) * 60), Decimal((most + slack) * 60))


def _signal(view: SentenceView, first: Moment | Clock, last: Moment | Clock, duration: Figure) -> Signal:
    said = view.text[duration.start : duration.end]
    message = f'"{view.text[first.start : first.end]}" to "{view.text[last.start : last.end]}" is not "{said}".'
    start, end = min(first.start, duration.start), max(last.end, duration.end)
    return DURATIONS.signal("clash", "date", message, [view.passage(start, end)])


DURATIONS = Inside("S4", "durations", __name__, check_durations)
