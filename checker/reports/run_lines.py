"""Who judged, on what alone, where text was sent, and what that took."""

from __future__ import annotations

from checker.reports.draft_page import sources_of
from checker.reports.wording import counted, listed
from checker.schema import Report


def who_judged(report: Report) -> str:
    """Return who judged, on what alone, and where text was sent; "" where there was nothing to judge."""
    run = report.run
    if not report.articles:
        return ""
    pieces = "this piece" if len(report.articles) == 1 else f"these {len(report.articles)} pieces"
    if report.draft is not None:
        sources = len(sources_of(report))
        apart = sum(one.id in report.coverage.not_compared for one in sources_of(report))
        pieces = "this source" if sources == 1 else f"these {sources} sources"
        pieces = f"{sources - apart} of {pieces}" if 0 < apart < sources else pieces
    judged = f"Judged by {listed(_judges(report))} from {pieces} alone, nothing looked up."
    if report.judged_by == "checks":
        judged = f"Checked by code alone, from {pieces}, nothing looked up."
    elif not run.tasks:
        judged = _judged_before(report) or "No model judged: no request got an answer."
    kept = "Nothing was sent." if report.judged_by == "checks" else f"Nothing was sent: {run.source}."
    sent = f"Text was sent to: {run.host}." if run.host else kept
    return f"{judged} {sent}"


def _judged_before(report: Report) -> str:
    """Return that a draft was judged in an earlier run, where this one kept all that it tells; "" where none did."""
    if report.draft is None or not report.draft.prompts:
        return ""
    if report.failures:
        return "Judged in an earlier check; what is new, by nobody: no request got an answer."
    return "Judged in an earlier check; nothing has changed since that has to be judged anew."


def what_it_took(report: Report) -> str:
    """Return what a run that sent text took and cost; a price that nobody knows is called unknown."""
    run = report.run
    if not run.host or not run.tasks:
        return ""
    requests = sum(task.requests for task in run.tasks)
    reused = sum(task.reused for task in run.tasks)
    given, cached, written = (
        sum(task.input_tokens for task in run.tasks),
        sum(task.cached_tokens for task in run.tasks),
        sum(task.output_tokens for task in run.tasks),
    )
    about = "about " if any(task.estimated for task in run.tasks) else ""
    kept = f" ({reused:,} kept from earlier runs)" if reused else ""
    prefix = f" ({cached:,} in the provider's cache)" if cached else ""
    cost = "cost unknown" if run.dollars is None else f"${run.dollars:.4f} paid"
    cost += _possibly_paid(report)
    return f"{counted(requests, 'answer')}{kept}, {about}{given:,} tokens in{prefix}, {written:,} out, {cost}."


def _possibly_paid(report: Report) -> str:
    """Return what tries may have cost whose replies never came whole: the provider may bill them, or not."""
    broken = sum(task.broken_off for task in report.run.tasks)
    if not broken:
        return ""
    tries = f"{broken} {'try' if broken == 1 else 'tries'} that broke off"
    if report.run.possible_dollars is None:
        return f", besides what the provider may bill for {tries}"
    return f", and at most ${report.run.possible_dollars:.4f} more for {tries}"


def _judges(report: Report) -> list[str]:
    """Return each model that answered, with how and when its answers came."""
    origins: dict[str, list[str]] = {}
    for task in report.run.tasks:
        known = origins.setdefault(task.model, [])
        known += [short for o in task.origins if (short := o.removeprefix(f"{task.model}, ")) not in known]
    return [f"{model} ({'; '.join(known)})" if known else model for model, known in origins.items()]
