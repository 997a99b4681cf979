"""Paths → articles: every file is read, or named with the reason why not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from checker.errors import InputError
from checker.readers import metadata
from checker.readers.collected import Collected
from checker.readers.contents import contents_of
from checker.readers.document_article import Source, add_document
from checker.readers.files import article_files
from checker.readers.own_reports import OWN_REPORT, is_own_report
from checker.readers.paths import STDIN, shown
from checker.readers.story import STORY_FILE, Story, read_story, unmatched_entries
from checker.readers.text_article import add_text
from checker.readers.versions import with_versions
from checker.schema import Article, Failure

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


@dataclass(frozen=True)
class Reading:
    """What was read: articles in the order of the paths, what could not be read, and lines to tell the user.

    `title` and `model` are what the story file states of the whole story, None where there is none.
    """

    articles: tuple[Article, ...]
    failures: tuple[Failure, ...] = ()
    notices: tuple[str, ...] = ()
    title: str | None = None
    model: str | None = None


def read_articles(paths: Sequence[Path], *, max_bytes: int) -> Reading:
    """Read the files and folders that `paths` name; `max_bytes` is the largest size of a file.

    One bad file is a Failure and does not stop the others. Raises InputError where nothing can be read, for a wrong
    story file, and where two articles have one id: then nothing that cites them could be told apart.
    """
    found = article_files(paths)
    collected = Collected(errors=found.refused, notices=found.notices)
    folders = dict.fromkeys(file.parent for file in found.files if file != STDIN)
    stories = {folder: read_story(folder) for folder in folders}
    for file in found.files:
        try:
            _read(file, Story() if file == STDIN else stories[file.parent], max_bytes, collected)
        except InputError as error:
            collected.errors.append((file, error))
    if not collected.articles:
        if collected.errors:
            raise collected.errors[0][1]
        aside = [f"{shown(file)}: {OWN_REPORT}" for file in collected.set_aside[:1]]
        raise InputError(f"{aside[0] if aside else 'no article was named'}; name files or a folder of articles")
    _refuse_repeated_ids(collected.articles)
    articles, replaced = with_versions(collected.articles, collected.lineages)
    unmatched = [
        f"{place}: [articles.{metadata.in_brief(stem)}] fits no file here; correct it or take it out"
        for folder, story in stories.items()
        for place in [shown(folder / STORY_FILE)]
        for stem in unmatched_entries(story, folder)
        if stem not in collected.enclosed
    ]
    return Reading(
        articles=articles,
        failures=tuple(Failure(step="read", item=shown(path), reason=str(error)) for path, error in collected.errors),
        notices=(*collected.notices, *unmatched, *replaced),
        title=next((story.title for story in stories.values() if story.title), None),
        model=next((story.model for story in stories.values() if story.model), None),
    )


def _read(file: Path, story: Story, max_bytes: int, collected: Collected) -> None:
    """Add the article in `file`, and those enclosed in it, to what has been read. Raises InputError."""
    kind, data = contents_of(file, max_bytes)
    if is_own_report(data):
        collected.set_aside.append(file)
        collected.notices.append(f"{shown(file)}: {OWN_REPORT}")
        return
    name, stem = shown(file), "stdin" if file == STDIN else file.stem
    if kind == "text":
        add_text(name, stem, file.suffix.lower(), data, story.articles.get(stem, {}), collected)
    else:
        add_document(Source(name, stem), kind, data, story, max_bytes, collected)


def _refuse_repeated_ids(articles: Sequence[Article]) -> None:
    """Raise InputError where two articles have one id."""
    origins: dict[str, str] = {}
    for article in articles:
        other = origins.setdefault(article.id, article.origin)
        if other != article.origin:
            raise InputError(
                f'{other} and {article.origin}: both have the id "{article.id}"; give one of them another `id`'
            )
