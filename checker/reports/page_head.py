"""The head of the page: which story, how many findings, what was read, who judged, where text went, how old it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime

from checker.reports.draft_page import (
    against_what,
    draft_of,
    goes_out,
    on_one_source,
    sources_of,
    standings_line,
)
from checker.reports.layout import Line, Part, with_right, wrap
from checker.reports.places import pieces_of, worked_out
from checker.reports.run_lines import what_it_took, who_judged
from checker.reports.wording import LEVELS, counted, date_printed, published_day
from checker.schema import Article, Report

_MOST_DATED = 8
_MOST_NOTICES = 3
_CHECKS_ONLY = (
    "NO MODEL JUDGED THIS. It shows what arithmetic and comparing text find about figures, dates, quotations and "
    "names; most conflicts are not of that sort and are not looked for."
)


def head_lines(report: Report, width: int) -> list[Line]:
    """Return the lines above the findings; a text's further lines are indented, so that none can pass for a finding."""
    return [
        *_no_model(report, width),
        *_title(report, width),
        *_incomplete(report, width),
        *_counts(report, width),
        *_standings(report, width),
        *_run(report, width),
        *_dates(report, width),
        *_notices(report, width),
    ]


def pieces_read_whole(report: Report) -> tuple[int, int]:
    """Return how many pieces were read to their end, and how many there were, unreadable ones included, no draft.

    One that was killed is compared with nothing, and counts as not read.
    """
    pieces = sources_of(report)
    ids = [article.id for article in pieces]
    unread = {failure.item for failure in report.failures if failure.step == "read"} - set(ids)
    apart = report.coverage.not_compared
    return sum(one.id not in apart and not _broken(report, one) for one in pieces), len(ids) + len(unread)


def read_whole(report: Report) -> str:
    """Return "5 of 5 pieces read whole"; in a draft check "draft and 6 of 6 pieces read whole"."""
    whole, pieces = pieces_read_whole(report)
    draft = draft_of(report)
    own = "" if draft is None else "the draft in part, " if _broken(report, draft) else "draft and "
    return f"{own}{whole} of {counted(pieces, 'piece')} read whole"


def compared(report: Report) -> tuple[int, int]:
    """Return how many sentences, page furniture aside, were read and put beside others, and of how many pieces."""
    pieces = [a for a in report.articles if a.id not in report.coverage.not_compared and not _broken(report, a)]
    return sum(sentence.role != "furniture" for piece in pieces for sentence in piece.sentences), len(pieces)


def how_much_read(report: Report) -> str:
    """Return "24 sentences of 3 pieces read", in a draft check those of the draft; "" where nothing was read whole."""
    sentences, pieces = compared(report)
    draft = draft_of(report)
    if not sentences:
        return ""
    if draft is None or _broken(report, draft):
        return f"{counted(sentences, 'sentence')} of {counted(pieces, 'piece')} read"
    own = sum(sentence.role != "furniture" for sentence in draft.sentences)
    return f"{counted(own, 'sentence')} of the draft and {counted(pieces - 1, 'piece')} read"


def none_found(report: Report) -> str:
    """Return "None found", or what is so instead where that would claim more than was compared."""
    if not compared(report)[0]:
        return "Nothing was read whole"
    if any(failure.step in ("reconcile", "draft") for failure in report.failures) and not report.facts:
        return "Nothing was compared"
    if report.judged_by == "checks":
        return "None found by the built-in checks"
    return "None found in what was checked" if report.failures else "None found"


def extra_notices(report: Report) -> tuple[str, ...]:
    """Return the notices that the head has no room for."""
    return report.coverage.notices[_MOST_NOTICES:]


def _broken(report: Report, article: Article) -> bool:
    """Say whether reading this article, or a part of it ("article 004, sentences 1 to 40"), failed."""
    name = article.id
    failed = [failure.item for failure in report.failures if failure.step in ("read", "extract")]
    items = [item.removeprefix("article ") for item in failed]
    return any(item == name or item.startswith((f"{name} ", f"{name},", f"{name}:")) for item in items)


def _no_model(report: Report, width: int) -> list[Line]:
    text = warning_no_model(report)
    return wrap([Part(text, "fix")], width) if text else []


def warning_no_model(report: Report) -> str:
    """Return what must stand before everything else where no model judged; "" where one did."""
    return "" if report.judged_by == "model" else _CHECKS_ONLY


def _title(report: Report, width: int) -> list[Line]:
    """Return the story, how many pieces there are, and when the newest was published."""
    pieces = how_many_pieces(report)
    title = [Part(report.title.upper(), "strong"), Part(" · ")] if report.title else []
    return with_right(wrap([*title, Part(pieces)], width, hang=2), Part(newest_day(report)), width)


