"""Where a sentence stands on the page, as an editor counts: by paragraphs of running text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from checker.reports.wording import date_printed
from checker.schema import Article, Fact, Finding, FindingPassage, Passage, Report, Sentence


@dataclass(frozen=True, kw_only=True)
class Pieces:
    """What every format looks up when it shows a passage.

    Articles and facts by id, of each article the places of its sentences and its rank in the report, and the ids of the
    articles whose date was worked out.
    """

    articles: Mapping[str, Article]
    places: Mapping[str, dict[int, str]]
    facts: Mapping[str, Fact]
    worked_out: frozenset[str]
    ranks: Mapping[str, int]

    def place(self, article: str, sentences: tuple[int, ...], start: int) -> str:
        """Return where a passage stands: "03-plane p2"; the article's id alone where that is unknown."""
        found = self.articles.get(article)
        return f"{article} {place_of(found, self.places[article], sentences, start)}".strip() if found else article

    def place_of_passage(self, passage: FindingPassage | Passage) -> str:
        """Return where a passage stands."""
        start = passage.span.start if isinstance(passage, Passage) else passage.start
        return self.place(passage.article, passage.sentences, start)

    def held(self, finding: Finding) -> Article | None:
        """Return the article that a finding without passages is about: a hold names it in its headline."""
        named = [article for article in self.articles.values() if finding.headline.startswith(f"{article.id} ")]
        return max(named, key=lambda article: len(article.id), default=None)

    def rank(self, article: str) -> int:
        """Return the place of an article in the report's order; after all others where it is unknown."""
        return self.ranks.get(article, len(self.ranks))


def pieces_of(report: Report) -> Pieces:
    """Return what is looked up in a report."""
    return Pieces(
        articles={article.id: article for article in report.articles},
        places={article.id: sentence_places(article) for article in report.articles},
        facts={fact.id: fact for fact in report.facts},
        worked_out=worked_out(report),
        ranks={article.id: at for at, article in enumerate(report.articles)},
    )


def worked_out(report: Report) -> frozenset[str]:
    """Return the ids of the articles whose date stands nowhere but was worked out from what the text tells."""
    return frozenset(a.id for a in report.articles if a.published.known == "inferred" and not date_printed(a))


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
