"""What stands behind a draft where its sources do not all say the same: a table of who says what."""

from __future__ import annotations

from typing import Any

import pytest

from checker.schema import Fact, Judgement, Pair
from checker.steps.draft_sides import backing, is_later, is_once_overtaken, is_outweighed
from tests.steps.newsdesk import article, cited, fact, pair, position

NAMES = ("draft", "wire", "radio", "abend", "late")
ARTICLES = tuple(article(name, "Forty are missing.") for name in NAMES)


def of(mine: str, theirs: str, *pairs: Pair, **fields: Any) -> Fact:
    """Return a fact of two positions, each given by the first letters of who takes it."""
    sides = [[cited(one, 1) for one in ARTICLES if one.id[0] in letters] for letters in (mine, theirs)]
    made = tuple(position(f"answer {n}", *passages) for n, passages in enumerate(sides, 1))
    return fact(ARTICLES, made, *(pairs or (pair(1, 2, "contradict"),)), **fields)


def origin(name: str) -> str:
    return "wire" if name == "radio" else name


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        pytest.param(of("d", "w"), "alone", id="nobody"),
        pytest.param(of("w", "d"), "alone", id="the other way round"),
        pytest.param(of("dw", "a"), "backed", id="one against one"),
        pytest.param(of("dwa", "l"), "outweighs", id="two against one"),
        pytest.param(of("dwa", "rl"), "backed", id="two against two"),
        pytest.param(of("dwr", "l"), "backed", id="two of one origin count once"),
        pytest.param(of("dw", "d"), "alone", id="it tells both, and one side is its own"),
        pytest.param(of("dw", "da"), "backed", id="it tells both, as sources do"),
        pytest.param(of("w", "a"), "alone", id="it takes no side"),
    ],
)
def test_what_stands_behind_the_draft(made: Fact, expected: str) -> None:
    assert backing(made, made.pairs[0], "draft", lambda passage: origin(passage.article)) == expected


def test_where_much_is_at_stake_a_majority_is_not_enough() -> None:
    made = of("dwa", "l").model_copy(update={"stakes": "deaths"})
    assert backing(made, made.pairs[0], "draft", lambda passage: passage.article) == "backed"


@pytest.mark.parametrize(
    ("made", "later", "outweighed"),
    [
        (of("dwa", "l", pair(1, 2, "superseded")), False, False),
        (of("l", "dwa", pair(1, 2, "superseded")), True, True),
        (of("dl", "dwa", pair(1, 2, "superseded")), False, False),
        (of("dwa", "l", pair(1, 2, "contradict")), False, True),
        (of("dw", "l", pair(1, 2, "contradict")), False, False),
    ],
)
def test_an_older_state_is_never_outweighed(made: Fact, later: bool, outweighed: bool) -> None:
    assert is_later(made, made.pairs[0], "draft") == later
    assert is_outweighed(made, made.pairs[0], "draft", lambda passage: passage.article) == outweighed


def test_what_one_reader_called_overtaken_and_the_other_a_conflict_is_overtaken() -> None:
    superseded, conflict = pair(1, 2, "superseded"), pair(1, 2, "contradict")
    first = Judgement(step="draft", verdict="superseded", pairs=(superseded,), explanation="")
    second = Judgement(step="confirm", verdict="contradict", pairs=(conflict,), explanation="")
    made = of("dwa", "l", conflict).model_copy(update={"judgements": (first, second)})
    assert is_once_overtaken(made, conflict, 1)
    assert not is_once_overtaken(made, conflict, 2)
    assert not is_outweighed(made, conflict, "draft", lambda passage: passage.article)
