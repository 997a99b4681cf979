"""What of a draft only a piece that must not be used has: by comparing text, and only where that is sure.

A sentence of the draft is named where it shares with a sentence of that piece a name, a figure with what it counts, or
a run of words that stands in no piece that may be used, and two further telling words with the piece as a whole. Where
the pieces are in several languages a word may be missing elsewhere because it is written otherwise: then nothing is
said.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from checker.checks.candidates import folded_words
from checker.checks.views import language_of
from checker.schema import Article, Finding, FindingPassage, Sentence, Span
from checker.steps.not_to_be_used import hold_reason
from checker.text.number_words import Phrases, spelled
from checker.text.numerals import plain_figure

_RUN = 6
"""Words that one wrote as the other did; fewer are any writer's."""
_TELLING_IN_A_RUN = 3
_BESIDE = 2
"""Telling words besides one that stands nowhere else: by fewer two pieces need not be about one matter."""
_STEM = 6
_NAME = 3
"""What `folded_words` gives a word that is written as names are."""
_LONGEST_TOLD = 60
_MOST_TOLD = 4
_UNITS = frozenset("minute minutes hour hours day days week weeks month months year years".split())
# British papers write in two words what others write in one.
_PERCENT = re.compile(r"\bper\s+cent\b", re.IGNORECASE)
_WORD = re.compile(rf"{_PERCENT.pattern}|\d[\d.,]*\d|\d|[^\W\d_]+(?:['’\-‐‑][^\W\d_]+)*", re.IGNORECASE)


class _Word(NamedTuple):
    """A word: where it stands in its article, as it is written, and folded; a number in figures."""

    start: int
    end: int
    written: str
    key: str


class _Shared(NamedTuple):
    """A stretch of a draft's sentence, and one of a held piece's, as offsets in their texts."""

    own: tuple[int, int]
    theirs: tuple[int, int]


def with_what_only_they_say(
    found: Sequence[Finding], draft: Article, articles: Mapping[str, Article], now: datetime
) -> tuple[Finding, ...]:
    """Return the findings; each hold on a source with the sentences of the draft that say what that source alone has.

    `now` is when the draft goes out, by which an embargo still runs or does not.
    """
    usable = [one for one in articles.values() if one.id != draft.id and hold_reason(one, now) is None]
    return tuple(_with_passages(one, draft, articles, usable) if one.level == "hold" else one for one in found)


def _with_passages(
    hold: Finding, draft: Article, articles: Mapping[str, Article], usable: Sequence[Article]
) -> Finding:
    held = next((one for one in articles.values() if hold.headline == f"{one.id} must not go out"), None)
    if held is None or held.id == draft.id:
        return hold
    pairs = list(_said_by(draft, held, usable))
    if not pairs:
        return hold
    # Running text before headlines: what leads the list is shown on the page.
    pairs.sort(key=lambda pair: pair[0].role != "body")
    mine = [_shown(draft, sentence, shared.own) for sentence, _, shared in pairs]
    theirs = [_shown(held, sentence, shared.theirs) for _, sentence, shared in pairs]
    told = list(dict.fromkeys(_quoted(draft, shared.own) for _, _, shared in pairs))
    more = f" and {len(told) - _MOST_TOLD} more" if len(told) > _MOST_TOLD else ""
    said = f"The draft has of it what stands in no piece that may be used: {', '.join(told[:_MOST_TOLD])}{more}."
    reason = hold.explanation if hold.explanation.endswith((".", "!", "?")) else f"{hold.explanation}."
    return hold.model_copy(
        update={
            "explanation": f"{reason} {said}",
            "action": f"{hold.action} Take out of the draft what it alone has, or source that elsewhere.",
            "passages": tuple(dict.fromkeys([*mine, *theirs])),
        }
    )


def _said_by(draft: Article, held: Article, usable: Sequence[Article]) -> Iterator[tuple[Sentence, Sentence, _Shared]]:
    """Yield each sentence of the draft that says what `held` alone has, with the sentence there that shares most."""
    languages = {language_of(one) for one in (draft, held, *usable)}
    if len(languages) > 1 or "" in languages:
        return
    language = languages.pop()
    elsewhere = _Elsewhere(usable, language)
    whole = set(folded_words(held.title or "")).union(*(folded_words(_text(held, one)) for one in _told(held)))
    theirs = [(one, _words(held, one, language)) for one in _told(held)]
    for sentence in _told(draft):
        mine = _words(draft, sentence, language)
        beside = folded_words(_text(draft, sentence)).keys() & whole
        shared = [
            (other, found)
            for other, words in theirs
            if (found := _shared(draft, sentence, mine, held, other, words, elsewhere)) and len(beside) > _BESIDE
        ]
        if shared:
            other, found = max(shared, key=lambda pair: (pair[1].own[1] - pair[1].own[0], pair[0].role == "body"))
            yield sentence, other, found


class _Elsewhere:
    """What the pieces that may be used have: the stems of their words, titles and page furniture among them.

    `runs` has their words one after another, `sentences` the telling stems of each sentence.
    """

    def __init__(self, pieces: Sequence[Article], language: str) -> None:
        texts = [text for piece in pieces for text in (piece.title or "", piece.text)]
        words = [[word.key for word in _cut(text, 0, len(text), language)] for text in texts]
        self.stems = {
            part if part[:1].isdigit() else part[:_STEM]
            for found in words
            for key in found
            for part in (key, *re.split(r"\W", key))
        }
        self.runs = {run for found in words for run in zip(*(found[at:] for at in range(_RUN)), strict=False)}
        self.sentences = [
            _stems(_text(piece, one)) for piece in pieces for one in piece.sentences if one.role != "furniture"
        ]

    def has_sense_of(self, words: str) -> bool:
        """Say whether one sentence has every telling word of these."""
        wanted = _stems(words)
        return any(wanted <= sentence for sentence in self.sentences)


