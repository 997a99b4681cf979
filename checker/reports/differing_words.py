"""Which words of two or more texts differ, for the eye: marks that show an editor where to look, no judgement.

A word that the other side has as well is never marked, in no inflection of it, nor a word that tells nothing by itself.
The figures with which both sides answer are, wherever else they stand. Which of the others bear on the matter is known
from what the sides answer in short, else from a comparison of texts that are nearly alike, or of the few words in which
the point lies. Where none of these tells, nothing is marked: no mark is better than a wrong one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from checker.reports.marks import Mark, is_one_phrase, stretches
from checker.reports.told_words import Word, words_of

_ALIKE = 0.5
"""Two whole sentences that share a smaller part of their words tell nothing by what they do not share."""

_LONGEST = 300
"""Words; longer texts are not compared word by word, which would take time and help no eye."""

_FEW, _FEW_BESIDE_ALL = 6, 3
"""Words in which the point lies that may be marked though no answer names one: beside few others, beside a text."""

_NEAR = 6
"""Words around one that stands in a text several times: where most of them bear on the matter, it is meant."""

_ABOUT_IT = re.compile(
    r"^(?:yes|no)(?=[,;:]|$)|,?\s*\b(?:(?:told|stated) as (?:a )?fact|(?:according to|as heard) .*)$"
    r"|,\s*[^,;]*\b(?:said|says?|states?|stated)$",
    re.IGNORECASE,
)
"""What an answer says of itself: not what is answered, but that it is a yes, and whose."""

_VALUE = re.compile(r"[^(;]*?(?=[(;]|,\s|$)")
"""What an answer says first: "214 (241 with the 27 crew)"."""

_PART_OF_FIGURE = frozenset(
    "hundred hundert half third thirds quarter quarters fifth fifths tenth tenths drittel viertel fünftel zehntel "
    "january february march april may june july august september october november december "
    "januar februar märz mai juni juli oktober dezember".split()
)
"""Words without which the figure beside them would be another."""


class _Side(NamedTuple):
    """What is compared of one text: its words, those among them where the point lies, the words of its answer.

    `first` and `last` bound, as indexes of words, where the point lies; `narrow` says that this is not the whole text.
    `answer` holds the keys of the answer's words, `first_said` of those before a bracket or a semicolon, where no "not"
    stands behind it, `value` of the figures with which it begins; `spelled` holds its words as they stand.
    """

    text: str
    words: Sequence[Word]
    first: int
    last: int
    narrow: bool
    answer: frozenset[str]
    first_said: frozenset[str]
    value: frozenset[str]
    spelled: frozenset[str]
    language: str

    @property
    def reach(self) -> Sequence[Word]:
        """The words among which the point lies."""
        return self.words[self.first : self.last]

    def is_foreign_to(self, other: _Side) -> bool:
        """Say whether the two texts are known to be in different languages, so that hardly a word is shared."""
        return bool(self.language and other.language) and self.language != other.language


def differing_words(
    texts: Sequence[str],
    spans: Sequence[Mark | None] | None = None,
    answers: Sequence[str] | None = None,
    question: str = "",
    languages: Sequence[str] | None = None,
) -> tuple[tuple[Mark, ...], ...]:
    """Return for each text the stretches that set it apart: the first two from each other, others from both.

    `spans` are the few words of each text where the point lies, where that is known; `answers` are what the texts
    answer to `question` in short; `languages` are theirs ("" for unknown): two languages share hardly a word. Quotation
    marks, case, endings, "U.S." for "US" and "seven" for "7" are no difference; where there is no other, endings and
    accents are one in texts that are nearly alike.
    """
    spans = spans or [None] * len(texts)
    answers = answers or [""] * len(texts)
    sides = [_side(*each) for each in zip(texts, spans, answers, languages or [""] * len(texts), strict=True)]
    if len(sides) < 2:
        return tuple(() for _ in texts)
    asked = frozenset(word.key for word in words_of(question))
    figures = [_figures(side, _opposed(at, sides), asked) for at, side in enumerate(sides)]
    chosen = [_chosen(side, _opposed(at, sides), asked) for at, side in enumerate(sides)]
    if all(figures[:2]):  # figure stands against figure: nothing else matters
        chosen = [only or found for only, found in zip(figures, chosen, strict=True)]
    if not any(chosen):
        chosen = [_otherwise_spelled(side, _opposed(at, sides)) for at, side in enumerate(sides)]
    return tuple(
        stretches(_grown(found, side, _opposed(at, sides), asked), side.text, side.words)
        for at, (found, side) in enumerate(zip(chosen, sides, strict=True))
    )


def _side(text: str, span: Mark | None, answer: str, language: str) -> _Side:
    words = words_of(text)
    inside = [at for at, word in enumerate(words) if span is None or (span[0] <= word.start and word.end <= span[1])]
    first, last = (inside[0], inside[-1] + 1) if inside else (0, len(words))
    said = _ABOUT_IT.sub("", answer.strip()).strip(" ,;:")
    told = [word for word in words_of(said) if word.tells and not word.slight]
    head = _VALUE.match(said)
    value = frozenset(word.key for word in words_of(head[0] if head else said) if word.is_figure)
    main = re.split("[(;]", said, maxsplit=1)[0]
    denied = any(word.denies for word in told if word.start > len(main))
    first_said = frozenset(word.key for word in told if denied or word.end <= len(main))
    keys, exact = frozenset(word.key for word in told), frozenset(word.exact for word in told)
    return _Side(text, words, first, last, span is not None, keys, first_said, value, exact, language)


def _opposed(at: int, sides: Sequence[_Side]) -> list[_Side]:
    """Return the sides that a side is held against."""
    return [sides[1 - at]] if at < 2 else list(sides[:2])


def _key(word: Word) -> str:
    return word.key


def _exact(word: Word) -> str:
    return word.key if word.is_figure else word.exact


def _chosen(side: _Side, others: Sequence[_Side], asked: frozenset[str]) -> set[int]:
    """Return the indexes of the words that set a side apart by the surest of the means that tell anything."""
    elsewhere = frozenset().union(*(other.answer for other in others))
    only_mine = side.answer - elsewhere
    apart = _apart(side, others)
    reach = range(side.first, side.last)
    for named, where in (
        ((only_mine & side.first_said) - asked, reach),
        (only_mine - asked, reach),
        (only_mine - asked, range(len(side.words))),
        (only_mine, reach),
        (_answered(side, others), reach),
    ):
        found = {at for at in where if at in apart and side.words[at].key in named}
        if found and (side.narrow or 2 * len(found) <= len(where)):
            return _once(found, side, asked | side.answer)
    return _left_over(side, others, _key) or _few(side, others, apart) or _denial(side, apart, asked)


def _figures(side: _Side, others: Sequence[_Side], asked: frozenset[str]) -> set[int]:
    """Return the figures with which the side answers, and no other does: one place of each, where the point lies."""
    named = side.value - asked - frozenset().union(*(other.value for other in others))
    if not all(other.value for other in others):
        return set()
    found = {at for at in range(side.first, side.last) if side.words[at].key in named}
    found = found or {at for at, word in enumerate(side.words) if word.key in named}
    return _once(found, side, asked | side.answer)


def _apart(side: _Side, others: Sequence[_Side]) -> set[int]:
    """Return the indexes of the words that tell something and that no other text has."""
    shared = {word.key for other in others for word in other.words}
    return {at for at, word in enumerate(side.words) if word.tells and word.key not in shared}


def _answered(side: _Side, others: Sequence[_Side]) -> frozenset[str]:
    """Return the words of the side's answer by which it can be told; beside another language, those of no other answer.

    The answers are all in one language: there, what one has and another has not is a difference even so.
    """
    if not any(side.is_foreign_to(other) for other in others):
        return side.answer
    figures = {word.key for word in side.words if word.is_figure}
    return frozenset(key for key in side.answer if key in figures or not any(key in other.answer for other in others))


def _once(found: set[int], side: _Side, matter: frozenset[str]) -> set[int]:
    """Return of each word the one place around which most bears on the matter."""
    best: dict[str, tuple[int, int, int]] = {}
    for at in sorted(found):
        word = side.words[at].key
        around = {near.key for near in side.words[max(at - _NEAR, 0) : at + _NEAR + 1]} & matter
        beside = sum(near in found and side.words[near].key != word for near in (at - 2, at - 1, at + 1, at + 2))
        if word not in best or (beside, len(around)) > best[word][:2]:
            best[word] = beside, len(around), at
    return {at for _, _, at in best.values()}


def _few(side: _Side, others: Sequence[_Side], apart: set[int]) -> set[int]:
    """Return the words apart where the point lies in few words, and no answer names others."""
    if not side.narrow or side.answer or any(side.is_foreign_to(other) for other in others):
        return set()
    found = {at for at in range(side.first, side.last) if at in apart}
    return found if len(found) <= (_FEW if any(other.narrow for other in others) else _FEW_BESIDE_ALL) else set()


def _denial(side: _Side, apart: set[int], asked: frozenset[str]) -> set[int]:
    """Return the "not" that no other text has, where it stands before a word of the question: "[no] irregularities"."""
    return {
        at
        for at in range(side.first, side.last)
        if at in apart
        and side.words[at].denies
        and any(word.says_what and word.key in asked for word in side.words[at + 1 : at + 3])
    }


def _left_over(side: _Side, others: Sequence[_Side], form: Callable[[Word], str]) -> set[int]:
    """Return the words that a comparison with texts nearly alike leaves over, of those that no other text has."""
    shared = {form(word) for other in others for word in other.words}
    found: set[int] = set()
    for other in others:
        mine, theirs = [form(word) for word in side.reach], [form(word) for word in other.reach]
        if side.narrow == other.narrow and not side.is_foreign_to(other):
            found |= {side.first + at for at in _unmatched(mine, theirs)}
    return {at for at in found if side.words[at].tells and form(side.words[at]) not in shared}


def _otherwise_spelled(side: _Side, others: Sequence[_Side]) -> set[int]:
    """Return the words that differ by their accents or endings alone: "Kerrigan" and "Kerrigane"."""
    shared = {_exact(word) for other in others for word in other.words}
    own = side.spelled - frozenset().union(*(other.spelled for other in others)) - shared
    return {at for at, word in enumerate(side.words) if _exact(word) in own} or _left_over(side, others, _exact)


def _unmatched(mine: Sequence[str], other: Sequence[str]) -> set[int]:
    """Return the indexes of my words that have no counterpart in the other's, in order; none where too few have one.

    The same pairs are found whichever comes first.
    """
    if max(len(mine), len(other)) > _LONGEST:
        return set()
    turned = list(mine) > list(other)
    matcher = SequenceMatcher(None, other if turned else mine, mine if turned else other, autojunk=False)
    if matcher.ratio() < _ALIKE:
        return set()
    blocks = [(block.b if turned else block.a, block.size) for block in matcher.get_matching_blocks()]
    kept = {at for start, size in blocks for at in range(start, start + size)}
    return set(range(len(mine))) - kept


def _grown(found: set[int], side: _Side, others: Sequence[_Side], asked: frozenset[str]) -> set[int]:
    """Return the words with neighbours that only this text and its answer have, and not the question: "[nearly 70]"."""
    named = _answered(side, others) - asked
    apart = _apart(side, others)
    marked = {side.words[at].key for at in found}
    parts = {at for at in apart if side.words[at].exact in _PART_OF_FIGURE}
    grown = found | {near for at in found if side.words[at].is_figure for near in (at - 1, at + 1) if near in parts}
    border = set(grown)
    free = {at for at in apart if side.words[at].key in named - marked}
    while border := {at for mark in border for at in _beside(mark, side) if at in free} - grown:
        grown |= border
    return grown


def _beside(at: int, side: _Side) -> list[int]:
    """Return the words next to one, where no sign parts them from it."""
    near = [at - 1] if at and is_one_phrase(at - 1, at, side.text, side.words) else []
    return near + ([at + 1] if at + 1 < len(side.words) and is_one_phrase(at, at + 1, side.text, side.words) else [])
