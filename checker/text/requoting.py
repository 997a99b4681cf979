"""How one quotation gives another: word for word, shortened, altered, with its "not" or its condition lost.

Compared by words in their order, never by a measure of likeness: a lost "not" changes one word in twenty and
everything that was said.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from itertools import pairwise
from typing import Literal, NamedTuple

from checker.text.denials import (
    AFFIRMATION,
    DENIES,
    EXCEPTIONS,
    MOST_LOST,
    NEGATIONS,
    denied_by,
    limited,
    limited_by,
    negated,
)
from checker.text.spoken import GAP, SpokenWord

Given = Literal["verbatim", "shortened", "reversed", "unlimited", "unconditional", "altered", "apart"]
"""verbatim: the words that both have are the same, whole sentences aside. shortened: a part of a sentence, given as a
whole one. reversed: what is said with a "not" here is said without one there. unlimited: an exception ("except the
League") that limits it here is missing there; unconditional: a condition is. altered: words inside were changed.
apart: not the same quotation."""

LONGEST = 200
"""Words; of longer speeches only the first are compared."""

_FUNCTION = frozenset(
    "a an the and or but of to in on at for with from by as is are was were be been being am do does did has have had "
    "i you he she it we they me him her us them my your his its our their this that these those there here what who "
    "which will would can could shall should may might must not so if then than very just also too all no one up out "
    "der die das ein eine und oder zu in im am ist sind war wir ich sie er es nicht den dem des von mit auf "
    "el la los las un una y o de del que en es son no se lo su con por para al como "
    "le les une et ou du des est sont ne pas nous vous il elle je qui dans pour sur ce cette".split()
)
_STRENGTH = {
    **dict.fromkeys("will shall must".split(), "certain"),
    **dict.fromkeys("may might could perhaps maybe possibly".split(), "possible"),
}
_QUANTITY = frozenset("all every some most few many none only never always everyone nobody half".split())
_SENTENCE_END = re.compile(r"[.!?;]['\"”’»]?(?=\s|$)")
_LEAST_ALIKE = 0.7
_MOST_AT_AN_EDGE = 2
_SURE_AT_AN_EDGE = 5


@dataclass(frozen=True)
class Change:
    """Words of one quotation, and what stands in their place in the other; either may be empty."""

    ours: str
    theirs: str
    weighty: bool
    """Whether the change turns what was said: a negation, a number, a name, how sure or how many."""


@dataclass(frozen=True)
class Requoted:
    """How `ours` gives `theirs`. `lost` are the words of theirs that make the difference."""

    how: Given
    changes: tuple[Change, ...] = ()
    lost: str = ""


class Block(NamedTuple):
    """Words that stand in both: `size` of them, from word `a` of ours and word `b` of theirs."""

    a: int
    b: int
    size: int


@dataclass(frozen=True)
class Speech:
    """What is quoted in one go: the text, its words, and what its sentences say outside the quotation marks."""

    text: str
    words: tuple[SpokenWord, ...]
    outside: str = ""

    @cached_property
    def denied(self) -> bool:
        """Whether something outside denies it."""
        return negated(self.outside) or DENIES.search(self.outside) is not None

    @cached_property
    def limited(self) -> bool:
        """Whether something outside limits it."""
        return limited(self.outside)

    @property
    def keys(self) -> list[str]:
        """The keys of the words, signs of omission left out."""
        return [word.key for word in self.words if word.key != GAP]

    def between(self, first: int, last: int) -> str:
        """Return the text of the words from index `first` up to, not including, `last`."""
        return self.text[self.words[first].start : self.words[last - 1].end] if last > first else ""


APART = Requoted("apart")


def content_words(keys: Sequence[str]) -> int:
    """Return how many different words say something by themselves."""
    return len({key for key in keys if key not in _FUNCTION and key != GAP})


def telling(runs: Iterable[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Return the runs of words of which any says something by itself."""
    return [run for run in runs if not _FUNCTION.issuperset(run)]


def requoted(ours: Speech, theirs: Speech) -> Requoted:
    """Return how `ours` gives `theirs`. Of two equally long ones, either may be the original."""
    mine = [word.key for word in ours.words[:LONGEST]]
    other = [word.key for word in theirs.words[:LONGEST]]
    if not mine or not other:
        return APART
    found = SequenceMatcher(None, mine, other, autojunk=False).get_matching_blocks()
    blocks = _drawn_together([Block(*block) for block in found if block.size], other)
    matched = [mine[at] for block in blocks for at in range(block.a, block.a + block.size)]
    if len(matched) < 3 or content_words(matched) < 2:
        return APART
    first, last = blocks[0], blocks[-1]
    inside = (last.a + last.size - first.a, last.b + last.size - first.b)
    if len(blocks) == 1:
        return _in_one_piece(ours, theirs, first.a, first.b, first.size)
    if len(matched) < _LEAST_ALIKE * max(inside) or len(matched) < _LEAST_ALIKE * min(len(mine), len(other)):
        return APART
    changes = []
    for before, after in pairwise(blocks):
        a, b = (before.a + before.size, after.a), (before.b + before.size, after.b)
        if GAP in mine[slice(*a)] + other[slice(*b)]:
            continue
        changes.append(
            Change(ours.between(*a), theirs.between(*b), _is_weighty(ours, theirs, a, b)),
        )
    return Requoted("altered", tuple(changes)) if changes else Requoted("verbatim")


def _drawn_together(blocks: list[Block], other: Sequence[str]) -> list[Block]:
    """Return the blocks, a short first one moved to where the same words stand closest before the rest.

    "I" stands in many places of a speech, and the matcher takes the first: that of "I learned … I do not like" would
    make one remark of two. The end needs no such care, as the first place behind a block is the closest.
    """
    if len(blocks) < 2 or blocks[0].size > _MOST_AT_AN_EDGE:
        return blocks
    first, behind = blocks[0], blocks[1].b
    words = other[first.b : first.b + first.size]
    for at in range(behind - first.size, max(first.b, behind - first.size - MOST_LOST), -1):
        if other[at : at + first.size] == words:
            return [first._replace(b=at), *blocks[1:]]
    return blocks


def _in_one_piece(ours: Speech, theirs: Speech, a: int, b: int, size: int) -> Requoted:
    """Judge two quotations that share one stretch of words, by what the shorter one leaves out.

    The stretch begins at word `a` of `ours` and word `b` of `theirs`, and is `size` words long.
    """
    mine_whole = size == len(ours.keys)
    if not mine_whole and size < len(theirs.keys):
        return _at_an_edge(ours, theirs, a, b, size) or (Requoted("verbatim") if size >= 5 else APART)
    if not mine_whole:
        return Requoted("verbatim")
    before, after = _rest_of_sentence(theirs, b, size)
    if GAP in {word.key for word in ours.words}:
        return Requoted("verbatim")
    if not ours.denied and (lost := denied_by(before)):
        return Requoted("reversed", lost=lost)
    if not ours.limited and (lost := limited_by(before.rstrip(" ,—–-"), after)):
        return Requoted("unlimited" if EXCEPTIONS.match(lost) else "unconditional", lost=lost)
    sentence = ours.text.strip()
    whole = sentence[:1].isupper() and sentence[-1:] in ".!?"
    before = before.rstrip(" ,—–-")
    return Requoted("shortened", lost=(before or after)) if whole and (before or after) else Requoted("verbatim")


def _at_an_edge(ours: Speech, theirs: Speech, a: int, b: int, size: int) -> Requoted | None:
    """Return the change where two quotations differ in a word or two at one end, and in nothing else."""
    rest_a, rest_b = (len(speech.words) - start - size for speech, start in ((ours, a), (theirs, b)))
    if size < _LEAST_ALIKE * max(len(ours.words), len(theirs.words)) or size < _SURE_AT_AN_EDGE:
        return None
    if 0 < a <= _MOST_AT_AN_EDGE and 0 < b <= _MOST_AT_AN_EDGE and not rest_a and not rest_b:
        change = Change(ours.between(0, a), theirs.between(0, b), _is_weighty(ours, theirs, (0, a), (0, b)))
        return Requoted("altered", (change,))
    if not a and not b and 0 < rest_a <= _MOST_AT_AN_EDGE and 0 < rest_b <= _MOST_AT_AN_EDGE:
        mine, other = (size, len(ours.words)), (size, len(theirs.words))
        change = Change(ours.between(*mine), theirs.between(*other), _is_weighty(ours, theirs, mine, other))
        return Requoted("altered", (change,))
    return None


def _rest_of_sentence(theirs: Speech, first: int, size: int) -> tuple[str, str]:
    """Return what stands before and after a stretch of words in the sentences it begins and ends in."""
    start, end = theirs.words[first].start, theirs.words[first + size - 1].end
    head, tail = theirs.text[:start], theirs.text[end:]
    stops = list(_SENTENCE_END.finditer(head[-600:]))
    before = head[-600:][stops[-1].end() :] if stops else head[-600:]
    stop = _SENTENCE_END.search(tail[:600])
    after = tail[: stop.start()] if stop else tail[:600]
    return before.lstrip(" ,—–-"), after.strip(" ,—–-.!?;")


def _is_weighty(ours: Speech, theirs: Speech, a: tuple[int, int], b: tuple[int, int]) -> bool:
    mine = {word.key for word in ours.words[slice(*a)]}
    other = {word.key for word in theirs.words[slice(*b)]}
    negations = [bool(keys & NEGATIONS) for keys in (mine, other)]
    if negations[0] != negations[1]:
        speech, at = (ours, a) if negations[0] else (theirs, b)
        # "not impossible" where the other says "possible"
        if AFFIRMATION.search(speech.between(at[0], min(at[1] + 2, len(speech.words)))) is None:
            return True
    figures = [sorted(key for key in keys if key[0].isdigit()) for keys in (mine, other)]
    if figures[0] != figures[1] and all(figures):
        return True
    strengths = [{_STRENGTH[key] for key in keys if key in _STRENGTH} for keys in (mine, other)]
    if all(strengths) and strengths[0] != strengths[1]:
        return True
    quantities = [keys & _QUANTITY for keys in (mine, other)]
    return bool(all(quantities) and quantities[0] != quantities[1])
