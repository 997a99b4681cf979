"""Which words of two or more texts differ, for the eye: marks that show an editor where to look, no judgement."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from typing import NamedTuple

Mark = tuple[int, int]
"""A stretch of a text, as offsets (start, end), end exclusive."""

_ALIKE = 0.5
"""Two whole sentences that share a smaller part of their words tell nothing by what they do not share."""

_LONGEST = 300
"""Words; longer texts are not compared word by word, which would take time and help no eye."""

_EAST_ASIAN = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
_WORD = re.compile(
    rf"[{_EAST_ASIAN}]"  # scripts without spaces: each sign alone
    r"|(?:[^\W\d_]\.){2,}"  # U.S.
    rf"|(?:(?<!\w)[-−+])?[$€£¥]?\d+(?:[.,:/]\d+)*(?:%|[^\W\d_{_EAST_ASIAN}]+)?"  # -1,187.5 and $5bn and 10:30
    rf"|[^\W_{_EAST_ASIAN}]+(?:['’\-‐‑][^\W_{_EAST_ASIAN}]+)*"  # don't, build-up
)
_ARTICLES = frozenset("a an the der die das le la les el los il".split())
"""Words that differ without a difference."""

_LITTLE_WORDS = _ARTICLES | frozenset(
    "and are as at be been by did do for from had has have he her him his in is it its of on or she that their they "
    "this to was were who will with und von zu et de du des y del".split()
)
"""Words of an answer that stand in any sentence; "no", "not", "only" and number words are not among them."""


class Word(NamedTuple):
    """One word of a text: where it stands, and as it is compared, with accents and without."""

    start: int
    end: int
    accented: str
    bare: str


def words_of(text: str, start: int = 0, end: int | None = None) -> list[Word]:
    """Return the words of `text[start:end]`, with offsets in `text`."""
    found = _WORD.finditer(text, start, len(text) if end is None else end)
    return [Word(match.start(), match.end(), *_folded(match.group())) for match in found]


def differing_words(
    texts: Sequence[str], spans: Sequence[Mark | None] | None = None, answers: Sequence[str] | None = None
) -> tuple[tuple[Mark, ...], ...]:
    """Return for each text the stretches that set it apart from the others.

    `spans` are the few words of each text where the point lies, where that is known: only these are then compared, and
    they are marked whole where nothing in them stands out. `answers` are what the texts answer in short: their words
    help with whole sentences that are too unlike for a comparison. Quotation marks, case and "U.S." for "US" are no
    difference; accents are one only where there is no other.
    """
    spans = spans or [None] * len(texts)
    answers = answers or [""] * len(texts)
    for compared in (_bare, _accented):
        marked = _marked(texts, spans, answers, compared)
        if any(marked):
            return marked
    return tuple(() for _ in texts)


def neighbour(text: str, other: str, marks: Sequence[Mark]) -> Mark | None:
    """Return where in `text` the words stand that in `other` follow its first mark, or precede it: a place to look at.

    For a text that has nothing to mark because it lacks what the other has.
    """
    if not marks:
        return None
    mine, theirs = words_of(text), words_of(other)
    after = [word.bare for word in theirs if word.start >= marks[0][1]][:2]
    before = [word.bare for word in theirs if word.end <= marks[0][0]][-2:]
    for wanted in (after, before, after[:1], before[-1:]):
        if not wanted or set(wanted) <= _LITTLE_WORDS:
            continue
        for at in range(len(mine) - len(wanted) + 1):
            if [word.bare for word in mine[at : at + len(wanted)]] == wanted:
                return mine[at].start, mine[at + len(wanted) - 1].end
    return None


def spoken_of(text: str, *hints: str) -> Mark | None:
    """Return where in `text` the longest word of the first hint that has any stands: a place to look at."""
    mine = words_of(text)
    for hint in hints:
        wanted = sorted({word.bare for word in words_of(hint)} - _LITTLE_WORDS, key=lambda word: (-len(word), word))
        for word in wanted:
            for found in mine:
                if found.bare == word:
                    return found.start, found.end
    return None


def _bare(word: Word) -> str:
    return word.bare


def _accented(word: Word) -> str:
    return word.accented


@lru_cache(maxsize=4096)  # what is compared shares most of its words
def _folded(word: str) -> tuple[str, str]:
    """Return a word in the two forms in which it is compared."""
    folded = word.casefold().replace("’", "'").replace("‐", "-").replace("‑", "-").replace("−", "-")
    if folded[-1] == ".":
        folded = folded.replace(".", "")
    folded = re.sub(r"(?<=\d),(?=\d{3}(?!\d))", "", folded)
    accented = unicodedata.normalize("NFC", folded)
    bare = "".join(char for char in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(char))
    return accented, bare


def _marked(
    texts: Sequence[str],
    spans: Sequence[Mark | None],
    answers: Sequence[str],
    compared: Callable[[Word], str],
) -> tuple[tuple[Mark, ...], ...]:
    """Return the marks of each text when words count as equal that have an equal `compared`."""
    reaches = [words_of(text, *(span or (0, None))) for text, span in zip(texts, spans, strict=True)]
    keys = [[compared(word) for word in reach] for reach in reaches]
    everything = [{compared(word) for word in words_of(text)} for text in texts]
    marks: list[tuple[Mark, ...]] = []
    for mine, span in enumerate(spans):
        others = [other for other in range(len(texts)) if other != mine]
        like = [o for o in others if (spans[o] is None) == (span is None) and _comparable(keys[mine], keys[o], span)]
        apart: set[int] = set()
        if span is None:
            apart = _hinted(keys[mine], answers[mine], [answers[o] for o in others], compared)
        if not apart and like:
            apart = set().union(*(_unmatched(keys[mine], keys[o]) for o in like))
        elif not apart and span is not None:
            elsewhere = set().union(*(everything[o] for o in others))
            apart = {at for at, key in enumerate(keys[mine]) if key not in elsewhere}
        if span is not None and 2 * len(apart) > len(keys[mine]):
            apart = set(range(len(keys[mine])))
        marks.append(_stretches(apart, reaches[mine], keys[mine]))
    if any(marks):
        return tuple(marks)
    return tuple(
        _stretches(set(range(len(key))), reach, ()) if span is not None and any(k != key for k in keys) else ()
        for reach, key, span in zip(reaches, keys, spans, strict=True)
    )


def _comparable(mine: Sequence[str], other: Sequence[str], span: Mark | None) -> bool:
    """Say whether a comparison word by word is worth looking at: always between spans, else for like sentences."""
    if max(len(mine), len(other)) > _LONGEST:
        return False
    return span is not None or SequenceMatcher(None, mine, other, autojunk=False).ratio() >= _ALIKE


def _unmatched(mine: Sequence[str], other: Sequence[str]) -> set[int]:
    """Return the indexes of my words that have no counterpart in the other's, in order."""
    blocks = SequenceMatcher(None, mine, other, autojunk=False).get_matching_blocks()
    return set(range(len(mine))) - {at for block in blocks for at in range(block.a, block.a + block.size)}


