"""Without a model: what two sentences share, word for word, that stands in no other piece.

That is a figure, a name, several telling words, or a run of words that no sentence elsewhere has even in another order.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from checker.steps.word_by_word import UNITS, Elsewhere, Word, Worded, telling_stems

_RUN = 6
"""Words that one wrote as the other did; fewer are any writer's."""
_TELLING_IN_A_RUN = 3
_ENOUGH = 3
"""Telling words that stand nowhere else: for one or two the others may have other words."""
_OPENING = tuple('"“„«‘‚‹')
_LONGEST = 60
"""Characters that are told in one breath."""


class Shared(NamedTuple):
    """A stretch of one sentence, and that of another which shares words with it, as offsets in their texts.

    `hard` is how many figures and names in it stand nowhere else, `new` how many words do.
    """

    hard: int
    new: int
    own: tuple[int, int]
    theirs: tuple[int, int]


def only_shared(
    mine: Worded, theirs: Worded, elsewhere: Elsewhere, *, one_matter: bool = False, figures_alone: bool = False
) -> Shared | None:
    """Return what two sentences share that stands nowhere else, as much as is told in one breath; None for nothing.

    Where they tell of `one_matter`, others may tell it as well, so that only wording in quotation marks is somebody's
    own; where that is not known, a figure must stand with what it counts, and single words say nothing. Where
    `figures_alone`, the words may stand elsewhere in another language.
    """
    found: list[Shared] = []
    single: set[str] = set()
    has_wording = False
    for own, there in _runs(mine.words, theirs.words):
        new = [one for one in own if mine.tells(one) and not elsewhere.has(one)]
        if figures_alone:
            new = [one for one in new if one.is_figure]
        is_counted = any(one.is_figure and not other.is_figure for one, other in pairwise(own))
        figures = [one for one in new if _is_of_a_count(one, is_counted=is_counted, one_matter=one_matter)]
        names = [one for one in new if mine.is_name(one) and theirs.is_name(one)]
        hard = len(figures) + len(names)
        is_open = not figures_alone and (not one_matter or (mine.quotes(own) and theirs.quotes(there)))
        wording = is_open and _is_wording(mine, own, elsewhere)
        if hard or wording or (new and one_matter):
            first, last = _ends(mine, own)
            stretches = (own[first].start, own[last].end), (there[first].start, there[last].end)
            found.append(Shared(hard, len(new), *stretches))
            single.update(one.root for one in new)
            has_wording |= wording
    is_enough = has_wording or any(one.hard for one in found) or len(single) >= _ENOUGH
    if not is_enough:
        return None
    most = max(_told_together(found), key=lambda one: (one.hard, one.new, one.own[1] - one.own[0]))
    return most._replace(own=mine.with_neighbour(*most.own), theirs=theirs.with_neighbour(*most.theirs))


def _is_of_a_count(word: Word, *, is_counted: bool, one_matter: bool) -> bool:
    """Say whether a word is a figure, or of a length of time that stands with its figure ("an hour")."""
    return (is_counted or one_matter) if word.is_figure else (is_counted and word.key in UNITS)


def _runs(mine: Sequence[Word], theirs: Sequence[Word]) -> Iterator[tuple[Sequence[Word], Sequence[Word]]]:
    """Yield the runs of words that both have, each as long as it is in both."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for there, word in enumerate(theirs):
        places[word.key].append(there)
    for at, word in enumerate(mine):
        for there in places.get(word.key, ()):
            if at and there and mine[at - 1].key == theirs[there - 1].key:
                continue
            both = zip(mine[at:], theirs[there:], strict=False)
            length = next((n for n, (one, other) in enumerate(both) if one.key != other.key), None)
            end = min(len(mine) - at, len(theirs) - there) if length is None else length
            yield mine[at : at + end], theirs[there : there + end]


def _is_wording(mine: Worded, run: Sequence[Word], elsewhere: Elsewhere) -> bool:
    """Say whether a run of words is long enough to be somebody's own, and none elsewhere has its sense."""
    if len(run) < _RUN:
        return False
    words = mine.between(run[0].start, run[-1].end)
    return len(telling_stems(words)) >= _TELLING_IN_A_RUN and not elsewhere.has_sense_of(words)


def _ends(mine: Worded, run: Sequence[Word]) -> tuple[int, int]:
    """Return the first and last word of a run that tell something; where it opens a quotation, the first of all."""
    telling_at = [at for at, word in enumerate(run) if mine.tells(word)]
    opens = mine.between(run[0].start - 1, run[0].start) in _OPENING
    return (0 if opens else telling_at[0]), telling_at[-1]


def _told_together(found: Sequence[Shared]) -> Iterator[Shared]:
    """Yield each stretch with those behind it that are near enough."""
    in_order = sorted(found, key=lambda one: one.own)
    for at, first in enumerate(in_order):
        whole = first
        for near in in_order[at + 1 :]:
            end = max(whole.own[1], near.own[1])
            if end - whole.own[0] <= _LONGEST:
                theirs = (min(whole.theirs[0], near.theirs[0]), max(whole.theirs[1], near.theirs[1]))
                whole = Shared(whole.hard + near.hard, whole.new + near.new, (whole.own[0], end), theirs)
        yield whole
