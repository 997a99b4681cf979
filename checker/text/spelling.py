"""Spellings of a name that are no difference: accents, ä and ae, ø and o, short forms of given names."""

from __future__ import annotations

import re

from checker.text.names import bare_name, one_letter_apart

_SHORT_FORMS = (
    "william bill billy will willy liam",
    "robert bob bobby rob robbie bert",
    "richard dick rick rich richie",
    "james jim jimmy jamie",
    "john jack johnny jon",
    "jonathan jon jonny",
    "joseph joe joey josef pepe jose",
    "michael mike mick mickey micky michel",
    "thomas tom tommy",
    "edward ed eddie ted ned",
    "charles charlie chuck carlos karl carl",
    "elizabeth liz lizzie beth betty elisabeth eliza",
    "margaret maggie meg peggy",
    "katherine catherine kate katie kathy cathy kathryn katharine kathleen",
    "alexander alex sasha sandy aleksandr alexandr aleksander alejandro alexandre",
    "anthony tony antonio antony",
    "christopher chris kit",
    "daniel dan danny",
    "david dave davey",
    "francis frank fran francisco paco",
    "frederick fred freddie friedrich federico",
    "gerald gerry jerry",
    "gregory greg",
    "henry harry hank heinrich enrique",
    "jeffrey jeff geoffrey geoff",
    "kenneth ken kenny",
    "lawrence larry laurence",
    "matthew matt",
    "nicholas nick nicolas nicholaus nikolaus nico",
    "patrick pat paddy",
    "peter pete pedro pierre piotr petr",
    "philip phil phillip felipe philippe",
    "samuel sam sammy",
    "stephen steve steven stefan stephan",
    "susan sue susie suzanne",
    "theodore ted theo",
    "timothy tim",
    "vincent vince",
    "walter walt wally",
    "benjamin ben benny",
    "andrew andy drew andreas andres andrei andrej andrey",
    "george jorge georg georges",
    "vladimir volodymyr wladimir",
    "mohammed muhammad mohamed mohammad muhammed",
    "deborah debbie deb",
    "jennifer jenny jen",
    "patricia pat patty tricia",
    "rebecca becky rebekah",
    "victoria vicky",
    "zachary zach zack",
    "olga olha",
    "oleg oleh",
    "igor ihor",
    "yulia yuliya julia iulia yulija",
    "sergei sergey sergej serhiy serhii",
    "alexei alexey aleksei aleksey oleksiy oleksii",
    "dmitri dmitry dmitriy dmitrij dmytro",
    "yuri yury yuriy jurij yurii",
    "natalia natalya nataliya",
    "tatiana tatyana",
    "anatoly anatoli anatoliy",
    "evgeny yevgeny yevgeni evgeni evgenij",
    "mikhail mikhael mykhailo",
)
_FAMILY: dict[str, set[int]] = {}
for _number, _forms in enumerate(_SHORT_FORMS):
    for _form in _forms.split():
        _FAMILY.setdefault(_form, set()).add(_number)

_UNHEARD = re.compile(r"([tckrgd])h")
_SILENT_END = re.compile(r"(?<=[aeiou])h$|(?<=nn)e$|(?<=ck)e$")
_DOUBLED = re.compile(r"(\w)\1")
_DIGRAPHS = re.compile(r"([aou])e")


def same_spelling(one: str, other: str) -> bool:
    """Tell whether two names are written alike but for accents, marks, and "ae" for "ä" ("Mueller", "Müller")."""
    bare = bare_name(one), bare_name(other)
    if bare[0] == bare[1]:
        return True
    if one.isascii() == other.isascii():
        return False
    return _DIGRAPHS.sub(r"\1", bare[0]) == _DIGRAPHS.sub(r"\1", bare[1])


def other_language(one: str, other: str) -> bool:
    """Tell whether two words, folded, differ as one name does between languages: "Theresa" and "Teresa"."""
    return _UNHEARD.sub(r"\1", one) == _UNHEARD.sub(r"\1", other)


def short_form(one: str, other: str) -> bool:
    """Tell whether two given names, folded, can be one: a short form, a foreign form, or the beginning of the other."""
    if one.startswith(other) or other.startswith(one):
        return True
    return bool(_FAMILY.get(one, set()) & _FAMILY.get(other, set()))


def heard_alike(one: str, other: str) -> bool:
    """Tell whether two given names, folded, are one to the ear and a letter apart: "Marta" and "Martha".

    Short forms are none ("Jon" may be Jonathan, and no John).
    """
    if not one_letter_apart(one, other) or _FAMILY.get(one, set()) & _FAMILY.get(other, set()):
        return False
    return _as_heard(one) == _as_heard(other)


def _as_heard(name: str) -> str:
    return _DOUBLED.sub(r"\1", _SILENT_END.sub("", _UNHEARD.sub(r"\1", name)))
