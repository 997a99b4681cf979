"""A finding's passages side by side: one side for each position, with the words that set it apart."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from checker.reports.differing_words import differing_words
from checker.reports.excerpt import excerpt
from checker.reports.layout import Part
from checker.reports.marks import Mark
from checker.reports.places import Pieces
from checker.reports.places_to_look import Look, places_to_look
from checker.schema import Article, Fact, Finding, FindingPassage, Passage
from checker.steps.passages import runs

_MOST_ALSO = 8


class Side(NamedTuple):
    """One position of a finding, or one article where there is one position.

    `passages` begin with the clearest, which stands for all: `marks` are the words of its text that differ from the
    other sides, `looks` is where to look besides, the most telling places first. `answer` is the position in short (""
    where none is known), `position` its number.
    """

    position: int
    answer: str
    passages: tuple[FindingPassage, ...]
    marks: tuple[Mark, ...]
    looks: tuple[tuple[Look, ...], ...]

    def excerpt(self, room: int) -> list[Part]:
        """Return about `room` cells of the passage that stands for all, around what matters in it."""
        return excerpt(self.passages[0].text, self.marks, self.looks, room)


def sides_of(finding: Finding, page: Pieces) -> tuple[Side, ...]:
    """Return the sides of a finding, the two that it is about first; where a draft takes part, its side leads."""
    return sides_between(finding.passages, finding.between, page.facts.get(finding.fact or ""), finding.headline, page)


def sides_between(
    passages: Sequence[FindingPassage],
    between: tuple[int, int] | None,
    fact: Fact | None,
    question: str,
    page: Pieces,
) -> tuple[Side, ...]:
    """Return the sides that these passages take on a question, those of the two positions in `between` first."""
    groups = _groups(passages, between, page)
    first = [group[0] for group in groups]
    texts, spans = [passage.text for passage in first], [_span(passage) for passage in first]
    answers = [_answer(passage.position, fact) for passage in first]
    # One side alone has its words from nobody, and passages without a position share theirs: none sets them apart.
    together = len(first) == 1 or not any(passage.position for passage in first)
    languages = [page.language(passage.article) for passage in first]
    marked = (
        tuple((span,) if span else () for span in spans)
        if together
        else differing_words(texts, spans, answers, question, languages)
    )
    return tuple(
        Side(
            position=first[at].position,
            answer=answers[at],
            passages=tuple(group),
            marks=marked[at],
            looks=places_to_look(texts[at], spans[at], (answers[at], _beside_marks(at, texts, marked), question)),
        )
        for at, group in enumerate(groups)
    )


def also_said(group: Sequence[FindingPassage], page: Pieces) -> str:
    """Return the other places of a position, each article named once: "also 02-analysis p1, p3, 03-plane p2"."""
    said = page.place_of_passage(group[0])
    places: dict[str, list[str]] = {}
    for passage in sorted(group, key=lambda passage: (page.rank(passage.article), passage.start)):
        place = page.place_of_passage(passage)
        if place != said and place not in places.setdefault(passage.article, []):
            places[passage.article].append(place)
    named = [
        place if at == 0 else place.removeprefix(page.name(article)).strip()
        for article, found in places.items()
        for at, place in enumerate(found)
    ]
    more = f" and {len(named) - _MOST_ALSO} more" if len(named) > _MOST_ALSO else ""
    return "also " + ", ".join(named[:_MOST_ALSO]) + more if named else ""


def shown_passage(passage: Passage, article: Article, position: int) -> FindingPassage:
    """Return a passage as a finding shows it: the first sentences of it that are neighbours."""
    first, last = runs(passage.sentences)[0]
    start, end = article.sentence(first).start, article.sentence(last).end
    narrowed = passage.words is not None and start <= passage.span.start < passage.span.end <= end
    return FindingPassage(
        article=article.id,
        position=position,
        sentences=tuple(range(first, last + 1)),
        start=start,
        end=end,
        text=article.text[start:end],
        words=passage.span if narrowed else None,
    )


def _groups(
    passages: Sequence[FindingPassage], between: tuple[int, int] | None, page: Pieces
) -> list[list[FindingPassage]]:
    """Return the passages by position, the two in `between` first; each begins with its clearest.

    Where there is only one position, they come by article. The first position that a draft takes leads.
    """
    by_position = len({passage.position for passage in passages}) > 1
    groups: dict[int, list[FindingPassage]] = {}
    for passage in passages:
        groups.setdefault(passage.position if by_position else page.rank(passage.article), []).append(passage)
    about = between if by_position and between else ()
    keys = [key for key in sorted(about) if key in groups] + [key for key in sorted(groups) if key not in about]
    lead = next((key for key in keys if _is_of_draft(groups[key], page)), None)
    keys.sort(key=lambda key: key != lead)
    return [sorted(groups[key], key=lambda passage: _clarity(passage, page)) for key in keys]


def _is_of_draft(group: Sequence[FindingPassage], page: Pieces) -> bool:
    return page.draft is not None and any(passage.article == page.draft for passage in group)


def _clarity(passage: FindingPassage, page: Pieces) -> tuple[bool, bool, bool, int]:
    """Sort passages that are narrowed to a few words first, and running text before headlines; then by article.

    A draft's own come before all.
    """
    own = page.draft is not None and passage.article == page.draft
    return not own, passage.words is None, " p" not in page.place_of_passage(passage), page.rank(passage.article)


def _span(passage: FindingPassage) -> Mark | None:
    """Return where in the passage's text the point lies, where that is less than all of it."""
    if passage.words is None:
        return None
    span = passage.words.start - passage.start, passage.words.end - passage.start
    whole = not passage.text[: span[0]].strip() and not passage.text[span[1] :].strip()
    return None if whole else span


def _answer(position: int, fact: Fact | None) -> str:
    """Return the position's answer in short, where the fact has one."""
    return fact.positions[position - 1].answer if fact and 1 <= position <= len(fact.positions) else ""


def _beside_marks(at: int, texts: Sequence[str], marked: Sequence[tuple[Mark, ...]]) -> str:
    """Return what stands beside the first mark of another text, for one without marks: it lacks only what is marked."""
    if marked[at]:
        return ""
    found = ((texts[other], marks[0]) for other, marks in enumerate(marked) if marks)
    return next((" ".join(text[:start].split()[-2:] + text[end:].split()[:2]) for text, (start, end) in found), "")
