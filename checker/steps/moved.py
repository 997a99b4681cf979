"""Where the sentences of an article stand after an edit: passages are followed by their text, not by their numbers."""

from __future__ import annotations

from collections import defaultdict
from difflib import SequenceMatcher

from checker.schema import Article, Passage, Span
from checker.steps.passages import runs


class Moved:
    """Where the sentences of an article stand now: `numbers` leads from old ones to those of the same text in `new`.

    Nothing of an article stands whose date, outlet or status changed: the same words may then mean another day.
    """

    def __init__(self, old: Article, new: Article) -> None:
        self._old, self.new = old, new
        self.numbers: dict[int, int] = _numbers(old, new) if self.known_alike else {}

    @property
    def known_alike(self) -> bool:
        """Whether all that was stated of the article is the same; what extract found in its text does not count."""
        old, new = self._old, self.new
        if old.published.known != "inferred" and old.published != new.published:
            return False
        if old.published.known == "inferred" and new.published.known not in ("unknown", "inferred"):
            return False
        outlet = None if old.outlet_sentence else old.outlet
        return (outlet, old.language, old.status) == (new.outlet, new.language, new.status)

    @property
    def nothing_changed(self) -> bool:
        """Whether the text is the same from end to end, and all that is known of it."""
        return self.known_alike and (self._old.text, self._old.sentences, self._old.title, self._old.replaced_by) == (
            self.new.text,
            self.new.sentences,
            self.new.title,
            self.new.replaced_by,
        )

    def as_extracted(self) -> Article:
        """Return the article as it stands now, with what extract found in a sentence that still stands."""
        changes: dict[str, object] = {}
        published = self._old.published
        if published.known == "inferred" and published.sentence in self.numbers:
            changes["published"] = published.model_copy(update={"sentence": self.numbers[published.sentence]})
        if self._old.outlet_sentence in self.numbers:
            changes["outlet"] = self._old.outlet
            changes["outlet_sentence"] = self.numbers[self._old.outlet_sentence]
        return self.new.model_copy(update=changes) if changes else self.new

    def passage(self, passage: Passage) -> Passage | None:
        """Return a passage where it stands now; None where one of its sentences changed, or they were parted."""
        if not all(number in self.numbers for number in passage.sentences):
            return None
        numbers = tuple(self.numbers[number] for number in passage.sentences)
        if len(runs(numbers)) != len(runs(passage.sentences)) or list(numbers) != sorted(set(numbers)):
            return None
        span = self._span(passage, numbers)
        return None if span is None else passage.model_copy(update={"sentences": numbers, "span": span})

    def _span(self, passage: Passage, numbers: tuple[int, ...]) -> Span | None:
        """Return the span of a passage in the new text; None where words that run over two sentences are parted."""
        if passage.words is None:
            return Span(start=self.new.sentence(numbers[0]).start, end=self.new.sentence(numbers[-1]).end)
        holding = next(
            (n for n in passage.sentences if self._old.sentence(n).end > passage.span.start), passage.sentences[0]
        )
        shift = self.new.sentence(self.numbers[holding]).start - self._old.sentence(holding).start
        span = Span(start=passage.span.start + shift, end=passage.span.end + shift)
        same = self.new.text[span.start : span.end] == self._old.text[passage.span.start : passage.span.end]
        return span if same else None


def _numbers(old: Article, new: Article) -> dict[int, int]:
    """Return which sentence is which: those in an unbroken order first, then those that were moved elsewhere."""
    was, now = ([(one.role, article.sentence_text(one.number)) for one in article.sentences] for article in (old, new))
    found = {
        block.a + step + 1: block.b + step + 1
        for block in SequenceMatcher(None, was, now, autojunk=False).get_matching_blocks()
        for step in range(block.size)
    }
    taken = set(found.values())
    waiting: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for number, key in enumerate(now, 1):
        if number not in taken:
            waiting[key].append(number)
    for number, key in enumerate(was, 1):
        if number not in found and waiting[key]:
            found[number] = waiting[key].pop(0)
    return found
