"""All checks, a line each, in the order in which docs/checks.md lists them."""

from __future__ import annotations

from checker.checks.ages import AGES
from checker.checks.changes import CHANGES
from checker.checks.check import Check
from checker.checks.conversions import CONVERSIONS
from checker.checks.dates import DATES
from checker.checks.durations import DURATIONS
from checker.checks.figures import FIGURES
from checker.checks.rankings import RANKINGS
from checker.checks.shares import SHARES
from checker.checks.sums import SUMS
from checker.checks.tenses import TENSES
from checker.checks.weekdays import WEEKDAYS

CHECKS: tuple[Check, ...] = (
    FIGURES,
    CONVERSIONS,
    DATES,
    WEEKDAYS,
    TENSES,
    SUMS,
    SHARES,
    AGES,
    DURATIONS,
    CHANGES,
    RANKINGS,
)

BY_CODE: dict[str, Check] = {check.code: check for check in CHECKS}
