"""S3 · An age that does not fit the year of birth.

Says: one sentence gives a year of birth and an age, and the age is that on a day which the sentence names ("died on
… aged …") or which is the article's own ("is 65"), with no other verb between; in the year between two birthdays
both ages are right.

Why it matters: obituaries and portraits live on such figures, and families notice.

Hit:
    A: Born in 1950, the composer died on 3 May 2020 aged 72.
    says: 'Born in "1950", one is 69 or 70 in 2020, not "72".'

Near miss:
    A: Born in 1950, the composer died on 3 May 2020 aged 69.
    because: the birthday may come after May.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from datetime import date

from checker.checks.check import Inside
from checker.checks.values import Values, anchor_of, sentences_with, values_of
from checker.checks.views import ArticleView
from checker.schema import Signal
from checker.text.figure import Figure
from checker.text.moments import Anchor, Days, Moment
from checker.text.units import COUNT

_BORN = frozenset("born geboren nació nacido nacida né née".split())
_DIED = frozenset("died dies dead killed death starb gestorben murió falleció mort morte décédé décédée".split())
_AGED = frozenset("aged age alter".split())
_NOW = frozenset("is ist es tiene est turned turns".split())
# Whose age or birth it is, only a reader can tell.
_KIN = frozenset(
    "; son daughter widow widower mother father wife husband brother sister parents sohn tochter witwe mutter "
    "vater frau hijo hija viuda madre padre esposa fils fille veuve mère père".split()
)
# "Born in 1950 to a miner": what follows may be of the miner.
_PARENTS = frozenset("to into zu".split())
_ANOTHERS = frozenset("average median mean typical where whose durchschnittlich promedio moyenne".split())
_AGE_WORDS = frozenset("aged age at the of im in alter von mit con la edad de à l'âge âge a los".split())
_BY_NOW = frozenset("now currently just already still only today heute jetzt nun ahora ya hoy aujourd'hui".split())
# After these another clause begins, with a verb of its own.
_GOES_ON = frozenset("and but who whose which that where when while after before since having und y et".split())
_DID = frozenset("wrote became won left began led met had made took came went was fought lost saw sang ran".split())
_SHORTEST_VERB = 4
_RELATIVES = frozenset("who which that whose welcher welche quien qui".split())
_OLD = frozenset({"old", "alt"})
_REACH = 4
_OLDEST = 125


def check_ages(article: ArticleView) -> Iterator[Signal]:
    """Yield a signal for each age that the year of birth beside it rules out."""
    anchor = article.parsed(anchor_of)
    for view in sentences_with(_BORN, article):
        values = view.parsed(values_of)
        words = values.tokens.lower
        if _BORN.isdisjoint(words) or not _KIN.isdisjoint(words) or not values.moments or not values.figures:
            continue
        births = [one for one in values.moments if _is_birth(values, one)]
        ages = [age for age in values.figures if _is_age(values, age)]
        if len(births) != 1 or len(ages) != 1:
            continue
        if _is_of_another(values, births[0], ages[0]):
            continue
        day = _day_of_age(values, births[0], ages[0], anchor)
        if day is None:
            continue
        birth, age = births[0], ages[0]
        least, most = _ages(birth.readings[0], day)
        said = _years(age)
        if not least <= said <= most:
            year = day[1].year
            fits = f"{least} or {most}" if most - least == 1 else f"{least}" if most == least else f"{least} to {most}"
            words = view.text[birth.start : birth.end]
            message = f'Born in "{words}", one is {fits} in {year}, not "{view.text[age.start : age.end]}".'
            start, end = min(birth.start, age.start), max(birth.end, age.end)
            yield AGES.signal("clash", "number", message, [view.passage(start, end)])


def _is_birth(values: Values, moment: Moment) -> bool:
    """Tell whether a year or day stands where the sentence tells of a birth."""
    if not moment.year_written or len(moment.readings) != 1 or moment.form not in {"day", "month", "year"}:
        return False
    first = bisect_left(values.tokens.starts, moment.start)
    words = values.tokens.lower[max(0, first - 6) : first]
    last = max((index for index, word in enumerate(words) if word in _BORN), default=-1)
    return last >= 0 and _DIED.isdisjoint(words[last:])


def _is_age(values: Values, figure: Figure) -> bool:
    """Tell whether a figure is somebody's age: "aged 72", "72-year-old", "72 years old", "at the age of 72"."""
    tokens = values.tokens
    before, behind = tokens.word(figure.first - 1), tokens.word(figure.after)
    if figure.bound != "exact" or not 0 < _years(figure) < _OLDEST:
        return False
    if figure.unit is COUNT:
        of_age = before == "of" and tokens.word(figure.first - 2) == "age"
        return before in _AGED or of_age or (before in {"turned", "is"} and not behind.isalpha() and behind != "%")
    if figure.unit.dimension != "time" or figure.unit.name != "year":
        return False
    old = {behind, tokens.word(figure.after + 1)} & {"old", "alt", "altes", "alte", "alter"}
    of_age = before == "von" and tokens.word(figure.first - 2) == "alter"
    return (
        bool(old)
        or of_age
        or (before == "con" and values.language == "es")
        or (before == "mit" and values.language == "de")
    )


