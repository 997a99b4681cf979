"""Whether two dates stand in clauses that tell of one event: what D1 asks before it calls a clash."""

from __future__ import annotations

from bisect import bisect_left

from checker.checks.dated import Dated
from checker.checks.matter import names_of, stems_of
from checker.checks.two_things import may_be_two
from checker.checks.values import Values, values_of
from checker.checks.views import SentenceView
from checker.text.around import clause
from checker.text.callings import tells_of_kin
from checker.text.clocks import Clock
from checker.text.word_stems import is_content, stem

# In the clause of a date these make it the day of speaking; elsewhere they only say who tells of the event.
_SPEAKING = frozenset("said told spoke".split())
_MANY = frozenset("met talks talk visited meeting attack strike game match each every often again".split())
_LIFE = frozenset(
    map(
        stem,
        "born died married divorced buried geboren starb gestorben nació murió falleció né née mort décédé".split(),
    )
)
_FULL_NAME = 2
# So many words begin a sentence whose date is that of speaking: "On Monday, she said".
_LONGEST_OPENING = 2
# Words that tell apart two things of one kind, of which one sentence names the first and the other the second.
_OPPOSED = tuple(
    (frozenset(one.split()), frozenset(other.split()))
    for one, other in (
        ("lower", "upper"),
        ("house assembly commons bundestag diputados", "senate senators lords bundesrat senado sénat"),
        ("villages village rural countryside", "cities city towns town urban"),
        ("north northern", "south southern"),
        ("east eastern", "west western"),
        ("men male boys", "women female girls"),
        ("first", "second third final last"),
        ("domestic", "international foreign"),
        ("morning", "afternoon evening"),
        ("weekdays", "weekends sundays saturdays"),
        ("departed departs left leaves", "arrived arrives returned returns"),
        ("opened opens began begins started starts", "closed closes ended ends finished"),
    )
)
_FEWEST_SHARED = 3
_NEAREST = 2
_FOR = frozenset("for as over wegen als für por como para pour comme".split())
_REACH = 5


def is_one_event(a: SentenceView, one: Dated, b: SentenceView, other: Dated) -> bool:
    """Tell whether two dates stand in clauses that tell of one event which happens once."""
    mine, theirs = one.around, other.around
    if _are_opposed(a, b):
        return False
    if a.question:
        # An answer often holds the date of something else.
        focused = _in_focus(a, one) and _in_focus(b, other)
        return focused or (bool(one.happens & other.happens) and not mine.names_differ(theirs))
    values_a, values_b = a.parsed(values_of), b.parsed(values_of)
    if isinstance(one.when, Clock) and _tell_one_local_time(values_a, values_b):
        return True
    # German writes every noun in capitals: there the words themselves must do.
    named = (a.parsed(names_of) & b.parsed(names_of)) | (mine.names & theirs.names)
    if values_a.language == "de":
        named = mine.near & theirs.near
    happens = one.happens & other.happens
    if mine.names_differ(theirs) or not happens or not named:
        return False
    if _happens_to_another(a, one, b, other, happens - _LIFE):
        return False
    if happens <= _LIFE and (len(named) < _FULL_NAME or tells_of_kin(a.text) or tells_of_kin(b.text)):
        # A family has many who were born and died.
        return False
    if any(_may_be_of_many(values, dated) for values, dated in ((values_a, one), (values_b, other))):
        return False
    shared = a.parsed(stems_of) & b.parsed(stems_of)
    return len(mine.near & theirs.near) >= _FEWEST_SHARED or (
        len(mine.near & theirs.near) == _FEWEST_SHARED - 1 and len(shared) > _FEWEST_SHARED + 1
    )


def _happens_to_another(a: SentenceView, one: Dated, b: SentenceView, other: Dated, happens: frozenset[str]) -> bool:
    """Tell whether two clauses tell of two things of one kind: "the trial opened", "the appeal trial opened".

    They do where the verb itself stands between other words ("closed to lorries", "closed to all traffic").
    """
    values_a, values_b = a.parsed(values_of), b.parsed(values_of)
    if ("re" in values_a.tokens.words) != ("re" in values_b.tokens.words):
        return True
    here, there = (_tokens_at(values, dated) for values, dated in ((values_a, one), (values_b, other)))
    if may_be_two(a, here, b, there):
        return True
    told, retold = b.parsed(stems_of), a.parsed(stems_of)
    if _for_what(a, here) - told and _for_what(b, there) - retold:
        return True
    if _to_whom(values_a, happens) - told or _to_whom(values_b, happens) - retold:
        return True
    mine, theirs = (_beside_words(view, place, happens) for view, place in ((a, here), (b, there)))
    return any(
        not mine[verb, side] <= told and not theirs[verb, side] <= retold for verb, side in mine.keys() & theirs.keys()
    )


