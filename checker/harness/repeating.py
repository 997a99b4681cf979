"""The same stories answered several times over: which facts flip, which are found every time."""

from __future__ import annotations

from collections.abc import Sequence

from checker.harness.resampling import estimate
from checker.harness.results import Evaluation, FactResult, Repeats, StoryScore, Tally


def repeats(suite: str, evaluations: Sequence[Evaluation]) -> list[Repeats]:
    """Return what flips between the samples of a suite, for each way that has several."""
    made = []
    for way in dict.fromkeys(one.way for one in evaluations if one.suite == suite):
        several = [one for one in evaluations if one.suite == suite and one.way == way]
        if len(several) < 2:
            continue
        stories = [_flips(scores) for scores in zip(*(one.stories for one in several), strict=True)]
        measures = {name: estimate([tallies[name] for tallies in stories]) for name in stories[0]}
        made.append(Repeats(suite=suite, way=way, samples=tuple(one.sample for one in several), measures=measures))
    return made


def _flips(scores: Sequence[StoryScore]) -> dict[str, Tally]:
    facts = list(zip(*(score.facts for score in scores), strict=True))
    several = [found for fact in facts if len(found := [one for one in fact if one.found]) > 1]
    pairs = [
        told
        for fact in facts
        for pair in zip(*(one.pairs for one in fact), strict=True)
        if len(told := [one.told for one in pair if one.told is not None]) > 1
    ]
    confirmed = [fact for fact in facts if fact[0].confirmed]
    return {
        "verdict_flips": Tally(hit=sum(len({one.verdict for one in found}) > 1 for found in several), of=len(several)),
        "level_flips": Tally(hit=sum(len({one.levels for one in found}) > 1 for found in several), of=len(several)),
        "pair_flips": Tally(hit=sum(len(set(told)) > 1 for told in pairs), of=len(pairs)),
        "found_always": Tally(hit=sum(all(one.found for one in fact) for fact in facts), of=len(facts)),
        "confirmed_stay": Tally(hit=sum(_stays(fact) for fact in confirmed), of=len(confirmed)),
    }


def _stays(fact: Sequence[FactResult]) -> bool:
    return len({one.verdict for one in fact}) == 1
