"""Abbreviations after which no sentence ends, as far as the splitter in use does not know them already.

All stand in lower case and without their last full stop. The lists are of what news texts hold, not of all there is.
"""

from __future__ import annotations

import re

_TITLES = frozenset(
    "mr mrs ms mx dr prof gen lt col sgt capt cpl maj cmdr adm sen rep gov rev hon amb supt insp det pvt "
    "mme mlle mgr".split()
)
_TITLES_OF = {
    "de": frozenset("hr fr frl dipl hrn".split()),
    "es": frozenset("sr sra srta dra ud uds lic ing".split()),
    "fr": frozenset("m mm me".split()),
}
_BEFORE_FIGURES = frozenset(
    "no nos nr núm num art arts pág págs p pp vol fig figs approx appr ca c cf sec ch chap par abs ziff n° nº est tel "
    "jan feb mar apr jun jul aug sep sept oct nov dec jän mär okt dez ene abr ago dic janv févr avr juil déc".split()
)
# sentencex 1.0.32 takes English months for abbreviations whatever follows, and "may" with them. No sentence goes on
# behind May; behind an abbreviated month it does in headlines ("Nov. Jobs Report") and before a figure ("Jan. 20").
_SHORT_MONTHS = "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
_BEFORE_MONTH = "in|since|until|till|by|of|from|last|next|this|early|late|mid|before|after|during"
_NEXT_SENTENCE = r"""(?=[”’"')\]]*\s+[“‘"'(\[]*[A-ZÀ-ÖØ-Þ])"""
_MONTH_STOP = re.compile(
    rf"(\b(?:[Mm]ay|(?:\d(?:st|nd|rd|th)?|\b(?:{_BEFORE_MONTH}))\s+(?:{_SHORT_MONTHS})))\.{_NEXT_SENTENCE}"
)
# What is so in every match of it, in a fraction of its time.
_MAYBE_MONTH_STOP = re.compile(rf"\.(?:(?<=\b[JFMASONDm][aepuco][nbrylgptvc]\.)|(?<=\bSept\.)){_NEXT_SENTENCE}").search
_DOUBLED = frozenset({"EE", "FF", "JJ", "CC", "RR"})
_GERMAN_BEFORE_ORDINAL = frozenset(
    "am im vom zum zur beim der die das dem den des ein eine einem einen seit bis ab".split()
)
_GERMAN_AFTER_ORDINAL = re.compile(
    r"(?:Jan|Jän|Feb|März|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez)[a-z]*\b|Jahrhundert|Klasse\b|Runde\b|Liga\b"
)
_LONGEST = 6

SPEECH = re.compile(
    r"(?:[\w.’'-]+\s+){0,4}?(?:said|says|asked|asks|added|told|tells|replied|cried|shouted|wrote|writes|declared"
    r"|exclaimed|warned|insisted|continued|dijo|preguntó|añadió|afirmó|sagte|fragte|erklärte|betonte|rief"
    r"|a\s+dit|a\s+déclaré|a\s+demandé|déclare|lance)\b"
)
"""Who said it, where that follows a quotation directly: "Trump said", "the president told reporters"."""


def may_end_in_month(text: str) -> bool:
    """Tell at little cost whether a sentence of an English text may end in the name of a month. True says nothing."""
    return _MAYBE_MONTH_STOP(text) is not None


def with_month_ends(content: str) -> str:
    """Return an English text of the same length, with an exclamation mark where a sentence ends in a month's name."""
    return _MONTH_STOP.sub(r"\1!", content)


def stops_short(content: str, begin: int, end: int, following: int, language: str) -> bool:
    """Tell whether the full stop before `end` belongs to an abbreviation or an ordinal, so that no sentence ends.

    The sentence in `content` began at `begin`; the next word begins at `following`.
    """
    near = max(begin, end - _LONGEST - 4)
    word = max(near, content.rfind(" ", near, end) + 1)
    token = "" if word == near > begin else content[word : end - 1].lstrip("([“\"«„‘'")
    lower, first = token.lower(), content[following]
    if first.islower():
        return 0 < len(token) <= _LONGEST
    if first.isdigit():
        return lower in _BEFORE_FIGURES
    if not token or not first.isupper():
        return False
    if lower in _TITLES or lower in _TITLES_OF.get(language, ()):
        return token[0].isupper()
    doubled = token in _DOUBLED and content[following : following + 2].isupper()
    return doubled or (language == "de" and _is_german_stop(content, word, token, following))


def _is_german_stop(content: str, word: int, token: str, following: int) -> bool:
    """Tell whether `token` with its full stop is a German ordinal ("3. Mai", "der 1. FC") or like the z of "z. B."."""
    if token.isdigit() and len(token) <= 2:
        before = content[max(0, word - 20) : word].split()[-1:]
        article = bool(before) and before[0].lower() in _GERMAN_BEFORE_ORDINAL
        return article or _GERMAN_AFTER_ORDINAL.match(content, following) is not None
    return len(token) == 1 and token.islower()


def guessed_language(text: str) -> str:
    """Return en, de, es or fr, whichever's commonest words the first 2,000 characters hold most; en where none are."""
    if text.count(" the ", 0, 400) > 2:  # most texts
        return "en"
    sample = text[:2000]
    if sample.count(" the ") > 2:
        return "en"
    counts = {language: sum(map(sample.count, words)) for language, words in _COMMON.items()}
    return max(counts, key=lambda language: counts[language])


_COMMON = {
    "en": (" the ", " of ", " and ", " to "),
    "de": (" der ", " und ", " die ", " das ", " am ", " im "),
    "es": (" el ", " los ", " que ", " la ", " del "),
    "fr": (" les ", " et ", " des ", " le ", " du "),
}
