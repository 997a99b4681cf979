"""Lines, and paragraphs that were wrapped by hand or by a mail program."""

from __future__ import annotations

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.text.lines import ends_open, text_lines
from checker.text.sentences import split_sentences

CONFIRMED = (
    "The president of the republic confirmed on Wednesday that he had spoken by telephone with his counterpart late "
    "last month, and that the conversation had been cordial. Nothing else was said about it."
)
AVOIDED = (
    "Officials in the capital have so far avoided confirming specifics, even as people close to both governments "
    "acknowledge that the communication occurred. A readout has not been issued."
)
FIFTY = "A line of fifty characters and a bit, without a stop"


@pytest.mark.parametrize("width", [60, 72, 78])
def test_sentences_of_a_wrapped_text_run_over_its_line_breaks(width: int) -> None:
    text = "\n\n".join(textwrap.fill(paragraph, width) for paragraph in (CONFIRMED, AVOIDED))
    found = [" ".join(text[start:end].split()) for start, end in split_sentences(text)]
    assert found == [
        f"{sentence.strip(' .')}." for paragraph in (CONFIRMED, AVOIDED) for sentence in paragraph.split(". ")
    ]


def test_title_above_a_wrapped_text_stays_a_line_of_its_own() -> None:
    text = "Two leaders speak\n" + textwrap.fill(CONFIRMED, 72)
    assert text_lines(text).contents[0] == "Two leaders speak"


def test_bullets_in_a_wrapped_text_stay_lines_of_their_own() -> None:
    text = textwrap.fill(CONFIRMED, 70) + "\n- one item of the list\n- another item of the list"
    assert text_lines(text).contents[1:] == [
        "- one item of the list",
        "- another item of the list",
    ]


@pytest.mark.parametrize(
    "text",
    [
        f"{CONFIRMED}\n{AVOIDED}",
        "First short line\nsecond short line\nthird short line",
        f"{FIFTY}\n\nand it goes on in lower case, apart, without a stop\n\n" * 3,
        f"{FIFTY}.\nOne more of these lines, which is no shorter than it.\n{FIFTY}.",
    ],
    ids=["paragraphs", "short lines", "blank lines between", "sentences"],
)
def test_lines_that_are_not_wrapped_stay_apart(text: str) -> None:
    assert len(text_lines(text).contents) == len([line for line in text.split("\n") if line])


@given(st.lists(st.sampled_from(["a", FIFTY, "and so on", " ", "\t", "\n", "\r\n", "\r", "\u2028", "• b", "- c"])))
def test_lines_stand_in_the_text_where_they_say(parts: list[str]) -> None:
    text = "".join(parts)
    lines = text_lines(text)
    end = 0
    for start, content in zip(*lines, strict=True):
        assert not text[end:start].strip()
        end = start + len(content)
        assert text[start:end] == content == content.strip() != ""
    assert not text[end:].strip()


@pytest.mark.parametrize(
    ("line", "is_open"), [("He left", True), ("He left.", False), ("He said “no.”", False), ("“", True)]
)
def test_ends_open(line: str, is_open: bool) -> None:
    assert ends_open(line) is is_open
