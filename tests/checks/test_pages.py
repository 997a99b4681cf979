"""docs/checks.md is what the docstrings of the checks make. `python -m tests.checks.test_pages` writes it anew."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker.checks.check import Check
from checker.checks.explaining import explanation_of
from checker.checks.registry import CHECKS
from checker.reports.check_pages import checks_page
from checker.reports.draft_codes import DRAFT_PAGES
from checker.steps.house_rules import FACT_CODES
from tests.newsroom import Newsroom

PAGE = Path(__file__).parents[2] / "docs" / "checks.md"


def test_the_page_is_what_the_docstrings_make() -> None:
    assert PAGE.read_text("utf-8") == checks_page(CHECKS), "run: python -m tests.checks.test_pages"


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.code)
def test_explain_shows_claim_hit_and_near_miss(newsroom: Newsroom, check: Check) -> None:
    result = newsroom.run("explain", check.code.lower())
    made = explanation_of(check)
    assert result.code == 0
    flat = " ".join(result.out.split())
    for part in (made.title, made.tells, made.matters, made.hit.says or "", made.near_miss.because or ""):
        assert " ".join(part.split()) in flat
    assert max(map(len, result.out.splitlines())) <= 80


def test_explain_without_a_code_lists_all(newsroom: Newsroom) -> None:
    codes = [check.code for check in CHECKS] + list(DRAFT_PAGES)
    listed = [line.split()[0] for line in newsroom.run("explain").out.splitlines()]
    assert listed == [*codes, "number-differ,"]


@pytest.mark.parametrize("code", FACT_CODES)
def test_a_code_of_facts_is_explained(newsroom: Newsroom, code: str) -> None:
    result = newsroom.run("explain", code.upper())
    assert result.code == 0, result.err
    assert result.out.startswith(f"{code} · Answers that ")
    assert max(map(len, result.out.splitlines())) <= 80


@pytest.mark.parametrize("code", ["number", "number-agree", "weather-differ", "number-differ-differ"])
def test_what_is_like_a_code_of_facts_is_none(newsroom: Newsroom, code: str) -> None:
    assert newsroom.run("explain", code).code == 2


def test_explain_names_the_codes_there_are(newsroom: Newsroom) -> None:
    result = newsroom.run("explain", "Z9")
    assert result.code == 2
    assert "no code Z9" in result.err
    assert all(check.code in result.err for check in CHECKS)


if __name__ == "__main__":
    PAGE.write_text(checks_page(CHECKS), "utf-8")
