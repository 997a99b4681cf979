"""Each check over its fixtures and the examples of its docstring: exact words for a hit, silence for a near miss."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from checker.checks.check import Check
from checker.checks.explaining import Example, example_of, explanation_of
from checker.checks.registry import CHECKS
from tests.checks.examples import words_of

FIXTURES = Path(__file__).with_name("fixtures")
LEAST = 30


def fixture_of(check: Check) -> tuple[list[Example], list[Example]]:
    path = FIXTURES / f"{check.code}.yaml"
    loaded = yaml.safe_load(path.read_text("utf-8"))
    assert loaded.keys() == {"hits", "near misses"}, path
    hits, misses = (
        [example_of(one, f"{path.name}, {part} {number}") for number, one in enumerate(loaded[part], 1)]
        for part in ("hits", "near misses")
    )
    assert all(one.says for one in hits), path
    assert all(one.because for one in misses), path
    return hits, misses


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.code)
def test_fixture(check: Check) -> None:
    hits, misses = fixture_of(check)
    wrong = [f"{one.says}\n  but said: {words_of(check, one)}" for one in hits if words_of(check, one) != one.says]
    wrong += [f"{one.because}\n  but said: {said}" for one in misses if (said := words_of(check, one))]
    assert not wrong, "\n".join(wrong)
    assert len(hits) >= LEAST
    assert len(misses) >= LEAST


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.code)
def test_the_examples_of_the_docstring_are_true(check: Check) -> None:
    explanation = explanation_of(check)
    assert words_of(check, explanation.hit) == explanation.hit.says
    assert explanation.near_miss.because
    assert words_of(check, explanation.near_miss) == ""


def test_every_fixture_belongs_to_a_check() -> None:
    assert {path.stem for path in FIXTURES.glob("*")} <= {check.code for check in CHECKS}


def test_codes_are_given_once() -> None:
    codes = [check.code for check in CHECKS]
    assert len(set(codes)) == len(codes)
