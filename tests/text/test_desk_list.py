"""A desk list is read as the table it is, and what is wrong in it is named with its line."""

from __future__ import annotations

from datetime import date

import pytest

from checker.errors import InputError
from checker.text.desk_list import HeldOffice, desk_list

PEOPLE = """\
born;name;office;from;to;spellings
1979-03-02;Levin Dorrach;leader of New Path;2025-01;;Lewin Dorrach; L. Dorrach
"""


def test_a_person_has_spellings_offices_and_a_birthday() -> None:
    text = 'name,spellings,office,from,to,born\nIda Lund,"Ida Lundh; I. Lund",mayor,2010,2014-05-06,1990-12\n'
    text += "Ida Lund,,president,2024-03,,\n\nTom Harrow\n"
    found = desk_list(text, "desk.csv")
    lund = found.person("ida LUNDH")
    assert lund is not None
    assert lund.spellings == ("Ida Lund", "Ida Lundh", "I. Lund")
    assert lund.offices == (
        HeldOffice("mayor", (date(2010, 1, 1), date(2010, 12, 31)), (date(2014, 5, 6), date(2014, 5, 6))),
        HeldOffice("president", (date(2024, 3, 1), date(2024, 3, 31)), None),
    )
    assert lund.born == (date(1990, 12, 1), date(1990, 12, 31))
    assert [person.name for person in found.people] == ["Ida Lund", "Tom Harrow"]
    assert found.person("Tom Harrou") is None


def test_semicolons_and_another_order_of_columns() -> None:
    found = desk_list("born;name\n1979;Levin Dorrach\n", "desk.csv")
    assert found.people[0].born == (date(1979, 1, 1), date(1979, 12, 31))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "desk.csv: is empty"),
        ("person,born\n", 'desk.csv: there is no column "person"'),
        ("spellings,born\n", 'desk.csv: the column "name" is missing'),
        ("name,born\n,1979\n", "desk.csv, line 2: has no name"),
        ("name,born\nIda Lund,last May\n", 'desk.csv, line 2: "last May" under "born" is no date'),
        ("name,born\nIda Lund,2023-02-30\n", 'desk.csv, line 2: "2023-02-30" under "born" is no date'),
        ("name,from,to\nIda Lund,2024,2020\n", 'desk.csv, line 2: "from" lies after "to"'),
        ('name\n"Ida Lund\n', "desk.csv, line 2: is no CSV"),
    ],
)
def test_what_is_wrong_is_named_with_its_place(text: str, told: str) -> None:
    with pytest.raises(InputError) as raised:
        desk_list(text, "desk.csv")
    assert told in str(raised.value)
    assert "\n" not in str(raised.value)


def test_a_spelling_belongs_to_one_person() -> None:
    text = "name,spellings\nIda Lund,Ida Lundh\nAda Lund,Ida Lundh\n"
    with pytest.raises(InputError, match=r'desk\.csv, line 3: "Ida Lundh" is Ida Lund already'):
        desk_list(text, "desk.csv")


def test_two_dates_of_birth_of_one_name_are_refused_by_their_lines() -> None:
    text = "name,office,born\nIda Lund,mayor,1961-02-03\nAda Brell,,1970\nIda Lund,judge,1984\n"
    with pytest.raises(InputError, match=r"desk\.csv, line 4: Ida Lund has another date of birth than in line 2; "):
        desk_list(text, "desk.csv")


def test_two_dates_of_birth_that_fit_give_the_more_exact_one() -> None:
    text = "name,office,born\nIda Lund,mayor,1961\nIda Lund,chair,1961-02-03\nIda Lund,judge,\n"
    person = desk_list(text, "desk.csv").person("Ida Lund")
    assert person is not None
    assert person.born == (date(1961, 2, 3), date(1961, 2, 3))
