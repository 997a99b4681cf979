"""Two evaluations side by side: what got better and worse, story by story, with paired intervals."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from checker.harness.fitting import fitted
from checker.harness.gold import read_noun
from checker.harness.measures import AMOUNTS, MEASURES
from checker.harness.resampling import difference
from checker.harness.results import Evaluation, FactResult, Results, StoryScore
from checker.harness.table import counted, share


def read_results(path: Path) -> Results:
    """Read the JSON of an evaluation. Raises InputError, naming the file, where it is none."""
    return read_noun(path, Results)


def render_difference(old: Results, new: Results) -> str:
    """Return what changed from `old` to `new`, for every suite, way and sample that both have, and how much did not.

    Intervals are 95 % and paired: they are of the difference on the same stories. Only stories that both have count.
    """
    before = {(one.suite, one.way, one.sample): one for one in old.evaluations}
    blocks = [
        _changes(before[key], one) for one in new.evaluations if (key := (one.suite, one.way, one.sample)) in before
    ]
    if not blocks:
        return "the two evaluations have no suite, way and sample in common\n"
    return "\n\n".join("\n".join(fitted(block)) for block in blocks) + "\n"


def _changes(old: Evaluation, new: Evaluation) -> list[str]:
    names = {story.story for story in old.stories} & {story.story for story in new.stories}
    olds = sorted((story for story in old.stories if story.story in names), key=lambda story: story.story)
    news = sorted((story for story in new.stories if story.story in names), key=lambda story: story.story)
    lines = [f"{new.suite}, way {new.way}, sample {new.sample}: {len(names)} stories in both"]
    figures = [
        _measure(meaning.label, name, olds, news, more_is_better=meaning.more_is_better)
        for name, meaning in MEASURES.items()
        if all(name in story.tallies for story in (*olds, *news))
    ]
    for name, meaning in AMOUNTS.items():
        one, other = (sum(story.amounts.get(name, 0) for story in stories) for stories in (olds, news))
        figures.append("" if one == other else f"  {meaning.label:<28}{counted(one):>12} → {counted(other)}")
    told = [line for line in figures if line]
    changed = [line for one, other in zip(olds, news, strict=True) for line in _story(one, other)]
    in_both = sum(
        len({fact.id for fact in one.facts} & {fact.id for fact in other.facts})
        for one, other in zip(olds, news, strict=True)
    )
    return [
        *lines,
        *told,
        _same(len(figures) - len(told), len(figures), "figure"),
        *(["", *changed] if changed else []),
        _same(in_both - len(changed), in_both, "fact"),
    ]


def _same(same: int, all_of: int, what: str) -> str:
    """Say how many figures or facts did not change."""
    return f"  no {what} changed" if same == all_of else f"  {same} of {all_of} {what}s the same"


def _measure(
    label: str, name: str, olds: Sequence[StoryScore], news: Sequence[StoryScore], *, more_is_better: bool
) -> str:
    """Return a line on a measure that changed; empty where it did not."""
    before, after = [one.tallies[name] for one in olds], [one.tallies[name] for one in news]
    gain, low, high = difference(before, after)
    if not gain:
        return ""
    values = [
        share(sum(tally.hit for tally in side) / of if (of := sum(tally.of for tally in side)) else None)
        for side in (before, after)
    ]
    line = f"  {label:<28}{values[0]:>8} → {values[1]}"
    word = "better" if (gain > 0) == more_is_better else "worse"
    sure = "" if low is None or high is None else f" [{low:+.3f}, {high:+.3f}]"
    return f"{line}  {gain:+.3f}{sure} {word}"


def _story(old: StoryScore, new: StoryScore) -> list[str]:
    before = {fact.id: fact for fact in old.facts}
    return [
        f"  {new.story} {fact.id}: {change}: {fact.question}"
        for fact in new.facts
        if fact.id in before and (change := _fact(before[fact.id], fact))
    ]


def _fact(old: FactResult, new: FactResult) -> str:
    """Say what became of a fact; empty where nothing did."""
    if old.found != new.found:
        return "found now" if new.found else f"lost now, by {new.lost}"
    if old.accepted != new.accepted:
        return f"verdict {old.verdict} → {new.verdict}, {'accepted now' if new.accepted else 'no longer accepted'}"
    if old.level != new.level:
        levels = f"{', '.join(old.levels)} → {', '.join(new.levels)}"
        return f"level {levels}, {'right now' if new.level else 'no longer right'}"
    return "" if old.lost == new.lost else f"lost by {old.lost} → {new.lost}"
