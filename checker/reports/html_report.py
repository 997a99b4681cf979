"""The report as one HTML file that needs nothing from elsewhere, and lets nothing in.

Text from articles and models is escaped by the template engine, or by `html_marks`; the content policy allows this
page's own style and script, by their hashes, and nothing else: no picture, no font, no address is ever asked for.
"""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from checker.reports.draft_page import standings_line
from checker.reports.harmless import harmless
from checker.reports.html_anchors import Anchors, anchors_of
from checker.reports.html_articles import article_views
from checker.reports.html_draft import draft_view, resting_views
from checker.reports.html_findings import finding_views, groups_of, kinds_of, levels_of
from checker.reports.html_matrix import matrix_rows
from checker.reports.on_the_page import chosen, numbered
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
    how_much_read,
    level_counts,
    newest_day,
    none_found,
    read_whole,
    warning_incomplete,
    warning_no_model,
)
from checker.reports.places import pieces_of
from checker.reports.run_lines import what_it_took, who_judged
from checker.reports.wording import FATES, SIGNALS
from checker.schema import Report

if TYPE_CHECKING:
    from jinja2 import Environment

_SECTIONS = {
    "findings": "Findings",
    "draft": "The draft",
    "one-source": "One source",
    "cleared": "Cleared",
    "not-checked": "Not checked",
    "matrix": "Who says what",
    "quotations": "Quotations",
    "checks": "Built-in checks",
    "articles": "The pieces",
}


def render_html(report: Report) -> bytes:
    """Return the report as an HTML file in UTF-8. Equal reports give equal bytes."""
    from markupsafe import Markup

    pieces = pieces_of(report)
    at_all = numbered(report)
    ordered = [finding for _, finding in at_all]
    anchors = anchors_of(pieces, ordered)
    views = finding_views(report, ordered, anchors)
    numbers = {finding.fact: f"{finding.level.upper()} {at}" for at, finding in at_all if finding.fact}
    style, script = _asset("report.css"), _asset("report.js")
    values: dict[str, Any] = {
        "policy": _policy(style, script),
        "style": Markup(style),  # noqa: S704 - the project's own files
        "script": Markup(script),  # noqa: S704
        "head": _head(report),
        "findings": views,
        "groups": groups_of(views, {at for at, _ in chosen(at_all, anchors.pieces.facts)}),
        "levels": levels_of(views),
        "kinds": kinds_of(views),
        "draft": draft_view(report, ordered, views, anchors),
        "singles": resting_views(report, anchors) if report.draft else _singles(report, anchors),
        "unnamed": unnamed_line(report, pieces),
        "cleared": [
            {"text": cleared_text(one, pieces), "places": anchors.passages(one.passages)} for one in report.cleared
        ],
        "gaps": not_checked(report, numbers),
        "aside": set_aside(report),
        "rows": matrix_rows(report, ordered, anchors),
        "quotations": _quotations(report, anchors),
        "signals": _signals(report, anchors),
        "articles": article_views(report, ordered, anchors),
        "columns": [{"anchor": anchors.article(one.id), "name": pieces.name(one.id)} for one in report.articles],
    }
    filled = {"findings": True, "not-checked": True, "one-source": values["singles"] or values["unnamed"]}
    filled |= {"checks": values["signals"], "matrix": values["rows"]}
    filled |= {name: values[name] for name in ("draft", "cleared", "quotations", "articles")}
    values["sections"] = [
        {"anchor": anchor, "title": "The sources" if report.draft and anchor == "articles" else title}
        for anchor, title in _SECTIONS.items()
        if filled.get(anchor)
    ]
    return _templates().get_template("report.html.j2").render(values).encode("utf-8", "backslashreplace") + b"\n"


@cache
def _templates() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    return Environment(
        loader=PackageLoader("checker.reports", "page"),
        autoescape=True,
        finalize=_harmless,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _harmless(value: Any) -> Any:
    """Return what the template puts on the page: text without what hides or steers; what is HTML already as it is."""
    return harmless(value) if isinstance(value, str) and not hasattr(value, "__html__") else value


@cache
def _asset(name: str) -> str:
    return files("checker.reports").joinpath("page", name).read_text(encoding="utf-8")


def _policy(style: str, script: str) -> str:
    """Return the content policy of the page: nothing but its own style and script."""
    hashes = {
        kind: base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        for kind, text in (("style-src", style), ("script-src", script))
    }
    allowed = "; ".join(f"{kind} 'sha256-{digest}'" for kind, digest in hashes.items())
    return f"default-src 'none'; {allowed}; base-uri 'none'; form-action 'none'"


def _head(report: Report) -> dict[str, Any]:
    """Return what stands above the findings."""
    read = how_much_read(report)
    return {
        "title": report.title or how_many_pieces(report),
        "checker": report.run.checker,
        "warnings": [text for text in (warning_no_model(report), warning_incomplete(report)) if text],
        "counts": [{"level": part.style, "text": part.text} for part in level_counts(report)],
        "pieces": [
            part
            for part in (
                how_many_pieces(report),
                newest_day(report),
                read_whole(report),
            )
            if part
        ],
        "lines": [text for text in (who_judged(report), what_it_took(report), dates_known(report)) if text],
        "standings": standings_line(report.draft) if report.draft else "",
        "notices": report.coverage.notices,
        "none_found": f"{none_found(report)}: {read}." if read else f"{none_found(report)}.",
        "foot": f"checker {report.run.checker}, {report.run.started:%Y-%m-%d %H:%M} UTC. "
        "It compares what these pieces say; which of them is right it does not know.",
    }


def _singles(report: Report, anchors: Anchors) -> list[dict[str, Any]]:
    """Return the weighty claims that no other piece was found to make."""
    claims = {claim.id: claim for claim in report.claims}
    return [
        {
            "place": anchors.passage(claim.passage),
            "statement": claim.statement,
            "source": vouched_for(claim),
        }
        for single in weighty_singles(report)
        if (claim := claims.get(single.claim))
    ]


def _signals(report: Report, anchors: Anchors) -> list[dict[str, Any]]:
    """Return what the built-in checks say of which passages."""
    return [
        {
            "code": one.code,
            "means": SIGNALS[one.kind],
            "message": one.message,
            "places": anchors.passages(one.passages),
        }
        for one in report.signals
    ]


def _quotations(report: Report, anchors: Anchors) -> dict[str, list[dict[str, Any]]]:
    """Return the quotations with where else each was found, those that stand in one piece alone apart; {} for none."""
    told: dict[str, list[dict[str, Any]]] = {"elsewhere": [], "only_here": []}
    for one in report.quotations:
        alone = one.fate == "only here"
        told["only_here" if alone else "elsewhere"].append(
            {
                "place": anchors.passage(one.passage),
                "words": one.passage.words or "",
                "speaker": one.speaker or "",
                "fate": "" if alone else FATES[one.fate],
                "places": anchors.passages(one.places),
            }
        )
    return told if report.quotations else {}
