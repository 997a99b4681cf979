"""What a figure counts: "68 injured" → injured, "Five members of the board" → member; and in which words it stands.

`subject` is the thing counted in one form for all its wordings. People are told apart by what befell them ("killed 12
people", "12 deaths", "12 Tote" are all *dead*); anything else by its noun.
"""

from __future__ import annotations

from typing import NamedTuple

from checker.text.around import clause
from checker.text.figure import Figure
from checker.text.tokens import Tokens
from checker.text.units import COUNT
from checker.text.word_stems import is_content, is_stop_word, stem

_FATES = {
    "dead": "dead deaths death died dies dying killed kills killing fatalities fatality perished drown drowns drowned "
    "drowning tote "
    "toten todesopfer getötet starben gestorben umgekommen ums muertos muertas muerto fallecidos "
    "fallecieron murieron muertes morts mort décès tués tué décédés",
    "injured": "injured injures injuring injuries hurt wounded wounds wounding verletzte verletzten "
    "verletzt heridos heridas herido lesionados blessés blessé blessées",
    "missing": "missing unaccounted vermisste vermissten vermisst vermißte desaparecidos desaparecidas disparus",
    "arrested": "arrested arrests detained detentions arresting detaining festgenommen festnahmen verhaftet detenidos "
    "detenciones arrestados arrêtés arrestations interpellées interpellés",
    "rescued": "rescued saved gerettet rescatados rescatadas sauvés secourus",
    "evacuated": "evacuated evakuiert evacuados evacuadas évacués évacuées",
    "displaced": "displaced homeless vertrieben obdachlos desplazados desplazadas déplacés",
    "aboard": "aboard bord bordo",
    "hospital": "hospitalised hospitalized",
}
_FATE_OF = {word: fate for fate, words in _FATES.items() for word in words.split()}
# What an English headline says besides, where no other language has the word: "Six die", "Police arrest nine". Behind
# its figure a word of the second kind is rather another noun's: "nine arrest warrants".
_DIE = frozenset({"die"})
_BEFORE_FIGURES = {"arrest": "arrested", "detain": "arrested", "injure": "injured", "evacuate": "evacuated"}
_FATE_WORDS = frozenset(_FATE_OF) | _DIE | _BEFORE_FIGURES.keys()
CHANGING = frozenset({"dead", "injured", "missing", "arrested", "rescued", "evacuated", "displaced", "hospital"})
"""Subjects whose number changes as the news goes on."""

COUNTED_AS_ONE = CHANGING | {"person", "passenger", "soldier", "worker"}
"""Of anything else "one" is rather an article, or begins a list."""


_ANYBODY = frozenset(
    "person people persons others victim victims life soul menschen personen leute mensch person personas persona "
    "personnes personne gens opfer víctimas victimes".split()
)
_SAME_NOUN = {
    "volkswirt": "economist", "volkswirten": "economist", "volkswirte": "economist", "economista": "economist",
    "ökonomen": "economist", "économist": "economist", "mitglieder": "member", "mitgliedern": "member",
    "miembro": "member", "membr": "member", "stimmen": "vote", "voto": "vote", "voix": "vote", "abgeordnete": "deputy",
    "abgeordneten": "deputy", "diputado": "deputy", "député": "deputy", "deputi": "deputy", "mp": "deputy",
    "lawmaker": "deputy", "sitze": "seat", "sitzen": "seat", "escaño": "seat", "sièg": "seat",
    "passagiere": "passenger", "passagieren": "passenger", "fahrgäste": "passenger", "pasajero": "passenger",
    "passager": "passenger", "kinder": "child", "kindern": "child", "niño": "child", "enfant": "child", "kid": "child",
    "soldaten": "soldier", "soldado": "soldier", "soldat": "soldier", "troop": "soldier", "häuser": "house",
    "häusern": "house", "casa": "house", "maison": "house", "hom": "house", "hous": "house", "schiffe": "ship",
    "barco": "ship", "bateaux": "ship", "boot": "boat", "boote": "boat", "student": "student", "studenten": "student",
    "estudiant": "student", "étudiant": "student", "beschäftigte": "employee", "mitarbeiter": "employee",
    "empleado": "employee", "trabajador": "worker", "arbeiter": "worker", "worker": "worker", "staff": "employee",
    "employe": "employee", "employé": "employee", "salarié": "employee", "zuschauer": "spectator",
    "fan": "spectator", "espectador": "spectator", "spectateur": "spectator",
}  # fmt: skip
_NO_PLURAL = frozenset(
    "people police staff children men women crew cattle troops personnel aircraft sheep jobless".split()
)
_NOT_PLURAL_ENDS = ("ss", "us", "is", "'s")
_VERBS_IN_S = frozenset(
    "was is has does says goes as its this his less plus across perhaps always towards besides".split()
)
_NARROWING = frozenset(
    "first last next other remaining these those both final letzten ersten últimos primeros derniers premiers".split()
)
_MOST_WORDS = 6


class Counted(NamedTuple):
    """What a figure is about.

    `subject` is the thing counted ("dead", "member"), "" where no noun says. `kind` are the words that narrow it
    (stems: "female", "child"), `noun_end` is the offset where the noun ends, `after` the
    token behind it.
    """

    subject: str
    kind: frozenset[str]
    after: int
    noun_end: int
    fate: str = ""


