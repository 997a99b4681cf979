"""The report as Markdown (CommonMark): for a ticket, a wiki, a pull request."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from checker.readers.own_reports import MARK
from checker.reports.draft_page import (
    backers,
    draft_place,
    on_one_source,
    sentence_stands,
    standings_line,
)
from checker.reports.harmless import harmless
from checker.reports.marks import Mark, on_one_line
from checker.reports.page_foot import (
    cleared_text,
    not_checked,
    set_aside,
    unnamed_line,
    vouched_for,
    weighty_singles,
)
from checker.reports.page_head import (
    dates_known,
    how_many_pieces,
    level_counts,
    newest_day,
    none_found,
    warning_incomplete,
    warning_no_model,
)
from checker.reports.places import Pieces, pieces_of
from checker.reports.run_lines import what_it_took, who_judged
from checker.reports.sides import Side, also_said, sides_of
from checker.reports.wording import FATES, LEVELS, SIGNALS, desk_tag
from checker.schema import Finding, Passage, Report

_SIGNS = re.compile(r"([\\`*_{}\[\]<>|~#&!$])")
_BEGINS = re.compile(r"^(\s*)([-+=]|\d+(?=[.)]))")


def render_markdown(report: Report) -> bytes:
    """Return the report as Markdown in UTF-8; every text from outside is escaped, and none is markup."""
    pieces = pieces_of(report)
    ordered = sorted(report.findings, key=lambda finding: LEVELS.index(finding.level))
    numbers = {finding.fact: f"{finding.level.upper()} {at}" for at, finding in enumerate(ordered, 1) if finding.fact}
    blocks = [MARK, *_head(report), "## Findings"]
    blocks += [block for at, finding in enumerate(ordered, 1) for block in _finding(finding, at, pieces)]
    if not ordered:
        blocks.append(plain(none_found(report)) + ".")
    blocks += _on_one_source(report, pieces) if report.draft else _single_sources(report, pieces)
    blocks += _section(
        "Cleared", (f"{plain(cleared_text(c, pieces))}{_at(c.passages, pieces)}" for c in report.cleared)
    )
    blocks += _section("Not checked", map(plain, not_checked(report, numbers) or ["nothing."]))
    blocks += [plain(" ".join(set_aside(report)))]
    blocks += _sentences(report, pieces)
    blocks += _section(
        "Quotations",
        (
            f"{plain(one.passage.words or '')}{_at([one.passage], pieces)}: {FATES[one.fate]}{_at(one.places, pieces)}"
            for one in report.quotations
            if one.fate != "only here"
        ),
    )
    blocks += _section(
        "Built-in checks",
        (
            f"**{plain(one.code)}** {SIGNALS[one.kind]}: {plain(one.message)}{_at(one.passages, pieces)}"
            for one in report.signals
        ),
    )
    return ("\n\n".join(block for block in blocks if block) + "\n").encode("utf-8", "backslashreplace")


def plain(text: str) -> str:
    """Return text in one line, escaped so that Markdown shows it as it is."""
    escaped = _SIGNS.sub(r"\\\1", " ".join(harmless(text).split()))
    return _BEGINS.sub(lambda begin: f"{begin[1]}{_kept(begin[2])}", escaped)


def _kept(sign: str) -> str:
    """Return what would begin a list as text."""
    return f"{sign}\\" if sign.isdigit() else f"\\{sign}"


def _head(report: Report) -> list[str]:
    warnings = [f"**{plain(text)}**" for text in (warning_no_model(report), warning_incomplete(report)) if text]
    pieces = " · ".join(part for part in (how_many_pieces(report), newest_day(report)) if part)
    lines = [text for text in (who_judged(report), what_it_took(report), dates_known(report)) if text]
    return [
        *warnings,
        f"# {plain(report.title or how_many_pieces(report))}",
        f"**{' · '.join(plain(part.text) for part in level_counts(report))}** · {plain(pieces)}",
        plain(standings_line(report.draft)) if report.draft else "",
        *map(plain, lines),
        *map(plain, report.coverage.notices),
    ]


def _finding(finding: Finding, number: int, pieces: Pieces) -> list[str]:
    tag = desk_tag(finding, pieces.facts.get(finding.fact or ""), pieces.worked_out)
    return [
        f"### {finding.level.upper()} {number} · {plain(finding.headline)}",
        f"*{plain(tag)}*" if tag else "",
        "\n".join(_side(side, pieces) for side in sides_of(finding, pieces)),
        plain(pieces.told(finding.explanation)),
        f"**→ {plain(finding.action)}**" if finding.action.strip() else "",
    ]


def _side(side: Side, pieces: Pieces) -> str:
    """Return one side in a line of a list, its differing words bold."""
    first = side.passages[0]
    also = also_said(side.passages, pieces)
    more = f" ({plain(also)})" if also else ""
    return f"- {plain(pieces.place_of_passage(first))}: {_bold(first.text, side.marks)}{more}"


def _bold(text: str, marks: Sequence[Mark]) -> str:
    parts: list[str] = []
    at = 0
    for start, end in marks:
        between, marked = text[at:start], plain(text[start:end])
        parts += [_spaced(between), f"**{marked}**" if marked else ""]
        at = end
    return "".join([*parts, _spaced(text[at:])]).strip()


def _spaced(text: str) -> str:
    """Return text as `plain` gives it, with the white space at its ends as one space."""
    inner = plain(on_one_line(text))
    before = " " if text[:1].isspace() else ""
    after = " " if text[-1:].isspace() and inner else ""
    return f"{before}{inner}{after}"


def _single_sources(report: Report, pieces: Pieces) -> list[str]:
    claims = {claim.id: claim for claim in report.claims}
    listed = [claims[single.claim] for single in weighty_singles(report) if single.claim in claims]
    said = (
        f"{plain(claim.statement)}{f' ({plain(source)})' if (source := vouched_for(claim)) else ''}"
        f"{_at([claim.passage], pieces)}"
        for claim in listed
    )
    return _section("One source", said)


def _on_one_source(report: Report, pieces: Pieces) -> list[str]:
    """Return the sentences of a draft that rest on one source, and those that rest on unnamed ones."""
    draft = pieces.articles.get(pieces.draft or "")
    told = [
        f"{plain(draft_place(one, pieces))}: {plain(draft.sentence_text(one.number))} ({plain(backers(one, pieces))})"
        for one in on_one_source(report)
        if draft
    ]
    return _section("One source", [*told, *([plain(unnamed)] if (unnamed := unnamed_line(report, pieces)) else [])])


def _sentences(report: Report, pieces: Pieces) -> list[str]:
    """Return every sentence of a draft: its number, where it stands, how, by whom, and by how many origins."""
    draft = pieces.articles.get(pieces.draft or "")
    if report.draft is None or draft is None:
        return []
    rows = (
        f"{one.number} · {plain(draft_place(one, pieces))} · **{plain(sentence_stands(one, report.draft, pieces))}**: "
        f"{plain(draft.sentence_text(one.number))}"
        for one in report.draft.sentences
    )
    return ["## Sentence by sentence", "\n".join(f"- {row}" for row in rows)] if report.draft.sentences else []


def _section(title: str, lines: Iterable[str]) -> list[str]:
    told = "\n".join(f"- {line}" for line in lines)
    return [f"## {title}", told] if told else []


def _at(passages: Iterable[Passage], pieces: Pieces) -> str:
    places = ", ".join(dict.fromkeys(pieces.place_of_passage(passage) for passage in passages))
    return f" ({plain(places)})" if places else ""
