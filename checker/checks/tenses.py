"""D3 · A day after the article's own that it reports as past.

Says: a clause tells in the past tense of something that happened on a day, with its year or its weekday, and that
day lies after the last day on which the article can have been published. Plans, deadlines and dates from which or
until which something holds are left alone.

Why it matters: either the date is wrong or the article's own is; a January piece with last year's habit is the usual
case.

Hit:
    A:
        published: 2025-12-04
        text: The two ministers met in Velgrath on 12 December 2025.
    says: '"12 December 2025" is told as past, but the article is of 4 December 2025.'

Near miss:
    A:
        published: 2025-12-04
        text: The two ministers agreed to meet in Velgrath on 12 December 2025.
    because: they only agreed to meet.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from checker.checks.check import Inside
from checker.checks.values import Values, anchor_of, has_digits, sentences_with, values_of
from checker.checks.views import ArticleView
from checker.checks.weekdays import shown
from checker.schema import Signal
from checker.text.around import clause
from checker.text.moments import Moment

_HAPPENED = {
    "en": frozenset(
        """met died sank crashed collapsed exploded resigned fell struck killed won lost arrived landed opened closed
        began ended voted signed erupted happened occurred injured arrested attacked hit shot burned burnt derailed
        capsized visited reopened spoke married testified pleaded confessed fled escaped drowned broke took beat
        defeated elected sentenced convicted acquitted released buried born divorced""".split()
    ),
    "de": frozenset(
        "starb sank stürzte explodierte trat begann endete geschah ereignete traf gewann verlor brach fiel".split()
    ),
    "es": frozenset(
        "murió falleció chocó explotó dimitió comenzó terminó ocurrió ganó perdió llegó cayó votó firmó".split()
    ),
    "fr": frozenset(
        "mort décédé explosé démissionné commencé terminé arrivé gagné perdu tombé voté signé coulé".split()
    ),
}
_ON = {"en": {"on"}, "de": {"am"}, "es": {"el"}, "fr": {"le"}}
_AHEAD = frozenset(
    """will would shall due until till by from for before after since to be scheduled planned plan plans planning set
    expected expects postponed adjourned delayed moved deadline expires expire next agreed called announced promised
    hopes hoped wants wanted if could should may might can upcoming coming ahead invited booked tickets pending
    wird werden soll sollte geplant bis ab vor nach für nächsten kommenden
    será serán prevé previsto hasta desde antes próximo para va
    sera seront prévu jusqu'au dès avant prochain pour doit""".split()
)
_LINKS = frozenset("to after before since from for a para después desde nach vor für après".split())
_RELATIVES = frozenset("that which who whose where when welche welcher das que qui cuyo dont".split())
# What takes place on a day of its own: "released him pending a hearing on 9 May".
_EVENTS = frozenset(
    "hearing election elections vote final summit match referendum meeting trial game wedding conference congress poll "
    "polls ballot race debate session runoff concert festival anhörung wahl abstimmung finale spiel elección "
    "elecciones referéndum partido cumbre élection vote sommet".split()
)
_GOVERNED = 4
_REACH = 10
_NONE: frozenset[str] = frozenset()


def check_tenses(article: ArticleView) -> Iterator[Signal]:
    """Yield a signal for each day after the article's own that it tells as past."""
    anchor = article.parsed(anchor_of)
    if anchor is None:
        return
    for view in sentences_with(_HAPPENED.get(article.language, _NONE), article):
        if not has_digits(view):
            continue
        values = view.parsed(values_of)
        for moment in values.moments:
            sure = moment.form == "day" and moment.exact and (moment.year_written or moment.weekday is not None)
            # A day more, for the article may have been published west of where it was written.
            if not sure or (moment.readings[0][0] - anchor.latest).days <= 1 or not _is_told_as_past(values, moment):
                continue
            words = view.text[moment.start : moment.end]
            message = f'"{words}" is told as past, but the article is of {shown(anchor.latest)}.'
            yield TENSES.signal("clash", "date", message, [view.passage(moment.start, moment.end)])


def _is_told_as_past(values: Values, moment: Moment) -> bool:
    """Tell whether the clause of a date says that something happened on it, and nothing points ahead."""
    tokens, language = values.tokens, values.language
    first, after = bisect_left(tokens.starts, moment.start), bisect_left(tokens.starts, moment.end)
    begin, end = clause(tokens, first, after)
    if tokens.word(first - 1) not in _ON.get(language, set()):
        return False
    # Behind the day "to six years" and "after two years" point nowhere.
    words = (*tokens.lower[begin:first], *(word for word in tokens.lower[after:end] if word not in _LINKS))
    before = tokens.lower[max(begin, first - _REACH) : first]
    happened = _HAPPENED.get(language, frozenset())
    last = max((at for at, word in enumerate(before) if word in happened), default=None)
    # "They signed a pact that takes effect on 9 May": another verb has the day.
    if last is not None and before[-2:-1] and before[-2] in _EVENTS and len(before) - last > _GOVERNED:
        return False
    return last is not None and _AHEAD.isdisjoint(words) and _RELATIVES.isdisjoint(before[last:])


TENSES = Inside("D3", "tenses", __name__, check_tenses)
