"""Figures: what is read of a text, what is not, and that any value in any form comes back within its interval."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.text.clocks import clocks_in
from checker.text.dating import moments_in
from checker.text.figure import Figure
from checker.text.figures import figures_in
from checker.text.number_words import SCALES, spelled
from checker.text.tokens import tokens_of

LANGUAGES = ("en", "de", "es", "fr")


def read(text: str, language: str = "en") -> tuple[Figure, ...]:
    tokens = tokens_of(text)
    return figures_in(tokens, language, moments_in(tokens, language, None), clocks_in(tokens, language))


def spans(text: str, language: str = "en") -> list[str]:
    """Return each figure as "words: low..high unit", open ends in round brackets."""
    told = []
    for figure in read(text, language):
        interval = figure.interval
        low = "" if interval.low is None else f"{interval.low.normalize():f}"
        high = "" if interval.high is None else f"{interval.high.normalize():f}"
        dots = f"{'(' if interval.low_open else '['}{low} .. {high}{')' if interval.high_open else ']'}"
        told.append(f"{text[figure.start : figure.end]}: {dots} {figure.unit.dimension}".strip())
    return told


READ = [
    ("en", "1,200 people", "1,200: [1150 .. 1250)"),
    ("de", "1.200 Menschen", "1.200: [1150 .. 1250)"),
    ("es", "1.200 personas", "1.200: [1150 .. 1250)"),
    ("fr", "1 200 personnes", "1 200: [1150 .. 1250)"),
    ("en", "1,187 people", "1,187: [1187 .. 1187]"),
    ("en", "12,34,567 voters", "12,34,567: [1234567 .. 1234567]"),
    ("de", "1'187 Menschen", "1'187: [1187 .. 1187]"),
    ("en", "1.2 million people", "1.2 million: [1150000 .. 1250000)"),
    ("en", "3 billion people", "3 billion: [2500000000 .. 3500000000)"),
    ("de", "3 Milliarden Menschen", "3 Milliarden: [2500000000 .. 3500000000)"),
    ("de", "2 Billionen Euro", "2 Billionen Euro: [1500000000000 .. 2500000000000) EUR"),
    ("es", "un billón de euros", "un billón de euros: [500000000000 .. 1500000000000) EUR"),
    ("es", "3.400 millones de euros", "3.400 millones de euros: [3350000000 .. 3450000000) EUR"),
    ("fr", "3,4 milliards d'euros", "3,4 milliards d'euros: [3350000000 .. 3450000000) EUR"),
    ("en", "a dozen eggs", "a dozen: [11 .. 13]"),
    ("en", "dozens of people", "dozens: [12 .. 250]"),
    ("en", "more than 40 people", "more than 40: [40 .. ]"),
    ("en", "over 40 people", "over 40: [40 .. ]"),
    ("en", "up to 15 people", "up to 15: [ .. 15]"),
    ("en", "fewer than 15 people", "fewer than 15: [ .. 15]"),
    ("en", "40 people or more", "40: [36 .. 44)"),
    ("en", "40 or more people", "40 or more: [40 .. ]"),
    ("en", ">100 people", ">100: [100 .. ]"),
    ("de", ">100 Menschen", ">100: [100 .. ]"),
    ("en", "<100 people", "<100: [ .. 100]"),
    ("en", "≥12 people", "≥12: [12 .. ]"),
    ("en", "≤ 12 people", "≤ 12: [ .. 12]"),
    ("en", "20-odd people", "20-odd: [20 .. ]"),
    ("en", "twenty-odd people", "twenty-odd: [20 .. ]"),
    ("en", "In 2025 300 people", "300: [270 .. 330)"),
    ("en", "40–50 people", "40–50: [40 .. 50]"),
    ("en", "between 40 and 50 people", "between 40 and 50: [40 .. 50]"),
    ("de", "40 bis 50 Menschen", "40 bis 50: [40 .. 50]"),
    ("en", "two to three million people", "two to three million: [2000000 .. 3000000]"),
    ("en", "3½ hours", "3½ hours: [12420 .. 12780) time"),
    ("en", "two and a half hours", "two and a half hours: [8820 .. 9180) time"),
    ("en", "2 hours and 30 minutes", "2 hours and 30 minutes: [8820 .. 9180) time"),
    ("en", "6 feet 2 inches", "6 feet 2 inches: [1.8669 .. 1.8923) length"),
    ("en", "half a million people", "half a million: [450000 .. 550000)"),
    ("de", "anderthalb Millionen Menschen", "anderthalb Millionen: [1450000 .. 1550000)"),
    ("es", "dos millones y medio de personas", "dos millones y medio: [2450000 .. 2550000)"),
    ("en", "12 % of them", "12 %: [11.5 .. 12.5) share"),
    ("en", "12.0 percent of them", "12.0 percent: [11.95 .. 12.05) share"),
    ("en", "25 basis points", "25 basis points: [0.245 .. 0.255) points"),
    ("de", "0,25 Prozentpunkte", "0,25 Prozentpunkte: [0.245 .. 0.255) points"),
    ("en", "26 miles", "26 miles: [41038.272 .. 42647.616) length"),
    ("en", "104 °F", "104 °F: [39.72222222222222222222222223 .. 40.27777777777777777777777778) temperature"),
    ("en", "it fell to -5 °C", "-5 °C: (-5.5 .. -4.5] temperature"),
    ("en", "US$5m", "US$5m: [4500000 .. 5500000) USD"),
    ("en", "£3.4bn", "£3.4bn: [3350000000 .. 3450000000) GBP"),
    ("en", "€20", "€20: [18 .. 22) EUR"),
    ("en", "twenty-three people", "twenty-three: [23 .. 23]"),
    ("en", "one hundred and five people", "one hundred and five: [105 .. 105]"),
    ("de", "dreiundzwanzig Menschen", "dreiundzwanzig: [23 .. 23]"),
    ("es", "treinta y cinco personas", "treinta y cinco: [35 .. 35]"),
    ("fr", "quatre-vingt-dix-sept personnes", "quatre-vingt-dix-sept: [97 .. 97]"),
    ("", "12 km", "12 km: [11500 .. 12500) length"),
]


@pytest.mark.parametrize(("language", "text", "told"), READ)
def test_reads(language: str, text: str, told: str) -> None:
    assert spans(text, language) == [told]


NOT_READ = [
    ("en", "Boeing 737 jets"),
    ("en", "an F-16 and Covid-19"),
    ("en", "the A320"),
    ("en", "won 3-2"),
    ("en", "won 3:2 again"),
    ("en", "in 2025"),
    ("en", "on 4 December 2025"),
    ("en", "at 7:42 a.m."),
    ("en", "at 0442 GMT"),
    ("de", "um 16.30 Uhr"),
    ("en", "Article 50"),
    ("en", "No. 10"),
    ("en", "chapter 7"),
    ("en", "the one who came"),
    ("en", "one of them"),
    ("en", "fiscal 2021"),
    ("en", "1\u200b200 people"),
    ("en", "l2 people"),
    ("en", "1 200 people"),
    ("de", "1 200 Menschen"),
    ("en", "12 400 500 people"),
    ("en", "1.200 people"),
    ("de", "1,200 Menschen"),
    ("", "1.200 x"),
    ("", "1,200 x"),
    ("en", "2,5 people"),
    ("en", "9" * 100),
    ("en", "the third man"),
    ("en", "a second half"),
]


@pytest.mark.parametrize(("language", "text"), NOT_READ)
def test_leaves_alone(language: str, text: str) -> None:
    assert spans(text, language) == []


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("from 4.75 to 4.50 per cent", ["from", "to"]),
        ("to 96 million from 120 million", ["to", "from"]),
        ("rose by 25 basis points", ["by"]),
        ("paid 12 crowns", [""]),
    ],
)
def test_sides_of_a_change(text: str, sides: list[str]) -> None:
    assert [figure.side for figure in read(text)] == sides


def test_a_bare_start_takes_unit_and_scale_of_its_end() -> None:
    start, end = read("fiel von 120 auf 96 Millionen Euro", "de")
    assert start.unit.dimension == end.unit.dimension == "EUR"
    assert start.interval.holds(Decimal(120_000_000))


def test_a_part_knows_its_whole() -> None:
    assert [figure.whole for figure in read("14 of the 18 economists")] == [Decimal(18), None]


MARKS = {"en": (",", "."), "de": (".", ","), "es": (".", ","), "fr": ("\u202f", ",")}
languages = st.sampled_from(LANGUAGES)


def in_digits(value: Decimal, language: str) -> str:
    grouping, point = MARKS[language]
    return f"{value:,f}".replace(",", "\0").replace(".", point).replace("\0", grouping)


@given(st.decimals(min_value=0, max_value=10**12, places=2, allow_nan=False), st.integers(0, 2), languages)
def test_digits_come_back_within_their_interval(value: Decimal, places: int, language: str) -> None:
    written = value.quantize(Decimal(1).scaleb(-places))
    text = f"{in_digits(written, language)} %"
    for figure in read(text, language):
        assert figure.interval.holds(written)
    ambiguous = places == 0 and written < 1000
    if language == "en" or ambiguous:
        assert read(text, language)


@given(st.integers(2, 999), st.integers(0, 10), languages)
def test_words_come_back_as_the_number(number: int, pick: int, language: str) -> None:
    ways = [phrase for phrase, value in spelled(language).items() if value == number]
    (figure,) = read(f"{' '.join(ways[pick % len(ways)])} km", language)
    assert figure.interval.holds(Decimal(number * 1000))


@given(
    st.integers(1, 999), st.sampled_from([(one, name) for one in LANGUAGES for name in SCALES[one] if len(name) > 4])
)
def test_scales_multiply(number: int, scale: tuple[str, str]) -> None:
    language, name = scale
    (figure,) = read(f"{number} {name} km", language) or [None]
    assert figure is not None
    assert figure.interval.holds(Decimal(number * SCALES[language][name] * 1000))


UNITS = ("km", "kg", "%", "hectares", "hours", "mph", "litres", "miles", "acres", "days", "people")


@given(st.integers(1, 10**6), st.sampled_from(UNITS), st.sampled_from(["", "about ", "nearly ", "at least ", "up to "]))
def test_a_bound_keeps_what_was_said_or_borders_on_it(number: int, unit: str, bound: str) -> None:
    (figure,) = read(f"{bound}{number:,} {unit}") or [None]
    if number == 1 and unit == "people":
        return
    assert figure is not None
    assert figure.interval.holds(figure.value) or figure.unit.low != figure.unit.high


@given(
    st.text(max_size=200) | st.text(alphabet="0123456789.,'’-–/%$€ ½²ademnthk\u200b", max_size=80),
    languages | st.just(""),
)
def test_any_text_is_read_and_places_lie_within_it(text: str, language: str) -> None:
    last = 0
    for figure in read(text, language):
        assert 0 <= last <= figure.start < figure.end <= len(text)
        last = figure.end
