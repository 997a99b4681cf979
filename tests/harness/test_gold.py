"""Reading gold against the articles: what is found although it is written differently, and what is an error."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from checker.errors import InputError
from checker.harness.adapting import without_articles
from checker.harness.gold import Gold, load_gold
from checker.harness.places import Place, meet
from tests.harness.invented import ARTICLES, DEAD, MAYOR, TEXTS, gold


def written(**changes: Any) -> dict[str, Any]:
    fact = {
        "id": "f1",
        "question": "Has the mayor spoken?",
        "aspect": ["event"],
        "difficulty": "plain",
        "level": ["check"],
        "positions": [
            {"answer": "no", "passages": [{"article": "morning", "text": "The mayor is silent."}]},
            {"answer": "yes", "passages": [{"article": "evening", "text": "The mayor has spoken."}]},
        ],
        "pairs": [{"first": 1, "second": 2, "verdict": "superseded", "accept": ["superseded"]}],
        "why": "Later he spoke.",
    }
    return {"story": "s", "facts": [fact | changes], "traps": [], "single": []}


def loaded(tmp_path: Path, content: dict[str, Any]) -> Gold:
    path = tmp_path / "gold.json"
    path.write_text(json.dumps(content), encoding="utf-8")
    return load_gold(path, ARTICLES, tmp_path / "adjudicated.json")


def with_text(text: str, article: str = "morning") -> dict[str, Any]:
    positions = written()["facts"][0]["positions"]
    return written(positions=[{"answer": "x", "passages": [{"article": article, "text": text}]}, positions[1]])


def test_a_passage_is_located_where_it_stands(tmp_path: Path) -> None:
    place = loaded(tmp_path, written()).facts[0].positions[0].places[0]
    assert TEXTS["morning"][place.start : place.end] == "The mayor is silent."


@pytest.mark.parametrize("text", ["The  mayor is silent.", "the mayor is silent", "mayor is silent."])
def test_space_case_and_parts_of_a_sentence_are_found(tmp_path: Path, text: str) -> None:
    assert loaded(tmp_path, with_text(text)).facts


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (with_text("The mayor sings."), "“The mayor sings.…” does not stand in morning"),
        (with_text("The mayor is silent.", "noon"), "there is no article noon; it has: morning, evening, late"),
        (written(pairs=[{"first": 1, "second": 3, "verdict": "differ", "accept": ["differ"]}]), "f1: 1 and 3 are not"),
        (written(pairs=[{"first": 1, "second": 2, "verdict": "differs", "accept": []}]), "facts.0.pairs.0.verdict"),
        (written(level=["high"]), "facts.0.level.0"),
        (written(colour="red"), "facts.0.colour"),
    ],
)
def test_what_does_not_fit_is_named(tmp_path: Path, content: dict[str, Any], words: str) -> None:
    with pytest.raises(InputError) as problem:
        loaded(tmp_path, content)
    assert words in str(problem.value)
    assert "gold.json" in str(problem.value)


def test_what_was_adjudicated_is_read_from_beside_it(tmp_path: Path) -> None:
    sides = {
        "a": {"article": "morning", "text": "It rained at dawn."},
        "b": {"article": "evening", "text": "It was dry at dusk."},
    }
    decision = {**sides, "accept": [], "level": [], "why": "two times of day"}
    (tmp_path / "adjudicated.json").write_text(json.dumps({"pairs": [decision]}), encoding="utf-8")
    (decided,) = loaded(tmp_path, written()).adjudicated
    assert (decided.one.article, decided.accept) == ("morning", frozenset())


@pytest.mark.parametrize(
    ("one", "other", "met"),
    [
        ((0, 10), (0, 10), True),
        ((0, 10), (2, 4), True),
        ((0, 10), (5, 15), True),
        ((0, 10), (6, 16), False),
        ((0, 10), (10, 20), False),
    ],
)
def test_places_meet_from_half_of_the_shorter_on(one: tuple[int, int], other: tuple[int, int], *, met: bool) -> None:
    assert meet(Place("a", *one), Place("a", *other)) is met
    assert not meet(Place("a", *one), Place("b", *other))


def test_what_only_a_killed_article_says_is_not_expected() -> None:
    assert without_articles(gold(DEAD, MAYOR), {"morning"}).facts == ()
    assert without_articles(gold(DEAD, MAYOR), {"late"}) == gold(DEAD, MAYOR)
