"""R1 · A former, acting, elected or late holder of an office who is called its holder elsewhere.

Says: that one article calls a person "former", "ex-", "acting", "-elect" or "the late" beside an office, throughout,
and another gives the same person the same office plainly. Where an article itself says both, where a text tells of a
change (somebody resigns, is sworn in, dies), where the articles lie more than a week apart, or where the plain title
belongs to an earlier time or is kept for life (Senator, General), nothing is said.

Why it matters: an office that somebody no longer holds, or does not hold yet, is the commonest wrong word in copy, and
everybody who knows better stops reading.

Hit:
    A: Former U.S. President Donald Trump spoke with his counterpart by telephone.
    B: US President Donald Trump confirmed the call on Sunday.
    says: Donald Trump is “former U.S. President” here, “US President” there.

Near miss:
    A: Former Finance Minister Edda Holvik spoke in parliament.
    B: Prime Minister Edda Holvik spoke in parliament.
    because: these are two offices.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta

from checker.checks.check import Across
from checker.checks.quoted import names_of, passage_between
from checker.checks.views import ArticleView
from checker.schema import Signal
from checker.text.offices import FOR_LIFE, Holds, Office, offices_in

_CHANGES = re.compile(
    r"\b(?:resign\w*|step(?:s|ped|ping)? (?:down|aside|back)|quit\w*|oust\w*|sworn|swearing|inaugurat\w*|"
    r"t(?:ake|akes|ook|aking) (?:up |over )?(?:the )?(?:office|post|job|helm)|succe(?:ed|eds|eded|eding)|successor|"
    r"replac\w+|hand(?:s|ed)? over|dismiss\w*|sack\w*|fired|retir\w+|die[ds]?|dying|killed|dead|death|lost the|"
    r"defeat\w*|conce(?:de|des|ded)|appoint\w*|elected|re-elected|promot\w*|impeach\w*|remov(?:e|es|ed|al)|depos\w+|"
    r"transition|reinstat\w*|leaves? office|left office|suspend\w*|named (?:as )?(?:the )?(?:new|acting|interim))\b",
    re.IGNORECASE,
)
_MODIFIER = re.compile(r"^(?:Former|Ex|One-time|Erstwhile|Acting|Interim|Caretaker|Late|Incoming)\b")
_CALLINGS = frozenset("director manager editor coach head leader chief commander principal champion".split())
_LONGEST_APART = timedelta(days=7)
_MOST_SHOWN = 4
_MOST_COMPARED = 40
_NEAR = 40
"""Characters between a name and the word that tells of a change."""

Held = tuple[ArticleView, Office]


def offices_of(view: ArticleView) -> tuple[Office, ...]:
    """Return the offices that an article puts beside names; only English is read."""
    return offices_in(view.article.text, view.parsed(names_of)) if view.language in {"en", ""} else ()


def run(articles: Sequence[ArticleView]) -> Iterator[Signal]:
    """Compare how each person holds an office in one article with how in another."""
    people: defaultdict[str, list[Held]] = defaultdict(list)
    for article in articles:
        for office in article.parsed(offices_of):
            people[office.name.surname].append((article, office))
    for held in people.values():
        if any(office.holds != "plain" for _, office in held) and not tells_of_a_change(held):
            yield from _signals(held)


def _signals(held: Sequence[Held]) -> Iterator[Signal]:
    for group in _by_office(held):
        stances: defaultdict[Holds, list[Held]] = defaultdict(list)
        for one in _steady(group):
            stances[one[1].holds].append(one)
        for holds, changed in stances.items():
            here, there = _near_in_time(changed, stances.get("plain", ()))
            kept = holds in {"former", "late"} and here and here[0][1].office in FOR_LIFE
            if holds != "plain" and here and there and not kept and not _is_vague(here[0][1], there[0][1]):
                yield _signal(here, there)


def _is_vague(one: Office, other: Office) -> bool:
    """Tell whether an office is also a calling, and neither says of what: director (acting, or of a film)."""
    return one.office in _CALLINGS and not (one.narrowed & other.narrowed)


def _signal(here: Sequence[Held], there: Sequence[Held]) -> Signal:
    name = max((office.name.written for _, office in (*here, *there)), key=len)
    message = f"{name} is {title_of(here[0])} here, {title_of(there[0])} there."
    shown = [(side, held) for side, all_held in ((1, here), (2, there)) for held in all_held[:_MOST_SHOWN]]
    passages = [passage_between(view, office.start, office.end) for _, (view, office) in shown]
    return ROLES.signal("clash", "role", message, passages, [side for side, _ in shown])


def title_of(held: Held) -> str:
    """Return an office as it is written, without the name: “former U.S. President”."""
    view, office = held
    text = view.article.text[office.start : office.end]
    words = text.replace(view.article.text[office.name.start : office.name.end], "").strip(" ,")
    words = re.sub(r"^\d+, ", "", words)
    words = _MODIFIER.sub(lambda found: found.group().lower(), words)
    return f"“{words}”"


def _by_office(held: Sequence[Held]) -> list[list[Held]]:
    """Return what is said of one person's one office, a list each; two people of one surname stand apart."""
    groups: defaultdict[str, list[tuple[Office, list[Held]]]] = defaultdict(list)
    for one in held:
        office = one[1]
        for at, (first, group) in enumerate(groups[office.office]):
            named = first.name.given
            if first.same_office(office) and (not office.name.given or not named or office.name.given == named):
                group.append(one)
                if not named and office.name.given:
                    groups[office.office][at] = (first._replace(name=office.name), group)
                break
        else:
            groups[office.office].append((office, [one]))
    return [group for listed in groups.values() for _, group in listed]


