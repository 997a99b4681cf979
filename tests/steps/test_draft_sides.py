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
        pytest.param(of("dw", "al", shown_right=1), "outweighs", id="shown right, against two"),
        pytest.param(of("dw", "al", pair(1, 2, "unclear"), shown_right=1), "backed", id="a second look doubts it"),
        pytest.param(of("al", "dw", shown_right=2), "outweighs", id="shown right, the other way round"),
        pytest.param(of("dw", "a", shown_right=2), "alone", id="shown wrong, though a source says so too"),
        pytest.param(of("dwr", "a", shown_right=2), "alone", id="shown wrong, against a majority"),
        pytest.param(of("d", "a", shown_right=1), "alone", id="no source says it, whatever it is called"),
        pytest.param(of("dw", "d", shown_right=1), "alone", id="shown right, but it tells both"),
    ],
)
def test_what_stands_behind_the_draft(made: Fact, expected: str) -> None:
    assert backing(made, made.pairs[0], "draft", lambda passage: origin(passage.article)) == expected


@pytest.mark.parametrize(
    ("mine", "shown_right", "expected"),
    [("dwa", None, "backed"), ("dw", 1, "backed"), ("dwa", 1, "outweighs"), ("dwa", 2, "alone")],
    ids=["a majority alone", "shown alone", "both", "shown wrong"],
)
@pytest.mark.parametrize("stakes", ["accusation", "deaths", "markets"])
def test_where_much_is_at_stake_it_takes_both(mine: str, shown_right: int | None, expected: str, stakes: str) -> None:
    made = of(mine, "l", shown_right=shown_right).model_copy(update={"stakes": stakes})
    assert backing(made, made.pairs[0], "draft", lambda passage: passage.article) == expected


@pytest.mark.parametrize(
    ("made", "later", "outweighed"),
    [
        (of("dwa", "l", pair(1, 2, "superseded")), False, False),
        (of("l", "dwa", pair(1, 2, "superseded")), True, True),
        (of("dl", "dwa", pair(1, 2, "superseded")), True, True),
        (of("dwa", "l", pair(1, 2, "contradict")), False, True),
        (of("dw", "l", pair(1, 2, "contradict")), False, False),
    ],
)
def test_an_older_state_is_never_outweighed(made: Fact, later: bool, outweighed: bool) -> None:
    assert is_later(made, made.pairs[0], "draft") == later
    assert is_outweighed(made, made.pairs[0], "draft", lambda passage: passage.article) == outweighed


def test_a_draft_that_tells_of_the_change_has_the_later_state_and_one_that_gives_the_old_one_alone_has_not() -> None:
    told = article("draft", "Forty were feared missing, but all are safe.", "Forty are missing.")
    wire = ARTICLES[1]
    for sentences, later in (((1,), True), ((1, 2), False), ((2,), False)):
        old = position("forty", *(cited(told, number) for number in sentences))
        made = fact((told, wire), (old, position("none", cited(told, 1), cited(wire, 1))), pair(1, 2, "superseded"))
        assert is_later(made, made.pairs[0], "draft") == later


def test_what_the_sources_show_counts_for_a_sentence_that_tells_the_rest_as_well() -> None:
    told = article("draft", "It was feared broken; the scan shows a sprain.", "It is broken.")
    wire, radio, abend = ARTICLES[1:4]
    for sentence, expected in ((1, "outweighs"), (2, "backed")):
        sides = (
            position("a sprain", cited(told, 1), cited(wire, 1)),
            position("feared broken", cited(told, sentence), cited(radio, 1)),
            position("broken", cited(abend, 1)),
        )
        made = fact((told, wire, radio, abend), sides, pair(2, 3, "differ", shade="strength"), shown_right=1)
        assert backing(made, made.pairs[0], "draft", lambda passage: passage.article) == expected


def test_what_one_reader_called_overtaken_and_the_other_a_conflict_is_overtaken() -> None:
    superseded, conflict = pair(1, 2, "superseded"), pair(1, 2, "contradict")
    first = Judgement(step="draft", verdict="superseded", pairs=(superseded,), explanation="")
    second = Judgement(step="confirm", verdict="contradict", pairs=(conflict,), explanation="")
    made = of("dwa", "l", conflict).model_copy(update={"judgements": (first, second)})
    assert is_once_overtaken(made, conflict, 1)
    assert not is_once_overtaken(made, conflict, 2)
    assert not is_outweighed(made, conflict, "draft", lambda passage: passage.article)
