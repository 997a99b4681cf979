"""H1 · A headline, deck, caption or lead that the text below does not bear out.

Says: that a quotation, a name, a title, a figure or a date in the headline, the deck, a heading or a caption stands
otherwise in the text of the same article, by the rules of the checks of these; a figure or a date in its first
sentence likewise. A toll in the headline clashes with that of the first sentence: within one piece neither has
overtaken the other. What the text gives both ways is no clash: a live page counts three dead, then four. A pull quote
that stands nowhere in the text is a note.

Why it matters: most readers see the headline alone, it is written last, and by somebody else.

Hit:
    A:
      title: Dorrich asks for a recount
      text: The leader of New Path, Levin Dorrach, asked for a recount in three districts on Monday.
    says: “Dorrich” in the headline, “Levin Dorrach” in the text.

Near miss:
    A:
      title: Dorrach asks for a recount
      text: The leader of New Path, Levin Dorrach, asked for a recount in three districts on Monday.
    because: headline and text spell the name alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import reduce
from itertools import combinations

from checker.checks.check import Comparing, Inside
from checker.checks.headline_names import names, roles
from checker.checks.headline_parts import CODE, MOST_COMPARED, PARTS, made, part_of
from checker.checks.headline_quotations import quotations
from checker.checks.values import may_hold_values, measured_of
from checker.checks.views import ArticleView, SentenceView
from checker.schema import Signal
from checker.text.interval import Interval

_LONG = 4
_LONG_WORD = re.compile(rf"[^\W\d_]{{{_LONG},}}")
_FIGURE = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+")
_STEM = 5
_MOST_HEADS = 40
_MOST_BODY = 600
_MOST_ADDED = 8
# Behind this F1 says why its note is no clash.
_WHY = ": one may have"
_NUMBER_WORDS = frozenset(
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion half "
    "dozen".split()
)


def headline_check(comparing: Sequence[Comparing]) -> Inside:
    """Return the check, which holds headline and text against one another by these checks of two sentences as well."""

    def run(article: ArticleView) -> Iterator[Signal]:
        heads = [sentence for sentence in article if sentence.role in PARTS][:_MOST_HEADS]
        body = [sentence for sentence in article if sentence.role == "body"][:_MOST_BODY]
        told = _Told(body)
        yield from _by(comparing, body[:1], body[1:], told)
        if heads and body:
            quoted = list(quotations(article, heads))
            yield from quoted
            yield from names(article, heads, body)
            yield from roles(article, heads)
            spans = [signal.passages[0].span for signal in quoted]
            for signal in _by(comparing, heads, body, told):
                words = signal.passages[0].span
                if not any(span.start <= words.start and words.end <= span.end for span in spans):
                    yield signal

    return Inside(CODE, "headline", __name__, run)


class _Told:
    """The sentences of a text that each check wants, with their stems, looked for once."""

    def __init__(self, body: Sequence[SentenceView]) -> None:
        self._body = body
        self._wanted: dict[str, list[tuple[SentenceView, set[str]]]] = {}

    def near(self, check: Comparing, head: SentenceView) -> list[SentenceView]:
        """Return the first sentences besides the head that a check wants and that share a word with the head."""
        if check.code not in self._wanted:
            self._wanted[check.code] = [(one, one.parsed(_stems)) for one in self._body if check.wants(one)]
        stems = head.parsed(_stems)
        wanted = self._wanted[check.code]
        return [one for one, others in wanted if not stems.isdisjoint(others) and one is not head][:MOST_COMPARED]


def _by(
    comparing: Sequence[Comparing], heads: Sequence[SentenceView], body: Sequence[SentenceView], told: _Told
) -> Iterator[Signal]:
    """Run checks of two sentences over each head and the sentences of the text that share a word with it."""
    for check in comparing:
        for head in heads:
            for sentence in told.near(check, head) if check.wants(head) else ():
                for signal in check.run(head, sentence):
                    apart = signal.kind == "clash" or _is_toll_of_lead(signal, head, sentence, body)
                    if apart and not _said_below(signal, body) and not _adds_up(signal, head, body):
                        yield made(
                            "clash",
                            signal.aspect,
                            f"{signal.message.partition(_WHY)[0].rstrip('.')} ({part_of(head)} against text).",
                            signal.passages,
                        )


def _is_toll_of_lead(signal: Signal, head: SentenceView, sentence: SentenceView, body: Sequence[SentenceView]) -> bool:
    """Tell whether headline and first sentence give two tolls: within one piece neither has overtaken the other.

    Further down the text may tell of another day, or of another accident.
    """
    of_one_time = head.article.article.status.kind != "corrected" and sentence is body[0]
    return signal.kind == "note" and signal.code == "F1" and of_one_time and head.role in {"title", "deck"}


def _said_below(signal: Signal, body: Sequence[SentenceView]) -> bool:
    """Tell whether the figures at issue in a head stand in the text as well, beside others."""
    words = signal.passages[0].words or ""
    figures = {
        found.lower() for found in _FIGURE.findall(words) if found[0].isdigit() or found.lower() in _NUMBER_WORDS
    }
    told = {found.lower() for sentence in body for found in _FIGURE.findall(sentence.text)}
    return not figures or figures <= told


def _adds_up(signal: Signal, head: SentenceView, body: Sequence[SentenceView]) -> bool:
    """Tell whether the figure at issue in a head is the sum of figures for the same things in the text."""
    start = signal.passages[0].span.start - head.start
    above = next((one for one in head.parsed(measured_of) if one.figure.start == start), None)
    if above is None:
        return False
    figures = [
        one.figure.interval
        for sentence in body
        if sentence is not head and may_hold_values(sentence)
        for one in sentence.parsed(measured_of)
        if one.counted.subject == above.counted.subject and one.figure.unit.dimension == above.figure.unit.dimension
    ][:_MOST_ADDED]
    whole = above.figure.interval
    return any(
        reduce(Interval.plus, some).meets(whole)
        for many in range(2, len(figures) + 1)
        for some in combinations(figures, many)
    )


def _stems(sentence: SentenceView) -> set[str]:
    long = [word for word in sentence.words if len(word) >= _LONG]
    if not all(map(str.isalpha, long)):
        long = _LONG_WORD.findall(" ".join(long))
    return {word[:_STEM] for word in long}
