"""Bare text and Markdown → an article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.errors import InputError
from checker.readers import metadata
from checker.readers.body import with_title
from checker.readers.decoding import decoded_text
from checker.readers.desk_header import NONE, DeskHeader, desk_header, gravest
from checker.readers.formats import FORMATS
from checker.readers.front_matter import split_front_matter
from checker.readers.versions import Lineage
from checker.schema import Article
from checker.text.roles import Hint, text_sentences

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from checker.readers.collected import Collected
    from checker.schema import Sentence, Status


def add_text(name: str, stem: str, suffix: str, data: bytes, entry: Mapping[str, str], collected: Collected) -> None:
    """Add an article of bare text to what has been read; `entry` is what the story file says of it.

    Raises InputError.
    """
    decoded = decoded_text(data, name)
    if collected.is_repeated(decoded.text, entry.get("outlet"), name):
        return
    if decoded.guessed:
        collected.notices.append(f"{name}: is not UTF-8; read as {decoded.guessed}, which is a guess")
    stated, text = split_front_matter(decoded.text, name)
    printed = FORMATS.get(suffix, FORMATS[""])(text)
    body = with_title(printed, stated.get("title"))
    stated = {**entry, **stated}
    added = len(body.text) - len(printed.text)
    header = desk_header(printed.text)
    language = metadata.language(stated, name)
    sentences = text_sentences(body.text, language, with_orders(body.hints, header, added))
    if not printed.text or printed.text.isspace():
        raise InputError(f"{name}: holds no text; take it out or fill it")
    refuse_furniture_alone(sentences, added, header, name)
    article = Article(
        id=metadata.article_id(stated, stem, name),
        title=stated.get("title") or printed_title(body.text, sentences),
        outlet=stated.get("outlet"),
        published=metadata.published(stated, name),
        language=language,
        status=status_of(stated, header, name),
        url=metadata.url(stated, name),
        origin=name,
        text=body.text,
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
