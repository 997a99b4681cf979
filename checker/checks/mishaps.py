"""Dates of a fire, a crash, a blast that stand beside its noun: "the mill fire of 4 March", "Monday's crash".

What D1 asks where no verb is shared: "The fire on 3 March destroyed the mill", "The mill fire of 4 March was caused
by a spark". A date belongs to the noun only where the words leave no choice: "the fire of 4 March", "Tuesday's
fire"; a sentence that begins "The fire at the mill on 3 March", or "A fire destroyed the mill on 3 March"; "was
killed in a crash on Monday". "The police spoke of the fire on Monday" dates the speaking. Only English is read.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from itertools import takewhile
from typing import NamedTuple

from checker.checks.dated import Dated, dated_of
from checker.checks.matter import names_of, words_at
from checker.checks.values import anchor_of, values_of
from checker.checks.views import ArticleView, SentenceView
from checker.text.around import clause
from checker.text.calendar_words import WEEKDAYS
from checker.text.dating import date_words, moments_in
from checker.text.mishap_words import COMMON, DOES, DONE, KINDS, OFTEN, PLAIN, SEVERAL
from checker.text.moments import Moment
from checker.text.tokens import Tokens, tokens_of
from checker.text.word_stems import is_content, stem

_NOUNS = frozenset(KINDS)
_STEMS = frozenset(map(stem, _NOUNS))
_WAS = frozenset("was were been is are being".split())
# Any of these between the noun and its date may be another verb's beginning.
_VERBS = frozenset(
    "was were is are be been being has have had will would could may might can did does do led left went brought put "
    "came drew saw spread kept made set grew took shut sent threw cost began ran fell rose burnt got gave found".split()
)
_OTHER_CLAUSE = frozenset(
    "that which who whom whose where when while because after before since until till as if although though due to "
    "despite following amid by".split()
)
_PREPOSITIONS = frozenset("at in of near off outside inside aboard beside between on".split())
_DETERMINERS = frozenset("the a an this that their its his her".split())
_HEADS = 3
_LONGEST_NAME = 4
_LONGEST_BETWEEN = 8
_FEWEST_OFTEN = 2
_FARTHEST = timedelta(days=3)
_DATE_WORDS = date_words("en")
_DATE_STEMS = frozenset(map(stem, _DATE_WORDS))


class _Mishap(NamedTuple):
    """A date with the noun, by its token, that it belongs to, and the noun's kind."""

    kind: str
    noun: int
    dated: Dated


def may_hold_mishaps(a: SentenceView, b: SentenceView) -> bool:
    """Tell at little cost whether two sentences may each hold the noun of such a thing."""
    return not (_NOUNS.isdisjoint(a.words) or _NOUNS.isdisjoint(b.words)) and a.language == b.language == "en"


def mishaps_apart(a: SentenceView, b: SentenceView) -> tuple[Dated, Dated] | None:
    """Return the dates that two sentences give one fire, crash or blast, where they never meet; else None."""
    mine, theirs = a.parsed(_mishaps), b.parsed(_mishaps)
    if len(mine) != 1 or len(theirs) != 1:
        return None
    one, other = mine[0], theirs[0]
    if one.kind != other.kind or not _never_meet(one.dated, other.dated) or not _is_one(a, one, b, other):
        return None
    if _is_before(a, other.dated) or _is_before(b, one.dated):
        return None
    return one.dated, other.dated


def _never_meet(one: Dated, other: Dated) -> bool:
    """Tell whether two days never meet, and lie so near that they are no two things of one kind."""
    mine, theirs = one.when, other.when
    if not isinstance(mine, Moment) or not isinstance(theirs, Moment) or mine.meets(theirs) is not False:
        return False
    if mine.yearless != theirs.yearless:
        return False
    return any(
        max(first - their_last, their_first - last) <= _FARTHEST
        for first, last in mine.readings
        for their_first, their_last in theirs.readings
    )


def _is_before(view: SentenceView, dated: Dated) -> bool:
    """Tell whether an article appeared before the day that another gives: of what happened then it cannot tell."""
    anchor, theirs = view.article.parsed(anchor_of), dated.view.article.parsed(anchor_of)
    if anchor is None or theirs is None or not isinstance(dated.when, Moment) or dated.when.yearless:
        return False
    gone = [first for first, _ in dated.when.readings if first <= theirs.latest]
    return bool(gone) and max(gone) > anchor.latest


def _is_one(a: SentenceView, one: _Mishap, b: SentenceView, other: _Mishap) -> bool:
    """Tell whether two sentences name the same place, tell the same of it, and narrow the noun alike."""
    if not (SEVERAL.isdisjoint(a.words) and SEVERAL.isdisjoint(b.words)):
        return False
    mine, theirs = (view.parsed(names_of) - _DATE_WORDS for view in (a, b))
    if not mine & theirs or not (_are_told(mine, b.article) and _are_told(theirs, a.article)):
        return False
    told = _told_of(a, one) & _told_of(b, other) - {stem(name) for name in mine | theirs}
    return (
        len(told) >= (_FEWEST_OFTEN if one.kind in OFTEN else 1) and _is_told_of(a, one, b) and _is_told_of(b, other, a)
    )


