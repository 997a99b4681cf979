"""Examples of checks (docstrings, fixtures) → articles, and what a check says of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, time
from itertools import combinations

from checker.checks.check import Across, Check, Comparing
from checker.checks.explaining import Example, ExampleArticle
from checker.checks.registry import checks_with
from checker.checks.views import ArticleView
from checker.schema import Article, Published, Role, Signal
from checker.text.desk_list import desk_list
from checker.text.roles import Hint, text_sentences


def article_of(written: ExampleArticle) -> Article:
    """Build the article: title, deck, text, caption, each on lines of its own."""
    parts: list[tuple[str, Role]] = [
        (part, role)
        for part, role in (
            (written.title, "title"),
            (written.deck, "deck"),
            (written.text, "body"),
            (written.caption, "caption"),
        )
        if part
    ]
    text, hints = "", []
    for part, role in parts:
        hints.append(Hint(len(text), len(text) + len(part), role))
        text += part + "\n\n"
    published = Published()
    if written.published is not None:
        day = written.published
        published = Published(
            earliest=datetime.combine(day, time.min, UTC),
            latest=datetime.combine(day, time.max, UTC),
            known="stated",
        )
    return Article(
        id=written.name,
        title=written.title,
        outlet=written.outlet,
        published=published,
        language=written.language,
        origin=f"{written.name}.txt",
        text=text,
        sentences=text_sentences(text, written.language, hints),
    )


def views_of(articles: Iterable[ExampleArticle]) -> list[ArticleView]:
    return [ArticleView(article_of(article)) for article in articles]


def said_by(check: Check, views: list[ArticleView]) -> Iterator[Signal]:
    """Run a check over views: one that compares, over all pairs of sentences of different articles that it wants."""
    if isinstance(check, Comparing):
        for one, other in combinations(views, 2):
            for a in filter(check.wants, one):
                for b in filter(check.wants, other):
                    yield from check.run(a, b)
    elif isinstance(check, Across):
        yield from check.run(views)
    else:
        for view in views:
            yield from check.run(view)


def words_of(check: Check, example: Example) -> str:
    """Return what a check says of an example, a line a signal, with the kind of all but clashes before it."""
    if example.desk is not None:
        check = next(one for one in checks_with(desk_list(example.desk, "desk.csv")) if one.code == check.code)
    signals = said_by(check, views_of(example.articles))
    return "\n".join(one.message if one.kind == "clash" else f"{one.kind}: {one.message}" for one in signals)
