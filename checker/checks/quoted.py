"""What articles quote, as the checks of quotations see it: in one go, with its speaker, beside what is like it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from operator import itemgetter

from checker.checks.views import ArticleView
from checker.schema import Passage, Span
from checker.text.names import Name, names_in
from checker.text.quotations import Quotation, quotations_in
from checker.text.requoting import LONGEST, Requoted, Speech, requoted, telling
from checker.text.speakers import Speaker, Speakers, people_in
from checker.text.spoken import GAP, SpokenWord, spoken_words, visible

_FEWEST = 3
"""Words; one or two are a term, not a quotation that could be compared."""

_AROUND = 400
"""Characters of a sentence before and after a quotation that may say who speaks, or that it is denied."""

_BETWEEN = 90
"""Characters of "Ashlund said" between two quotations that were spoken in one go."""

_COMMON = 48
"""A run of three words that more quotations than these share tells nothing."""

_MOST_CANDIDATES = 12
_MOST_SHOWN = 70


@dataclass(frozen=True)
class Said:
    """One or more quotations of an article that were spoken in one go ("A," he said, "B.").

    `quotations` are indexes into `quotations_of(article)`, `sentences` the numbers of the sentences it stands in.
    """

    article: ArticleView
    quotations: tuple[int, ...]
    start: int
    end: int
    sentences: tuple[int, ...]
    speech: Speech
    outside: str
    """What its sentences say outside the quotation marks."""
    _given: dict[int, Requoted] = field(default_factory=dict, compare=False, repr=False)

    def gives(self, other: Said) -> Requoted:
        """Return how it gives another quotation of these articles, looked at once."""
        key = id(other)  # all of them live as long as their articles
        if key not in self._given:
            self._given[key] = requoted(self.speech, other.speech)
        return self._given[key]

    @cached_property
    def speaker(self) -> Speaker | None:
        """Who speaks, where that is sure enough."""
        speakers = self.article.parsed(speakers_of)
        found = (speakers.of(index) for index in self.quotations)
        return next((speaker for speaker in found if speaker), None)

    @property
    def words(self) -> tuple[SpokenWord, ...]:
        """Its words with their keys."""
        return self.speech.words

    @cached_property
    def key(self) -> tuple[str, ...]:
        """What is equal where the same words are quoted."""
        return tuple([word.key for word in self.words])

    @cached_property
    def runs(self) -> Sequence[tuple[str, ...]]:
        """The runs of three words in it that say something, each once."""
        words = [word for word in self.key[:LONGEST] if word != GAP]
        return telling(dict.fromkeys(zip(words, words[1:], words[2:], strict=False)))

    @cached_property
    def passage(self) -> Passage:
        """The quotation with its marks."""
        return passage_between(self.article, self.start, self.end)

    @property
    def whole(self) -> Passage:
        """The sentences in which it stands, so that its speaker is seen."""
        text = self.article.article
        first, last = text.sentence(self.sentences[0]), text.sentence(self.sentences[-1])
        return Passage(article=self.article.id, sentences=self.sentences, span=Span(start=first.start, end=last.end))


def quotations_of(view: ArticleView) -> tuple[Quotation, ...]:
    """Return all quotations of an article."""
    return quotations_in(view.article.text)


def names_of(view: ArticleView) -> tuple[Name, ...]:
    """Return the names of people that an article writes."""
    return names_in(view.article.text)


def people_of(view: ArticleView) -> dict[str, str]:
    """Return the people whom an article names: surname → given name."""
    return people_in(view.parsed(names_of))


def speakers_of(view: ArticleView) -> Speakers:
    """Return who speaks the quotations of an article, by their indexes in `quotations_of`."""
    return Speakers(view.article.text, view.parsed(quotations_of), view.parsed(people_of))


def stands_in_news(view: ArticleView, name: Name) -> bool:
    """Tell whether a name stands in a sentence of the news, not in furniture around it or across two sentences."""
    return len(sentence_numbers(view, name.start, name.end)) == 1


def passage_between(view: ArticleView, start: int, end: int) -> Passage:
    """Return the passage of `article.text[start:end]`."""
    return Passage(
        article=view.id,
        sentences=sentence_numbers(view, start, end),
        words=view.article.text[start:end],
        span=Span(start=start, end=end),
    )


def said_in(view: ArticleView) -> tuple[Said, ...]:
    """Return what an article quotes in three words or more, furniture and quotations inside others left out."""
    text = view.article.text
    quotations = view.parsed(quotations_of)
    runs: list[list[int]] = []
    for index, one in enumerate(quotations):
        if one.depth or not sentence_numbers(view, one.start, one.end):
            continue
        if runs and _in_one_go(text, quotations[runs[-1][-1]], one):
            runs[-1].append(index)
        else:
            runs.append([index])
    found = (_said(view, [quotations[index] for index in run], tuple(run)) for run in runs)
    return tuple(said for said in found if said is not None)


def _in_one_go(text: str, one: Quotation, other: Quotation) -> bool:
    """Tell whether two quotations are one speech with "he said" between them; two short ones are two terms."""
    between = text[one.end : other.start]
    if len(between) > _BETWEEN or min(one.stop - one.begin, other.stop - other.begin) < 6:
        return False
    if "\n" in between:
        return one.goes_on
    mark = text[one.stop - 1]
    return mark in ",.!?" and re.fullmatch(r"[\s,]*|[\s,]*[\w’'. -]+[,.:]?\s*", between) is not None


def _said(view: ArticleView, quotations: Sequence[Quotation], indexes: tuple[int, ...]) -> Said | None:
    text = view.article.text
    start, end = quotations[0].start, quotations[-1].end
    joined = visible(" ".join(text[one.begin : one.stop] for one in quotations))
    words = tuple(spoken_words(joined))
    if len(words) < _FEWEST:
        return None
    numbers = sentence_numbers(view, start, end)
    sentences = [view.article.sentence(number) for number in numbers]
    outside, at = [], max(sentences[0].start, start - _AROUND)
    for one in quotations:
        outside.append(text[at : one.start])
        at = one.end
    outside.append(text[at : min(sentences[-1].end, end + _AROUND)])
    around = " … ".join(outside)
    return Said(view, indexes, start, end, numbers, Speech(joined, words, around), around)


def sentence_numbers(view: ArticleView, start: int, end: int) -> tuple[int, ...]:
    """Return the numbers of the sentences that a stretch of the text touches, furniture left out."""
    sentences = view.sentences
    at = max(0, bisect_right(view.starts, start) - 1)
    found = []
    while at < len(sentences) and sentences[at].start < end:
        if sentences[at].start + len(sentences[at].text) > start:
            found.append(sentences[at].number)
        at += 1
    return tuple(found)


Groups = tuple[list[Said], list[Said]]


def alike_in(articles: Sequence[ArticleView]) -> Sequence[Groups]:
    """Return what `alike` makes of all that some articles quote, made once for the same articles."""
    if not articles:
        return ()
    known, key = articles[0].parsed(_alike_by_articles), tuple(articles)
    if key not in known:
        known[key] = list(alike([one for article in articles for one in article.parsed(said_in)]))
    return known[key]


def _alike_by_articles(_: ArticleView) -> dict[tuple[ArticleView, ...], Sequence[Groups]]:
    return {}


def alike(said: Sequence[Said]) -> Iterator[Groups]:
    """Yield two groups of quotations that may be one: those with equal words, and those with some equal words.

    Each pair of groups comes once; a group alone, which several articles quote in the same words, comes with itself.
    Takes time in proportion to the number of quotations, as a run of words that many share is passed over.
    """
    groups: defaultdict[tuple[str, ...], list[Said]] = defaultdict(list)
    for one in said:
        groups[one.key].append(one)
    listed = list(groups.values())
    index: dict[tuple[str, ...], tuple[int, ...]] = {}
    for number, group in enumerate(listed):
        if len(group) > 1:
            yield group, group
        shared: Counter[int] = Counter()
        for run in group[0].runs:
            known = index.get(run, ())
            if len(known) < _COMMON:
                if known:
                    shared.update(known)
                index[run] = (*known, number)
        for other, _ in sorted(shared.items(), key=itemgetter(1), reverse=True)[:_MOST_CANDIDATES]:
            yield listed[other], group


def shown(words: str) -> str:
    """Return words in quotation marks, cut in the middle where they are many."""
    plain = " ".join(words.split()).strip('“”"„«» ').rstrip(",")
    if len(plain) > _MOST_SHOWN:
        plain = f"{plain[: _MOST_SHOWN // 2].rsplit(' ', 1)[0]} … {plain[-_MOST_SHOWN // 2 :].split(' ', 1)[-1]}"
    return f"“{plain}”"
