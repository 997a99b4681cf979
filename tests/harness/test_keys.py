"""What the second key does, as the harness prints it: on the small benchmark, with a check written for the test."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from checker.checks.candidates import candidates
from checker.checks.check import Comparing
from checker.checks.views import ArticleView, SentenceView
from checker.harness import keys
from checker.harness.evaluating import Plan
from checker.harness.keys import checks_alone, key_lines, recall_by_sort
from checker.harness.places import Place, meet_any
from checker.harness.suites import load_story, load_suites
from checker.schema import Signal
from tests.harness.bench import build, build_recorded
from tests.newsroom import Newsroom


def names_lund(view: SentenceView) -> bool:
    return "Ida Lund" in view.text


def other_office(a: SentenceView, b: SentenceView) -> Iterator[Signal]:
    if ("ferry line" in a.text) != ("ferry line" in b.text):
        yield TEST.signal("clash", "role", "Harbour master, or of the ferry line.", (a.passage(), b.passage()))


def ships(a: SentenceView, b: SentenceView) -> Iterator[Signal]:
    yield WRONG.signal("clash", "name", "Two ships.", (a.passage(0, 3), b.passage(0, 3)))


TEST = Comparing("T1", "office", __name__, names_lund, other_office)
WRONG = Comparing("T2", "ships", __name__, lambda view: "fire" in view.text, ships)


@pytest.fixture
def plan(newsroom: Newsroom) -> Plan:
    build_recorded(newsroom)
    return Plan(Path("evals"), load_suites(Path("evals")), ("dev",))


def test_each_check_is_scored_by_itself(plan: Plan) -> None:
    right, wrong = checks_alone(plan.stories("dev"), (TEST, WRONG))
    assert (right.findings, right.contradictions.hit, right.contradictions.of) == (2, 2, 2)
    assert (wrong.findings, wrong.contradictions.of, len(wrong.beyond)) == (2, 0, 2)
    assert {beyond.state for _, beyond in wrong.beyond} == {"open"}


def test_recall_is_counted_by_sort(plan: Plan) -> None:
    found = recall_by_sort(plan.stories("dev"), (TEST, WRONG))
    assert (found["role"].hit, found["role"].of) == (2, 2)
    assert found["number"].of == 0
    assert recall_by_sort(plan.stories("dev"), (WRONG,))["role"].hit == 0


def test_the_page_says_what_the_second_key_found_and_confirmed(plan: Plan) -> None:
    page = "\n".join(key_lines(plan, (TEST, WRONG)))
    assert "dev, way claims, sample 0: with both keys, and by the model alone" in page
    assert "only the second key: 2, and 0 notes" in page
    assert "astrid check T2, model nothing: Two ships." in page
    assert "levels that it moved: 0" in page
    assert "findings that both keys open: 2" in page


def test_missing_answers_are_said(newsroom: Newsroom) -> None:
    build(newsroom)
    plan = Plan(Path("evals"), load_suites(Path("evals")), ("dev",))
    assert any("answers are missing" in line for line in key_lines(plan, ()))
    assert keys.main(["nothing"]) == 2


def test_the_index_leads_to_most_contradictions_in_figures_and_dates_and_to_few_pairs_besides() -> None:
    """On dev: 16 of 25 pairs of the gold, among 569 of the 14,053 that all sentences with a figure would make."""
    evals = Path(__file__).parents[2] / "evals"
    suites = load_suites(evals)
    wanted, led, looked_at = 0, 0, 0
    for story in (load_story(evals, name, suites) for name in suites.suite("dev").stories):
        views = [ArticleView(article) for article in story.story.articles]
        pairs = [(place(one.one), place(one.other)) for one in candidates(views, has_figure)]
        looked_at += len(pairs)
        for fact in (one for one in story.gold.facts if one.aspects & {"number", "date"}):
            for pair in (one for one in fact.pairs if one.verdict == "contradict"):
                first, second = (fact.positions[number - 1].places for number in (pair.first, pair.second))
                wanted += 1
                led += any(
                    (meet_any([a], first) and meet_any([b], second)) or (meet_any([a], second) and meet_any([b], first))
                    for a, b in pairs
                )
    assert wanted >= 20
    assert led / wanted >= 0.6
    assert looked_at <= 700


def test_on_dev_the_checks_spring_no_trap_and_nearly_all_their_clashes_are_right() -> None:
    evals = Path(__file__).parents[2] / "evals"
    alone = checks_alone(Plan(evals, load_suites(evals), ("dev",)).stories("dev"))
    right = sum(one.contradictions.hit for one in alone)
    assert sum(one.traps for one in alone) == 0
    assert right >= 0.95 * sum(one.contradictions.of for one in alone)
    assert right >= 8


@pytest.mark.once
def test_on_dev_the_second_key_makes_no_figure_worse() -> None:
    evals = Path(__file__).parents[2] / "evals"
    page = list(key_lines(Plan(evals, load_suites(evals), ("dev",), ("claims", "quick"))))
    for way in ("claims", "quick"):
        assert any(f"way {way}, sample 0: with both keys" in line for line in page)
    assert not [line for line in page if line.endswith("WORSE")]
    both = [int(line.rpartition(" ")[2]) for line in page if "findings that both keys open" in line]
    assert len(both) >= 2
    assert min(both) >= 10


def has_figure(view: SentenceView) -> int:
    words = r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|dozen|half|third)\b"
    return int(re.search(words, view.text, re.IGNORECASE) is not None)


def place(view: SentenceView) -> Place:
    return Place(view.article.id, view.start, view.start + len(view.text))


def test_checks_are_a_way_of_evaluating_that_needs_no_answers(newsroom: Newsroom) -> None:
    build(newsroom)
    result = newsroom.run("eval", "dev", "--way", "checks")
    assert result.code == 0
    assert "dev, way checks, sample 0: 2 stories, 2 facts" in result.out
    assert "lost by check: Which office does Ida Lund hold?" in result.out
