"""Figures in answers that a model found to one question: which of them check F1 calls a clash."""

from __future__ import annotations

import pytest

from checker.checks.figures import FIGURES
from checker.steps.check import check
from tests.steps.newsdesk import article, cited, fact, pair, position

HITS = [
    ("They are fined 120,000 crowns.", "120,000", "They are fined 90,000 crowns.", "90,000"),
    ("He was found guilty on 14 counts.", "14", "He was found guilty on 12 counts.", "12"),
    ("There were 214 passengers and 27 crew on board.", "214", "There were 241 passengers and 27 crew.", "241"),
    ("The court found 14 of the 17 counts proven.", "14", "The court found 12 of the 17 counts proven.", "12"),
]
NEAR_MISSES = [
    ("They are fined 120,000 crowns.", "120,000", "Of that total, 30,000 crowns are suspended.", "30,000"),
    ("Guilty on 14 of the 17 counts.", "14", "It acquitted him on two counts of embezzlement.", "two"),
    ("Sie zahlen 120.000 Euro.", "120.000", "Von diesen sind 30.000 Euro ausgesetzt.", "30.000"),
    ("They are fined 120,000 crowns.", "120,000", "The fine is about 120,000 crowns.", "about 120,000"),
    ("It lost 1.1 billion marens.", "1.1 billion", "It lost $367 million, at three marens to the dollar.", "three"),
    ("It convicted him on 11 counts of fraud, 14 out of 17.", "11", "It acquitted him on two counts of fraud.", "two"),
    ("Fourteen counts, the court says, are proven.", "Fourteen", "It acquitted him on two counts of bribery.", "two"),
]


def clashes(one: str, other: str, answers: tuple[str, str]) -> list[str]:
    language = "de" if "Euro" in one else "en"
    a, b = article("a", one, language=language), article("b", other, language=language)
    positions = (position(answers[0], cited(a, 1)), position(answers[1], cited(b, 1)))
    asked = fact((a, b), positions, pair(1, 2, "contradict"), question="How many?")
    return [signal.message for signal in check((a, b), (asked,), (FIGURES,)).signals if signal.kind == "clash"]


@pytest.mark.parametrize(("one", "first", "other", "second"), HITS)
def test_answers_that_cannot_both_be_right_clash(one: str, first: str, other: str, second: str) -> None:
    assert len(clashes(one, other, (first, second))) == 1
    assert len(clashes(other, one, (second, first))) == 1


@pytest.mark.parametrize(("one", "first", "other", "second"), NEAR_MISSES)
def test_a_part_is_not_held_against_its_whole(one: str, first: str, other: str, second: str) -> None:
    assert clashes(one, other, (first, second)) == []
    assert clashes(other, one, (second, first)) == []
