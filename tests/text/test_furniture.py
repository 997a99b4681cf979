"""The short cuts of the furniture patterns leave nothing out that the patterns match."""

from __future__ import annotations

import re
from re import _constants as ops  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

import pytest

from checker.text import furniture

LONGEST = 3
OTHER = "\0"


def beginnings(pattern: Any) -> set[str]:
    """Return the first characters, three or as many as there are, of all that a parsed pattern matches."""
    found = {""}
    for op, argument in pattern:
        found = {(begun + part)[:LONGEST] for begun in found for part in _parts(op, argument)}
        if all(len(begun) == LONGEST for begun in found):
            break
    return found


def _parts(op: Any, argument: Any) -> set[str]:
    if op is ops.LITERAL:
        return {chr(argument).lower()}
    if op is ops.IN:
        return {chr(char).lower() if kind is ops.LITERAL else OTHER for kind, char in argument}
    if op is ops.BRANCH:
        return set().union(*map(beginnings, argument[1]))
    if op is ops.SUBPATTERN:
        return beginnings(argument[3])
    if op in {ops.MAX_REPEAT, ops.MIN_REPEAT}:
        fewest, most, repeated = argument
        runs = [{""}]
        for _ in range(min(most, LONGEST)):
            runs.append({(run + more)[:LONGEST] for run in runs[-1] for more in beginnings(repeated)})
        return set().union(*runs[min(fewest, LONGEST) :])
    return {OTHER} if op in {ops.ANY, ops.NOT_LITERAL, ops.CATEGORY} else {""}


def test_every_beginning_of_furniture_is_listed() -> None:
    found = beginnings(parser.parse(furniture._PATTERNS, re.IGNORECASE))
    with_letters = {begun for begun in found if begun[0].isalpha()}
    assert len(with_letters) > 100
    assert {begun for begun in with_letters if not {begun, begun[:2]} & furniture.STARTS} == set()


LINES = (
    "Advertisement",
    "Subscribe to our newsletter",
    "Subscribe to the Herald newsletter today",
    "Join Quarrenby Insights on social media",
    "join the march on facebook",
    "Follow us on X and Telegram",
    "follow the money on youtube.",
    "Download the Herald app",
    "download the herald app now",
    "Get our free app",
    "Also read: what the harbour expects",
    "Also read what the harbour expects.",
    "Join hands on the quay",
    "Follow İstanbul on Telegram",
    "Copyright 2031 Kystposten",
)


@pytest.mark.parametrize("line", [way(line) for line in LINES for way in (str, str.lower, str.upper, str.title)])
def test_a_line_in_lower_case_tells_the_same_as_the_patterns_whatever_the_case(line: str) -> None:
    whole = re.compile(furniture._PATTERNS, re.IGNORECASE).fullmatch(line)
    assert furniture._fits(line, line.lower()) == (whole is not None)


def test_these_lines_are_of_both_kinds() -> None:
    assert {furniture._fits(line, line.lower()) for line in LINES} == {True, False}
