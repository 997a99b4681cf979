"""A report held against the gold of its story: what was found, told rightly, made up, and lost by which step.

A fact counts as found where a finding shows it, because only that reaches the editor. Every pair of positions is judged
for itself: a toll of 3, then 5, then 3 again is an update and a contradiction.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from checker.harness.claimed import claims_right
from checker.harness.gold import Gold, GoldFact, GoldPair
from checker.harness.losses import Seen, step_that_lost
from checker.harness.matching import Matched, Telling, ToldFact, matched, told_facts
from checker.harness.places import meet
from checker.harness.results import FactResult, PairResult, StoryScore, Tally
from checker.model.answers import Usage
from checker.model.price import list_price
from checker.schema import Fact, Finding, Report
from checker.settings import DEFAULT_MODEL

TOLD_APART = frozenset({"superseded", "contradict"})


@dataclass(frozen=True)
class Effort:
    """What a run took: the longest chain of requests, and the tokens written on it."""

    depth: int = 0
    chain_tokens: int = 0


def score(
    report: Report,
    gold: Gold,
    *,
    way: str = "claims",
    sample: int = 0,
    effort: Effort | None = None,
    supported: Tally | None = None,
) -> StoryScore:
    """Hold a report against the gold of its story; `supported` is how many claims hold, where that was judged."""
    shown = {finding.fact: finding for finding in report.findings if finding.fact is not None}
    told = told_facts([fact for fact in report.facts if fact.id in shown], report.articles)
    match = matched(told, gold.facts)
    seen = Seen(report, matched(told_facts(report.facts, report.articles), gold.facts), gold)
    facts_of = {fact.id: fact for fact in report.facts}
    results = tuple(_fact_result(fact, match, shown, facts_of, seen) for fact in gold.facts)
    claimed = claims_right(told, match, gold, shown)
    tallies = {
        **_fact_tallies(results),
        **_pair_tallies(results),
        "contradictions": claimed.contradictions,
        "fixes": claimed.fixes,
        "traps": Tally(hit=len(claimed.sprung), of=len(gold.traps)),
        "cited": seen.passages_cited(),
        "supported": supported or Tally(hit=0, of=0),
        "together": seen.pairs_together(),
        "coverage": _coverage(report),
        "refused": Tally(
            hit=sum(task.refused for task in report.run.tasks), of=sum(task.requests for task in report.run.tasks)
        ),
    }
    effort = effort or Effort(len(report.run.tasks), 0)
    amounts = {
        "requests": float(sum(task.requests for task in report.run.tasks)),
        "input_tokens": float(sum(task.input_tokens for task in report.run.tasks)),
        "output_tokens": float(sum(task.output_tokens for task in report.run.tasks)),
        "dollars": _dollars(report),
        "depth": float(effort.depth),
        "chain_tokens": float(effort.chain_tokens),
        "failures": float(len(report.failures)),
        "open": float(sum(beyond.state == "open" for beyond in claimed.beyond)),
    }
    return StoryScore(
        story=gold.story,
        way=way,
        sample=sample,
        tallies=tallies,
        amounts=amounts,
        facts=results,
        beyond=claimed.beyond,
    )


def _dollars(report: Report) -> float:
    """Return what the tokens would cost by the list price of the default model: a scale, not what was paid."""
    tasks = report.run.tasks
    usage = Usage(sum(task.input_tokens for task in tasks), sum(task.output_tokens for task in tasks))
    return round(list_price(DEFAULT_MODEL, usage, provider="openai") or 0, 6)


def _fact_result(
    fact: GoldFact, match: Matched, shown: Mapping[str, Finding], facts: Mapping[str, Fact], seen: Seen
) -> FactResult:
    """Judge one fact of the gold by the tellings that reach the editor."""
    tellings = match.of_fact[fact.id]
    pairs = tuple(_pair_result(pair, match.best(fact, pair)) for pair in fact.pairs)
    findings = tuple(dict.fromkeys(telling.told.id for telling in tellings))
    levels = tuple(dict.fromkeys(shown[name].level for name in findings))
    told = [pair for pair in pairs if pair.told is not None]
    return FactResult(
        id=fact.id,
        question=fact.question,
        difficulty=fact.difficulty,
        must_find=fact.must_find,
        pairs=pairs,
        found=bool(told),
        accepted=bool(told) and all(pair.accepted for pair in told),
        aspect=bool(tellings) and tellings[0].told.aspect in fact.aspects,
        level=bool(fact.levels & set(levels)),
        complete=any(_complete(fact, one) for one in {telling.told.id: telling.told for telling in tellings}.values()),
        said_twice=_said_twice(tellings),
        tension=_tension(fact, tellings),
        quotation="quote" in fact.aspects,
        findings=findings,
        levels=levels,
        confirmed=bool(findings) and facts[findings[0]].outcome == "confirmed",
        lost=None if told else step_that_lost(fact, seen),
    )


def _pair_result(pair: GoldPair, best: Telling | None) -> PairResult:
    return PairResult(
        first=pair.first,
        second=pair.second,
        gold=pair.verdict,
        accept=tuple(sorted(pair.accept)),
        told=best.pair.verdict if best else None,
        accepted=best is not None and best.accepted,
    )


def _complete(fact: GoldFact, told: ToldFact) -> bool:
    """Say whether every article that takes a stand does so in the told fact, on the right side.

    A told position belongs to the gold position with which it shares most passages; of two such, to the one that it
    holds more of, because a sentence may stand on two sides.
    """
    owner: dict[int, int] = {}
    for mine, places in enumerate(told.positions):
        shared = Counter(
            number
            for number, position in enumerate(fact.positions)
            for place in position.places
            if any(meet(place, held) for held in places)
        )
        if shared:
            owner[mine] = max(shared, key=lambda n: (shared[n], shared[n] / len(fact.positions[n].places)))
    for number, position in enumerate(fact.positions):
        held = [place for mine, its in owner.items() if its == number for place in told.positions[mine]]
        standing = {place.article for place in position.places if any(meet(place, other) for other in held)}
        if standing != position.articles:
            return False
    return True


def _said_twice(tellings: Sequence[Telling]) -> bool:
    """Say whether several findings tell the very same pair of positions."""
    tellers = Counter((pair.first, pair.second) for _, pair in {(one.told.id, one.gold) for one in tellings})
    return any(count > 1 for count in tellers.values())


def _tension(fact: GoldFact, tellings: Sequence[Telling]) -> bool | None:
    """Say whether an article that takes two sides is told so; None where none does."""
    inside = {
        pair: fact.positions[pair.first - 1].articles & fact.positions[pair.second - 1].articles for pair in fact.pairs
    }
    if not any(inside.values()):
        return None
    for telling in tellings:
        first, second = (telling.told.positions[n - 1] for n in (telling.pair.first, telling.pair.second))
        both = {place.article for place in first} & {place.article for place in second}
        if both & inside[telling.gold]:
            return True
    return False


def _fact_tallies(results: Sequence[FactResult]) -> dict[str, Tally]:
    found = [fact for fact in results if fact.found]
    tensions = [fact.tension for fact in results if fact.tension is not None]
    quotations = [fact.found for fact in results if fact.quotation]
    return {
        "found": Tally(hit=len(found), of=len(results)),
        "accepted": Tally(hit=sum(fact.accepted for fact in results), of=len(results)),
        "aspect": Tally(hit=sum(fact.aspect for fact in results), of=len(results)),
        "level": Tally(hit=sum(fact.level for fact in results), of=len(results)),
        "complete": Tally(hit=sum(fact.complete for fact in results), of=len(results)),
        "tensions": Tally(hit=sum(tensions), of=len(tensions)),
        "quotations": Tally(hit=sum(quotations), of=len(quotations)),
        "said_twice": Tally(hit=sum(fact.said_twice for fact in found), of=len(found)),
    }


def _pair_tallies(results: Sequence[FactResult]) -> dict[str, Tally]:
    pairs = [pair for fact in results for pair in fact.pairs]
    told = [pair for pair in pairs if pair.told is not None]
    apart = [pair for pair in told if len(TOLD_APART & set(pair.accept)) == 1 and pair.told in TOLD_APART]
    return {
        "pairs_found": Tally(hit=len(told), of=len(pairs)),
        "pairs_accepted": Tally(hit=sum(pair.accepted for pair in told), of=len(told)),
        "superseded": Tally(hit=sum(pair.told in pair.accept for pair in apart), of=len(apart)),
    }


def _coverage(report: Report) -> Tally:
    covered = report.coverage.articles if report.judged_by == "model" else ()
    of = sum(one.sentences - len(one.furniture) for one in covered)
    return Tally(hit=of - sum(len(one.left_out) for one in covered), of=of)
