"""Whether two sentences speak of one matter, as far as their words show: what checks of figures and dates ask.

All of it errs on the side of "no": a clash that is none costs the reader's trust, one that is missed is left to others.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from datetime import timedelta

from checker.checks.values import Values, anchor_of, values_of
from checker.checks.views import SentenceView
from checker.text.moments import Moment
from checker.text.tokens import Tokens
from checker.text.word_stems import is_content, stem

_NOT_FACT = {
    "not": "not", "never": "not", "no": "not", "n't": "not", "without": "not", "neither": "not", "nicht": "not",
    "kein": "not", "keine": "not", "nie": "not", "nunca": "not", "jamais": "not",
    "forecast": "forecast", "forecasts": "forecast", "expected": "forecast", "expects": "forecast",
    "expect": "forecast", "predicted": "forecast", "predict": "forecast", "predicts": "forecast",
    "projected": "forecast", "projects": "forecast", "sees": "forecast", "prognose": "forecast",
    "erwartet": "forecast", "espera": "forecast", "prevé": "forecast", "prévoit": "forecast", "attend": "forecast",
    "estimate": "forecast", "estimates": "forecast", "estimated": "forecast", "likely": "forecast",
    "target": "target", "targets": "target", "goal": "target", "aim": "target", "aims": "target", "ziel": "target",
    "objetivo": "target", "objectif": "target", "limit": "limit", "cap": "limit", "maximum": "limit",
    "minimum": "limit", "capacity": "limit", "room": "limit",
    "can": "may", "kann": "may", "können": "may", "puede": "may", "pueden": "may", "peut": "may", "peuvent": "may",
    "could": "may", "might": "may", "may": "may", "would": "may", "könnte": "may", "könnten": "may",
    "dürfte": "may", "podría": "may", "podrían": "may", "pourrait": "may", "soll": "may", "if": "may",
    "feared": "may", "fears": "may", "fear": "may", "suspected": "may", "possibly": "may", "perhaps": "may",
    "plan": "plan", "plans": "plan", "planned": "plan", "will": "plan", "proposed": "plan", "proposes": "plan",
    "wants": "plan", "wanted": "plan", "demand": "plan", "demanded": "plan", "asked": "plan", "due": "plan",
    "earlier": "before", "previously": "before", "initially": "before", "initial": "before", "originally": "before",
    "original": "before", "first": "before", "previous": "before", "formerly": "before", "once": "before",
    "revised": "before", "corrected": "before", "correction": "before", "wrongly": "before", "mistakenly": "before",
    "zunächst": "before", "ursprünglich": "before", "zuvor": "before", "inicialmente": "before", "antes": "before",
    "auparavant": "before", "d'abord": "before", "instead": "before", "rather": "before", "had": "had",
    "average": "average", "averaged": "average", "median": "median", "record": "record", "peak": "peak",
    "least": "least", "total": "total", "altogether": "total", "combined": "total", "overall": "total",
    "insgesamt": "total", "gesamt": "total", "zusammen": "total",
    "claims": "claims", "claimed": "claims", "alleges": "claims", "alleged": "claims", "denied": "claims",
    "denies": "claims", "denying": "claims", "disputed": "claims", "rejected": "claims", "rejects": "claims",
    "false": "claims", "falsely": "claims", "rumour": "claims", "rumours": "claims", "rumors": "claims",
    "second": "second", "third": "third", "half": "half", "quarter": "quarter", "other": "other", "others": "other",
    "remaining": "other", "rest": "other", "different": "other", "separate": "other", "elsewhere": "other",
    "alone": "alone", "only": "only",
}  # fmt: skip
_NOT_FACT_WORDS = frozenset(_NOT_FACT)
_STATISTICS = frozenset(
    "city town township county village borough municipality province district census median population density females "
    "households inhabitants residents ciudad municipio habitantes commune habitants".split()
)
_PARTS = frozenset(
    (of, whole)
    for ofs, wholes in (
        ("of", "that these those this them the which"),
        ("von davon", "diesen diesem dieser ihnen den der"),
        ("de", "ese esa esos esas estos estas ellos ellas los las ces ceux cette"),
    )
    for of in ofs.split()
    for whole in wholes.split()
)
# Behind these a word is written in capitals, whatever it is.
_BEFORE_CAPITALS = frozenset({".", "“", '"', "!", "?", ":"})
_SOFT = frozenset({"had", "only", "no", "least", "total"})
_PERIODS = frozenset({"month", "year", "decade", "fiscal"})
_TOLD = frozenset("said sagte dijo".split())
_ON = frozenset("on am el".split())
_LONGEST_APART = timedelta(days=7)
_SPEAKING = frozenset("said says told according".split())
# Who counts a crowd, or its dead, otherwise than the police and the officials do.
_CAMPS = frozenset(
    "union organiser organizer opposition activist protester rebel insurgent company employer campaigner resident "
    "witness lawyer prosecutor defence defense".split()
)
_GENERIC_SPEAKERS = frozenset(
    "person official officer police author spokesman spokeswoman spokesperson statement".split()
)


def words_at(tokens: Tokens, start: int, end: int) -> frozenset[str]:
    """Return the stems of the content words of the tokens from `start` to `end`."""
    return frozenset(stem(word) for word in tokens.lower[start:end] if is_content(word))


def shape_of(view: SentenceView) -> frozenset[str]:
    """Return what keeps a sentence from being a plain statement of fact: denied, expected, planned, once thought."""
    tokens = _tokens_of(view)
    telling = tokens.words & _NOT_FACT_WORDS
    if "may" in telling and all(written == "May" for written in tokens.written if written.lower() == "may"):
        telling -= {"may"}
    found = {_NOT_FACT[word] for word in telling}
    if ("'" in view.text or "’" in view.text) and any(word.endswith("n't") for word in tokens.words):
        found.add("not")
    return frozenset(found - _SOFT)


def begins_with_part(view: SentenceView) -> bool:
    """Tell whether a sentence begins with what it gives a part of: "Of that total, 30,000 …", "Von diesen …"."""
    return tuple(_tokens_of(view).lower[:2]) in _PARTS


def names_of(view: SentenceView) -> frozenset[str]:
    """Return the words in capitals that do not begin the sentence, in lower case; in German only those of no noun."""
    tokens = _tokens_of(view)
    if view.parsed(values_of).language == "de":
        return frozenset()
    written = tokens.written
    return frozenset(
        [
            word.lower().removesuffix("'s").removesuffix("’s")
            for word, before in zip(written[1:], written, strict=False)
            if word[0].isupper() and len(word) > 2 and before not in _BEFORE_CAPITALS
        ]
    )


def stems_of(view: SentenceView) -> frozenset[str]:
    """Return the stems of the sentence's content words."""
    tokens = _tokens_of(view)
    return words_at(tokens, 0, len(tokens))


