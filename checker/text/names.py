"""Names of people as running text writes them, with the title or office that stands before them.

What is read: two words or more that begin with capitals ("Lenna Quillmoor", "Carlos de la Vega", "J. D. Vance"), or
one behind a title ("Judge Ashlund"). Words that are surely of a place, an institution, a month or a sentence's
beginning are none. Nothing is looked up; a name that nobody could tell from other words is left out.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from checker.text.spoken import folded

_PARTICLES = "de|del|della|der|den|di|da|do|dos|das|du|la|le|las|los|van|von|vom|zu|zur|bin|ibn|al|el|ter|ten|af|av|y"
_PARTICLE_WORDS = frozenset(_PARTICLES.split("|"))
_CAPITAL = r"[^\W\d_a-zà-öø-ÿ]"
_WORD = rf"(?:{_CAPITAL}(?:\.|[\w’'-]*\w)?)"
# The first letter is one of a set that the search leaps by, and is then seen to be a capital; what stands before it is
# looked at last.
_LEAP = "[A-Zªµº²³¹¼-¾À-ÖØ-ß\u0100-\U0010ffff]"
_FIRST = rf"{_LEAP}(?<={_CAPITAL})(?<![\w’'.-].)(?:\.|[\w’'-]*\w)?"
_RUN = re.compile(rf"{_FIRST}(?:[ \u00a0](?:(?:{_PARTICLES})[ \u00a0]){{0,2}}{_WORD}){{1,7}}")
_PART = re.compile(r"[^ \u00a0]+")
_POSSESSIVE = re.compile(r"(?:['’]s|['’])$")

TITLES = frozenset(
    "mr mrs ms miss mx dr prof professor sir dame lord lady baron president vice prime minister chancellor premier "
    "king queen prince princess pope bishop archbishop cardinal rabbi imam father sister brother reverend rev "
    "senator sen representative rep congressman congresswoman governor gov mayor mayoress councillor councilor "
    "ambassador secretary general attorney commissioner chief chairman chairwoman chair chairperson director judge "
    "justice prosecutor detective inspector superintendent constable sergeant captain commander colonel col major "
    "lieutenant lt admiral marshal brigadier corporal officer doctor nurse coach manager spokesman spokeswoman "
    "spokesperson leader boss deputy former acting interim late ex shadow home foreign defence defense finance "
    "transport health economy interior justice education environment culture energy trade labour labor treasury "
    "state party treasurer ceo head harbour harbor master skipper pilot presiding lawyer lawmaker mp "
    "striker goalkeeper midfielder defender winger referee economist historian analyst activist farmer fisherman "
    "speaker commissioner champion principal dean sheriff rector editor minister-president "
    "student engineer professor scientist author singer actor actress "
    "präsident präsidentin kanzler kanzlerin bundeskanzler bundeskanzlerin minister ministerin finanzminister "
    "finanzministerin wirtschaftsminister wirtschaftsministerin außenminister außenministerin innenminister "
    "innenministerin verteidigungsminister bürgermeister bürgermeisterin gouverneur gouverneurin richter richterin "
    "sprecher sprecherin herr frau ministerpräsident ministerpräsidentin premierminister premierministerin "
    "presidente presidenta ministro ministra primer gobernador gobernadora alcalde alcaldesa juez jueza señor señora "
    "président présidente ministre maire gouverneur juge monsieur madame".split()
)
"""Words before a name that are no part of it, in small letters."""

_FUNCTION = frozenset(
    "the a an in on at by to of for from with without and but or nor so yet as if when while where who whom whose what "
    "which why how that this these those there here it its he she they we i you his her their our my your him them us "
    "not no yes only even just also both all each every some any many most more less few several other another such "
    "then now today yesterday tomorrow later earlier after before since until during over under between among against "
    "about like than because although though however meanwhile instead still once never always often perhaps maybe "
    "asked told said says speaking given taken born according despite following last next first second third new old "
    "one two three four five six seven eight nine ten nobody everybody everyone somebody nothing is are was were be "
    "has have had does did do will would can could may might must shall should let remember look dear breaking update "
    "der die das ein eine am im in auf bei von zu und aber oder wer was wo wie wenn als nach vor seit bis "
    "el la los las un una en de del al y o pero si no con por para sin desde hasta según cuando como "
    "le les un une des à et mais ou où quand selon dans sur avec sans pour par depuis".split()
)
_NOT_PEOPLE = frozenset(
    "january february march april june july august september october november december monday tuesday wednesday "
    "thursday friday saturday sunday street road avenue square lane hall house palace court park bridge station "
    "airport hospital school university college institute academy church cathedral museum gallery theatre theater "
    "bank ministry department office agency authority board bureau council commission committee parliament congress "
    "senate assembly union league party front alliance movement network association federation society club team "
    "group company corporation corp inc ltd llc plc gmbh ag news times post press journal gazette herald guardian "
    "chronicle tribune courier packet beacon lantern review wire radio television tv channel online media live city "
    "town village county province region district island islands isle river lake sea ocean mount mountain mountains "
    "valley coast bay gulf cape north south east west northern southern eastern western central upper lower united "
    "states kingdom republic nations europe asia africa america american british french german spanish russian "
    "chinese european national international regional federal royal public democratic labour conservative liberal "
    "green greens cup final world olympic games war day night week year christmas easter act bill law plan report "
    "treaty agreement accord deal fund service services police army navy force forces guard coastguard ferry ferries "
    "port harbour harbor airlines airways air force one white black red blue street centre center system project "
    "programme program foundation trust tower dam mill works power energy water health security defence defense "
    "foreign affairs interior finance economy trade transport education culture justice supreme high appeal regional "
    "crown state gate mole path room article section chapter figure table phase "
    "bundesbank bundestag bundesrat ministerium partei universität straße platz bank banco ministerio partido "
    "universidad calle comisión tribunal gobierno consejo unión república nacional central ministère parti université "
    "rue commission cour conseil république nationale".split()
)
MOST_WORDS = 5
_LETTERS = str.maketrans({"ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"})


class Name(NamedTuple):
    """A person's name: `text[start:end]`, its words without titles, and the capitalised title words before it.

    `surname` and `given` are folded (small letters, no accents); `given` is "" where only the surname stands there.
    """

    start: int
    end: int
    words: tuple[str, ...]
    titles: tuple[str, ...]
    given: str
    surname: str

    @property
    def written(self) -> str:
        """The name as it stands, without titles and possessive ending."""
        return " ".join(self.words)


def names_in(text: str) -> tuple[Name, ...]:
    """Return the names of people that stand in `text`, in order; surnames alone only behind a title."""
    found = [(match.start(), _name_in(match.group())) for match in _RUN.finditer(text)]
    return tuple(
        [
            Name(name.start + at, name.end + at, name.words, name.titles, name.given, name.surname)
            for at, name in found
            if name is not None
        ]
    )


@lru_cache(maxsize=20_000)
def bare_name(written: str) -> str:
    """Return a name or a word of one as it is compared: small, without accents, marks and possessive ending."""
    plain = folded(_POSSESSIVE.sub("", written)).translate(_LETTERS)
    return re.sub(r"[^\w ]", "", plain.replace("-", " ")).strip()


@lru_cache(maxsize=20_000)
def _name_in(run: str) -> Name | None:
    """Return the name in a run of capitalised words, None where it holds none that is sure; most come again."""
    words = [(one.start(), one.group()) for one in _PART.finditer(run)]
    while words and _folded_title(words[0][1]) in _FUNCTION:
        words.pop(0)
    titles: list[str] = []
    for index in range(len(words) - 1, -1, -1):
        if is_title(words[index][1]):
            titles = [word for _, word in words[: index + 1]]
            words = words[index + 1 :]
            break
    while words and words[-1][1] in _PARTICLE_WORDS:
        words.pop()
    if not words or len(words) > MOST_WORDS or (len(words) == 1 and not titles):
        return None
    plain = [bare_name(word) for _, word in words]
    if not all(plain) or any(word in _NOT_PEOPLE or word in _FUNCTION for word in plain if word not in _PARTICLES):
        return None
    capitals = [word for _, word in words if word[0].isupper()]
    if all(len(word) > 1 and word.isupper() and len(word.strip(".")) > 1 for word in capitals):
        return None  # an acronym, or a line all in capitals
    if len(plain[-1]) < 2 or _mixed_scripts(run):
        return None
    written = tuple([_plain_form(word) for _, word in words])
    first, last = words[0][0], words[-1][0] + len(written[-1])
    return Name(first, last, written, tuple(titles), plain[0] if len(plain) > 1 else "", _surname(plain))


def _plain_form(word: str) -> str:
    """Return a word without its possessive ending."""
    return _POSSESSIVE.sub("", word) if "'" in word or "’" in word else word


def _surname(plain: list[str]) -> str:
    """Return the surname: the last word, with the particles before it."""
    at = len(plain) - 1
    while at > 1 and plain[at - 1] in _PARTICLE_WORDS:
        at -= 1
    return " ".join(plain[at:])


@lru_cache(maxsize=20_000)
def _folded_title(word: str) -> str:
    return folded(_POSSESSIVE.sub("", word)).rstrip(".") if word else ""


@lru_cache(maxsize=20_000)
def is_title(word: str) -> bool:
    """Tell whether a word is a title or a part of an office: "Mr", "Minister", "ex-treasurer"."""
    plain = _folded_title(word).removesuffix("-elect").removesuffix("-designate")
    return plain in TITLES or plain.startswith("ex-")


def _mixed_scripts(word: str) -> bool:
    """Tell whether Latin letters stand beside Cyrillic or Greek ones that look alike: such a word is not compared."""
    if word.isascii():
        return False
    latin = any("a" <= char.lower() <= "z" for char in word)
    return latin and any("\u0370" <= char <= "\u052f" for char in word)


def one_letter_apart(one: str, other: str) -> bool:
    """Tell whether two different words become one by changing, adding, dropping or swapping a single letter."""
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    short, long = sorted((one, other), key=len)
    at = 0
    while at < len(short) and short[at] == long[at]:
        at += 1
    if len(short) < len(long):
        return short[at:] == long[at + 1 :]
    swapped = short[at + 1 : at + 2] == long[at : at + 1] and short[at : at + 1] == long[at + 1 : at + 2]
    return short[at + 1 :] == long[at + 1 :] or (swapped and short[at + 2 :] == long[at + 2 :])
