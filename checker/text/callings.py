"""What somebody named in a text is, and where from: "the dentist Anna Petersen", "Karl Meier, an astronomer of Velm".

Callings fall into worlds (sport, law, the arts …). Two people of one name, or of two names that are nearly one, are
told apart by them: nobody is taken for a goalkeeper and a bishop at once. A world says more than a calling, because one
person is "the striker" here and "the captain" there; words that any world has ("chief", "member") say nothing.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from checker.text.names import bare_name
from checker.text.spoken import folded

_WORLDS = {
    "sport": "striker forward winger midfielder defender goalkeeper keeper footballer player "
    "sprinter runner swimmer cyclist boxer skier golfer batsman bowler quarterback pitcher athlete jockey "
    "champion olympian torwart stürmer stürmerin verteidiger mittelfeldspieler spieler spielerin fußballer "
    "delantero portero defensa centrocampista futbolista jugador jugadora attaquant gardien "
    "défenseur footballeur joueur joueuse",
    "bench": "coach trainer trainerin referee umpire schiedsrichter entrenador entrenadora árbitro entraîneur arbitre",
    "law": "judge justice prosecutor lawyer attorney barrister solicitor magistrate notary richter richterin anwalt "
    "anwältin staatsanwalt staatsanwältin juez jueza fiscal abogado abogada juge avocat avocate procureur procureure",
    "church": "bishop archbishop cardinal priest pastor vicar rabbi imam pope monk nun abbot bischof pfarrer pfarrerin "
    "papst obispo sacerdote évêque prêtre curé",
    "arts": "actor actress singer musician composer conductor pianist violinist guitarist painter sculptor novelist "
    "author writer poet playwright filmmaker dancer comedian architect schauspieler schauspielerin sänger sängerin "
    "maler malerin autorin schriftsteller schriftstellerin komponist dichter pintor pintora cantante escritor "
    "escritora actriz compositor acteur actrice chanteur chanteuse peintre écrivain compositeur",
    "medicine": "dentist surgeon physician nurse midwife paramedic pharmacist psychologist psychiatrist vet "
    "veterinarian virologist epidemiologist arzt ärztin zahnarzt zahnärztin krankenschwester pfleger chirurg "
    "médico médica dentista enfermero enfermera cirujano médecin infirmier infirmière chirurgien",
    "learning": "economist historian astronomer physicist chemist biologist geologist mathematician scientist "
    "researcher sociologist philosopher analyst pupil student professor lecturer teacher ökonom ökonomin historiker "
    "historikerin forscher forscherin lehrer lehrerin schüler schülerin studentin economista historiador profesor "
    "profesora maestro maestra alumno alumna économiste historien chercheur chercheuse professeur élève étudiant",
    "trade": "baker butcher plumber carpenter electrician mechanic farmer fisherman shopkeeper hairdresser barber "
    "gardener welder bricklayer waiter waitress cook chef bäcker metzger klempner bauer landwirt fischer gärtner koch "
    "panadero carnicero fontanero agricultor pescador camarero boulanger boucher plombier agriculteur pêcheur",
    "politics": "president premier chancellor minister mayor senator governor councillor councilor lawmaker mp "
    "congressman congresswoman alderman kanzler kanzlerin ministerin bürgermeister bürgermeisterin abgeordneter "
    "abgeordnete präsident präsidentin presidente presidenta ministro ministra alcalde alcaldesa diputado diputada "
    "concejal maire ministre député députée sénateur sénatrice",
    "order": "inspector detective constable sergeant sheriff superintendent policeman policewoman colonel lieutenant "
    "corporal admiral firefighter polizist polizistin feuerwehrmann policía bombero inspecteur gendarme policier "
    "pompier",
    "trading": "banker ceo entrepreneur broker trader businessman businesswoman accountant unternehmer unternehmerin "
    "empresario empresaria banquero banquier entrepreneuse",
    "press": "reporter presenter journalist correspondent photographer columnist reporterin journalistin "
    "periodista journaliste",
    "kin": "widow widower wife husband son daughter brother sister father mother grandson granddaughter grandfather "
    "grandmother nephew niece cousin witwe tochter sohn bruder schwester viuda hija hijo hermano hermana veuve fille "
    "frère sœur",
    "rest": "pensioner retiree rentner rentnerin jubilado jubilada retraité retraitée",
}
_WORLD_OF = {folded(word): world for world, words in _WORLDS.items() for word in words.split()}
_KIN = frozenset(folded(word) for word in _WORLDS["kin"].split())
CALLINGS = frozenset(_WORLD_OF)
"""Words, folded, that say what somebody is."""

_BEFORE = re.compile(r"(?:[^\W\d_][\w'’-]*[ \u00a0]+){0,4}$")
_AGE = r"(?:\s*\(\d{1,3}\)|,\s+(?:aged\s+|now\s+|de\s+)?\d{1,3}(?:\s+(?:ans|años|Jahre))?(?=,))?"
_BEHIND = re.compile(rf"{_AGE},\s+(?P<what>(?:[\w'’-]+[ \u00a0]){{0,5}}[\w'’-]+)")
_OF = re.compile(
    rf"(?:{_AGE},?)\s+(?:of|from|aus|de|d['’])\s*(?P<place>[^\W\d_a-zà-öø-ÿ][\w'’-]+(?:[ ][^\W\d_a-zà-öø-ÿ][\w'’-]+)?)"
)
_CHILD = re.compile(r"(?:,\s+(?:aged\s+)?|\s+\()(?:\d|1[0-4])(?=[,.)])")
# Behind a name these begin something else than what the named person is.
_NO_APPOSITION = frozenset(
    "who whose whom which where when while and but or said says told after before as with whereas der dessen deren "
    "sagte und aber que quien dijo y pero qui dont et mais".split()
)
_STOPS = frozenset(
    "and or but to for by with against from of said says told asked met like und oder von mit für gegen sagte y o con "
    "para por contra dijo et ou avec pour contre que who that which".split()
)
_COMMA = re.compile(r"(?:^|[.;:!?“”\"]\s|\n)(?P<what>(?:[\w'’-]+ ){0,4}[\w'’-]+), $")
# Whoever ends so has a calling, of which nothing more is known: a world of its own.
_CALLING = re.compile(r"(?!(?:commun|rac|sex|terror|activ|cycl)ist$)\w{3,}(?:ist|grapher|maker|smith|wright)$")
_REACH = 80
_TWO_GENERATIONS = re.compile(
    r"\b(?:Jr|Jnr|Junior|Sr|Snr|Senior|namesakes?|of the same name|no relation|the elder|the younger|[Nn]amensvetter"
    r"|hijo|padre|fils|père|der Ältere|der Jüngere)\b"
)


class Beside(NamedTuple):
    """What stands beside a name: the worlds of its callings, and the places it is "of", folded."""

    worlds: frozenset[str]
    places: frozenset[str]

    def is_another(self, other: Beside) -> bool:
        """Tell whether two must be two people: of two worlds, or of two places."""
        return _apart(self.worlds, other.worlds) or _apart(self.places, other.places)


def _apart(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one and other and not one & other)


def beside(text: str, start: int, end: int) -> Beside:
    """Return what stands beside the name at `text[start:end]`: before it, or behind it between commas."""
    line = text.rfind("\n", 0, start) + 1
    before = text[max(line, start - _REACH) : start]
    described = _BEFORE.search(before)
    found = _worlds_before(described.group().split()) if described else frozenset()
    described = _COMMA.search(before) if before.endswith(", ") else None
    if described is not None:
        found |= _worlds_before(described["what"].split())
    behind = _BEHIND.match(text, end, min(len(text), end + 120))
    if behind is not None:
        found |= _worlds_behind(behind["what"].split())
    child = _CHILD.match(text, end, min(len(text), end + 20))
    if child is not None:
        found |= {"child"}
    place = _OF.match(text, end, min(len(text), end + 60))
    return Beside(found, frozenset({bare_name(place["place"])}) if place else frozenset())


def _worlds_before(words: list[str]) -> frozenset[str]:
    found: set[str] = set()
    for word in reversed(words):
        plain = folded(word)
        if plain in _STOPS or plain.endswith(("'s", "’s")):
            break
        found |= _worlds_of(plain)
    return frozenset(found)


def _worlds_of(plain: str) -> set[str]:
    """Return the world of a word, folded, in a set; none where it is no calling."""
    world = _WORLD_OF.get(plain)
    if world is None and plain.endswith("ologist"):
        world = "learning"
    return {world} if world else {plain} if _CALLING.match(plain) else set()


def _worlds_behind(words: list[str]) -> frozenset[str]:
    found: set[str] = set()
    for number, word in enumerate(words):
        plain = folded(word)
        if plain in _NO_APPOSITION or plain in _STOPS or (number and word[0].isupper()):
            break
        found |= _worlds_of(plain)
    return frozenset(found)


def worlds_in(words: str) -> frozenset[str]:
    """Return the worlds of the callings in a few words: "mayor of Velm"."""
    return frozenset(_WORLD_OF[plain] for word in words.split() if (plain := folded(word)) in _WORLD_OF)


def tells_of_kin(text: str) -> bool:
    """Tell whether a text names somebody's kin: "her granddaughter"."""
    return not _KIN.isdisjoint(folded(text).split())


def tells_of_two(text: str) -> bool:
    """Tell whether a text says that there are two of one name: "Tom Harrow Jr", "his namesake"."""
    return _TWO_GENERATIONS.search(text) is not None
