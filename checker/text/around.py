"""The words around a value in its clause: by them two figures, or two dates, are seen to be of one matter."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from checker.text.figure_words import number_words
from checker.text.number_words import SCALES
from checker.text.tokens import Tokens
from checker.text.units import UNIT_WORDS
from checker.text.word_stems import is_content, stem

_CLAUSE_ENDS = frozenset(';:()—–“”„«»"')
_BREAKS = frozenset("and but while whereas although though und aber während pero mientras et mais tandis".split())
_MAY_END = _CLAUSE_ENDS | _BREAKS | {","}
# Words in capitals that only begin a sentence.
_BEGINS = frozenset({"according", "officials", "authorities", "police", "organisers", "organizers"})
_LONGEST_CLAUSE = 40
_WINDOW = 12
_MEASURE_WORDS = UNIT_WORDS.union(
    *((*number_words(language), *SCALES[language]) for language in ("en", "de", "es", "fr"))
)


class Around(NamedTuple):
    """`near`: the content words of the clause (stems); `lead`, `tail`: the nearest on either side, "" where none is.

    `names`: its words in capitals, in lower case; none in German, which writes all nouns so. `behind`: the content
    words of the clause behind the value (stems).
    """

    near: frozenset[str]
    lead: str
    tail: str
    names: frozenset[str]
    behind: frozenset[str]

    def leads_as(self, other: Around) -> bool | None:
        """Tell whether the nearest words before two values are one; None where either has none."""
        return self.lead == other.lead if self.lead and other.lead else None

    def trails_as(self, other: Around) -> bool | None:
        """Tell whether the nearest words behind two values are one; None where either has none."""
        return self.tail == other.tail if self.tail and other.tail else None

    def names_differ(self, other: Around) -> bool:
        """Tell whether each names somebody or something that the other does not, in capitals or without."""
        mine = {name for name in self.names if stem(name) not in other.near}
        theirs = {name for name in other.names if stem(name) not in self.near}
        return not (mine <= other.names or theirs <= self.names)


def around(tokens: Tokens, first: int, after: int, language: str) -> Around:
    """Return what stands around the tokens from `first` to `after` in their clause."""
    begin, end = clause(tokens, first, after)
    lower = tokens.lower
    nearest, farthest = max(begin, first - _WINDOW), min(end, after + _WINDOW)
    before = [stem(word) for word in lower[nearest:first] if _says(word)]
    behind = [stem(word) for word in lower[after:farthest] if _says(word)]
    lead = before[-1] if before else next((stem(word) for word in reversed(lower[begin:nearest]) if _says(word)), "")
    tail = behind[0] if behind else next((stem(word) for word in lower[farthest:end] if _says(word)), "")
    names = frozenset(
        tokens.lower[index].removesuffix("'s")
        for index in (*range(begin, first), *range(after, end))
        if language != "de" and tokens.written[index][0].isupper() and _may_name(tokens.lower[index])
    )
    return Around(frozenset(before + behind), lead, tail, names, frozenset(behind))


def _may_name(word: str) -> bool:
    return is_content(word) and word not in _BEGINS


def clause(tokens: Tokens, first: int, after: int) -> tuple[int, int]:
    """Return the tokens between which the clause around some tokens lies."""
    begin, end = first, after
    lower = tokens.lower
    least, most = max(0, first - _LONGEST_CLAUSE), min(len(lower), after + _LONGEST_CLAUSE)
    while begin > least and not (lower[begin - 1] in _MAY_END and _ends_clause(tokens, begin - 1, first - begin)):
        begin -= 1
    while end < most and not (lower[end] in _MAY_END and _ends_clause(tokens, end, end - after)):
        end += 1
    return begin, end


def _ends_clause(tokens: Tokens, index: int, distance: int) -> bool:
    """Tell whether a word ends a clause. A comma right beside the value belongs to it ("On Monday, he")."""
    word = tokens.lower[index]
    if word in _BREAKS:
        # "between Ardovia and Khessar" goes on.
        around_it = (tokens.written[place][:1] for place in (index - 1, index + 1) if 0 <= place < len(tokens.lower))
        return not all(map(str.isupper, around_it))
    return word in _CLAUSE_ENDS or (word == "," and distance > 0)


@lru_cache(maxsize=50_000)
def _says(word: str) -> bool:
    """Tell whether a word says something of the matter: no number, scale or unit, and no word of all sentences."""
    return is_content(word) and word not in _MEASURE_WORDS
