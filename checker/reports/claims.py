"""The claims of articles, for reading: a line for each, below the sentence it stands in."""

from __future__ import annotations

import textwrap

from checker.reports.harmless import harmless
from checker.schema import Article, Claim, Report
from checker.steps.listing import claim_line, one_line

WIDTH = 80


def render_claims(report: Report) -> str:
    """Return the claims of each article in the order of its sentences, and what was not read."""
    lines: list[str] = []
    for article in report.articles:
        claims = [claim for claim in report.claims if claim.passage.article == article.id]
        lines += _article_lines(article, claims)
    lines += [f"NOT CHECKED  {failure.item}: {failure.reason}" for failure in report.failures]
    if report.run.reply_ratio is not None and report.claims:
        lines.append(f"{len(report.claims)} claims; about {report.run.reply_ratio} tokens of reply for one of article")
    return "".join(f"{_wrapped(harmless(line))}\n" for line in lines)


def _wrapped(line: str) -> str:
    """Return a line in lines of a terminal's width, indented as it begins."""
    indent = " " * (len(line) - len(line.lstrip(" -")))
    return textwrap.fill(line, WIDTH, subsequent_indent=indent, drop_whitespace=True) if line.strip() else ""


def _article_lines(article: Article, claims: list[Claim]) -> list[str]:
    lines = [f"{article.id}: {len(claims)} claims"]
    shown = 0
    for claim in sorted(claims, key=lambda claim: claim.passage.sentences[0]):
        number = claim.passage.sentences[0]
        if number != shown:
            lines.append(f"  {number}  {one_line(article.sentence_text(number))}")
            shown = number
        lines.append(f"     - {claim_line(claim)}")
    return [*lines, ""]
