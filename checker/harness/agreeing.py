"""How far two annotators of a story agree, neither of whom saw the other's gold: the bar that a program can be held to.

The second gold is matched with the first as a report would be.
"""

from __future__ import annotations

from collections.abc import Sequence

from checker.harness.gold import Gold
from checker.harness.matching import matched, told_gold
from checker.harness.resampling import estimate
from checker.harness.results import Agreement, Tally
from checker.harness.suites import EvalStory


def agreement(suite: str, stories: Sequence[EvalStory]) -> Agreement | None:
    """Return how far the annotators of a suite agree; None where no story of it was annotated twice."""
    twice = [(story.name, agreed(story.gold, story.second)) for story in stories if story.second is not None]
    if not twice:
        return None
    measures = {name: estimate([tallies[name] for _, tallies in twice]) for name in twice[0][1]}
    return Agreement(suite=suite, stories=tuple(name for name, _ in twice), measures=measures)


def agreed(first: Gold, second: Gold) -> dict[str, Tally]:
    """Return, of two golds of one story, whose facts the other has, and how often their verdicts agree."""
    there, back = matched(told_gold(second), first.facts), matched(told_gold(first), second.facts)
    best = [telling for fact in first.facts for pair in fact.pairs if (telling := there.best(fact, pair)) is not None]
    levels_of = {fact.id: fact.levels for fact in second.facts}
    levels = [(fact.levels, levels_of[told[0].told.id]) for fact in first.facts if (told := there.of_fact[fact.id])]
    return {
        "found": Tally(hit=sum(bool(there.of_fact[fact.id]) for fact in first.facts), of=len(first.facts)),
        "back": Tally(hit=sum(bool(back.of_fact[fact.id]) for fact in second.facts), of=len(second.facts)),
        "verdict": Tally(hit=sum(telling.accepted for telling in best), of=len(best)),
        "level": Tally(hit=sum(bool(one & other) for one, other in levels), of=len(levels)),
        "same": Tally(hit=sum(telling.pair.verdict == telling.gold.verdict for telling in best), of=len(best)),
    }
