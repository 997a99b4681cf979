"""Digits with separators → their value, by the language; what can be read in two ways is not read."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

MOST_DIGITS = 18
"""Longer numbers are no figures of news."""

_APOSTROPHES = re.compile("['’]")
_POINT_LANGUAGES = frozenset({"en"})
_COMMA_LANGUAGES = frozenset({"de", "es", "fr"})
_GROUPED = {
    ",": re.compile(r"[1-9]\d{0,2}(?:,\d{3})+|[1-9]\d?(?:,\d{2})+,\d{3}"),
    ".": re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+"),
}


@lru_cache(maxsize=4_096)
def value_and_step(written: str, language: str, grouped: bool) -> tuple[Decimal, Decimal] | None:
    """Return the value of digits with separators, and the place of its last digit that counts (0.01 of 4.50).

    None where the value is not certain. `grouped` says that spaces already parted the thousands.
    """
    value = _value(written, language, grouped=grouped)
    return None if value is None else (value, _step_of(value))


def _value(written: str, language: str, *, grouped: bool) -> Decimal | None:
    """Return the value of digits with separators, keeping the zeros behind the point; None where it is not certain."""
    if len(written) > 2 * MOST_DIGITS:
        return None
    digits = written if written.isdecimal() else _APOSTROPHES.sub("", written)
    points, commas = digits.count("."), digits.count(",")
    if not points + commas:
        return Decimal(digits) if len(digits) <= MOST_DIGITS else None
    if points and commas:
        last = "." if digits.rfind(".") > digits.rfind(",") else ","
        whole, _, behind = digits.rpartition(last)
        other = "," if last == "." else "."
        return Decimal(whole.replace(other, "") + "." + behind) if _GROUPED[other].fullmatch(whole) else None
    mark = "." if points else ","
    decimal_mark = "." if language in _POINT_LANGUAGES else "," if language in _COMMA_LANGUAGES else ""
    if points + commas > 1:
        return Decimal(digits.replace(mark, "")) if _GROUPED[mark].fullmatch(digits) else None
    whole, _, behind = digits.partition(mark)
    looks_grouped = len(behind) == 3 and _GROUPED[mark].fullmatch(digits) is not None
    if mark == decimal_mark or grouped:
        # "1,200" in a German text may come from an English one; "1.200" in an English one may too.
        return None if looks_grouped and not grouped else Decimal(f"{whole}.{behind}")
    if looks_grouped:
        return Decimal(digits.replace(mark, "")) if decimal_mark else None
    # "3.4" in a German text is a number of paragraphs, a date or a slip; only without a language is it plain.
    return Decimal(f"{whole}.{behind}") if not decimal_mark and len(behind) != 3 else None


def _step_of(value: Decimal) -> Decimal:
    """Return the place of the last digit that counts: 0.01 for 4.50, 100 for 1,200."""
    exponent = value.as_tuple().exponent
    if isinstance(exponent, int) and exponent < 0:
        return Decimal(1).scaleb(exponent)
    return Decimal(last_place(int(value)))


def last_place(value: int) -> int:
    """Return the largest power of ten that divides a whole number."""
    place = 1
    while value and value % (place * 10) == 0:
        place *= 10
    return place
