"""S2 · A percentage that does not fit its figures.

Says: a part and its whole stand beside a percentage ("14 of 18, or 78 per cent"), or a change beside its start and
end ("rose by 25 per cent from 80 to 100"), and the percentage is not theirs, each rounded as it is written.

Why it matters: percentages are reckoned by hand and under pressure; the usual slips are the wrong base and transposed
digits.

Hit:
    A: Of the turnstiles, 14 of 18 (87 per cent) were open.
    says: '"14 of 18" is 77.8 per cent, not "87 per cent".'

Near miss:
    A: Of the turnstiles, 14 of 18 (78 per cent) were open.
    because: 14 of 18 is 77.8 per cent.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from checker.checks.check import Inside
from checker.checks.values import sentences_with, values_of
from checker.checks.views import ArticleView, SentenceView
from checker.schema import Signal
from checker.text.figure import Figure
from checker.text.interval import Interval
from checker.text.tokens import Tokens
from checker.text.units import FRACTION

_SLACK = Decimal("0.05")
# Part, whole and percentage; start, end and percentage.
_FEWEST = 3
_SHARE_WORDS = frozenset(
    "percent cent pct pc prozent ciento half third thirds quarter quarters fifth fifths tenth tenths hälfte drittel "
    "viertel fünftel mitad tercio tercios cuarto quinto moitié tiers quart".split()
)
_MOST_BETWEEN = 6
_JOINS = frozenset(
    "( , or — – [ : about around almost nearly roughly just over under i . e a that is = oder rund o ou".split()
)
_RISES = frozenset(
    """rose rise risen rises up increased increase increases grew grow growth gained climbed jumped surged gestiegen
    stieg stiegen erhöht subió aumentó aumentaron creció augmenté progressé hausse""".split()
)
_FALLS = frozenset(
    """fell fall fallen falls down decreased decrease dropped drop declined decline lost sank slid slipped shrank cut
    lowered reduced gesunken sank sanken fiel gefallen gesenkt bajó cayó cayeron descendió baissé chuté recul""".split()
)


def check_shares(article: ArticleView) -> Iterator[Signal]:
    """Yield a signal for each percentage that its part and whole, or its start and end, contradict."""
    signed, standing = "%" in article.article.text, article.words & _SHARE_WORDS
    for view in article if signed else sentences_with(standing, article):
        if signed and "%" not in view.text and standing.isdisjoint(view.words):
            continue
        values = view.parsed(values_of)
        if values.most_figures < _FEWEST or not any(figure.unit.dimension == "share" for figure in values.figures):
            continue
        yield from _of_parts(view, values.tokens, values.figures)
        yield from _of_changes(view, values.tokens, values.figures)


def _of_parts(view: SentenceView, tokens: Tokens, figures: Sequence[Figure]) -> Iterator[Signal]:
    """Yield what does not fit of "14 of 18 (78 per cent)" and "78 per cent (14 of 18)"."""
    for place, figure in enumerate(figures[:-1]):
        whole = figures[place + 1]
        if figure.whole is None or figure.bound != "exact" or whole.bound != "exact" or whole.factor != 1:
            continue
        before = figures[place - 1] if place else None
        behind = figures[place + 2] if place + 2 < len(figures) else None
        for share, start, stop in (
            (behind, whole.after, behind.first if behind else 0),
            (before, before.after if before else 0, figure.first),
        ):
            if share is None or (share.unit is not FRACTION and share.unit.dimension != "share"):
                continue
            if not _joined(tokens, start, stop):
                continue
            closes = tokens.word((share if share is behind else whole).after) == ")"
            bracketed = tokens.word(stop - 1) in {"(", "["}
            if bracketed != closes and (bracketed or share is before):
                # "(60 percent in the year before)" is of something else.
                continue
            truth = 100 * figure.value / figure.whole
            if not _loose(share).holds(truth):
                words = view.text[figure.start : whole.end]
                yield _signal(view, share, f'"{words}" is {_percent(truth)} per cent', (figure, whole))


def _joined(tokens: Tokens, start: int, stop: int) -> bool:
    """Tell whether a figure and its percentage stand side by side, as one thing said twice."""
    between = tokens.lower[start:stop]
    if not 0 < len(between) <= _MOST_BETWEEN or not {"(", "or", "—", "–", "[", "oder", "o", "ou"} & set(between):
        return False
    first = next(index for index, word in enumerate(between) if word in _JOINS)
    return all(word in _JOINS for word in between[first:]) and all(word.isalpha() for word in between[:first])


def _of_changes(view: SentenceView, tokens: Tokens, figures: Sequence[Figure]) -> Iterator[Signal]:
    """Yield what does not fit of "rose by 25 per cent from 80 to 100" and "fell 20 per cent to 80 from 100"."""
    for place in range(len(figures) - 2):
        share, one, other = figures[place : place + 3]
        if share.unit.dimension != "share" or {one.side, other.side} != {"from", "to"} or share.side not in {"", "by"}:
            continue
        if one.unit.dimension != other.unit.dimension or one.unit.dimension == "share":
            continue
        if one.first - share.after > _MOST_BETWEEN or other.first - one.after > _MOST_BETWEEN:
            continue
        words = set(tokens.lower[max(0, share.first - 8) : one.first])
        rises, falls = not _RISES.isdisjoint(words), not _FALLS.isdisjoint(words)
        if rises == falls or {",", ";"} & set(tokens.lower[share.after : one.first]):
            continue
        start, end = (one, other) if one.side == "from" else (other, one)
        ratio = end.interval.over(start.interval)
        if ratio is None or ratio.low is None or ratio.high is None:
            continue
        change = Interval(100 * (ratio.low - 1), 100 * (ratio.high - 1))
        if falls:
            change = Interval(100 * (1 - ratio.high), 100 * (1 - ratio.low))
        if not _loose(share).meets(change):
            truth = 100 * (end.value / start.value - 1)
            says = f'"{view.text[start.start : start.end]}" to "{view.text[end.start : end.end]}" is '
            yield _signal(view, share, f"{says}{_signed(truth)} per cent", (one, other))


def _loose(share: Figure) -> Interval:
    """Return what a percentage may mean beside the figures it was made of: cut off instead of rounded, too."""
    interval = share.interval
    low = None if interval.low is None else interval.low - _SLACK
    if share.bound != "exact":
        return Interval(low, interval.high)
    width = (interval.high or Decimal(0)) - (interval.low or Decimal(0))
    return Interval(low, None if interval.high is None else interval.high + min(width / 2, Decimal("0.5")))


def _percent(value: Decimal) -> str:
    return f"{value:.1f}"


def _signed(value: Decimal) -> str:
    return f"{value:+.1f}".replace("-", "−")


def _signal(view: SentenceView, share: Figure, says: str, figures: tuple[Figure, Figure]) -> Signal:
    message = f'{says}, not "{view.text[share.start : share.end]}".'
    places = (share, *figures)
    start, end = min(one.start for one in places), max(one.end for one in places)
    return SHARES.signal("clash", "number", message, [view.passage(start, end)])


SHARES = Inside("S2", "percentages", __name__, check_shares)
