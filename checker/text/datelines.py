"""Lines that say when, where and by whom a piece was written, and lines that stand under a picture."""

from __future__ import annotations

import re

from checker.text.dates import leading_date_end, without_dates

_LONGEST_DATELINE = 140
_LONGEST_CAPTION = 250
_MOST_WORDS = 14
_LONGEST_NAME_WORDS = 6

_WEEKDAY = (
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tue|wed|thu|fri|sat|sun|(?:mon|diens|donners|frei|sams|sonn)tag|"
    r"mittwoch|lunes|martes|miércoles|jueves|viernes|sábado|domingo|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche"
)
_LABEL = re.compile(
    r"(?:(?:first |last )?(?:published|updated|posted|modified|created|edited)|publicado|actualizado|publié|"
    r"mis à jour|veröffentlicht|aktualisiert|stand|date|datum|fecha)(?: (?:on|at|el|le|am|um|the))?\b\s*:?\s*",
    re.IGNORECASE,
)
_BEFORE_DATE = re.compile(rf"(?:(?:{_WEEKDAY})\b[,.]?\s*)?(?:(?:the|on|le|el|am|den)\s+)?", re.IGNORECASE)
_AGO = re.compile(
    r"(?:an?|one|\d{1,3}) (?:seconds?|minutes?|mins?|hours?|hrs?|days?|weeks?) ago|"
    r"(?:hace|vor|il y a) \d{1,3} \w+",
    re.IGNORECASE,
)
# Behind a date stand times, zones and names, never another ordinary word: that would be running text.
_SMALL_WORDS = frozenset(
    "at am pm a.m. p.m. on by in the of and to min mins read last updated published modified from for uhr um von und "
    "de la las los el a par por y et le à h hrs gmt".split()
)
_BYLINE = re.compile(
    r"(?:by|von|por|par|text|(?:words|story|reporting|written) by)\b:?\s+(?=(?-i:[^\W\d_a-z]))", re.IGNORECASE
)
_NAME = re.compile(r"[^\W\d_a-zà-öø-ÿ][\w.’'-]*")
_LOWER_IN_NAMES = frozenset("of the at de la del los da dos van von der den zu al bin ibn el".split())
_BETWEEN_NAMES = re.compile(r"(?=[\s,/|&·•;])(?:\s*[,/|&·•;]\s*|\s+(?:[-–—]|(?:and|und|y|et|in|for|with)(?=\s))\s+)")
_AGENCY = (
    r"(?:getty(?: images)?|reuters|associated press|ap|afp|epa(?:-efe)?|efe|dpa|picture alliance|shutterstock|alamy|"
    r"imago|xinhua|anadolu|upi|zuma|ansa|tass)"
)
_SOLE_NAMES = re.compile(rf"{_AGENCY}|staff|agencies|redaktion|redacción|la rédaction", re.IGNORECASE)
# How bylines and "vor 3 Tagen" begin; what else every dateline holds is a year, a bracket or "ago".
_DATELINE_STARTS = (
    "by",
    "von",
    "por",
    "par",
    "text",
    "words",
    "story",
    "reporting",
    "written",
    "hace",
    "vor",
    "il y a",
)
_YEAR = re.compile(r"\d{4}")
_STOPS = '.!?”"'
_PLACE_AND_AGENCY = re.compile(r"[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ .'’-]{1,30}(?:,[^,]{1,20}){0,2}\s*\([\w ./]{2,30}\)\s*[-–—]*")

