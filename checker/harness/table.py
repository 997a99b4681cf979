"""An evaluation on the terminal: plain lines of at most 80 columns, the same on every terminal and in every log."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from checker.harness.fitting import fitted, tabled
from checker.harness.measures import AGREED, AMOUNTS, MEASURES, REPEATED, Meaning
from checker.harness.results import Estimate, Evaluation, Results, StoryScore, Tally

_STORY_COLUMNS = ("found", "accepted", "level", "complete", "contradictions", "traps")


def render_table(results: Results) -> str:
    """Return an evaluation as lines: figures with their intervals, story by story, what was lost and what is beyond."""
    blocks = [_evaluation(one) for one in results.evaluations]
    for suite in dict.fromkeys(one.suite for one in results.evaluations):
        runs = [one for one in results.evaluations if one.suite == suite]
        if len({one.way for one in runs}) > 1:
            blocks.append(_ways(suite, runs))
    for repeated in results.repeats:
        samples = ", ".join(map(str, repeated.samples))
        title = f"{repeated.suite}, way {repeated.way}: repeats (samples {samples})"
        blocks.append([title, *_estimates(repeated.measures, REPEATED)])
    for agreed in results.agreement:
        title = f"{agreed.suite}: two annotators of {', '.join(agreed.stories)}"
        blocks.append([title, *_estimates(agreed.measures, AGREED)])
    return "\n\n".join("\n".join(fitted(block)) for block in blocks) + "\n"


def share(value: float | None) -> str:
    """Return a share with three digits; a dash where there was nothing to count."""
    return "–" if value is None else f"{value:.3f}"


def counted(value: float) -> str:
    """Return a count, thousands apart; an amount of money with its cents."""
    return f"{value:,.0f}" if value == int(value) else f"{value:,.2f}"


def title_of(one: Evaluation) -> str:
    """Return the heading of an evaluation."""
    facts = sum(len(story.facts) for story in one.stories)
    return f"{one.suite}, way {one.way}, sample {one.sample}: {len(one.stories)} stories, {facts} facts"


def lost_lines(one: Evaluation) -> list[str]:
    """Return a line for each fact that no finding shows, with the step that lost it."""
    return [
        f"{story.story} {fact.id} ({fact.difficulty}) lost by {fact.lost}: {fact.question}"
        for story in one.stories
        for fact in story.facts
        if not fact.found
    ]


def turned_lines(one: Evaluation) -> list[str]:
    """Return a line for each fact that is found with a verdict that the gold does not accept."""
    return [
        f"{story.story} {fact.id} ({fact.difficulty}) positions {pair.first} and {pair.second} told as {pair.told}, "
        f"gold {'|'.join(pair.accept)}: {fact.question}"
        for story in one.stories
        for fact in story.facts
        for pair in fact.pairs
        if pair.told is not None and not pair.accepted
    ]


def beyond_lines(one: Evaluation) -> list[str]:
    """Return a line for each contradiction that is wrong, springs a trap, or awaits a decision."""
    return [
        f"{story.story} {beyond.finding} {beyond.state}, level {beyond.level}: {beyond.question}"
        + (f" ({beyond.why})" if beyond.why else "")
        for story in one.stories
        for beyond in story.beyond
    ]


def by_difficulty(one: Evaluation) -> dict[str, Tally]:
    """Return the facts found of each difficulty, over all stories."""
    found: defaultdict[str, list[bool]] = defaultdict(list)
    for story in one.stories:
        for fact in story.facts:
            found[fact.difficulty].append(fact.found)
    return {name: Tally(hit=sum(found[name]), of=len(found[name])) for name in sorted(found)}


def _evaluation(one: Evaluation) -> list[str]:
    lines = [title_of(one), *_estimates(one.measures, MEASURES)]
    lines += [f"  {AMOUNTS[name].label:<28}{counted(value):>12}" for name, value in one.amounts.items()]
    heads = ["story", *(MEASURES[name].label.lstrip("… ") for name in _STORY_COLUMNS)]
    lines += ["", *tabled(heads, [[story.story, *_story(story)] for story in one.stories])]
    shares = [f"{kind} {its.hit:.0f}/{its.of:.0f}" for kind, its in by_difficulty(one).items()]
    lines += ["", f"  found by difficulty: {', '.join(shares)}"]
    for title, found in (
        ("lost", lost_lines(one)),
        ("told otherwise", turned_lines(one)),
        ("beyond", beyond_lines(one)),
    ):
        lines += ["", f"  {title}: {len(found)}", *(f"    {line}" for line in found)] if found else []
    return lines


def _estimates(measures: Mapping[str, Estimate], meanings: Mapping[str, Meaning]) -> list[str]:
    return [
        f"  {meanings[name].label:<28}{_of(one):>12}{share(one.value):>8}  {interval(one)}".rstrip()
        for name, one in measures.items()
    ]


def interval(one: Estimate) -> str:
    """Return the 95 % interval, empty where there is none."""
    return "" if one.low is None or one.high is None else f"[{one.low:.3f}, {one.high:.3f}]"


def _of(one: Estimate) -> str:
    return f"{one.hit:.0f} of {one.of:.0f}"


def _story(story: StoryScore) -> list[str]:
    return [f"{story.tallies[name].hit:.0f}/{story.tallies[name].of:.0f}" for name in _STORY_COLUMNS]


def _ways(suite: str, evaluations: Sequence[Evaluation]) -> list[str]:
    """Return what each way of checking a suite comes to and what it takes, side by side."""
    heads = ["", "found", "accepted", "contra\u00addictions", "traps", "requests", "tokens", "on the longest chain"]
    rows = []
    for one in evaluations:
        cells = [share(one.measures[measure].value) for measure in ("found", "accepted", "contradictions")]
        cells += [counted(one.measures["traps"].hit), counted(one.amounts["requests"])]
        cells += [counted(tokens(one)), counted(one.amounts["chain_tokens"])]
        rows.append([f"{one.way} {one.sample}", *cells])
    return [f"{suite}: ways of checking, side by side", *tabled(heads, rows)]


def tokens(one: Evaluation) -> float:
    """Return the tokens of all requests and replies."""
    return one.amounts["input_tokens"] + one.amounts["output_tokens"]
