"""A desk's own list of people: how each is spelled, which office each holds from when to when, when each was born.

A table in CSV, with commas or semicolons, whose first line names its columns, in any order:

    name,spellings,office,from,to,born
    Levin Dorrach,Lewin Dorrach; L. Dorrach,leader of New Path,2025-01,,1979
    Anselm Tovrick,,mayor of Quellmar,2011,2022-05-06,1964-08-30

`name` alone must be filled. A person with several offices has several lines. A date is a year, a month (2025-01) or a
day (2022-05-06); an empty `to` means until today.
"""

from __future__ import annotations

import csv
import io
import re
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from checker.errors import InputError
from checker.text.names import bare_name

COLUMNS = ("name", "spellings", "office", "from", "to", "born")
_DATE = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_REMEDY = "see `checker explain N2`"

Days = tuple[date, date]
"""The first and the last day that a date can mean."""


@dataclass(frozen=True)
class HeldOffice:
    """An office as the list names it, and when it began and ended, as far as the list says."""

    office: str
    begins: Days | None = None
    ends: Days | None = None


@dataclass(frozen=True)
class Person:
    """A person of the list. `spellings` are all that count as right, the name itself first."""

    name: str
    spellings: tuple[str, ...]
    offices: tuple[HeldOffice, ...] = ()
    born: Days | None = None

    @property
    def surname(self) -> str:
        """The last word of the name, folded."""
        return bare_name(self.name).split()[-1]


@dataclass(frozen=True)
class DeskList:
    """The people of a list, and by their folded spellings who is who."""

    people: tuple[Person, ...] = ()
    _by_spelling: dict[str, Person] = field(default_factory=dict, repr=False, compare=False)

    def person(self, written: str) -> Person | None:
        """Return who is meant by a name, spelled as the list has it; accents do not count."""
        return self._by_spelling.get(bare_name(written))


NO_DESK_LIST = DeskList()


def desk_list(text: str, origin: str) -> DeskList:
    """Return the list that a CSV holds; `origin` names it in errors. Raises InputError where it is none."""
    header = next((line for line in text.splitlines() if line.strip()), "")
    rows = csv.reader(io.StringIO(text), delimiter=";" if header.count(";") > header.count(",") else ",", strict=True)
    people: dict[str, Person] = {}
    claimed: dict[str, str] = {}
    born_in: dict[str, int] = {}
    columns: list[str] | None = None
    try:
        for row in rows:
            cells = [cell.strip() for cell in row]
            if not any(cells):
                continue
            if columns is None:
                columns = _columns(cells, origin)
                continue
            filled = dict(zip(columns, cells, strict=False))
            _add(people, filled, born_in, f"{origin}, line {rows.line_num}")
            if filled.get("born"):
                born_in.setdefault(bare_name(filled["name"]), rows.line_num)
            _claim(claimed, people, filled, f"{origin}, line {rows.line_num}")
    except csv.Error as problem:
        raise InputError(f"{origin}, line {rows.line_num}: is no CSV ({problem}); {_REMEDY}") from problem
    if columns is None:
        raise InputError(f"{origin}: is empty; its first line names the columns, {_REMEDY}")
    by_spelling = {bare_name(spelling): person for person in people.values() for spelling in person.spellings}
    return DeskList(tuple(people.values()), by_spelling)


def joined(desk: DeskList, more: Iterable[Person]) -> DeskList:
    """Return a list with the spellings of more people; who is on it already, by any of them, keeps all else."""
    people = {bare_name(person.name): person for person in desk.people}
    for person in more:
        known = next((found for spelling in person.spellings if (found := desk.person(spelling))), None) or person
        spellings = tuple(dict.fromkeys((*known.spellings, *person.spellings)))
        people[bare_name(known.name)] = replace(known, spellings=spellings)
    by_spelling = {bare_name(spelling): person for person in people.values() for spelling in person.spellings}
    return DeskList(tuple(people.values()), by_spelling)


def _columns(cells: list[str], origin: str) -> list[str]:
    columns = [cell.lower().lstrip("\ufeff") for cell in cells]
    unknown = [column for column in columns if column not in COLUMNS]
    if "name" not in columns or unknown:
        wrong = f'there is no column "{unknown[0]}"' if unknown else 'the column "name" is missing'
        raise InputError(f"{origin}: {wrong}; the columns are {', '.join(COLUMNS)}")
    return columns


def _add(people: dict[str, Person], filled: dict[str, str], born_in: dict[str, int], place: str) -> None:
    """Add a line: a new person, or another office of one who is known.

    `born_in` has the line that gave each person's date of birth. Raises InputError where this one gives another.
    """
    name = filled.get("name", "")
    if not bare_name(name):
        raise InputError(f"{place}: has no name; fill the column or remove the line")
    known = people.get(bare_name(name), Person(name, (name,)))
    spellings = [spelling.strip() for spelling in filled.get("spellings", "").split(";") if spelling.strip()]
    office = filled.get("office", "")
    begins, ends, born = (_days(filled.get(column, ""), column, place) for column in ("from", "to", "born"))
    if begins and ends and begins[0] > ends[1]:
        raise InputError(f'{place}: "from" lies after "to"; exchange them')
    people[bare_name(name)] = Person(
        name=known.name,
        spellings=tuple(dict.fromkeys((*known.spellings, *spellings))),
        offices=known.offices + ((HeldOffice(office, begins, ends),) if office else ()),
        born=_one_birth(known, born, born_in, place),
    )


def _one_birth(known: Person, born: Days | None, born_in: dict[str, int], place: str) -> Days | None:
    """Return when somebody was born, as exactly as two lines say it together."""
    if born is None or known.born is None:
        return born or known.born
    first, last = max(born[0], known.born[0]), min(born[1], known.born[1])
    if first > last:
        line = born_in[bare_name(known.name)]
        raise InputError(
            f"{place}: {known.name} has another date of birth than in line {line}; correct one of the two, or tell two "
            "people of one name apart, by an initial or a middle name"
        )
    return first, last


def _claim(claimed: dict[str, str], people: dict[str, Person], filled: dict[str, str], place: str) -> None:
    """Note whose each spelling of a line is. Raises InputError for one that is somebody else's already."""
    owner = bare_name(filled["name"])
    for spelling in people[owner].spellings:
        other = claimed.setdefault(bare_name(spelling), owner)
        if other != owner:
            raise InputError(f'{place}: "{spelling}" is {people[other].name} already; leave it to one of the two')


def _days(written: str, column: str, place: str) -> Days | None:
    if not written:
        return None
    match = _DATE.fullmatch(written)
    year, month, day = (int(match[part] or 0) for part in (1, 2, 3)) if match else (0, 0, 0)
    try:
        if not month:
            return date(year, 1, 1), date(year, 12, 31)
        if not day:
            return date(year, month, 1), date(year, month, monthrange(year, month)[1])
        return date(year, month, day), date(year, month, day)
    except ValueError:
        raise InputError(
            f'{place}: "{written}" under "{column}" is no date; write 2022, 2022-05 or 2022-05-06'
        ) from None