def counted(tokens: Tokens, figure: Figure, language: str) -> Counted:
    """Return what a figure counts and the words around it."""
    head, kinds, end = _noun(tokens, figure, language) if figure.unit is COUNT else ("", (), figure.after)
    fate = ""
    if figure.unit is COUNT and not _FATE_WORDS.isdisjoint(tokens.words):
        fate = _fate(tokens, figure, language, head, end)
    subject = head
    if fate and (head in _ANYBODY or not head or head == fate):
        subject = fate
    narrowed = frozenset(stem(kind) for kind in kinds if is_content(kind))
    narrowed |= {word for word in tokens.lower[max(0, figure.first - 2) : figure.first] if word in _NARROWING}
    if fate and subject != fate:
        narrowed |= {fate}
    noun_end = tokens.ends[end - 1] if end > figure.after else figure.end
    return Counted(subject, narrowed, end, noun_end, fate)


def _noun(tokens: Tokens, figure: Figure, language: str) -> tuple[str, tuple[str, ...], int]:
    """Return the noun that a figure counts in its one form, the words between, and the token after the noun."""
    position = figure.after
    kinds: list[str] = []
    if tokens.word(position) == "-" and tokens.touches(position):
        word = tokens.word(position + 1)
        return (one_form(word), (), position + 2) if word.isalpha() else ("", (), figure.after)
    if tokens.word(position) in {"of", "out"}:
        for back in (("out", "of", "the"), ("of", "the"), ("of", "its"), ("of", "their"), ("of", "those"), ("of",)):
            if tokens.at(position, back):
                position += len(back)
                # "14 of the 18 economists"
                position += figure.whole is not None
                break
    while position < min(len(tokens.lower), figure.after + _MOST_WORDS):
        word = tokens.lower[position]
        fate = "" if kinds else _fate_behind(word, language)
        if fate:
            return fate, (), position + 1
        if not word.isalpha() or (is_stop_word(word) and word not in {"other", "others", "more", "de", "des"}):
            break
        if _is_noun(tokens, position, language, figure):
            if tokens.word(position + 1) == "-":
                break
            second = _second_noun(tokens, position + 1)
            if second:
                return f"{one_form(word)} {one_form(second)}", tuple(kinds), position + 3
            return one_form(word), tuple(kinds), position + 1
        kinds.append(word)
        position += 1
    return "", (), figure.after


def may_be_counted(word: str, language: str) -> bool:
    """Tell whether a word, in lower case, may be the noun of a figure that is compared with others."""
    return language == "de" or _is_plural(word, language) or one_form(word) in COUNTED_AS_ONE


def fate_of(word: str, language: str) -> str:
    """Return what befell people of whom a word, in lower case, may be said: "dead" of "killed"; "" if nothing did."""
    return _fate_behind(word, language) or _fate_before(word, language)


def _fate_behind(word: str, language: str) -> str:
    """Return what befell the people whose figure a word stands behind; empty where it says nothing of it."""
    return "dead" if word in _DIE and language == "en" else _FATE_OF.get(word, "")


def _fate_before(word: str, language: str) -> str:
    """Return what befell the people whose figure a word stands before; empty where it says nothing of it."""
    return _FATE_OF.get(word) or (_BEFORE_FIGURES.get(word, "") if language == "en" else "")


def _is_noun(tokens: Tokens, index: int, language: str, figure: Figure) -> bool:
    """Tell whether the word may be the noun that is counted."""
    if language == "de":
        return tokens.written[index][:1].isupper()
    return figure.value == 1 or _is_plural(tokens.lower[index], language)


def _is_plural(word: str, language: str) -> bool:
    """Tell whether a word that is not German may be of several."""
    if word in _ANYBODY or word in _NO_PLURAL:
        return True
    if word in _VERBS_IN_S or (language != "fr" and word.endswith(_NOT_PLURAL_ENDS)):
        return False
    return word.endswith("s") or (language == "fr" and word.endswith("x"))


def _second_noun(tokens: Tokens, index: int) -> str:
    """Return the noun that is counted along with the first: "241 passengers and crew"; empty where none is."""
    word = tokens.word(index + 1)
    if tokens.word(index) not in {"and", "und", "y", "et"} or word in _FATE_OF or word in _VERBS_IN_S:
        return ""
    return word if word in _NO_PLURAL or (word.endswith("s") and not word.endswith(_NOT_PLURAL_ENDS)) else ""


def one_form(word: str) -> str:
    """Return the noun that a word, in lower case, is a form of, one for all languages: "passagiere" is "passenger"."""
    if word in _ANYBODY:
        return "person"
    short = stem(word)
    return _SAME_NOUN.get(short, _SAME_NOUN.get(word, short))


def _fate(tokens: Tokens, figure: Figure, language: str, head: str, end: int) -> str:
    """Return what befell the people that a figure counts, as the words near it say; empty where none do."""
    if head in CHANGING:
        return head
    first, last = clause(tokens, figure.first, figure.after)
    before = [tokens.lower[index] for index in range(max(first, figure.first - 4), figure.first)]
    behind = [tokens.lower[index] for index in range(end, min(last, end + 6))]
    for word in behind:
        fate = _fate_behind(word, language)
        if fate:
            return fate
        if is_content(word) and word not in {"confirmed", "people", "reported", "feared", "believed"}:
            break
    for word in reversed(before):
        fate = _fate_before(word, language)
        if fate:
            return fate
        if is_content(word):
            break
    return ""
