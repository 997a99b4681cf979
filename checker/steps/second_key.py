"""The second key: which of the checks' signals bear on which fact, and which stand alone.

A signal bears on a fact where each of its passages shares text with a passage of the fact. One sentence often says
several things ("Five were killed and 68 injured"), so it must also be of the same sort, or a figure that the
fact's answers name; with a fact that agrees, both. A fact that does not agree takes a signal before one that does.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from checker.schema import Aspect, Cleared, Fact, Keys, Level, Pair, Passage, Signal
from checker.steps.levels import ORDER, Graded
from checker.steps.naming import names, telling
from checker.steps.passages import overlap

_SORTS: tuple[frozenset[Aspect], ...] = (
    frozenset({"number", "scope"}),
    frozenset({"date"}),
    frozenset({"quote", "attribution", "certainty"}),
    frozenset({"name", "person", "place"}),
    frozenset({"role", "status", "person"}),
)
"""Aspects that a check and a model may well give to the same thing."""


@dataclass(frozen=True)
class SecondKey:
    """The signals that bear on each fact (by its id), and those that bear on none that a finding could show.

    For a signal that stands alone, by its place in `alone`, `agreed` gives the fact that agrees on the same passages,
    and `cleared` what the model looked at there and called no conflict.
    """

    of_fact: Mapping[str, tuple[Signal, ...]] = field(default_factory=dict)
    alone: tuple[Signal, ...] = ()
    agreed: Mapping[int, Fact] = field(default_factory=dict)
    cleared: Mapping[int, Cleared] = field(default_factory=dict)


def second_key(signals: Sequence[Signal], facts: Sequence[Fact], cleared: Sequence[Cleared] = ()) -> SecondKey:
    """Sort the signals by the facts they bear on. What proves that figures meet is of use with a fact alone."""
    apart = _by_article([fact for fact in facts if fact.verdict != "agree"])
    agreeing = _by_article([fact for fact in facts if fact.verdict == "agree"])
    of_fact: defaultdict[str, list[Signal]] = defaultdict(list)
    alone: list[Signal] = []
    agreed: dict[int, Fact] = {}
    clear: dict[int, Cleared] = {}
    for signal in signals:
        fact = next((one for one in _near(signal, apart) if _bears_on(signal, one, apart=True)), None)
        if fact is not None:
            of_fact[fact.id].append(signal)
            continue
        if signal.kind == "meets":
            continue
        same = next((one for one in _near(signal, agreeing) if _bears_on(signal, one, apart=False)), None)
        why = next((one for one in cleared if _covers(signal, one.passages) and _is_about(one, signal)), None)
        if same is not None:
            agreed[len(alone)] = same
        if why is not None:
            clear[len(alone)] = why
        alone.append(signal)
    return SecondKey({name: tuple(found) for name, found in of_fact.items()}, tuple(alone), agreed, clear)


def _by_article(facts: Sequence[Fact]) -> dict[str, list[Fact]]:
    found: defaultdict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        for name in dict.fromkeys(article for position in fact.positions for article in position.articles):
            found[name].append(fact)
    return found


def _near(signal: Signal, facts: Mapping[str, list[Fact]]) -> Sequence[Fact]:
    return facts.get(signal.passages[0].article, ())


def _bears_on(signal: Signal, fact: Fact, *, apart: bool) -> bool:
    answers = " ".join((fact.question, *(position.answer for position in fact.positions)))
    named = all(names(answers, passage.words or "") for passage in signal.passages)
    alike = any({signal.aspect, fact.aspect} <= sort for sort in _SORTS) or signal.aspect == fact.aspect
    # A model may call an age a matter of the person, and a disputed count one of certainty; the figures tell.
    if not alike and not (apart and named and signal.aspect == "number"):
        return False
    # A name stands in many sentences: a check and a model need not cite the same ones.
    if apart and signal.aspect == "name" and _named_by(signal, fact):
        return True
    if not _covers(signal, [passage for position in fact.positions for passage in position.passages]):
        return False
    return bool(_pairs_of(signal, fact)) if apart else named


def _named_by(signal: Signal, fact: Fact) -> list[Pair]:
    """Return the pairs of positions whose answers are the words that a signal sets apart.

    Each of its passages names one of the two answers alone ("Corin Haldmere" names "Corin"), and each is named.
    """
    if any(passage.article not in _articles(fact) for passage in signal.passages):
        return []
    answers = [telling(position.answer) for position in fact.positions]
    words = [telling(passage.words or "") for passage in signal.passages]
    found = []
    for pair in fact.pairs:
        one, other = answers[pair.first - 1], answers[pair.second - 1]
        if {(bool(said & one - other), bool(said & other - one)) for said in words} == {(True, False), (False, True)}:
            found.append(pair)
    return found


def _articles(fact: Fact) -> set[str]:
    return {name for position in fact.positions for name in position.articles}


def _covers(signal: Signal, passages: Sequence[Passage]) -> bool:
    return all(any(overlap(mine, other) for other in passages) for mine in signal.passages)


def _is_about(cleared: Cleared, signal: Signal) -> bool:
    """Say whether what a model cleared is what a signal points at: it names one of its figures or telling words.

    A look-alike that it cleared in the same sentences ("one quay, in two spellings") is no answer to another clash.
    """
    said = f"{cleared.question} {cleared.reason}"
    return any(
        names(said, passage.words or "") or telling(said) & telling(passage.words or "") for passage in signal.passages
    )


def _pairs_of(signal: Signal, fact: Fact) -> list[Pair]:
    """Return the pairs of positions that a signal holds apart; of a single passage, all pairs that it stands in."""
    sides = [
        {
            number
            for number, position in enumerate(fact.positions, 1)
            if any(overlap(mine, p) for p in position.passages)
        }
        for mine in signal.passages
    ]
    if len(sides) < 2:
        return [pair for pair in fact.pairs if any({pair.first, pair.second} & side for side in sides)]
    return [
        pair
        for pair in fact.pairs
        if any(
            {pair.first, pair.second} == {one, other}
            for at, first in enumerate(sides)
            for second in sides[at + 1 :]
            for one in first
            for other in second
        )
    ]


def weighed(graded: Graded, fact: Fact, signals: Sequence[Signal]) -> Graded:
    """Return the level of a fact that is not plain agreement, once the checks are heard. The verdict stays.

    Contradict, and figures that meet wherever the two positions are told: at most a *check*. Contradict, judged once
    only, and a clash of these two positions: the check stands in for the second look. What was to be a note or silent,
    and a clash: a *check*, on the positions that clash.
    """
    clashing = [
        pair
        for signal in signals
        if signal.kind == "clash"
        for pair in _pairs_of(signal, fact) or _named_by(signal, fact)
    ]
    if fact.verdict == "contradict" and graded.pair in clashing:
        return replace(graded, level="fix", caps=()) if graded.caps == ("judged once only",) else graded
    meets = next((signal for signal in signals if signal.kind == "meets"), None)
    if fact.verdict == "contradict" and graded.level == "fix":
        if meets is None or not _meets_throughout(fact, graded, signals):
            return graded
        return replace(graded, level="check", caps=(*graded.caps, f"by check {meets.code}, {_clause(meets.message)}"))
    if not clashing or fact.verdict == "superseded" or _rank(graded.level) <= ORDER.index("check"):
        return graded
    return replace(graded, level="check", pair=graded.pair if graded.pair in clashing else clashing[0])


def _meets_throughout(fact: Fact, graded: Graded, signals: Sequence[Signal]) -> bool:
    """Say whether every passage of the two positions was found to meet one: "about 70" does not excuse the exact 68."""
    met = [passage for signal in signals if signal.kind == "meets" for passage in signal.passages]
    numbers = () if graded.pair is None else (graded.pair.first, graded.pair.second)
    told = [passage for number in numbers for passage in fact.positions[number - 1].passages]
    return bool(told) and all(any(overlap(passage, other) for other in met) for passage in told)


def keys_of(fact: Fact, signals: Sequence[Signal]) -> Keys:
    """Return both keys of a fact."""
    return Keys(
        model=fact.verdict,
        outcome=fact.outcome,
        checks=tuple(dict.fromkeys(signal.code for signal in signals if signal.kind == "clash")),
        meets=tuple(dict.fromkeys(signal.code for signal in signals if signal.kind == "meets")),
    )


def _rank(level: Level | None) -> int:
    return len(ORDER) if level is None else ORDER.index(level)


def _clause(message: str) -> str:
    """Return a sentence so that it can stand inside another."""
    return message.strip().rstrip(".")
