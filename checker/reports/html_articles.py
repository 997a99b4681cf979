"""The articles of the HTML report: their text as it stands, what findings cite highlighted, each with a way back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from markupsafe import Markup

from checker.reports.html_anchors import Anchors
from checker.reports.html_marks import Stretch, highlighted, shown_text
from checker.reports.places import is_on
from checker.reports.wording import date_printed, listed, published_day
from checker.schema import Article, Finding, Report, Role


class Paragraph(NamedTuple):
    """A paragraph of an article as HTML, and what it is on its page."""

    role: Role
    text: Markup


class ArticleView(NamedTuple):
    """An article as the page shows it: `known` is what is known of it in short, `cut` what its file holds besides."""

    id: str
    anchor: str
    language: str
    known: tuple[str, ...]
    paragraphs: tuple[Paragraph, ...]
    cut: tuple[str, ...]


def article_views(report: Report, ordered: Sequence[Finding], anchors: Anchors) -> list[ArticleView]:
    """Return the articles in their order; `ordered` are the findings as they are numbered on the page.

    The draft of a draft check is no piece among them: it is shown by itself.
    """
    return [
        ArticleView(
            id=article.id,
            anchor=anchors.article(article.id),
            language=anchors.language(article.id),
            known=known_of(article, report),
            paragraphs=_paragraphs(article, ordered, anchors),
            cut=tuple(f"{one.kind}: {one.text}" for one in article.cut),
        )
        for article in report.articles
        if article.id != anchors.pieces.draft
    ]


def known_of(article: Article, report: Report) -> tuple[str, ...]:
    """Return outlet, date, status and kinship of an article, as far as they are known."""
    day = published_day(article.published)
    guessed = article.published.known == "inferred" and not date_printed(article)
    kin = [
        f"one source with {listed(other for other in origin.articles if other != article.id)}"
        + (f" ({origin.source})" if origin.source else "")
        for origin in report.origins
        if article.id in origin.articles
    ]
    upon = dict.fromkeys(one.upon for one in report.leanings if one.passage.article == article.id)
    cited = sum(is_on(finding, article.id) for finding in report.findings)
    said = (
        article.outlet or "",
        f"{'~' if guessed else ''}{day}" if day else "no date",
        "" if article.status.kind == "usable" else article.status.kind,
        article.status.note or "",
        f"replaced by {article.replaced_by}" if article.replaced_by else "",
        *kin,
        f"leans on {listed(upon)}" if upon else "",
        f"in {cited} finding{'' if cited == 1 else 's'}",
    )
    return tuple(part for part in said if part)


def _paragraphs(article: Article, ordered: Sequence[Finding], anchors: Anchors) -> tuple[Paragraph, ...]:
    """Return the text in paragraphs; what stands between sentences is shown as well, so that nothing is lost."""
    stretches = _stretches(article, ordered)
    places = anchors.pieces.places[article.id]
    paragraphs: list[Paragraph] = []
    before, at = None, 0
    for sentence in article.sentences:
        between = article.text[at : sentence.start].strip()
        body = Markup('<span id="{}">{}</span>{}').format(
            anchors.sentence(article.id, sentence.number),
            highlighted(article.text, sentence.start, sentence.end, stretches),
            ways_back(article, sentence.number, ordered, anchors),
        )
        if between:
            body = shown_text(between) + " " + body
        if before == (sentence.role, places[sentence.number]):
            paragraphs[-1] = Paragraph(sentence.role, paragraphs[-1].text + " " + body)
        else:
            paragraphs.append(Paragraph(sentence.role, body))
        before, at = (sentence.role, places[sentence.number]), sentence.end
    rest = article.text[at:].strip()
    return (*paragraphs, *([Paragraph("body", shown_text(rest))] if rest else []))


def _stretches(article: Article, ordered: Sequence[Finding]) -> list[Stretch]:
    """Return what of an article the findings cite: the words at issue, and the sentences they stand in."""
    stretches: list[Stretch] = []
    for finding in ordered:
        for passage in finding.passages:
            if passage.article != article.id:
                continue
            stretches.append(Stretch(passage.start, passage.end, finding.level, near=True))
            if passage.words:
                stretches.append(Stretch(passage.words.start, passage.words.end, finding.level, near=False))
    return stretches


def ways_back(article: Article, number: int, ordered: Sequence[Finding], anchors: Anchors) -> Markup:
    """Return a link for each finding that cites this sentence."""
    links = [
        Markup('<a class="ref {}" href="#{}" aria-label="{}">{}</a>').format(
            finding.level, anchors.findings[finding.id], shown_text(f"{finding.level} {at}: {finding.headline}"), at
        )
        for at, finding in enumerate(ordered, 1)
        if any(passage.article == article.id and number in passage.sentences for passage in finding.passages)
    ]
    return Markup().join(links)
