"""The desk's words for what the report holds in enums: levels, tags, dates, counts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from checker.schema import (
    Article,
    Assumption,
    Fact,
    Failure,
    Finding,
    Level,
    Outcome,
    Published,
    QuotationFate,
    SignalKind,
    Standing,
    Verdict,
)
from checker.text.moments_told import told_day

LEVELS: tuple[Level, ...] = ("hold", "fix", "check", "note")
"""From gravest to mildest, the order of the page."""

_VERDICTS: dict[Verdict, str] = {
    "agree": "",
    "differ": "differs",
    "unclear": "you decide",
    "superseded": "overtaken",
    "contradict": "conflict",
}

_OUTCOMES: dict[Outcome, str] = {
    "first": "judged once",
    "confirmed": "confirmed",
    "changed": "changed on a second look",
    "withdrawn": "withdrawn on a second look",
    "unclear": "two readings clash",
}

_ASSUMPTIONS: dict[Assumption, str] = {
    "nothing": "",
    "date": " if of one date",
    "occasion": " if one occasion",
    "identity": " if one and the same",
}

_FAILED: dict[str, str] = {
    "read": "Not read",
    "extract": "Claims not drawn out",
    "align": "Not put beside the others",
    "reconcile": "Not compared",
    "draft": "Not held against its sources",
    "confirm": "No second look",
    "check": "Built-in check failed",
}
"""What a failure in each step means for the reader."""

SIGNALS: dict[SignalKind, str] = {"clash": "sees a clash", "meets": "sees no clash", "note": "notes"}
"""What a built-in check does, as the page says it."""

FATES: dict[QuotationFate, str] = {
    "verbatim": "the same elsewhere",
    "shortened with a sign": "longer elsewhere, the cut is marked",
    "shortened": "longer elsewhere, the cut is not marked",
    "in part": "a part of it elsewhere",
    "altered": "other words elsewhere",
    "spliced": "two remarks elsewhere",
    "other speaker": "another speaker elsewhere",
    "translation": "perhaps the same in another language",
    "only here": "only here",
}
"""How a quotation stands to the others, as the page says it."""

STANDINGS: dict[Standing, str] = {
    "contradicted": "conflict",
    "outdated": "overtaken",
    "unclear": "you decide",
    "differing": "differs",
    "without a source": "in no source",
    "not checked": "not checked",
    "supported": "matches",
    "without a checkable claim": "no claim",
}
"""How a sentence of a draft stands, as the page says it, the gravest first."""

SIGNS: dict[Standing, str] = {
    "contradicted": "×",
    "outdated": "»",
    "unclear": "?",
    "differing": "≠",
    "without a source": "∅",
    "not checked": "!",
    "supported": "=",
    "without a checkable claim": "·",
}
"""A sign for each standing, for whom colours tell nothing."""


def counted(number: int, one: str, many: str | None = None) -> str:
    """Return "1 piece", "5 pieces", "1,204 sentences"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def listed(items: Iterable[str]) -> str:
    """Return "a", "a and b", "a, b and c"."""
    *start, last = tuple(items) or ("",)
    return f"{', '.join(start)} and {last}" if start else last


def desk_tag(finding: Finding, fact: Fact | None, worked_out: frozenset[str]) -> str:
    """Return the short tag at the right of a finding: the verdict, how sure it stayed, and whether a check sees it too.

    `worked_out` are the articles whose date stands nowhere: an order that rests on it is marked with "~".
    """
    words: list[str] = []
    if finding.verdict is not None and _VERDICTS[finding.verdict]:
        words.append(_VERDICTS[finding.verdict] + _condition(finding, fact, worked_out))
    if finding.keys.outcome is not None and finding.keys.model is not None:
        words.append(_OUTCOMES[finding.keys.outcome])
    if finding.keys.meets or (finding.keys.checks and finding.keys.model == "agree"):
        words.append("check and model clash")
    elif finding.keys.checks:
        words.append(f"{'also ' if finding.keys.model else ''}by check {', '.join(finding.keys.checks)}")
    return "; ".join(words)


def _condition(finding: Finding, fact: Fact | None, worked_out: frozenset[str]) -> str:
    """Return what the verdict rests on: an assumption that every conflicting pair needs, or an inferred order."""
    if fact is None:
        return ""
    if finding.verdict == "contradict":
        assumed = {pair.assumes for pair in fact.pairs if pair.verdict == "contradict"}
        return _ASSUMPTIONS[assumed.pop()] if len(assumed) == 1 else ""
    if finding.verdict == "superseded" and fact.order_from == "published":
        return ", order ~" if any(passage.article in worked_out for passage in finding.passages) else ""
    return ""


def day(value: date, *, year: bool = True) -> str:
    """Return "4 Dec 2025", or "4 Dec"."""
    return told_day(value, year=year)


def published_day(published: Published, *, year: bool = True) -> str:
    """Return when an article was published: a day, a stretch of days, or one open end; "" where nothing is known.

    The day is the one of the zone that the article's own date is in.
    """
    first = published.earliest.date() if published.earliest else None
    last = published.latest.date() if published.latest else None
    if first and last:
        if first == last:
            return day(first, year=year)
        same_month = (first.year, first.month) == (last.year, last.month)
        start = str(first.day) if same_month else day(first, year=year and first.year != last.year)
        return f"{start}–{day(last, year=year)}"
    if first:
        return f"on or after {day(first, year=year)}"
    return f"by {day(last, year=year)}" if last else ""


def date_printed(article: Article) -> bool:
    """Say whether a date that was found in the text stands there in so many figures, rather than being worked out."""
    published = article.published
    if published.known != "inferred" or not published.earliest or not published.latest or not published.sentence:
        return False
    if published.earliest.date() != published.latest.date() or published.sentence > len(article.sentences):
        return False
    text = article.sentence_text(published.sentence)
    return str(published.earliest.year) in text and str(published.earliest.day) in text


def failure_line(failure: Failure) -> str:
    """Return one failure in a line: what it means, of what, and why. A reason that begins with the item says both."""
    if failure.reason.startswith((f"{failure.item}: ", f"{failure.item}, ")):
        return f"{_FAILED[failure.step]}: {failure.reason}."
    return f"{_FAILED[failure.step]}: {failure.item} ({failure.reason})."
