"""Which numbers are no figures: years, scores, numbers in names ("Boeing 737", "F-16"), and what touches a letter."""

from __future__ import annotations

from checker.text.plain_numbers import Number
from checker.text.tokens import Tokens
from checker.text.units import unit_before, unit_behind

_SCORE_MARKS = frozenset("-–—/:")
_NUMBER_MARKS = _SCORE_MARKS | {"#"}
_YEAR_BEFORE = frozenset("in since by until from of during before after seit bis en desde hasta depuis year".split())
_NUMBERED = frozenset(
    "no nos nr number article section chapter page route highway flight channel line phase category grade level type "
    "unit room gate platform artikel paragraf seite artículo página article § # paragraph act rule stage round track "
    "game week day part volume bus train class group series version".split()
)
_SENTENCE_STARTS = frozenset(
    "The These Those All Another Both Some Only Just And But In At Of With From About Over More Nearly Almost Around "
    "Up Its Their Our His Her Then Now Today Among For By To On After Before Since As Or Not Roughly Police Rund Etwa "
    "Mehr Die Der Das In Bei Mit Von Nach Und Mindestens Los Las Unos Unas El La En Con De Hasta Más Al Y Les Des "
    "Plus Au Environ Quelque Près Et Dans Avec Pour Sur Aged Age".split()
)
_OPENING = frozenset("([{\"'“”„«»‘’‚—–-−+~<>=≈≥≤±/:,;|*_.…!?¿¡#&%$€£¥₹₽₩")
_CLOSING = frozenset(")]}\"'“”«»‘’—–-−+.,;:!?…%‰°$€£¥₹₽₩/|*_&")


def is_no_count(tokens: Tokens, number: Number, last: Number, *, sign: bool) -> bool:
    """Tell whether a number without a unit is a year, a score, a number in a name or one of a list."""
    before, after = tokens.word(number.first - 1), tokens.word(last.end)
    yearlike = number.in_digits and not number.scaled and 1500 <= number.value < 2100
    if yearlike and len(tokens.written[number.first]) == 4 and (before in _YEAR_BEFORE or not after.isalpha()):
        return True
    score = after in _SCORE_MARKS and tokens.touches(last.end) and tokens.touches(last.end + 1)
    if score and tokens.word(last.end + 1)[:1].isdecimal():
        return True
    if before in _NUMBER_MARKS and tokens.touches(number.first) and not sign:
        return True
    if before in _NUMBERED or (before == "." and tokens.word(number.first - 2) in {"no", "nos", "nr", "art"}):
        return True
    # A name directly before digits usually numbers something: "Boeing 737", "Formula 1".
    name = tokens.written[number.first - 1] if number.first else ""
    return number.in_digits and name[:1].isupper() and name.isalpha() and name not in _SENTENCE_STARTS


def is_inside_name(tokens: Tokens, index: int) -> bool:
    """Tell whether digits touch letters or invisible marks before them: "F16", "Covid-19"."""
    if not index or not tokens.touches(index):
        return False
    before = tokens.written[index - 1]
    if before[-1].isalpha():
        # "US$5" has its dollar between; "EUR5" is rare but clear.
        return unit_before(tokens, index) is None and tokens.digits[index]
    if before == "-" and tokens.touches(index - 1):
        return tokens.written[index - 2][-1].isalpha() and tokens.digits[index]
    return before not in _OPENING and unit_before(tokens, index) is None


def ends_cleanly(tokens: Tokens, number: Number) -> bool:
    """Tell whether nothing that touches the end of a number makes it another one: a letter, an invisible mark."""
    end = number.end
    if not tokens.touches(end):
        return True
    behind = tokens.written[end]
    if behind.isalpha():
        return not number.in_digits or unit_behind(tokens, end, in_digits=True) is not None
    if behind.isdecimal() or behind[0].isdecimal():
        return False
    return behind in _CLOSING


def is_negative(tokens: Tokens, index: int) -> bool:
    """Tell whether a minus sign stands before a number, and no word before that."""
    before = tokens.word(index - 1)
    if before == "minus":
        return True
    return before in {"-", "−"} and tokens.touches(index) and not tokens.touches(index - 1)
