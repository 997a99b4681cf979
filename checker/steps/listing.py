"""Articles as a model gets to see them: numbered sentences between markers that no article can forge."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence

from checker.model.prompts import digest
from checker.schema import Article, Claim, Published

_SPACE = re.compile(r"\s+")
DRAFT_LABEL = "D"
"""What a draft is called where the articles beside it have numbers."""

_NUMBERED = re.compile(rf"\[(\d{{1,4}}|{DRAFT_LABEL})\]")
LETTERS = "abcdefghijklmnopqrstuvwxyz"


def one_line(text: str) -> str:
    """Return `text` with every run of white space as one space, so that it cannot begin a line of its own."""
    return _SPACE.sub(" ", text).strip()


def shown_sentences(article: Article) -> tuple[int, ...]:
    """Return the numbers of the sentences that are compared: all but the page's furniture."""
    return tuple(sentence.number for sentence in article.sentences if sentence.role != "furniture")


def published_words(published: Published) -> str:
    """Return a publication time as the prompts state it: "2025-12-04 (stated)", or "unknown"."""
    if published.earliest is None or published.latest is None:
        return "unknown"
    first, last = published.earliest, published.latest
    if first == last:
        return f"{first.isoformat(timespec='minutes')} ({published.known})"
    days = first.date().isoformat()
    if last.date() != first.date():
        days += f" to {last.date().isoformat()}"
    return f"{days} ({published.known})"


def outlet_words(article: Article) -> str:
    """Return the outlet in quotation marks, since an article may have named it itself; "unknown" without."""
    return json.dumps(one_line(article.outlet), ensure_ascii=False) if article.outlet else "unknown"


def known_lines(article: Article) -> str:
    """Return what is known of an article, one line each, for the extract prompt."""
    return "\n".join(
        (
            f"Outlet: {outlet_words(article)}",
            f"Date of publication: {published_words(article.published)}",
            f"Language: {one_line(article.language) if article.language else 'not stated'}",
        )
    )


def sentence_line(article: Article, number: int, label: str) -> str:
    """Return one sentence on one line, with its label and, where it is not body text, its role."""
    role = article.sentence(number).role
    shown_role = "" if role == "body" else f" ({role})"
    return f"{label}{shown_role} {one_line(article.sentence_text(number))}"


def claim_line(claim: Claim) -> str:
    """Return a claim on one line: kind, statement, and in brackets whatever is not plainly stated by the outlet."""
    marks: list[str] = []
    if claim.certainty != "stated":
        marks.append(claim.certainty)
    if claim.polarity == "no":
        marks.append("not")
    if claim.source:
        marks.append("according to " + ", ".join(claim.source))
    line = f"{claim.kind}: {one_line(claim.statement)}"
    if marks:
        line += f" [{one_line('; '.join(marks))}]"
    if claim.when:
        days = " to ".join(
            dict.fromkeys(
                "open" if day is None else day.isoformat() for day in (claim.when.earliest, claim.when.latest)
            )
        )
        line += f" {{{one_line(claim.when.written)}: {days}}}"
    return line


def claim_label(index: int) -> str:
    """Return the letter of a sentence's claim, from 0: a, b, to z, then aa, ab and so on."""
    label = LETTERS[index % 26]
    while index >= 26:
        index = index // 26 - 1
        label = LETTERS[index % 26] + label
    return label


def labelled_claims(claims: Iterable[Claim], number: int | str) -> dict[str, Claim]:
    """Return one article's claims by label ("2.7a"): they stand under the first sentence they cite."""
    per_sentence: dict[int, int] = {}
    labels: dict[str, Claim] = {}
    for claim in claims:
        sentence = claim.passage.sentences[0]
        index = per_sentence.get(sentence, 0)
        per_sentence[sentence] = index + 1
        labels[f"{number}.{sentence}{claim_label(index)}"] = claim
    return labels


def article_listing(article: Article, number: int | str, sentences: Sequence[int], claims: dict[str, Claim]) -> str:
    """Return one article of a pack: what is known of it, its sentences, and its claims (by label) below them."""
    lines = [f"published: {published_words(article.published)}; outlet: {outlet_words(article)}"]
    for sentence in sentences:
        lines.append(sentence_line(article, sentence, f"{number}.{sentence}"))
        below = f"{number}.{sentence}"
        lines += [
            f"  {label.removeprefix(below)} {claim_line(claim)}"
            for label, claim in claims.items()
            if claim.passage.sentences[0] == sentence
        ]
    return "\n".join(lines)


def marked(listings: Sequence[str], called: str = "article") -> tuple[str, str]:
    """Put each listing between marker lines, numbered from 1; return the mark and the whole.

    The mark is a digest of the listings: a text cannot contain its own digest, and as every sentence stands on one line
    behind its label, no sentence can begin a marker line either.
    """
    mark = digest("\0".join(listings))
    blocks = [f"<{called} {n} {mark}>\n{listing}\n</{called} {n} {mark}>" for n, listing in enumerate(listings, 1)]
    return mark, "\n\n".join(blocks)


def with_article_ids(explanation: str, ids: Sequence[str], draft: str | None = None) -> str:
    """Return an explanation with what a model calls articles ("[3]", "[D]" the draft) turned into their ids."""

    def named(match: re.Match[str]) -> str:
        if match.group(1) == DRAFT_LABEL:
            return match.group(0) if draft is None else f"[{draft}]"
        number = int(match.group(1))
        return f"[{ids[number - 1]}]" if 1 <= number <= len(ids) else match.group(0)

    return _NUMBERED.sub(named, explanation)
