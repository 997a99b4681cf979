"""What a check sees of an article and of a sentence. Each parse of them is made once, however many checks want it.

A parse is a function from a view to a value, written once and named, as it is its own key:

    def figures_of(view: SentenceView) -> tuple[Figure, ...]:
        return figures_in(view.text, view.language)

    view.parsed(figures_of)

The parsing itself lives in `checker.text`, which knows no views; the functions that join the two stand beside the check
that first needed them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, TypeVar

from checker.schema import Article, Passage, Published, Role, Span
from checker.text.languages import evident_language

Parse = TypeVar("Parse")

_MARK = re.compile(r"[^\w\s]")


def language_of(article: Article) -> str:
    """Return the primary subtag of the language as stated, or as the text shows it (en, de, es, fr); else ""."""
    return article.language.partition("-")[0].lower() if article.language else evident_language(article.text)


class ArticleView:
    """An article as the checks see it: its sentences, furniture left out, and what was parsed of it as a whole.

    `language` is the primary subtag ("en" of "en-GB") as stated, or where the text shows it (en, de, es, fr); else "".
    `spaced` is the text with a space for each mark, so that words (runs of letters and digits) are what white space
    parts; `words` has those of all its sentences in lower case. The text is cut into them here, once for all checks.
    """

    __slots__ = (
        "_numbered",
        "_parsed",
        "article",
        "id",
        "language",
        "published",
        "sentences",
        "spaced",
        "starts",
        "words",
    )

    def __init__(self, article: Article) -> None:
        self.article = article
        self.id = article.id
        self.language = language_of(article)
        self.published: Published = article.published
        self._parsed: dict[object, Any] = {}
        text = article.text
        self.spaced = spaced = _MARK.sub(" ", text)
        lowered = spaced.lower()
        if len(lowered) != len(spaced):  # a few letters of Turkish and Lithuanian are two in lower case
            lowered = "".join([char if len(char.lower()) > 1 else char.lower() for char in spaced])
        self.sentences: tuple[SentenceView, ...] = tuple(
            [
                SentenceView(
                    self,
                    one.number,
                    one.start,
                    text[one.start : one.end],
                    one.role,
                    frozenset(lowered[one.start : one.end].split()),
                )
                for one in article.sentences
                if one.role != "furniture"
            ]
        )
        self.words: frozenset[str] = frozenset().union(*[view.words for view in self.sentences])
        self.starts = [view.start for view in self.sentences]
        self._numbered = {view.number: view for view in self.sentences}

    def __iter__(self) -> Iterator[SentenceView]:
        return iter(self.sentences)

    def sentence(self, number: int) -> SentenceView | None:
        """Return the sentence with this number; None where there is none or where it is furniture."""
        return self._numbered.get(number)

    def parsed(self, parse: Callable[[ArticleView], Parse]) -> Parse:
        """Return what `parse` makes of this article, made once."""
        parsed = self._parsed
        if parse in parsed:
            return parsed[parse]  # type: ignore[no-any-return]
        made = parsed[parse] = parse(self)
        return made


class SentenceView:
    """A sentence as the checks see it. Offsets that checks use count in `text`, from 0.

    `words` are its words in lower case, digits among them: they show at once what cannot stand here.

    Where a model found two passages to answer one question, `question` holds it, and `focus` the offsets (start, end)
    of the words in which it saw the answer, if it named any. Without a model both are None: then only the sentences
    themselves can show that they are about one matter.
    """

    __slots__ = ("_parsed", "article", "focus", "number", "question", "role", "start", "text", "words")

    def __init__(
        self, article: ArticleView, number: int, start: int, text: str, role: Role, words: frozenset[str]
    ) -> None:
        self.article = article
        self.number = number
        self.start = start
        self.text = text
        self.role = role
        self.question: str | None = None
        self.focus: tuple[int, int] | None = None
        self.words = words
        self._parsed: dict[object, Any] = {}

    @property
    def language(self) -> str:
        """The article's language: a primary subtag, "" where neither its metadata nor its text tell it."""
        return self.article.language

    @property
    def published(self) -> Published:
        """When the article was published."""
        return self.article.published

    @property
    def written(self) -> list[str]:
        """The words (runs of letters and digits) as they are written."""
        return self.article.spaced[self.start : self.start + len(self.text)].split()

    def parsed(self, parse: Callable[[SentenceView], Parse]) -> Parse:
        """Return what `parse` makes of this sentence, made once. `parse` must not look at question or focus."""
        parsed = self._parsed
        if parse in parsed:
            return parsed[parse]  # type: ignore[no-any-return]
        made = parsed[parse] = parse(self)
        return made

    def asked(self, question: str, focus: tuple[int, int] | None = None) -> SentenceView:
        """Return this sentence as an answer to a model's question; parses are shared with this one."""
        view = SentenceView(self.article, self.number, self.start, self.text, self.role, self.words)
        view.question, view.focus, view._parsed = question, focus, self._parsed
        return view

    def passage(self, start: int | None = None, end: int | None = None) -> Passage:
        """Return the passage of the words from `start` to `end` (offsets in `text`), or of the whole sentence."""
        if start is None or end is None:
            return Passage(
                article=self.article.id,
                sentences=(self.number,),
                span=Span(start=self.start, end=self.start + len(self.text)),
            )
        return Passage(
            article=self.article.id,
            sentences=(self.number,),
            words=self.text[start:end],
            span=Span(start=self.start + start, end=self.start + end),
        )
