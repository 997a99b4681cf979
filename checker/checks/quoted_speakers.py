"""Q2 · One quotation, two speakers.

Says: that two articles give the same words, five or more, to two people whom they name. Both must be named in so many
words: a "he said" proves little, so that one of the two must be named at the quotation itself. A slogan, a set phrase
(an oath, condolences), or somebody who quotes somebody else, is no clash.

Why it matters: the wrong name under a quotation is a correction tomorrow, for both of them.

Hit:
    A: '"It is hard to understand why this ship sailed," ministry spokesman Piet Aldane said.'
    B: 'Minister Lenna Quillmoor said: "It is hard to understand why this ship sailed."'
    says: >-
      “It is hard to understand why this ship sailed” is said by Piet Aldane here,
      by Lenna Quillmoor there.

Near miss:
    A: '"It is hard to understand why this ship sailed," ministry spokesman Piet Aldane said.'
    B: '"It is hard to understand why this ship sailed," the ministry said.'
    because: a spokesman speaks for the ministry.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from checker.checks.check import Across
from checker.checks.quoted import Said, alike, said_in, shown
from checker.checks.views import ArticleView
from checker.schema import Signal
from checker.text.names import bare_name, one_letter_apart
from checker.text.requoting import content_words
from checker.text.speakers import Speaker

_FEWEST = 5
_QUOTES_ANOTHER = re.compile(
    r"\b(?:quot(?:e[sd]?|ing)|cit(?:e[sd]?|ing)|repeat\w*|echo\w*|recit\w*|slogan\w*|shout\w*|yell\w*|banner\w*|placard\w*|chant\w*|motto|proverb|"
    r"saying goes|read(?:ing)? (?:out|aloud|from)|in the words of|words of|borrow\w*|paraphras\w*|anthem|"
    r"lyrics?|song|sang|prayer|psalm|verse|retweet\w*|shared|on behalf of|both|agreed|zitier\w*|citó|citant|"
    r"attribut\w*|not)\b",
    re.IGNORECASE,
)
# What office, grief or courtesy has everybody say in the same words.
_SET_PHRASE = re.compile(
    r"\b(?:thoughts (?:and prayers )?(?:are|go|remain)|hearts? (?:go(?:es)? out|break|is with|are with)|condolences|"
    r"solemnly (?:swear|affirm)|so help me|we (?:deeply |sincerely |very much )?(?:regret|apologi[sz]e)|"
    r"(?:we are|i am|i'm|we're) (?:deeply |truly |very |so )*(?:sorry|grateful|proud|honoured|honored|delighted|"
    r"pleased|saddened|shocked)|no (?:further )?comment|comment further|at this (?:time|stage)|self-evident|"
    r"(?:take|takes) \w+ (?:\w+ )?(?:very )?seriously|cooperat\w+ (?:fully )?with|top priority|highest priority|"
    r"may (?:he|she|they) rest|rest in peace|happy (?:birthday|new year|christmas)|congratulat\w+|thank\w*|"
    r"unser beileid|unsere gedanken|in gedanken bei|nuestro pésame|nuestras? condolencias?|nos pensées)\b",
    re.IGNORECASE,
)
_MOST_SPEAKERS = 4
"""What more people than these say in the same words is a phrase, and nobody's own."""
_LONG_NAME = 3


def run(articles: Sequence[ArticleView]) -> Iterator[Signal]:
    """Find the quotations that two articles give to two people."""
    said = [
        one
        for article in articles
        for one in article.parsed(said_in)
        if len(one.key) >= _FEWEST and not _SET_PHRASE.search(one.speech.text)
    ]
    told: set[tuple[str, str, str]] = set()
    for earlier, later in alike(said):
        if earlier is not later and not _are_one(earlier[0], later[0]):
            continue
        speakers = _by_speaker([*earlier, *(later if later is not earlier else ())])
        if len(speakers) > _MOST_SPEAKERS:
            continue
        for one, other in combinations(speakers, 2):
            words = shown(min(one[0].speech.text, other[0].speech.text, key=len))
            names = one[0].speaker, other[0].speaker
            first, second = sorted(name.surname for name in names if name)
            key = words, first, second
            if _clash(one, other) and key not in told:
                told.add(key)
                sides = (*(1 for _ in one), *(2 for _ in other))
                passages = [said.whole for said in (*one, *other)]
                yield SPEAKERS.signal("clash", "attribution", _message(words, names), passages, sides)