def _may_be_of_many(values: Values, dated: Dated) -> bool:
    """Tell whether a date may be of what happens often, or of somebody's speaking: that is said in its own clause.

    In "she said that it would close on 30 July" and "it will close on 30 July, she said" it is not.
    """
    tokens = values.tokens
    if not _MANY.isdisjoint(tokens.words):
        return True
    first, after = _tokens_at(values, dated)
    begin, end = clause(tokens, first, after)
    if tokens.word(after) == "," and first - begin > _LONGEST_OPENING:
        end = after
    that = max((at for at in range(begin, first) if tokens.lower[at] == "that"), default=begin)
    return not _SPEAKING.isdisjoint(tokens.lower[that:end])


def _tokens_at(values: Values, dated: Dated) -> tuple[int, int]:
    """Return the first token of a date and the one behind it."""
    starts = values.tokens.starts
    return bisect_left(starts, dated.when.start), bisect_left(starts, dated.when.end)


def _are_opposed(a: SentenceView, b: SentenceView) -> bool:
    """Tell whether two sentences speak of two things of one kind: the lower house, the upper."""
    mine, theirs = (frozenset(view.parsed(values_of).tokens.lower) for view in (a, b))
    return any(
        one & here and other & there and not (one & there or other & here)
        for one, other in _OPPOSED
        for here, there in ((mine, theirs), (theirs, mine))
    )


def _tell_one_local_time(a: Values, b: Values) -> bool:
    """Tell whether both give one local time to the minute: then only one of their times in GMT can be right."""
    mine, theirs = ({one.readings for one in v.clocks if one.zone == "local" and one.exact} for v in (a, b))
    return bool(mine & theirs)


def _in_focus(view: SentenceView, dated: Dated) -> bool:
    """Tell whether a date lies in the words in which a model saw the answer."""
    return view.focus is not None and view.focus[0] <= dated.when.start and dated.when.end <= view.focus[1]


def _for_what(view: SentenceView, place: tuple[int, int]) -> frozenset[str]:
    """Return the content words (stems) for or as which something happens, by the clause around a value: "for fraud"."""
    tokens = view.parsed(values_of).tokens
    begin, end = clause(tokens, *place)
    found = set()
    for at in range(begin, end):
        if tokens.lower[at] in _FOR:
            near = (i for i in range(at + 1, min(at + _REACH, end)) if not place[0] <= i < place[1])
            content = next((i for i in near if is_content(tokens.lower[i])), None)
            if content is not None:
                found.add(stem(tokens.lower[content]))
    return frozenset(found)


def _to_whom(values: Values, happens: frozenset[str]) -> frozenset[str]:
    """Return the words (stems) for those to whom something happens: "opens to members"."""
    tokens = values.tokens
    if "to" not in tokens.words:
        return frozenset()
    return frozenset(
        stem(tokens.word(at + 2))
        for at, word in enumerate(tokens.lower)
        if tokens.word(at + 1) == "to" and is_content(tokens.word(at + 2)) and stem(word) in happens
    )


def _beside_words(
    view: SentenceView, place: tuple[int, int], words: frozenset[str]
) -> dict[tuple[str, int], frozenset[str]]:
    """Return of each of some words (stems) in the clause around a value the two nearest content words on either side.

    The keys are the word and −1 or 1; values are stems, left out where the clause ends first or a name stands there.
    """
    tokens = view.parsed(values_of).tokens
    begin, end = clause(tokens, *place)
    inside = [*range(begin, place[0]), *range(place[1], end)]
    found: dict[tuple[str, int], frozenset[str]] = {}
    for at in inside:
        word = stem(tokens.lower[at])
        if word not in words:
            continue
        for side, row in ((-1, [i for i in reversed(inside) if i < at]), (1, [i for i in inside if i > at])):
            german = view.parsed(values_of).language == "de"
            near = [
                stem(tokens.lower[i])
                for i in row
                if is_content(tokens.lower[i]) and (german or not tokens.written[i][0].isupper() or i == 0)
            ]
            if near:
                found.setdefault((word, side), frozenset(near[:_NEAREST]))
    return found
