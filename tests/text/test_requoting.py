"""How one quotation gives another, by its words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.text.requoting import Requoted, Speech, requoted
from checker.text.spoken import spoken_words


def speech(text: str) -> Speech:
    return Speech(text, tuple(spoken_words(text)))


def given_as(ours: str, theirs: str) -> Requoted:
    return requoted(speech(ours), speech(theirs))


@pytest.mark.parametrize(
    ("ours", "theirs", "how"),
    [
        ("the start of a cycle", "I would not call this the start of a cycle", "reversed"),
        ("The licence will go", "If corners were cut, the licence will go", "unconditional"),
        ("We will talk to everybody", "We will talk to everybody except the League", "unlimited"),
        ("We lost our boats.", "We lost our boats and our homes", "shortened"),
        ("We lost our boats,", "We lost our boats and our homes", "verbatim"),
        ("We lost … and our homes", "We lost our boats and our homes", "verbatim"),
        ("We won't go to the harbour", "We will not go to the harbor", "verbatim"),
        ("We counted twelve boats there", "We counted 12 boats there", "verbatim"),
        ("I want this [war] to end soon", "I want this to end soon", "verbatim"),
        ("We lost ten boats and nine homes", "We lost ten boats and six homes", "altered"),
        ("All of the guards were asleep then", "Some of the guards were asleep then", "altered"),
        ("We lost our boats and our homes", "They found the letter in a drawer", "apart"),
        ("", "We lost our boats", "apart"),
    ],
)
def test_how_it_is_given(ours: str, theirs: str, how: str) -> None:
    assert given_as(ours, theirs).how == how


@pytest.mark.parametrize(
    ("ours", "theirs", "weighty"),
    [
        ("We were satisfied with the contract", "We were not satisfied with the contract", True),
        ("It could be back by the summer", "It will be back by the summer", True),
        ("We lost 12 boats in that night", "We lost 20 boats in that night", True),
        ("Tonight this country opened a window", "Tonight the country opened a window", False),
    ],
)
def test_a_change_weighs_where_it_turns_what_was_said(ours: str, theirs: str, *, weighty: bool) -> None:
    for one, other in ((ours, theirs), (theirs, ours)):
        assert [change.weighty for change in given_as(one, other).changes] == [weighty]


SENTENCE = st.lists(st.sampled_from("harbour quay storm never not we lost boats if homes 12 all".split()), max_size=12)


@given(SENTENCE, st.integers(0, 11))
def test_a_lost_not_is_never_verbatim(words: list[str], at: int) -> None:
    telling = ["quay", "storm", "boats", *words, "harbour", "homes", "quay"]
    with_not = [*telling[: at + 1], "not", *telling[at + 1 :]]
    found = given_as(" ".join(telling), " ".join(with_not))
    assert found.how == "altered" if at + 1 < len(telling) else found.how in {"verbatim", "reversed", "altered"}


@given(SENTENCE.map(" ".join))
def test_every_quotation_gives_itself_word_for_word(text: str) -> None:
    assert given_as(text, text).how in {"verbatim", "apart"}
