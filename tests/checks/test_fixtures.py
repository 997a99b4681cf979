"""Each check over its fixtures and the examples of its docstring: exact words for a hit, silence for a near miss."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from checker.checks.check import Check
from checker.checks.explaining import Example, example_of, explanation_of
from checker.checks.registry import CHECKS
from checker.schema import Signal
from tests.checks.examples import said_by, views_of, words_of

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


def hits_and_misses(check: Check) -> list[Example]:
    hits, misses = fixture_of(check)
    return [*hits, *misses]


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.code)
def test_swapping_the_articles_swaps_the_passages_and_nothing_else(check: Check) -> None:
    for example in hits_and_misses(check):
        views = views_of(example.articles)
        found, turned = list(said_by(check, views)), list(said_by(check, views[::-1]))
        assert sorted(map(what_it_says, found)) == sorted(map(what_it_says, turned)), example


def what_it_says(signal: Signal) -> tuple[str, str, list[tuple[str, int, int]]]:
    return signal.kind, signal.aspect, sorted((p.article, p.span.start, p.span.end) for p in signal.passages)


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.code)
def test_an_unrelated_sentence_changes_nothing(check: Check) -> None:
    for example in hits_and_misses(check):
        longer = [replace(article, text=f"{article.text}\n\n{CALM[article.language]}") for article in example.articles]
        assert words_of(check, replace(example, articles=tuple(longer))) == words_of(check, example), example


CALM = defaultdict(
    lambda: "…",
    en="Birds were singing in the old orchard.",
    es="Los pájaros cantaban en el viejo huerto.",
    de="Im alten Obstgarten sangen die Vögel.",
    fr="Les oiseaux chantaient dans le vieux verger.",
)


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.code)
def test_the_words_at_issue_stand_where_the_passages_say(check: Check) -> None:
    for example in hits_and_misses(check):
        views = views_of(example.articles)
        texts = {view.id: view.article.text for view in views}
        for signal in said_by(check, views):
            assert signal.code == check.code
            for passage in signal.passages:
                stands = texts[passage.article][passage.span.start : passage.span.end]
                assert stands if passage.words is None else stands == passage.words
