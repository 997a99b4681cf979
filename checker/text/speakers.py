"""Who is said to have spoken a quotation: the person whom its sentence, or the one it follows, names as the speaker.

Read are "…," Ashlund said; Ashlund said: "…"; "…," said Judge Corvina Ashlund, who …; Tarrasund in the tent: "…"; and
"he" or "she" where the paragraph names one person only. Where two people could be meant, nobody is.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from checker.text.names import Name, bare_name, is_title, names_in
from checker.text.quotations import Quotation

_VERBS = (
    "said|says|told|tells|added|adds|asked|asks|answered|answers|replied|replies|wrote|writes|declared|declares|"
    "warned|warns|insisted|insists|continued|stressed|noted|notes|explained|explains|recalled|recalls|announced|"
    "announces|argued|argues|claimed|claims|stated|states|shouted|cried|joked|admitted|admits|conceded|concluded|"
    "commented|remarked|testified|posted|tweeted|urged|promised|pledged|vowed|called|calls|described|observed|quipped|"
    "sagte|sagt|erklärte|betonte|fragte|rief|schrieb|nannte|sprach|meinte|fügte|teilte|warnte|antwortete|"
    "dijo|dice|declaró|afirmó|añadió|señaló|explicó|aseguró|preguntó|respondió|escribió|zanjó|advirtió|resumió|resume|"
    "clarified|emphasized|emphasised|confirmed|saying|adding|stating|warning|insisting|telling|calling|asking|"
    "déclaré|déclare|dit|affirmé|affirme|expliqué|explique|ajouté|ajoute|lancé|lance|souligné|souligne|écrit"
)
_VERB_WORDS = frozenset(_VERBS.split("|"))
_WORD = re.compile(r"\w+")
_PRONOUN = re.compile(r"\b(?:he|she|er|sie|él|ella|il|elle)\b", re.IGNORECASE)
_OTHERS = re.compile(r"\b(?:they|we|i|who|ihr|ellos|ils)\b", re.IGNORECASE)
_SUBJECT_END = re.compile(r"[.;!?\n“”„«»\"]")
_SINGLE = re.compile(r"[^\W\d_a-zà-öø-ÿ][\w’'-]*\w")
_FIRST_WORD = re.compile(r"\s*([^\W\d_a-zà-öø-ÿ][\w-]*)(?!['’\w])")
_ROLE = re.compile(
    r"\b(?:a|an|one|another|the|ein|eine|un|una|une)\b (?:[\w-]+ ){0,4}?(?:neighbour|neighbor|witness|resident|"
    r"passenger|official|source|crewman|survivor|trader|analyst|hand|fisherman|pescador|händler)\b",
    re.IGNORECASE,
)
_STRANGER = re.compile(
    r"\b(?:a|an|the|his|her|its)\s+(?:\w+\s)?(?:judge|lawyer|spokes\w+|neighbou?r|wife|husband|son|daughter|brother|"
    r"sister|mother|father|woman|man|deputy|colleague|official|witness|doctor|officer)\b"
)
"""Somebody else who may be meant by "he" or "she"."""

_POSSESSIVE = re.compile(r"['’]s?\b|['’](?=\s)")
_PREPOSITIONS = frozenset(
    "of for about from with by to against after on over than like von für über mit de para por à".split()
)
_PASSIVE = re.compile(r"\b(?:was|were|is|are|been|being|be|got|wurde|fue|été)\s*$", re.IGNORECASE)
_AUXILIARY = frozenset("a ha hat has have had".split())
_NEAR = 160
"""Characters of running text around a quotation in which its speaker is looked for."""

_FAR = 1500
"""Characters before a quotation in which the person is looked for whom a pronoun means."""


class Speaker(NamedTuple):
    """A person who speaks. `given` is "" where nothing but the surname is known; both are folded.

    `sure` is false where only a pronoun stands there, and the paragraph names one person whom it can mean.
    """

    given: str
    surname: str
    written: str
    sure: bool = True

    @property
    def full(self) -> str:
        """The name for people, with the given name that the text tells elsewhere."""
        if " " in self.written or not self.given:
            return self.written
        return f"{self.given.title()} {self.written}"

    def same(self, other: Speaker) -> bool:
        """Tell whether two are one person, as far as the names show: surnames equal, given names not at odds."""
        return self.surname == other.surname and (not self.given or not other.given or self.given == other.given)


People = Mapping[str, str]
"""The people whom a text names: surname → given name, "" where several people share the surname."""


def people_in(names: Iterable[Name]) -> dict[str, str]:
    """Return the people who are named, by surname."""
    people: defaultdict[str, set[str]] = defaultdict(set)
    for name in names:
        people[name.surname].add(name.given)
    given = {surname: names - {""} for surname, names in people.items()}
    return {surname: next(iter(names)) if len(names) == 1 else "" for surname, names in given.items()}


class Speakers:
    """Who speaks each quotation of a text that names these people, each looked for when it is first asked for.

    A quotation without a speaker of its own may go on from the one before it, and so on to the first of a long row:
    what was found of that one is kept, so that a row takes time in proportion to its length.
    """

    def __init__(self, text: str, quotations: Sequence[Quotation], people: People) -> None:
        self._text, self._quotations, self._people = text, quotations, people
        self._found: dict[int, Speaker | None] = {}

    def of(self, index: int) -> Speaker | None:
        """Return who speaks the quotation with this index; None where that is not sure."""
        row: list[int] = []
        speaker: Speaker | None = None
        at: int | None = index
        while at is not None:
            if at in self._found:
                speaker = self._found[at]
                break
            row.append(at)
            speaker, at = _speaker_at(self._text, self._quotations, at, self._people)
        self._found.update(dict.fromkeys(row, speaker))
        return speaker


def _speaker_at(
    text: str, quotations: Sequence[Quotation], index: int, people: People
) -> tuple[Speaker | None, int | None]:
    """Return who speaks a quotation, or which one it goes on from, where its own words name nobody."""
    quotation = quotations[index]
    start = text.rfind("\n", max(0, quotation.start - _FAR), quotation.start) + 1 or max(0, quotation.start - _FAR)
    stop = text.find("\n", quotation.end, quotation.end + _NEAR)
    before = max((q.end for q in quotations[max(0, index - 4) : index] if q.end <= quotation.start), default=0)
    after = min((q.start for q in quotations[index + 1 : index + 5] if q.start >= quotation.end), default=len(text))
    ahead = min(after, quotation.end + _NEAR, stop if stop >= 0 else len(text))
    tail = _subject_behind(text[quotation.end : ahead])
    if tail is not None:
        return _person(tail, lambda: _unquoted(text, quotations, index, start), people), None
    reach = max(before, start, quotation.start - 2 * _NEAR)
    sentence = _last_sentence(text[reach : quotation.start])
    cut = reach > max(before, start) and len(sentence) == quotation.start - reach
    head = None if cut else _subject_before(sentence)
    if head is not None:
        begins = quotation.start - len(sentence)
        return _person(head, lambda: _unquoted(text, quotations, index, start, begins), people), None
    follows = index and start <= quotations[index - 1].start and quotation.start - before <= _NEAR
    if follows and not re.search(r"\w", sentence):
        return None, index - 1
    return None, None


def _subject_behind(tail: str) -> str | None:
    """Return the words that name the speaker behind a quotation: "Ashlund" of ", Ashlund said"; None without a verb."""
    stop = _SUBJECT_END.search(tail)
    clause = tail[: stop.start()] if stop else tail
    verb = None if clause[:1].strip(" ,—–-)") else next(_verbs_in(clause), None)
    if verb is None:
        return None
    before = clause[: verb.start()].strip(" ,—–-")
    if _PASSIVE.search(before):
        return ""
    if before and before not in _AUXILIARY:
        # "…" when she said so: not who speaks the words before
        return before if not re.match(r"(?:when|as|which|that|because|if)\b", before) else None
    behind = clause[verb.end() :].strip(" ,")
    return re.split(r"\b(?:on|in|at|to|when|after|before|while|as|vor|auf|am|en|à|who|whose|but|and)\b", behind)[0]


def _verbs_in(text: str) -> Iterator[re.Match[str]]:
    """Yield the verbs of speaking; looking each word up is cheaper than an expression of all verbs."""
    return (word for word in _WORD.finditer(text) if word.group() in _VERB_WORDS)


def _last_sentence(head: str) -> str:
    return re.split(r"(?<=[\w)”\"][.!?])\s+(?=[^\Wa-z\d_]|$)", head)[-1]


def _subject_before(sentence: str) -> str | None:
    """Return the words that name the speaker before a quotation; None where nobody is said to speak it."""
    verbs = list(_verbs_in(sentence))
    if verbs:
        if _PASSIVE.search(sentence[: verbs[0].start()]):
            return ""
        joined = all(
            verb.group().endswith("ing") or re.search(r"(?:,|\band|\bbut)\s*$", sentence[: verb.start()])
            for verb in verbs[1:]
        )
        return sentence[: verbs[0].start()] if joined else None
    return sentence if sentence.rstrip().endswith(":") else None


def _person(subject: str, around: Callable[[], str], people: People) -> Speaker | None:
    """Return the one person that a subject names, by name or by a pronoun that can mean one only.

    `around` gives the running text before the sentence, in which a pronoun's person is looked for.
    """
    named = _named_in(subject)
    if named or _ROLE.search(subject) or _OTHERS.search(subject):
        return named and _known(named, people)
    begins = _FIRST_WORD.match(subject)
    present = {word for word in map(bare_name, _SINGLE.findall(subject)) if word in people}
    if begins and present == {bare_name(begins[1])}:
        surname = present.pop()
        return Speaker(people[surname], surname, begins[1], sure=False)
    if not _PRONOUN.search(subject):
        return None
    for paragraph in reversed(around().rsplit("\n", 2)):
        present = {word for word in map(bare_name, _SINGLE.findall(paragraph)) if word in people}
        here = people_in(names_in(paragraph))
        present |= here.keys()
        if len(present) == 1 and not _STRANGER.search(paragraph):
            surname = next(iter(present))
            return Speaker(here.get(surname) or people.get(surname, ""), surname, surname.title(), sure=False)
        if present:
            return None
    return None


def _known(speaker: Speaker, people: People) -> Speaker:
    """Return a speaker with the given name that the text tells elsewhere."""
    return speaker if speaker.given else speaker._replace(given=people.get(speaker.surname, ""))


def _named_in(subject: str) -> Speaker | None:
    names = [name for name in names_in(subject) if not _POSSESSIVE.match(subject, name.end)]
    if names:
        # "Jorrit Fennimar, a lawyer for Anselm Tovrick, said": the first, where an apposition follows it
        first = names[0]
        apposed = subject[first.end :].startswith(",") and subject.rstrip().endswith(",")
        speaks = (len(names) == 1 or apposed) and _is_subject(subject, first)
        return _speaker(first) if speaks else None
    words = subject.strip(" ,:").split()
    if len(words) <= 2 and words and _SINGLE.fullmatch(words[-1]) and not is_title(words[-1]):
        lone = bare_name(words[-1])
        if len(lone) > 2 and not _PRONOUN.fullmatch(words[-1]) and (len(words) == 1 or is_title(words[0])):
            return Speaker("", lone, words[-1])
    return None


def _is_subject(subject: str, name: Name) -> bool:
    """Tell whether a name is what a clause is about, not "reports about Pete Hegseth" or "a lawyer for Ida Lund"."""
    before = subject[: name.start].split()
    untitled = before[: len(before) - len(name.titles)]
    if untitled and untitled[-1].lower() in _PREPOSITIONS:
        return False
    behind = subject[name.end :].strip()
    return len(untitled) <= 4 or not behind or behind.startswith(",")


def _speaker(name: Name) -> Speaker:
    return Speaker(name.given, name.surname, name.written)


def _unquoted(text: str, quotations: Sequence[Quotation], index: int, start: int, end: int | None = None) -> str:
    """Return the running text before a quotation, its paragraph and the one before, quotations blanked out."""
    stop = quotations[index].start if end is None else end
    begin = max(0, text.rfind("\n", max(0, start - _FAR), max(0, start - 2)), start - _FAR)
    parts, at = [], begin
    for one in quotations[max(0, index - 12) : index]:
        if at <= one.start < stop:
            parts.append(text[at : one.start])
            at = min(one.end, stop)
    parts.append(text[at:stop])
    return re.sub(r"\n+", "\n", " ".join(parts))
