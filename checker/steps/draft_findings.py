"""What an editor reads of a draft: findings about its sentences first and foremost, in its own order.

The rules are those of a news desk. A draft sentence stands in at most two findings. What the sources tell differently
among themselves is a note where the draft does not take part. Where a source says what the draft says, another source
that contradicts it asks for a person, not for a correction. "In no source" is for figures, names, dates, quotations,
accusations, causes and superlatives, never for background.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, get_args

from checker.schema import (
    Article,
    Aspect,
    Fact,
    Finding,
    FindingPassage,
    Keys,
    Level,
    LookedUp,
    Passage,
    Span,
    Unsaid,
    Unsourced,
)
from checker.steps.draft_sides import SourceOf, backing, is_later, is_outweighed
from checker.steps.findings import SEVERITY
from checker.steps.judging import judged
from checker.steps.levels import ORDER
from checker.steps.passages import overlap
from checker.text.unnamed import Unnamed, unnamed_source

MOST_OF_A_SENTENCE = 2

NO_PART = "the draft takes no part in it"

UNSOURCED_CODES = tuple(f"unsourced-{what}" for what in get_args(Unsaid) if what != "background")
UNNAMED_CODE = "unnamed-sources"

DRAFT_CODES = (*UNSOURCED_CODES, UNNAMED_CODE)
"""The codes of findings that only a draft can have."""

_ASPECTS: Mapping[Unsaid, Aspect] = {
    "figure": "number",
    "name": "name",
    "date": "date",
    "quotation": "quote",
    "accusation": "attribution",
    "cause": "cause",
    "superlative": "scope",
}
_CALLED: Mapping[Unsaid, str] = {
    "figure": "figure",
    "name": "name or title",
    "date": "time or place",
    "quotation": "quotation",
    "accusation": "accusation",
    "cause": "cause or purpose",
    "superlative": "superlative",
}


class Seen(NamedTuple):
    """The findings about a draft, and how many *checks* were left out as a third on a sentence."""

    findings: tuple[Finding, ...]
    left_out: int

    @property
    def notices(self) -> tuple[str, ...]:
        """What the reader must know of those left out."""
        if not self.left_out:
            return ()
        count = "1 CHECK more lies" if self.left_out == 1 else f"{self.left_out} CHECKs more lie"
        return (f"{count} on sentences of the draft that stand in two findings already.",)


def draft_findings(
    found: Sequence[Finding],
    draft: Article,
    facts: Sequence[Fact],
    unsourced: Sequence[Unsourced],
    quotations: Sequence[LookedUp],
    articles: Mapping[str, Article],
    source: SourceOf,
) -> Seen:
    """Return the findings of a draft check, made of those that any story has and those that only a draft can have.

    `source` tells which article stands for the source of a passage.
    """
    of_fact = {fact.id: fact for fact in facts}
    shown = [
        _seen_from(one, draft.id, of_fact, source) for one in found if not _told_again(one, draft.id, facts, of_fact)
    ]
    nowhere = [*unsourced, *_quoted_nowhere(quotations, unsourced, draft.id)]
    altered = _as_altered(shown, draft.id, of_fact, quotations)
    shown += _without_source(draft, [one for one in nowhere if not _is_altered(one, altered)])
    shown += [one for one in _more_than_one(draft, facts, articles) if not _is_told(one, shown, draft.id)]
    kept = _few_a_sentence(shown, draft.id)
    return Seen(_in_order(kept, draft.id), _checks(shown) - _checks(kept))


def _checks(findings: Iterable[Finding]) -> int:
    return sum(one.level == "check" for one in findings)


def seen_from(fact: Fact, draft: str) -> Fact:
    """Return a fact with those of its pairs alone in which the draft takes part, where it does in any.

    What its sources tell differently besides does not make the draft's part in it any graver.
    """
    own = {number for number, position in enumerate(fact.positions, 1) if draft in position.articles}
    pairs = [pair for pair in fact.pairs if {pair.first, pair.second} & own]
    return judged(fact, pairs, fact.outcome) if pairs and len(pairs) < len(fact.pairs) else fact


def _is_of(finding: Finding, draft: str) -> bool:
    return any(passage.article == draft for passage in finding.passages)


def _seen_from(finding: Finding, draft: str, facts: Mapping[str, Fact], source: SourceOf) -> Finding:
    """Return a finding with the level that it has for who decides on the draft."""
    if finding.level in ("hold", "note"):
        return finding
    if not _is_of(finding, draft):
        return _lowered(finding, "note", NO_PART)
    fact = facts.get(finding.fact or "")
    if fact is None or finding.between is None:
        return finding
    sides = {number: fact.positions[number - 1].articles for pair in fact.pairs for number in (pair.first, pair.second)}
    own = [pair for pair in fact.pairs if draft in (*sides[pair.first], *sides[pair.second])]
    shown = next((pair for pair in own if {pair.first, pair.second} == set(finding.between)), None)
    if shown is None:
        return _lowered(finding, "note", NO_PART)
    if all(is_later(fact, pair, draft) for pair in own):
        return _lowered(finding, "note", "the draft has the later state")
    at_issue = [pair for pair in own if not (draft in sides[pair.first] and draft in sides[pair.second])]
    if at_issue and all(is_outweighed(fact, pair, draft, source) for pair in at_issue):
        return _lowered(finding, "note", "more sources say what the draft says")
    if finding.level == "fix" and backing(fact, shown, draft, source) != "alone":
        return _lowered(finding, "check", "a source says what the draft says")
    return finding


def _lowered(finding: Finding, level: Level, cap: str) -> Finding:
    return finding.model_copy(update={"level": level, "severity": SEVERITY[level], "caps": (*finding.caps, cap)})


def _told_again(finding: Finding, draft: str, facts: Sequence[Fact], of_fact: Mapping[str, Fact]) -> bool:
    """Say whether what sources tell differently among themselves stands in a fact of the draft as well."""
    fact = of_fact.get(finding.fact or "")
    if fact is None or _is_of(finding, draft):
        return False
    return any(_holds_apart(other, fact) for other in facts if _takes_part(other, draft) and other.pairs)


def _takes_part(fact: Fact, draft: str) -> bool:
    return any(draft in position.articles for position in fact.positions)


def _holds_apart(one: Fact, other: Fact) -> bool:
    """Say whether two positions of `other` meet two different ones of `one`."""
    met = [
        {
            at
            for at, mine in enumerate(one.positions)
            if any(overlap(p, q) for p in mine.passages for q in theirs.passages)
        }
        for theirs in other.positions
    ]
    return any(a != b for at, first in enumerate(met) for second in met[at + 1 :] for a in first for b in second)


def _quoted_nowhere(quotations: Sequence[LookedUp], unsourced: Sequence[Unsourced], draft: str) -> list[Unsourced]:
    """Return the draft's quotations, of a known speaker, that stand in no source and that the judge let pass."""
    return [
        Unsourced(passage=one.passage, what="quotation")
        for one in quotations
        if one.passage.article == draft
        and one.fate == "only here"
        and one.speaker is not None
        and not any(overlap(one.passage, other.passage) for other in unsourced)
    ]


