"""Quotations of a headline held against those of the text: a part of H1."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from checker.checks.headline_parts import MOST_COMPARED, made, part_of
from checker.checks.quoted import Said, said_in, shown
from checker.checks.views import ArticleView, SentenceView
from checker.schema import Signal, SignalKind
from checker.text.requoting import content_words, requoted
from checker.text.spoken import GAP, spoken_words


def quotations(article: ArticleView, heads: Sequence[SentenceView]) -> Iterator[Signal]:
    """Hold each quotation of the heads against those of the text."""
    numbers = {head.number: head for head in heads}
    said = article.parsed(said_in)
    above = [one for one in said if one.sentences[0] in numbers and len(one.key) > 2][:MOST_COMPARED]
    below = [one for one in said if one.sentences[0] not in numbers]
    spoken: list[str] | None = None
    for one in above:
        part = part_of(numbers[one.sentences[0]])
        if content_words(one.key) < 2:
            continue
        if any(one.key == _slice(other.key, one.key) for other in below) and not _reversed(one, below):
            continue
        found = _worst(one, below)
        if found is not None:
            kind, message, other = found
            yield made(kind, "quote", f"{message} ({part} against text).", [one.passage, other.passage])
        elif _is_pull_quote(one, numbers[one.sentences[0]]):
            if spoken is None:
                spoken = [word.key for word in spoken_words(article.article.text, _begin_of_body(article, heads))]
            if _stands(one.key, spoken):
                continue
            message = f"{shown(one.speech.text)} is quoted in the {part}, and stands nowhere in the text."
            yield made("note", "quote", message, [one.passage])


def _reversed(one: Said, below: Iterable[Said]) -> bool:
    """Tell whether every quotation below that holds the words turns them by a "not" or a condition."""
    found = [requoted(one.speech, other.speech).how for other in below if _slice(other.key, one.key)]
    return bool(found) and all(how in {"reversed", "unlimited", "unconditional"} for how in found)


def _worst(one: Said, below: Sequence[Said]) -> tuple[SignalKind, str, Said] | None:
    """Return the first quotation below that the one above gives otherwise, with what is to be said of it."""
    for other in below[: MOST_COMPARED * 4]:
        if not set(one.key) & set(other.key):
            continue
        given = requoted(one.speech, other.speech)
        words, lost = shown(one.speech.text), shown(given.lost)
        if given.how == "reversed":
            return "clash", f"{words} leaves out {lost}, which denied it", other
        if given.how in {"unlimited", "unconditional"}:
            return (
                "clash" if given.how == "unlimited" else "note",
                f"{words} leaves out {lost}, which limited it",
                other,
            )
        if given.how == "altered":
            kind: SignalKind = "clash" if any(change.weighty for change in given.changes) else "note"
            changes = "; ".join(
                f"{shown(c.ours) if c.ours else 'nothing'} for {shown(c.theirs) if c.theirs else 'nothing'}"
                for c in given.changes[:3]
            )
            return kind, f"One quotation in two wordings: {changes}", other
    return None


def _slice(whole: Sequence[str], part: Sequence[str]) -> tuple[str, ...]:
    """Return `part` where it stands in `whole`, else nothing."""
    return tuple(part) if f" {' '.join(part)} " in f" {' '.join(whole)} " else ()


def _stands(key: Sequence[str], spoken: Sequence[str]) -> bool:
    whole = f" {' '.join(spoken)} "
    return all(f" {part.strip()} " in whole for part in " ".join(key).split(GAP) if part.strip())


def _is_pull_quote(one: Said, head: SentenceView) -> bool:
    """Tell whether a line is nothing but a quotation, perhaps with its speaker."""
    return one.end - one.start >= 0.6 * len(head.text)


def _begin_of_body(article: ArticleView, heads: Sequence[SentenceView]) -> int:
    """Return where the first sentence begins that is no head."""
    numbers = {head.number for head in heads}
    return next((sentence.start for sentence in article if sentence.number not in numbers), 0)
