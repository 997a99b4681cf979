"""The nouns of an evaluation, as its JSON has them: what was measured, story by story, and what it comes to."""

from __future__ import annotations

from typing import Literal

from checker.schema import GRAVITY, Noun, Verdict

Step = Literal["read", "extract", "align", "reconcile", "confirm", "check", "level"]
"""The step that lost a fact: *read*, its sentence was set aside; *extract*, no claim cites one of its sides; *align*,
its sides share no pack; *reconcile*, no first judgement tells it; *confirm*, the second look took it away; *level*, it
was judged, and shown to nobody. Where no model judged: *check*, no built-in check proves it."""


class Tally(Noun):
    """How many of how many."""

    hit: float = 0
    of: float = 0

    @property
    def value(self) -> float | None:
        """The share, None where there is nothing to count."""
        return self.hit / self.of if self.of else None


class PairResult(Noun):
    """One pair of positions of the gold, and how the report judges it (None: it does not tell it)."""

    first: int
    second: int
    gold: Verdict
    accept: tuple[Verdict, ...]
    told: Verdict | None = None
    accepted: bool = False


class FactResult(Noun):
    """How one fact of the gold fared. `findings` are the ids of those that tell it; `lost` is set where none does."""

    id: str
    question: str
    difficulty: str
    must_find: bool = False
    pairs: tuple[PairResult, ...]
    found: bool = False
    accepted: bool = False
    aspect: bool = False
    level: bool = False
    complete: bool = False
    said_twice: bool = False
    tension: bool | None = None
    quotation: bool = False
    findings: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    confirmed: bool = False
    lost: Step | None = None

    @property
    def verdict(self) -> Verdict | None:
        """The gravest verdict told of it."""
        told = [pair.told for pair in self.pairs if pair.told is not None]
        return max(told, key=GRAVITY.__getitem__, default=None)


class Beyond(Noun):
    """A claim of the report that meets nothing of the gold, or goes against it: `passages` are the sentences it shows.

    `state` is *wrong* where gold or adjudication says so, *sprung* for a trap, *open* where somebody must decide.
    """

    finding: str
    question: str
    verdict: Verdict
    level: str | None
    state: Literal["wrong", "sprung", "open"]
    passages: tuple[str, ...] = ()
    why: str = ""


class StoryScore(Noun):
    """One story, checked one way once: its tallies by measure, what it took, and its facts one by one."""

    story: str
    way: str
    sample: int
    tallies: dict[str, Tally]
    amounts: dict[str, float]
    facts: tuple[FactResult, ...]
    beyond: tuple[Beyond, ...] = ()


class Estimate(Noun):
    """A share over all stories of a suite, and its 95 % interval from resampling stories."""

    hit: float
    of: float
    value: float | None
    low: float | None
    high: float | None


class Evaluation(Noun):
    """A suite checked one way once."""

    suite: str
    way: str
    sample: int
    measures: dict[str, Estimate]
    amounts: dict[str, float]
    stories: tuple[StoryScore, ...]


class Repeats(Noun):
    """A suite checked one way several times over: what flips, and what stays."""

    suite: str
    way: str
    samples: tuple[int, ...]
    measures: dict[str, Estimate]


class Agreement(Noun):
    """How far two annotators agree, over the stories of a suite that have been annotated twice."""

    suite: str
    stories: tuple[str, ...]
    measures: dict[str, Estimate]


class Results(Noun):
    """Everything that one `checker eval` found. The same recorded answers give the same bytes."""

    format: Literal[1] = 1
    evaluations: tuple[Evaluation, ...]
    repeats: tuple[Repeats, ...] = ()
    agreement: tuple[Agreement, ...] = ()
