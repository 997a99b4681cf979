"""Whether two findings, of two runs, are about the same: the same aspect, and overlapping passages on both sides.

The texts may have been edited in between, and offsets moved. So passages are compared by their words: two overlap
where their sentences are the same or nearly so, and the words at issue, followed from the old sentence into the new
one, meet.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from difflib import SequenceMatcher
from functools import lru_cache

from checker.schema import Article, DecidedPassage, Decision, Finding

_NEARLY = 0.5
"""Of the words of two sentences, how many must stand in both, in order, for one to be an edit of the other."""

_WORD = re.compile(r"\w+|[^\w\s]")


def passages_as_they_stand(finding: Finding, articles: Mapping[str, Article]) -> tuple[DecidedPassage, ...]:
    """Return a finding's passages with their text, so that they can be known again in another run."""
    return tuple(
        DecidedPassage(
            article=passage.article,
            digest=digest(articles[passage.article]),
            position=passage.position,
            text=passage.text,
            start=0 if passage.words is None else passage.words.start - passage.start,
            end=len(passage.text) if passage.words is None else passage.words.end - passage.start,
        )
        for passage in finding.passages
    )


def digest(article: Article) -> str:
    """Return the SHA-256 of an article's text, in hexadecimal."""
    return hashlib.sha256(article.text.encode("utf-8", "surrogatepass")).hexdigest()


def is_about(decision: Decision, finding: Finding, new: Sequence[DecidedPassage], present: Collection[str]) -> bool:
    """Say whether an old decision meets a new finding: `new` are its passages, `present` the articles of that run."""
    return same_matter((decision.aspect, decision.passages), (finding.aspect, new), present)


def same_matter(
    old: tuple[str | None, Sequence[DecidedPassage]],
    new: tuple[str | None, Sequence[DecidedPassage]],
    present: Collection[str],
) -> bool:
    """Say whether two findings, each given as its aspect and passages, are of one aspect and overlap on both sides.

    One that has a single side overlaps another such on that.
    """
    if old[0] != new[0]:
        return False
    sides = {(was.position, now.position) for was in old[1] for now in new[1] if overlaps(was, now, present=present)}
    single = {len({passage.position for passage in passages}) for passages in (old[1], new[1])}
    if single == {1}:
        return bool(sides)
    return any(one[0] != two[0] and one[1] != two[1] for one in sides for two in sides)


def unchanged(old: Sequence[DecidedPassage], new: DecidedPassage, present: Collection[str]) -> bool:
    """Say whether the sentences of a passage stood among those of an old finding, word for word."""
    return any(_one_article(was, new, present) and was.text == new.text for was in old)


def overlaps(old: DecidedPassage, new: DecidedPassage, *, present: Collection[str]) -> bool:
    """Say whether two passages of one article share words at issue, though the article may have been edited."""
    return _one_article(old, new, present) and _alike(old.text, new.text) and _meet(old, new)


def _one_article(old: DecidedPassage, new: DecidedPassage, present: Collection[str]) -> bool:
    """Say whether two passages are of one article, which may have been renamed: then the old name is gone."""
    return old.article == new.article or old.article not in present


def _meet(old: DecidedPassage, new: DecidedPassage) -> bool:
    start, end = (old.start, old.end) if old.text == new.text else _followed(old, new.text)
    return start < new.end and new.start < end


def _alike(one: str, other: str) -> bool:
    if one == other:
        return True
    # A newsroom keeps its decisions for years, and nearly all are on other stories: words are counted first, because no
    # more than both hold can stand in both in order.
    mine, theirs = _counted(one), _counted(other)
    shared = sum(min(mine[word], theirs[word]) for word in mine.keys() & theirs.keys())
    if 2 * shared < _NEARLY * (sum(mine.values()) + sum(theirs.values())):
        return False
    return _matcher(one, other)[0].ratio() >= _NEARLY


@lru_cache(maxsize=20_000)
def _counted(text: str) -> Counter[str]:
    return Counter(_WORD.findall(text))


def _followed(old: DecidedPassage, text: str) -> tuple[int, int]:
    """Return where in the edited text the words at issue lie: what they became, with what took their place."""
    matcher, was, now = _matcher(old.text, text)
    kept = [at for at, (start, end) in enumerate(was) if start < old.end and old.start < end]
    if not kept or not now:
        return 0, len(text)
    first, last = kept[0], kept[-1] + 1
    touched = []
    for tag, a_from, a_to, b_from, b_to in matcher.get_opcodes():
        if a_from < last and first < a_to:
            same = tag == "equal"
            touched.append((b_from + same * max(first - a_from, 0), b_to - same * max(a_to - last, 0)))
    begins, ends = min(begin for begin, _ in touched), max(end for _, end in touched)
    if begins >= ends:  # the words were taken out
        return 0, 0
    return now[begins][0], now[ends - 1][1]


@lru_cache(maxsize=4096)
def _matcher(one: str, other: str) -> tuple[SequenceMatcher[str], list[tuple[int, int]], list[tuple[int, int]]]:
    was, now = ([match.span() for match in _WORD.finditer(text)] for text in (one, other))
    words = [one[start:end] for start, end in was], [other[start:end] for start, end in now]
    return SequenceMatcher(None, *words, autojunk=False), was, now
