"""Gold: what a careful person found in a story, each passage located in the articles as they were read.

`gold.json` beside a story holds `facts` (a question, its positions with their passages, and a verdict for every two
positions that do not agree), `traps` (pairs of sentences that look like a contradiction and are none) and `single`
(what only one article gives). `adjudicated.json` beside it holds what was decided later about findings that meet no
fact of the gold: pairs of sentences with the verdicts and levels that are right for them, none where it is a mistake.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, TypeVar

from pydantic import Field, ValidationError

from checker.errors import InputError
from checker.harness.places import Place, located
from checker.schema import Article, Aspect, Level, Noun, Verdict

N = TypeVar("N", bound=Noun)

Difficulty = Literal[
    "plain",
    "sum",
    "conversion",
    "negation",
    "attribution",
    "late-repeat",
    "subset",
    "sequence",
    "headline",
    "hedge",
    "quote-cut",
    "quote-moved",
    "internal",
    "role",
    "name",
    "cause",
    "place",
]


@dataclass(frozen=True)
class GoldPosition:
    """One answer to a question, and every place that gives it."""

    answer: str
    places: tuple[Place, ...]

    @property
    def articles(self) -> frozenset[str]:
        """The ids of the articles that take this position."""
        return frozenset(place.article for place in self.places)


@dataclass(frozen=True)
class GoldPair:
    """Two positions (counted from 1) that do not agree; `accept` has the verdicts that can be defended.

    Where `verdict` is superseded, `first` is the older, if the gold is `ordered`.
    """

    first: int
    second: int
    verdict: Verdict
    accept: frozenset[Verdict]
    ordered: bool = True


@dataclass(frozen=True)
class GoldFact:
    """A discrepancy: the aspects and levels that are right for it, how hard it is to see, and why it is one."""

    id: str
    question: str
    aspects: frozenset[str]
    difficulty: str
    levels: frozenset[str]
    positions: tuple[GoldPosition, ...]
    pairs: tuple[GoldPair, ...]
    why: str = ""
    must_find: bool = False


@dataclass(frozen=True)
class Trap:
    """Two places that look like a contradiction and are none."""

    id: str
    one: Place
    other: Place
    why: str


@dataclass(frozen=True)
class Adjudicated:
    """Two places of a finding beyond the gold, and what was decided: `accept` and `levels` are empty for a mistake."""

    one: Place
    other: Place
    accept: frozenset[str]
    levels: frozenset[str]
    why: str


@dataclass(frozen=True)
class Gold:
    """All that is known of a story."""

    story: str
    facts: tuple[GoldFact, ...]
    traps: tuple[Trap, ...]
    single: tuple[Place, ...] = ()
    adjudicated: tuple[Adjudicated, ...] = ()


class _Text(Noun):
    article: str
    text: str


class _Position(Noun):
    answer: str
    passages: tuple[_Text, ...] = Field(min_length=1)


class _Pair(Noun):
    first: int = Field(ge=1)
    second: int = Field(ge=1)
    verdict: Verdict
    accept: tuple[Verdict, ...] = Field(min_length=1)


class _Fact(Noun):
    id: str
    question: str
    aspect: tuple[Aspect, ...] = Field(min_length=1)
    difficulty: Difficulty = "plain"  # whoever annotates a second time does not know what was planted
    level: tuple[Level, ...] = Field(min_length=1)
    positions: tuple[_Position, ...] = Field(min_length=2)
    pairs: tuple[_Pair, ...] = Field(min_length=1)
    why: str


class _Trap(Noun):
    id: str
    a: _Text
    b: _Text
    why: str


class _Single(_Text):
    why: str


class _GoldFile(Noun):
    story: str
    facts: tuple[_Fact, ...]
    traps: tuple[_Trap, ...] = ()
    single: tuple[_Single, ...] = ()


class _Decision(Noun):
    a: _Text
    b: _Text
    accept: tuple[Verdict, ...]
    level: tuple[Level, ...]
    why: str


class _AdjudicatedFile(Noun):
    pairs: tuple[_Decision, ...]


def load_gold(path: Path, articles: Sequence[Article], adjudicated: Path | None = None) -> Gold:
    """Read a gold file, and the adjudications beside it where that file exists, against the articles as read.

    Raises InputError, naming the file and the place, where a file does not fit or a passage does not stand in its
    article.
    """
    written = read_noun(path, _GoldFile)
    by_id = {article.id: article for article in articles}
    gold = Gold(
        story=written.story,
        facts=tuple(_fact(fact, by_id, path) for fact in written.facts),
        traps=tuple(
            Trap(trap.id, _place(trap.a, by_id, path), _place(trap.b, by_id, path), trap.why) for trap in written.traps
        ),
        single=tuple(_place(single, by_id, path) for single in written.single),
    )
    if adjudicated is None or not adjudicated.exists():
        return gold
    decisions = read_noun(adjudicated, _AdjudicatedFile).pairs
    return replace(gold, adjudicated=tuple(_decision(decision, by_id, adjudicated) for decision in decisions))


def read_noun(path: Path, kind: type[N]) -> N:
    """Read a JSON file as one noun. Raises InputError that names the file and the first thing that does not fit."""
    try:
        return kind.model_validate(json.loads(path.read_text(encoding="utf-8")))
    except ValidationError as problem:
        first = problem.errors(include_url=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        raise InputError(f"{path}: {where}: {first['msg']}; correct it") from None
    except (OSError, ValueError) as problem:
        raise InputError(f"{path}: cannot be read ({problem}); restore it from version control") from None


def _fact(fact: _Fact, articles: Mapping[str, Article], path: Path) -> GoldFact:
    for pair in fact.pairs:
        if pair.first == pair.second or max(pair.first, pair.second) > len(fact.positions):
            raise InputError(f"{path}: {fact.id}: {pair.first} and {pair.second} are not two of its positions")
    return GoldFact(
        id=fact.id,
        question=fact.question,
        aspects=frozenset(fact.aspect),
        difficulty=fact.difficulty,
        levels=frozenset(fact.level),
        positions=tuple(
            GoldPosition(position.answer, tuple(_place(text, articles, path) for text in position.passages))
            for position in fact.positions
        ),
        pairs=tuple(
            GoldPair(pair.first, pair.second, pair.verdict, frozenset((pair.verdict, *pair.accept)))
            for pair in fact.pairs
        ),
        why=fact.why,
    )


def _decision(decision: _Decision, articles: Mapping[str, Article], path: Path) -> Adjudicated:
    return Adjudicated(
        one=_place(decision.a, articles, path),
        other=_place(decision.b, articles, path),
        accept=frozenset(decision.accept),
        levels=frozenset(decision.level),
        why=decision.why,
    )


def _place(text: _Text, articles: Mapping[str, Article], path: Path) -> Place:
    if text.article not in articles:
        raise InputError(f"{path}: there is no article {text.article}; it has: {', '.join(articles)}")
    return located(text.text, articles[text.article], str(path))
