"""An evaluation as one HTML page that needs nothing from elsewhere: figures, plots, and every fact that was lost."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from checker.harness.measures import AGREED, AMOUNTS, MEASURES, REPEATED, Meaning
from checker.harness.plots import Bars, Point, bars, scatter
from checker.harness.results import Estimate, Evaluation, Results
from checker.harness.table import (
    beyond_lines,
    by_difficulty,
    counted,
    interval,
    lost_lines,
    share,
    title_of,
    tokens,
    turned_lines,
)

_STYLE = """
body { font: 15px/1.5 system-ui, sans-serif; color: #222; max-width: 60rem; margin: 2rem auto; padding: 0 1rem }
table { border-collapse: collapse; margin: 1rem 0 } th, td { padding: .2rem .7rem; text-align: right }
th:first-child, td:first-child { text-align: left } thead th { border-bottom: 1px solid #999 }
tbody tr:nth-child(even) { background: #f5f5f5 } svg { max-width: 100%; height: auto; font: 12px system-ui, sans-serif }
h2 { margin-top: 2.5rem } li { margin: .2rem 0 } .quiet { color: #666 }
""".strip()


def render_page(results: Results) -> str:
    """Return the page. Stories, questions and reasons are text that others wrote, so all of it is escaped."""
    parts = [
        "<h1>checker, evaluated</h1>",
        '<p class="quiet">From recorded answers. In brackets: 95 % intervals from resampling stories.</p>',
        *_overview(results.evaluations),
    ]
    for one in results.evaluations:
        parts += _evaluation(one)
    for repeated in results.repeats:
        samples = ", ".join(map(str, repeated.samples))
        parts += [_heading(f"{repeated.suite}, way {repeated.way}: repeats (samples {samples})")]
        parts += [_estimates(repeated.measures, REPEATED)]
    for agreed in results.agreement:
        parts += [_heading(f"{agreed.suite}: two annotators of {', '.join(agreed.stories)}")]
        parts += [_estimates(agreed.measures, AGREED)]
    body = "\n".join(parts)
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        '<meta name="viewport" content="width=device-width">\n<title>checker, evaluated</title>\n'
        f"<style>\n{_STYLE}\n</style>\n</head>\n<body>\n{body}\n</body>\n</html>\n"
    )


def _overview(evaluations: Sequence[Evaluation]) -> list[str]:
    """Return accuracy beside tokens and time, per story and per difficulty, suite by suite.

    A dot for every repeat of a way that asks a model, bars for the first repeat of each way.
    """
    parts = []
    for suite in dict.fromkeys(one.suite for one in evaluations):
        ways = [one for one in evaluations if one.suite == suite]
        asking = [one for one in ways if one.amounts["requests"]]
        first_samples = [next(one for one in ways if one.way == way) for way in dict.fromkeys(one.way for one in ways)]
        names = [one.way for one in first_samples]
        parts.append(_heading(f"{suite}: the ways side by side"))
        for measure in ("found", "accepted"):
            label = f"share of facts: {MEASURES[measure].label.lstrip('… ')}"
            for title, taken in (("tokens of all requests", tokens), ("tokens on the longest chain (time)", _chain)):
                points = [_point(one.way, one, measure, taken(one)) for one in asking]
                parts.append(scatter([point for point in points if point is not None], title, label))
        stories = [
            Bars(first.story, tuple(one.stories[index].tallies["found"].value for one in first_samples))
            for index, first in enumerate(first_samples[0].stories)
        ]
        parts += ["<h3>Facts found, story by story</h3>", bars(stories, names, "facts found, story by story")]
        shares = [by_difficulty(one) for one in first_samples]
        groups = [Bars(kind, tuple(one[kind].value for one in shares)) for kind in shares[0]]
        parts += ["<h3>Facts found, by difficulty</h3>", bars(groups, names, "facts found, by difficulty")]
    return parts


def _chain(one: Evaluation) -> float:
    return one.amounts["chain_tokens"]


def _point(name: str, one: Evaluation, measure: str, taken: float) -> Point | None:
    its = one.measures[measure]
    return None if its.value is None else Point(name, taken, its.value, its.low, its.high)


def _evaluation(one: Evaluation) -> list[str]:
    columns = ("found", "accepted", "level", "complete", "contradictions", "fixes", "traps", "said_twice")
    rows = [
        [story.story, *(f"{story.tallies[name].hit:.0f}/{story.tallies[name].of:.0f}" for name in columns)]
        for story in one.stories
    ]
    parts = [
        _heading(title_of(one)),
        _estimates(one.measures, MEASURES),
        _table(["", "in all"], [[AMOUNTS[name].label, counted(value)] for name, value in one.amounts.items()]),
        _table(["story", *(MEASURES[name].label.lstrip("… ") for name in columns)], rows),
    ]
    for title, lines in (
        ("Lost", lost_lines(one)),
        ("Told with a verdict that the gold does not accept", turned_lines(one)),
        ("Contradictions that are wrong or to be decided", beyond_lines(one)),
    ):
        if lines:
            parts += [f"<h3>{escape(title)}</h3>", "<ul>", *(f"<li>{escape(line)}</li>" for line in lines), "</ul>"]
    return parts


def _estimates(measures: Mapping[str, Estimate], meanings: Mapping[str, Meaning]) -> str:
    rows = [
        [meanings[name].label, f"{its.hit:.0f} of {its.of:.0f}", share(its.value), interval(its), meanings[name].counts]
        for name, its in measures.items()
    ]
    return _table(["", "", "share", "95 %", "counted"], rows)


def _heading(text: str) -> str:
    return f"<h2>{escape(text)}</h2>"


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    head = "".join(f"<th>{escape(text)}</th>" for text in heads)
    body = "\n".join("<tr>" + "".join(f"<td>{escape(text)}</td>" for text in row) + "</tr>" for row in rows)
    return f"<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody>\n</table>"