def _as_altered(
    found: Iterable[Finding], draft: str, facts: Mapping[str, Fact], quotations: Sequence[LookedUp]
) -> list[Passage]:
    """Return the draft's quotations that a finding on a judged fact sets against what a source has of them.

    A passage that holds several quotations does not say which of them is meant.
    """
    asked = [facts[one.fact] for one in found if one.fact and one.fact in facts and one.level in ("fix", "check")]
    return [
        passage
        for fact in asked
        if fact.aspect == "quote"
        for position in fact.positions
        for passage in position.passages
        if passage.article == draft and sum(overlap(passage, one.passage) for one in quotations) < 2
    ]


def _is_altered(unsourced: Unsourced, altered: Iterable[Passage]) -> bool:
    """Say whether words in no source are such a quotation: that no source has it so is then what the finding says."""
    return unsourced.what == "quotation" and any(overlap(unsourced.passage, passage) for passage in altered)


def _without_source(draft: Article, unsourced: Sequence[Unsourced]) -> list[Finding]:
    """Return a finding for each sentence that asserts what no source says and an editor would ask a source for."""
    by_sentence: defaultdict[int, list[Unsourced]] = defaultdict(list)
    for one in unsourced:
        if one.what != "background":
            by_sentence[one.passage.sentences[0]].append(one)
    found = []
    met: Counter[str] = Counter()
    for number, several in sorted(by_sentence.items()):
        first = several[0]
        text = draft.sentence_text(number)
        met[text] += 1
        kinds = dict.fromkeys(_CALLED[one.what] for one in several)
        passages = tuple(dict.fromkeys(_shown(one.passage, draft) for one in several))
        words = [f"“{_bare(draft.text[p.words.start : p.words.end])}”" for p in passages if p.words is not None]
        where = ", ".join(words) if words else "the sentence"
        found.append(
            _finding(
                f"unsourced-{first.what}",
                _ASPECTS[first.what],
                f"In no source: {', '.join(kinds)}",
                f"None of the sources was found to say it: {where}.",
                "Name a source for it, or take it out.",
                passages,
                which=met[text],
            )
        )
    return found


