"""What the built-in checks say by themselves, told as facts, so that it is scored like what a model says."""

from __future__ import annotations

from checker.schema import Fact, Finding, Pair, Passage, Position, Report, Span


def with_signals_told(report: Report) -> Report:
    """Return the report with each finding that a check alone makes told as a fact: its passages stand apart.

    A clash is told as a contradiction, a note as a difference. A finding of one passage tells no pair.
    """
    facts, findings = list(report.facts), []
    for finding in report.findings:
        if finding.fact is not None or not finding.keys.checks:
            findings.append(finding)
            continue
        told = _told(finding)
        facts.append(told)
        findings.append(finding.model_copy(update={"fact": told.id, "verdict": told.verdict}))
    return report.model_copy(update={"facts": tuple(facts), "findings": tuple(findings)})


def only_of(report: Report, code: str) -> Report:
    """Return the report with the findings of one check alone."""
    kept = tuple(finding for finding in report.findings if finding.keys.checks == (code,))
    return report.model_copy(update={"findings": kept})


def _told(finding: Finding) -> Fact:
    numbers = sorted({passage.position for passage in finding.passages})
    place = {number: at for at, number in enumerate(numbers, 1)}
    positions = tuple(_position(finding, number) for number in numbers)
    clash = finding.level == "check"
    pairs = tuple(
        Pair(first=place[one], second=place[other], verdict="contradict" if clash else "differ")
        for one in numbers
        for other in numbers
        if one < other
    )
    return Fact(
        id=finding.id,
        question=f"{finding.headline} {finding.explanation}",
        aspect=finding.aspect or "event",
        positions=positions,
        pairs=pairs,
        verdict=("contradict" if clash else "differ") if pairs else "agree",
    )


def _position(finding: Finding, number: int) -> Position:
    shown = [passage for passage in finding.passages if passage.position == number]
    words = [
        passage.text[passage.words.start - passage.start : passage.words.end - passage.start]
        for passage in shown
        if passage.words is not None
    ]
    return Position(
        answer="; ".join(dict.fromkeys(words)),
        passages=tuple(
            Passage(
                article=passage.article, sentences=passage.sentences, span=Span(start=passage.start, end=passage.end)
            )
            for passage in shown
        ),
    )
