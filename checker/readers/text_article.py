"""Bare text and Markdown → an article."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from checker.errors import InputError
from checker.readers import metadata
from checker.readers.body import with_title
from checker.readers.decoding import decoded_text
from checker.readers.desk_header import NONE, DeskHeader, desk_header, gravest
from checker.readers.formats import FORMATS
from checker.readers.front_matter import split_front_matter
from checker.readers.versions import Lineage
from checker.schema import Article
from checker.text.roles import Hint, Unsplit, sentences_of_all

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from checker.readers.body import Body
    from checker.readers.collected import Collected
    from checker.schema import Sentence, Status


class BareText(NamedTuple):
    """A file of bare text: its name in messages, stem and suffix, what is in it, and what the story file says of it."""

    name: str
    stem: str
    suffix: str
    data: bytes
    entry: Mapping[str, str]


class _Decoded(NamedTuple):
    """What a file of bare text holds: its metadata, its text, and how much of that is a title put before it."""

    stated: Mapping[str, str]
    body: Body
    added: int
    header: DeskHeader
    language: str | None
    signs: str | None


def add_texts(files: Sequence[BareText], collected: Collected) -> None:
    """Add the articles of files of bare text to what has been read, in order; one that cannot be read is listed.

    All are decoded, then all are split, for the reason that `sentences_of_all` gives.
    """
    decoded: dict[int, _Decoded] = {}
    refused: dict[int, InputError] = {}
    for number, file in enumerate(files):
        try:
            held = _decoded(file, collected)
        except InputError as error:
            refused[number] = error
        else:
            if held is not None:
                decoded[number] = held
    split = sentences_of_all(
        [
            Unsplit(held.body.text, held.language, with_orders(held.body.hints, held.header, held.added), held.signs)
            for held in decoded.values()
        ]
    )
    for (number, held), sentences in zip(decoded.items(), split, strict=True):
        try:
            _add_article(files[number], held, sentences, collected)
        except InputError as error:
            refused[number] = error
    collected.errors += [(files[number].name, refused[number]) for number in sorted(refused)]


def _decoded(file: BareText, collected: Collected) -> _Decoded | None:
    """Return what a file holds; None, with a notice, where it was read already. Raises InputError."""
    decoded = decoded_text(file.data, file.name)
    if collected.is_repeated(decoded.text, file.entry.get("outlet"), file.name):
        return None
    if decoded.guessed:
        collected.notices.append(f"{file.name}: is not UTF-8; read as {decoded.guessed}, which is a guess")
    stated, text = split_front_matter(decoded.text, file.name)
    printed = FORMATS.get(file.suffix, FORMATS[""])(text)
    body = with_title(printed, stated.get("title"))
    added = len(body.text) - len(printed.text)
    stated = {**file.entry, **stated}
    header = desk_header(printed.text)
    language = metadata.language(stated, file.name)
    if not printed.text or printed.text.isspace():
        raise InputError(f"{file.name}: holds no text; take it out or fill it")
    # A title of the front matter, and an entity or a bare address of Markdown, may stand for any character.
    signs = None if added or "&" in text or "<" in text else decoded.signs
    return _Decoded(stated, body, added, header, language, signs)


def _add_article(file: BareText, held: _Decoded, sentences: tuple[Sentence, ...], collected: Collected) -> None:
    """Add the article that a file of bare text holds. Raises InputError."""
    name, stated, header = file.name, held.stated, held.header
    refuse_furniture_alone(sentences, held.added, header, name)
    article = Article(
        id=metadata.article_id(stated, file.stem, name),
        title=stated.get("title") or printed_title(held.body.text, sentences),
        outlet=stated.get("outlet"),
        published=metadata.published(stated, name),
        language=held.language,
        status=status_of(stated, header, name),
        url=metadata.url(stated, name),
        origin=name,
        text=held.body.text,
        sentences=sentences,
    )
    collected.articles.append(article)
    if header.revised or header.bare:
        collected.lineages[article.id] = Lineage(None, None, header.revised, header.number, header.bare)


def with_orders(hints: tuple[Hint, ...], header: DeskHeader, shift: int = 0) -> tuple[Hint, ...]:
    """Return the hints, those of a desk's orders in place of what else is known of their lines.

    `shift` is how many characters were put before the text in which the orders were found.
    """
    if header is NONE:
        return hints
    orders = [Hint(hint.start + shift, hint.end + shift, hint.role) for hint in header.hints]
    others = [hint for hint in hints if all(hint.end <= one.start or hint.start >= one.end for one in orders)]
    return tuple(sorted((*orders, *others)))


def status_of(stated: Mapping[str, str], header: DeskHeader, name: str) -> Status:
    """Return the gravest of what the metadata state, what their note orders, and what stands above the text.

    Raises InputError for a status that does not exist.
    """
    status = metadata.status(stated, name)
    noted = desk_header(status.note).status if status.note else None
    if header.status is None and noted is None:
        return status
    return gravest([one for one in (status, header.status, noted) if one]) or status


def refuse_furniture_alone(sentences: Iterable[Sentence], begin: int, header: DeskHeader, name: str) -> None:
    """Raise InputError where all text from `begin` on is furniture; an order to kill may stand alone."""
    if header.status is not None and header.status.kind == "killed":
        return
    if all(sentence.role == "furniture" for sentence in sentences if sentence.start >= begin):
        raise InputError(f"{name}: holds only lines of page furniture, no article; take it out or fill it")


def printed_title(text: str, sentences: Sequence[Sentence]) -> str | None:
    """Return the title as the text prints it: the first line of that role, though it be of two sentences."""
    titles = [sentence for sentence in sentences if sentence.role == "title"]
    if not titles:
        return None
    line = text[titles[0].start : titles[-1].end].splitlines()[0]
    return " ".join(line.split())
