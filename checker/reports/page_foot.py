"""What stands below the findings: ONE SOURCE, CLEARED, NOT CHECKED."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from checker.reports.draft_page import backers, draft_place, draft_places, on_one_source, on_unnamed_sources
from checker.reports.finding_lines import Page
from checker.reports.layout import Line, Part, cells, cut, wrap
from checker.reports.page_head import extra_notices
from checker.reports.places import Pieces
from checker.reports.wording import counted, failure_line, listed
from checker.schema import Claim, Cleared, DraftSentence, Failure, Passage, Report, SingleSource

_MOST_SINGLE = 6
_MOST_CLEARED = 3
_ROWS_EACH = 2
_MOST_FAILURES = 10
_MOST_UNCONFIRMED = 3
_WEIGHT = {"accusation": 0, "figure": 1, "quotation": 2, "name": 3, "date": 4, "cause": 5}
_TITLE_WIDTH = 13
ONE_SOURCE_LEAD = "accusations, figures and quotations first"


def foot_lines(report: Report, page: Page, numbers: Mapping[str, str]) -> list[Line]:
    """Return the sections below the findings; `numbers` names the finding of a fact ("CHECK 3") by the fact's id."""
    return [*_one_source(report, page), *_cleared(report, page), *_not_checked(report, page, numbers)]


def _section(title: str, lead: str, width: int) -> list[Line]:
    """Return an empty line and a section's title with what follows it."""
    titled = [Part(title.ljust(_TITLE_WIDTH) if lead else title, "strong")]
    if not lead:
        return [(), tuple(titled)]
    first, *rest = wrap([Part(lead)], width, indent=_TITLE_WIDTH)
    return [(), (*titled, *first[1:]), *rest]


def _one_source(report: Report, page: Page) -> list[Line]:
    """Return the claims that no other piece was found to make, the weightiest first, one line each."""
    if report.draft is not None:
        return _of_draft(report, page)
    weighty = weighty_singles(report)
    if not weighty:
        return []
    claims = {claim.id: claim for claim in report.claims}
    rows = [_single(single, claims, page) for single in weighty[:_MOST_SINGLE]]
    more = len(weighty) - len(rows)
    lead = "accusations and figures first" + (f" (+{more:,} more)" if more > 0 else "")
    return _section("ONE SOURCE", lead, page.width) + rows


def _of_draft(report: Report, page: Page) -> list[Line]:
    """Return the sentences of a draft that rest on one source, and those that rest on unnamed ones."""
    resting, unnamed = on_one_source(report), unnamed_line(report, page)
    lines: list[Line] = []
    if resting:
        more = len(resting) - _MOST_SINGLE
        lead = ONE_SOURCE_LEAD + (f" (+{more:,} more)" if more > 0 else "")
        lines = _section("ONE SOURCE", lead, page.width)
        lines += [_resting(sentence, page) for sentence in resting[:_MOST_SINGLE]]
    if unnamed:
        lines += [] if lines else [()]
        lines += wrap([Part(unnamed)], page.width, indent=2 * bool(resting), hang=2)
    return lines


