"""Tokens: what one expression finds, however the text is cut; and where they stand."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.text.tokens import tokens_of

# The same without its short cut for the ordinary word.
PLAIN = re.compile(r"\d+(?:[.,]\d+|['’]\d{3}(?!\d))*|[dlDL]['’](?=[^\W\d_])|[^\W\d_]+(?:['’][^\W\d_]+)*|[^\w\s]|_")
TEXTS = st.text(st.sampled_from("dlLas'’019.,;- _\n\u00a0é²ßİΣς٣%$“\x1f"), max_size=24)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("It cost $1,200.50.", ["It", "cost", "$", "1,200.50", "."]),
        ("Don’t: F-16, 5m", ["Don’t", ":", "F", "-", "16", ",", "5", "m"]),
        ("l'accident d’euros", ["l'", "accident", "d’", "euros"]),
        ("a_b", ["a", "_", "b"]),
        ("  ", []),
        ("", []),
    ],
)
def test_tokens(text: str, written: list[str]) -> None:
    assert tokens_of(text).written == written


@given(TEXTS)
def test_the_short_cut_finds_what_the_plain_expression_finds(text: str) -> None:
    found, tokens = list(PLAIN.finditer(text)), tokens_of(text)
    assert list(tokens.written) == [match.group() for match in found]
    assert list(tokens.lower) == [match.group().lower().replace("’", "'") for match in found]
    assert list(tokens.starts) == [match.start() for match in found]
    assert list(tokens.ends) == [match.end() for match in found]
    assert list(tokens.digits) == [match.group()[0].isdecimal() for match in found]
    assert tokens.words == frozenset(tokens.lower)


@given(TEXTS)
def test_what_stands_between_tokens_is_the_text_between_them(text: str) -> None:
    tokens = tokens_of(text)
    for index in range(1, len(tokens)):
        between = text[tokens.ends[index - 1] : tokens.starts[index]]
        assert tokens.gap(index) == between
        assert tokens.touches(index) == (not between)
    for outside in (-1, 0, len(tokens), len(tokens) + 1):
        assert tokens.gap(outside) == " "
        assert not tokens.touches(outside)
