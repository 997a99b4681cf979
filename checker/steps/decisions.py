"""Decisions: what somebody dismissed stays silent until its passages change, and then comes back saying why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from checker.errors import UsageError
from checker.schema import Article, DecidedPassage, Decision, Dismissed, Finding, Report
from checker.steps.levels import ORDER
from checker.steps.same_finding import is_about, passages_as_they_stand, same_matter, unchanged

_LONGEST_REASON = 120


def decision_on(
    finding: Finding, report: Report, reason: str | None, *, who: str, when: datetime, reopen: bool = False
) -> Decision:
    """Return the decision to dismiss a finding, or to have it shown again.

    Raises UsageError for a hold, which its desk alone can lift, and for a *fix* without a reason.
    """
    if finding.level == "hold" or not finding.passages:
        raise UsageError(
            f"{finding.id} is a HOLD: its desk lifts it, in what is stated of the article; nobody else can"
        )
    if finding.level == "fix" and not reason and not reopen:
        raise UsageError(f'{finding.id} is a FIX, and dismissed only with a reason: add --reason "…"')
    return Decision(
        action="reopen" if reopen else "dismiss",
        finding=finding.id,
        code=finding.code,
        level=finding.level,
        aspect=finding.aspect,
        headline=finding.headline,
        passages=passages_as_they_stand(finding, {article.id: article for article in report.articles}),
        reason=reason,
        who=who,
        when=when,
    )


def decided(report: Report, decisions: Sequence[Decision], *, names: bool = False) -> Report:
    """Return the report without the findings that were dismissed; these are counted in a notice, and listed.

    Of several decisions on one finding the latest counts. With `names` the report says who decided.
    """
    if not decisions:
        return report
    articles = {article.id: article for article in report.articles}
    latest_first = sorted(decisions, key=lambda decision: decision.when)[::-1]
    shown: list[Finding] = []
    dismissed: list[Dismissed] = []
    for finding in report.findings:
        passages = passages_as_they_stand(finding, articles)
        met = next((one for one in latest_first if is_about(one, finding, passages, articles)), None)
        if met is None or met.action == "reopen":
            shown.append(finding)
            continue
        why = _why_again(met, finding, passages, articles)
        if why is None:
            who = met.who if names else None
            dismissed.append(Dismissed(finding=finding, reason=met.reason, who=who, when=met.when))
        else:
            shown.append(finding.model_copy(update={"returned": f"{_told(met, names=names)}; {why}."}))
    coverage = report.coverage
    if dismissed:
        notices = (_notice(dismissed), *coverage.notices)
        coverage = coverage.model_copy(update={"notices": notices})
    return report.model_copy(update={"findings": tuple(shown), "dismissed": tuple(dismissed), "coverage": coverage})


def stands_already(new: Decision, decisions: Sequence[Decision], report: Report) -> Decision | None:
    """Return the decision that says the same of the same finding and still holds; None where `new` says something else.

    A dismissal without a reason adds nothing to one that has one.
    """
    articles = {article.id: article for article in report.articles}
    finding = (new.aspect, new.passages)
    met = [one for one in decisions if same_matter((one.aspect, one.passages), finding, articles)]
    last = max(met, key=lambda one: one.when, default=None)
    if last is None or last.action != new.action or new.reason not in (None, last.reason):
        return None
    held = all(unchanged(last.passages, passage, articles) for passage in new.passages)
    return last if held and ORDER.index(new.level) >= ORDER.index(last.level) else None


def _why_again(
    met: Decision, finding: Finding, passages: Sequence[DecidedPassage], articles: Mapping[str, Article]
) -> str | None:
    """Say why a dismissed finding must be shown again, as a clause; None where nothing changed."""
    old = {passage.article: passage.digest for passage in met.passages}
    renamed = not old.keys() <= articles.keys()
    changed = {
        passage.article: passage.digest for passage in passages if not unchanged(met.passages, passage, articles)
    }
    other = [name for name, now in changed.items() if old.get(name) == now]
    edited = [name for name in changed if name not in other and (name in old or renamed)]
    added = [name for name in changed if name not in other and name not in edited]
    said = []
    if edited:
        said.append(f"what {_listed(edited)} says has changed since")
    if other:
        said.append(f"it cites another sentence of {_listed(other)} now")
    if added:
        said.append(f"{_listed(added)} {'says' if len(added) == 1 else 'say'} it as well now")
    if said:
        return " and ".join(said)
    if ORDER.index(finding.level) < ORDER.index(met.level):
        return f"it was a {met.level.upper()} then"
    return None


def _told(met: Decision, *, names: bool) -> str:
    by = f" by {met.who}" if names else ""
    reason = met.reason or ""
    because = f" (“{reason if len(reason) <= _LONGEST_REASON else reason[: _LONGEST_REASON - 1] + '…'}”)" * bool(reason)
    return f"Dismissed on {met.when:%Y-%m-%d}{by}{because}"


def _notice(dismissed: Sequence[Dismissed]) -> str:
    counts = [(level, sum(one.finding.level == level for one in dismissed)) for level in ORDER]
    listed = ", ".join(f"{count} {level.upper()}" for level, count in counts if count)
    return f"Dismissed earlier and not shown: {listed}; the JSON report lists them."


def _listed(names: Sequence[str]) -> str:
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else names[0]