def _shared(
    draft: Article,
    own: Sentence,
    mine: Sequence[_Word],
    held: Article,
    other: Sentence,
    theirs: Sequence[_Word],
    elsewhere: _Elsewhere,
) -> _Shared | None:
    """Return what two sentences share that stands nowhere else, from its first word to its last; None for nothing."""
    found = [
        *_names(draft, own, mine, held, other, theirs, elsewhere),
        *_figures(mine, theirs, elsewhere),
        *_runs(draft, mine, theirs, elsewhere),
    ]
    if not found:
        return None
    (first, there), *_ = sorted(found)
    for near in sorted(found)[1:]:
        longer = (first[0], max(first[1], near[0][1]))
        if longer[1] - longer[0] <= _LONGEST_TOLD:
            first, there = longer, (min(there[0], near[1][0]), max(there[1], near[1][1]))
    return _Shared(first, there)


_Found = Iterator[tuple[tuple[int, int], tuple[int, int]]]


def _names(
    draft: Article,
    own: Sentence,
    mine: Sequence[_Word],
    held: Article,
    other: Sentence,
    theirs: Sequence[_Word],
    elsewhere: _Elsewhere,
) -> _Found:
    """Yield names of both, written as names in running text of the piece: in headlines every word may be."""
    if other.role != "body":
        return
    both = {word.key for word in mine[1:]} & {word.key for word in theirs[1:]}
    if all(key[:_STEM] in elsewhere.stems for key in both):
        return
    in_draft, in_held = folded_words(_text(draft, own)), folded_words(_text(held, other))
    for word in mine[1:]:
        stem = word.key[:_STEM]
        if in_draft.get(stem) != _NAME or in_held.get(stem) != _NAME or stem in elsewhere.stems:
            continue
        for there in theirs[1:]:
            if there.key == word.key:
                yield (word.start, word.end), (there.start, there.end)
                break


def _figures(mine: Sequence[_Word], theirs: Sequence[_Word], elsewhere: _Elsewhere) -> _Found:
    """Yield figures of both with what they count, which no other piece has; "an hour" where none has hours."""
    both = {word.key for word in mine} & {word.key for word in theirs}
    if not any(key in _UNITS or key[0].isdigit() for key in both):
        return
    for (figure, of), (figure_there, of_there) in (
        (one, other) for one in pairwise(mine) for other in pairwise(theirs) if one[1].key == other[1].key
    ):
        counted = figure.key == figure_there.key and figure.key[0].isdigit() and figure.key not in elsewhere.stems
        unit = of.key in _UNITS and not {single := of.key.removesuffix("s"), f"{single}s"} & elsewhere.stems
        lasts = {figure.key, figure_there.key} <= {"a", "an", "1"} and unit
        if (counted and of.key.isalpha()) or lasts:
            yield (figure.start, of.end), (figure_there.start, of_there.end)


def _runs(draft: Article, mine: Sequence[_Word], theirs: Sequence[_Word], elsewhere: _Elsewhere) -> _Found:
    """Yield runs of words that both have, and no sentence elsewhere even in other words."""
    there = {tuple(word.key for word in theirs[at : at + _RUN]): at for at in range(len(theirs) - _RUN + 1)}
    for at in range(len(mine) - _RUN + 1):
        run = tuple(word.key for word in mine[at : at + _RUN])
        if run not in there or run in elsewhere.runs:
            continue
        start, end = mine[at].start, mine[at + _RUN - 1].end
        words = draft.text[start:end]
        if len(_stems(words)) >= _TELLING_IN_A_RUN and not elsewhere.has_sense_of(words):
            first = there[run]
            yield (start, end), (theirs[first].start, theirs[first + _RUN - 1].end)


def _told(article: Article) -> list[Sentence]:
    return [one for one in article.sentences if one.role not in ("furniture", "credit", "dateline")]


def _words(article: Article, sentence: Sentence, language: str) -> list[_Word]:
    return _cut(article.text, sentence.start, sentence.end, language)


def _cut(text: str, start: int, end: int, language: str) -> list[_Word]:
    return [
        _Word(found.start(), found.end(), found.group(), _key(found.group(), language))
        for found in _WORD.finditer(text, start, end)
    ]


def _key(written: str, language: str) -> str:
    """Return a word folded; a number, be it spelled out, in figures."""
    if written[0].isdigit():
        return plain_figure(written)
    written = _PERCENT.sub("percent", written)
    folded = "".join(c for c in unicodedata.normalize("NFKD", written.casefold()) if not unicodedata.combining(c))
    number = _spelled(language).get((folded,))
    return folded if number is None else str(number)


@cache
def _spelled(language: str) -> Phrases:
    return spelled(language)


def _stems(text: str) -> set[str]:
    return set(folded_words(_PERCENT.sub("percent", text)))


def _text(article: Article, sentence: Sentence) -> str:
    return article.text[sentence.start : sentence.end]


def _quoted(draft: Article, span: tuple[int, int]) -> str:
    words = " ".join(draft.text[slice(*span)].split())
    return f"“{words}”"


def _shown(article: Article, sentence: Sentence, span: tuple[int, int]) -> FindingPassage:
    return FindingPassage(
        article=article.id,
        position=0,
        sentences=(sentence.number,),
        start=sentence.start,
        end=sentence.end,
        text=_text(article, sentence),
        words=Span(start=span[0], end=span[1]),
    )
