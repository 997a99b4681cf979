"""Parts of a whole and round numbers in words: "two thirds", "one in three", "a dozen", "hundreds", "la mitad"."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from checker.text.interval import Interval
from checker.text.number_words import SCALES, spelled
from checker.text.tokens import Tokens
from checker.text.units import COUNT, FRACTION, Unit, unit_behind

# How far a part in words may lie from the exact one, in percentage points. Judgement: 64 % are "two thirds", 60 % not.
_LOOSE = Decimal("3.5")

_PARTS: Mapping[str, Mapping[str, Decimal]] = {
    "en": {"half": Decimal(50), "third": Decimal(100) / 3, "quarter": Decimal(25), "fifth": Decimal(20),
           "tenth": Decimal(10), "sixth": Decimal(100) / 6, "eighth": Decimal("12.5")},
    "de": {"hälfte": Decimal(50), "drittel": Decimal(100) / 3, "viertel": Decimal(25), "fünftel": Decimal(20),
           "zehntel": Decimal(10), "achtel": Decimal("12.5")},
    "es": {"mitad": Decimal(50), "tercio": Decimal(100) / 3, "cuarto": Decimal(25), "quinto": Decimal(20),
           "décimo": Decimal(10)},
    "fr": {"moitié": Decimal(50), "tiers": Decimal(100) / 3, "quart": Decimal(25), "cinquième": Decimal(20),
           "dixième": Decimal(10)},
}  # fmt: skip
_ARTICLES = {
    "en": {"a": 1, "one": 1}, "de": {"ein": 1, "die": 1, "einem": 1, "der": 1, "das": 1},
    "es": {"un": 1, "la": 1}, "fr": {"un": 1, "la": 1},
}  # fmt: skip
# What makes "a third" or "die Hälfte" a share of something, and not the third one or half of a match.
_OF = {
    "en": {"of"},
    "de": {"der", "des", "aller", "von", "seiner", "ihrer"},
    "es": {"de", "del"},
    "fr": {"de", "des", "du", "d"},
}
_OUT_OF = {"en": ({"in"}, {"out", "of"}), "de": ({"von"},), "es": ({"de", "cada"},), "fr": ({"sur"},)}

_ROUND: Mapping[str, Mapping[tuple[str, ...], tuple[int, int]]] = {
    "en": {("a", "dozen"): (11, 13), ("half", "a", "dozen"): (5, 7), ("a", "half", "dozen"): (5, 7),
           ("two", "dozen"): (22, 26), ("three", "dozen"): (33, 39), ("four", "dozen"): (44, 52),
           ("dozens",): (12, 250), ("scores",): (30, 400), ("hundreds",): (150, 3000),
           ("thousands",): (1500, 50_000), ("tens", "of", "thousands"): (15_000, 300_000),
           ("hundreds", "of", "thousands"): (150_000, 3_000_000), ("millions",): (1_500_000, 900_000_000)},
    "de": {("ein", "dutzend"): (11, 13), ("einem", "dutzend"): (11, 13), ("zwei", "dutzend"): (22, 26),
           ("ein", "halbes", "dutzend"): (5, 7), ("dutzende",): (20, 250), ("hunderte",): (150, 3000),
           ("tausende",): (1500, 50_000), ("zehntausende",): (15_000, 300_000),
           ("hunderttausende",): (150_000, 3_000_000)},
    "es": {("una", "docena"): (11, 13), ("media", "docena"): (5, 7), ("decenas", "de", "miles"): (15_000, 300_000),
           ("decenas",): (20, 250), ("docenas",): (20, 250), ("cientos", "de", "miles"): (150_000, 3_000_000),
           ("cientos",): (150, 3000), ("centenares",): (150, 3000), ("miles",): (1500, 50_000),
           ("una", "decena"): (9, 12), ("una", "veintena"): (17, 23), ("una", "treintena"): (26, 34)},
    "fr": {("une", "douzaine"): (10, 14), ("une", "dizaine"): (8, 13), ("une", "quinzaine"): (13, 17),
           ("une", "vingtaine"): (17, 23), ("une", "trentaine"): (26, 34), ("une", "quarantaine"): (36, 44),
           ("une", "cinquantaine"): (45, 56), ("une", "centaine"): (85, 120), ("dizaines", "de", "milliers"):
           (15_000, 300_000), ("dizaines",): (20, 250), ("centaines", "de", "milliers"): (150_000, 3_000_000),
           ("centaines",): (150, 3000), ("milliers",): (1500, 50_000)},
}  # fmt: skip
_ROUND_STARTS = {language: frozenset(phrase[0] for phrase in phrases) for language, phrases in _ROUND.items()}
_ONE = frozenset({"one", "eine", "einer", "uno", "una", "un", "une"})
_EXACT_DOZENS = frozenset({(22, 26), (33, 39), (44, 52), (11, 13), (5, 7)})


class InWords(NamedTuple):
    """A share (in per cent) or a round number that ends before token `end`; `reach` is half the interval's width."""

    interval: Interval
    value: Decimal
    unit: Unit
    end: int

    @property
    def reach(self) -> Decimal:
        return abs(self.value) / 20


@cache
def share_starts(language: str) -> frozenset[str]:
    """Return the words, in lower case, that a part of a whole or a round number in words can begin with."""
    small = frozenset(phrase[0] for phrase, value in spelled(language).items() if len(phrase) == 1 and value <= 10)
    articles = frozenset(_ARTICLES.get(language, ()))
    return small | articles | _ROUND_STARTS.get(language, frozenset()) | _ONE | {"half"}


