"""House rules: what a newsroom makes of the codes of findings, once everything else is known.

A check that is off does not run, so that it moves no level either. The code of a fact ("number-differ") that is off
silences its findings, and so does that of a draft ("unsourced-name"). Whatever a rule does is told in the report.
"""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import get_args

from checker.checks.check import Check
from checker.checks.registry import BY_CODE, checks_with
from checker.errors import SettingsError
from checker.house import House
from checker.schema import Aspect, Draft, Finding, Report, Verdict
from checker.steps.draft_own import DRAFT_CODES
from checker.steps.levels import ORDER, SEVERITY
from checker.text.desk_list import DeskList
from checker.text.same_names import SameNames

_MOST_GROUPS = 4

FACT_CODES = tuple(
    f"{aspect}-{verdict}" for aspect in get_args(Aspect) for verdict in get_args(Verdict) if verdict != "agree"
)
"""The codes of findings that a model's facts lead to: an aspect and a verdict."""


def checks_of(house: House, desk: DeskList) -> tuple[Check, ...]:
    """Return the checks that the house lets run, those of names bound to its list of people and its spellings.

    Raises SettingsError, naming the line, where a rule is about a code that no finding has.
    """
    for code in house.rules:
        if code not in BY_CODE and code not in FACT_CODES and code not in DRAFT_CODES:
            raise SettingsError(f"{house.place('rules', code)}: {_unknown(code)}")
    known = SameNames(house.same_names).added_to(desk)
    return tuple(check for check in checks_with(known) if house.rules.get(check.code) != "off")


def _unknown(code: str) -> str:
    if code.startswith("hold"):
        return f'no rule lifts a hold ("{code}"): its desk does, in what is stated of the article'
    known = [*(name.casefold() for name in BY_CODE), *DRAFT_CODES, *FACT_CODES]
    near = difflib.get_close_matches(code.casefold(), known, 1)
    meant = near[0].upper() if near and near[0].upper() in BY_CODE else "".join(near)
    remedy = f"did you mean {meant}?" if meant else "see `checker explain`, or the `code` of a finding in a JSON report"
    return f'no finding has the code "{code[:40]}"; {remedy}'


def ruled(report: Report, house: House) -> Report:
    """Return the report with the levels that the house gives to codes. A hold stays one.

    What is in force is told by notices, because it may silence something: rules, and names that mean the same.
    """
    silenced: Counter[str] = Counter()
    findings = []
    for finding in report.findings:
        rule = house.rules.get(finding.code)
        if finding.level == "hold" or rule is None:
            findings.append(finding)
        elif rule == "off":
            silenced[finding.code] += 1
        else:
            findings.append(finding.model_copy(update={"level": rule, "severity": SEVERITY[rule]}))
    findings.sort(key=lambda finding: ORDER.index(finding.level))
    notices = [*_notices(house, silenced), *report.coverage.notices]
    coverage = report.coverage.model_copy(update={"notices": tuple(notices)})
    changes = {"findings": tuple(findings), "coverage": coverage, "draft": _without(report.draft, findings)}
    return report.model_copy(update=changes)


def _without(draft: Draft | None, findings: Sequence[Finding]) -> Draft | None:
    """Return what is said of a draft's sentences without the findings that a rule silences."""
    if draft is None:
        return None
    shown = {finding.id for finding in findings}
    sentences = tuple(
        one.model_copy(update={"findings": tuple(name for name in one.findings if name in shown)})
        for one in draft.sentences
    )
    return draft.model_copy(update={"sentences": sentences})


def _notices(house: House, silenced: Counter[str]) -> Iterator[str]:
    if house.rules:
        said = ", ".join(_said(code, rule, silenced[code]) for code, rule in house.rules.items())
        yield f"House rules ({house.file}): {said}."
    if house.same_names:
        groups = "; ".join(", ".join(group) for group in house.same_names[:_MOST_GROUPS])
        more = len(house.same_names) - _MOST_GROUPS
        yield f"Names that mean the same ({house.file}): {groups}{f' and {more} more' if more > 0 else ''}."


def _said(code: str, rule: str, silenced: int) -> str:
    if rule != "off":
        return f"{code} is {rule.upper()}"
    if code in BY_CODE:
        return f"check {code} is off"
    return f"{code} is off ({silenced} not shown)"
