"""Whether an office beside a name is told of an earlier or a later time: "in 2019 Mayor Olsen", "will be mayor"."""

from __future__ import annotations

import re

_ANOTHER_TIME = re.compile(
    r"\b(?:(?:in|since|until|from|during|before|after) (?:\w+ )?(?:19|20)\d\d|under|then|at the time|back when|"
    r"when (?:he|she) was|years? ago|formerly|was once|once|(?:would|will|could|to) be"
    r"(?! (?!named|elect|appoint|chosen|called|crowned|install|succeed|replac|offer|promot|consider)"
    r"\w+(?:ed|en|pt|ut|ld|lt)\b)|"
    r"as a|become|became|"
    r"becoming|if|mistakenly|wrongly|instead of|not)\b|(?:19|20)\d\ds",
    re.IGNORECASE,
)
# What shows or tells of an earlier day: the title is of that day.
_SHOWS = r"(?:shows?|showed|tells?|says?|said|records?|reveals?|remembers?|portrays?|depicts?|recalls?)"
_OF_THE_PAST = re.compile(
    r"\b(?:films?|documentary|footage|archives?|diary|diaries|files?|minutes|records|recordings?|tapes?|transcripts?|"
    rf"memoirs?|biography|novel|portraits?|statues?|exhibition|reports?)\s+(?:\w+\s+)?{_SHOWS}\b|"
    r"\bin (?:a|an|the|one) (?:\w+ )?(?:photographs?|photos?|pictures?|videos?|films?|portrait)\b|"
    r"\b(?:reports?|files?|letters?|footage|photographs?|film) (?:of|from) (?:\w+ )?(?:19|20)\d\d\b",
    re.IGNORECASE,
)
# "The bill that Governor Brell vetoed", "Pope Brell had asked for it": of what was done, whenever that was.
_IN_A_CLAUSE = re.compile(r"\b(?:that|how|which|whom|whose \w+|where|when)\s*$", re.IGNORECASE)
_CALLED = re.compile(r"^,? as (?:he|she|they|many|some|friends)\b")
_HAD = re.compile(r"\s+had\b")


def is_of_another_time(text: str, start: int, end: int) -> bool:
    """Tell whether the clause around `text[start:end]`, an office and a name, speaks of an earlier or a later time."""
    before = text[max(0, start - 60) : start]
    clause = re.split(r"[.;!?\n“”\"]\s", before)[-1]
    behind = re.split(r"[.;!?\n“”\"](?:\s|$)", text[end : end + 60])[0]
    if _IN_A_CLAUSE.search(clause) or _HAD.match(behind):
        return True
    if _OF_THE_PAST.search(clause) or _OF_THE_PAST.search(behind) or _CALLED.search(behind):
        return True
    return _ANOTHER_TIME.search(clause) is not None or _ANOTHER_TIME.search(behind) is not None
