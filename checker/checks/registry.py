"""All checks, a line each, in the order in which docs/checks.md lists them."""

from __future__ import annotations

from checker.checks.ages import AGES
from checker.checks.changes import CHANGES
from checker.checks.check import Check, Comparing
from checker.checks.conversions import CONVERSIONS
from checker.checks.dates import DATES
from checker.checks.desk_list import desk_check
from checker.checks.durations import DURATIONS
from checker.checks.figures import FIGURES
from checker.checks.headline import headline_check
from checker.checks.names import names_check
from checker.checks.origins import ORIGINS
from checker.checks.persons_ages import PERSONS_AGES
from checker.checks.quotations import QUOTATIONS
from checker.checks.quoted_speakers import SPEAKERS
from checker.checks.rankings import RANKINGS
from checker.checks.roles import ROLES
from checker.checks.shares import SHARES
from checker.checks.sums import SUMS
from checker.checks.tenses import TENSES
from checker.checks.weekdays import WEEKDAYS
from checker.text.desk_list import NO_DESK_LIST, DeskList

COMPARING: tuple[Comparing, ...] = (FIGURES, DATES)
"""The checks of two sentences, which headline and text are held against one another by as well."""


def checks_with(desk: DeskList = NO_DESK_LIST) -> tuple[Check, ...]:
    """Return all checks, those of names bound to a desk list."""
    return (
        FIGURES,
        CONVERSIONS,
        PERSONS_AGES,
        DATES,
        WEEKDAYS,
        TENSES,
        SUMS,
        SHARES,
        AGES,
        DURATIONS,
        CHANGES,
        RANKINGS,
        QUOTATIONS,
        SPEAKERS,
        names_check(desk),
        desk_check(desk),
        ROLES,
        headline_check(COMPARING),
        ORIGINS,
    )


CHECKS: tuple[Check, ...] = checks_with()

BY_CODE: dict[str, Check] = {check.code: check for check in CHECKS}
