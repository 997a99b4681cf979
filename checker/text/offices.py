"""Offices that people are said to hold, as running English text puts them beside a name.

"former U.S. President Donald Trump", "ex-treasurer Renske Dallowin", "Anselm Tovrick, mayor of Quellmar from 2011 to
2022", "Helvi Tarrasund, the prime minister-elect", "the late Judge Ida Lund". What is said of an earlier time, or with
no name beside it, is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal, NamedTuple

from checker.text.names import TITLES, Name, bare_name
from checker.text.office_times import is_of_another_time

Holds = Literal["plain", "former", "acting", "elect", "late"]
"""How somebody holds an office: now, no longer, for the time being, not yet, or until death."""

_OFFICES = (
    "president|prime minister|premier|chancellor|governor|mayor|minister|secretary of state|secretary-general|"
    "secretary|attorney general|prosecutor|judge|treasurer|ambassador|senator|lawmaker|councillor|speaker|"
    "commissioner|chief executive officer|chief executive|chief financial officer|ceo|cfo|chairman|chairwoman|"
    "chairperson|chair|chief of staff|police chief|fire chief|chief constable|chief|director|head|leader|king|queen|"
    "prince|princess|pope|"
    "archbishop|bishop|captain|skipper|commander|general|admiral|colonel|superintendent|inspector|coach|manager|editor|"
    "spokesman|spokeswoman|spokesperson|boss|champion|rector|principal|dean|sheriff|harbour master|harbor master"
)
_OFFICE = f"(?:{_OFFICES})"
_LAST_WORDS = frozenset(re.split(r"[ -]", office)[-1] for office in _OFFICES.split("|"))
_MODIFIERS: dict[str, Holds] = {
    "former": "former",
    "ex": "former",
    "one-time": "former",
    "onetime": "former",
    "erstwhile": "former",
    "acting": "acting",
    "interim": "acting",
    "caretaker": "acting",
    "late": "late",
    "president-elect": "elect",
    "incoming": "elect",
    "designate": "elect",
}
_WORD = r"[\w.’'&/-]+"
_BEFORE = re.compile(
    rf"(?:(?<![\w-])|(?<=\bex-))(?P<office>{_OFFICE})(?P<elect>[\s-](?:elect|designate))?\s+$", re.IGNORECASE
)
_BEHIND = re.compile(
    rf",\s+(?:aged\s+)?(?:\d{{1,3}},\s+)?(?:who\s+(?P<verb>is|was)\s+)?(?P<before>(?:{_WORD}\s+){{0,5}}?)(?P<office>{_OFFICE})"
    rf"(?P<elect>[\s-](?:elect|designate))?(?![\w-])(?P<rest>[^,.;!?\n“”\"]{{0,60}})",
    re.IGNORECASE,
)
# "The mayor of Velm, Marta Olsen, said": only where that begins a sentence, as elsewhere another may be named ("he met
# the mayor of Velm, Marta Olsen, and the bishop").
_APPOSED = re.compile(
    rf"(?:^|[.!?”\"\n]\s+)The\s+(?P<before>(?:{_WORD}\s+){{0,4}}?)(?P<office>{_OFFICE})"
    rf"(?P<elect>[\s-](?:elect|designate))?\s+(?:of|for)\s+(?P<of>(?:{_WORD}\s+){{0,5}}{_WORD}),\s$"
)
_GENERIC = frozenset(
    "minister secretary commissioner chief director head leader captain commander general coach manager editor "
    "spokesman spokeswoman spokesperson boss champion chair chairman chairwoman chairperson speaker judge prosecutor "
    "inspector superintendent officer ambassador principal dean rector lawmaker senator councillor".split()
)
"""Offices that one person may hold two of, one after the other: the same only where both say of what."""

FOR_LIFE = frozenset(
    "general admiral colonel commander captain senator ambassador judge king queen prince princess".split()
)
"""Titles by which people are called when they no longer hold the office."""

_ALIKE = {
    "chief executive officer": "chief executive",
    "ceo": "chief executive",
    "cfo": "chief financial officer",
    "premier": "prime minister",
    "chairwoman": "chair",
    "chairman": "chair",
    "chairperson": "chair",
    "spokeswoman": "spokesman",
    "spokesperson": "spokesman",
    "harbor master": "harbour master",
}
_PAST = re.compile(r"\b(?:until|from (?:19|20)\d\d (?:to|until)|between (?:19|20)\d\d)\b", re.IGNORECASE)
_INSTITUTIONS = frozenset(
    word[:5]
    for word in "university college school club company bank association federation union league society foundation "
    "museum theatre theater opera orchestra chamber institute academy hospital".split()
)
_OTHERS_OFFICE = frozenset(
    "wife husband widow widower son daughter brother sister father mother lawyer aide adviser advisor deputy vice "
    "assistant spokesman spokeswoman successor predecessor friend rival under shadow junior cousin nephew ally of to "
    "for by with and or as from against told met like said about on in at".split()
)
_LINKING = frozenset("of to for by with and or as from against told met like said about on in at".split())
_STOPPING = frozenset(
    "the a an his her its their our that which who whom and or but as is was were are be said says told asked met "
    "when while where after before if than then so because since until".split()
)
_REACH = 90
_FARTHEST = 6
"""Words between a modifier and the name at most."""


class Office(NamedTuple):
    """An office beside a name: `text[start:end]` holds both. `narrowed` are the stems of what it is an office of."""

    start: int
    end: int
    name: Name
    holds: Holds
    office: str
    narrowed: frozenset[str]

    def same_office(self, other: Office) -> bool:
        """Tell whether both are one office: named alike, and not narrowed by different words.

        A university has a chancellor too, and a club a president: where only one says so, they are two offices.
        """
        if self.office != other.office:
            return False
        if bool(self.narrowed & _INSTITUTIONS) != bool(other.narrowed & _INSTITUTIONS):
            return False
        if self.office.split()[-1] in _GENERIC and (self.narrowed or other.narrowed):
            return bool(self.narrowed & other.narrowed)
        return not self.narrowed or not other.narrowed or bool(self.narrowed & other.narrowed)


def offices_in(text: str, names: tuple[Name, ...]) -> tuple[Office, ...]:
    """Return the offices that stand beside these names of `text`, in order."""
    found: list[Office] = []
    for name in names:
        beside = (_before(text, name), _apposed(text, name), _behind(text, name))
        found += [office for office in beside if office is not None and not _was_or_will_be(text, office)]
    return tuple(found)


def _was_or_will_be(text: str, office: Office) -> bool:
    return office.holds == "plain" and is_of_another_time(text, office.start, office.end)


def _before(text: str, name: Name) -> Office | None:
    reach = max(0, name.start - _REACH, text.rfind("\n", max(0, name.start - _REACH), name.start) + 1)
    window = text[reach : name.start]
    if window.endswith(", "):  # "his former treasurer, Renske Dallowin"
        window = f"{window[:-2]}  "
    last = re.split(r"[\s-]", window.rstrip()[-20:].lower().removesuffix("-elect").removesuffix("-designate"))[-1]
    if last not in _LAST_WORDS:
        return None
    stop = max(window.rfind(mark) for mark in ',;:“”"!?()')
    clause = window[stop + 1 :]
    match = _BEFORE.search(clause)
    if match is None:
        return None
    before = clause[: match.start()]
    held = _held(before.split(), elect=bool(match["elect"]))
    if held is None:
        return None
    holds, narrowed, words = held
    start = name.start - len(clause) + (before.rindex(words[0]) if words else match.start())
    return Office(start, name.end, name, holds, _plain(match["office"]), narrowed)


def _apposed(text: str, name: Name) -> Office | None:
    if text[name.start - 2 : name.start] != ", " or text[name.end : name.end + 1] != ",":
        return None
    reach = max(0, name.start - _REACH)
    match = _APPOSED.search(text, reach, name.start)
    held = (
        _held(match["before"].split(), elect=bool(match["elect"])) if match and (reach == 0 or match.start()) else None
    )
    if match is None or held is None:
        return None
    holds, narrowed, words = held
    start = match.start("before") if words else match.start("office")
    return Office(start, name.end, name, holds, _plain(match["office"]), narrowed | _stems(match["of"].split()))


def _behind(text: str, name: Name) -> Office | None:
    match = _BEHIND.match(text, name.end, min(len(text), name.end + _REACH))
    between = match["before"].split() if match else []
    linked = any(word.lower() in _LINKING for word in between)
    held = _held(between, elect=bool(match["elect"])) if match and not linked else None
    if match is None or held is None or len(between) > len(held[2]) + 2:
        return None
    holds, narrowed, _ = held
    if holds == "plain" and (match["verb"] == "was" or _PAST.search(match["rest"])):
        holds = "former"
    of = re.match(r"\s+(?:of|for)\s+(.*)", match["rest"])
    narrowed |= _stems(re.split(r"\b(?:who|which|from|until|since|in|and)\b", of[1])[0].split()) if of else frozenset()
    end = match.end("elect") if match["elect"] else match.end("office")
    return Office(name.start, end, name, holds, _plain(match["office"]), narrowed)


def _held(before: list[str], *, elect: bool) -> tuple[Holds, frozenset[str], list[str]] | None:
    """Return how an office is held, what narrows it, and which of the words before it say so.

    None where the office is another person's ("his wife", "a deputy") or of an earlier time ("then President").
    """
    words: list[str] = []
    for word in reversed(before[-_FARTHEST:]):
        plain = bare_name(word)
        if plain in _OTHERS_OFFICE or plain == "then":
            return None if plain not in _LINKING else ("elect" if elect else "plain", _stems(words), words)
        if (
            plain in _STOPPING
            or any(map(str.isdigit, word))
            or (word.endswith(".") and len(word) > 3 and "." not in word[:-1])
        ):
            break
        first = re.split(r"[-‑]", word.lower())[0]
        plain = plain.replace(" ", "-")
        if plain in _MODIFIERS or first == "ex":
            rest = [word[3:]] if first == "ex" and len(word) > 3 else []
            return _MODIFIERS["ex" if first == "ex" else plain], _stems(rest + words), [word, *words]
        words.insert(0, word)
    narrowing = [
        word for word in words if word[0].isupper() or bare_name(word) in TITLES or bare_name(word)[:5] in _INSTITUTIONS
    ]
    return "elect" if elect else "plain", _stems(narrowing), narrowing


def _plain(office: str) -> str:
    plain = " ".join(office.lower().split())
    return _ALIKE.get(plain, plain)


def _stems(words: Iterable[str]) -> frozenset[str]:
    """Return the first letters of the words that say something: "Venezuelan" and "Venezuela" are alike."""
    plain = (bare_name(word) for word in words)
    return frozenset(word[:5] for word in plain if word and word not in _STOPPING and word not in _LINKING)


def same_title(office: Office, written: str) -> bool:
    """Tell whether an office beside a name is the one that a list writes as "mayor of Quellmar"."""
    match = re.search(rf"(?<![\w-])(?P<office>{_OFFICE})(?![\w-])", written, re.IGNORECASE)
    if match is None or _plain(match["office"]) != office.office:
        return False
    narrowed = _stems(re.findall(_WORD, written[: match.start()] + written[match.end() :]))
    return not narrowed or not office.narrowed or bool(narrowed & office.narrowed)
