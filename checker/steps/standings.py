"""How each sentence of a draft stands: by the facts in which it takes part; of several, the gravest shows."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import get_args

from checker.schema import (
    Article,
    Claim,
    DraftSentence,
    Fact,
    Finding,
    Leaning,
    OneOrigin,
    Pair,
    Passage,
    Position,
    Standing,
    Unsourced,
)
from checker.steps.coverage import source_of
from checker.steps.draft_sides import SourceOf, backing, is_later, is_once_overtaken
from checker.steps.levels import Graded, grade_pairs
from checker.steps.listing import shown_sentences
from checker.text.unnamed import unnamed_source

GRAVEST_FIRST: tuple[Standing, ...] = get_args(Standing)

_NOTHING_TO_CHECK: Standing = "without a checkable claim"

_OF_VERDICT: Mapping[str, Standing] = {"contradict": "contradicted", "unclear": "unclear"}


@dataclass(frozen=True)
class Grounds:
    """What the standings are made of: the facts, and what was said of sentences by themselves.

    `told` and `idle` are the numbers of sentences that were judged, and that assert nothing; any other was not checked.
    """

    facts: Sequence[Fact]
    unsourced: Sequence[Unsourced] = ()
    findings: Sequence[Finding] = ()
    told: Collection[int] = frozenset()
    idle: Collection[int] = frozenset()
    origins: Sequence[OneOrigin] = ()
    leanings: Sequence[Leaning] = ()


@dataclass
class _Sentence:
    """What is known of a sentence so far."""

    standings: set[Standing] = field(default_factory=set)
    support: dict[Passage, None] = field(default_factory=dict)
    facts: dict[str, None] = field(default_factory=dict)
    findings: dict[str, None] = field(default_factory=dict)


def standings(
    draft: Article, grounds: Grounds, articles: Mapping[str, Article], claims: Mapping[str, Claim]
) -> tuple[DraftSentence, ...]:
    """Return how each sentence of the draft stands, page furniture aside."""
    of = {number: _Sentence() for number in shown_sentences(draft)}
    source = source_of(grounds.origins, grounds.leanings)
    asked = {(one.fact, one.between) for one in grounds.findings if one.level in ("fix", "check")}
    for fact in grounds.facts:
        graded = grade_pairs(fact, articles, claims, draft.id)
        looked_at = {_both(one.pair) for one in graded if _is_asked(one, fact, asked)}
        _take_fact(fact, draft.id, of, looked_at, source)
    for unsourced in grounds.unsourced:
        for number in unsourced.passage.sentences:
            if number in of and (unsourced.what != "background" or not of[number].standings):
                of[number].standings.add("without a source")
    for finding in grounds.findings:
        _take_finding(finding, draft.id, of)
    found = []
    for number, sentence in of.items():
        judged = number in grounds.told or number in grounds.idle
        if not judged:
            sentence.standings.add("not checked")
        standing: Standing = min(sentence.standings or {_NOTHING_TO_CHECK}, key=GRAVEST_FIRST.index)
        found.append(
            DraftSentence(
                number=number,
                standing=standing,
                supported_by=tuple(dict.fromkeys(passage.article for passage in sentence.support)),
                origins=len({source(passage) for passage in sentence.support}),
                unnamed=bool(sentence.support) and all(_is_unnamed(p, articles) for p in sentence.support),
                facts=tuple(sentence.facts),
                findings=tuple(sentence.findings),
                judged=judged,
            )
        )
    return tuple(found)


def _is_asked(graded: Graded, fact: Fact, asked: Collection[tuple[str | None, tuple[int, int] | None]]) -> bool:
    """Say whether somebody should look at a pair: by its level, by what is at stake, or as a finding says so."""
    raised = graded.level == "note" and fact.stakes != "none" and not graded.caps
    return graded.level in ("fix", "check") or raised or (fact.id, _both(graded.pair)) in asked


def _both(pair: Pair | None) -> tuple[int, int] | None:
    return None if pair is None else (pair.first, pair.second)


def _take_fact(
    fact: Fact,
    draft: str,
    of: Mapping[int, _Sentence],
    asked: Collection[tuple[int, int] | None],
    source: SourceOf,
) -> None:
    """Take in what one fact says of the draft's sentences that take part in it.

    `asked` are the pairs, by their positions, at which somebody should look.
    """
    for at, position in enumerate(fact.positions, 1):
        mine = [of[n] for n in _sentences_of(position, draft) if n in of]
        support = _of_sources(position, draft)
        standings: set[Standing] = set()
        for pair in fact.pairs:
            if at not in (pair.first, pair.second):
                continue
            other = fact.positions[(pair.second if pair.first == at else pair.first) - 1]
            behind = backing(fact, pair, draft, source)
            if pair.verdict == "superseded" or is_once_overtaken(fact, pair, at):
                older = pair.verdict != "superseded" or (pair.first == at and not is_later(fact, pair, draft))
                standings |= {"outdated"} if older else set()
            elif behind == "outweighs" or (support and set(other.articles) == {draft}):
                continue  # what stands apart is the other side's matter: an outlier, or another sentence of the draft
            elif pair.verdict == "differ":
                # A difference that is no finding bears the draft out: it says less, or says it in other words.
                if _both(pair) in asked:
                    standings.add("differing")
                else:
                    support += _of_sources(other, draft)
            else:
                standings.add("differing" if behind == "backed" else _OF_VERDICT[pair.verdict])
        if not fact.pairs:
            support = [passage for one in fact.positions for passage in _of_sources(one, draft)]
        standings.add("supported" if support else "without a source")
        for sentence in mine:
            sentence.standings |= standings
            sentence.support |= dict.fromkeys(support)
            sentence.facts[fact.id] = None


def _take_finding(finding: Finding, draft: str, of: Mapping[int, _Sentence]) -> None:
    """Take in a finding that no fact stands behind.

    What only the built-in checks set against another passage leaves a sentence unclear. A quotation that they find in
    no source is without one, whatever the judge let pass, and a draft that makes several sources of one differs.
    """
    sides = {passage.position for passage in finding.passages}
    standing: Standing | None = None
    if finding.fact is None and finding.level in ("fix", "check"):
        if not finding.keys.checks:
            standing = "differing" if len(sides) > 1 else "without a source"
        elif len(sides) > 1:
            standing = "unclear"
    for passage in finding.passages:
        for number in passage.sentences if passage.article == draft else ():
            if number not in of:
                continue
            of[number].findings[finding.id] = None
            if standing is not None:
                of[number].standings.add(standing)


def _sentences_of(position: Position, article: str) -> Iterable[int]:
    return dict.fromkeys(n for passage in position.passages if passage.article == article for n in passage.sentences)


def _of_sources(position: Position, draft: str) -> list[Passage]:
    return [passage for passage in position.passages if passage.article != draft]


def _is_unnamed(passage: Passage, articles: Mapping[str, Article]) -> bool:
    article = articles[passage.article]
    return any(unnamed_source(article.sentence_text(number)) for number in passage.sentences)