def _bare(words: str) -> str:
    """Return words without the marks of a quotation, and the stop or comma that stands inside them."""
    bare = words.strip('"“”„«»‘’‚‹› ')
    return bare if bare == words else bare.rstrip(",.")


def _more_than_one(draft: Article, facts: Sequence[Fact], articles: Mapping[str, Article]) -> list[Finding]:
    """Return a finding where the draft makes several unnamed sources out of the one that a source has."""
    found = []
    for fact in facts:
        for position in fact.positions:
            mine = [passage for passage in position.passages if passage.article == draft.id]
            theirs = [passage for passage in position.passages if passage.article != draft.id]
            several = [(p, who) for p in mine if (who := _unnamed(p, draft)) is not None and who.several]
            one = [(p, who) for p in theirs if (who := _unnamed(p, articles[p.article])) is not None]
            if not several or not theirs or len(one) != len(theirs) or any(who.several for _, who in one):
                continue
            passages = [_shown(p, draft, 1) for p, _ in several]
            passages += [_shown(p, articles[p.article], 2) for p, _ in one]
            found.append(
                _finding(
                    UNNAMED_CODE,
                    "attribution",
                    "One unnamed source, or several?",
                    "The draft speaks of several sources that it does not name, where the article behind it has one.",
                    "Write of one source, or find out who the others are.",
                    tuple(dict.fromkeys(passages)),
                )
            )
    return list({finding.id: finding for finding in found}.values())


def _is_told(finding: Finding, found: Iterable[Finding], draft: str) -> bool:
    """Say whether a finding on a judged fact asks already who, and how many, vouch for the same sentence."""
    return any(
        other.fact is not None
        and other.aspect == finding.aspect
        and other.level in ("fix", "check")
        and _sentences(other, draft) & _sentences(finding, draft)
        for other in found
    )


def _unnamed(passage: Passage, article: Article) -> Unnamed | None:
    for number in passage.sentences:
        found = unnamed_source(article.sentence_text(number))
        if found is not None:
            return found
    return None


def _finding(
    code: str,
    aspect: Aspect,
    headline: str,
    explanation: str,
    action: str,
    passages: tuple[FindingPassage, ...],
    which: int = 1,
) -> Finding:
    """Return a finding on the level *check* that no fact stands behind.

    Its id is made of code and passages, and of `which` of several sentences of the same words it is about.
    """
    words = [f"{which}"] if which > 1 else []
    words += [f"{p.article}\n{p.text}\n{'' if p.words is None else p.words.start - p.start}" for p in passages]
    return Finding(
        id="d" + hashlib.sha256("\n".join((code, *words)).encode("utf-8", "surrogatepass")).hexdigest()[:9],
        code=code,
        level="check",
        severity=SEVERITY["check"],
        verdict=None,
        aspect=aspect,
        headline=headline,
        explanation=explanation,
        action=action,
        passages=passages,
        keys=Keys(),
        between=(1, 2) if any(passage.position == 2 for passage in passages) else None,
    )


def _shown(passage: Passage, article: Article, position: int = 1) -> FindingPassage:
    start, end = article.sentence(passage.sentences[0]).start, article.sentence(passage.sentences[-1]).end
    inside = start <= passage.span.start < passage.span.end <= end
    narrow = inside and (passage.span.start, passage.span.end) != (start, end)
    return FindingPassage(
        article=article.id,
        position=position,
        sentences=passage.sentences,
        start=start,
        end=end,
        text=article.text[start:end],
        words=Span(start=passage.span.start, end=passage.span.end) if narrow else None,
    )


def _few_a_sentence(found: Sequence[Finding], draft: str) -> list[Finding]:
    """Return the findings without those that would be a third on one of the draft's sentences, the mildest left out.

    A *fix* is never left out. What `found` has first of several that weigh the same is kept.
    """
    seen: Counter[int] = Counter()
    kept = []
    for finding in sorted(found, key=lambda one: ORDER.index(one.level)):
        numbers = _sentences(finding, draft)
        if finding.level != "fix" and any(seen[number] >= MOST_OF_A_SENTENCE for number in numbers):
            continue
        seen.update(numbers)
        kept.append(finding)
    return kept


def _sentences(finding: Finding, draft: str) -> set[int]:
    return {number for passage in finding.passages if passage.article == draft for number in passage.sentences}


def _in_order(found: Iterable[Finding], draft: str) -> tuple[Finding, ...]:
    """Return the findings by level, within each in the draft's order; those without the draft come last."""

    def place(finding: Finding) -> tuple[int, int]:
        starts = [passage.start for passage in finding.passages if passage.article == draft]
        return ORDER.index(finding.level), min(starts, default=2**62)

    return tuple(sorted(found, key=place))
