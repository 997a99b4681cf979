"""The draft of a draft check in the HTML report: its text, and of each sentence how it stands and by whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from markupsafe import Markup

from checker.reports.draft_page import backers as backed_by
from checker.reports.draft_page import (
    draft_of,
    draft_place,
    on_one_source,
    sentence_stands,
    standing_counts,
    standing_word,
)
from checker.reports.html_anchors import Anchors, Link
from checker.reports.html_articles import known_of, ways_back
from checker.reports.html_findings import FindingView, SideView, side_view
from checker.reports.html_marks import Stretch, highlighted, shown_text
from checker.reports.sides import shown_passage, sides_between
from checker.reports.wording import SIGNS
from checker.schema import (
    Article,
    DraftSentence,
    Fact,
    Finding,
    FindingPassage,
    Passage,
    Report,
    Role,
    Standing,
)

_MOST_BESIDE = 4
"""Sources whose words are set beside a sentence that they bear out; of others only the place is named."""


class Against(NamedTuple):
    """A fact that sets a source against a sentence and is no finding, its sides beside each other."""

    question: str
    sides: tuple[SideView, ...]


class SentenceView(NamedTuple):
    """A sentence of the draft: how it stands, and what is shown of it on demand.

    `before` is what stands between it and the sentence before; `panel` the anchor of what is shown on demand, "" for
    page furniture, of which there is nothing to show.
    """

    anchor: str
    panel: str
    number: int
    kind: str
    sign: str
    word: str
    before: str
    text: Markup
    back: Markup
    place: str
    stands: str
    findings: tuple[FindingView, ...]
    against: tuple[Against, ...]
    same: tuple[SideView, ...]
    also: tuple[Link, ...]


class DraftParagraph(NamedTuple):
    """A paragraph of the draft, and what it is on its page."""

    role: Role
    sentences: tuple[SentenceView, ...]


def standing_kind(standing: Standing) -> str:
    """Return a standing as a name in the page's style: "without-a-source"."""
    return standing.replace(" ", "-")


def draft_view(
    report: Report, ordered: Sequence[Finding], views: Sequence[FindingView], anchors: Anchors
) -> dict[str, object]:
    """Return what the page shows of the draft; {} where nothing was held against sources."""
    draft = draft_of(report)
    if report.draft is None or draft is None:
        return {}
    return {
        "anchor": anchors.article(draft.id),
        "name": anchors.pieces.name(draft.id),
        "language": anchors.language(draft.id),
        "standings": [
            {"kind": standing_kind(one), "sign": SIGNS[one], "word": standing_word(one, count), "count": count}
            for one, count in standing_counts(report.draft)
        ],
        "paragraphs": _paragraphs(draft, report, ordered, views, anchors),
        "known": known_of(draft, report),
        "rest": draft.text[max((one.end for one in draft.sentences), default=0) :].strip(),
        "cut": tuple(f"{one.kind}: {one.text}" for one in draft.cut),
    }


def resting_views(report: Report, anchors: Anchors) -> list[dict[str, object]]:
    """Return the sentences of the draft that rest on one source, as the page lists what one source has."""
    draft = draft_of(report)
    return [
        {
            "place": Link(anchors.sentence(draft.id, one.number), draft_place(one, anchors.pieces)),
            "statement": draft.sentence_text(one.number),
            "source": backed_by(one, anchors.pieces),
        }
        for one in on_one_source(report)
        if draft is not None
    ]


def _paragraphs(
    draft: Article, report: Report, ordered: Sequence[Finding], views: Sequence[FindingView], anchors: Anchors
) -> list[DraftParagraph]:
    """Return the draft's text in paragraphs, nothing of it lost."""
    standing = {one.number: one for one in report.draft.sentences} if report.draft else {}
    shown = {finding.id: view for finding, view in zip(ordered, views, strict=True)}
    stretches = [
        Stretch(passage.words.start, passage.words.end, finding.level, near=False)
        for finding in ordered
        for passage in finding.passages
        if passage.article == draft.id and passage.words
    ]
    places = anchors.pieces.places[draft.id]
    paragraphs: list[tuple[Role, list[SentenceView]]] = []
    before, at = None, 0
    for sentence in draft.sentences:
        stands = standing.get(sentence.number)
        backing = _backing(stands, _facts_of(stands, anchors), anchors) if stands else []
        view = SentenceView(
            anchor=anchors.sentence(draft.id, sentence.number),
            panel=f"d{sentence.number}" if stands else "",
            number=sentence.number,
            kind=standing_kind(stands.standing) if stands else "",
            sign=SIGNS[stands.standing] if stands else "",
            word=standing_word(stands.standing) if stands else "",
            before=draft.text[at : sentence.start].strip(),
            text=highlighted(draft.text, sentence.start, sentence.end, stretches),
            back=ways_back(draft, sentence.number, ordered, anchors),
            place=draft_place(stands, anchors.pieces) if stands else "",
            stands=sentence_stands(stands, report.draft, anchors.pieces) if stands and report.draft else "",
            findings=tuple(shown[name] for name in stands.findings if name in shown) if stands else (),
            against=tuple(_against(stands, _facts_of(stands, anchors), anchors)) if stands else (),
            same=tuple(_beside(stands, backing[:_MOST_BESIDE], draft, anchors)) if stands and backing else (),
            also=tuple(link for passages in backing[_MOST_BESIDE:] for link in anchors.passages(passages)),
        )
        if before == (sentence.role, places[sentence.number]):
            paragraphs[-1][1].append(view)
        else:
            paragraphs.append((sentence.role, [view]))
        before, at = (sentence.role, places[sentence.number]), sentence.end
    return [DraftParagraph(role, tuple(sentences)) for role, sentences in paragraphs]


