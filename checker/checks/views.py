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
from checker.text.abbreviations import evident_language

Parse = TypeVar("Parse")

_MARK = re.compile(r"[^\w\s]")


def language_of(article: Article) -> str:
    """Return the primary subtag of the language as stated, or as the text shows it (en, de, es, fr); else ""."""
    return article.language.partition("-")[0].lower() if article.language else evident_language(article.text)


class ArticleView:
    """An article as the checks see it: its sentences, furniture left out, and what was parsed of it as a whole.

    `language` is the primary subtag ("en" of "en-GB") as stated, or where the text shows it (en, de, es, fr); else "".
    """

    __slots__ = (
        "_numbered",
        "_parsed",
        "_spaced",
        "_words",
        "article",
        "id",
        "language",
        "published",
        "sentences",
        "starts",
    )

    def __init__(self, article: Article) -> None:
        self.article = article
        self.id = article.id
        self.language = language_of(article)
        self.published: Published = article.published
        self._parsed: dict[object, Any] = {}
        text = article.text
        self.sentences: tuple[SentenceView, ...] = tuple(
            SentenceView(self, one.number, one.start, text[one.start : one.end], one.role)
            for one in article.sentences
            if one.role != "furniture"
        )
        self.starts = [view.start for view in self.sentences]
        self._numbered = {view.number: view for view in self.sentences}
        self._spaced: str | None = None
        self._words: frozenset[str] | None = None

    def __iter__(self) -> Iterator[SentenceView]:
        return iter(self.sentences)

    def sentence(self, number: int) -> SentenceView | None:
        """Return the sentence with this number; None where there is none or where it is furniture."""
        return self._numbered.get(number)

    @property
    def spaced(self) -> str:
        """The text with a space for each mark that stands in no word, so that words are what white space parts."""
        # A cached_property takes a lock in Python 3.11.
        if self._spaced is None:
            self._spaced = _MARK.sub(" ", self.article.text)
        return self._spaced

    @property
    def words(self) -> frozenset[str]:
        """The words (runs of letters and digits) of its sentences in lower case."""
        if self._words is None:
            cut = self.spaced.lower()
            if len(cut) == len(self.spaced):
                for view in self.sentences:
                    view.words = frozenset(cut[view.start : view.start + len(view.text)].split())
            else:  # a few letters of Turkish and Lithuanian are two in lower case
                for view in self.sentences:
                    view.words = frozenset(" ".join(view.written).lower().split())
            self._words = frozenset().union(*[view.words for view in self.sentences])
        return self._words

    def parsed(self, parse: Callable[[ArticleView], Parse]) -> Parse:
        """Return what `parse` makes of this article, made once."""
        made: Parse
        if parse in self._parsed:
            made = self._parsed[parse]
        else:
            made = self._parsed[parse] = parse(self)
        return made


class SentenceView:
    """A sentence as the checks see it. Offsets that checks use count in `text`, from 0.

    Where a model found two passages to answer one question, `question` holds it, and `focus` the offsets (start, end)
    of the words in which it saw the answer, if it named any. Without a model both are None: then only the sentences
    themselves can show that they are about one matter.
    """

    __slots__ = ("_parsed", "_words", "article", "focus", "number", "question", "role", "start", "text")

    def __init__(self, article: ArticleView, number: int, start: int, text: str, role: Role) -> None:
        self.article = article
        self.number = number
        self.start = start
        self.text = text
        self.role = role
        self.question: str | None = None
        self.focus: tuple[int, int] | None = None
        self._parsed: dict[object, Any] = {}
        self._words: frozenset[str] | None = None

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

    @property
    def words(self) -> frozenset[str]:
        """The words in lower case, digits among them: what shows at once what cannot stand here."""
        if self._words is None:
            _ = self.article.words  # cuts those of all its sentences
        return self._words or frozenset()

    @words.setter
    def words(self, words: frozenset[str]) -> None:
        self._words = words

    def parsed(self, parse: Callable[[SentenceView], Parse]) -> Parse:
        """Return what `parse` makes of this sentence, made once. `parse` must not look at question or focus."""
        made: Parse
        if parse in self._parsed:
            made = self._parsed[parse]
        else:
            made = self._parsed[parse] = parse(self)
        return made

    def asked(self, question: str, focus: tuple[int, int] | None = None) -> SentenceView:
        """Return this sentence as an answer to a model's question; parses are shared with this one."""
        view = SentenceView(self.article, self.number, self.start, self.text, self.role)
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
