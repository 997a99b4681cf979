"""One finding on the page: its question, what each position says with the differing words marked, what to do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from checker.reports.differing_words import Mark, differing_words, neighbour, spoken_of
from checker.reports.excerpt import excerpt
from checker.reports.layout import Line, Part, cells, cut, with_right, wrap
from checker.reports.places import place_of
from checker.reports.wording import desk_tag
from checker.schema import Article, Fact, Finding, FindingPassage

_LABEL_WIDTH = 9
_MOST_GROUPS = 4
_MOST_ALSO = 8
_NO_COLUMN = 6
"""How far a passage's further lines are indented where places are too long for a column of their own."""
_LOST_IN_WRAPPING = 5
"""Cells of a line that stay empty on average, because words are not broken."""


@dataclass(frozen=True)
class Page:
    """What every line of the page may need.

    Its width in cells, articles and facts by id, of each article the places of its sentences and its rank in the
    report, and the ids of the articles whose date was worked out.
    """

    width: int
    articles: Mapping[str, Article]
    places: Mapping[str, dict[int, str]]
    facts: Mapping[str, Fact]
    worked_out: frozenset[str]
    ranks: Mapping[str, int]

    def place(self, article: str, sentences: tuple[int, ...], start: int) -> str:
        """Return where a passage stands: "03-plane p2"; the article's id alone where that is unknown."""
        found = self.articles.get(article)
        return f"{article} {place_of(found, self.places[article], sentences, start)}".strip() if found else article

    def place_of_passage(self, passage: FindingPassage) -> str:
        """Return where a finding's passage stands."""
        return self.place(passage.article, passage.sentences, passage.start)

    def rank(self, article: str) -> int:
        """Return the place of an article in the report's order; after all others where it is unknown."""
        return self.ranks.get(article, len(self.ranks))


def finding_lines(finding: Finding, number: int, page: Page) -> list[Line]:
    """Return a finding as it stands on the page; `number` runs through all levels."""
    fact = page.facts.get(finding.fact or "")
    label = f"{finding.level.upper()} {number}".ljust(_LABEL_WIDTH)
    headline = [Part(label, finding.level), Part(finding.headline, "strong")]
    lines = _headline(headline, label, page.width)
    lines = with_right(lines, Part(desk_tag(finding, fact, page.worked_out), "faint"), page.width)
    groups = _groups(finding, page)
    lines += _group_lines(groups, fact, finding.headline, page)
    if finding.explanation and (len(groups) < 2 or finding.verdict in (None, "unclear")):
        # Two passages side by side explain themselves; one alone, or two that leave it open, do not.
        lines += wrap([Part(finding.explanation)], page.width, indent=2)
    if finding.returned:
        lines += wrap([Part(finding.returned, "faint")], page.width, indent=2)
    if finding.action:
        lines += wrap([Part("> ", "strong"), Part(finding.action, "strong")], page.width, indent=2, hang=4)
    return lines


def _headline(parts: Sequence[Part], label: str, width: int) -> list[Line]:
    """Return the level, the number and the question; the label keeps its column."""
    question = wrap(parts[1:], width - len(label))
    return [(parts[0] if at == 0 else Part(" " * len(label)), *line) for at, line in enumerate(question)]


def _groups(finding: Finding, page: Page) -> list[list[FindingPassage]]:
    """Return the passages by position, the two that the finding is about first; each begins with its clearest.

    Where there is only one position, they come by article.
    """
    passages = finding.passages
    by_position = len({passage.position for passage in passages}) > 1
    groups: dict[int, list[FindingPassage]] = {}
    for passage in passages:
        groups.setdefault(passage.position if by_position else page.rank(passage.article), []).append(passage)
    about = finding.between if by_position and finding.between else ()
    keys = [key for key in sorted(about) if key in groups] + [key for key in sorted(groups) if key not in about]
    return [sorted(groups[key], key=lambda passage: _clarity(passage, page)) for key in keys]