def _hinted(keys: Sequence[str], answer: str, others: Iterable[str], compared: Callable[[Word], str]) -> set[int]:
    """Return the indexes of the words that stand in my answer and in no other, where these are the smaller part."""
    elsewhere = {compared(word) for other in others for word in words_of(other)} | _LITTLE_WORDS
    own = {compared(word) for word in words_of(answer)} - elsewhere
    found = {at for at, key in enumerate(keys) if any(_same_stem(key, word) for word in own)}
    return found if 2 * len(found) <= len(keys) else set()


def _same_stem(one: str, other: str) -> bool:
    """Say whether two words are equal, or long and different only in how they end ("confirmed", "confirming")."""
    if one == other:
        return True
    return min(len(one), len(other)) >= 6 and one[:6] == other[:6] and abs(len(one) - len(other)) <= 3 and one.isalpha()


def _stretches(apart: set[int], words: Sequence[Word], keys: Sequence[str]) -> tuple[Mark, ...]:
    """Return the marked words as stretches: neighbours in one, articles alone in none (with no `keys`, all in one)."""
    stretches: list[list[int]] = []
    for at in sorted(apart):
        gap = range(stretches[-1][-1] + 1, at) if stretches else range(0)
        if stretches and (not gap or (len(gap) == 1 and keys and keys[gap[0]] in _LITTLE_WORDS)):
            stretches[-1].append(at)
        else:
            stretches.append([at])
    return tuple(
        (words[stretch[0]].start, words[stretch[-1]].end)
        for stretch in stretches
        if not keys or any(keys[at] not in _ARTICLES for at in stretch)
    )
