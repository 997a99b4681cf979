"""What a draft check says, in the words that all formats share: what was held against what, and how sentences stand."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from pathlib import PurePath

from checker.reports.places import Pieces
from checker.reports.wording import STANDINGS, counted, day, listed
from checker.schema import Article, Draft, DraftSentence, Report, Standing
from checker.steps.coverage import Why, why_listed
from checker.text.moments_told import told_moment

_WEIGHT: Mapping[Why | None, int] = {
    "accusation": 0,
    "figure": 1,
    "quotation": 2,
    "name": 3,
    "date": 4,
    "cause": 5,
    None: 6,
}
_QUOTED = re.compile(r"[“”„«»\"]")
_PLURAL: Mapping[Standing, str] = {"differing": "differ", "supported": "match"}
_MOST_NAMED = 4


def draft_of(report: Report) -> Article | None:
    """Return the draft among the articles; None where nothing was held against sources."""
    if report.draft is None:
        return None
    return next((article for article in report.articles if article.id == report.draft.article), None)


def sources_of(report: Report) -> list[Article]:
    """Return the articles but for the draft of a draft check."""
    draft = draft_of(report)
    return [article for article in report.articles if article is not draft]


def against_what(report: Report, draft: Article) -> str:
    """Return "draft.md against 6 pieces"; of a path only the name is told."""
    sources = counted(len(report.articles) - 1, "piece")
    return f"{PurePath(draft.origin.replace(chr(92), '/')).name or draft.id} against {sources}"


def goes_out(report: Report) -> str:
    """Return "goes out 15 Oct 2025, 21:00 +03:00", of a day alone that day; "" where that was not stated."""
    own = draft_of(report)
    at = None if report.draft is None else report.draft.publish_at
    if at is None:
        return ""
    if own is not None and own.published.earliest == at != own.published.latest:
        return f"goes out {day(at.date())}"
    return f"goes out {told_moment(at)}"


def standing_counts(draft: Draft) -> list[tuple[Standing, int]]:
    """Return how many sentences stand how, the gravest first, those that occur only."""
    found = Counter(sentence.standing for sentence in draft.sentences)
    return [(standing, found[standing]) for standing in STANDINGS if found[standing]]


def standings_line(draft: Draft) -> str:
    """Return "31 sentences: 2 conflict · 1 overtaken · 20 match"; "" for a draft without any."""
    said = [f"{count:,} {standing_word(standing, count)}" for standing, count in standing_counts(draft)]
    return f"{counted(len(draft.sentences), 'sentence')}: {' · '.join(said)}" if said else ""


def standing_word(standing: Standing, count: int = 1) -> str:
    """Return the desk's word for how one sentence stands, or several."""
    return _PLURAL.get(standing, STANDINGS[standing]) if count > 1 else STANDINGS[standing]


def sentence_stands(sentence: DraftSentence, draft: Draft, pieces: Pieces) -> str:
    """Return "matches 03-wire and 04-tabloid: 1 origin", or how else it stands and who says it all the same.

    Of what stands in no source, mere background is called so: nobody need ask for it.
    """
    said = STANDINGS[sentence.standing]
    unsaid = {one.what for one in draft.unsourced if sentence.number in one.passage.sentences}
    if sentence.standing == "without a source" and unsaid == {"background"}:
        said += ", background"
    if sentence.supported_by:
        also = "" if sentence.standing == "supported" else "; matches"
        said += f"{also} {backers(sentence, pieces)}"
    return said


def backers(sentence: DraftSentence, pieces: Pieces) -> str:
    """Return who says what the sentence says, and how many origins these come to."""
    names = [pieces.name(article) for article in sentence.supported_by]
    more = len(names) - _MOST_NAMED
    named = listed([*names[:_MOST_NAMED], *([f"{more} more"] if more > 0 else [])])
    unnamed = ", on unnamed sources only" if sentence.unnamed else ""
    return f"{named}: {counted(sentence.origins, 'origin')}{unnamed}"


def on_one_source(report: Report) -> list[DraftSentence]:
    """Return the sentences that match, but rest on one origin: accusations, figures and quotations first."""
    draft = draft_of(report)
    if report.draft is None or draft is None:
        return []
    resting = [one for one in report.draft.sentences if one.standing == "supported" and one.origins == 1]
    weights = _weights(report, draft)
    return sorted(resting, key=lambda one: weights[one.number])


def on_unnamed_sources(report: Report) -> list[DraftSentence]:
    """Return the sentences that rest on sources alone which the pieces do not name."""
    return [one for one in report.draft.sentences if one.unnamed] if report.draft else []


def draft_place(sentence: DraftSentence, pieces: Pieces) -> str:
    """Return where a sentence of the draft stands: "draft p3"."""
    return pieces.place(pieces.draft or "", (sentence.number,), 0)


def draft_places(sentences: Iterable[DraftSentence], pieces: Pieces) -> str:
    """Return where sentences of the draft stand, each place once: "draft p3, p7"."""
    name = pieces.name(pieces.draft or "")
    places = dict.fromkeys(draft_place(sentence, pieces).removeprefix(name).strip() for sentence in sentences)
    return f"{name} {', '.join(places)}" if places else ""


def _weights(report: Report, draft: Article) -> dict[int, int]:
    """Return for each sentence what its weightiest claim is; without claims, figures and quotation marks are told."""
    whys: defaultdict[int, set[Why | None]] = defaultdict(set)
    claims = [claim for claim in report.claims if claim.passage.article == draft.id]
    for claim in claims:
        for number in claim.passage.sentences:
            whys[number].add(why_listed(claim))
    for fact in report.facts:
        if fact.stakes == "accusation":
            for position in fact.positions:
                for passage in position.passages:
                    for number in passage.sentences if passage.article == draft.id else ():
                        whys[number].add("accusation")
    if not claims:
        for sentence in draft.sentences:
            text = draft.text[sentence.start : sentence.end]
            whys[sentence.number] |= {"figure"} if any(char.isdigit() for char in text) else set()
            whys[sentence.number] |= {"quotation"} if _QUOTED.search(text) else set()
    return {
        sentence.number: min((_WEIGHT[why] for why in whys[sentence.number]), default=_WEIGHT[None])
        for sentence in draft.sentences
    }
