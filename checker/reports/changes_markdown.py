"""What is new, gone and changed between two reports, as Markdown: for the comment below a pull request."""

from __future__ import annotations

from collections.abc import Sequence

from checker.readers.own_reports import MARK
from checker.reports.changes import MOST_PASSAGES, caveats, counts_told, shortened, what_changed
from checker.reports.markdown_report import plain
from checker.reports.wording import counted
from checker.schema import Finding, Report
from checker.steps.changes import Changed, Changes


def render_changes_markdown(changes: Changes, old: Report, new: Report) -> bytes:
    """Return the changes as Markdown in UTF-8; what is gone or dismissed is folded away, without its passages."""
    blocks = [MARK, f"### checker: {plain(counts_told(changes))}", *(plain(caveat) for caveat in caveats(old, new))]
    blocks += _section("New", [_finding(finding) for finding in changes.new])
    blocks += _section("Changed", [_changed(one) for one in changes.changed])
    blocks += _folded("Gone", changes.gone)
    blocks += _folded("Dismissed since", changes.dismissed)
    return ("\n\n".join(blocks) + "\n").encode("utf-8", "backslashreplace")


def _section(title: str, findings: Sequence[str]) -> list[str]:
    return [f"#### {title}", "\n".join(findings)] if findings else []


def _folded(title: str, findings: Sequence[Finding]) -> list[str]:
    if not findings:
        return []
    listed = "\n".join(_head(finding) for finding in findings)
    return [f"<details><summary>{title}: {len(findings)}</summary>", listed, "</details>"]


def _head(finding: Finding) -> str:
    return f"- **{finding.level.upper()}** {plain(finding.headline)}"


def _finding(finding: Finding, *said: str) -> str:
    """Return a finding as an item of a list: what changed, what its passages say, and what to do about it."""
    lines = [plain(line) for line in (*said, finding.returned or "") if line]
    lines += [
        f"{plain(passage.article)}: {plain(shortened(passage.text))}" for passage in finding.passages[:MOST_PASSAGES]
    ]
    more = len(finding.passages) - MOST_PASSAGES
    lines += [f"and {counted(more, 'passage')} more"] if more > 0 else []
    lines += [f"**→ {plain(finding.action)}**"] if finding.action.strip() else []
    return "\n".join([_head(finding), *(f"  - {line}" for line in lines)])


def _changed(one: Changed) -> str:
    return _finding(one.new, what_changed(one))
