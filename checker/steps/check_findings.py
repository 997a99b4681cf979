"""Signals that bear on no fact's finding → findings of their own.

A check says that passages cannot both be right, and no more: not which is, nor that both mean the same occasion. So
it asks for a person. Signals of one check that share a passage are one finding: a toll that stands against two others.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from checker.schema import Article, Finding, FindingPassage, Keys, Level, Passage, Signal, Span
from checker.steps.draft_here import told_from
from checker.steps.levels import SEVERITY
from checker.steps.second_key import SecondKey
from checker.text.number_words import spelled
from checker.text.numerals import figures_in

_MOST_MESSAGES = 4

Spot = tuple[str, int, int]


@dataclass(frozen=True)
class _Group:
    """Signals of one check and kind that hang together by their passages; `places` counts among those alone."""

    signals: tuple[Signal, ...]
    places: tuple[int, ...]


def check_findings(key: SecondKey, articles: Mapping[str, Article], draft: str | None = None) -> tuple[Finding, ...]:
    """Return a finding for each group of signals that stand alone, in the order of the checks.

    A clash is a *check*. Where a fact agrees on the same passages, both keys are named; where the model gave a reason
    why it is no conflict, the finding is a *note* that repeats the reason. `draft` is the id of the article under
    check.
    """
    return tuple(_finding(group, key, articles, draft) for group in _groups(key.alone, articles))


def _finding(group: _Group, key: SecondKey, articles: Mapping[str, Article], draft: str | None) -> Finding:
    first = group.signals[0]
    signals = [one.model_copy(update={"message": told_from(one, draft)}) for one in group.signals]
    clash = first.kind == "clash"
    fact = next((key.agreed[place] for place in group.places if clash and place in key.agreed), None)
    cleared = None
    if fact is None and all(place in key.cleared for place in group.places):
        cleared = key.cleared[group.places[0]]
    level: Level = "check" if clash and cleared is None else "note"
    positions = _positions(group.signals)
    messages = _other_messages(signals, articles)[: _MOST_MESSAGES - 1]
    if cleared is not None:
        messages.append(f"The model saw it and calls it no conflict: {cleared.reason}")
    return Finding(
        id=_id(group),
        code=first.code,
        level=level,
        severity=SEVERITY[level],
        verdict=None if fact is None else fact.verdict,
        aspect=first.aspect,
        headline=signals[0].message,
        explanation=" ".join(messages),
        action=_action(group, draft, agreed=fact is not None),
        passages=tuple(
            dict.fromkeys(
                _shown(passage, positions[_spot(passage)], articles)
                for signal in group.signals
                for passage in signal.passages
            )
        ),
        keys=Keys(
            model=None if fact is None else fact.verdict,
            outcome=None if fact is None else fact.outcome,
            checks=(first.code,),
        ),
        between=(1, 2) if max(positions.values()) > 1 else None,
    )


def _other_messages(signals: Sequence[Signal], articles: Mapping[str, Article]) -> list[str]:
    """Return what signals say besides the first; of several that set the same figures apart, one alone."""
    told = {signals[0].message: None}
    said = {_figures_of(signals[0], articles)}
    for signal in signals:
        figures = _figures_of(signal, articles)
        if figures is None or figures not in said:
            told[signal.message] = None
        said.add(figures)
    return list(told)[1:]


def _figures_of(signal: Signal, articles: Mapping[str, Article]) -> frozenset[tuple[str, ...]] | None:
    """Return the figures that a signal sets apart, each with what it counts; None where it is not about figures."""
    sides = [(passage.words or "").casefold().replace("-", " ").split() for passage in signal.passages]
    if signal.aspect != "number" or len(sides) < 2 or not all(sides):
        return None
    languages = [articles[passage.article].language or "en" for passage in signal.passages]
    return frozenset(
        (*(figures_in(" ".join(words)) or _spelled(words, language)), words[-1])
        for words, language in zip(sides, languages, strict=True)
    )


def _spelled(words: Sequence[str], language: str) -> tuple[str, ...]:
    """Return the number that words begin with, in figures; where they begin with none, the words."""
    known = spelled(language.partition("-")[0])
    numbers = (known.get(tuple(words[:end])) for end in range(len(words), 0, -1))
    number = next((number for number in numbers if number is not None), None)
    return (*words,) if number is None else (str(number),)


def _groups(signals: Sequence[Signal], articles: Mapping[str, Article]) -> list[_Group]:
    """Join the signals of one check and kind that share a passage, and notes that set the same figures apart."""
    leader = list(range(len(signals)))

    def head(at: int) -> int:
        while leader[at] != at:
            leader[at] = leader[leader[at]]
            at = leader[at]
        return at

    known: dict[tuple[object, ...], int] = {}
    for at, signal in enumerate(signals):
        shared: list[object] = [_spot(passage) for passage in signal.passages]
        if signal.kind == "note" and (figures := _figures_of(signal, articles)) is not None:
            shared.append(figures)
        for what in shared:
            other = known.setdefault((signal.code, signal.kind, what), at)
            one, two = sorted((head(at), head(other)))
            leader[two] = one
    joined: defaultdict[int, list[int]] = defaultdict(list)
    for at in range(len(signals)):
        joined[head(at)].append(at)
    return [_Group(tuple(signals[at] for at in places), tuple(places)) for places in joined.values()]


def _spot(passage: Passage) -> Spot:
    return passage.article, passage.span.start, passage.span.end


def _positions(signals: Sequence[Signal]) -> dict[Spot, int]:
    """Number the passages so that two sides of a signal never share a number, with as few as come easily."""
    against: defaultdict[Spot, set[Spot]] = defaultdict(set)
    beside: defaultdict[Spot, set[Spot]] = defaultdict(set)
    for signal in signals:
        sides = signal.sides or range(len(signal.passages))
        spots = [(side, _spot(passage)) for side, passage in zip(sides, signal.passages, strict=True)]
        for side, spot in spots:
            against[spot].update(other for on, other in spots if on != side)
            beside[spot].update(other for on, other in spots if on == side)
    numbers: dict[Spot, int] = {}
    for spot, others in against.items():
        taken = {numbers[other] for other in others if other in numbers}
        mates = sorted({numbers[other] for other in beside[spot] if other in numbers} - taken)
        free = (number for number in range(1, len(taken) + 2) if number not in taken)
        numbers[spot] = mates[0] if mates else next(free)
    return numbers


def _shown(passage: Passage, position: int, articles: Mapping[str, Article]) -> FindingPassage:
    article = articles[passage.article]
    start, end = article.sentence(passage.sentences[0]).start, article.sentence(passage.sentences[-1]).end
    return FindingPassage(
        article=article.id,
        position=position,
        sentences=passage.sentences,
        start=start,
        end=end,
        text=article.text[start:end],
        words=None if passage.words is None else Span(start=passage.span.start, end=passage.span.end),
    )


def _id(group: _Group) -> str:
    """Return an id made of the check and the words at issue alone, so that edits elsewhere leave it as it is."""
    first = group.signals[0]
    words = sorted({f"{passage.article}\n{passage.words}" for signal in group.signals for passage in signal.passages})
    return "c" + hashlib.sha256("\n".join((first.code, first.kind, *words)).encode()).hexdigest()[:9]


def _action(group: _Group, draft: str | None, *, agreed: bool) -> str:
    if group.signals[0].kind != "clash":
        return "Read it and decide."
    if agreed:
        return "The model saw no conflict here: read the passages and decide."
    names = {passage.article for signal in group.signals for passage in signal.passages}
    if names == {draft}:
        return "Put it right, or find out what is meant."
    if len(names) == 1:
        return f"Put it right in {names.pop()}, or find out what is meant."
    goes_out = "the draft" if draft in names else "either"
    return f"Find out which is right, and whether both mean the same, before {goes_out} goes out."
