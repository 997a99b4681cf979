"""The findings of the HTML report: passages side by side, what the checks say, what to do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from typing import NamedTuple

from markupsafe import Markup

from checker.reports.html_anchors import Anchors, Link
from checker.reports.html_marks import marked_text
from checker.reports.html_matrix import letter
from checker.reports.sides import Side, sides_of
from checker.reports.wording import LEVELS, SIGNALS, counted, desk_tag, listed
from checker.schema import Fact, Finding, Level, Report, Signal


class SideView(NamedTuple):
    """One position of a finding: its answer, the clearest passage with its differing words marked, and the others."""

    letter: str
    answer: str
    current: bool
    text: Markup
    language: str
    place: Link
    outlet: str
    also: tuple[Link, ...]


class Proof(NamedTuple):
    """What one check says of a finding's passages."""

    code: str
    means: str
    message: str


class FindingView(NamedTuple):
    """A finding as the page shows it."""

    anchor: str
    number: int
    level: Level
    kind: str
    headline: str
    tag: str
    explanation: str
    action: str
    sides: tuple[SideView, ...]
    proofs: tuple[Proof, ...]
    keys: str
    opened: bool


class Group(NamedTuple):
    """Findings under one fold; no title: the ones that stand on the page."""

    title: str
    findings: tuple[FindingView, ...]


def finding_views(report: Report, ordered: Sequence[Finding], anchors: Anchors) -> list[FindingView]:
    """Return the findings as they are numbered; what must not go out, or cannot stand, is open from the start."""
    return [
        FindingView(
            anchor=anchors.findings[finding.id],
            number=at,
            level=finding.level,
            kind=finding.aspect or "status",
            headline=finding.headline,
            tag=desk_tag(finding, anchors.pieces.facts.get(finding.fact or ""), anchors.pieces.worked_out),
            explanation=anchors.pieces.told(finding.explanation),
            action=finding.action,
            sides=tuple(
                side_view(side, anchors.pieces.facts.get(finding.fact or ""), anchors)
                for side in sides_of(finding, anchors.pieces)
            ),
            proofs=tuple(_proofs(finding, report.signals)),
            keys=f"{finding.code} · {finding.id}" + (f" · held down: {listed(finding.caps)}" * bool(finding.caps)),
            opened=finding.level in ("hold", "fix"),
        )
        for at, finding in enumerate(ordered, 1)
    ]


def groups_of(views: Sequence[FindingView], shown: Collection[int]) -> list[Group]:
    """Return what stands on the page, then what is folded: CHECKs beyond it, and the notes.

    `shown` are the numbers of the findings that stand on a page without room for all.
    """
    rest = [view for view in views if view.number not in shown and view.level != "note"]
    notes = [view for view in views if view.level == "note"]
    groups = [
        Group("", tuple(view for view in views if view.number in shown)),
        Group(f"{len(rest)} CHECK more", tuple(rest)),
        Group(counted(len(notes), "note"), tuple(notes)),
    ]
    return [group for group in groups if group.findings]


def levels_of(views: Sequence[FindingView]) -> list[dict[str, object]]:
    """Return the levels that findings have, gravest first, with how many."""
    found = Counter(view.level for view in views)
    return [{"name": level, "count": found[level]} for level in LEVELS if found[level]]


def kinds_of(views: Sequence[FindingView]) -> list[dict[str, object]]:
    """Return the kinds of findings by name, with how many."""
    return [
        {"name": kind, "title": kind, "count": count}
        for kind, count in sorted(Counter(view.kind for view in views).items())
    ]


def side_view(side: Side, fact: Fact | None, anchors: Anchors) -> SideView:
    """Return one side of a fact, or of what only checks found, as the page shows it."""
    first = side.passages[0]
    article = anchors.pieces.articles.get(first.article)
    place = anchors.passage(first)
    return SideView(
        letter=letter(side.position) if side.answer else "",
        answer=side.answer,
        current=fact is not None and fact.current == side.position,
        text=marked_text(first.text, side.marks),
        language=anchors.language(first.article),
        place=place,
        outlet=(article.outlet if article else None) or "",
        also=tuple(link for link in anchors.passages(side.passages[1:]) if link.text != place.text),
    )


def _proofs(finding: Finding, signals: Sequence[Signal]) -> list[Proof]:
    """Return what the checks that the finding names say of passages that it cites."""
    codes = {*finding.keys.checks, *finding.keys.meets}
    proofs = (
        Proof(signal.code, SIGNALS[signal.kind], signal.message)
        for signal in signals
        if signal.code in codes and _cites_all(finding, signal)
    )
    return list(dict.fromkeys(proofs))


def _cites_all(finding: Finding, signal: Signal) -> bool:
    """Say whether every passage of the signal lies in a sentence of the finding."""
    cited = {(passage.article, number) for passage in finding.passages for number in passage.sentences}
    return all(any((p.article, number) in cited for number in p.sentences) for p in signal.passages)
