"""Documents of every kind but bare text → articles, with those that are enclosed in them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from checker.errors import InputError
from checker.readers import metadata
from checker.readers.desk_header import desk_header
from checker.readers.documents import read_document
from checker.readers.kinds import HEAD, kind_of
from checker.readers.paths import shown
from checker.readers.text_article import (
    BareText,
    add_texts,
    printed_title,
    refuse_furniture_alone,
    status_of,
    with_orders,
)
from checker.readers.versions import Lineage
from checker.schema import Article
from checker.text.roles import text_sentences

if TYPE_CHECKING:
    from checker.readers.collected import Collected
    from checker.readers.document import Document, Enclosed
    from checker.readers.kinds import Kind
    from checker.readers.story import Story

_DEEPEST = 3
"""How deep files may lie in files: an e-mail in an e-mail in an e-mail."""

_MOST_NAMED = 3
_CUT_WORDS = {"furniture": "page furniture", "thread": "quoted messages", "signature": "a signature"}


@dataclass(frozen=True)
class Source:
    """Where a document comes from: its name in messages, the stem for its id, and how deep it is enclosed."""

    name: str
    stem: str
    depth: int = 0


def add_document(source: Source, kind: Kind, data: bytes, story: Story, max_bytes: int, collected: Collected) -> None:
    """Add the article in a document, and those enclosed in it, to what has been read.

    Raises InputError where nothing is in it; an enclosed file that cannot be read is listed among the errors.
    """
    document = read_document(kind, data, source.name, max_bytes)
    if document.text or not document.enclosed:
        _add_article(source, document, story, collected)
    for enclosed in document.enclosed:
        _add_enclosed(enclosed, source, story, max_bytes, collected)


def _add_article(source: Source, document: Document, story: Story, collected: Collected) -> None:
    """Add the article that a document holds. Raises InputError."""
    name = source.name
    stated = {**document.stated, **story.articles.get(source.stem, {})}
    if not document.text:
        raise InputError(f"{name}: holds no text; take it out or fill it")
    collected.compare_words()
    if collected.is_repeated(document.text, stated.get("outlet"), name):
        return
    header = desk_header(document.text)
    language = metadata.language(stated, name)
    sentences = text_sentences(document.text, language, with_orders(document.hints, header))
    refuse_furniture_alone(sentences, 0, header, name)
    published = metadata.published(stated, name)
    article = Article(
        id=metadata.article_id(stated, source.stem, name),
        title=stated.get("title") or printed_title(document.text, sentences),
        outlet=stated.get("outlet"),
        published=published if published.known != "unknown" or not document.published else document.published,
        language=language,
        status=status_of(stated, header, name),
        url=metadata.url(stated, name),
        origin=name,
        text=document.text,
        sentences=sentences,
        places=document.places,
        cut=document.cut,
    )
    collected.notices += [f"{name}: {notice}" for notice in (*document.notices, *_cut_lines(document))]
    collected.articles.append(article)
    if document.piece or header.revised or header.bare:
        collected.lineages[article.id] = Lineage(
            document.piece, document.before, header.revised, header.number, header.bare
        )


def _add_enclosed(enclosed: Enclosed, source: Source, story: Story, max_bytes: int, collected: Collected) -> None:
    """Add a file that lies in a document; one that cannot be read is listed, and the others still are read."""
    path = PurePosixPath(enclosed.name.replace("\\", "/"))
    name = f"{source.name}, attachment {shown(Path(path.name))}"
    stem = _free_stem(metadata.article_id({}, f"{source.stem}-{path.stem}", name), collected)
    collected.enclosed.add(stem)
    try:
        _read_enclosed(
            enclosed.data, path.suffix.lower(), Source(name, stem, source.depth + 1), story, max_bytes, collected
        )
    except InputError as error:
        collected.errors.append((name, error))


def _read_enclosed(
    data: bytes, suffix: str, source: Source, story: Story, max_bytes: int, collected: Collected
) -> None:
    """Add the article in an enclosed file. Raises InputError."""
    if source.depth > _DEEPEST:
        raise InputError(f"{source.name}: lies too deep in other files; save it by itself")
    kind = kind_of(data[:HEAD], suffix)
    if kind != "text":
        add_document(source, kind, data, story, max_bytes, collected)
        return
    if len(data) > max_bytes:
        size = f"{len(data):,} bytes, more than the {max_bytes:,} allowed"
        raise InputError(f"{source.name}: has {size}; shorten it or raise --max-article")
    add_texts([BareText(source.name, source.stem, suffix, data, story.articles.get(source.stem, {}))], collected)


def _free_stem(stem: str, collected: Collected) -> str:
    """Return a stem that no other article has: attachments may have one name."""
    taken = {article.id for article in collected.articles} | collected.enclosed
    numbered = (stem if number == 1 else f"{stem}-{number}" for number in range(1, len(taken) + 2))
    return next(one for one in numbered if one not in taken)


def _cut_lines(document: Document) -> list[str]:
    """Return a line for each kind of thing that was cut from a document, with the first few of it in words."""
    said = []
    for kind, words in _CUT_WORDS.items():
        lines = [line for cut in document.cut if cut.kind == kind for line in cut.text.split("\n") if line.strip()]
        if lines:
            named = "; ".join(metadata.in_brief(line) for line in lines[:_MOST_NAMED])
            more = "; …" if len(lines) > _MOST_NAMED else ""
            said.append(f"{len(lines)} line{'s' * (len(lines) > 1)} of {words} left out ({named}{more})")
    return said
