"""Months, weekdays and the small words of dates in English, German, Spanish and French."""

from __future__ import annotations

_MONTH_NAMES = {
    "en": "january february march april may june july august september october november december|"
    "jan feb mar apr - jun jul aug sep oct nov dec|- - - - - - - - sept - - -",
    "de": "januar februar märz april mai juni juli august september oktober november dezember|"
    "jan feb mär apr - jun jul aug sep okt nov dez|jänner feber - - - - - - sept - - -",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre|"
    "ene feb mar abr may jun jul ago sep oct nov dic|- - - - - - - - setiembre - - -",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre|"
    "janv févr - avr - - juil - sept oct nov déc",
}
MONTHS: dict[str, dict[str, int]] = {
    language: {
        name: number for row in rows.split("|") for number, name in enumerate(row.split(), start=1) if name != "-"
    }
    for language, rows in _MONTH_NAMES.items()
}
"""Month names and their short forms, without the full stop, in lower case."""

FULL_MONTHS = {language: frozenset(rows.split("|")[0].split()) for language, rows in _MONTH_NAMES.items()}
"""Month names in full: of the short forms, some are other words ("sept", "mar", "ago")."""

_WEEKDAY_NAMES = {
    "en": "monday tuesday wednesday thursday friday saturday sunday",
    "de": "montag dienstag mittwoch donnerstag freitag samstag sonntag|- - - - - sonnabend -",
    "es": "lunes martes miércoles jueves viernes sábado domingo",
    "fr": "lundi mardi mercredi jeudi vendredi samedi dimanche",
}
WEEKDAYS: dict[str, dict[str, int]] = {
    language: {name: number for row in rows.split("|") for number, name in enumerate(row.split()) if name != "-"}
    for language, rows in _WEEKDAY_NAMES.items()
}
"""Weekday names in lower case: 0 is Monday."""

SHORT_WEEKDAYS = {
    "mon": 0,
    "tue": 1,
    "tues": 1,
    "wed": 2,
    "thu": 3,
    "thur": 3,
    "thurs": 3,
    "fri": 4,
    "sat": 5,
    "sun": 6,
}
"""English short forms, read only beside a day of the month: "Wed, Dec 3"."""

LAST = {
    "en": frozenset({"last", "past"}),
    "de": frozenset("letzte letzten letzter letztes letztem vergangene vergangenen vergangener vergangenes "
                    "vergangenem vorige vorigen voriger voriges".split()),
    "es": frozenset({"pasado", "pasada", "último", "última"}),
    "fr": frozenset({"dernier", "dernière", "passé", "passée"}),
}  # fmt: skip
"""Words that put a weekday, week, month or year before the article's own; behind the noun in Spanish and French."""

NEXT = {
    "en": frozenset({"next", "coming"}),
    "de": frozenset("nächste nächsten nächster nächstes nächstem kommende kommenden kommender kommendes "
                    "kommendem".split()),
    "es": frozenset({"próximo", "próxima", "que_viene"}),
    "fr": frozenset({"prochain", "prochaine"}),
}  # fmt: skip
"""The same, for what comes after."""

THIS = {
    "en": frozenset({"this"}),
    "de": frozenset("diese diesen dieser dieses diesem".split()),
    "es": frozenset({"este", "esta"}),
    "fr": frozenset({"ce", "cet", "cette"}),
}
"""The same, for the one in which the article stands."""

SPANS = {
    "en": {"week": "week", "month": "month", "year": "year", "weekend": "weekend"},
    "de": {"woche": "week", "monat": "month", "monats": "month", "jahr": "year", "jahres": "year",
           "wochenende": "weekend"},
    "es": {"semana": "week", "mes": "month", "año": "year"},
    "fr": {"semaine": "week", "mois": "month", "année": "year", "an": "year", "week-end": "weekend"},
}  # fmt: skip
"""Stretches of the calendar that an article counts from its own."""

DAY_WORDS = {
    "en": {"yesterday": -1, "today": 0, "tomorrow": 1, "tonight": 0},
    "de": {"gestern": -1, "heute": 0, "vorgestern": -2, "übermorgen": 2},
    "es": {"ayer": -1, "hoy": 0, "anteayer": -2, "anoche": -1},
    "fr": {"hier": -1, "aujourd'hui": 0, "demain": 1, "avant-hier": -2},
}
"""Days counted from the article's; "morgen" and "mañana" are left out, as they also mean the morning."""

PARTS = {
    "en": {"early": "early", "mid": "middle", "late": "late", "beginning": "early", "end": "late", "middle": "middle"},
    "de": {"anfang": "early", "mitte": "middle", "ende": "late"},
    "es": {"principios": "early", "comienzos": "early", "mediados": "middle", "finales": "late", "fines": "late"},
    "fr": {"début": "early", "mi": "middle", "fin": "late"},
}
"""Words that name a part of the week, month or year that follows."""
