"""Verdicts: from the wire to pairs, from pairs to a fact's verdict, and two judgements into one."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime

from checker.model import wire
from checker.model.asking import DoesNotHold
from checker.schema import GRAVITY, Article, Aspect, Assumption, Fact, Outcome, Pair, Position, Shade, Verdict


def pair_from_wire(pair: wire.WirePair | wire.ConfirmedPair) -> Pair:
    """Return the pair that a wire pair means. Raises DoesNotHold where it names no position at all."""
    if pair.i < 1 or pair.j < 1:
        raise DoesNotHold(f"{pair.i} and {pair.j} are not two of its positions")
    match pair:
        case wire.PairContradicts():
            return Pair(first=pair.i, second=pair.j, verdict="contradict", assumes=pair.if_)
        case wire.PairSuperseded():
            return Pair(first=pair.i, second=pair.j, verdict="superseded", order_from=pair.order)
        case wire.PairDiffers():
            return Pair(first=pair.i, second=pair.j, verdict="differ", shade=pair.how)
        case wire.PairUnclear():
            return Pair(first=pair.i, second=pair.j, verdict="unclear")
        case wire.PairAgrees():
            return Pair(first=pair.i, second=pair.j, verdict="agree")


def check_pairs(pairs: Sequence[Pair], positions: Sequence[Position], articles: Mapping[str, Article]) -> None:
    """Raise DoesNotHold where a pair names no two positions, is there twice, or claims an order nobody can know."""
    seen: set[frozenset[int]] = set()
    for pair in pairs:
        both = frozenset((pair.first, pair.second))
        if len(both) != 2 or not all(1 <= number <= len(positions) for number in both):
            raise DoesNotHold(f"{pair.first} and {pair.second} are not two of its {len(positions)} positions")
        if both in seen:
            raise DoesNotHold(f"the pair {pair.first} and {pair.second} is judged twice")
        seen.add(both)
        if pair.verdict == "superseded" and pair.order_from == "published":
            older, newer = positions[pair.first - 1], positions[pair.second - 1]
            if not _published_before(older, newer, articles):
                raise DoesNotHold(
                    f"position {pair.first} superseded by {pair.second} with order “published”, but no dates of "
                    "publication say that it is older; give “text” if the texts tell, else another verdict"
                )


def check_places(pairs: Sequence[Pair], positions: Sequence[Position]) -> None:
    """Raise DoesNotHold where two positions that do not agree are shown by the very same passages."""
    for pair in pairs:
        one, other = (_places(positions[number - 1]) for number in (pair.first, pair.second))
        if pair.verdict != "agree" and one == other:
            raise DoesNotHold(f"positions {pair.first} and {pair.second} cite the very same; name the words of each")


def _places(position: Position) -> set[tuple[str, int, int]]:
    return {(passage.article, passage.span.start, passage.span.end) for passage in position.passages}


def _published_before(older: Position, newer: Position, articles: Mapping[str, Article]) -> bool:
    """Say whether some article of the older position certainly came out before some article of the newer."""
    return any(_certainly_before(articles[one], articles[other]) for one in older.articles for other in newer.articles)


def _certainly_before(one: Article, other: Article) -> bool:
    end, start = one.published.latest, other.published.earliest
    return end is not None and start is not None and _in_utc(end) < _in_utc(start)


def _in_utc(moment: datetime) -> datetime:
    """Return a time with its zone; one that was given without is taken for UTC."""
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def gravest(pairs: Iterable[Pair]) -> Verdict:
    """Return the gravest verdict among pairs; agree where there are none."""
    return max((pair.verdict for pair in pairs), key=GRAVITY.__getitem__, default="agree")


def judged(fact: Fact, pairs: Sequence[Pair], outcome: Outcome = "first") -> Fact:
    """Return the fact with these pairs, and with all that follows from them: verdict, current position, order."""
    kept = tuple(sorted((pair for pair in pairs if pair.verdict != "agree"), key=lambda p: (p.first, p.second)))
    overtaken = {pair.first for pair in kept if pair.verdict == "superseded"}
    overtaking = {pair.second for pair in kept if pair.verdict == "superseded"} - overtaken
    orders = {pair.order_from for pair in kept if pair.verdict == "superseded"}
    return fact.model_copy(
        update={
            "pairs": kept,
            "verdict": gravest(kept),
            "current": overtaking.pop() if len(overtaking) == 1 else None,
            "order_from": "none" if not orders else "published" if "published" in orders else "text",
            "outcome": outcome,
        }
    )


def fact_id(aspect: Aspect, positions: Iterable[Position], articles: Mapping[str, Article]) -> str:
    """Return an id made of the aspect, sentences cited and words in them: edits elsewhere leave it as it is."""
    cited = {
        (passage.article, articles[passage.article].sentence_text(number), passage.words or "")
        for position in positions
        for passage in position.passages
        for number in passage.sentences
    }
    return "f" + hashlib.sha256(repr((aspect, sorted(cited))).encode("utf-8", "surrogatepass")).hexdigest()[:9]


def second_look(first: Sequence[Pair], second: Sequence[Pair]) -> tuple[tuple[Pair, ...], Outcome]:
    """Combine two judgements pair by pair, and say what became of the first.

    The same verdict: confirmed. Another kind of discrepancy: the second stands, marked as changed. Agree against
    contradict: unclear. Agree against anything milder: withdrawn. A pair that a judgement leaves out agrees.
    """
    one = {frozenset((pair.first, pair.second)): pair for pair in first}
    two = {frozenset((pair.first, pair.second)): pair for pair in second}
    combined: list[Pair] = []
    for both in sorted(one.keys() | two.keys(), key=sorted):
        pair = _combine(one.get(both), two.get(both))
        if pair is not None:
            combined.append(pair)
    before, after = gravest(first), gravest(combined)
    if after == "agree":
        return (), "confirmed" if before == "agree" else "withdrawn"
    if after == "unclear" and before != "unclear" and gravest(second) != "unclear":
        return tuple(combined), "unclear"
    return tuple(combined), "confirmed" if before == after else "changed"


def _combine(first: Pair | None, second: Pair | None) -> Pair | None:
    """Combine two judgements of one pair; None where they come to agree.

    What either of them had to assume stays assumed. Two that turn the order of time round are unclear.
    """
    found = [pair for pair in (first, second) if pair is not None and pair.verdict != "agree"]
    if not found:
        return None
    assumes: Assumption = next((pair.assumes for pair in found if pair.assumes != "nothing"), "nothing")
    last = found[-1]
    if len(found) == 1:
        if last.verdict != "contradict":
            return None
        return Pair(first=last.first, second=last.second, verdict="unclear", assumes=assumes)
    if all(pair.verdict == "superseded" for pair in found) and found[0].first != last.first:
        return Pair(first=last.first, second=last.second, verdict="unclear", assumes="date")
    if all(pair.verdict == "differ" for pair in found):
        return _combine_differences(found[0], last)
    return last.model_copy(update={"assumes": assumes if last.verdict == "contradict" else "nothing"})


def _combine_differences(first: Pair, second: Pair) -> Pair:
    """Keep the weightier shade of two; where they disagree which side is the harder one, neither is advised."""
    if first.shade == second.shade == "strength" and first.first != second.first:
        return second.model_copy(update={"shade": "account"})
    return max(second, first, key=lambda pair: _SHADES.index(pair.shade or "wording"))


_SHADES: tuple[Shade, ...] = ("wording", "translation", "rounding", "nuance", "detail", "strength", "account")
"""From the lightest to the weightiest."""
