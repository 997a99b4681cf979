"""Q1 · A quotation whose words another article gives otherwise.

Says: that two articles quote one person in words that cannot both be word for word: a "not" that one of them has
lost, an exception left out, a number or a "may" changed, a remark called all that was said although there was more.
A condition left out, other words changed, a sentence cut without a sign, and two remarks run together are notes. Marks,
case, contractions, British and American spelling, words added in brackets and what is left out with "…" change
nothing, and neither does another language: a translation is never called altered.

Why it matters: inverted commas promise the reader the very words. A quotation that lost its "not" says the opposite,
and whoever was quoted will ring.

Hit:
    A: '"I would not call this the start of a cycle," Governor Halvard Ornesk said.'
    B: Governor Halvard Ornesk told reporters that this was "the start of a cycle".
    says: “the start of a cycle” leaves out “I would not call this”, which denied it.

Near miss:
    A: '"I would not call this the start of a cycle," Governor Halvard Ornesk said.'
    B: Governor Halvard Ornesk would not call the step "the start of a cycle".
    because: the second article keeps the "not", outside the quotation marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise

from checker.checks.check import Across
from checker.checks.quoted import Said, alike_in, shown
from checker.checks.views import ArticleView
from checker.schema import Signal, SignalKind
from checker.text.requoting import LONGEST, Change, Requoted, content_words
from checker.text.spoken import GAP

_ALL_THAT_WAS_SAID = re.compile(
    r"\b(?:only|nothing (?:more|else|but)(?: than)?|no more than|simply|just)[\s,:]*$", re.IGNORECASE
)
_OTHER_OCCASION = re.compile(
    r"\b(?:earlier|previously|last (?:week|month|year)|a (?:week|month|year) ago|years ago|once said|has long|"
    r"repeatedly|often|later|again|changed|by contrast|reversed|backed down|now|in (?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_MONTH = re.compile(
    r"\b(?:in|on|early|late|since|\d{1,2}) (January|February|March|April|May|June|July|August|September|October|"
    r"November|December)\b"
)
_DAY = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")
_SURE_WITHOUT_SPEAKER = 6
_SURE_BY_WORDS = 5
"""Words that say something: quotations that share as many are one remark, though a "he" spoke it."""


def run(articles: Sequence[ArticleView]) -> Iterator[Signal]:
    """Look for each quotation in the other articles, and in the rest of its own."""
    spliced: dict[tuple[int, str], list[tuple[Said, Said]]] = {}
    for earlier, later in alike_in(articles):
        if earlier is later:
            continue
        found = _first_pair(earlier, later)
        if found is None:
            continue
        # In the order of their words, so that it does not matter which article came first.
        one, other = sorted(found, key=lambda each: (len(each.key), each.key))
        given = one.gives(other)
        if given.how in {"verbatim", "apart"}:
            _remember_part(spliced, one, other)
            _remember_part(spliced, other, one)
        else:
            yield from _signals(given, one, other)
    yield from _splices(spliced)


def _first_pair(earlier: Sequence[Said], later: Sequence[Said]) -> tuple[Said, Said] | None:
    """Return the first two of two groups that one person may have spoken on one occasion, in one language."""
    for one in earlier[:4]:
        for other in later[:4]:
            if may_be_one(one, other):
                return one, other
    return None


def may_be_one(one: Said, other: Said) -> bool:
    """Tell whether one person may have spoken both on one occasion, in one language."""
    languages = {one.article.language, other.article.language} - {""}
    if len(languages) > 1 or not _may_be_of_one(one, other):
        return False
    if _OTHER_OCCASION.search(one.outside) or _OTHER_OCCASION.search(other.outside):
        return False
    for when in (_DAY, _MONTH):
        days = [set(when.findall(each.outside)) for each in (one, other)]
        if all(days) and not days[0] & days[1]:
            return False
    for first, last in (("before", "after"), ("morning", "evening")):
        told = [{first, last} & set(each.outside.lower().split()) for each in (one, other)]
        if all(told) and not told[0] & told[1]:
            return False
    return True


def _may_be_of_one(one: Said, other: Said) -> bool:
    """Tell whether both name one speaker; where a speaker is not known, whether the words are enough to go by."""
    if one.speaker and other.speaker:
        return one.speaker.same(other.speaker)
    shorter = min(one, other, key=lambda each: len(each.key)).key
    return len(shorter) >= _SURE_WITHOUT_SPEAKER and content_words(shorter) >= 3


def _signals(given: Requoted, one: Said, other: Said) -> Iterator[Signal]:
    """Yield what is to be said of `one` that gives `other`."""
    kind: SignalKind
    words, lost = shown(one.speech.text), shown(given.lost)
    known = one.speaker is not None and other.speaker is not None
    if given.how == "reversed" and known:
        yield _signal("clash", f"{words} leaves out {lost}, which denied it.", one, other)
    elif given.how in {"unlimited", "unconditional"} and known:
        kind = "clash" if given.how == "unlimited" else "note"
        yield _signal(kind, f"{words} leaves out {lost}, which limited it.", one, other)
    elif given.how == "altered":
        weighty = [change for change in given.changes if change.weighty]
        sure = known or min(content_words(one.key), content_words(other.key)) >= _SURE_BY_WORDS
        kind = "clash" if weighty and sure else "note"
        changes = "; ".join(_told(change) for change in (weighty or given.changes)[:3])
        yield _signal(kind, f"One quotation in two wordings: {changes}.", one, other)
    elif given.how == "shortened" and known:
        if _ALL_THAT_WAS_SAID.search(one.outside.split(" … ")[0]):
            yield _signal("clash", f"{words} is called all that was said, but there was more: {lost}.", one, other)
        else:
            yield _signal("note", f"{words} is a whole sentence here, but there was more: {lost}.", one, other)


def _signal(kind: SignalKind, message: str, one: Said, other: Said) -> Signal:
    return QUOTATIONS.signal(kind, "quote", message, (one.passage, other.passage))


def _told(change: Change) -> str:
    if not change.ours:
        return f"{shown(change.theirs)} there only"
    if not change.theirs:
        return f"{shown(change.ours)} here only"
    return f"{shown(change.ours)} here, {shown(change.theirs)} there"


def _remember_part(parts: dict[tuple[int, str], list[tuple[Said, Said]]], one: Said, other: Said) -> None:
    """Keep that `one` may hold words of `other`, which stands in another article."""
    if one.article is not other.article and len(one.key) >= 8:
        parts.setdefault((id(one), other.article.id), []).append((one, other))


def _splices(parts: dict[tuple[int, str], list[tuple[Said, Said]]]) -> Iterator[Signal]:
    """Yield the quotations that another article gives as two, with other text between."""
    for pairs in parts.values():
        one = pairs[0][0]
        joined = spliced_from(one, [other for _, other in pairs])
        if joined:
            message = f"{shown(one.speech.text)} runs together two remarks that another article gives apart."
            yield QUOTATIONS.signal("note", "quote", message, (one.passage, *(other.passage for other in joined)))


def spliced_from(one: Said, others: Sequence[Said]) -> tuple[Said, Said] | None:
    """Return the two remarks of one article that `one` runs together without a sign; None where there are none."""
    if len(others) < 2 or len(one.key) < 8 or GAP in one.key:
        return None
    blocks = sorted(((_block(one, other), other) for other in others), key=lambda block: block[0])
    for (first, earlier), (second, later) in pairwise(blocks):
        (begin, size), (begin_later, size_later) = first, second
        apart = earlier.article is later.article and abs(earlier.start - later.start) > 300
        joined = begin + size == begin_later and size + size_later >= 0.85 * len(one.key)
        if apart and joined and min(size, size_later) >= 4:
            return earlier, later
    return None


def _block(one: Said, other: Said) -> tuple[int, int]:
    """Return where the longest run of common words begins in `one`, and how long it is."""
    match = SequenceMatcher(None, one.key[:LONGEST], other.key[:LONGEST], autojunk=False).find_longest_match()
    return match.a, match.size


QUOTATIONS = Across("Q1", "quotations", __name__, run)
