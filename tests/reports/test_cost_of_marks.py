"""What it costs to mark and to cut a text: twice the text takes about twice the work, whatever it repeats."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

import pytest

from checker.reports.differing_words import differing_words
from checker.reports.excerpt import excerpt
from checker.reports.places_to_look import places_to_look

WORDS = 400
TEXTS: dict[str, Callable[[int], tuple[str, str]]] = {
    "a word of the question again and again": lambda size: ("dam " * size, "dam"),
    "two words of the question in turn": lambda size: ("dam gate " * (size // 2), "dam gate"),
    "as many words of the answer": lambda size: (words := " ".join(f"w{at}x" for at in range(size)), words),
    "a not behind every word": lambda size: ("dam not " * (size // 2), "dam not"),
    "one word without end": lambda size: ("dam" * 8 * size, "dam"),
    "a heading over each word": lambda size: ("dam\n\n" * size, "dam"),
}


def work(run: Callable[[], object]) -> int:
    """Return how many steps the interpreter takes."""
    steps = 0

    def count(frame: FrameType, event: str, _: Any) -> Any:
        nonlocal steps
        frame.f_trace_opcodes = True
        steps += event == "opcode"
        return count

    before = sys.gettrace()
    sys.settrace(count)
    try:
        run()
    finally:
        sys.settrace(before)
    return steps


@pytest.mark.parametrize("kind", TEXTS)
def test_twice_the_text_takes_about_twice_the_work(kind: str) -> None:
    def report(size: int) -> None:
        text, hint = TEXTS[kind](size)
        marks = differing_words([text, "the mayor spoke"], answers=[hint, "mayor"], question="who spoke?")
        excerpt(text, marks[0], places_to_look(text, None, [hint, "mayor"]), 150)
        everywhere = [(at, at + 2) for at in range(0, len(text), 10)]
        excerpt(text, everywhere, places_to_look(text, None, [hint]), 150)

    report(WORDS)  # fills what is kept of words
    report(2 * WORDS)
    assert work(lambda: report(2 * WORDS)) < 2.5 * work(lambda: report(WORDS))