def _years(figure: Figure) -> int:
    return int(figure.value) if figure.unit is COUNT else round(figure.value / figure.unit.low)


def _is_of_another(values: Values, birth: Moment, age: Figure) -> bool:
    """Tell whether an age may be somebody else's: "Born in 1950 to a miner …", "of a town where the voter is 61"."""
    tokens = values.tokens
    behind = bisect_left(tokens.starts, birth.end)
    if tokens.word(behind) in _PARENTS:
        return True
    return not _ANOTHERS.isdisjoint(tokens.lower[behind : age.first])


def _goes_with_death(values: Values, age: Figure) -> bool:
    """Tell whether an age is the one at which somebody died: beside the death, and with no other verb between."""
    tokens = values.tokens
    begin = age.first
    while begin > 0 and tokens.word(begin - 1) in _AGE_WORDS:
        begin -= 1
    deaths = [at for at, word in enumerate(tokens.lower) if word in _DIED]
    before = max((at for at in deaths if at < begin), default=None)
    if before is not None:
        between = tokens.lower[before + 1 : begin]
        return not any(word in _GOES_ON or word in _DID or _is_done(word) for word in between)
    after = min((at for at in deaths if at >= age.after), default=None)
    if after is None or not (tokens.word(begin - 1) in {"", ","} or age.unit is not COUNT):
        return False
    between = tokens.lower[age.after : after]
    return not any(word in _GOES_ON or word in _DID or _is_done(word) for word in between)


def _is_done(word: str) -> bool:
    """Tell whether a word looks like a verb of the past."""
    return len(word) > _SHORTEST_VERB and word.endswith("ed")


def _is_now(values: Values, birth: Moment, age: Figure) -> bool:
    """Tell whether somebody is, or turns, so old: the verb stands beside the age, or "67 Jahre alt" ends its clause."""
    tokens = values.tokens
    begin = age.first
    while begin > 0 and tokens.word(begin - 1) in _AGE_WORDS | _BY_NOW:
        begin -= 1
    if not _RELATIVES.isdisjoint(tokens.lower[bisect_left(tokens.starts, birth.end) : begin]):
        return False  # "… plays a general who is 40"
    if tokens.word(begin - 1) in _NOW:
        return True
    if begin <= 1 and not _NOW.isdisjoint(tokens.lower[age.after : age.after + _REACH]):
        return True  # "The 55-year-old is …", "Aged 34, he is …"
    now = max((at for at in range(begin) if tokens.lower[at] in _NOW), default=None)
    if age.unit is COUNT or now is None or not _OLD & {tokens.word(age.after), tokens.word(age.after + 1)}:
        return False
    return not any(word in _GOES_ON or word in _DID or _is_done(word) for word in tokens.lower[now + 1 : begin])


def _day_of_age(values: Values, birth: Moment, age: Figure, anchor: Anchor | None) -> Days | None:
    """Return the days on which the age holds: of the death, else of the article; None where neither does."""
    others = [one for one in values.moments if one is not birth and one.readings]
    words = set(values.tokens.lower)
    if not _DIED.isdisjoint(words):
        sure = [one for one in others if one.form in {"day", "month", "year", "weekday", "relative"}]
        if len(others) != 1 or not sure or not _goes_with_death(values, age):
            return None
        return min(first for first, _ in sure[0].readings), max(last for _, last in sure[0].readings)
    if others or anchor is None or not _is_now(values, birth, age):
        return None
    return anchor.earliest, anchor.latest


def _ages(birth: Days, day: Days) -> tuple[int, int]:
    """Return the least and the greatest age on the days of `day` of somebody born on the days of `birth`."""
    return _age(birth[1], day[0]), _age(birth[0], day[1])


def _age(birth: date, day: date) -> int:
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))


AGES = Inside("S3", "ages", __name__, check_ages)
