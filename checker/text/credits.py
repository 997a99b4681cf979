"""Whom a piece credits: an agency in its dateline or byline, and the media that it says reported something first."""

from __future__ import annotations

import re

from checker.text.spoken import folded

_AGENCIES = (
    "reuters|associated press|ap|agence france-presse|afp|dpa|deutsche presse-agentur|efe|ansa|tass|upi|xinhua|"
    "press association|pa media|bloomberg|apa|epd|kna|anadolu|belga|anp|ritzau|ntb|kyodo|pti|europa press"
)
_DATELINE = re.compile(r"^[^\W\d_][^()\n“”\"]{1,60}\((?P<agency>[^\W\d_][\w .&-]{1,30})\)\s*[-–—]", re.MULTILINE)
_CREDIT = re.compile(
    rf"^\s*(?:\(?(?P<alone>{_AGENCIES})\)?|(?:by |source: |quelle: |fuente: |von |por |par )[^\n]{{0,60}}?"
    rf"(?P<byline>\b(?:{_AGENCIES})\b)[^\n]{{0,40}}|[^\n]{{0,200}}\((?P<tail>{_AGENCIES})\))\.?\s*$",
    re.IGNORECASE | re.MULTILINE,
)
_HEAD, _TAIL = 600, 300
"""Characters at the beginning and at the end of a piece in which a credit line is looked for."""

_ALIASES = {
    "ap": "associated press",
    "afp": "agence france-presse",
    "dpa": "deutsche presse-agentur",
    "pa media": "press association",
}
_PREFIX = re.compile(
    r"^(?:(?:update|lead|corrected|correction|refile|recast|write-?through|wrapup|live|urgent|flash|exclusive)"
    r"(?:\s*\d+)?[\s:–—-]+)+",
    re.IGNORECASE,
)
_REPORTED = r"(?:first |has |had |also )?report(?:ed|s)(?! (?:to|on its|a (?:loss|profit)|earnings))"


def credited_agency(text: str) -> str | None:
    """Return the agency that a piece names in its dateline or in a credit line, folded; None where it names none."""
    for part in (text[:_HEAD], text[-_TAIL:] if len(text) > _HEAD else ""):
        dateline = _DATELINE.search(part)
        if dateline:
            return _known(dateline["agency"])
        credit = _CREDIT.search(part)
        if credit:
            return _known(credit["alone"] or credit["byline"] or credit["tail"])
    return None


def is_outlet(agency: str, outlet: str) -> bool:
    """Tell whether an agency as a dateline writes it is this outlet: by name, its first word, or its initials."""
    plain = folded(outlet)
    words = re.findall(r"[^\W_]+", plain)
    if not words or not agency:
        return False
    initials = "".join(word[0] for word in words)
    first = words[0] if len(agency) > 3 else ""
    return agency in {plain, _known(plain), initials, first}


def plain_title(title: str) -> str:
    """Return a title without "UPDATE 2-", "CORRECTED:" and the like, folded to its words."""
    return " ".join(re.findall(r"[^\W_]+", folded(_PREFIX.sub("", title.strip()))))


def is_marked_version(title: str) -> bool:
    """Tell whether a title says that the piece is a later version of one ("UPDATE 2-", "CORRECTED:")."""
    return _PREFIX.match(title.strip()) is not None


def told_by(text: str, outlets: dict[str, str]) -> str | None:
    """Return the id of the outlet on whose report a sentence leans: "Kystposten reported", "told Kystposten".

    `outlets` gives the id of each by its name as it is written.
    """
    for name, identity in outlets.items():
        if name in text and re.search(
            rf"\b{re.escape(name)}\s+(?:newspaper |news agency )?{_REPORTED}\b|\b(?:told|citing|quoted by|"
            rf"(?:first )?reported by)\s+(?:the\s+)?{re.escape(name)}\b",
            text,
        ):
            return identity
    return None


def _known(agency: str) -> str:
    plain = folded(agency).strip()
    return _ALIASES.get(plain, plain)
