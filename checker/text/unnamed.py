"""Sources that a text does not name: "officials said", "according to two people familiar with the matter"."""

from __future__ import annotations

import re
from typing import NamedTuple

_WHO = (
    r"source|official|person|diplomat|aide|insider|adviser|advisor|negotiator|lawyer|executive|employee|witness|"
    r"observer|analyst|investigator|prosecutor|minister|lawmaker|officer"
)
_MANY = (
    r"sources|officials|people|persons|diplomats|aides|insiders|advisers|advisors|negotiators|lawyers|executives|"
    r"employees|witnesses|observers|analysts|investigators|prosecutors|ministers|lawmakers|officers|experts|critics"
)
_SAYS = (
    r"said|says|say|told|confirmed|claimed|claim|claims|believe|believes|believed|added|warned|suggested|alleged|"
    r"indicated|described|reported|insisted|denied|spoke|close to|familiar with|with knowledge of|briefed on"
)
_SHY = re.compile(
    r"\b(?:on condition of anonymity|asked not to be named|declined to be named|not authori[sz]ed to speak|unnamed|"
    r"anonymous(?:ly)?|unidentified)\b",
    re.IGNORECASE,
)
_WORDS = r"(?:[\w’'-]+ ){0,4}?"
_ONE = re.compile(
    rf"\b(?:an?|one|the|another) {_WORDS}(?:{_WHO})\b(?:[^.;!?]{{0,60}}?)\b(?:{_SAYS})\b|"
    rf"\b(?:{_SAYS}|according to) (?:an?|one|another) {_WORDS}(?:{_WHO})\b|"
    r"\b(?:ein|eine) (?:[\w-]+ )?(?:Quelle|Insider|Beamter|Diplomat)\b|\buna fuente\b|\bune source\b",
    re.IGNORECASE,
)
_SEVERAL = re.compile(
    rf"\b(?:{_MANY})\b(?:[^.;!?]{{0,60}}?)\b(?:{_SAYS})\b|\b(?:{_SAYS}|according to) {_WORDS}(?:{_MANY})\b|"
    r"\b(?:Quellen|Insider|Kreisen|Diplomaten)\b|\bfuentes\b|\b(?:des|de|plusieurs) sources\b",
    re.IGNORECASE,
)


class Unnamed(NamedTuple):
    """Whether a sentence rests on one source that it does not name, or on several; `words` where it says so."""

    several: bool
    words: tuple[int, int]


def unnamed_source(sentence: str) -> Unnamed | None:
    """Return the source that a sentence does not name; None where it names whom it rests on, or rests on nobody.

    A name right before or behind ("officials at the Ministry" is none, "a lawyer, Ida Lund," is one) names the source.
    """
    several, one = _SEVERAL.search(sentence), _ONE.search(sentence)
    shy = _SHY.search(sentence)
    found = several or one or shy
    if found is None:
        return None
    if shy is None and _NAMED.search(sentence[found.start() : found.end() + _BEHIND]):
        return None
    return Unnamed(several is not None, found.span())


_BEHIND = 24
_NAMED = re.compile(r"(?:,\s|\b(?:named|called)\s)(?:[^\W\d_a-z][\w’'-]+\s){1,2}[^\W\d_a-z][\w’'-]+")
"""Two or three words with capitals behind a comma: the source's own name."""
