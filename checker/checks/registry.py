"""All checks, a line each, in the order in which docs/checks.md lists them."""

from __future__ import annotations

from checker.checks.check import Check

CHECKS: tuple[Check, ...] = ()

BY_CODE: dict[str, Check] = {check.code: check for check in CHECKS}
