"""Findings that only a draft can have: what stands in no source, and several unnamed sources made of one.

"In no source" is for figures, names, dates, quotations, accusations, causes and superlatives, never for background.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import get_args

from checker.schema import (
    Article,
    Aspect,
    Fact,
    Finding,
    FindingPassage,
    Keys,
    LookedUp,
    Passage,
    Span,
    Unsaid,
    Unsourced,
)
from checker.steps.levels import SEVERITY
from checker.steps.passages import overlap
from checker.text.unnamed import Unnamed, unnamed_source

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


def in_no_source(
    draft: Article,
    found: Iterable[Finding],
    facts: Mapping[str, Fact],
    unsourced: Sequence[Unsourced],
    quotations: Sequence[LookedUp],
) -> list[Finding]:
    """Return a finding for each sentence of which something stands in no source, as a judge or a look-up says.

    A quotation that one of `found` sets against its source is not told again.
    """
    nowhere = [*unsourced, *_quoted_nowhere(quotations, unsourced, draft.id)]
    altered = _as_altered(found, draft.id, facts, quotations)
    return _without_source(draft, [one for one in nowhere if not _is_altered(one, altered)])


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
        where = f": {', '.join(words)}" if words else ""
        found.append(
            _finding(
                f"unsourced-{first.what}",
                _ASPECTS[first.what],
                f"In no source: {', '.join(kinds)}",
                f"None of the sources was found to say it{where}.",
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


def more_than_one(draft: Article, facts: Sequence[Fact], articles: Mapping[str, Article]) -> list[Finding]:
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