def how_many_pieces(report: Report) -> str:
    """Return "5 pieces against one another", "1 piece", or "draft.md against 5 pieces"."""
    draft = draft_of(report)
    if draft is not None:
        return against_what(report, draft)
    count = len(report.articles)
    return f"{counted(count, 'piece')} against one another" if count > 1 else counted(count, "piece")


def newest_day(report: Report) -> str:
    """Return "newest 4 Dec 2025", or when a draft goes out; "" where no date is known."""
    if stated := goes_out(report):
        return stated
    newest = _newest(sources_of(report))
    sign = "~" if newest and newest.id in worked_out(report) else ""
    return f"newest {sign}{published_day(newest.published)}" if newest else ""


def _newest(articles: Sequence[Article]) -> Article | None:
    """Return the article that was published last; of those that share the moment, the first."""
    moments = {a.id: _comparable(moment) for a in articles if (moment := a.published.latest or a.published.earliest)}
    return max((a for a in articles if a.id in moments), key=lambda a: moments[a.id], default=None)


def _comparable(moment: datetime) -> datetime:
    """Return a moment that can be compared with any other: without a zone it counts as UTC."""
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _counts(report: Report, width: int) -> list[Line]:
    spaced = [piece for part in level_counts(report) for piece in (Part(" · "), part)][1:]
    return with_right(wrap(spaced, width), Part(read_whole(report)), width)


def _standings(report: Report, width: int) -> list[Line]:
    text = standings_line(report.draft) if report.draft else ""
    return wrap([Part(text)], width, hang=2) if text else []


def level_counts(report: Report) -> list[Part]:
    """Return the number of findings of each level, or "None found", each in the style of its level."""
    found = Counter(finding.level for finding in report.findings)
    parts = [Part(f"{found[level]} {level.upper()}", level) for level in LEVELS if found[level] and level != "note"]
    single = sum(one.why_listed is not None for one in report.single_sources) if len(report.articles) > 1 else 0
    single = len(on_one_source(report)) if report.draft else single
    parts = parts or [Part(none_found(report), "strong")]
    if single:
        parts.append(Part(f"{single} ONE SOURCE"))
    if found["note"]:
        parts.append(Part(counted(found["note"], "note"), "note"))
    return parts


def _incomplete(report: Report, width: int) -> list[Line]:
    text = warning_incomplete(report)
    return wrap([Part(text, "fix")], width) if text else []


def warning_incomplete(report: Report) -> str:
    """Return the warning that must stand before everything else when something could not be checked, or ""."""
    failed = len(report.failures)
    return f"INCOMPLETE: {counted(failed, 'thing')} could not be checked, see NOT CHECKED." if failed else ""


def _run(report: Report, width: int) -> list[Line]:
    told = (who_judged(report), what_it_took(report))
    return [line for text in told if text for line in wrap([Part(text, "faint")], width, hang=2)]


def _dates(report: Report, width: int) -> list[Line]:
    text = dates_known(report)
    return wrap([Part(text, "faint")], width, hang=6) if text else []


def dates_known(report: Report) -> str:
    """Return which dates are stated, from metadata, printed in the text, worked out, or unknown; "" for no article."""
    pieces = pieces_of(report)
    years = {
        moment.year
        for article in report.articles
        for moment in (article.published.earliest, article.published.latest)
        if moment
    }
    groups: dict[str, list[str]] = {
        "stated": [],
        "from metadata": [],
        "printed": [],
        "worked out": [],
        "unknown": [],
    }
    for article in report.articles:
        when = published_day(article.published, year=len(years) > 1)
        known = _how_known(article) if when else "unknown"
        sign = "~" if known == "worked out" else ""
        name = pieces.name(article.id)
        groups[known].append(f"{name} {sign}{when}" if when else name)
    said = "; ".join(f"{_shortened(dated)}: {known}" for known, dated in groups.items() if dated)
    return f"Dates {said}." if said else ""


def _how_known(article: Article) -> str:
    """Return the desk's word for how an article's date is known."""
    known = article.published.known
    if known == "inferred":
        return "printed" if date_printed(article) else "worked out"
    return "from metadata" if known == "metadata" else known


def _shortened(dated: Sequence[str]) -> str:
    """Return the articles of one kind of date, a long list cut."""
    more = len(dated) - _MOST_DATED
    return ", ".join(dated[:_MOST_DATED]) + (f" and {more} more" if more > 0 else "")


def _notices(report: Report, width: int) -> list[Line]:
    """Return what the reader should know of the pieces before the findings ("4 pieces, 1 origin")."""
    return [line for notice in report.coverage.notices[:_MOST_NOTICES] for line in wrap([Part(notice)], width, hang=2)]