def _against(stands: DraftSentence, facts: Sequence[Fact], anchors: Anchors) -> list[Against]:
    """Return the facts that set a source against the sentence and are no finding here (dismissed, a rule is off)."""
    found = []
    for fact in facts:
        silent = fact.verdict == "agree" or (fact.verdict == "differ" and stands.standing != "differing")
        if silent or fact.id in anchors.findings:
            continue
        passages = [
            shown_passage(passage, anchors.pieces.articles[passage.article], number)
            for number, position in enumerate(fact.positions, 1)
            for passage in position.passages
            if passage.article in anchors.pieces.articles
        ]
        sides = sides_between(passages, None, fact, fact.question, anchors.pieces)
        found.append(Against(fact.question, tuple(side_view(side, fact, anchors) for side in sides)))
    return found


def _facts_of(stands: DraftSentence, anchors: Anchors) -> list[Fact]:
    """Return the facts in which a sentence takes part."""
    return [anchors.pieces.facts[name] for name in stands.facts if name in anchors.pieces.facts]


def _backing(stands: DraftSentence, facts: Sequence[Fact], anchors: Anchors) -> list[list[FindingPassage]]:
    """Return what says the same as a sentence: the passages of one source after the other."""
    by_article: defaultdict[str, dict[FindingPassage, None]] = defaultdict(dict)
    for passage in _supporting(stands, facts, anchors.pieces.draft or ""):
        if passage.article in anchors.pieces.articles:
            found = shown_passage(passage, anchors.pieces.articles[passage.article], 0)
            by_article[passage.article][found] = None
    return [list(found) for found in by_article.values()]


def _beside(
    stands: DraftSentence, backing: Sequence[Sequence[FindingPassage]], draft: Article, anchors: Anchors
) -> list[SideView]:
    """Return a sentence beside what says the same."""
    sentence = draft.sentence(stands.number)
    own = FindingPassage(
        article=draft.id,
        position=0,
        sentences=(stands.number,),
        start=sentence.start,
        end=sentence.end,
        text=draft.text[sentence.start : sentence.end],
    )
    return [_side(passages, anchors) for passages in ([own], *backing)]


def _supporting(stands: DraftSentence, facts: Sequence[Fact], draft: str) -> list[Passage]:
    """Return the passages that bear the sentence out: of its facts, its own position, and what differs but mildly."""
    found: list[Passage] = []
    for fact in facts:
        mine = [
            position
            for position in fact.positions
            if any(p.article == draft and stands.number in p.sentences for p in position.passages)
        ]
        chosen = mine if fact.pairs else fact.positions
        found += [p for position in chosen for p in position.passages if p.article in stands.supported_by]
    known: Mapping[str, object] = {passage.article: passage for passage in found}
    rest = [
        passage
        for fact in facts
        if fact.verdict == "differ"
        for position in fact.positions
        for passage in position.passages
        if passage.article in stands.supported_by and passage.article not in known
    ]
    return [*found, *rest]


def _side(passages: Sequence[FindingPassage], anchors: Anchors) -> SideView:
    """Return what one article says, in its first passage; the places of the others are named."""
    first = passages[0]
    article = anchors.pieces.articles[first.article]
    place = anchors.passage(first)
    return SideView(
        letter="",
        answer="",
        current=False,
        text=shown_text(first.text),
        language=anchors.language(first.article),
        place=place,
        outlet=article.outlet or "",
        also=tuple(link for link in anchors.passages(passages[1:]) if link.text != place.text),
    )