@cache
def part_words(language: str) -> frozenset[str]:
    """Return the words, in lower case, that name parts of a whole, in the singular and in the plural."""
    parts = _PARTS.get(language, {})
    return frozenset(parts) | {f"{part}s" for part in parts}


@cache
def behind_articles(language: str) -> frozenset[str]:
    """Return the words one of which follows "a" or "la" where these begin a figure: "a dozen", "la mitad"."""
    seconds = {phrase[1] for phrase in _ROUND.get(language, {}) if len(phrase) > 1}
    return behind_shares(language) | seconds | SCALES.get(language, {}).keys() | _HALF_WORDS


_HALF_WORDS = frozenset("half quarter halbe halbes halben demi hundred".split())


def round_starts(language: str) -> frozenset[str]:
    """Return the words, in lower case, one of which begins every round number in words."""
    return _ROUND_STARTS.get(language, frozenset())


@cache
def behind_shares(language: str) -> frozenset[str]:
    """Return what follows the first word of every share but those of "half": a part, or the "in" of "one in three"."""
    joins = frozenset[str]().union(*_OUT_OF.get(language, ()))
    return part_words(language) | joins | ({"-"} if language in _PARTS else frozenset())


def share_at(tokens: Tokens, index: int, language: str) -> InWords | None:
    """Return the part of a whole that begins at token `index`: "two thirds", "half of", "nine out of ten"."""
    word = tokens.word(index)
    if language not in _PARTS or (word != "half" and tokens.word(index + 1) not in behind_shares(language)):
        return None
    over = _small_number(tokens, index, language)
    if over is not None:
        found = _one_in_many(tokens, index, over, language)
        if found is not None:
            return found
    parts = _PARTS[language]
    over = _ARTICLES[language].get(word, over)
    position = index + 1
    if word == "half" and (
        tokens.word(position) in {"of", "the", "its", "their", "all"} or tokens.word(index - 1) == "by"
    ):
        over, position = 1, index
    if over is None:
        return None
    if tokens.word(position) == "-":
        position += 1
    part = tokens.word(position)
    plural = over > 1 and part.endswith("s") and part[:-1] in parts
    percent = parts.get(part[:-1] if plural else part)
    end = position + 1
    if percent is None or (over > 1 and not plural and language in {"en", "es"}):
        return None
    follows = tokens.word(end)
    half = part == "half"
    by = tokens.word(index - 1) in {"by", "um"}
    whole = follows in _OF[language] or (half and follows in {"the", "its", "their", "all"})
    if not (whole or by or over > 1):
        return None
    if follows == "of" and tokens.word(end + 1) in {"a", "an"}:
        # A quarter of a point, half of an hour: a part of a unit.
        return None
    if unit_behind(tokens, end, in_digits=False) is not None:
        return None
    value = over * percent
    return InWords(Interval(value - _LOOSE, value + _LOOSE), value, FRACTION, end) if value < 100 else None


def vague_at(tokens: Tokens, index: int, language: str) -> InWords | None:
    """Return the round number in words that begins at token `index`: "a dozen", "hundreds of thousands"."""
    if tokens.word(index) not in _ROUND_STARTS.get(language, frozenset()):
        return None
    phrases = _ROUND[language]
    for length in range(min(3, len(tokens.lower) - index), 0, -1):
        ends = phrases.get(tuple(tokens.lower[index : index + length]))
        if ends is not None:
            low, high = map(Decimal, ends)
            value = (low + high) / 2 if ends in _EXACT_DOZENS else low
            return InWords(Interval(low, high), value, COUNT, index + length)
    return None


def _small_number(tokens: Tokens, index: int, language: str) -> int | None:
    """Return a whole number up to ten that one token holds."""
    word = tokens.word(index)
    if word.isdecimal() and len(word) <= 2:
        return int(word)
    if word in _ONE:
        return 1
    value = spelled(language).get((word,))
    return value if value is not None and value <= 10 else None


def _one_in_many(tokens: Tokens, index: int, over: int, language: str) -> InWords | None:
    """Return "one in three", "nine out of ten", "einer von fünf": only up to ten, for 14 of 18 is a count."""
    for words in _OUT_OF[language]:
        length = len(words)
        if set(tokens.lower[index + 1 : index + 1 + length]) != words:
            continue
        under = _small_number(tokens, index + 1 + length, language)
        if under is None or not 1 <= over < under or under > 10 or (language != "en" and under not in {3, 4, 5, 10}):
            continue
        if tokens.word(index + 2 + length) in {",", "."} and tokens.touches(index + 3 + length):
            continue
        if language == "en" and words == {"in"} and not _is_ratio(tokens, index, index + 2 + length):
            continue
        value = Decimal(100 * over) / under
        return InWords(Interval(value - _LOOSE, value + _LOOSE), value, FRACTION, index + 2 + length)
    return None


def _is_ratio(tokens: Tokens, index: int, end: int) -> bool:
    """Tell "one in three voters" from "five in seven days" and "eight in 10 minutes"."""
    unit = unit_behind(tokens, end, in_digits=True)
    return unit is None and tokens.word(index - 1) not in {"in", "the", "."} and tokens.word(end)[:1].isalpha()
