"""Numbers written as words in English, German, Spanish and French, up to 999, and the scales above."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

Phrases = Mapping[tuple[str, ...], int]

_EN = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
_EN_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_DE = (
    "null ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn "
    "achtzehn neunzehn"
).split()
_DE_TENS = "zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig".split()
_ES = (
    "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete "
    "dieciocho diecinueve veinte veintiuno veintidós veintitrés veinticuatro veinticinco veintiséis veintisiete "
    "veintiocho veintinueve"
).split()
_ES_TENS = "treinta cuarenta cincuenta sesenta setenta ochenta noventa".split()
_ES_HUNDREDS = (
    "ciento doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos novecientos"
).split()
_FR = (
    "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit "
    "dix-neuf"
).split()
_FR_TENS = "vingt trente quarante cinquante soixante".split()

SCALES: Mapping[str, Mapping[str, int]] = {
    "en": {
        "hundred": 10**2, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12, "lakh": 10**5,
        "crore": 10**7, "mn": 10**6, "bn": 10**9, "tn": 10**12, "m": 10**6, "b": 10**9, "k": 10**3, "lakhs": 10**5,
        "crores": 10**7,
    },
    "de": {
        "hundert": 10**2, "tausend": 10**3, "million": 10**6, "millionen": 10**6, "milliarde": 10**9,
        "milliarden": 10**9, "billion": 10**12, "billionen": 10**12, "mio": 10**6, "mrd": 10**9, "tsd": 10**3,
    },
    "es": {
        "mil": 10**3, "millón": 10**6, "millones": 10**6, "millardo": 10**9, "millardos": 10**9, "billón": 10**12,
        "billones": 10**12,
    },
    "fr": {
        "cent": 10**2, "cents": 10**2, "mille": 10**3, "million": 10**6, "millions": 10**6, "milliard": 10**9,
        "milliards": 10**9, "billion": 10**12, "billions": 10**12, "md": 10**9, "mds": 10**9,
    },
}  # fmt: skip
"""Words that multiply the number before them. A billion is 10^9 in English and 10^12 in the three others."""

NEEDS_DIGITS = frozenset({"m", "b", "k", "mn", "bn", "tn", "mio", "mrd", "tsd", "md", "mds"})
"""Scales that are short for a word: they stand only behind digits."""

LETTER_SCALES = frozenset({"m", "b", "k"})
"""Scales of one letter: read only where a currency stands before ("$3m"), for 3m is also three metres."""


@cache
def spelled(language: str) -> Phrases:
    """Return every way to write 2 to 999 in `language`, as words without hyphens; empty for other languages."""
    ways = {"en": _english, "de": _german, "es": _spanish, "fr": _french}.get(language)
    return {tuple(way.replace("-", " ").split()): number for way, number in ways()} if ways else {}


@cache
def starters(language: str) -> frozenset[str]:
    """Return the words that a number of `spelled` can begin with."""
    return frozenset(phrase[0] for phrase in spelled(language))


@cache
def followers(language: str) -> frozenset[str]:
    """Return the words that a number of `spelled` can go on with."""
    return frozenset(word for phrase in spelled(language) for word in phrase[1:])


@cache
def longest(language: str) -> int:
    """Return how many words the longest number of `spelled` has; 0 where there is none."""
    return max(map(len, spelled(language)), default=0)


def _english() -> Iterator[tuple[str, int]]:
    below = {number: word for number, word in enumerate(_EN) if number}
    for tens, word in enumerate(_EN_TENS, start=2):
        below[tens * 10] = word
        below |= {tens * 10 + unit: f"{word} {_EN[unit]}" for unit in range(1, 10)}
    yield from ((word, number) for number, word in below.items() if number > 1)
    for hundreds in range(1, 10):
        for first in (_EN[hundreds], "a") if hundreds == 1 else (_EN[hundreds],):
            yield f"{first} hundred", hundreds * 100
            for number, word in below.items():
                yield f"{first} hundred and {word}", hundreds * 100 + number
                yield f"{first} hundred {word}", hundreds * 100 + number


def _german() -> Iterator[tuple[str, int]]:
    below = {number: word for number, word in enumerate(_DE) if number}
    for tens, word in enumerate(_DE_TENS, start=2):
        below[tens * 10] = word
        below |= {tens * 10 + unit: f"{_DE[unit]}und{word}" for unit in range(1, 10)}
    for hundreds in range(10):
        for first in ("hundert", "einhundert") if hundreds == 1 else (f"{_DE[hundreds]}hundert",):
            if hundreds:
                yield first, hundreds * 100
            for number, word in below.items():
                if hundreds:
                    yield f"{first}{word}{'s' if number == 1 else ''}", hundreds * 100 + number
                elif number > 1:
                    yield from ((way, number) for way in {word, word.replace("ß", "ss")})


def _spanish() -> Iterator[tuple[str, int]]:
    below = {number: word for number, word in enumerate(_ES) if number}
    for tens, word in enumerate(_ES_TENS, start=3):
        below[tens * 10] = word
        below |= {tens * 10 + unit: f"{word} y {_ES[unit]}" for unit in range(1, 10)}
    for number, word in below.items():
        for way in _spanish_forms(word):
            if number > 1:
                yield way, number
            for hundreds, hundred in enumerate(_ES_HUNDREDS, start=1):
                for first in {hundred, hundred.replace("ientos", "ientas")}:
                    yield f"{first} {way}", hundreds * 100 + number
    yield "cien", 100
    for hundreds, hundred in enumerate(_ES_HUNDREDS[1:], start=2):
        yield from (
            (way, hundreds * 100) for way in {hundred, hundred.replace("ientos", "ientas"), hundred[:-2] + "as"}
        )


def _spanish_forms(word: str) -> set[str]:
    """Return a number as it stands alone and before a noun: veintiuno, veintiún, veintiuna."""
    if not word.endswith("uno"):
        return {word}
    return {word, f"{word[:-3]}{'ún' if word.startswith('veinti') else 'un'}", f"{word[:-1]}a"}


def _french() -> Iterator[tuple[str, int]]:
    below = {number: word for number, word in enumerate(_FR) if number}
    for tens, word in enumerate(_FR_TENS, start=2):
        below[tens * 10] = word
        below |= {tens * 10 + unit: f"{word}-{'et-' if unit == 1 else ''}{_FR[unit]}" for unit in range(1, 10)}
    below |= {60 + unit: f"soixante-{'et-' if unit == 11 else ''}{_FR[unit]}" for unit in range(10, 20)}
    below |= {80 + unit: f"quatre-vingt-{_FR[unit]}" for unit in range(1, 20)}
    below |= {70: "soixante-dix", 80: "quatre-vingts"}
    for number, word in [*below.items(), (80, "quatre-vingt"), (70, "septante"), (90, "nonante")]:
        for way in {word, f"{word}e"} if word.endswith("un") else {word}:
            if number > 1:
                yield way, number
            for hundreds in range(1, 10):
                yield f"{'' if hundreds == 1 else _FR[hundreds] + ' '}cent {way}", hundreds * 100 + number
    for hundreds in range(1, 10):
        yield f"{'' if hundreds == 1 else _FR[hundreds] + ' '}cent", hundreds * 100
        if hundreds > 1:
            yield f"{_FR[hundreds]} cents", hundreds * 100