def _clarity(passage: FindingPassage, page: Page) -> tuple[bool, bool, int]:
    """Sort passages that are narrowed to a few words first, and running text before headlines; then by article."""
    return passage.words is None, " p" not in page.place_of_passage(passage), page.rank(passage.article)


def _span(passage: FindingPassage) -> Mark | None:
    """Return where in the passage's text the point lies, where that is less than all of it."""
    if passage.words is None:
        return None
    span = passage.words.start - passage.start, passage.words.end - passage.start
    whole = not passage.text[: span[0]].strip() and not passage.text[span[1] :].strip()
    return None if whole else span


def _group_lines(
    groups: Sequence[Sequence[FindingPassage]], fact: Fact | None, question: str, page: Page
) -> list[Line]:
    """Return one representative of each group with its differing words marked, and where else it is said."""
    first = [group[0] for group in groups]
    texts, spans = [passage.text for passage in first], [_span(passage) for passage in first]
    answers = [_answer(passage.position, fact) for passage in first]
    marked = differing_words(texts, spans, answers)
    labels = [cut(page.place_of_passage(passage), page.width - 4) for passage in first[:_MOST_GROUPS]]
    column = max((cells(label) for label in labels), default=0) + 4
    if column > max(page.width // 3, 16):
        column = _NO_COLUMN
    lines: list[Line] = []
    for at, label in enumerate(labels):
        look = spans[at] or _neighbour(at, texts, marked) or spoken_of(texts[at], answers[at], question)
        rows = 3 if marked[at] and len(labels) <= 2 else 2
        text = excerpt(texts[at], marked[at], look, rows * (page.width - column - _LOST_IN_WRAPPING))
        lines += _labelled(label, text, column, page.width)
        also = _also(groups[at], page)
        if also:
            lines += wrap([Part(also, "faint")], page.width, indent=column, hang=column + 2)
    if len(groups) > len(labels):
        lines += wrap([Part(f"+{len(groups) - len(labels)} more, said otherwise", "faint")], page.width, indent=column)
    return lines


def _answer(position: int, fact: Fact | None) -> str:
    """Return the position's answer in short, where the fact has one."""
    return fact.positions[position - 1].answer if fact and 1 <= position <= len(fact.positions) else ""


def _neighbour(at: int, texts: Sequence[str], marked: Sequence[tuple[Mark, ...]]) -> Mark | None:
    """Return where to look in a text without marks: at what surrounds the marks of another."""
    if marked[at]:
        return None
    found = (neighbour(texts[at], texts[other], marked[other]) for other in range(len(texts)) if marked[other])
    return next((place for place in found if place), None)


def _labelled(label: str, text: Sequence[Part], column: int, width: int) -> list[Line]:
    """Return a passage behind its place: in a column of its own where it fits, else before the first words."""
    room = column - 2 - cells(label)
    if room < 2:
        return wrap([Part(label, "faint"), Part(" "), *text], width, indent=2, hang=column)
    first, *rest = wrap(text, width, indent=column)
    return [(Part("  "), Part(label, "faint"), Part(" " * room), *first[1:]), *rest]


def _also(group: Sequence[FindingPassage], page: Page) -> str:
    """Return the other places of a position, each article named once: "also 02-analysis p1, p3, 03-plane p2"."""
    said = page.place_of_passage(group[0])
    places: dict[str, list[str]] = {}
    for passage in sorted(group, key=lambda passage: (page.rank(passage.article), passage.start)):
        place = page.place_of_passage(passage)
        if place != said and place not in places.setdefault(passage.article, []):
            places[passage.article].append(place)
    named = [
        place if at == 0 else place.removeprefix(article).strip()
        for article, found in places.items()
        for at, place in enumerate(found)
    ]
    more = f" and {len(named) - _MOST_ALSO} more" if len(named) > _MOST_ALSO else ""
    return "also " + ", ".join(named[:_MOST_ALSO]) + more if named else ""
