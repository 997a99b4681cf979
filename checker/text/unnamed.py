"""Sources that a text does not name: "officials said", "according to two people familiar with the matter".

Who is asked for is the subject of a verb of saying, or follows "according to": people who are merely spoken of ("40
people were missing, she said") or spoken to ("she told officials") are no source.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_ROLES = (
    r"source|official|diplomat|aide|insider|advis[eo]r|negotiator|lawyer|executive|employee|witness|observer|analyst|"
    r"investigator|prosecutor|minister|lawmaker|officer|crew member|eyewitness|spokes(?:man|woman|person)|colleague|"
    r"relative|resident|survivor|passenger"
)
_ONE_OF = rf"(?:{_ROLES}|person|man|woman)"
_MANY_OF = (
    r"(?:sources|officials|people|persons|diplomats|aides|insiders|advis[eo]rs|negotiators|lawyers|executives|"
    r"employees|witnesses|observers|analysts|investigators|prosecutors|ministers|lawmakers|officers|experts|critics|"
    r"crew members|eyewitnesses|spokes(?:men|women|people)|colleagues|relatives|residents|survivors|passengers)"
)
_SAYS = (
    r"(?:said|says|say|told|tell|confirmed|confirm|claimed|claim|claims|believe|believes|believed|added|warned|"
    r"suggested|alleged|allege|indicated|described|reported|insisted|denied|deny|recalled|maintain|acknowledged)"
)
_BETWEEN = (
    r"(?:(?:,? (?:who|close|familiar|with|in|at|from|of|on|speaking|briefed|near|to|inside)\b[^.;:!?,]{0,60}?,?)?"
    r"(?: (?:\w+ly|also|later|then|now|both|all|had|have|has))*)"
)
"""What may stand between who speaks and that they do: "close to the talks", "later"."""

_NO_CLAUSE = r"(?! (?:were|was|are|is|had|have|has|will|would|could|can|may|might|must|should)\b)"
"""What "said" goes before is then who says it ("said officials at the ministry"), and no clause of what was said."""

_FEW = r"(?:[\w’'-]+ ){0,4}?"
_UNNAMED = (
    r"\b(?:unnamed|anonymous|unidentified) (?:[\w-]+ )?"
    r"(?:source|official|diplomat|aide|insider|advis[eo]r|executive|employee|lawyer|investigator|prosecutor|officer)"
)
"""Who is called unnamed and speaks by office; a body or a man that nobody has identified vouches for nothing."""

_ANONYMOUS = re.compile(
    r"\b(?:on condition of anonymity|(?:declined|(?:ask(?:ed|ing)|preferred) not|not (?:want|wish)(?:ing)?) to be "
    rf"(?:named|identified)|not authori[sz]ed to speak|anonymously)\b|{_UNNAMED}s?\b",
    re.IGNORECASE,
)
_MANY_UNNAMED = re.compile(rf"{_UNNAMED}s\b", re.IGNORECASE)
_ONE = re.compile(
    rf"\b(?:an?|one|another) {_FEW}{_ONE_OF}\b{_BETWEEN} {_SAYS}\b|"
    rf"\bthe (?:source|official|person|insider)\b{_BETWEEN} {_SAYS}\b|"
    rf"\baccording to (?:an?|one|another) {_FEW}{_ONE_OF}\b|"
    rf"\b(?:said|says) (?:an?|one|another) {_FEW}{_ONE_OF}\b{_NO_CLAUSE}|"
    r"\b(?:ein|eine) (?:[\w-]+ )?(?:Quelle|Insider|Beamter|Diplomat)\b|\buna fuente\b|\bune source\b",
    re.IGNORECASE,
)
_SEVERAL = re.compile(
    rf"\b{_MANY_OF}\b{_BETWEEN} {_SAYS}\b|\baccording to {_FEW}{_MANY_OF}\b|"
    rf"\b(?:said|says) {_FEW}{_MANY_OF}\b{_NO_CLAUSE}|"
    r"\b(?:Quellen|Kreisen|Diplomaten)\b|\bfuentes\b|\b(?:des|de|plusieurs) sources\b",
    re.IGNORECASE,
)
_BEHIND = 24
_NAMED = re.compile(r"(?:,\s|\b(?:named|called)\s)(?:[^\W\d_a-z][\w’'-]+\s){1,2}[^\W\d_a-z][\w’'-]+")
"""Two or three words with capitals behind a comma: the source's own name."""


class Unnamed(NamedTuple):
    """Whether a sentence rests on one source that it does not name, or on several; `words` where it says so."""

    several: bool
    words: tuple[int, int]


def unnamed_source(sentence: str) -> Unnamed | None:
    """Return the source that a sentence does not name; None where it names whom it rests on, or rests on nobody.

    A name right behind ("a lawyer, Ida Lund, said") names the source; where it works ("officials at the ministry") does
    not.
    """
    several, one, anonymous = (pattern.search(sentence) for pattern in (_SEVERAL, _ONE, _ANONYMOUS))
    found = several or one or anonymous
    if found is None:
        return None
    if anonymous is None and _NAMED.search(sentence[found.start() : found.end() + _BEHIND]):
        return None
    return Unnamed(several is not None or _MANY_UNNAMED.search(sentence) is not None, found.span())
