"""Where a sentence stands on the page, as an editor counts: by paragraphs of running text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from checker.reports.wording import date_printed, listed
from checker.schema import Article, Fact, Finding, FindingPassage, Passage, Report, Sentence

DRAFT = "draft"

_NAMED = re.compile(r"(?P<the>\b[Tt]he )?\[(?P<id>[^\[\]]+)\]")
_STOPS = (".", "!", "?")


@dataclass(frozen=True, kw_only=True)
class Pieces:
    """What every format looks up when it shows a passage.

    Articles and facts by id, of each article the places of its sentences and its rank in the report, the ids of the
    articles whose date was worked out, and in a draft check the id of the draft.
    """

    articles: Mapping[str, Article]
    places: Mapping[str, dict[int, str]]
    facts: Mapping[str, Fact]
    worked_out: frozenset[str]
    ranks: Mapping[str, int]
    draft: str | None = None

    def name(self, article: str) -> str:
        """Return what an article is called: its id, and the draft of a draft check "draft", unless a source is."""
        return DRAFT if article == self.draft and DRAFT not in self.articles else article

    def language(self, article: str) -> str:
        """Return the language of an article; "" where it is unknown."""
        found = self.articles.get(article)
        return (found.language if found else None) or ""

    def told(self, text: str) -> str:
        """Return an explanation that names articles as "[03-plane]" with their names: brackets mark words here."""
        return _NAMED.sub(self._named, text)

    def _named(self, found: re.Match[str]) -> str:
        name = found["id"]
        if name not in self.articles:
            names = name.split(", ")
            if not all(one in self.articles for one in names):
                return found[0]
            return listed(self.name(one) if self.name(one) == one else f"the {DRAFT}" for one in names)
        if self.name(name) != DRAFT:
            return f"{found['the'] or ''}{name}"
        begins = not found.string[: found.start()].strip() or found.string[: found.start()].rstrip().endswith(_STOPS)
        return f"{found['the'] or ('The ' if begins else 'the ')}{DRAFT}"

    def place(self, article: str, sentences: tuple[int, ...], start: int) -> str:
        """Return where a passage stands: "03-plane p2"; the article's name alone where that is unknown."""
        found, name = self.articles.get(article), self.name(article)
        return f"{name} {place_of(found, self.places[article], sentences, start)}".strip() if found else name

    def place_of_passage(self, passage: FindingPassage | Passage) -> str:
        """Return where a passage stands."""
        start = passage.span.start if isinstance(passage, Passage) else passage.start
        return self.place(passage.article, passage.sentences, start)

    def held(self, finding: Finding) -> Article | None:
        """Return the article that a finding without passages is about: a hold names it in its headline.

        In a draft check it is the draft: with what that piece says it must not go out.
        """
        draft = self.articles.get(self.draft or "")
        if draft is not None:
            return draft
        return next((article for article in self.articles.values() if is_hold_on(finding, article.id)), None)

    def rank(self, article: str) -> int:
        """Return the place of an article in the report's order, a draft before all; after all where it is unknown."""
        return -1 if article == self.draft else self.ranks.get(article, len(self.ranks))


def pieces_of(report: Report) -> Pieces:
    """Return what is looked up in a report."""
    return Pieces(
        articles={article.id: article for article in report.articles},
        places={article.id: sentence_places(article) for article in report.articles},
        facts={fact.id: fact for fact in report.facts},
        worked_out=worked_out(report),
        ranks={article.id: at for at, article in enumerate(report.articles)},
        draft=report.draft.article if report.draft else None,
    )


def worked_out(report: Report) -> frozenset[str]:
    """Return the ids of the articles whose date stands nowhere but was worked out from what the text tells."""
    return frozenset(a.id for a in report.articles if a.published.known == "inferred" and not date_printed(a))


def is_hold_on(finding: Finding, article: str) -> bool:
    """Say whether a finding is the hold on an article, by its id."""
    return finding.level == "hold" and finding.headline == f"{article} must not go out"


def is_on(finding: Finding, article: str) -> bool:
    """Say whether a finding cites an article, or is the hold on it."""
    return is_hold_on(finding, article) or any(passage.article == article for passage in finding.passages)


def changed_first(finding: Finding, pieces: Pieces) -> list[FindingPassage]:
    """Return the passages of a finding, first what is to be changed, which is what single places are marked at.

    In a draft check that is the draft's. Else it is, as the line on what to do has it, the side that was overtaken, the
    surer or harder one of two that differ, or the less exact one, and of a contradiction the one that fewer articles
    take; where nothing tells the sides apart, the first.
    """
    if pieces.draft is not None:
        return sorted(finding.passages, key=lambda passage: passage.article != pieces.draft)
    changed = _to_be_changed(finding, pieces)
    return sorted(finding.passages, key=lambda passage: passage.position != changed)


def _to_be_changed(finding: Finding, pieces: Pieces) -> int | None:
    """Return the position of a finding that is to be changed; None where it has but one."""
    positions = sorted({passage.position for passage in finding.passages})
    if len(positions) < 2:
        return None
    first, second = finding.between or positions[:2]
    fact = pieces.facts.get(finding.fact or "")
    pairs = fact.pairs if fact else ()
    pair = next((pair for pair in pairs if {pair.first, pair.second} == {first, second}), None)
    if (pair.verdict if pair else finding.verdict) != "contradict":
        return second if pair and pair.shade in ("rounding", "detail") else first
    one, other = (
        {passage.article for passage in finding.passages if passage.position == number} for number in (first, second)
    )
    return second if 0 < len(other - one) < len(one - other) else first


def is_at_draft(finding: Finding, pieces: Pieces) -> bool:
    """Say whether a finding lies in the draft of a draft check; a hold, which has no passage, always does.

    Where there is no draft, each finding is one to show.
    """
    cited = {passage.article for passage in finding.passages}
    return pieces.draft is None or not cited or pieces.draft in cited


def sentence_places(article: Article) -> dict[int, str]:
    """Return for each sentence number of the article its place: "p3", "head", "deck", "pull quote", "heading p4".

    Only running text is counted, as a reader counts it: furniture, headline, deck, dateline and captions are no
    paragraphs, and a heading is named after the paragraph below it. Line breaks part paragraphs; in a text whose lines
    are broken inside sentences, only blank lines do.
    """
    body = [sentence for sentence in article.sentences if sentence.role == "body"]
    broken_lines = any("\n" in article.text[sentence.start : sentence.end].strip() for sentence in body)
    places: dict[int, str] = {}
    paragraph = 0
    before: Sentence | None = None
    for sentence in article.sentences:
        if sentence.role == "body":
            if before is None or _parted(article.text[before.end : sentence.start], broken_lines) or paragraph == 0:
                paragraph += 1
            places[sentence.number] = f"p{paragraph}"
        elif sentence.role == "heading":
            places[sentence.number] = f"heading p{paragraph + 1}"
        elif sentence.role == "title":
            places[sentence.number] = "head"
        else:
            places[sentence.number] = sentence.role.replace("_", " ")
        before = sentence
    return places


def place_of(article: Article, places: dict[int, str], sentences: tuple[int, ...], start: int) -> str:
    """Return the place of the first of these sentences, else of the sentence at this offset; "" where there is none."""
    for number in sentences:
        if number in places:
            return places[number]
    at = next((sentence for sentence in article.sentences if sentence.start <= start < sentence.end), None)
    return places[at.number] if at else ""


def _parted(between: str, broken_lines: bool) -> bool:
    """Say whether the text between two sentences parts paragraphs."""
    return between.count("\n") > (1 if broken_lines else 0)
