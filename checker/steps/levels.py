"""How grave a finding is: computed from verdict, aspect and what had to be assumed, never asked of a model.

The rules are those of a news desk. A contradiction is a *fix* only if both judgements agree on it and nothing had to be
assumed; whatever rests on an inferred date, occasion or identity is at most a *check*. What misleads no reader is
silent.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from checker.schema import GRAVITY, Article, Claim, Fact, Level, Pair, Severity, SpeechClaim
from checker.text.numerals import figures_in

ORDER: tuple[Level, ...] = ("hold", "fix", "check", "note")
"""From gravest to mildest."""

SEVERITY: Mapping[Level, Severity] = {"hold": "error", "fix": "error", "check": "warning", "note": "note"}
"""What a level is to tools that know three."""

_SHADES: dict[str | None, Level | None] = {
    "strength": "check",
    "account": "check",
    "rounding": "note",
    "detail": "note",
    "translation": "note",
    "nuance": "note",
    "wording": None,
}

_ASSUMED = {
    "date": "only if the time is the same",
    "occasion": "only if it is one occasion",
    "identity": "only if it is one and the same",
}


@dataclass(frozen=True)
class Graded:
    """A level, None for silent, what held it down, and the pair of positions that gave it."""

    level: Level | None
    caps: tuple[str, ...] = ()
    pair: Pair | None = field(default=None, compare=False)


def grade(fact: Fact, articles: Mapping[str, Article], claims: Mapping[str, Claim], draft: str | None = None) -> Graded:
    """Return the level of a fact: that of its gravest pair. `draft` is the id of the article under check, if one is."""
    graded = grade_pairs(fact, articles, claims, draft)
    shown = [one for one in graded if one.level is not None]
    if not shown:
        return Graded(None)
    best = min(shown, key=_by_level_then_verdict)
    raised = best.level == "note" and fact.stakes != "none" and not best.caps
    return replace(best, level="check") if raised else best


def grade_pairs(
    fact: Fact, articles: Mapping[str, Article], claims: Mapping[str, Claim], draft: str | None = None
) -> list[Graded]:
    """Return the level of each pair of positions that do not agree, before the stakes are weighed."""
    return [replace(_grade_pair(fact, pair, articles, claims, draft), pair=pair) for pair in fact.pairs]


def _by_level_then_verdict(graded: Graded) -> tuple[int, int]:
    return ORDER.index(graded.level or "note"), -GRAVITY[graded.pair.verdict if graded.pair else "agree"]


def _grade_pair(
    fact: Fact, pair: Pair, articles: Mapping[str, Article], claims: Mapping[str, Claim], draft: str | None
) -> Graded:
    if _spelled_differently_only(fact, pair):
        return Graded(None)
    if fact.aspect == "quote" and _other_speaker(fact, pair, claims):
        return Graded("note", ("another speaker",))
    if pair.verdict == "differ":
        if fact.aspect == "quote" and pair.shade == "wording" and _both_in_quotation_marks(fact, pair, articles):
            return Graded("note")
        return _grade_difference(fact, pair, draft)
    if pair.verdict != "contradict":
        return Graded("check")
    caps = _caps(fact, pair, articles, claims)
    return Graded("check" if caps else "fix", caps)


def _grade_difference(fact: Fact, pair: Pair, draft: str | None) -> Graded:
    """A draft that is softer or vaguer than a source is a note at most; one that is harder or more exact, a check."""
    level = _SHADES[pair.shade]
    if draft is None or pair.shade not in ("strength", "detail", "rounding"):
        return Graded(level)
    if draft in fact.positions[pair.first - 1].articles:
        return Graded("check")
    if draft in fact.positions[pair.second - 1].articles:
        return Graded("note", ("softer than its source",))
    return Graded(level)


def _caps(fact: Fact, pair: Pair, articles: Mapping[str, Article], claims: Mapping[str, Claim]) -> tuple[str, ...]:
    """Return what a contradiction rests on beside the passages."""
    caps = []
    if pair.assumes != "nothing":
        caps.append(_ASSUMED[pair.assumes])
    if fact.outcome == "first":
        caps.append("judged once only")
    elif any(not _contradicts(judgement.pairs, pair) for judgement in fact.judgements):
        caps.append("the two judgements differ")
    if fact.aspect == "quote" and _occasions_apart(fact, pair, claims):
        caps.append("the occasions are named differently")
    if _late_by_an_unknown_date(fact, pair, articles) or (
        fact.aspect == "date" and _relative_to_unknown(fact, pair, articles, claims)
    ):
        caps.append("a date of publication is inferred or unknown")
    return tuple(caps)


def _contradicts(pairs: Sequence[Pair], pair: Pair) -> bool:
    """Say whether a judgement called these two positions a contradiction."""
    both = {pair.first, pair.second}
    return any({other.first, other.second} == both and other.verdict == "contradict" for other in pairs)


def _late_by_an_unknown_date(fact: Fact, pair: Pair, articles: Mapping[str, Article]) -> bool:
    """Say whether one side repeats a state that the other has overtaken, in articles of which nobody stated the date.

    Had they been written before the change, they would be overtaken and not wrong.
    """
    overtaking = {other.second for other in fact.pairs if other.verdict == "superseded"}
    return any(
        new in overtaking
        and all(articles[name].published.known not in _STATED for name in fact.positions[old - 1].articles)
        for new, old in ((pair.first, pair.second), (pair.second, pair.first))
    )


def _relative_to_unknown(fact: Fact, pair: Pair, articles: Mapping[str, Article], claims: Mapping[str, Claim]) -> bool:
    """Say whether a time such as "last week" is reckoned from a date of publication that nobody stated."""
    for number in (pair.first, pair.second):
        position = fact.positions[number - 1]
        undated = {name for name in position.articles if articles[name].published.known not in _STATED}
        times = [
            claim.when.written
            for name in position.claims
            if (claim := claims.get(name)) and claim.when and claim.passage.article in undated
        ]
        sentences = [
            articles[passage.article].sentence_text(sentence)
            for passage in position.passages
            for sentence in passage.sentences
            if passage.article in undated and not times
        ]
        if any(_RELATIVE.search(time) or not re.search(r"\d", time) for time in times):
            return True
        if any(_RELATIVE.search(sentence) for sentence in sentences):
            return True
    return False


_RELATIVE = re.compile(
    r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)days?|today|yesterday|tomorrow|tonight|ago|last|next|earlier|recently|"
    r"(?:this|over the) (?:week|month|year|morning|evening|weekend)|"
    r"lunes|martes|miércoles|jueves|viernes|sábado|domingo|hoy|ayer|mañana|hace|pasad[oa]|"
    r"(?:mon|diens|donners|frei|sams|sonn)tags?|mittwochs?|heute|gestern|morgen|(?:vorig|letzt|nächst)e[nrs]?|"
    r"vor \w+ (?:tag|woche|monat|jahr)\w*|"
    r"lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|aujourd[’']hui|hier|demain|il y a|derni(?:er|ère)|"
    r"prochaine?)\b",
    re.IGNORECASE,
)

_STATED = ("stated", "metadata")


def _other_speaker(fact: Fact, pair: Pair, claims: Mapping[str, Claim]) -> bool:
    """Say whether the speech claims of two positions name different people: full names without a word in common."""
    one, other = (_speakers(fact.positions[number - 1].claims, claims) for number in (pair.first, pair.second))
    return bool(one) and bool(other) and not one & other


def _both_in_quotation_marks(fact: Fact, pair: Pair, articles: Mapping[str, Article]) -> bool:
    """Say whether both sides print words as a quotation: of two wordings one is then not what was said."""
    return all(
        any(
            _QUOTED.search(articles[passage.article].sentence_text(sentence))
            for passage in fact.positions[number - 1].passages
            for sentence in passage.sentences
        )
        for number in (pair.first, pair.second)
    )


_QUOTED = re.compile(r"[\"“”„«»]")


def _occasions_apart(fact: Fact, pair: Pair, claims: Mapping[str, Claim]) -> bool:
    """Say whether both sides name an occasion, and no word of the one stands in the other."""
    one, other = (
        {
            word
            for name in fact.positions[number - 1].claims
            if isinstance(claim := claims.get(name), SpeechClaim) and claim.occasion
            for word in _words(claim.occasion)
            if len(word) > 3
        }
        for number in (pair.first, pair.second)
    )
    return bool(one) and bool(other) and not one & other


def _speakers(names: Sequence[str], claims: Mapping[str, Claim]) -> set[str]:
    """Return the words of the speakers' names, titles aside; nothing where one of them may be anybody's description."""
    speakers = [claim.speaker for name in names if isinstance(claim := claims.get(name), SpeechClaim)]
    words = [[word for word in speaker.partition(",")[0].split() if word not in _TITLES] for speaker in speakers]
    if any(speaker.startswith(("the ", "The ")) for speaker in speakers):
        return set()
    if not all(name and all(word[:1].isupper() and word not in _BODIES for word in name) for name in words):
        return set()
    return {word for name in words for written in name for word in _words(written)}


_TITLES = frozenset(
    "President Prime Minister Mr. Mrs. Ms. Dr. Prof. Gen. General Sen. Senator Gov. Governor Mayor".split()
)
_BODIES = frozenset(
    "House Ministry Government Palace Office Party Agency Department Council Police Army Court Bank Company "
    "Union".split()
)
"""Last words of bodies that speak through people: "White House" may be anybody who speaks for it."""


def _spelled_differently_only(fact: Fact, pair: Pair) -> bool:
    """Say whether two answers are the same but for accents, case and punctuation ("US", "U.S.")."""
    one, other = (fact.positions[number - 1].answer for number in (pair.first, pair.second))
    same_signs = _SIGNS.findall(one) == _SIGNS.findall(other)
    return "".join(_words(one)) == "".join(_words(other)) and figures_in(one) == figures_in(other) and same_signs


_SIGNS = re.compile(r"[%‰$€£¥₹₽₩?]")


def _words(text: str) -> list[str]:
    plain = "".join(char for char in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(char))
    return re.findall(r"\w+", plain)
