"""From what a model cites to passages: the program supplies the text, and refuses what is not there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from checker.model.asking import DoesNotHold
from checker.schema import Article, Passage, Span
from checker.text.locate import find_words


def passage_of(article: Article, sentences: Iterable[int], words: str | None = None) -> Passage:
    """Return the passage of these sentences, narrowed to `words` where they are given.

    Raises DoesNotHold where a sentence is not there, or where the words stand nowhere in the sentences.
    """
    numbers = tuple(sorted(set(sentences)))
    if not numbers:
        raise DoesNotHold("no sentence is cited")
    for number in numbers:
        if not 1 <= number <= len(article.sentences):
            raise DoesNotHold(f"there is no sentence {number}")
    if words is None:
        whole = Span(start=article.sentence(numbers[0]).start, end=article.sentence(numbers[-1]).end)
        return Passage(article=article.id, sentences=numbers, span=whole)
    span = _locate(article, numbers, words)
    if span is None:
        shown = ", ".join(str(number) for number in numbers)
        raise DoesNotHold(f"the words “{words}” do not stand in sentence {shown}")
    inside = tuple(n for n in numbers if article.sentence(n).start < span.end and span.start < article.sentence(n).end)
    return Passage(article=article.id, sentences=inside, words=article.text[span.start : span.end], span=span)


def _locate(article: Article, numbers: Sequence[int], words: str) -> Span | None:
    """Find words in one of the sentences, else in a run of neighbours."""
    for run in [(number, number) for number in numbers] + list(runs(numbers)):
        start, end = article.sentence(run[0]).start, article.sentence(run[1]).end
        found = find_words(words, article.text[start:end])
        if found is not None:
            return Span(start=start + found[0], end=start + found[1])
    return None


def runs(numbers: Sequence[int]) -> tuple[tuple[int, int], ...]:
    """Return the runs of neighbouring numbers as (first, last)."""
    found: list[tuple[int, int]] = []
    for number in numbers:
        if found and number == found[-1][1] + 1:
            found[-1] = (found[-1][0], number)
        else:
            found.append((number, number))
    return tuple(found)


def overlap(one: Passage, other: Passage) -> bool:
    """Say whether two passages share text."""
    return one.article == other.article and one.span.start < other.span.end and other.span.start < one.span.end
