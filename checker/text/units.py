"""Units of measure, money and share: what a unit word means, as a factor to one unit for each dimension.

Factors are exact by definition (international yard and pound, 1959; the SI; the litre), or a span where a word means
two things: a "ton" is 907.18 kg in America, 1,016.05 kg in Britain and loosely 1,000 kg; a gallon is 3.785 or 4.546
litres; a month has 28 to 31 days. Money is never converted: each currency is a dimension of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from checker.text.tokens import Tokens


@dataclass(frozen=True, slots=True)
class Unit:
    """`dimension` is what may be compared, with its base unit in `factor`: a value times it is in base units.

    `low` and `high` are the least and the greatest factor. `offset` is added first (°F). `integral` is true of what is
    counted whole.
    """

    name: str
    dimension: str
    low: Decimal
    high: Decimal
    offset: Decimal = Decimal(0)


_MEASURES = """
length m 0.001 | mm millimetre millimetres millimeter millimeters Millimeter milímetro milímetros millimètre
length m 0.001 | mm millimètres
length m 0.01 | cm centimetre centimetres centimeter centimeters Zentimeter centímetro centímetros centimètre
length m 0.01 | cm centimètres
length m 1 | metre metres meter meters Meter Metern metro metros mètre mètres
length m 1000 | km kilometre kilometres kilometer kilometers Kilometer Kilometern kilómetro kilómetros kilomètre
length m 1000 | km kilomètres kms
length m 1609.344 | mile miles mi Meile Meilen milla millas
length m 0.9144 | yard yards yd yds
length m 0.3048 | foot feet ft Fuß pie pies pied pieds
length m 0.0254 | inch inches Zoll pulgada pulgadas pouce pouces
length m 1852 | nautical_mile nautical_miles Seemeile Seemeilen milla_náutica millas_náuticas
area m² 1 | m² sq_m square_m square_metre square_metres square_meter square_meters Quadratmeter Quadratmetern
area m² 1 | m² metro_cuadrado metros_cuadrados mètre_carré mètres_carrés
area m² 1000000 | km² sq_km square_km square_kilometre square_kilometres square_kilometer square_kilometers
area m² 1000000 | km² Quadratkilometer Quadratkilometern kilómetros_cuadrados kilomètres_carrés
area m² 10000 | hectare hectares ha Hektar hectárea hectáreas
area m² 4046.8564224 | acre acres
area m² 2589988.110336 | square_mile square_miles sq_mile sq_miles sq_mi
area m² 0.09290304 | square_foot square_feet sq_ft
mass kg 0.001 | gram grams gramme grammes Gramm gramo gramos
mass kg 1 | kg kilogram kilograms kilogramme kilogrammes kilo kilos Kilogramm Kilo kilogramo kilogramos
mass kg 1000 | tonne tonnes metric_ton metric_tons Tonne Tonnen tonelada toneladas
mass kg 907.18474 1016.0469088 | ton tons
mass kg 0.45359237 | lb lbs
mass kg 0.028349523125 0.0311034768 | ounce ounces oz Unze Unzen onza onzas once onces
volume l 1 | litre litres liter liters Liter Litern litro litros
volume l 3.785411784 4.54609 | gallon gallons galón galones
volume l 158.987294928 | barrel barrels bbl barril barriles baril barils
volume l 1000 | cubic_metre cubic_metres cubic_meter cubic_meters Kubikmeter metros_cúbicos mètres_cubes m³
speed m/s 0.277777777778 | km/h kph kmh kilometres_per_hour kilometers_per_hour kilometres_an_hour
speed m/s 0.277777777778 | km/h kilometers_an_hour Stundenkilometer Stundenkilometern kilómetros_por_hora
speed m/s 0.277777777778 | km/h kilomètres_heure
speed m/s 0.44704 | mph miles_per_hour miles_an_hour
speed m/s 0.514444444444 | knot knots Knoten nudo nudos nœud nœuds
speed m/s 1 | metres_per_second meters_per_second m/s
time s 1 | second seconds Sekunde Sekunden segundo segundos seconde secondes
time s 60 | minute minutes mins Minute Minuten minuto minutos
time s 3600 | hour hours hrs Stunde Stunden hora horas heure heures
time s 86400 | day days Tag Tage Tagen día días jour jours
time s 604800 | week weeks Woche Wochen semana semanas semaine semaines
time s 1209600 | fortnight fortnights
time s 2419200 2678400 | month months Monat Monate Monaten mes meses mois
time s 31536000 31622400 | year years Jahr Jahre Jahren año años an ans année années
time s 315360000 316224000 | decade decades Jahrzehnt Jahrzehnte Jahrzehnten década décadas décennie décennies
power W 1000 | kW kilowatt kilowatts Kilowatt
power W 1000000 | MW megawatt megawatts Megawatt
power W 1000000000 | GW gigawatt gigawatts Gigawatt
energy Wh 1000 | kWh kilowatt_hour kilowatt_hours kilowatt-hours Kilowattstunden
energy Wh 1000000 | MWh megawatt_hours Megawattstunden
energy Wh 1000000000 | GWh gigawatt_hours Gigawattstunden
share % 1 | % percent per_cent pc pct Prozent por_ciento pour_cent
points pp 1 | percentage_point percentage_points Prozentpunkt Prozentpunkte Prozentpunkten punto_porcentual
points pp 1 | percentage_point puntos_porcentuales point_de_pourcentage points_de_pourcentage
points pp 0.01 | basis_point basis_points bp bps Basispunkt Basispunkte Basispunkten puntos_básicos puntos_base
points pp 0.01 | basis_point points_de_base
USD USD 1 | $ US$ USD dollar dollars Dollar dólar dólares
EUR EUR 1 | € EUR euro euros Euro
GBP GBP 1 | £ GBP
JPY JPY 1 | ¥ JPY yen Yen
CHF CHF 1 | CHF francs Franken
INR INR 1 | ₹ INR rupees rupias Rupien roupies
RUB RUB 1 | ₽ RUB roubles rubles Rubel rublos
AUD AUD 1 | A$ AU$ AUD
CAD CAD 1 | C$ CA$ CAD
NZD NZD 1 | NZ$ NZD
HKD HKD 1 | HK$ HKD
SGD SGD 1 | S$ SGD
CNY CNY 1 | CNY RMB yuan Yuan yuanes yuans
KRW KRW 1 | ₩ KRW won
"""
_DEGREES = frozenset("degree degrees grad grado grados degré degrés °".split())
CURRENCIES = frozenset("USD EUR GBP JPY CHF INR RUB AUD CAD NZD HKD SGD CNY KRW".split())
"""The dimensions that are money."""

FRACTION = Unit("%", "share", Decimal(1), Decimal(1))
"""The unit of shares, in per cent."""

COUNT = Unit("", "", Decimal(1), Decimal(1))
"""No unit: things are counted, or a bare number stands there."""

_CELSIUS = Unit("°C", "temperature", Decimal(1), Decimal(1))
_FAHRENHEIT = Unit("°F", "temperature", Decimal(5) / 9, Decimal(5) / 9, Decimal(-32))
_POUNDS = Unit("pound", "pound", Decimal(1), Decimal(1))
# A word that is a unit only with digits directly before it: "5 m", "5m", "20 g", "30 min".
_SHORT = {
    "m": ("length", "m", "1"), "t": ("mass", "kg", "1000"), "g": ("mass", "kg", "0.001"), "l": ("volume", "l", "1"),
    "s": ("time", "s", "1"), "h": ("time", "s", "3600"), "min": ("time", "s", "60"), "hr": ("time", "s", "3600"),
}  # fmt: skip


def _table() -> Iterator[tuple[tuple[str, ...], Unit]]:
    for line in _MEASURES.strip().splitlines():
        means, _, words = line.partition(" | ")
        dimension, _, *factors = means.split()
        for written in words.split():
            words_of_unit = tuple(written.lower().replace("_", " ").replace("/", " / ").replace("-", " - ").split())
            parts = tuple(part for word in words_of_unit for part in _split_signs(word))
            yield parts, Unit(words.split()[0].replace("_", " "), dimension, Decimal(factors[0]), Decimal(factors[-1]))


def _split_signs(word: str) -> list[str]:
    """Return a word as the tokens it is made of: "us$" is two."""
    return [word[:-1], "$"] if word.endswith("$") and len(word) > 1 else [word]


_UNITS = dict(_table())
_LONGEST = max(map(len, _UNITS))
_SIGNS = frozenset("$€£¥₹₽₩")
_FIRST_WORDS = frozenset(phrase[0] for phrase in _UNITS)
_POUND_WORDS = frozenset({"pound", "pounds"})
# Most numbers have no unit: what stands behind them shows it at once.
_BEGIN_UNITS = _FIRST_WORDS | _DEGREES | _POUND_WORDS | _SHORT.keys() | {"-"}

UNIT_WORDS = frozenset(word for phrase in _UNITS for word in phrase)
"""Every word that stands in the name of a unit, in lower case."""


def dimensions(word: str) -> frozenset[str]:
    """Return the dimensions of the units in whose name a word or a sign, in lower case, stands."""
    return _DIMENSIONS.get(word, frozenset())


def _dimensions() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {word: {"temperature", "degree"} for word in _DEGREES}
    for word in _POUND_WORDS:
        found[word] = {_POUNDS.dimension}
    for word, (dimension, _, _) in _SHORT.items():
        found.setdefault(word, set()).add(dimension)
    for phrase, unit in _UNITS.items():
        for word in phrase:
            found.setdefault(word, set()).add(unit.dimension)
    return {word: frozenset(of) for word, of in found.items()}


_DIMENSIONS = _dimensions()


def unit_words(dimension: str) -> frozenset[str]:
    """Return the words, in lower case, one of which stands beside every figure of a dimension."""
    long = {phrase[0] for phrase, unit in _UNITS.items() if unit.dimension == dimension}
    return frozenset(long | {word for word, (of, _, _) in _SHORT.items() if of == dimension})


def unit_behind(tokens: Tokens, index: int, *, in_digits: bool) -> tuple[Unit, int] | None:
    """Return the unit that begins at token `index`, behind a number, and where it ends; None where none does."""
    word = tokens.word(index)
    if word not in _BEGIN_UNITS:
        return None
    if word == "-" and tokens.touches(index) and tokens.touches(index + 1):
        # "a 40-kilometre queue", "a 12-year-old"
        found = unit_behind(tokens, index + 1, in_digits=in_digits)
        return found if found and found[0].dimension != "share" else None
    if word in _DEGREES:
        return _temperature(tokens, index)
    if word in _POUND_WORDS:
        return _POUNDS, index + 1
    for length in range(min(_LONGEST, len(tokens.lower) - index) if word in _FIRST_WORDS else 0, 0, -1):
        unit = _UNITS.get(tuple(tokens.lower[index : index + length]))
        if unit is not None:
            if word == "$" and length == 1:
                return None
            return unit, index + length
    if in_digits and word in _SHORT and tokens.written[index].islower():
        dimension, name, factor = _SHORT[word]
        return Unit(name if word == "m" else word, dimension, Decimal(factor), Decimal(factor)), index + 1
    return None


def unit_before(tokens: Tokens, index: int) -> tuple[Unit, int] | None:
    """Return the currency that ends directly before token `index` ("US$", "€", "EUR "), and where it begins."""
    written = tokens.written[index - 1] if index else ""
    if written not in _SIGNS and not (len(written) == 3 and written.isupper()):
        return None
    for length in (2, 1):
        first = index - length
        unit = _UNITS.get(tuple(tokens.lower[first:index])) if first >= 0 else None
        if unit is not None and unit.dimension in CURRENCIES:
            return unit, first
    return None


def _temperature(tokens: Tokens, index: int) -> tuple[Unit, int] | None:
    """Return what kind of degree begins here; plain degrees may be of angle, and are a unit of their own."""
    word = tokens.word(index + 1)
    if word in {"c", "celsius", "centigrade"}:
        return _CELSIUS, index + 2
    if word in {"f", "fahrenheit"}:
        return _FAHRENHEIT, index + 2
    if tokens.word(index) == "°" and word[:1] not in {"c", "f"}:
        return None
    return Unit("degree", "degree", Decimal(1), Decimal(1)), index + 1
