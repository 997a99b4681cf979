"""The passages that a person marked in real articles are whole sentences here too."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from checker.text.roles import text_sentences

SEEDS = Path(__file__).resolve().parents[3] / "shared" / "seeds"


@pytest.fixture(scope="module")
def gold() -> tuple[dict[str, str], list[tuple[str, str]]]:
    if not (SEEDS / "gold.json").is_file():
        pytest.skip("the annotated articles are not here (../shared/seeds)")
    stated = json.loads((SEEDS / "gold.json").read_text(encoding="utf-8"))
    texts = {item["id"]: (SEEDS / item["file"]).read_text(encoding="utf-8") for item in stated["documents"]}
    passages = {(pair[side]["document"], pair[side]["text"]) for pair in stated["relations"] for side in "ab"}
    return texts, sorted(passages)


def test_passages_are_sentences_or_neighbours(gold: tuple[dict[str, str], list[tuple[str, str]]]) -> None:
    texts, passages = gold
    sentences = {article: text_sentences(text) for article, text in texts.items()}
    missed = []
    for article, passage in passages:
        start = texts[article].index(passage)
        starts = {sentence.start for sentence in sentences[article]}
        ends = {sentence.end for sentence in sentences[article]}
        if start not in starts or start + len(passage) not in ends:
            missed.append(passage)
    assert len(missed) <= 0.05 * len(passages), missed


def test_no_marked_passage_is_furniture(gold: tuple[dict[str, str], list[tuple[str, str]]]) -> None:
    texts, passages = gold
    furniture = {
        text[sentence.start : sentence.end]
        for text in texts.values()
        for sentence in text_sentences(text)
        if sentence.role == "furniture"
    }
    assert not furniture & {passage for _, passage in passages}
