"""N2 · A name, an office or an age that the desk list has otherwise.

Says: that an article spells a name one letter off the desk list, gives somebody plainly an office that the list says
ended before the article's date or began after it, calls an office "former" that the list says is still held, or gives
an age that cannot follow from the date of birth. Nothing is said of people who are not on the list, and nothing of
offices and ages where the article's date is unknown.

The list is a CSV, named with --desk-list: columns name, spellings (several with semicolons), office, from, to, born, in
any order, with one line for each office. A date is a year, a month (2025-01) or a day (2022-05-06).

Why it matters: a desk knows how its own people are spelled and what they are; nobody should have to look it up at
one in the morning.

Hit:
    desk: |
      name,spellings,office,from,to,born
      Levin Dorrach,,leader of New Path,2025-01,,1979-03-02
    A: The party's leader, Levin Dorrich, asked for a recount.
    says: “Levin Dorrich” is “Levin Dorrach” in the desk list.

Near miss:
    desk: |
      name,spellings,office,from,to,born
      Levin Dorrach,Lewin Dorrach,leader of New Path,2025-01,,1979-03-02
    A: The party's leader, Lewin Dorrach, asked for a recount.
    because: the list allows this spelling.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from checker.checks.check import Inside
from checker.checks.names import misspelt
from checker.checks.persons_ages import may_be_slip
from checker.checks.quoted import names_of, passage_between, stands_in_news
from checker.checks.roles import offices_of
from checker.checks.views import ArticleView
from checker.schema import Aspect, Signal
from checker.text.callings import Beside, beside, worlds_in
from checker.text.desk_list import Days, DeskList, HeldOffice, Person
from checker.text.names import Name, bare_name
from checker.text.offices import Office, same_title
from checker.text.spelling import short_form

_CODE = "N2"
_AGE = re.compile(r",\s+(?:aged\s+|now\s+)?(?P<age>\d{1,3})(?=,|\s+and\s|\.(?:\s|$)|\))|\s+\((?P<age2>\d{1,3})\)")
_OLDEST = 120


def desk_check(desk: DeskList) -> Inside:
    """Return the check against a desk list; an empty one says nothing."""
    by_word: defaultdict[str, list[Person]] = defaultdict(list)
    for person in desk.people:
        for word in set(bare_name(person.name).split()):
            by_word[word].append(person)

    def run(article: ArticleView) -> Iterator[Signal]:
        if not desk.people:
            return
        told: set[str] = set()
        for name in article.parsed(names_of):
            if not name.given or not stands_in_news(article, name):
                continue
            person = desk.person(name.written)
            if person is None:
                yield from _misspelt(article, name, by_word, told)
            elif person.born is not None:
                yield from _age(article, name, person, person.born)
        for office in article.parsed(offices_of):
            person = desk.person(office.name.written)
            if person is not None:
                yield from _office(article, office, person)

    return Inside(_CODE, "desk list", __name__, run)


def _made(article: ArticleView, start: int, end: int, aspect: Aspect, message: str) -> Signal:
    passages = (passage_between(article, start, end),)
    return Signal(code=_CODE, kind="clash", aspect=aspect, message=message, passages=passages)


def _misspelt(article: ArticleView, name: Name, by_word: dict[str, list[Person]], told: set[str]) -> Iterator[Signal]:
    """Yield that a name is one letter off somebody's on the list, each spelling once."""
    if name.written in told:
        return
    for word in bare_name(name.written).split():
        for person in by_word.get(word, ()):
            listed = bare_name(person.name).split()
            mine = bare_name(name.written).split()
            if len(listed) != len(mine) or short_form(mine[0], listed[0]) is not (mine[0] == listed[0]):
                continue
            apart = [(one, other) for one, other in zip(mine, listed, strict=True) if one != other]
            if len(apart) == 1 and misspelt(*apart[0]) and apart[0][0][0] == apart[0][1][0]:
                if _is_another(article, name, person):
                    continue
                told.add(name.written)
                message = f"“{name.written}” is “{person.name}” in the desk list."
                yield _made(article, name.start, name.end, "name", message)
                return


def _age(article: ArticleView, name: Name, person: Person, born: Days) -> Iterator[Signal]:
    """Yield that an age beside a name cannot be, on any day on which the article may have been published."""
    text = article.article.text
    match = _AGE.match(text, name.end, min(len(text), name.end + 20))
    days = _days_of(article)
    if match is None or days is None:
        return
    written = match["age"] or match["age2"]
    youngest, oldest = _years(born[1], days[0]), _years(born[0], days[1])
    if int(written) <= _OLDEST and not youngest <= int(written) <= oldest:
        near = any(may_be_slip(int(written), age) for age in range(youngest, oldest + 1))
        if _is_another(article, name, person) or not (near or _holds_office(article, name, person)):
            return  # somebody else of this name
        could = str(youngest) if youngest == oldest else f"{youngest} or {oldest}"
        message = f"{person.name} is {written} here, and was {could} by the desk list."
        yield _made(article, name.start, match.end(), "number", message)


def _is_another(article: ArticleView, name: Name, person: Person) -> bool:
    """Tell whether an article calls somebody what nobody on the list is: a goalkeeper, where the list has a mayor."""
    listed = worlds_in(" ".join(held.office for held in person.offices))
    return Beside(listed, frozenset()).is_another(beside(article.article.text, name.start, name.end))


def _holds_office(article: ArticleView, name: Name, person: Person) -> bool:
    """Tell whether an article gives somebody an office that the list has for the person of this name."""
    return any(
        office.name.start == name.start and same_title(office, held.office)
        for office in article.parsed(offices_of)
        for held in person.offices
    )


def _years(born: date, day: date) -> int:
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def _office(article: ArticleView, office: Office, person: Person) -> Iterator[Signal]:
    """Yield that an office is not held as the article says, on any day on which it may have been published."""
    days = _days_of(article)
    offices = [held for held in person.offices if same_title(office, held.office)]
    if days is None or not offices:
        return
    held = offices[-1]
    words = article.article.text[office.start : office.end]
    if office.holds == "plain" and all(_over(one, days) or _to_come(one, days) for one in offices):
        over = _over(held, days)
        when = (
            f"was {held.office} until {_shown(held.ends)}" if over else f"is {held.office} from {_shown(held.begins)}"
        )
        message = f"“{words}”: {person.name} {when}, by the desk list."
        yield _made(article, office.start, office.end, "role", message)
    elif office.holds == "former" and any(_current(one, days) for one in offices):
        message = f"“{words}”: {person.name} is {held.office}, by the desk list."
        yield _made(article, office.start, office.end, "role", message)


def _over(held: HeldOffice, days: Days) -> bool:
    return held.ends is not None and held.ends[1] < days[0]


def _to_come(held: HeldOffice, days: Days) -> bool:
    return held.begins is not None and held.begins[0] > days[1]


def _current(held: HeldOffice, days: Days) -> bool:
    """Tell whether an office was surely held on all these days."""
    begun = held.begins is not None and held.begins[1] <= days[0]
    return begun and (held.ends is None or held.ends[0] > days[1])


def _shown(days: Days | None) -> str:
    """Return a date as exactly as the list gives it."""
    if days is None:
        return "an unknown day"
    first, last = days
    if first == last:
        return first.isoformat()
    return f"{first.year}-{first.month:02}" if first.month == last.month else str(first.year)


def _days_of(article: ArticleView) -> Days | None:
    published = article.published
    if published.earliest is None or published.latest is None:
        return None
    return published.earliest.date(), published.latest.date()
