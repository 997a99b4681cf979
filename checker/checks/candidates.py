"""Without a model: which sentences of different articles may be about one matter, found through an index.

Two sentences are a candidate pair when they share enough of who, what and when: names, rare words, the nouns that
figures count. A shared word weighs the more the fewer sentences hold it (in the spirit of inverse document frequency:
Spärck Jones, "A statistical interpretation of term specificity", 1972), a shared name half as much again, and the
pair's score is the weight of what is shared over the weight of what the lighter of the two holds. Whether the two truly
speak of one matter, each check still has to see for itself.

Words that more than `_LONGEST_LIST` sentences hold are left aside, so that the number of pairs that are looked at grows
with the length of the text and not with its square. A word's weight depends on how many sentences hold that word and on
nothing else: a sentence that shares no word with two others changes nothing between them.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from math import log
from typing import NamedTuple

from checker.checks.views import ArticleView, SentenceView

LEAST_SCORE = 0.15
"""Of the weight of the shorter sentence, what must be shared; chosen on dev (tests/harness/test_keys.py)."""
LEAST_SHARED = 2
"""Words, whatever they weigh: one shared name alone makes no matter."""
_LONGEST_LIST = 60
_MOST_WORDS = 120
_MOST_REMEMBERED = 50_000
_ALMOST = 1 - 1e-9
_PLAIN, _NAME = 2, 3
_MOST_OF_ONE = _NAME * round(1000 / (1 + log(2)))
"""What one word that two sentences share weighs at the most: those that share more share several."""
_SEVERAL = "\n"

_WORD = re.compile(r"[^\W\d_]{2,}|\d{4}")
STEM = 6
"""Letters of a word that count, as most endings come behind them."""
_LITTLE = frozenset(
    # English
    "the and was were are for has had have been not but with from that this they them their there then than who whom "
    "which what when where while will would could should can may might must his her hers him she its our your you all "
    "any some more most less much many few other others another such only also into onto over under about after before "
    "between during since until upon out off down up per via one two both each every either neither nor yet still just "
    "very too said says say saying told tells according added did does doing done being because though although "
    "however if so as at by in is it of on or to we he be an no do us me my am "
    # Spanish, French, German
    "los las una uno unos unas del con por para que como pero más sus fue han había ser está este esta estos estas ese "
    "esa entre sobre desde hasta también dijo según el la de en es se lo al un su ya no si o y a "
    "les des une dans pour par sur avec que qui est sont été ont ses leur leurs mais plus aux ces cette elle ils nous "
    "vous selon dit du au le et ce il ne pas son sa en "
    "der die das den dem des ein eine einer eines einem einen und oder aber mit von vom zum zur für auf aus bei nach "
    "über unter als auch nicht noch nur sich sind war waren wird werden wurde wurden haben hat hatte ist sein seine "
    "seiner ihre ihrer dass wie was wer sagte laut zu am im an er sie es".split()
)


class Candidate(NamedTuple):
    """Two sentences of different articles, in the order of the articles, and how much they share (0 to 1).

    `wanted` has the bits of the checks that want both.
    """

    one: SentenceView
    other: SentenceView
    score: float
    wanted: int


Words = dict[str, int]
"""The telling words of a sentence as stems, each with how much it weighs: a name more than other words."""


def telling_words(view: SentenceView) -> Words:
    """Return the telling words of a sentence, folded and cut to stems; names weigh more. At most 120 are read."""
    written = view.written
    if len(written) > _MOST_WORDS or view.article.parsed(_is_folded_first):
        return folded_words(view.text)
    found = dict.fromkeys(filter(None, map(_STEMS.__getitem__, written)), _PLAIN)
    if _SEVERAL in found:
        return folded_words(view.text)
    names = map(_NAMES.__getitem__, written)
    for first in names:
        # Every first word is written as names are.
        if first is not None:
            break
    found.update(dict.fromkeys(filter(None, names), _NAME))
    return found


def _is_folded_first(article: ArticleView) -> bool:
    """Tell whether folding accents may make or join words: of a combining accent, "№" or "™"."""
    try:
        article.article.text.encode("cp1252")
    except UnicodeEncodeError:
        return True
    return "™" in article.article.text


def folded_words(text: str) -> Words:
    """Return the telling words of any text whatever; `telling_words` gives the same at less cost."""
    found: Words = {}
    for at, word in enumerate(_WORD.findall(_plain(text))):
        weight = _weight(word) if at else min(_weight(word), _PLAIN)
        if found.get(word.lower()[:STEM], 0) < weight:
            found[word.lower()[:STEM]] = weight
            if len(found) >= _MOST_WORDS:
                break
    return found


def _weight(word: str) -> int:
    """Return what a word weighs: 0 where it tells nothing."""
    return 0 if word.lower() in _LITTLE else _NAME if word[0].isupper() else _PLAIN


class _Stems(dict[str, str]):
    """Of each run of letters and digits the stem of its word: "" where it tells nothing, `_SEVERAL` of several words.

    Worked out when first asked for, as the words of most sentences have stood in others.
    """

    def __missing__(self, written: str) -> str:
        if len(self) >= _MOST_REMEMBERED:
            self.clear()
        words = _WORD.findall(_plain(written))
        made = _SEVERAL if len(words) > 1 else words[0].lower()[:STEM] if words and _weight(words[0]) else ""
        self[written] = made
        return made


class _Names(dict[str, str | None]):
    """The same of words that are written as names are: "" for any other word, None where no word is."""

    def __missing__(self, written: str) -> str | None:
        if len(self) >= _MOST_REMEMBERED:
            self.clear()
        words = _WORD.findall(_plain(written))
        made = None if not words else words[0].lower()[:STEM] if _weight(words[0]) == _NAME else ""
        self[written] = made
        return made


_STEMS, _NAMES = _Stems(), _Names()


def candidates(articles: Sequence[ArticleView], wanted: Callable[[SentenceView], int]) -> Iterator[Candidate]:
    """Yield the candidate pairs in order of the articles.

    `wanted` gives a sentence the bits of the checks that want it: two that share no bit are no pair.
    """
    groups = [[(view, bits) for view in article if (bits := wanted(view))] for article in articles]
    views = list(chain.from_iterable(groups))
    words = [view.parsed(telling_words) for view, _ in views]
    holders = Counter(chain.from_iterable(words))
    # Whole numbers, so that a sum is the same in whichever order its words come.
    weight = {word: round(1000 / (1 + log(count))) for word, count in holders.items() if count > 1}
    held = [sum([weight.get(word, 1000) * times for word, times in found.items()]) for found in words]
    # What two sentences must share at the least, if one of them is the lighter; a hair less, for the rounding.
    least = [_ALMOST * LEAST_SCORE * one for one in held]
    index = _Index(word for word, count in holders.items() if 1 < count <= _LONGEST_LIST)
    first = 0
    for group in groups:
        last = first + len(group)
        for number in range(first, last):
            shared, mine = index.shared(words[number], weight), least[number]
            near = [other for other, weighs in shared.items() if weighs >= mine or weighs >= least[other]]
            near.sort()
            view, bits = views[number]
            for other in near:
                earlier, others = views[other]
                both = others & bits
                score = shared[other] / min(held[other], held[number])
                if not both or score < LEAST_SCORE:
                    continue
                if shared[other] > _MOST_OF_ONE or len(words[number].keys() & words[other].keys()) >= LEAST_SHARED:
                    yield Candidate(earlier, view, score, both)
        # Those of one article are no pairs: they join the lists when it is done.
        for number in range(first, last):
            index.add(number, words[number])
        first = last


class _Index:
    """Which sentences, by their numbers, hold each of some words: as any word, and as a name.

    A name weighs a little more where both hold it as one.
    """

    def __init__(self, words: Iterable[str]) -> None:
        self._holders: dict[str, list[int]] = {word: [] for word in words}
        self._named: defaultdict[str, list[int]] = defaultdict(list)

    def add(self, number: int, words: Words) -> None:
        """Add a sentence."""
        for word, weighs in words.items():
            if word in self._holders:
                self._holders[word].append(number)
                if weighs == _NAME:
                    self._named[word].append(number)

    def shared(self, words: Words, weight: Mapping[str, int]) -> Mapping[int, int]:
        """Return what a sentence shares with each that is in the index."""
        shared: defaultdict[int, int] = defaultdict(int)
        for word in words:
            if word in self._holders:
                weighs = weight[word] * _PLAIN
                for other in self._holders[word]:
                    shared[other] += weighs
                if words[word] == _NAME:
                    weighs = weight[word] * (_NAME - _PLAIN)
                    for other in self._named[word]:
                        shared[other] += weighs
        return shared


def _plain(text: str) -> str:
    """Return `text` without accents: "Nicolás" and "Nicolas" are one word."""
    if text.isascii():
        return text
    return "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))
