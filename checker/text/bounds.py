"""Words before and after a figure that say how it is meant: "more than", "up to", "about", "nearly"."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from checker.text.tokens import Tokens

Bound = Literal["exact", "about", "above", "below", "at_least", "at_most", "nearly", "just_above"]

_WORDS: Mapping[str, Mapping[Bound, str]] = {
    "en": {
        "above": "more than|over|above|exceeding|in excess of|greater than|upwards of|upward of|north of|topping|"
        "well over|far more than|well above|much more than",
        "just_above": "just over|just above|slightly more than|little more than|a little over|slightly over|"
        "a little more than|just more than",
        "at_least": "at least|no fewer than|no less than|not less than|not fewer than|a minimum of|minimum of",
        "below": "less than|fewer than|under|below|not even|well under|well below|much less than",
        "at_most": "up to|at most|no more than|as many as|as much as|not more than|a maximum of|maximum of|only up to|"
        "at the most",
        "nearly": "nearly|almost|just under|close to|approaching|just below|just short of|not quite|slightly less than|"
        "slightly under|a little under",
        "about": "about|around|some|roughly|approximately|an estimated|estimated|circa|approx|approx .|or around|"
        "in the region of|or about|something like|around about|more or less|~|the best part of",
    },
    "de": {
        "above": "mehr als|über|weit über|deutlich mehr als|deutlich über",
        "just_above": "gut|etwas mehr als|knapp über|etwas über",
        "at_least": "mindestens|wenigstens|zumindest|nicht weniger als",
        "below": "weniger als|unter|nicht einmal|deutlich unter",
        "at_most": "bis zu|höchstens|maximal|nicht mehr als|bis|allenfalls",
        "nearly": "fast|knapp|beinahe|annähernd|nahezu|etwas weniger als",
        "about": "rund|etwa|ungefähr|circa|ca|ca .|zirka|um die|gegen|geschätzt|geschätzte|schätzungsweise",
    },
    "es": {
        "above": "más de|mas de|por encima de|superior a|superiores a",
        "just_above": "algo más de|poco más de|un poco más de",
        "at_least": "al menos|por lo menos|como mínimo|no menos de|cuando menos",
        "below": "menos de|por debajo de|inferior a",
        "at_most": "hasta|como máximo|no más de|a lo sumo",
        "nearly": "casi|cerca de|poco menos de|algo menos de",
        "about": "unos|unas|alrededor de|aproximadamente|en torno a|cerca de los|cerca de las|más o menos",
    },
    "fr": {
        "above": "plus de|plus d'|au-dessus de|bien plus de|au dessus de",
        "just_above": "un peu plus de|juste plus de",
        "at_least": "au moins|pas moins de|au minimum|minimum",
        "below": "moins de|au-dessous de|en dessous de",
        "at_most": "jusqu'à|au plus|au maximum|pas plus de|maximum",
        "nearly": "près de|presque|un peu moins de|pas loin de",
        "about": "environ|quelque|quelques|autour de|à peu près|aux alentours de|approximativement",
    },
}
_BEHIND: Mapping[str, Mapping[Bound, str]] = {
    "en": {"at_least": "or more|or higher|and more|and counting|+|- odd|odd", "about": "or so|or thereabouts",
           "at_most": "or less|or fewer|at most|at the most"},
    "de": {"at_least": "oder mehr|und mehr|+", "at_most": "oder weniger"},
    "es": {"at_least": "o más|y más|+", "at_most": "o menos"},
    "fr": {"at_least": "ou plus|et plus|+", "at_most": "ou moins", "about": "environ"},
}  # fmt: skip


def _phrases(words: Mapping[str, Mapping[Bound, str]]) -> dict[str, dict[tuple[str, ...], Bound]]:
    return {
        language: {
            tuple(part for word in phrase.replace("-", " - ").split() for part in [word]): bound
            for bound, phrases in bounds.items()
            for phrase in phrases.split("|")
        }
        for language, bounds in words.items()
    }


_SIGNS: Mapping[str, Bound] = {">": "above", "≥": "at_least", "<": "below", "≤": "at_most"}
_BEFORE_PHRASES = _phrases(_WORDS)
_BEHIND_PHRASES = _phrases(_BEHIND)
_FIRST_WORDS_BEHIND = frozenset(phrase[0] for phrases in _BEHIND_PHRASES.values() for phrase in phrases)
_LONGEST = 4
_LAST_WORDS = {language: frozenset(phrase[-1] for phrase in phrases) for language, phrases in _BEFORE_PHRASES.items()}


def before_figures(language: str) -> frozenset[str]:
    """Return the words and signs, in lower case, one of which ends every bound before a figure."""
    return _LAST_WORDS.get(language, frozenset()) | _SIGNS.keys()


def bound_before(tokens: Tokens, index: int, language: str) -> tuple[Bound, int]:
    """Return the bound that ends directly before token `index`, and the token it begins with."""
    sign = _SIGNS.get(tokens.word(index - 1))
    if sign is not None:
        return sign, index - 1
    phrases = _BEFORE_PHRASES.get(language)
    if phrases is None or tokens.word(index - 1) not in _LAST_WORDS[language]:
        return "exact", index
    for length in range(min(_LONGEST, index), 0, -1):
        bound = phrases.get(tuple(tokens.lower[index - length : index]))
        if bound is not None:
            return bound, index - length
    return "exact", index


def bound_behind(tokens: Tokens, index: int, language: str) -> tuple[Bound, int]:
    """Return the bound that begins at token `index`, behind a number, and where it ends."""
    if tokens.word(index) not in _FIRST_WORDS_BEHIND:
        return "exact", index
    for length in range(min(3, len(tokens.lower) - index), 0, -1):
        bound = _BEHIND_PHRASES.get(language, {}).get(tuple(tokens.lower[index : index + length]))
        if bound is not None:
            return bound, index + length
    return "exact", index
