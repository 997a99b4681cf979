"""The gold of a draft: how each of its sentences stands to the story's articles, and the faults that it holds.

evals/stories/NAME/draft/draft.md    a draft written from the story's articles (another in second-draft/)
evals/stories/NAME/draft/gold.json   every sentence of it, with all standings that a careful editor could defend
evals/stories/NAME/draft/gold-second.json   how another annotator has them, where there was one
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import Field, ValidationError

from checker.errors import InputError
from checker.schema import Article, Level, Noun, Standing
from checker.steps.listing import shown_sentences

FaultKind = Literal[
    "figure",
    "outdated",
    "date",
    "name",
    "office",
    "quote-altered",
    "quote-speaker",
    "hardened",
    "attribution",
    "unsourced",
    "denial-dropped",
    "cause",
    "scope",
    "sums",
    "headline",
    "order",
    "place",
]


class Fault(Noun):
    """A fault of a sentence; `levels` are those that a careful editor would accept for a finding on it."""

    id: str
    kind: FaultKind
    levels: tuple[Level, ...] = Field(min_length=1)
    why: str


class GoldSentence(Noun):
    """A sentence of the draft: acceptable standings, the annotator's own first; `by` the articles that give it so.

    `background` marks what no article gives and nobody would flag.
    """

    n: int = Field(ge=1)
    text: str
    standings: tuple[Standing, ...] = Field(min_length=1)
    by: tuple[str, ...] = ()
    background: bool = False
    fault: Fault | None = None

    @property
    def is_sound(self) -> bool:
        """Whether nothing about it needs an editor: no fault, and no standing accepted that would ask for one."""
        return self.fault is None and set(self.standings) <= {
            "supported",
            "without a checkable claim",
            *(("without a source",) if self.background else ()),
        }


class DraftGold(Noun):
    """All sentences of a draft, in order."""

    story: str
    words: int
    sentences: tuple[GoldSentence, ...]


def load_draft_gold(path: Path, draft: Article) -> DraftGold:
    """Read the gold of a draft. Raises InputError where its sentences are not those of the draft."""
    try:
        gold = DraftGold.model_validate_json(path.read_bytes())
    except (OSError, ValidationError) as problem:
        raise InputError(f"{path}: {str(problem).splitlines()[0]}; correct it") from None
    shown = [(number, draft.sentence_text(number)) for number in shown_sentences(draft)]
    annotated = [(sentence.n, sentence.text) for sentence in gold.sentences]
    for own, theirs in zip(shown, annotated, strict=False):
        if own != theirs:
            raise InputError(f"{path}: sentence {theirs[0]} is not sentence {own[0]} of the draft; correct it")
    if len(shown) != len(annotated):
        raise InputError(f"{path}: has {len(annotated)} sentences, the draft {len(shown)}; correct it")
    return gold


class SecondSentence(Noun):
    """How another annotator, who saw no gold, has a sentence stand; `also` what they could defend as well."""

    n: int = Field(ge=1)
    standing: Standing
    also: tuple[Standing, ...] = ()
    note: str = ""


class SecondAnnotation(Noun):
    """All sentences of a draft as another annotator has them, in order."""

    story: str
    sentences: tuple[SecondSentence, ...]


def load_second(path: Path, gold: DraftGold) -> SecondAnnotation | None:
    """Read the second annotation of a draft; None where nobody made one. Raises InputError where it is of another."""
    if not path.is_file():
        return None
    try:
        second = SecondAnnotation.model_validate_json(path.read_bytes())
    except (OSError, ValidationError) as problem:
        raise InputError(f"{path}: {str(problem).splitlines()[0]}; correct it") from None
    if [one.n for one in second.sentences] != [one.n for one in gold.sentences]:
        raise InputError(f"{path}: its sentences are not those of gold.json beside it; correct it")
    return second