def _resting(sentence: DraftSentence, page: Page) -> Line:
    """Return a sentence of the draft in one line: its place, its words shortened, the one source."""
    place = cut(draft_place(sentence, page), page.width // 3)
    source = cut(f"({backers(sentence, page).partition(':')[0]})", max(page.width // 3, 12))
    room = page.width - 2 - cells(place) - 2 - 1 - cells(source)
    text = cut(page.articles[page.draft or ""].sentence_text(sentence.number), room)
    return (Part("  "), Part(place, "faint"), Part(f"  {text} "), Part(source, "faint"))


def unnamed_line(report: Report, pieces: Pieces) -> str:
    """Return which sentences of a draft rest on unnamed sources only; "" for none."""
    resting = on_unnamed_sources(report)
    return f"On unnamed sources only: {draft_places(resting, pieces)}." if resting else ""


def weighty_singles(report: Report) -> list[SingleSource]:
    """Return the claims of one source that are more than background, the weightiest first."""
    if len(report.articles) < 2:
        return []
    weighty = [single for single in report.single_sources if single.why_listed]
    return sorted(weighty, key=lambda single: _WEIGHT[single.why_listed or "cause"])


def vouched_for(claim: Claim) -> str:
    """Return who vouches for a claim: "source: Caracas"; "" for speech, whose speaker does."""
    return "" if claim.kind == "speech" else f"source: {', from '.join(claim.source) or 'none named'}"


def _single(single: SingleSource, claims: Mapping[str, Claim], page: Page) -> Line:
    """Return one claim in one line: its place, the claim shortened, who vouches for it."""
    claim = claims.get(single.claim)
    if claim is None:
        return (Part("  "), Part(cut(single.claim, page.width - 2)))
    place = cut(_place(claim.passage, page), page.width // 3)
    source = f"({said})" if (said := vouched_for(claim)) else ""
    vouched = cut(source, max(page.width // 3, 12))
    room = page.width - 2 - cells(place) - 2 - 1 - cells(vouched)
    statement = cut(claim.statement.strip().rstrip("."), room)
    return (Part("  "), Part(place, "faint"), Part(f"  {statement} "), Part(vouched, "faint"))


def _place(passage: Passage, page: Page) -> str:
    """Return where a passage stands."""
    return page.place(passage.article, passage.sentences, passage.span.start)


def _cleared(report: Report, page: Page) -> list[Line]:
    """Return what looked like a conflict and is none, three at most, and why."""
    if not report.cleared:
        return []
    shown = report.cleared[:_MOST_CLEARED]
    more = len(report.cleared) - len(shown)
    lines = _section("CLEARED", "looked like a conflict and is none" + (f" (+{more} more)" if more else ""), page.width)
    for cleared in shown:
        places = ", ".join(dict.fromkeys(_place(passage, page) for passage in cleared.passages))
        told = cleared_text(cleared, page) + (f" ({places})" if places else "")
        room = _ROWS_EACH * (page.width - 2) - 10  # a line is broken between words and so is not filled
        lines += wrap([Part(cut(told, room))], page.width, indent=2)[:_ROWS_EACH]
    return lines


def cleared_text(cleared: Cleared, pieces: Pieces) -> str:
    """Return why something is no conflict, as a sentence."""
    text = pieces.told((cleared.reason or cleared.question).strip())
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "!", "?", "…")) else ".")


def _not_checked(report: Report, page: Page, numbers: Mapping[str, str]) -> list[Line]:
    gaps = [*not_checked(report, numbers), *extra_notices(report)]
    aside = set_aside(report)
    lines = _section("NOT CHECKED", "nothing." if not gaps else "", page.width)
    for gap in gaps:
        lines += wrap([Part(gap)], page.width, indent=2, hang=4)
    return lines + (wrap([Part(" ".join(aside), "faint")], page.width, indent=2) if aside else [])


def not_checked(report: Report, numbers: Mapping[str, str]) -> list[str]:
    """Return a line for each thing that was not checked; `numbers` names the finding of a fact by the fact's id."""
    unread = ["Whatever only a reader can compare: no model judged."] if report.judged_by == "checks" else []
    return [*unread, *_failures(report, numbers), *_left_apart(report), *_unconfirmed(report, numbers)]


def _failures(report: Report, numbers: Mapping[str, str]) -> list[str]:
    """Return each failure, second looks that failed for one reason in one line; a long list cut and counted."""
    failed: dict[tuple[str, str], Failure] = {}
    for failure in report.failures:
        key = ("confirm", failure.reason) if failure.step == "confirm" else (failure.item, failure.reason)
        failed.setdefault(key, failure)
    lines = []
    for failure in list(failed.values())[:_MOST_FAILURES]:
        same = [one.item for one in report.failures if (one.step, one.reason) == ("confirm", failure.reason)]
        facts = [fact.id for fact in report.facts if fact.question in same]
        together = failure.step == "confirm" and facts
        item = _by_number(facts, report, numbers) if together else failure.item
        lines.append(failure_line(failure.model_copy(update={"item": item})))
    more = len(failed) - len(lines)
    return [*lines, f"and {more:,} more, all in the JSON report."] if more else lines


def _sentence_end(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else text + "."


def _left_apart(report: Report) -> list[str]:
    """Return the articles that were compared with none."""
    apart = report.coverage.not_compared
    if len(report.articles) == 1 and not apart:
        return ["There is one piece only: it was held against itself, not against another."]
    return [f"Not compared with the others: {listed(apart)}."] if apart else []


def _unconfirmed(report: Report, numbers: Mapping[str, str]) -> list[str]:
    """Return the facts that got no second look and no failure says so, by the number of their finding."""
    failed = {failure.item for failure in report.failures if failure.step == "confirm"}
    told = {fact.id for fact in report.facts if fact.question in failed}
    unconfirmed = [fact for fact in report.coverage.unconfirmed if fact not in told]
    return [_sentence_end(f"No second look at: {_by_number(unconfirmed, report, numbers)}")] if unconfirmed else []


def _by_number(facts: Sequence[str], report: Report, numbers: Mapping[str, str]) -> str:
    """Return facts by the numbers of their findings, a few of the others by their questions: "FIX 2; CHECK 3"."""
    questions = {fact.id: fact.question for fact in report.facts}
    numbered = [numbers[fact] for fact in facts if fact in numbers]
    asked = [questions.get(fact, fact) for fact in facts if fact not in numbers]
    more = len(asked) - _MOST_UNCONFIRMED
    return "; ".join([*numbered, *asked[:_MOST_UNCONFIRMED], *([f"{more} more"] if more > 0 else [])])


def set_aside(report: Report) -> list[str]:
    """Return how much was set aside or drew no claim, and how many explanations the program had to replace."""
    coverage = report.coverage
    furniture = sum(len(article.furniture) for article in coverage.articles)
    left_out = sum(len(article.left_out) for article in coverage.articles)
    sentences = sum(article.sentences for article in coverage.articles)
    said: Sequence[tuple[int, str]] = (
        (furniture, f"{counted(furniture, 'line')} of page furniture set aside."),
        (
            left_out * (report.judged_by == "model"),
            f"{left_out:,} of {counted(sentences, 'sentence')} cited by no claim or fact.",
        ),
        (
            coverage.explanations_replaced,
            f"{counted(coverage.explanations_replaced, 'explanation')} replaced: a name or figure stood in no passage.",
        ),
    )
    return [text for number, text in said if number]
