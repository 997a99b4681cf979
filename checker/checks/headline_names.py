"""Names and offices of a headline held against those of the text: a part of H1."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from checker.checks.headline_parts import MOST_COMPARED, made, part_of
from checker.checks.names import misspelt
from checker.checks.quoted import names_of, passage_between
from checker.checks.roles import offices_of, tells_of_a_change, title_of
from checker.checks.views import ArticleView, SentenceView
from checker.schema import Signal
from checker.text.names import Name, bare_name, one_letter_apart
from checker.text.spelling import same_spelling, short_form

_CAPITALISED = re.compile(r"[^\W\d_a-zà-öø-ÿ][^\W\d_]{4,}")


def names(article: ArticleView, heads: Sequence[SentenceView], body: Sequence[SentenceView]) -> Iterator[Signal]:
    """Hold the names of the heads against those of the text."""
    starts = [(head.start, head.start + len(head.text), head) for head in heads]
    found = article.parsed(names_of)
    above = [name for name in found if any(a <= name.start < b for a, b, _ in starts)]
    places = {name.start for name in above}
    below = {name.surname: name for name in found if name.start not in places}
    full = {(name.given, name.surname): name for name in below.values() if name.given}
    if not below:
        return
    words: set[str] | None = None
    for start, _, head in starts:
        for match in _CAPITALISED.finditer(head.text):
            word = bare_name(match.group())
            if word in below:
                continue
            name = next((below[surname] for surname in below if _one_name(word, surname, head.text, below)), None)
            if name is None or same_spelling(match.group(), name.words[-1]):
                continue
            if words is None:
                words = {bare_name(word) for sentence in body for word in _CAPITALISED.findall(sentence.text)}
            if word not in words:
                message = f"“{match.group()}” in the {part_of(head)}, “{name.written}” in the text."
                yield made(
                    "clash",
                    "name",
                    message,
                    [
                        passage_between(article, start + match.start(), start + match.end()),
                        passage_between(article, name.start, name.end),
                    ],
                )
    yield from _given_names(article, above, full)


def _one_name(word: str, surname: str, head: str, below: dict[str, Name]) -> bool:
    """Tell whether a word of a head is this surname misspelt, and no ordinary word that is like it."""
    if word[0] != surname[0] or not misspelt(word, surname):
        return False
    given = below[surname].given
    if given and re.search(rf"\b{re.escape(given)}\b", bare_name(head)):
        return True
    return len(word) == len(surname) >= 6 and word[-1] == surname[-1]


def _given_names(article: ArticleView, above: Iterable[Name], full: dict[tuple[str, str], Name]) -> Iterator[Signal]:
    """Yield the full names of the heads whose given name is one letter off."""
    for name in above:
        for (given, surname), other in full.items():
            near = name.given and surname == name.surname and one_letter_apart(name.given, given)
            if near and misspelt(name.given, given) and not short_form(name.given, given):
                message = f"“{name.written}” above the text, “{other.written}” in it."
                passages = [passage_between(article, one.start, one.end) for one in (name, other)]
                yield made("note", "name", message, passages)


def roles(article: ArticleView, heads: Sequence[SentenceView]) -> Iterator[Signal]:
    """Hold the offices of the heads against those of the text."""
    starts = [(head.start, head.start + len(head.text)) for head in heads]
    offices = article.parsed(offices_of)
    above = [office for office in offices if any(a <= office.start < b for a, b in starts)]
    for one in above[:MOST_COMPARED]:
        below = [o for o in offices if o not in above and o.name.surname == one.name.surname and o.same_office(one)]
        stances = {office.holds for office in below}
        if len(stances) != 1 or one.holds in stances or "plain" not in stances | {one.holds}:
            continue
        held = [(article, office) for office in (one, below[0])]
        if not tells_of_a_change(held):
            name = max((office.name.written for _, office in held), key=len)
            message = f"{name} is {title_of(held[0])} above the text, {title_of(held[1])} in it."
            passages = [passage_between(article, office.start, office.end) for _, office in held]
            yield made("clash", "role", message, passages)
