"""A sentence as its words, so that it can be held against others word by word: folded, and numbers in figures."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import chain, pairwise
from typing import NamedTuple

from checker.checks.candidates import folded_words
from checker.checks.views import language_of
from checker.schema import Article, Sentence, Span
from checker.text.calendar_words import MONTHS, WEEKDAYS
from checker.text.number_words import longest, spelled
from checker.text.numerals import plain_figure

UNITS = frozenset("minute hour day week month year".split())

_STEM = 6
_NAME = 3
"""What `folded_words` gives a word that is written as names are."""
_NEXT = 3
"""Words between which one looks for a neighbour that tells something."""
_CALENDAR = frozenset(chain.from_iterable((*WEEKDAYS.values(), *MONTHS.values())))
_ENDING = re.compile(r"(?<=\w{4})(?:ing|ed|en|es|s|d|n|e)$")
_PARTS_CLAUSES = re.compile(r"[,;:!?()–—\"“”„«»]")
_ZEROS = re.compile(r"\.0+$")
_QUOTED = re.compile(r"[\"“„«][^\"“”„«»]+(?:[\"“”»]|$)")
# British papers write in two words what others write in one.
_PERCENT = re.compile(r"\bper\s+cent\b", re.IGNORECASE)
_WORD = re.compile(rf"{_PERCENT.pattern}|\d[\d.,]*\d|\d|[^\W\d_]+(?:['’\-‐‑][^\W\d_]+)*", re.IGNORECASE)


class Word(NamedTuple):
    """A word: where it stands in its article, and folded; a number in figures."""

    start: int
    end: int
    key: str

    @property
    def is_figure(self) -> bool:
        """Whether it is a number."""
        return self.key[0].isdigit()

    @property
    def root(self) -> str:
        """The word without its ending, so that "polled" and "poll" are one; of a number all of it."""
        return _root(self.key)


class Worded:
    """A sentence, or what of it lies `within` a span, as its words; `telling` has the stems of those that tell."""

    def __init__(self, article: Article, sentence: Sentence, within: Span | None = None) -> None:
        self.sentence = sentence
        self._text = article.text
        start = max(sentence.start, within.start) if within else sentence.start
        end = min(sentence.end, within.end) if within else sentence.end
        self.words = words_of(article.text, start, end, language_of(article))
        self.telling = telling_stems(article.text[start:end])

    def between(self, start: int, end: int) -> str:
        """Return the text between two offsets of the article."""
        return self._text[start:end]

    def tells(self, word: Word) -> bool:
        """Say whether a word is a figure, a length of time, or one of those that tell something."""
        return word.is_figure or word.key in UNITS or word.key[:_STEM] in self.telling

    def is_name(self, word: Word) -> bool:
        """Say whether a word is a name by how running text has it: in headlines every word may be written so."""
        written_so = self.sentence.role == "body" and self.telling.get(word.key[:_STEM]) == _NAME
        return written_so and word.key not in _CALENDAR

    def shares(self, other: Worded) -> int:
        """Return how many telling words both have."""
        return len(self._roots() & other._roots())

    def quotes(self, run: Sequence[Word]) -> bool:
        """Say whether words stand in quotation marks, all of them."""
        start, end = self.sentence.start, self.sentence.end
        return any(
            quoted.start() < run[0].start and run[-1].end < quoted.end()
            for quoted in _QUOTED.finditer(self._text, start, end)
        )

    def with_neighbour(self, start: int, end: int) -> tuple[int, int]:
        """Return a stretch; one figure with the next word that tells something in its clause, or that before."""
        at = next(at for at, word in enumerate(self.words) if word.start >= start)
        if self.words[at].end < end or not self.words[at].is_figure:
            return start, end
        behind = self._next(self.words[at : at + 1 + _NEXT])
        before = self._next(self.words[max(0, at - _NEXT) : at + 1][::-1])
        if behind is not None:
            return start, behind.end
        return (start if before is None else before.start), end

    def _next(self, words: Sequence[Word]) -> Word | None:
        """Return the first behind the first of some words that tells something and is of the same clause."""
        for one, other in pairwise(words):
            first, second = sorted((one, other))
            if _PARTS_CLAUSES.search(self._text, first.end, second.start):
                return None
            if self.tells(other) and not other.is_figure:
                return other
        return None

    def _roots(self) -> set[str]:
        return {word.root for word in self.words if self.tells(word)}


class Elsewhere:
    """What some pieces have, titles and page furniture among it."""

    def __init__(self, pieces: Iterable[Article]) -> None:
        self._roots: set[str] = set()
        self._sentences: list[set[str]] = []
        for piece in pieces:
            language = language_of(piece)
            for text in (piece.title or "", piece.text):
                for word in words_of(text, 0, len(text), language):
                    self._roots.update((word.root, *_parts(word, language)))
            told = [set(telling_stems(piece.text[one.start : one.end])) for one in piece.sentences]
            # One piece may say in two sentences what another says in one.
            self._sentences += [one | other for one, other in pairwise((*told, set[str]()))]

    def has(self, word: Word) -> bool:
        """Say whether the word stands there, be it with another ending; one of a thing may stand anywhere."""
        return word.key in ("1", "one") or word.root in self._roots

    def has_sense_of(self, words: str) -> bool:
        """Say whether two neighbouring sentences have every telling word of these."""
        wanted = telling_stems(words).keys()
        return any(wanted <= sentences for sentences in self._sentences)


def telling_stems(text: str) -> dict[str, int]:
    """Return the telling words of a text as stems, each with how much it weighs."""
    return folded_words(_PERCENT.sub("percent", text))


def words_of(text: str, start: int, end: int, language: str) -> list[Word]:
    """Return the words of a stretch of a text; a number of several words is one word, and "an hour" is 1 hour."""
    cut = [Word(found.start(), found.end(), _key(found.group())) for found in _WORD.finditer(text, start, end)]
    words = list(_with_numbers(cut, language))
    for at, (one, other) in enumerate(pairwise(words)):
        if one.key in ("a", "an", "one") and other.key in UNITS:
            words[at] = one._replace(key="1")
    return words


def _with_numbers(words: Sequence[Word], language: str) -> Iterator[Word]:
    """Yield the words, those that spell out a number as one in figures: "sixty-one" is 61."""
    numbers = _numbers(language)
    at = 0
    while at < len(words):
        end, key = at + 1, words[at].key
        if (key.partition("-")[0],) in numbers:
            for last in range(min(at + longest(language), len(words)), at, -1):
                phrase = tuple(part for word in words[at:last] for part in word.key.split("-"))
                if phrase in numbers:
                    end, key = last, str(numbers[phrase])
                    break
        yield Word(words[at].start, words[end - 1].end, key)
        at = end


@cache
def _numbers(language: str) -> Mapping[tuple[str, ...], int]:
    """Return numbers by the words that spell them out, folded as words of texts are."""
    return {tuple(map(_key, words)): number for words, number in spelled(language).items()}


def _parts(word: Word, language: str) -> Iterator[str]:
    """Yield what a word of several has in it: in "nine-member" there are 9."""
    if not word.is_figure:
        parts = [Word(0, 0, _key(part)) for part in re.split(r"\W", word.key) if part]
        yield from (part.root for part in _with_numbers(parts, language))


def _root(key: str) -> str:
    return key if key[0].isdigit() else _ENDING.sub("", key)[:_STEM]


def _key(written: str) -> str:
    """Return a word folded, a length of time in the singular, and a figure in its shortest spelling."""
    if written[0].isdigit():
        return _ZEROS.sub("", plain_figure(written))
    written = _PERCENT.sub("percent", written)
    folded = "".join(c for c in unicodedata.normalize("NFKD", written.casefold()) if not unicodedata.combining(c))
    return folded.removesuffix("s") if folded.removesuffix("s") in UNITS else folded
