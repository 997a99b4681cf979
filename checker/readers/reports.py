"""A JSON report of an earlier run → Report."""

from __future__ import annotations

import codecs
from pathlib import Path

from pydantic import ValidationError

from checker.errors import InputError
from checker.readers.paths import shown
from checker.schema import REPORT_FORMAT, FindingPassage, Passage, Report

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
    """Say what of a report names an article, or a sentence of one, that it has not; "" where all is there."""
    articles = {article.id: article for article in report.articles}
    for article in report.articles:
        if any(not one.start < one.end <= len(article.text) for one in article.sentences):
            return f"sentences of article {article.id} lie outside its text"
    shown = [*report.findings, *(one.finding for one in report.dismissed)]
    cited: list[tuple[str, Passage | FindingPassage]] = [(f"finding {f.id}", p) for f in shown for p in f.passages]
    cited += [(f"claim {claim.id}", claim.passage) for claim in report.claims]
    cited += [(f"fact {fact.id}", p) for fact in report.facts for one in fact.positions for p in one.passages]
    for name, passage in cited:
        whole = articles.get(passage.article)
        if whole is None:
            return f"{name} cites article {passage.article}, which is not there"
        if any(not 1 <= number <= len(whole.sentences) for number in passage.sentences):
            return f"{name} cites a sentence that article {whole.id} has not"
    if report.draft is None:
        return ""
    draft = articles.get(report.draft.article)
    if draft is None:
        return f"its draft {report.draft.article} is not there"
    beyond = any(one.number > len(draft.sentences) for one in report.draft.sentences)
    return f"the draft {draft.id} has no such sentences" if beyond else ""
