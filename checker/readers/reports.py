"""A JSON report of an earlier run → Report."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from pathlib import Path

from pydantic import ValidationError

from checker.errors import InputError
from checker.readers.paths import shown
from checker.schema import REPORT_FORMAT, Finding, FindingPassage, Passage, Report

_LARGEST = 500_000_000


def read_report(path: Path, command: str = "compare ARTICLES") -> Report:
    """Return the report that a file holds. Raises InputError where it cannot be read or is none.

    `command` is what the error then tells the user to write one with, into a file that does not hold something else.
    """
    name = shown(path)
    remedy = f"write one with: checker {command} --format json --output {'report.json' if path.exists() else name}"
    try:
        if path.stat().st_size > _LARGEST:
            raise InputError(f"{name}: has more than {_LARGEST:,} bytes, and is no report of one story")
        content = path.read_bytes()
    except OSError as problem:
        raise InputError(f"{name}: cannot be read ({problem.strerror}); {remedy}") from None
    content = _in_utf8(content)
    try:
        report = Report.model_validate_json(content)
    except ValidationError as problem:
        first = problem.errors()[0]
        place = ".".join(map(str, first["loc"])) or "the beginning"
        raise InputError(f"{name}: is no JSON report of this version ({place}: {first['msg']}); {remedy}") from None
    if report.run.format != REPORT_FORMAT:
        raise InputError(f"{name}: is a report of format {report.run.format}, not {REPORT_FORMAT}; {remedy}")
    if astray := _astray(report):
        raise InputError(f"{name}: does not hold together ({astray}); {remedy}")
    return report


def _in_utf8(content: bytes) -> bytes:
    """Return a report as it was written: PowerShell saves what it redirects as UTF-16, editors put a mark before it."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return content.decode("utf-16", "replace").encode("utf-8", "replace")
    return content.removeprefix(codecs.BOM_UTF8)


def _astray(report: Report) -> str:
    """Say what of a report names what it has not (an article, a sentence, a position); "" where all is there."""
    articles = {article.id: article for article in report.articles}
    for article in report.articles:
        if any(not one.start < one.end <= len(article.text) for one in article.sentences):
            return f"sentences of article {article.id} lie outside its text"
        if any(number != one.number for number, one in enumerate(article.sentences, 1)):
            return f"sentences of article {article.id} are not numbered from 1 on"
    for name, passage in _cited(report):
        whole = articles.get(passage.article)
        if whole is None:
            return f"{name} cites article {passage.article}, which is not there"
        if any(not 1 <= number <= len(whole.sentences) for number in passage.sentences):
            return f"{name} cites a sentence that article {whole.id} has not"
    for name, number, positions in _positions(report):
        if not 1 <= number <= positions:
            return f"{name} has no position {number}"
    if report.draft is None:
        return ""
    draft = articles.get(report.draft.article)
    if draft is None:
        return f"its draft {report.draft.article} is not there"
    beyond = any(one.number > len(draft.sentences) for one in report.draft.sentences)
    return f"the draft {draft.id} has no such sentences" if beyond else ""


def _cited(report: Report) -> Iterator[tuple[str, Passage | FindingPassage]]:
    """Yield every passage that a report cites, with what cites it."""
    for finding in _findings(report):
        yield from ((f"finding {finding.id}", passage) for passage in finding.passages)
    yield from ((f"claim {claim.id}", claim.passage) for claim in report.claims)
    for fact in report.facts:
        yield from ((f"fact {fact.id}", passage) for one in fact.positions for passage in one.passages)
    yield from (("what was cleared", passage) for one in report.cleared for passage in one.passages)
    yield from ((f"a signal of {one.code}", passage) for one in report.signals for passage in one.passages)
    yield from (("a leaning", one.passage) for one in report.leanings)
    yield from (("a quotation", passage) for one in report.quotations for passage in (one.passage, *one.places))
    if report.draft is not None:
        yield from (("what no source says", one.passage) for one in report.draft.unsourced)


def _positions(report: Report) -> Iterator[tuple[str, int, int]]:
    """Yield every number of a position that a report names, with what names it and how many positions there are."""
    facts = {fact.id: fact for fact in report.facts}
    for fact in report.facts:
        pairs = [*fact.pairs, *(pair for one in fact.judgements for pair in one.pairs)]
        named = [fact.current, fact.shown_right, *(number for pair in pairs for number in (pair.first, pair.second))]
        yield from ((f"fact {fact.id}", number, len(fact.positions)) for number in named if number is not None)
    for finding in _findings(report):
        if finding.fact in facts:
            count = len(facts[finding.fact].positions)
            yield from ((f"finding {finding.id}", number, count) for number in finding.between or ())


def _findings(report: Report) -> list[Finding]:
    return [*report.findings, *(one.finding for one in report.dismissed)]
