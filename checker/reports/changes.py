"""What is new, gone and changed between two reports, for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from checker.reports.harmless import harmless
from checker.reports.layout import Line, Part, paint, wrap
from checker.reports.wording import counted, listed
from checker.schema import Finding, Report
from checker.steps.changes import Changed, Changes, Stand

_WIDTH = 80
_HANG = 11
_LONGEST = 100
MOST_PASSAGES = 4
"""How many passages of a finding are shown."""


def render_changes(changes: Changes, old: Report, new: Report) -> str:
    """Return the page: counts, what must be known of the two reports, then NEW, CHANGED, GONE, DISMISSED, SENTENCES."""
    lines = wrap([Part(counts_told(changes), "strong")], _WIDTH)
    for caveat in caveats(old, new):
        lines += wrap([Part(caveat)], _WIDTH)
    lines += _section("NEW", [_finding(one) for one in changes.new])
    lines += _section("CHANGED", [_changed(one) for one in changes.changed])
    lines += _section("GONE", [_finding(one) for one in changes.gone])
    lines += _section("DISMISSED", [_finding(one) for one in changes.dismissed])
    lines += _section("SENTENCES", [_stand(one) for one in changes.stands])
    return paint(lines, color=False)


def _stand(one: Stand) -> list[Line]:
    """Return a sentence of the draft that stands otherwise, with how it stood."""
    text = harmless(one.text)
    text = text if len(text) <= _LONGEST else text[: _LONGEST - 1].rstrip() + "…"
    how = f"{one.new}, was {one.old}" if one.old else f"{one.new}, a new sentence"
    return [*wrap([Part(f"{how}: "), Part(text, "faint")], _WIDTH, indent=2, hang=4)]


def counts_told(changes: Changes) -> str:
    """Return how many findings are new, changed, gone, dismissed and as before, in a sentence."""
    counts = (
        (len(changes.new), "new"),
        (len(changes.changed), "changed"),
        (len(changes.gone), "gone"),
        (len(changes.dismissed), "dismissed since"),
        (changes.same, "as before"),
    )
    told = ", ".join(f"{count:,} {what}" for count, what in counts if count) or "No findings in either report"
    otherwise = f"; {counted(len(changes.stands), 'sentence')} of the draft otherwise" if changes.stands else ""
    return f"{told}{otherwise}."


def caveats(old: Report, new: Report) -> Iterator[str]:
    """Yield what keeps "gone" from meaning mended, and "new" from meaning new."""
    if new.failures:
        yield f"NEW is incomplete ({counted(len(new.failures), 'thing')} not checked): what is gone may be unchecked."
    if old.failures:
        yield f"OLD is incomplete ({counted(len(old.failures), 'thing')} not checked): what is new may be older."
    if old.judged_by != new.judged_by:
        alone = "OLD" if old.judged_by == "checks" else "NEW"
        yield f"No model judged {alone}: much of the difference comes of that."
    was, now = ({article.id for article in report.articles} for report in (old, new))
    if now - was:
        yield f"Only in NEW: {listed(sorted(now - was))}."
    if was - now:
        yield f"Only in OLD: {listed(sorted(was - now))}."


def _section(title: str, findings: Sequence[list[Line]]) -> list[Line]:
    if not findings:
        return []
    return [(), (Part(title, "strong"),), *(line for finding in findings for line in finding)]


def _finding(finding: Finding) -> list[Line]:
    """Return a finding in short: its level, question and id, and what its passages say."""
    told = wrap([Part(f"{finding.headline} ({finding.id})")], _WIDTH - _HANG)
    labels = [f"  {finding.level.upper()}".ljust(_HANG), *[" " * _HANG] * len(told)]
    lines: list[Line] = [(Part(label, "strong"), *line) for label, line in zip(labels, told, strict=False)]
    if finding.returned:
        lines += wrap([Part(finding.returned, "faint")], _WIDTH, indent=_HANG)
    for passage in finding.passages[:MOST_PASSAGES]:
        lines += wrap(
            [Part(f"{passage.article}: {shortened(passage.text)}", "faint")], _WIDTH, indent=_HANG, hang=_HANG + 2
        )
    more = len(finding.passages) - MOST_PASSAGES
    return lines + (
        wrap([Part(f"and {counted(more, 'passage')} more", "faint")], _WIDTH, indent=_HANG) if more > 0 else []
    )


def shortened(text: str) -> str:
    """Return a passage's text in one line, cut where it is long."""
    line = harmless(text)
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1].rstrip() + "…"


def what_changed(one: Changed) -> str:
    """Return in words what of a finding changed."""
    said = []
    if one.old.level != one.new.level:
        said.append(f"was {one.old.level.upper()}")
    if one.old.verdict != one.new.verdict:
        said.append(f"verdict {one.old.verdict or 'none'}, now {one.new.verdict or 'none'}")
    if one.edited:
        said.append(f"other passages in {listed(one.edited)}")
    return "; ".join(said)


def _changed(one: Changed) -> list[Line]:
    """Return a finding that changed, with what did."""
    return [*_finding(one.new), *wrap([Part(what_changed(one))], _WIDTH, indent=_HANG)]
