"""Which language a text is in: sure with a headline and two sentences, and silent on every neighbour of the four."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from checker.text.languages import evident_language

TEXTS = yaml.safe_load(Path(__file__).with_name("languages.yaml").read_text("utf-8"))
NOT_READ = TEXTS["not read"]


@pytest.mark.parametrize(("language", "text"), [(one["language"], one["text"]) for one in TEXTS["read"]])
def test_a_headline_and_two_sentences_are_enough(language: str, text: str) -> None:
    assert evident_language(text) == language


@pytest.mark.parametrize("name", NOT_READ)
def test_no_other_language_is_taken_for_one_of_the_four(name: str) -> None:
    assert evident_language(NOT_READ[name]) == ""


@pytest.mark.parametrize("name", NOT_READ)
def test_the_longer_it_goes_on_the_surer_it_is_none(name: str) -> None:
    assert evident_language("\n\n".join([NOT_READ[name]] * 6)) == ""


@given(st.text(max_size=300))
def test_any_text_has_a_language_or_none(text: str) -> None:
    assert evident_language(text) in {"", "en", "de", "es", "fr"}