def speakers_of(view: SentenceView) -> frozenset[str]:
    """Return the words beside "said" and "according to": who vouches for the sentence."""
    tokens = _tokens_of(view)
    found: set[str] = set()
    if _SPEAKING.isdisjoint(tokens.words):
        return frozenset()
    for index, word in enumerate(tokens.lower):
        if word in _SPEAKING:
            found |= set(_speaker(tokens, index))
    return frozenset(found)


def _speaker(tokens: Tokens, index: int) -> Iterator[str]:
    """Yield the stems of the words that say who speaks: before "said", behind it in capitals, behind "according to"."""
    behind = range(index + 1, min(index + 5, len(tokens)))
    if tokens.lower[index] != "according":
        behind = range(index + 1, index + 3)
        for place in range(index - 1, max(index - 4, -1), -1):
            if not tokens.lower[place].isalpha():
                break
            if is_content(tokens.lower[place]):
                yield stem(tokens.lower[place])
    for place in behind:
        word = tokens.word(place)
        if is_content(word) and (tokens.lower[index] == "according" or tokens.written[place][0].isupper()):
            yield stem(word)


def _tokens_of(view: SentenceView) -> Tokens:
    return view.parsed(values_of).tokens


def agree_in_time(a: Values, b: Values) -> bool:
    """Tell whether nothing in two sentences says that they speak of different times."""
    one, other = a.moments, b.moments
    if not one and not other:
        return True
    if not _TOLD.isdisjoint(a.tokens.words) or not _TOLD.isdisjoint(b.tokens.words):
        said, retold = _days_of_speaking(a), _days_of_speaking(b)
        # What was said on two days may be told of two days.
        if not (said and retold):
            one, other = [m for m in one if m not in said], [m for m in other if m not in retold]
    for mine, others in ((one, other), (other, one)):
        for moment in mine:
            if not moment.readings and moment.form != "fiscal":
                # "In May", of whichever year: what no month is given for may be of another time.
                if moment.form in _PERIODS and not others:
                    return False
                continue
            theirs = [m for m in others if m.readings or m.form == "fiscal"]
            if moment.form in _PERIODS and not any(m.form in _PERIODS or m.form in {"day", "days"} for m in theirs):
                return False
            meets = [moment.meets(m) for m in theirs]
            if meets and not any(meet or meet is None for meet in meets):
                return False
    return True


def _days_of_speaking(values: Values) -> list[Moment]:
    """Return the days on which somebody said so: "the company said on Wednesday"."""
    tokens = values.tokens
    found = []
    for moment in values.moments:
        before = bisect_left(tokens.starts, moment.start) - 1
        if tokens.word(before) in _TOLD or (tokens.word(before) in _ON and tokens.word(before - 1) in _TOLD):
            found.append(moment)
    return found


def are_far_apart(a: SentenceView, b: SentenceView) -> bool:
    """Tell whether two articles were certainly published more than a week apart: the world has moved on between them.

    False where nobody says when one appeared, and of answers to one question: who found them so knew the days.
    """
    mine, theirs = a.article.parsed(anchor_of), b.article.parsed(anchor_of)
    if a.question or mine is None or theirs is None:
        return False
    return max(mine.earliest - theirs.latest, theirs.earliest - mine.latest) > _LONGEST_APART


def may_be_of_two_places(a: SentenceView, b: SentenceView) -> bool:
    """Tell whether two sentences without a name in common give what every place has: "the median age in the city"."""
    if a.article is b.article:
        return False
    if not a.parsed(_is_statistic) and not b.parsed(_is_statistic):
        return False
    return not a.parsed(names_of) & b.parsed(names_of)


def _is_statistic(view: SentenceView) -> bool:
    return not _STATISTICS.isdisjoint(_tokens_of(view).words)


def are_alike(a: SentenceView, b: SentenceView) -> bool:
    """Tell whether two sentences state plain facts in the same way, of the same names and by nobody different."""
    if a.parsed(shape_of) != b.parsed(shape_of) or may_be_of_two_places(a, b):
        return False
    mine, theirs = a.parsed(names_of), b.parsed(names_of)
    if mine and theirs and not mine & theirs:
        return False
    one, other = a.parsed(speakers_of), b.parsed(speakers_of)
    if one and other and bool(one & _CAMPS) != bool(other & _CAMPS):
        return False
    return not one or not other or bool(one & other) or bool((one | other) & _GENERIC_SPEAKERS)
