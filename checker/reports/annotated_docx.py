"""A copy of a Word file with the findings as comments on the exact words. Nothing is written into the text itself."""

from __future__ import annotations

from typing import Any

from checker.reports.harmless import harmless
from checker.reports.places import Pieces, pieces_of
from checker.reports.sides import also_said, sides_of
from checker.reports.word_package import WordPackage
from checker.reports.word_text import W, WordText
from checker.reports.wording import LEVELS, desk_tag
from checker.schema import Article, Finding, FindingPassage, Place, Report

MOST_COMMENTS = 12
_AUTHOR = "checker"
_MOST_SAID = 400
"""Characters of what another article says, with the differing words in brackets; it stands at a margin."""
_CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"


def annotate_docx(report: Report, article: Article, original: bytes) -> bytes:
    """Return the file with at most twelve comments, the gravest findings first; notes are left to the other reports.

    A finding stands at the words where its point lies, else at its sentence; where the file does not hold the sentence
    as the article has it, at the paragraph it was read from, or that is most like it; a hold at the first paragraph.
    Raises InputError where the bytes are no Word file.
    """
    package = WordPackage(original, article.origin)
    document = package.parsed(package.document)
    pieces = pieces_of(report)
    chosen = _chosen(report, article)
    if not chosen:
        return original
    part, comments = _comments(package)
    taken = [int(one.get(f"{W}id", "-1")) for one in comments if one.get(f"{W}id", "").lstrip("-").isdigit()]
    first = max(taken, default=-1) + 1
    text = WordText(document)
    written = 0
    for number, finding in chosen:
        if _anchor(text, document, article, finding, first + written):
            comments.append(_comment(document, finding, number, first + written, pieces, article, report))
            written += 1
    if not written:
        return original
    package.put(package.document, document)
    package.put(part, comments)
    return package.packed()


def _chosen(report: Report, article: Article) -> list[tuple[int, Finding]]:
    """Return the findings on this article with their numbers on the page, gravest first."""
    ordered = sorted(report.findings, key=lambda finding: LEVELS.index(finding.level))
    draft = report.draft.article if report.draft else None
    numbered = [
        (at, finding)
        for at, finding in enumerate(ordered, 1)
        if finding.level != "note" and _is_on(finding, article, draft)
    ]
    return numbered[:MOST_COMMENTS]


def _is_on(finding: Finding, article: Article, draft: str | None) -> bool:
    """Say whether a finding is on this article; a hold is, without a passage, on the one that its headline names.

    Any hold is on a draft: it must not go out with what the piece says.
    """
    held = finding.code == f"hold-{article.status.kind}" and finding.headline.startswith(f"{article.id} ")
    held = held or (finding.level == "hold" and article.id == draft)
    return held or any(passage.article == article.id for passage in finding.passages)


def _comments(package: WordPackage) -> tuple[str, Any]:
    """Return the part of the comments and its root, a new one where the file has none yet."""
    from lxml import etree

    part = package.related("comments")
    if part is not None:
        return part, package.parsed(part)
    part = package.free_name("comments.xml")
    package.relate("comments", part, _CONTENT_TYPE)
    return part, etree.Element(f"{W}comments", nsmap={"w": W[1:-1]})


def _anchor(text: WordText, document: Any, article: Article, finding: Finding, number: int) -> bool:
    """Put the anchors of a comment around its words; say whether there was a place at all."""
    passage = next((passage for passage in finding.passages if passage.article == article.id), None)
    span = _span(text, article, passage) if passage else None
    runs = text.runs(*span) if span else None
    make = document.makeelement
    begin = make(f"{W}commentRangeStart", {f"{W}id": str(number)})
    end = make(f"{W}commentRangeEnd", {f"{W}id": str(number)})
    reference = make(f"{W}r")
    reference.append(make(f"{W}commentReference", {f"{W}id": str(number)}))
    if runs is None:
        known = _paragraph(text, article, passage) if passage else None
        paragraph = known[0] if known else text.paragraph_like(passage.text if passage else "")
        if paragraph is None:
            return False
        _around(paragraph, begin, end, reference)
        return True
    first, last = runs
    first.addprevious(begin)
    # The sign of the comment stands outside of what was inserted or linked, so that it is no part of either.
    top = last
    while top.getparent().tag != f"{W}p":
        top = top.getparent()
    top.addnext(reference)
    last.addnext(end)
    return True


def _around(paragraph: Any, begin: Any, end: Any, reference: Any) -> None:
    """Put anchors around all that a paragraph holds."""
    properties = paragraph.find(f"{W}pPr")
    paragraph.insert(0 if properties is None else 1, begin)
    paragraph.append(end)
    paragraph.append(reference)


def _paragraph(text: WordText, article: Article, passage: FindingPassage) -> tuple[Any, int, Place] | None:
    """Return the paragraph that the reader found the passage in, where it begins in the text, and its place."""
    place = next((place for place in article.places if place.start <= passage.start < place.end), None)
    found = text.numbered(place.number) if place is not None and place.kind == "paragraph" else None
    return (*found, place) if found and place else None


def _span(text: WordText, article: Article, passage: FindingPassage) -> tuple[int, int] | None:
    """Return where the passage's words, or its sentence, stand in the document's text."""
    known = _paragraph(text, article, passage)
    if known:
        _, begins, place = known
        rank = article.text.count(passage.text, place.start, passage.start)
        sentence = text.found(passage.text, rank, within=(begins, len(text.text)))
    else:
        sentence = text.found(passage.text, article.text.count(passage.text, 0, passage.start))
    if sentence is None or passage.words is None:
        return sentence
    words = article.text[passage.words.start : passage.words.end]
    before = passage.text.count(words, 0, passage.words.start - passage.start)
    return text.found(words, before, within=sentence) or sentence


def _comment(
    document: Any, finding: Finding, number: int, identity: int, pieces: Pieces, article: Article, report: Report
) -> Any:
    """Return a comment: what is asked, what the others say, what to do."""
    make = document.makeelement
    comment = make(
        f"{W}comment",
        {
            f"{W}id": str(identity),
            f"{W}author": _AUTHOR,
            f"{W}date": f"{report.run.started:%Y-%m-%dT%H:%M:%SZ}",
            f"{W}initials": "ch",
        },
    )
    tag = desk_tag(finding, pieces.facts.get(finding.fact or ""), pieces.worked_out)
    sides = sides_of(finding, pieces)
    others = [
        f"{pieces.place_of_passage(side.passages[0])}: {''.join(part.text for part in side.excerpt(_MOST_SAID))}"
        for side in sides
        if side.passages[0].article != article.id
    ]
    beside = [
        f"{said.removeprefix('also ')}: as it stands here"
        for side in sides
        if side.passages[0].article == article.id and (said := also_said(side.passages, pieces))
    ]
    lines = [f"{finding.level.upper()} {number}: {finding.headline}", tag, *others, *beside]
    lines.append(pieces.told(finding.explanation))
    for line in [*lines, f"→ {finding.action}" if finding.action else ""]:
        if not line:
            continue
        paragraph, run, words = make(f"{W}p"), make(f"{W}r"), make(f"{W}t")
        words.text = harmless(line)
        words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        run.append(words)
        paragraph.append(run)
        comment.append(paragraph)
    return comment
