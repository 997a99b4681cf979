"""What was read, cited, left out, and found in one article only: the other half of "none found"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Literal

from checker.schema import (
    Article,
    ArticleCoverage,
    Claim,
    Fact,
    FigureClaim,
    Leaning,
    OneOrigin,
    Passage,
    RoleClaim,
    SingleSource,
    SpeechClaim,
)
from checker.steps.passages import overlap

Why = Literal["accusation", "figure", "quotation", "name", "date", "cause"]


def article_coverage(
    articles: Sequence[Article], claims: Sequence[Claim], facts: Sequence[Fact]
) -> tuple[ArticleCoverage, ...]:
    """Return for each article how many sentences are cited, which are furniture, and which nothing cites."""
    by_claims: defaultdict[str, set[int]] = defaultdict(set)
    by_facts: defaultdict[str, set[int]] = defaultdict(set)
    for claim in claims:
        by_claims[claim.passage.article].update(claim.passage.sentences)
    for passage in _fact_passages(facts):
        by_facts[passage.article].update(passage.sentences)
    covered = []
    for article in articles:
        furniture = tuple(sentence.number for sentence in article.sentences if sentence.role == "furniture")
        cited = by_claims[article.id] | by_facts[article.id] | set(furniture)
        covered.append(
            ArticleCoverage(
                article=article.id,
                sentences=len(article.sentences),
                cited_by_claims=len(by_claims[article.id]),
                cited_by_facts=len(by_facts[article.id]),
                furniture=furniture,
                left_out=tuple(s.number for s in article.sentences if s.number not in cited),
            )
        )
    return tuple(covered)


def single_sources(
    claims: Sequence[Claim],
    facts: Sequence[Fact],
    origins: Sequence[OneOrigin] = (),
    leanings: Sequence[Leaning] = (),
) -> tuple[SingleSource, ...]:
    """Return the claims that stand in no fact in which another source takes part.

    Articles of one origin are one source, and a sentence that gives what another article reported is that article's.

    Figures, names and titles, dates, quotations, accusations and causes say why they are listed; the rest is mere
    background.
    """
    passage_of = {claim.id: claim.passage for claim in claims}
    source = source_of(origins, leanings)
    cited: set[str] = set()
    by_sentence: defaultdict[str, list[Passage]] = defaultdict(list)
    for fact in facts:
        if len({source(passage) for position in fact.positions for passage in position.passages}) > 1:
            for position in fact.positions:
                cited.update(position.claims)
                of_claims = {passage_of[name] for name in position.claims if name in passage_of}
                for passage in position.passages:
                    if passage not in of_claims:
                        by_sentence[passage.article].append(passage)
    return tuple(
        SingleSource(claim=claim.id, why_listed=why_listed(claim))
        for claim in claims
        if claim.id not in cited
        and not any(overlap(claim.passage, passage) for passage in by_sentence[claim.passage.article])
    )


def source_of(origins: Sequence[OneOrigin], leanings: Sequence[Leaning]) -> Callable[[Passage], str]:
    """Return the function that tells which article stands for the source of a passage."""
    first = {article: origin.articles[0] for origin in origins for article in origin.articles}
    upon = {(one.passage.article, number): one.upon for one in leanings for number in one.passage.sentences}

    def source(passage: Passage) -> str:
        reported = {upon.get((passage.article, number), passage.article) for number in passage.sentences}
        article = next(iter(reported)) if len(reported) == 1 else passage.article
        return first.get(article, article)

    return source


def why_listed(claim: Claim) -> Why | None:
    """Return why a claim that one source alone makes is worth a look; None for mere background."""
    if claim.certainty == "alleged":
        return "accusation"
    if isinstance(claim, FigureClaim):
        return "figure"
    if isinstance(claim, SpeechClaim):
        return "quotation" if claim.form == "verbatim" else None
    if isinstance(claim, RoleClaim):
        return "name"
    if claim.kind == "cause":
        return "cause"
    return "date" if claim.when and any(char.isdigit() for char in claim.when.written) else None


def _fact_passages(facts: Sequence[Fact]) -> list[Passage]:
    return [passage for fact in facts for position in fact.positions for passage in position.passages]
