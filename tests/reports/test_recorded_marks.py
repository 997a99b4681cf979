"""What is marked and shown of the recorded findings of the sample and of two stories: no reader is led astray."""

from __future__ import annotations

import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from checker.reports.places import pieces_of
from checker.reports.sides import Side, sides_of
from checker.reports.told_words import words_of
from checker.schema import Finding, Report

ROOT = Path(__file__).parents[2]
ROOM = 120
"""Cells of two lines of the terminal's page."""

STORIES = {
    "the sample": ["compare", "seeds/articles", "--answers", "seeds/answers"],
    "ferry": ["compare", "evals/stories/ferry/articles", "--answers", "evals/stories/ferry/answers"],
    "the draft of trial": [
        *("draft", "evals/stories/trial/draft/draft.md", "--against", "evals/stories/trial/articles"),
        *("--answers", "evals/stories/trial/answers"),
    ],
}


@cache
def findings(story: str) -> list[tuple[Finding, tuple[Side, ...]]]:
    """Return the findings of a story with their sides."""
    command = [sys.executable, "-m", "checker", *STORIES[story], "--exit-zero", "--format", "json"]
    report = Report.model_validate_json(subprocess.run(command, cwd=ROOT, check=True, capture_output=True).stdout)
    pieces = pieces_of(report)
    return [(finding, sides_of(finding, pieces)) for finding in report.findings]


def telling(text: str) -> set[str]:
    return {word.exact for word in words_of(text) if word.says_what}


@pytest.mark.parametrize("story", STORIES)
def test_an_excerpt_holds_words_of_its_answer_where_the_passage_has_any(story: str) -> None:
    held = 0
    for finding, sides in findings(story):
        for side in sides:
            wanted = telling(side.answer) & telling(side.passages[0].text)
            shown = "".join(part.text for part in side.excerpt(ROOM)).replace("[", "").replace("]", "")
            assert not wanted or wanted & telling(shown), (finding.headline, shown)
            held += bool(wanted)
    assert held > 20


@pytest.mark.parametrize("story", STORIES)
def test_no_word_is_marked_that_the_other_side_has_but_a_figure_it_answers_with(story: str) -> None:
    marked = 0
    for finding, sides in findings(story):
        if not finding.between or len(sides) < 2:
            continue
        for at, side in enumerate(sides):
            text = side.passages[0].text
            theirs = [sides[1 - at]] if at < 2 else sides[:2]
            shared = {word.key for other in theirs for word in words_of(other.passages[0].text)}
            answered = {word.key for word in words_of(side.answer) if word.is_figure}
            own = {word.key for mark in side.marks for word in words_of(text, *mark) if word.says_what or word.denies}
            assert not own & shared - answered, (finding.headline, own & shared)
            marked += bool(side.marks)
    assert marked > 15


@pytest.mark.parametrize("story", STORIES)
def test_few_words_are_marked(story: str) -> None:
    words = [
        len(telling(side.passages[0].text[start:end]))
        for finding, sides in findings(story)
        if finding.between
        for side in sides
        for start, end in side.marks
    ]
    assert max(words) <= 8
    assert sum(words) / len(words) < 2
