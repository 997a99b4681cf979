"""Facts × articles: which piece gives which answer to which question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from checker.reports.html_anchors import Anchors, Link
from checker.schema import Fact, Finding, Level, Report

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


class Answer(NamedTuple):
    """One position of a row: its letter, the answer in short, and whether it has overtaken the others."""

    letter: str
    text: str
    current: bool


class Row(NamedTuple):
    """One question; `cells` hold for each article the letters of its answers. No finding: no level, no anchor."""

    question: str
    level: Level | None
    number: int
    anchor: str
    answers: tuple[Answer, ...]
    cells: tuple[tuple[Link, ...], ...]


def letter(position: int) -> str:
    """Return the letter of a position: A for the first; a number beyond the alphabet."""
    return LETTERS[position - 1] if 1 <= position <= len(LETTERS) else str(position)


def matrix_rows(report: Report, ordered: Sequence[Finding], anchors: Anchors) -> list[Row]:
    """Return the questions that two articles or more answer, those with findings first, as these are numbered.

    In a draft check only those that they answer differently: what bears the draft out stands beside its sentences.
    """
    numbers = {finding.fact: (at, finding) for at, finding in enumerate(ordered, 1) if finding.fact}
    facts = [fact for fact in report.facts if len({a for p in fact.positions for a in p.articles}) > 1]
    facts = [fact for fact in facts if fact.pairs or report.draft is None]
    facts.sort(key=lambda fact: numbers[fact.id][0] if fact.id in numbers else len(ordered) + 1)
    return [_row(fact, numbers, report, anchors) for fact in facts]


def _row(fact: Fact, numbers: Mapping[str, tuple[int, Finding]], report: Report, anchors: Anchors) -> Row:
    at, finding = numbers.get(fact.id, (0, None))
    answers = tuple(
        Answer(letter(n), position.answer, current=fact.current == n) for n, position in enumerate(fact.positions, 1)
    )
    cells = tuple(
        tuple(
            Link(link.anchor, letter(n), f"{letter(n)}, in {link.text}")
            for n, position in enumerate(fact.positions, 1)
            if (found := [passage for passage in position.passages if passage.article == article.id])
            for link in [anchors.passage(found[0])]
        )
        for article in report.articles
    )
    return Row(
        question=fact.question,
        level=finding.level if finding else None,
        number=at,
        anchor=anchors.findings[finding.id] if finding else "",
        answers=answers,
        cells=cells,
    )