def _steady(group: Sequence[Held]) -> Iterator[Held]:
    """Yield the first mention in each article that says the same throughout."""
    by_article: defaultdict[str, list[Held]] = defaultdict(list)
    for one in group:
        by_article[one[0].id].append(one)
    for mentions in by_article.values():
        if len({office.holds for _, office in mentions}) == 1:
            yield mentions[0]


def _near_in_time(changed: Sequence[Held], plain: Sequence[Held]) -> tuple[list[Held], list[Held]]:
    """Return those of both that were published so close together that the office can hardly have changed hands."""
    changed, plain = changed[:_MOST_COMPARED], plain[:_MOST_COMPARED]
    here = [one for one in changed if any(_near(one[0], other[0]) for other in plain)]
    there = [one for one in plain if any(_near(one[0], other[0]) for other in here)]
    return here, there


def _near(one: ArticleView, other: ArticleView) -> bool:
    moments = [_moment(view.published.earliest or view.published.latest) for view in (one, other)]
    first, second = moments
    return first is None or second is None or abs(first - second) <= _LONGEST_APART


def _moment(moment: datetime | None) -> datetime | None:
    return moment if moment is None or moment.tzinfo else moment.replace(tzinfo=UTC)


def tells_of_a_change(held: Iterable[Held]) -> bool:
    """Tell whether a sentence that names the person tells how an office changed hands."""
    looked: set[str] = set()
    for view, office in held:
        if view.id in looked:
            continue
        looked.add(view.id)
        surname = office.name.words[-1]
        for sentence in view:
            if surname in sentence.text and any(
                _of(sentence.text, surname, change) for change in _CHANGES.finditer(sentence.text)
            ):
                return True
    return False


def _of(text: str, surname: str, change: re.Match[str]) -> bool:
    """Tell whether a change is told of this person: the name stands near, and no clause begins in between."""
    before = re.split(r"[.;:]", text[max(0, change.start() - _NEAR - len(surname)) : change.start()])[-1]
    behind = re.split(r"[.;:]", text[change.end() : change.end() + _NEAR + len(surname)])[0]
    return surname in before or surname in behind


ROLES = Across("R1", "roles", __name__, run)
