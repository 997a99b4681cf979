"""Suites: which stories are evaluated, by which ways, how often; and the stories themselves, read with their gold.

    evals/suites.toml                the suites, and the mixed folders
    evals/stories/NAME/articles/     the articles, with story.toml (title, and the model whose answers are recorded)
    evals/stories/NAME/gold.json     the gold; gold-second.json where another annotator worked without sight of it
    evals/stories/NAME/adjudicated.json   what was decided about findings that meet no gold
    evals/stories/NAME/answers/      the recorded answers of all ways and samples

A mixed folder has no articles of its own: it is the articles of several stories together, its gold the union of theirs.
Its answers lie in its own folder; what was asked of a story's article already is taken from that story's.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from pydantic import Field, ValidationError

from checker.errors import InputError, UsageError
from checker.harness.adapting import renamed_gold, without_articles
from checker.harness.gold import Gold, load_gold
from checker.pipeline import Story
from checker.readers import read_articles
from checker.schema import Article, Noun

SUITES_FILE = "suites.toml"
LARGEST = 1_000_000


class Suite(Noun):
    """The stories of a suite by name, the ways of checking them, and how many times over each is answered.

    `once` are ways that are run once; `support` asks whether the claims hold, of the first repeat by claims.
    """

    stories: tuple[str, ...] = Field(min_length=1)
    ways: tuple[str, ...] = Field(min_length=1)
    samples: int = Field(1, ge=1)
    once: tuple[str, ...] = ()
    support: bool = False


class Suites(Noun):
    """What evals/suites.toml holds; `mixed` gives the stories that each mixed folder is made of."""

    suites: Mapping[str, Suite]
    mixed: Mapping[str, tuple[str, ...]] = {}

    def suite(self, name: str) -> Suite:
        """Return the suite of this name. Raises UsageError where there is none."""
        if name not in self.suites:
            raise UsageError(f"there is no suite {name}; there are: {', '.join(self.suites)}")
        return self.suites[name]


@dataclass(frozen=True)
class EvalStory:
    """A story to evaluate, its gold without what only a killed article says.

    `answers` are the folders in which its answers lie, its own first.
    """

    name: str
    story: Story
    model: str
    gold: Gold
    answers: tuple[Path, ...]
    second: Gold | None = None


def load_suites(evals: Path) -> Suites:
    """Read the suites. Raises UsageError where the folder has none, InputError where the file is wrong."""
    path = evals / SUITES_FILE
    if not path.is_file():
        raise UsageError(f"{path}: no such file; run this in a checkout of checker, or name its evals with --evals")
    try:
        return Suites.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except ValidationError as problem:
        first = problem.errors(include_url=False)[0]
        raise InputError(f"{path}: {'.'.join(map(str, first['loc']))}: {first['msg']}; correct it") from None
    except (OSError, ValueError) as problem:
        raise InputError(f"{path}: cannot be read ({problem}); correct it") from None


def load_story(evals: Path, name: str, suites: Suites) -> EvalStory:
    """Read a story, or a mixed folder, with its gold. Raises InputError where anything of it does not fit."""
    if name in suites.mixed:
        return _mixed(evals, name, [load_story(evals, part, suites) for part in suites.mixed[name]])
    folder = evals / "stories" / name
    reading = read_articles([folder / "articles"], max_bytes=LARGEST)
    if reading.failures:
        raise InputError(reading.failures[0].reason)
    if reading.model is None:
        raise InputError(f'{folder / "articles" / "story.toml"}: names no model; write model = "…"')
    killed = {article.id for article in reading.articles if article.status.kind == "killed"}
    gold = load_gold(folder / "gold.json", reading.articles, folder / "adjudicated.json")
    second = folder / "gold-second.json"
    return EvalStory(
        name=name,
        story=Story(reading.articles, reading.title),
        model=reading.model,
        gold=without_articles(gold, killed),
        answers=(folder / "answers",),
        second=without_articles(load_gold(second, reading.articles), killed) if second.exists() else None,
    )


def _mixed(evals: Path, name: str, parts: list[EvalStory]) -> EvalStory:
    models = {part.model for part in parts}
    if len(models) > 1:
        raise InputError(f"{evals / SUITES_FILE}: mixed.{name}: its stories name several models: {', '.join(models)}")
    golds = [renamed_gold(part.gold, partial(_within, part.name)) for part in parts]
    return EvalStory(
        name=name,
        story=Story(tuple(_renamed(article, part.name) for part in parts for article in part.story.articles)),
        model=models.pop(),
        gold=Gold(
            story=name,
            facts=tuple(fact for gold in golds for fact in gold.facts),
            traps=tuple(trap for gold in golds for trap in gold.traps),
            single=tuple(place for gold in golds for place in gold.single),
            adjudicated=tuple(one for gold in golds for one in gold.adjudicated),
        ),
        answers=(evals / "stories" / name / "answers", *(folder for part in parts for folder in part.answers)),
    )


def _within(story: str, name: str) -> str:
    """Return the name that an article or a fact of a story has in a mixed folder, where names are many times taken."""
    return f"{story}.{name}"


def _renamed(article: Article, story: str) -> Article:
    return article.model_copy(update={"id": _within(story, article.id)})
