"""check: passages → signals, by arithmetic and text comparison alone.

Which passages are compared: with facts, those that answer one question, each with each; besides these, and always where
no model judged, the candidate pairs of `checker.checks.candidates`. What a check says of an answer to a question counts
where its words are those that the answer names: a sentence that answers one question often holds the answer to another.

A check that fails on something is a failure of that check on that article, never a verdict, and the others go on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import NamedTuple, TypeVar

from checker.checks.candidates import candidates
from checker.checks.check import Across, Check, Comparing, Inside
from checker.checks.leaning import leanings
from checker.checks.lookups import looked_up
from checker.checks.one_source import one_origins
from checker.checks.origins import ORIGINS, signals_of, told
from checker.checks.quotations import QUOTATIONS
from checker.checks.registry import CHECKS
from checker.checks.views import ArticleView, SentenceView, language_of
from checker.schema import Article, Fact, Failure, Leaning, LookedUp, OneOrigin, Passage, Signal
from checker.steps.naming import names

Made = TypeVar("Made")

_READ_OF = dict.fromkeys(("es", "de", "fr"), "figures, dates and quotation marks")
_MOST_PASSAGES = 24
"""Of a fact; more are compared through the index alone, as their pairs grow with the square."""


class Compared(NamedTuple):
    """Two sentences to compare; where they answer one question, the answers in which a model took them together."""

    a: SentenceView
    b: SentenceView
    answers: tuple[str, str] | None = None


@dataclass(frozen=True)
class Checked:
    """What the built-in checks said, each signal once, in the order of the checks; and where a check failed.

    `origins` and `leanings` tell which articles, and which of their sentences, are no sources of their own;
    `quotations` what became of each quotation in the other articles.
    """

    signals: tuple[Signal, ...] = ()
    failures: tuple[Failure, ...] = ()
    origins: tuple[OneOrigin, ...] = ()
    leanings: tuple[Leaning, ...] = ()
    quotations: tuple[LookedUp, ...] = ()

    @property
    def to_find(self) -> tuple[Signal, ...]:
        """The signals that may become findings: what `origin_notices` tells is none."""
        told_above = set(origin_notices(self.origins))
        return tuple(signal for signal in self.signals if signal.message not in told_above)


def check(
    articles: Sequence[Article],
    facts: Sequence[Fact] = (),
    checks: Sequence[Check] = CHECKS,
    one_source: Sequence[Sequence[str]] = (),
    draft: str | None = None,
) -> Checked:
    """Run the built-in checks over the articles, and over the passages of the facts that a model found.

    `one_source` are groups of outlets that count as one. `draft` is the article (by id) whose quotations are looked for
    in all others; without one, each article's are.
    """
    views = [ArticleView(article) for article in articles]
    comparing = [one for one in checks if isinstance(one, Comparing)]
    guard = _Guard()
    pairs = _pairs(views, facts, comparing, guard, draft) if comparing else {}
    signals: dict[tuple[str, str, frozenset[Passage]], Signal] = {}
    for one in checks:
        for signal in _signals(one, views, pairs.get(one.code, ()), guard):
            signals.setdefault((signal.code, signal.kind, frozenset(signal.passages)), signal)
    item = f"{len(views)} articles"
    own = [view for view in views if view.id == draft]
    sources = [view for view in views if view.id != draft] if own else None
    looked = guard.run(QUOTATIONS, lambda: looked_up(own or views, sources), item) if QUOTATIONS in checks else ()
    if ORIGINS not in checks:
        return Checked(tuple(signals.values()), tuple(guard.failures), quotations=looked)
    # Sources are counted by what this check finds, so that it is asked for more than its signals.
    origins = guard.run(ORIGINS, lambda: one_origins(views, one_source), item)
    leaning = guard.run(ORIGINS, lambda: leanings(views), item)
    found = guard.run(ORIGINS, lambda: signals_of(views, origins, leaning), item)
    return Checked((*signals.values(), *found), tuple(guard.failures), origins, leaning, looked)


def origin_notices(origins: Sequence[OneOrigin]) -> tuple[str, ...]:
    """Return a line for each group of articles that are one source."""
    return tuple(f"{told(origin)}." for origin in origins)


def language_notices(articles: Sequence[Article], draft: str | None = None) -> tuple[str, ...]:
    """Return a line for each group of articles in a language that the checks read only in part.

    `draft` is the id of the article that is called the draft.
    """
    groups: dict[str, list[str]] = {}
    for article in articles:
        language = language_of(article)
        if language != "en":
            name = "the draft" if article.id == draft else article.id
            read = _READ_OF.get(language, "figures with units and quotation marks")
            groups.setdefault(read, []).append(f"{name} ({language or 'language unknown'})")
    return tuple(f"Built-in checks read only {read} in {', '.join(named)}." for read, named in groups.items())


def _signals(one: Check, views: Sequence[ArticleView], pairs: Sequence[Compared], guard: _Guard) -> Iterator[Signal]:
    if one == ORIGINS:
        return
    if isinstance(one, Across):
        yield from guard.run(one, lambda: one.run(views), f"{len(views)} articles")
    elif isinstance(one, Inside):
        for view in views:
            yield from guard.run(one, lambda view=view: one.run(view), f"article {view.id}")  # type: ignore[misc]
    else:
        for pair in pairs:
            for signal in guard.compare(one, pair):
                if _is_of_the_answers(signal, pair):
                    yield signal


def _place(pair: Compared) -> str:
    a, b = pair.a, pair.b
    return f"{a.article.id} sentence {a.number} against {b.article.id} sentence {b.number}"


def _is_of_the_answers(signal: Signal, pair: Compared) -> bool:
    """Say whether each side of a signal is what its answer names; always, where no question was asked."""
    if pair.answers is None or len(signal.passages) != 2:
        return pair.answers is None
    straight = (signal.passages[0].article, *signal.passages[0].sentences) == (pair.a.article.id, pair.a.number)
    answers = pair.answers if straight else pair.answers[::-1]
    return all(names(answer, passage.words or "") for answer, passage in zip(answers, signal.passages, strict=True))


def _pairs(
    views: Sequence[ArticleView],
    facts: Sequence[Fact],
    comparing: Sequence[Comparing],
    guard: _Guard,
    lead: str | None,
) -> dict[str, list[Compared]]:
    """Return for each check, by code, the sentences that it is to compare.

    First come those that a model found to answer one question, then those that the index leads to. Of two sentences
    that of the article `lead` comes first: a check calls the first of two "here", which for a draft is the draft.
    """
    by_id = {view.id: view for view in views}
    bits = [(one, 1 << at) for at, one in enumerate(comparing)]
    pairs: dict[str, list[Compared]] = {one.code: [] for one in comparing}

    def wanted(view: SentenceView) -> int:
        try:
            return sum([bit for one, bit in bits if one.wants(view)])
        except Exception:  # noqa: BLE001 - one of them fails on this sentence, and the others want it or not
            return sum([bit for one, bit in bits if guard.wants(one, view)])

    def add(pair: Compared, by: int) -> None:
        for one, bit in bits:
            if by & bit:
                pairs[one.code].append(pair)

    # The same two sentences may answer several questions, each with other words: they are compared each time.
    for fact in facts:
        for pair in _of_fact(fact, by_id, lead):
            add(pair, pair.a.parsed(wanted) & pair.b.parsed(wanted))
    for one, other, _, by in candidates(sorted(views, key=lambda view: view.id != lead), wanted):
        add(Compared(one, other), by)
    return pairs


def _of_fact(fact: Fact, views: dict[str, ArticleView], lead: str | None) -> Iterator[Compared]:
    """Yield each two sentences that give an answer to a fact's question, and stand in different places.

    Those of the article `lead` come first of two.
    """
    told = [
        (view.asked(fact.question, _focus(passage, view)), position.answer)
        for position in fact.positions
        for passage in position.passages
        if passage.article in views
        for number in passage.sentences
        if (view := views[passage.article].sentence(number))
    ]
    for (a, one), (b, other) in combinations(
        sorted(told[:_MOST_PASSAGES], key=lambda pair: pair[0].article.id != lead), 2
    ):
        if (a.article.id, a.number) != (b.article.id, b.number):
            yield Compared(a, b, (one, other))


def _focus(passage: Passage, view: SentenceView) -> tuple[int, int] | None:
    """Return where the words of a passage lie in a sentence; None where it has none, or they lie in another."""
    if passage.words is None:
        return None
    start, end = max(passage.span.start - view.start, 0), min(passage.span.end - view.start, len(view.text))
    return (start, end) if start < end else None


class _Guard:
    """Runs checks so that a defect of one is a failure of that one alone."""

    def __init__(self) -> None:
        self.failures: list[Failure] = []
        self._failing: set[tuple[str, str, int]] = set()

    def run(self, one: Check, run: Callable[[], Iterable[Made]], item: str) -> tuple[Made, ...]:
        try:
            return tuple(run())
        except Exception as problem:  # noqa: BLE001 - whatever goes wrong in a check, the others must go on
            self._failed(one, problem, item)
            return ()

    def compare(self, one: Comparing, pair: Compared) -> Sequence[Signal]:
        try:
            return [*one.run(pair.a, pair.b)]
        except Exception as problem:  # noqa: BLE001
            self._failed(one, problem, _place(pair))
            return ()

    def wants(self, one: Comparing, view: SentenceView) -> bool:
        try:
            return one.wants(view)
        except Exception as problem:  # noqa: BLE001
            key = (one.code, view.article.id, view.number)
            if key not in self._failing:
                self._failing.add(key)
                self._failed(one, problem, f"article {view.article.id}, sentence {view.number}")
            return False

    def _failed(self, one: Check, problem: Exception, item: str) -> None:
        reason = f"a defect of check {one.code}, {type(problem).__name__}: please report it with the article"
        self.failures.append(Failure(step="check", item=item, reason=reason))