def _are_one(one: Said, other: Said) -> bool:
    """Tell whether two quotations are the same words, the longer going on; shorter than five words may be chance."""
    shorter, longer = sorted((one, other), key=lambda each: len(each.key))
    if content_words(shorter.key) < _LONG_NAME:
        return False
    return shorter.gives(longer).how in {"verbatim", "shortened"} and shorter.key == _common(shorter.key, longer.key)


def _common(short: tuple[str, ...], long: tuple[str, ...]) -> tuple[str, ...]:
    """Return the short key where it stands in the long one, else nothing."""
    joined, whole = " ".join(short), " ".join(long)
    return short if f" {joined} " in f" {whole} " else ()


def _by_speaker(said: Sequence[Said]) -> list[list[Said]]:
    """Return the quotations of each speaker who is known, one list a person."""
    groups: list[list[Said]] = []
    for one in said:
        if one.speaker is None or _QUOTES_ANOTHER.search(one.outside) or content_words(one.key) < 2:
            continue
        same = (group for group in groups if group[0].speaker and _may_be_one(group[0].speaker, one.speaker))
        group = next(same, None)
        if group is not None:
            group.append(one)
        elif len(groups) > _MOST_SPEAKERS:
            break
        else:
            groups.append([one])
    return groups


def _may_be_one(one: Speaker, other: Speaker) -> bool:
    """Tell whether two names can mean one person: they share a word, or one is the other misspelt."""
    mine, theirs = (set(bare_name(name.written).split()) for name in (one, other))
    close = one_letter_apart(one.surname, other.surname)
    return bool(mine & theirs) or one.same(other) or close or (bool(one.given) and one.given == other.given)


def _speak_for(ours: Sequence[Said], theirs: Sequence[Said]) -> bool:
    """Tell whether one of our speakers may only pass on the words of one of theirs, or those of a body.

    "Aldane's lawyer, Lenna Quillmoor, said", "said Lenna Quillmoor for the ministry".
    """
    surnames = {said.speaker.surname for said in theirs if said.speaker}
    return bool(surnames) and any(_passes_on(said, surnames) for said in ours)


def _passes_on(said: Said, surnames: Iterable[str]) -> bool:
    if said.speaker is None:
        return False
    outside, behind = bare_name(said.outside), re.escape(said.speaker.written.split()[-1])
    return any(surname in outside for surname in surnames) or bool(
        re.search(rf"{behind}\W{{1,2}}(?:speaking )?(?:for|für|por|pour) ", said.outside)
    )


def _clash(one: Sequence[Said], other: Sequence[Said]) -> bool:
    """Tell whether two people are given one quotation by different articles, each of which names its own surely."""
    if {said.article.id for said in one} & {said.article.id for said in other}:
        return False
    if _speak_for(one, other) or _speak_for(other, one):
        return False
    sure = [any(said.speaker and said.speaker.sure for said in said_by) for said_by in (one, other)]
    return any(sure) and all(said.speaker for said in (*one, *other))


def two_people(one: Said, other: Said) -> bool:
    """Tell whether two people are named as the speakers, neither of whom quotes the other."""
    speakers = one.speaker, other.speaker
    if None in speakers or any(_QUOTES_ANOTHER.search(said.outside) for said in (one, other)):
        return False
    mine, theirs = one.speaker, other.speaker
    if _speak_for((one,), (other,)) or _speak_for((other,), (one,)):
        return False
    return bool(mine and theirs and (mine.sure or theirs.sure) and not _may_be_one(mine, theirs))


def _message(words: str, speakers: tuple[Speaker | None, Speaker | None]) -> str:
    here, there = (speaker.full for speaker in speakers if speaker)
    return f"{words} is said by {here} here, by {there} there."


SPEAKERS = Across("Q2", "speakers", __name__, run)
