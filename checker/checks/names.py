"""N1 · Two spellings of one name.

Says: that two full names differ by one letter and are one person: the given name is the same and the surname nearly
so, or the surname is the same, the given name nearly so, and both hold one office. Given names that are one to the ear
("Marta", "Martha"; "Sara", "Sarah") must be told of besides in the same matter, by the words around them, and in
articles of one language. Two quite different given names of
one surname are a clash only where both hold one office that only one person can hold. Accents, ä and ae, initials,
middle names, hyphens, short forms ("Bill"), other ways to write Russian letters, and an ending that marks a woman's
name or a case are no difference. A striker and a judge, and people "of" two places, are two people. A given name one
letter off with no office beside it is a note. Articles in languages that inflect names are not read for it.

Why it matters: a misspelt name is the first thing its owner sees, and the first correction a paper prints.

Hit:
    A: Its leader, Levin Dorrach, looks as if he has not slept since March.
    B: Its leader, Levin Dorrich, campaigned here three times.
    says: “Levin Dorrach” here, “Levin Dorrich” there.

Near miss:
    A: The pilot, Joss Kellavane, had control of the ship.
    B: Anders Kellavane, coxswain of the lifeboat, said so.
    because: two men of one surname, with two given names and two jobs.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from checker.checks.candidates import STEM, telling_words
from checker.checks.check import Across
from checker.checks.matter import are_far_apart
from checker.checks.quoted import names_of, passage_between, stands_in_news
from checker.checks.roles import offices_of
from checker.checks.views import ArticleView
from checker.schema import Signal, SignalKind
from checker.text.callings import Beside, beside
from checker.text.desk_list import DeskList
from checker.text.names import Name, bare_name, one_letter_apart
from checker.text.offices import Office
from checker.text.spelling import heard_alike, other_language, same_spelling, short_form

_CODE = "N1"
_SHORTEST = 4
_SHORTEST_GIVEN = 3
_MOST_SHOWN = 4
_MOST_VARIANTS = 40
# Words beside two names, besides the names and their offices, by which two articles tell one thing of them.
_FEWEST = 3
_PLAIN_NAMES = frozenset("en es fr it pt ca gl nl sv da no nb nn".split())
"""Languages that give a name no case endings ("Virtanen", "Virtasen"). German writes every noun like a name."""

# A text too short for its language to be told has this much at least.
_IN_ENGLISH = re.compile(r"\b(?:the|and|was|said|that|of)\b", re.IGNORECASE)

_ONLY_ONE = frozenset(
    {"prime minister", "chief executive", "chief financial officer", "police chief", "attorney general"}
    | {"fire chief", "chief constable"}
    | {"harbour master", "secretary-general"}
    | set("president chancellor governor mayor minister captain chair treasurer king queen pope leader coach".split())
    | set("rector secretary director".split())
)
"""Offices that one person holds at a time."""

Spelling = tuple[str, str]
"""A full name as it is compared: given name, surname."""


@dataclass
class _Known:
    """Where a spelling of a full name stands: its first mention in each article, and the offices beside it.

    `first` are its first mentions of all.
    """

    mentions: dict[str, tuple[ArticleView, Name]] = field(default_factory=dict)
    offices: list[Office] = field(default_factory=list)
    first: list[tuple[ArticleView, Name]] = field(default_factory=list)

    @property
    def written(self) -> str:
        """The name as the first article writes it."""
        return next(iter(self.mentions.values()))[1].written

    @cached_property
    def beside(self) -> list[Beside]:
        """What stands beside its first mentions; few names are like another, so that it is asked for."""
        return [beside(view.article.text, name.start, name.end) for view, name in self.first]


def names_check(desk: DeskList) -> Across:
    """Return the check. Names that the desk list knows, it settles (N2): they are not compared with others here."""

    def run(articles: Sequence[ArticleView]) -> Iterator[Signal]:
        known = _spellings(articles)
        for one, other in _close(known):
            listed = desk.person(known[one].written) or desk.person(known[other].written)
            kind = None if listed else _judged(one, other, known)
            if kind is not None:
                yield _signal(kind, known[one], known[other])

    return Across(_CODE, "names", __name__, run)


def _spellings(articles: Sequence[ArticleView]) -> dict[Spelling, _Known]:
    known: dict[Spelling, _Known] = {}
    for article in articles:
        if article.language not in _PLAIN_NAMES and (article.language or not _IN_ENGLISH.search(article.article.text)):
            continue
        for name in article.parsed(names_of):
            if len(name.given) >= _SHORTEST_GIVEN and len(name.surname) >= _SHORTEST and stands_in_news(article, name):
                entry = known.setdefault((name.given, name.surname), _Known())
                entry.mentions.setdefault(article.id, (article, name))
                if len(entry.first) < _MOST_SHOWN:
                    entry.first.append((article, name))
        for office in article.parsed(offices_of):
            spelling = (office.name.given, office.name.surname)
            if spelling in known and len(known[spelling].offices) < _MOST_SHOWN:
                known[spelling].offices.append(office)
    return known


def _close(known: dict[Spelling, _Known]) -> Iterator[tuple[Spelling, Spelling]]:
    """Yield each two spellings that may be one name, in the order in which they first stand."""
    order = {spelling: at for at, spelling in enumerate(known)}
    by_given: defaultdict[str, list[Spelling]] = defaultdict(list)
    by_surname: defaultdict[str, list[Spelling]] = defaultdict(list)
    for given, surname in known:
        by_given[given].append((given, surname))
        by_surname[surname].append((given, surname))
    # Two of one surname may hold one office; of two that share a name the other may be nearly one as well.
    groups = list(by_surname.values())
    for named, nearly in ((by_given, 1), (by_surname, 0)):
        groups += [alike for group in named.values() if len(group) > 1 for alike in _nearly_one(group, nearly)]
    pairs = {
        (one, other)
        for spellings in groups
        if 1 < len(spellings) <= _MOST_VARIANTS
        for at, one in enumerate(spellings)
        for other in spellings[at + 1 :]
    }
    yield from sorted(pairs, key=lambda pair: (order[pair[0]], order[pair[1]]))


def _nearly_one(spellings: Iterable[Spelling], part: int) -> Iterable[list[Spelling]]:
    """Return the spellings whose given names (part 0) or surnames (1) are equal once each has lost a letter or none."""
    index: defaultdict[str, list[Spelling]] = defaultdict(list)
    for spelling in spellings:
        for variant in _with_one_left_out(spelling[part]):
            index[variant].append(spelling)
    return index.values()


def _with_one_left_out(word: str) -> set[str]:
    return {word} | {word[:at] + word[at + 1 :] for at in range(len(word))}


def _judged(one: Spelling, other: Spelling, known: dict[Spelling, _Known]) -> SignalKind | None:
    """Return what two spellings are to one another: a clash, a note, or None where they may be two people."""
    mine, theirs = known[one], known[other]
    together = mine.mentions.keys() & theirs.mentions.keys()
    if same_spelling(mine.written, theirs.written):
        return None
    if any(here.is_another(there) for here in mine.beside for there in theirs.beside):
        return None
    if _may_be_inflected(mine.written, theirs.written):
        return None
    if one[0] == other[0]:
        return "clash" if misspelt(one[1], other[1]) and one[1][0] == other[1][0] else None
    if together:
        return None
    shared = [a.narrowed & b.narrowed for a in mine.offices for b in theirs.offices if _one_office(a, b)]
    if misspelt(one[0], other[0]) and not short_form(one[0], other[0]):
        return "clash" if shared else "note"
    if heard_alike(one[0], other[0]):
        return "clash" if shared and _meet_on_one_occasion(mine, theirs) else None
    told_apart = any(shared) and not short_form(one[0], other[0])
    return "clash" if told_apart and min(len(one[1]), len(other[1])) > _SHORTEST else None


def _may_be_inflected(one: str, other: str) -> bool:
    """Tell whether two names may be one with a case ending of its language: "Orbán", "Orbánt".

    Only where letters of that language show that it may be one that inflects names, and the end is all that differs.
    """
    if one.isascii() and other.isascii():
        return False
    return any(
        mine != theirs and (theirs[:-1] == mine or mine[:-1] == theirs) and max(mine, theirs, key=len)[-1] in "tknm"
        for mine, theirs in zip(one.split(), other.split(), strict=False)
    )


def _meet_on_one_occasion(one: _Known, other: _Known) -> bool:
    """Tell whether two articles that name two people tell one thing of them, by the words beside the names.

    Two towns may have a mayor Marta and a mayor Martha Olsen each; both do not close one bridge to lorries in May.
    """
    return any(
        here.language == there.language
        and not are_far_apart(here.sentences[0], there.sentences[0])
        and len((_words_beside(here, name) & _words_beside(there, named)) - _said_of(name) - _said_of(named)) >= _FEWEST
        for here, name in one.first
        for there, named in other.first
    )


def _words_beside(article: ArticleView, name: Name) -> frozenset[str]:
    """Return the telling words (stems) of the sentence that holds a name, and of those that stand above the text."""
    at = bisect_right(article.starts, name.start) - 1
    told = (article.sentences[at], *(one for one in article.sentences[:_MOST_SHOWN] if one.role in {"title", "deck"}))
    return frozenset().union(*(view.parsed(telling_words) for view in told))


def _said_of(name: Name) -> frozenset[str]:
    """Return the stems of a name and its title, which say nothing of the occasion."""
    words = bare_name(" ".join((*name.words, *name.titles))).split()
    return frozenset(word[:STEM] for word in words)


def _one_office(one: Office, other: Office) -> bool:
    return one.same_office(other) and one.office in _ONLY_ONE


def misspelt(one: str, other: str) -> bool:
    """Tell whether two words are one letter apart, and not by an ending that makes another name of it."""
    if not one_letter_apart(one, other) or min(len(one), len(other)) < _SHORTEST or other_language(one, other):
        return False
    short, long = sorted((one, other), key=len)
    if long == short + long[-1]:
        return long[-1] not in "aeinosuy"  # Ivanov, Ivanova; Daniel, Daniela; a genitive or a plural
    if {one[-3:], other[-3:]} == {"nen", "sen"} and one[:-3] == other[:-3]:
        return False  # Virtanen, Virtasen
    return not (one[:-1] == other[:-1] and one[-1] in "aeoiy" and other[-1] in "aeoiy")  # Mario, Maria


def _signal(kind: SignalKind, one: _Known, other: _Known) -> Signal:
    message = f"“{one.written}” here, “{other.written}” there."
    here, there = (list(known.mentions.values())[:_MOST_SHOWN] for known in (one, other))
    passages = tuple(passage_between(view, name.start, name.end) for view, name in (*here, *there))
    sides = (*(1 for _ in here), *(2 for _ in there))
    return Signal(code=_CODE, kind=kind, aspect="name", message=message, passages=passages, sides=sides)
