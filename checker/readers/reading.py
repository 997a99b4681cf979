"""Paths → articles: every file is read, or named with the reason why not."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from checker.errors import InputError
from checker.readers import metadata
from checker.readers.collected import Collected
from checker.readers.contents import contents_of
from checker.readers.document_article import Source, add_document
from checker.readers.files import article_files
from checker.readers.own_reports import OWN_REPORT, is_own_report
from checker.readers.paths import STANDARD_INPUT, ArticleFile, shown
from checker.readers.story import STORY_FILE, Story, read_story, unmatched_entries
from checker.readers.text_article import BareText, add_texts
from checker.readers.versions import with_versions
from checker.schema import Article, Failure

if TYPE_CHECKING:
    from collections.abc import Sequence

    from checker.readers.kinds import Kind

_NONE = Story()
# How many files of bare text go through each stage together: enough for the gain, and few enough to hold at once.
_TOGETHER = 16


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
    folders = dict.fromkeys(file.folder for file in found.articles if file is not STANDARD_INPUT)
    stories = {folder: read_story(Path(folder)) for folder in folders}
    opened = (_opened(file, stories.get(file.folder, _NONE), max_bytes) for file in found.articles)
    for (_, are_texts), run in groupby(enumerate(opened), key=_batch):
        if are_texts:
            add_texts([_bare_text(one) for _, one in run], collected)
        else:
            for _, one in run:
                _add(one, max_bytes, collected)
    if not collected.articles:
        if collected.errors:
            raise _none_read(collected.errors)
        aside = f"{collected.set_aside[0]}: {OWN_REPORT}" if collected.set_aside else "no article was named"
        raise InputError(f"{aside}; name files or a folder of articles")
    _refuse_repeated_ids(collected.articles)
    articles, replaced = with_versions(collected.articles, collected.lineages)
    unmatched = [
        f"{shown(Path(folder, STORY_FILE))}: [articles.{metadata.in_brief(stem)}] fits no file here; "
        "correct it or take it out"
        for folder, story in stories.items()
        for stem in unmatched_entries(story, Path(folder))
        if stem not in collected.enclosed
    ]
    return Reading(
        articles=articles,
        failures=tuple(Failure(step="read", item=name, reason=str(error)) for name, error in collected.errors),
        notices=(*collected.notices, *unmatched, *replaced),
        title=next((story.title for story in stories.values() if story.title), None),
        model=next((story.model for story in stories.values() if story.model), None),
    )


def _none_read(errors: Sequence[tuple[str, InputError]]) -> InputError:
    """Return why nothing was read: what is wrong with the first file, and the names of the others."""
    (_, first), *others = errors
    return InputError(f"{first}; not read either: {', '.join(name for name, _ in others)}") if others else first


class _Opened(NamedTuple):
    """A file, what the story file beside it says, the file's kind and content, or why it cannot be read."""

    file: ArticleFile
    story: Story
    kind: Kind | InputError
    data: bytes = b""


def _opened(file: ArticleFile, story: Story, max_bytes: int) -> _Opened:
    """Return what is in a file."""
    try:
        return _Opened(file, story, *contents_of(file, max_bytes))
    except InputError as error:
        return _Opened(file, story, error)


def _batch(numbered: tuple[int, _Opened]) -> tuple[int, bool]:
    """Return a key that files share which follow one another and are read together, and whether they are bare text."""
    number, opened = numbered
    return number // _TOGETHER, opened.kind == "text" and not is_own_report(opened.data)


def _bare_text(opened: _Opened) -> BareText:
    file = opened.file
    return BareText(file.name, file.stem, file.suffix, opened.data, opened.story.articles.get(file.stem, {}))


def _add(opened: _Opened, max_bytes: int, collected: Collected) -> None:
    """Add the article in a file that is no bare text, and those enclosed in it, or why there is none."""
    file, story, kind, data = opened
    if isinstance(kind, InputError):
        collected.errors.append((file.name, kind))
    elif is_own_report(data):
        collected.set_aside.append(file.name)
        collected.notices.append(f"{file.name}: {OWN_REPORT}")
    else:
        try:
            add_document(Source(file.name, file.stem), kind, data, story, max_bytes, collected)
        except InputError as error:
            collected.errors.append((file.name, error))


def _refuse_repeated_ids(articles: Sequence[Article]) -> None:
    """Raise InputError where two articles have one id."""
    origins: dict[str, str] = {}
    for article in articles:
        other = origins.setdefault(article.id, article.origin)
        if other != article.origin:
            raise InputError(
                f'{other} and {article.origin}: both have the id "{article.id}"; give one of them another `id`'
            )
