"""Paths → articles: every file is read, or named with the reason why not."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from checker.errors import InputError
from checker.readers import metadata
from checker.readers.body import with_title
from checker.readers.decoding import decoded_text
from checker.readers.files import article_files
from checker.readers.formats import FORMATS
from checker.readers.front_matter import split_front_matter
from checker.readers.paths import shown
from checker.readers.story import STORY_FILE, Story, read_story, unmatched_entries
from checker.schema import Article, Failure
from checker.text.roles import text_sentences

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from checker.schema import Sentence


_FIRST_BYTES = 65_536


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


@dataclass
class _Progress:
    """What has been read so far."""

    articles: list[Article] = field(default_factory=list)
    errors: list[tuple[Path, InputError]] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    # The content with what the story file says of it: one agency's text from two outlets is two articles.
    # Found by length and outlet, because texts of one length are few, and to hash every text takes longer.
    contents: dict[tuple[int, str | None], list[tuple[str, Path]]] = field(default_factory=dict)


def read_articles(paths: Sequence[Path], *, max_bytes: int) -> Reading:
    """Read the files and folders that `paths` name; `max_bytes` is the largest size of a file.

    One bad file is a Failure and does not stop the others. Raises InputError where nothing can be read, for a wrong
    story file, and where two articles have one id: then nothing that cites them could be told apart.
    """
    found = article_files(paths)
    progress = _Progress(errors=found.refused, notices=found.notices)
    folders = dict.fromkeys(file.parent for file in found.files)
    stories = {folder: read_story(folder) for folder in folders}
    for folder, story in stories.items():
        place = shown(folder / STORY_FILE)
        progress.notices += [
            f"{place}: [articles.{metadata.in_brief(stem)}] fits no file here; correct it or take it out"
            for stem in unmatched_entries(story, folder)
        ]
    for file in found.files:
        try:
            _read(file, stories[file.parent], max_bytes, progress)
        except InputError as error:
            progress.errors.append((file, error))
    if not progress.articles:
        raise progress.errors[0][1] if progress.errors else InputError("no article was named; name files or a folder")
    _refuse_repeated_ids(progress.articles)
    return Reading(
        articles=tuple(progress.articles),
        failures=tuple(Failure(step="read", item=shown(path), reason=str(error)) for path, error in progress.errors),
        notices=tuple(progress.notices),
        title=next((story.title for story in stories.values() if story.title), None),
        model=next((story.model for story in stories.values() if story.model), None),
    )


def _read(file: Path, story: Story, max_bytes: int, progress: _Progress) -> None:
    """Add the article in `file` to what has been read. Raises InputError."""
    name = shown(file)
    decoded = decoded_text(_bytes_of(file, max_bytes), name)
    entry = story.articles.get(file.stem, {})
    alike = progress.contents.setdefault((len(decoded.text), entry.get("outlet")), [])
    for text, twin in alike:
        if text == decoded.text:
            progress.notices.append(f"{name}: has the same content as {shown(twin)}; read once")
            return
    alike.append((decoded.text, file))
    if decoded.guessed:
        progress.notices.append(f"{name}: is not UTF-8; read as {decoded.guessed}, which is a guess")
    stated, text = split_front_matter(decoded.text, name)
    printed = FORMATS[file.suffix.lower()](text)
    body = with_title(printed, stated.get("title"))
    stated = {**entry, **stated}
    language = metadata.language(stated, name)
    sentences = text_sentences(body.text, language, body.hints)
    if not printed.text or printed.text.isspace():
        raise InputError(f"{name}: holds no text; take it out or fill it")
    added = len(body.text) - len(printed.text)
    if all(sentence.role == "furniture" for sentence in sentences if sentence.start >= added):
        raise InputError(f"{name}: holds only lines of page furniture, no article; take it out or fill it")
    progress.articles.append(
        Article(
            id=metadata.article_id(stated, file.stem, name),
            title=stated.get("title") or _printed_title(body.text, sentences),
            outlet=stated.get("outlet"),
            published=metadata.published(stated, name),
            language=language,
            status=metadata.status(stated, name),
            url=metadata.url(stated, name),
            origin=name,
            text=body.text,
            sentences=sentences,
        )
    )


def _bytes_of(file: Path, max_bytes: int) -> bytes:
    """Return what is in `file`. Raises InputError where it cannot be opened or is larger than `max_bytes`."""
    try:
        # Without a buffer, which takes longer to make than most files to read; so does one of the largest size allowed.
        with file.open("rb", buffering=0) as opened:
            data = opened.read(min(_FIRST_BYTES, max_bytes + 1))
            while more := opened.read(min(len(data), max_bytes + 1 - len(data))):
                data += more
            size = len(data) if len(data) <= max_bytes else file.stat().st_size
    except OSError as error:
        raise InputError(f"{shown(file)}: cannot be read ({error.strerror or error}); check its permissions") from error
    if len(data) > max_bytes:
        raise InputError(
            f"{shown(file)}: has {size:,} bytes, more than the {max_bytes:,} allowed; shorten it or raise --max-article"
        )
    return data


def _printed_title(text: str, sentences: Sequence[Sentence]) -> str | None:
    """Return the title as the text prints it: the first line of that role, though it be of two sentences."""
    titles = [sentence for sentence in sentences if sentence.role == "title"]
    if not titles:
        return None
    line = text[titles[0].start : titles[-1].end].splitlines()[0]
    return " ".join(line.split())


def _refuse_repeated_ids(articles: Sequence[Article]) -> None:
    """Raise InputError where two articles have one id."""
    origins: dict[str, str] = {}
    for article in articles:
        other = origins.setdefault(article.id, article.origin)
        if other != article.origin:
            raise InputError(
                f'{other} and {article.origin}: both have the id "{article.id}"; give one of them another `id`'
            )
