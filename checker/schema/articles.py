"""What was read: articles, their sentences, and where something stands in them."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import Field, GetCoreSchemaHandler
from pydantic_core import CoreSchema

from checker.schema.noun import Noun, is_empty, like_a_noun

Role = Literal["title", "deck", "dateline", "heading", "body", "caption", "pull_quote", "credit", "furniture"]
"""What a sentence is on its page; pull quotes and credit lines are told by the format alone.

Furniture ("Advertisement", "Also read") is set aside and listed, never compared."""

StatusKind = Literal["usable", "embargoed", "withheld", "killed", "corrected"]


class Sentence(NamedTuple):
    """One sentence: `article.text[start:end]`. Numbers count from 1; sentences lie in order and do not overlap."""

    number: Annotated[int, Field(ge=1)]
    start: Annotated[int, Field(ge=0)]
    end: Annotated[int, Field(gt=0)]
    role: Role = "body"

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Be read, checked and written like a Noun."""
        return like_a_noun(cls, handler)


class Published(Noun):
    """When an article was published, as an interval (both ends included); naive times have an unknown zone.

    `known` says how: *stated* by the reader's front matter or story file, *metadata* of the page or file, *inferred*
    by the extract step from the text of `sentence`, or *unknown* (then both ends are None).
    """

    earliest: datetime | None = None
    latest: datetime | None = None
    known: Literal["stated", "metadata", "inferred", "unknown"] = "unknown"
    sentence: int | None = None


class Status(Noun):
    """Whether a desk may use the article. `until` is when an embargo ends; `note` is the desk's own word on it."""

    kind: StatusKind = "usable"
    until: datetime | None = None
    version: str | None = None
    note: str | None = None


class Place(NamedTuple):
    """Where a stretch of an article's text stands in the file it was read from.

    `number` counts from 1: the paragraphs of a .docx or .odt document in the order of its XML (those in tables, text
    boxes and footnotes too, but not what an .odt keeps apart: deleted text and comments), the pages of a PDF, the
    elements of an HTML page; `path` is the XPath of such an element. What spans two of them has the first.
    """

    start: Annotated[int, Field(ge=0)]
    end: Annotated[int, Field(gt=0)]
    kind: Literal["paragraph", "page", "element"]
    number: Annotated[int, Field(ge=1)]
    path: str | None = None

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Be read, checked and written like a Noun."""
        return like_a_noun(cls, handler)


class Cut(Noun):
    """What a file holds beside its article and a reader left out: a page's furniture, an e-mail's quoted thread."""

    kind: Literal["furniture", "thread", "signature"]
    text: str


class Article(Noun):
    """One text as it was read. `text` is in Unicode normal form C with line feeds; offsets count in it.

    `origin` is the path it came from; `outlet_sentence` tells where the extract step found an outlet that no metadata
    gave. `replaced_by` is the id of the last version of the same piece, where there is a later one. `places` leads from
    the text back into the file, `cut` is what was left out of it; both stay empty for bare text, and out of its JSON.
    """

    id: str
    title: str | None = None
    outlet: str | None = None
    outlet_sentence: int | None = None
    published: Published = Published()
    language: str | None = None
    status: Status = Status()
    url: str | None = None
    origin: str
    text: str
    sentences: tuple[Sentence, ...] = ()
    replaced_by: str | None = Field(default=None, exclude_if=is_empty)
    places: tuple[Place, ...] = Field(default=(), exclude_if=is_empty)
    cut: tuple[Cut, ...] = Field(default=(), exclude_if=is_empty)

    def sentence(self, number: int) -> Sentence:
        """Return the sentence with this number. Raises IndexError where there is none."""
        if not 1 <= number <= len(self.sentences):
            raise IndexError(number)
        return self.sentences[number - 1]

    def sentence_text(self, number: int) -> str:
        """Return the sentence's text as it stands."""
        sentence = self.sentence(number)
        return self.text[sentence.start : sentence.end]


class Span(Noun):
    """A stretch of an article's text."""

    start: int = Field(ge=0)
    end: int = Field(gt=0)


class Passage(Noun):
    """Where something is said: sentences of one article, and the words where the point lies in a few of them.

    `words` is set only where the program found them in the text; `span` then holds just these words, and otherwise
    runs from the first cited sentence to the end of the last.
    """

    article: str
    sentences: tuple[int, ...] = Field(min_length=1)
    words: str | None = None
    span: Span