def _told_of(view: SentenceView, mishap: _Mishap) -> frozenset[str]:
    """Return the words (stems) of the noun's clause that tell such things apart."""
    tokens = view.parsed(values_of).tokens
    return words_at(tokens, *clause(tokens, mishap.noun, mishap.noun + 1)) - _STEMS - COMMON - _DATE_STEMS


def _is_told_of(view: SentenceView, mishap: _Mishap, other: SentenceView) -> bool:
    """Tell whether the other sentence, or its headline, has what narrows the noun: "mill" of "the mill fire"."""
    lower = view.parsed(values_of).tokens.lower
    heads = (one.words for one in other.article.sentences[:_HEADS] if one.role in {"title", "deck"})
    told = other.words.union(PLAIN, *heads)
    before = lower[max(0, mishap.noun - _LONGEST_NAME) : mishap.noun]
    narrows = list(takewhile(is_content, reversed(before)))
    return all(word in told or word.removesuffix("'s") in WEEKDAYS["en"] or word in _DATE_WORDS for word in narrows)


def _are_told(names: frozenset[str], article: ArticleView) -> bool:
    """Tell whether an article has all of these names: one that it has not may be of another place."""
    return names <= article.words


def _mishaps(view: SentenceView) -> tuple[_Mishap, ...]:
    """Return each date of a sentence that belongs to such a noun."""
    return (*_dated_nouns(view), *_weekdays_own(view))


def _dated_nouns(view: SentenceView) -> Iterator[_Mishap]:
    tokens = view.parsed(values_of).tokens
    for dated in view.parsed(dated_of):
        noun = _noun_of(tokens, dated) if isinstance(dated.when, Moment) else None
        if noun is not None:
            yield _Mishap(KINDS[tokens.lower[noun]], noun, dated)


def _noun_of(tokens: Tokens, dated: Dated) -> int | None:
    """Return the token of the noun that a date belongs to; None where it may belong to something else."""
    first, before = dated.first, tokens.word(dated.first - 1)
    if before == "of" and tokens.word(first - 2) in _NOUNS:
        return first - 2
    if before in {"the", "a"}:
        # "the 3 March blaze", "the 3 March mill fire"
        return _noun_behind(tokens, dated.after)
    if before != "on":
        return None
    if tokens.word(first - 2) in _NOUNS and _was_done_in(tokens, first - 2):
        return first - 2
    return _beginning(tokens, first)


def _noun_behind(tokens: Tokens, at: int) -> int | None:
    """Return the noun that stands here, behind no more than a few words that narrow it."""
    for place in range(at, min(at + _LONGEST_NAME, len(tokens))):
        if tokens.lower[place] in _NOUNS:
            return place
        if not is_content(tokens.lower[place]):
            return None
    return None


def _was_done_in(tokens: Tokens, noun: int) -> bool:
    """Tell whether somebody or something "was killed in a crash", "were destroyed by fire"."""
    at = noun - 1
    while at > noun - _LONGEST_NAME and (tokens.word(at) in _DETERMINERS or is_content(tokens.word(at))):
        if tokens.word(at) in DONE:
            return False
        at -= 1
    return (
        tokens.word(at) in {"in", "by"}
        and tokens.word(at - 1) in DONE
        and not _WAS.isdisjoint(tokens.lower[max(0, at - 3) : at - 1])
    )


def _beginning(tokens: Tokens, first: int) -> int | None:
    """Return the noun with which a sentence begins, where the date belongs to it or to what it does at once."""
    start = 1 if tokens.word(0) in _DETERMINERS else 0
    noun = _noun_behind(tokens, start)
    if noun is None or noun >= first or clause(tokens, first, first + 1)[0] > noun:
        return None
    between = tokens.lower[noun + 1 : first - 1]
    does = next((at for at, word in enumerate(between) if word in DOES), None)
    told = between if does is None else between[:does]
    if len(told) > _LONGEST_BETWEEN or not all(map(_is_of_noun, told)) or (told and told[0] not in _PREPOSITIONS):
        return None
    return noun if does is None or _OTHER_CLAUSE.isdisjoint(between[does:]) else None


def _is_of_noun(word: str) -> bool:
    """Tell whether a word may stand between a noun and its date, and is surely no verb."""
    return (
        word not in _VERBS and word not in _OTHER_CLAUSE and not word.endswith("ed") and (word.isalpha() or word == "-")
    )


def _weekdays_own(view: SentenceView) -> Iterator[_Mishap]:
    """Yield "Tuesday's fire", which is no date elsewhere: "Tuesday's paper" may be of any day."""
    if "'" not in view.text and "’" not in view.text:
        return
    tokens = view.parsed(values_of).tokens
    for at, word in enumerate(tokens.lower):
        day = word.removesuffix("'s")
        if day == word or day not in WEEKDAYS["en"]:
            continue
        noun = _noun_behind(tokens, at + 1)
        moments = moments_in(tokens_of(day.title()), "en", view.article.parsed(anchor_of)) if noun is not None else ()
        if noun is not None and moments and moments[0].readings and tokens.word(at - 1) not in {"last", "next", "this"}:
            when = moments[0]._replace(start=tokens.starts[at], end=tokens.starts[at] + len(day))
            yield _Mishap(KINDS[tokens.lower[noun]], noun, Dated(when, view, at, at + 1))
