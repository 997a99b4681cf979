"""What of a draft only a piece has that must not be used: by what was judged, and by what it shares word for word.

Where the piece was judged with the rest, a fact that no piece bears out that may be used names a sentence of the draft;
so does what the sentence shares with what is cited of that piece, and stands nowhere else. Where no model saw the piece
(it was killed, or is not sent), what it shares with the draft must speak for itself.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from operator import itemgetter
from typing import NamedTuple

from checker.checks.views import language_of
from checker.schema import Article, Fact, Finding, FindingPassage, Passage, Sentence, Span, Unsourced
from checker.steps.not_to_be_used import hold_headline, hold_reason
from checker.steps.shared_words import Shared, only_shared
from checker.steps.word_by_word import Elsewhere, Worded, telling_stems

_BESIDE = 2
"""Telling words besides one that stands nowhere else: by fewer two pieces need not be about one matter."""
_MOST_TOLD = 4
_LONGEST_TOLD = 60


class _Taken(NamedTuple):
    """A sentence of the draft, one of the held piece, and what they share; None where that is the whole matter."""

    own: Sentence
    theirs: Sentence
    shared: Shared | None


@dataclass
class _Cited:
    """What of the held piece is cited with a sentence of the draft, by number.

    `beside` has all of it, with whether single words count there; `alone` what no piece that may be used bears out.
    """

    beside: dict[int, bool] = field(default_factory=dict)
    alone: set[int] = field(default_factory=set)


def with_what_only_they_say(
    found: Sequence[Finding],
    draft: Article,
    articles: Mapping[str, Article],
    now: datetime,
    facts: Sequence[Fact] = (),
    unsourced: Sequence[Unsourced] = (),
) -> tuple[Finding, ...]:
    """Return the findings; each hold on a source with the sentences of the draft that say what that source alone has.

    `now` is when the draft goes out, by which an embargo still runs or does not; `facts` is what was judged,
    `unsourced` what of the draft was found in no source that was.
    """
    usable = [one for one in articles.values() if one.id != draft.id and hold_reason(one, now) is None]
    nowhere = [one.passage for one in unsourced if one.what != "background"]
    held_by = {hold_headline(one.id): one for one in articles.values() if one.id != draft.id}
    shown = []
    for finding in found:
        held = held_by.get(finding.headline) if finding.level == "hold" else None
        if held is None:
            shown.append(finding)
        elif any(held.id in position.articles for fact in facts for position in fact.positions):
            shown.append(_with_passages(finding, draft, held, _as_judged(draft, held, usable, facts)))
        else:
            shown.append(_with_passages(finding, draft, held, _as_written(draft, held, usable, nowhere)))
    return tuple(shown)


def _as_judged(draft: Article, held: Article, usable: Sequence[Article], facts: Sequence[Fact]) -> Iterator[_Taken]:
    """Yield what the draft has of a piece that was judged with the rest."""
    elsewhere = Elsewhere(usable)
    theirs = {one.number: Worded(held, one) for one in held.sentences}
    for number, cited in sorted(_cited(draft, held, usable, facts).items()):
        mine = Worded(draft, draft.sentence(number))
        found = _most(
            mine,
            (
                (other, only_shared(mine, other, elsewhere, one_matter=True, figures_alone=not cited.beside[there]))
                for there, other in theirs.items()
                if there in cited.beside
            ),
        )
        if found and found.shared and (found.shared.hard or not cited.alone):
            yield found
        elif cited.alone:
            like = max((theirs[there] for there in sorted(cited.alone)), key=mine.shares)
            yield _Taken(mine.sentence, like.sentence, None)


def _cited(draft: Article, held: Article, usable: Sequence[Article], facts: Sequence[Fact]) -> Mapping[int, _Cited]:
    """Return what of the held piece is cited with each sentence of the draft.

    Single words count where a fact has both, and no piece that may be used and is written in another language.
    """
    language = language_of(draft)
    foreign = {one.id for one in usable if not language or language_of(one) != language}
    names = {one.id for one in usable}
    found: defaultdict[int, _Cited] = defaultdict(_Cited)
    for fact in facts:
        of = _sentences_by_article(fact)
        others = of.keys() & names
        for number in of.get(draft.id, ()):
            for there in of.get(held.id, ()):
                words_count = found[number].beside.get(there, False)
                found[number].beside[there] = words_count or not others & foreign
                if not others and _is_borne_out(fact):
                    found[number].alone.add(there)
    return found


def _sentences_by_article(fact: Fact) -> Mapping[str, Sequence[int]]:
    found: defaultdict[str, list[int]] = defaultdict(list)
    for position in fact.positions:
        for passage in position.passages:
            found[passage.article] += passage.sentences
    return found


def _is_borne_out(fact: Fact) -> bool:
    """Say whether what stands apart in a fact is told alike in substance."""
    return all(pair.verdict == "differ" and pair.shade != "account" for pair in fact.pairs)


def _as_written(
    draft: Article, held: Article, usable: Sequence[Article], nowhere: Sequence[Passage]
) -> Iterator[_Taken]:
    """Yield what the draft has of a piece that no model saw.

    Words that stand nowhere else show it where all pieces are of one language. What of the draft was found in no piece
    that a model saw (`nowhere`) shows it by any telling words.
    """
    languages = {language_of(one) for one in (draft, held, *usable)}
    of_one_language = len(languages) == 1 and "" not in languages
    elsewhere = Elsewhere(usable)
    theirs = [Worded(held, one) for one in _told(held)]
    whole = set(telling_stems(held.title or "")).union(*(one.telling for one in theirs))
    for own in _told(draft):
        mine = Worded(draft, own)
        is_of_the_matter = of_one_language and len(mine.telling.keys() & whole) > _BESIDE
        found = _most(mine, ((other, only_shared(mine, other, elsewhere)) for other in theirs if is_of_the_matter))
        unsourced = [Worded(draft, own, passage.span) for passage in nowhere if own.number in passage.sentences]
        alike = [(words.shares(other), other) for words in unsourced for other in theirs]
        shares, like = max(alike, key=itemgetter(0), default=(0, None))
        if found:
            yield found
        elif like and shares > _BESIDE:
            yield _Taken(own, like.sentence, None)


def _most(mine: Worded, shared: Iterable[tuple[Worded, Shared | None]]) -> _Taken | None:
    """Return the most that is shared with a sentence; of two that are alike, with running text."""
    found = [_Taken(mine.sentence, other.sentence, one) for other, one in shared if one]
    return max(found, key=_weight, default=None)


def _weight(taken: _Taken) -> tuple[int, int, int, bool]:
    if taken.shared is None:
        return 0, 0, 0, False
    start, end = taken.shared.own
    return taken.shared.hard, taken.shared.new, end - start, taken.theirs.role == "body"


def _told(article: Article) -> list[Sentence]:
    return [one for one in article.sentences if one.role not in ("furniture", "credit", "dateline")]


def _with_passages(hold: Finding, draft: Article, held: Article, found: Iterable[_Taken]) -> Finding:
    """Return a hold with what the draft has of the piece; as it is, where nothing was found."""
    # Running text before headlines: what leads the list is shown on the page.
    taken = sorted(found, key=lambda one: one.own.role != "body")
    if not taken:
        return hold
    mine = [_shown(draft, one.own, one.shared and one.shared.own) for one in taken]
    theirs = [_shown(held, one.theirs, one.shared and one.shared.theirs) for one in taken]
    told = list(dict.fromkeys(_quoted(draft, one) for one in taken))
    more = f" and {len(told) - _MOST_TOLD} more" if len(told) > _MOST_TOLD else ""
    said = f"The draft has of it what stands in no piece that may be used: {', '.join(told[:_MOST_TOLD])}{more}."
    reason = hold.explanation if hold.explanation.endswith((".", "!", "?")) else f"{hold.explanation}."
    return hold.model_copy(
        update={
            "explanation": f"{reason} {said}",
            "action": f"{hold.action} Take out of the draft what it alone has, or source that elsewhere.",
            "passages": tuple(dict.fromkeys([*mine, *theirs])),
        }
    )


def _quoted(draft: Article, taken: _Taken) -> str:
    start, end = taken.shared.own if taken.shared else (taken.own.start, taken.own.end)
    words = " ".join(draft.text[start:end].split())
    return f"“{words}”" if len(words) <= _LONGEST_TOLD else f"“{words[: _LONGEST_TOLD - 1].rstrip()}…”"


def _shown(article: Article, sentence: Sentence, span: tuple[int, int] | None) -> FindingPassage:
    return FindingPassage(
        article=article.id,
        position=0,
        sentences=(sentence.number,),
        start=sentence.start,
        end=sentence.end,
        text=article.text[sentence.start : sentence.end],
        words=Span(start=span[0], end=span[1]) if span else None,
    )
