"""Times of the day: "2:06 p.m.", "0442 GMT", "gegen 16.30 Uhr", "15h30" → minutes since midnight, with the zone.

An hour alone is loose by some minutes on either side. Two times are compared only within one zone, or between two that
are both named; "local time" is a zone of its own, for nobody says which.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from checker.text.bounds import bound_before
from checker.text.tokens import Tokens

DAY = 24 * 60
_ZONES = {
    "gmt": 0, "utc": 0, "bst": 60, "wet": 0, "cet": 60, "mez": 60, "cest": 120, "mesz": 120, "eet": 120, "eest": 180,
    "msk": 180, "est": -300, "edt": -240, "cst": -360, "cdt": -300, "mst": -420, "mdt": -360, "pst": -480, "pdt": -420,
    "jst": 540, "aest": 600, "aedt": 660,
}  # fmt: skip
_NAMED = {"noon": 12, "midday": 12, "midnight": 0}
_LOCAL = (("local", "time"), ("ortszeit",), ("hora", "local"), ("heure", "locale"))
_LOOSE = {"shortly": 45, "soon": 45, "just": 20, "kurz": 45, "poco": 45, "peu": 45}
# One of these stands beside every time of day.
_SIGNS = frozenset(": uhr h heure heures am pm m las ortszeit local locale".split()) | _ZONES.keys() | _NAMED.keys()
_PAIR = re.compile(r"([01]?\d|2[0-3])[.:]([0-5]\d)")
_FOUR = re.compile(r"([01]\d|2[0-3])([0-5]\d)")
_HOUR = re.compile(r"[01]?\d|2[0-4]")
_MINUTE = re.compile(r"[0-5]\d")
_AFTER = frozenset({"after", "past", "nach", "después", "après"})
_BEFORE = frozenset({"before", "vor", "antes", "avant"})
_BESIDE = _AFTER | _BEFORE


class Clock(NamedTuple):
    """A time at `text[start:end]`: minutes since midnight, both ends included; several readings without a.m. or p.m.

    `zone` is minutes ahead of UTC, "local" where the text says so, None where it says nothing. `exact`: to the minute.
    """

    start: int
    end: int
    readings: tuple[tuple[int, int], ...]
    zone: int | str | None = None
    exact: bool = False

    def meets(self, other: Clock) -> bool | None:
        """Tell whether both can be one time; None where their zones cannot be compared."""
        shift = 0
        if self.zone != other.zone:
            if not (isinstance(self.zone, int) and isinstance(other.zone, int)):
                return None
            shift = other.zone - self.zone
        return any(
            (high - other_low + shift) % DAY <= (high - low) + (other_high - other_low)
            for low, high in self.readings
            for other_low, other_high in other.readings
        )


def clocks_in(tokens: Tokens, language: str) -> tuple[Clock, ...]:
    """Return the times of the day in a text, left to right."""
    found: list[Clock] = []
    if _SIGNS.isdisjoint(tokens.words):
        return ()
    behind = 0
    places = tokens.numerals
    if not tokens.words.isdisjoint(_NAMED):
        places = sorted((*places, *[at for at, word in enumerate(tokens.lower) if word in _NAMED]))
    for index in places:
        here = _clock_at(tokens, index, language) if index >= behind else None
        if here is not None:
            found.append(here[0])
            behind = here[1]
    return tuple(found)


def _clock_at(tokens: Tokens, index: int, language: str) -> tuple[Clock, int] | None:
    """Return the time that begins at a token, and the token after it."""
    word = tokens.word(index)
    if word in _NAMED:
        hour, minute, end, half = _NAMED[word], None, index + 1, "24"
    else:
        found = _figures_at(tokens, index, language)
        if found is None:
            return None
        hour, minute, end, half = found
    zone, end = _zone_at(tokens, end)
    if half == "bare" and zone is None:
        return None
    low = hour % 24 * 60 + (minute or 0)
    # A full hour is often a rounded one.
    early, late = (0, 0) if minute is not None else (10, 15)
    begin = index
    bound, start = bound_before(tokens, index, language)
    if bound in {"about", "nearly", "just_above"} or tokens.word(index - 1) == "gegen":
        early, late, begin = max(early, 30), max(late, 30), min(start, index - 1)
    if tokens.word(index - 1) in _BESIDE:
        reach = _LOOSE.get(tokens.word(index - 2), DAY // 4)
        early, late = (reach, 0) if tokens.word(index - 1) in _BEFORE else (0, reach)
        begin = index - 1
    spans = [(low - early, low + late)]
    if half == "12" and hour <= 12:
        other = (hour % 12) * 60 + (minute or 0)
        spans = [(other - early, other + late), (other + 720 - early, other + 720 + late)]
    clock = Clock(
        tokens.starts[begin], tokens.ends[end - 1], tuple(spans), zone, exact=minute is not None and not early + late
    )
    return clock, end


class _Face(NamedTuple):
    """Hour and minute as figures say them, and the token behind. `plain` is how the figures themselves look."""

    hour: int
    minute: int | None
    end: int
    plain: str


def _face_at(tokens: Tokens, index: int) -> _Face | None:
    """Return the hour, and the minute if any, that figures at a token can mean: "7.42", "7:42", "0742", "7"."""
    written, end = tokens.written[index], index + 1
    if tokens.word(index - 1) == ":" and tokens.touches(index):
        return None
    if tokens.word(end) == ":" and tokens.touches(end) and tokens.touches(end + 1):
        minute = tokens.word(end + 1)
        # "2:03:04" is a running time.
        if not (_HOUR.fullmatch(written[:3]) and _MINUTE.fullmatch(minute[:3])) or tokens.word(end + 2) == ":":
            return None
        return _Face(int(written), int(minute), end + 2, "colon")
    pair, four = _PAIR.fullmatch(written[:6]), _FOUR.fullmatch(written[:5])
    if pair:
        return _Face(int(pair[1]), int(pair[2]), end, "point")
    if four:
        return (
            None
            if tokens.touches(end) and tokens.word(end).isalpha()
            else _Face(int(four[1]), int(four[2]), end, "four")
        )
    return _Face(int(written), None, end, "hour") if _HOUR.fullmatch(written[:3]) else None


def _figures_at(tokens: Tokens, index: int, language: str) -> tuple[int, int | None, int, str] | None:
    """Return hour, minute, the token after them, and what kind of clock it is: 24, 12 (a.m. or p.m. unsaid), bare."""
    face = _face_at(tokens, index)
    if face is None:
        return None
    half, after = _half_of_day(tokens, face.end)
    if half and 1 <= face.hour <= 12 and language == "en":
        return face.hour % 12 + (12 if half == "p" else 0), face.minute, after, "24"
    said = _hour_said(tokens, face, language, tokens.word(index - 1))
    if said is not None:
        return said
    if face.plain == "colon":
        sure = face.hour > 12 or tokens.written[index][0] == "0"
        return face.hour, face.minute, face.end, "24" if sure else "12"
    if face.plain == "four" or (face.plain == "point" and _zone_at(tokens, face.end)[0] is not None):
        return face.hour, face.minute, face.end, "bare"
    if language == "es" and tokens.word(index - 1) == "las" and tokens.word(index - 2) in {"a", "sobre", "desde"}:
        return face.hour, face.minute, face.end, "24" if face.hour > 12 else "12"
    return None


def _hour_said(tokens: Tokens, face: _Face, language: str, before: str) -> tuple[int, int | None, int, str] | None:
    """Return the time where a word says that it is one: "16.30 Uhr", "14 Uhr 30", "15h30", "à 15 heures"."""
    word, behind = tokens.word(face.end), tokens.word(face.end + 1)
    minutes = face.minute is None and _MINUTE.fullmatch(behind[:3]) is not None
    if word == "uhr" or (language == "fr" and word == "h"):
        if minutes:
            return face.hour, int(behind), face.end + 2, "24"
        if word == "uhr" or before in {"à", "vers"}:
            return face.hour, face.minute, face.end + 1, "24"
    if language == "fr" and word in {"heure", "heures"} and before in {"à", "vers"} and face.minute is None:
        return face.hour, None, face.end + 1, "24"
    return None


def _half_of_day(tokens: Tokens, index: int) -> tuple[str, int]:
    """Return "a" or "p" where a.m. or p.m. follows, and the token after it."""
    word = tokens.word(index)
    if word in {"am", "pm"}:
        return word[0], index + 1
    if word in {"a", "p"} and tokens.word(index + 1) == "." and tokens.word(index + 2) == "m":
        return word, index + 4 if tokens.word(index + 3) == "." and tokens.touches(index + 3) else index + 3
    return "", index


def _zone_at(tokens: Tokens, index: int) -> tuple[int | str | None, int]:
    """Return the zone that stands at a token, brackets or not, and the token after it."""
    if tokens.word(index) in _ZONES and tokens.written[index].isupper():
        return _ZONES[tokens.word(index)], index + 1
    for phrase in _LOCAL:
        if tokens.at(index, phrase):
            return "local", index + len(phrase)
    return None, index