_CAPTION_LABEL = re.compile(
    r"[(\[]?(?:"
    r"(?:(?:file |archive |stock |handout )?(?:photos?|images?|pictures?|video|caption|graphic|illustration)"
    r"(?: credits?| courtesy| source)?|credits?|(?:archiv)?(?:foto|bild)s?|bildnachweis|imagen|fotografía|crédito|"
    r"crédits?(?: photo)?|légende|photographie)\s*:"
    r"|(?:photos?|images?|pictures?|illustration) (?:by|courtesy of) (?=(?-i:[A-Z]))(?!.*[.!?]\s*\Z)"
    r"|(?:file|archive|handout) (?:photo|picture|image)\b"
    r").*",
    re.IGNORECASE,
)
CAPTION_STARTS = frozenset("fil arc sto han pho ima pic vid cap gra ill cre fot bil cré lég".split())
"""How every line begins, brackets aside, that `_CAPTION_LABEL` can match."""
_CREDIT = re.compile(
    rf"{_AGENCY}(?: photo| images)?(?:\s?[/|]\s?[\w .’-]+)?"
    rf"|[^.!?]*[/|©]\s?{_AGENCY}(?: images| photo| via [\w ]+)?[)\]]?"
    rf"|.*[(\[][^()\[\]]*(?:/\s?{_AGENCY}|\bgetty images|\bap photo/[\w .’-]+|photo by [^()\[\]]+)[)\]]\.?"
    rf"|.*\bvia {_AGENCY}[)\]]?"
    rf"|.*[^.!?”\"]\s[(\[]{_AGENCY}[)\]]",
    re.IGNORECASE,
)
# How every line begins that `_CREDIT` can match and that has no sign before the agency's name.
_CREDIT_STARTS = tuple(
    "getty reuters associated ap afp epa efe dpa picture shutterstock alamy imago xinhua anadolu upi zuma ansa "
    "tass".split()
)
STARTS = CAPTION_STARTS | {start[:3] for start in (*_DATELINE_STARTS, *_CREDIT_STARTS)}
"""How every line of words alone begins that is a date line or stands under a picture; others have "ago" or "via "."""


def is_dateline(line: str) -> bool:
    """Tell whether a line holds nothing but a date, a byline, or both.

    A paragraph that begins "CARACAS, Dec 4 (Agency) -" and goes on is none.
    """
    sentence = line[-1:] in _STOPS and not line.endswith(".m.")
    if sentence or len(line) > _LONGEST_DATELINE or not _may_be_dateline(line.lower()):
        return False
    byline = _BYLINE.match(line)
    if byline:
        return _are_names(line[byline.end() :])
    label = _LABEL.match(line)
    rest = line[label.end() :] if label else line
    behind = _after_date(rest)
    if behind is not None:
        return _are_names_or_times(behind)
    return _AGO.fullmatch(rest) is not None or _PLACE_AND_AGENCY.fullmatch(line) is not None


def _may_be_dateline(lower: str) -> bool:
    """Tell at little cost whether a line, in lower case, has what every dateline has; most headings have not."""
    return lower.startswith(_DATELINE_STARTS) or "(" in lower or "ago" in lower or _YEAR.search(lower) is not None


def is_caption(line: str) -> bool:
    """Tell whether a line is what stands under a picture: a caption that says so, or one that ends in a credit."""
    if len(line) > _LONGEST_CAPTION:
        return False
    if line.lstrip("([")[:3].lower() in CAPTION_STARTS and _CAPTION_LABEL.fullmatch(line):
        return True
    # Most lines end in a full stop, and no credit does, unless behind a bracket: this spares them the long pattern.
    stopped = line[-1:] in _STOPS and line[-2:-1] not in ")]"
    return not stopped and _may_be_credit(line.lower()) and _CREDIT.fullmatch(line) is not None


def _may_be_credit(lower: str) -> bool:
    """Tell at little cost whether a line, in lower case, has what every credit has."""
    signed = "/" in lower or "|" in lower or "©" in lower or "(" in lower or "[" in lower or "via " in lower
    return signed or lower.startswith(_CREDIT_STARTS)


def _after_date(line: str) -> str | None:
    """Return what follows the date that a line begins with, a weekday aside; None where it begins with none."""
    before = _BEFORE_DATE.match(line)
    rest = line[before.end() :] if before else line
    end = leading_date_end(rest)
    return rest[end:] if end else None


def _are_names_or_times(rest: str) -> bool:
    """Tell whether only names, times, zones and small words stand here."""
    words = re.split(r"[\s,|·•/–—()-]+", rest)
    return len(words) <= _MOST_WORDS and all(not word[:1].islower() or word.lower() in _SMALL_WORDS for word in words)


def _are_names(rest: str) -> bool:
    """Tell whether a byline goes on with names, each of two words or more or an agency's, and perhaps a date."""
    for part in _BETWEEN_NAMES.split(without_dates(rest)):
        words = part.split()
        if not words or part[0].isdigit():
            continue
        named = all(_NAME.fullmatch(word) or word in _LOWER_IN_NAMES for word in words)
        if not named or len(words) > _LONGEST_NAME_WORDS or (len(words) == 1 and not _is_sole_name(part)):
            return False
    return not rest.endswith(":")


def _is_sole_name(part: str) -> bool:
    return part.isupper() or _SOLE_NAMES.fullmatch(part) is not None
