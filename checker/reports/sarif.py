"""The findings as SARIF 2.1.0, the form that code hosts and editors show beside a file's lines.

Source: OASIS, Static Analysis Results Interchange Format (SARIF) Version 2.1.0.
"""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

from checker.reports.file_lines import FileLines
from checker.reports.harmless import harmless
from checker.reports.places import Pieces, changed_first, is_at_draft, pieces_of
from checker.reports.wording import desk_tag, failure_line
from checker.schema import Finding, FindingPassage, Report

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def render_sarif(report: Report, lines: FileLines) -> bytes:
    """Return a SARIF log of one run: a result a finding, at the passage to be changed; the others are related places.

    Of a draft check only what lies in the draft is a result, at the draft's passage; a hold lies in all of it.
    `lines` finds passages in files; where it does not, a result names the file alone. What was not checked stands among
    the notifications, and then the execution counts as not successful.
    """
    pieces = pieces_of(report)
    findings = [finding for finding in report.findings if is_at_draft(finding, pieces)]
    rules = {finding.code: finding for finding in reversed(findings)}
    log = {
        "$schema": _SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "checker",
                        "semanticVersion": report.run.checker,
                        "rules": [_rule(finding) for _, finding in sorted(rules.items())],
                    }
                },
                "columnKind": "unicodeCodePoints",
                "invocations": [
                    {
                        "executionSuccessful": not report.failures,
                        "toolExecutionNotifications": [
                            {"level": "error", "message": {"text": harmless(failure_line(failure))}}
                            for failure in report.failures
                        ],
                    }
                ],
                "results": [_result(finding, sorted(rules), pieces, lines) for finding in findings],
            }
        ],
    }
    return json.dumps(log, ensure_ascii=False, indent=1).encode("utf-8", "backslashreplace") + b"\n"


def _rule(finding: Finding) -> dict[str, Any]:
    told = " ".join(part for part in (finding.aspect, finding.verdict) if part) or finding.code
    return {"id": finding.code, "shortDescription": {"text": told}}


def _result(finding: Finding, codes: list[str], pieces: Pieces, lines: FileLines) -> dict[str, Any]:
    tag = desk_tag(finding, pieces.facts.get(finding.fact or ""), pieces.worked_out)
    why = pieces.told(finding.explanation)
    parts = (f"{finding.level.upper()}: {finding.headline}", tag and f"({tag})", why, finding.action)
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": codes.index(finding.code),
        "level": finding.severity,
        "message": {"text": harmless(" ".join(part for part in parts if part))},
        "partialFingerprints": {"findingId/v1": finding.id},
    }
    passages = changed_first(finding, pieces)
    if passages:
        result["locations"] = [_location(passages[0], pieces, lines)]
    elif held := pieces.held(finding):
        # Code hosts refuse a result that stands nowhere, and with it all the others.
        result["locations"] = [{"physicalLocation": {"artifactLocation": {"uri": quote(held.origin)}}}]
    if passages[1:]:
        result["relatedLocations"] = [
            {"id": at, "message": {"text": _place(passage, pieces)}, **_location(passage, pieces, lines)}
            for at, passage in enumerate(passages[1:], 1)
        ]
    return result


def _location(passage: FindingPassage, pieces: Pieces, lines: FileLines) -> dict[str, Any]:
    article = pieces.articles.get(passage.article)
    physical: dict[str, Any] = {"artifactLocation": {"uri": quote(article.origin if article else passage.article)}}
    region = lines.region(article, passage) if article else None
    if region is not None:
        physical["region"] = {
            "startLine": region.line,
            "startColumn": region.column,
            "endLine": region.end_line,
            "endColumn": region.end_column,
            "snippet": {"text": harmless(passage.text)},
        }
    return {
        "physicalLocation": physical,
        "logicalLocations": [{"name": _place(passage, pieces)}],
    }


def _place(passage: FindingPassage, pieces: Pieces) -> str:
    return harmless(pieces.place_of_passage(passage))
