"""What a desk writes above a piece: KILL, HOLD, EMBARGOED UNTIL, Sperrfrist, CORRECTED, REFILE, UPDATE.

Only whole lines at the very top count, and words of everyday language only in capitals: "Kill rates fell" and "Embargo
on grain lifted" are headlines. An embargo whose time cannot be read runs until a person says otherwise.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from checker.schema import Status, StatusKind
from checker.text.release import moment_of_release
from checker.text.roles import Hint

if TYPE_CHECKING:
    from collections.abc import Sequence

_SEARCHED = 600
_LINES = 8
_MOST_SKIPPED = 3
_LONGEST_SKIPPED = 120
_LONGEST = 250
_EDGES = " \t*_#=[]()!•"
_REST = r"(?:\s*(?::|[-–—]{1,3}|\.)\s*(?P<rest>.*))?"
_KILL = re.compile(
    r"(?:(?:MANDATORY|BULLETIN|URGENT|ADVISORY|ATTENTION|EDITORS?|EILMELDUNG|ACHTUNG)\b[ :,–—-]*){0,3}"
    r"(?:KILL(?:ED|S)?|STORY (?:KILLED|WITHDRAWN)|WITHDRAWN|WITHDRAWAL|ZURÜCKGEZOGEN|WIDERRUF|RÜCKRUF|ANNULÉE?|"
    r"ANULAD[OA])"
    rf"(?: (?:NOTICE|ADVISORY|STORY|BULLETIN))?{_REST}"
)
_HOLD = re.compile(
    r"(?:(?:ATTENTION|EDITORS?|ACHTUNG)\b[ :,–—-]*){0,2}"
    r"(?:HOLD(?: (?:FOR (?:RELEASE|LEGAL|ORDERS|DESK)|UNTIL FURTHER NOTICE))?|DO NOT (?:PUBLISH|USE|RUN)(?: YET)?|"
    rf"NOT FOR (?:PUBLICATION|RELEASE)|NICHT VERÖFFENTLICHEN|WITHHELD){_REST}"
)
_EMBARGO = re.compile(
    r"(?:(?:strictly|strikt|streng)\s+)?"
    r"(?:(?i:embargoed)\s+(?i:until|till|to|for|bis)\b(?P<a>.*)"
    r"|(?i:embargo(?:ed)?|sperrfrist|sperrvermerk)\s*:(?P<b>.*)"
    r"|(?i:sperrfrist)\s+(?=(?i:bis\b)|\d)(?P<c>.*)|(?:EMBARGO(?:ED)?|SPERRFRIST)(?:\s+(?=UNTIL|\d)(?P<d>.*))?"
    r"|HOLD UNTIL\b(?P<e>.*)"
    r"|(?i:not for (?:publication|release|use) (?:before|until)|hold for release (?:until|at))\b(?P<f>.*))"
)
_CORRECTED = re.compile(
    r"(?P<word>CORRECTED|CORRECTION|CORRECTS|REFILE|RECASTS?|BERICHTIGUNG|BERICHTIGT|KORREKTUR|KORRIGIERT|RECTIFICATIF|"
    r"CORREGID[OA]|CORRECCIÓN)(?:\s*(?:[-–—]{1,2}|:)\s*(?P<rest>.*)|\s*)"
)
_UPDATE = re.compile(r"(?:UPDATE|WRAPUP|AKTUALISIERUNG)[ -]*(?P<number>\d{0,2})\s*[-–—:]\s*(?P<rest>.+)")
# The first three letters of every such line, in capitals, so that other pieces cost one look at a few lines.
_STARTS = frozenset(
    "MAN BUL URG ADV ATT EDI EIL ACH KIL STO WIT ZUR ZÜR WID RÜC ANN ANU HOL NOT NIC STR EMB SPE COR REF REC BER KOR "
    "UPD WRA AKT".split()
) | {"DO "}


class DeskHeader(NamedTuple):
    """What a desk wrote above a piece, and hints that set its bare orders aside; `bare` is the headline below them.

    `status` is None where there is no order. `revised` tells that this is a later version of a piece, `number` which.
    """

    status: Status | None = None
    hints: tuple[Hint, ...] = ()
    revised: bool = False
    number: int = 0
    bare: str | None = None


NONE = DeskHeader()


def desk_header(text: str) -> DeskHeader:
    """Return what stands above a piece, the gravest of several orders."""
    top = text[:_SEARCHED]
    if not any(line.lstrip(_EDGES)[:3].upper() in _STARTS for line in top.splitlines() if line):
        return NONE
    found: list[Status] = []
    hints: list[Hint] = []
    revised, number, bare = False, 0, None
    skipped = 0
    for start, line in _first_lines(top):
        status, rest, is_revised, version = _order(line)
        if status is None and not is_revised:
            # A slug, a headline or a date may stand above an order; running text may not.
            skipped += 1
            if skipped > _MOST_SKIPPED or len(line) > _LONGEST_SKIPPED or line.endswith("."):
                break
            continue
        found += [status] if status else []
        revised, number = revised or is_revised, max(number, version)
        if rest and len(rest.split()) > 2 and (status is None or status.kind != "embargoed"):
            bare = rest
            break
        hints.append(Hint(start, start + len(line), "furniture"))
    if not found and not revised:
        return NONE
    return DeskHeader(gravest(found), tuple(hints), revised, number, bare)


_GRAVITY: tuple[StatusKind, ...] = ("usable", "corrected", "embargoed", "withheld", "killed")


def gravest(statuses: Sequence[Status]) -> Status | None:
    """Return the status that leaves least to be done with a piece, with what the others know besides."""
    if not statuses:
        return None
    worst = max(statuses, key=lambda status: _GRAVITY.index(status.kind))
    version = worst.version or next((status.version for status in statuses if status.version), None)
    notes = dict.fromkeys(status.note for status in statuses if status.note)
    return worst.model_copy(update={"version": version, "note": " ".join(notes) or None})


def _first_lines(top: str) -> list[tuple[int, str]]:
    """Return the first lines that hold something, each with where it starts, without the marks around it."""
    lines: list[tuple[int, str]] = []
    offset = 0
    for raw in top.splitlines(keepends=True):
        line = raw.strip(_EDGES + "\r\n\x0b\x0c\x85\u2028\u2029")
        if line and len(lines) < _LINES:
            lines.append((offset + raw.index(line), line))
        offset += len(raw)
    return lines


def _order(line: str) -> tuple[Status | None, str, bool, int]:
    """Return what a line orders, what follows the order in it, whether it marks a later version, and which."""
    if len(line) > _LONGEST:
        return None, "", False, 0
    embargo = _EMBARGO.fullmatch(line)
    if embargo:
        words = next((part for part in embargo.groups() if part), "")
        return Status(kind="embargoed", until=moment_of_release(words), note=line), "", False, 0
    for kind, pattern in (("killed", _KILL), ("withheld", _HOLD)):
        order = pattern.fullmatch(line)
        if order:
            return Status.model_validate({"kind": kind, "note": line}), order["rest"] or "", False, 0
    corrected = _CORRECTED.fullmatch(line)
    if corrected:
        return Status(kind="corrected", note=corrected["word"]), corrected["rest"] or "", True, 0
    update = _UPDATE.fullmatch(line)
    if update:
        return None, update["rest"], True, int(update["number"] or 1)
    return None, "", False, 0
