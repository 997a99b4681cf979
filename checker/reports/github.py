"""The findings as workflow commands of GitHub Actions: annotations beside the lines of a change.

Source: GitHub, "Workflow commands for GitHub Actions" (error, warning and notice; how values are escaped).
"""

from __future__ import annotations

from checker.reports.file_lines import FileLines
from checker.reports.harmless import harmless
from checker.reports.places import Pieces, changed_first, is_at_draft, pieces_of
from checker.reports.wording import LEVELS, desk_tag, failure_line
from checker.schema import Finding, Report, Severity

_COMMANDS: dict[Severity, str] = {"error": "error", "warning": "warning", "note": "notice"}


def render_github(report: Report, lines: FileLines) -> bytes:
    """Return a line for each finding, gravest first, and for each thing that was not checked.

    Of a draft check only findings that lie in the draft are told.
    """
    pieces = pieces_of(report)
    ordered = sorted(report.findings, key=lambda finding: LEVELS.index(finding.level))
    ordered = [finding for finding in ordered if is_at_draft(finding, pieces)]
    said = [_annotation(finding, pieces, lines) for finding in ordered]
    said += [f"::error title=NOT CHECKED::{_message(failure_line(failure))}" for failure in report.failures]
    return "".join(f"{line}\n" for line in said).encode("utf-8", "backslashreplace")


def _annotation(finding: Finding, pieces: Pieces, lines: FileLines) -> str:
    """Return one annotation, at the passage that is to be changed."""
    values = {"title": f"{finding.level.upper()} {finding.headline}"}
    passages = changed_first(finding, pieces)
    passage = passages[0] if passages else None
    article = pieces.articles.get(passage.article) if passage else pieces.held(finding)
    if article is not None:
        values = {"file": article.origin, **values}
        region = lines.region(article, passage) if passage else None
        if region is not None:
            values |= {"line": str(region.line), "endLine": str(region.end_line)}
            if region.line == region.end_line:
                values |= {"col": str(region.column), "endColumn": str(region.end_column)}
    tag = desk_tag(finding, pieces.facts.get(finding.fact or ""), pieces.worked_out)
    places = ", ".join(dict.fromkeys(pieces.place_of_passage(one) for one in passages))
    told = (pieces.told(finding.explanation), finding.action, tag and f"({tag})", places and f"[{places}]")
    properties = ",".join(f"{name}={_property(value)}" for name, value in values.items())
    return f"::{_COMMANDS[finding.severity]} {properties}::{_message(' '.join(part for part in told if part))}"


def _message(text: str) -> str:
    return harmless(text).replace("%", "%25")


def _property(text: str) -> str:
    return _message(text).replace(":", "%3A").replace(",", "%2C")
