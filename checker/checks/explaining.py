"""The docstring of a check's module → its explanation in parts: for `checker explain`, docs/checks.md and the tests."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from checker.checks.check import Check

_FIRST = re.compile(r"(?P<code>[A-Z]\d+) · (?P<title>\S.*\.)")
_PARTS = ("Says:", "Why it matters:", "Hit:", "Near miss:")


@dataclass(frozen=True)
class ExampleArticle:
    """An article of an example, as it is written there."""

    name: str
    text: str
    title: str | None = None
    deck: str | None = None
    caption: str | None = None
    outlet: str | None = None
    published: date | None = None
    language: str = "en"


@dataclass(frozen=True)
class Example:
    """Articles, and what the check says of them: `says` (a hit) or the reason why it says nothing.

    `desk` is a desk list as CSV, for the checks that want one.
    """

    articles: tuple[ExampleArticle, ...]
    says: str | None = None
    because: str | None = None
    desk: str | None = None


@dataclass(frozen=True)
class Explanation:
    """What a check says and why that matters, each a paragraph or more, with a hit and a near miss."""

    code: str
    title: str
    tells: str
    matters: str
    hit: Example
    near_miss: Example


def explanation_of(check: Check) -> Explanation:
    """Return the explanation that stands in the check's module. Raises ValueError where its layout is another."""
    first, _, rest = check.doc.partition("\n")
    head = _FIRST.fullmatch(first.strip())
    if head is None or head["code"] != check.code:
        raise ValueError(f"{check.module}: the docstring must begin with '{check.code} · ' and a sentence")
    parts = re.split(rf"^({'|'.join(_PARTS)})", rest, flags=re.MULTILINE)
    if tuple(parts[1::2]) != _PARTS:
        raise ValueError(f"{check.module}: the docstring wants the parts {', '.join(_PARTS)} in this order")
    tells, matters, hit, miss = parts[2::2]
    return Explanation(
        code=check.code,
        title=head["title"],
        tells=textwrap.dedent(tells).strip(),
        matters=textwrap.dedent(matters).strip(),
        hit=_example_in(hit, f"{check.module}, Hit"),
        near_miss=_example_in(miss, f"{check.module}, Near miss"),
    )


def example_of(written: Mapping[str, object], place: str) -> Example:
    """Return an example read from YAML. Raises ValueError where it is none."""
    articles = tuple(_article_of(name, value, place) for name, value in written.items() if name.isupper())
    rest = {name: value for name, value in written.items() if not name.isupper()}
    if not articles or len(rest.keys() & {"says", "because"}) != 1 or not rest.keys() <= {"says", "because", "desk"}:
        raise ValueError(f"{place}: wants articles (A:, B:) and either says: or because:")
    return Example(articles, **{name: str(value).strip() for name, value in rest.items()})


def _article_of(name: str, written: object, place: str) -> ExampleArticle:
    if isinstance(written, str):
        return ExampleArticle(name, written.strip())
    if not isinstance(written, dict) or "text" not in written:
        raise ValueError(f"{place}: {name} wants a text")
    try:
        return ExampleArticle(name, **cast("dict[str, Any]", written))
    except TypeError as error:
        raise ValueError(f"{place}: {name} has a key that means nothing: {error}") from error


def _example_in(written: str, place: str) -> Example:
    # Reading YAML is slow to import, and only explaining needs it.
    import yaml

    loaded = yaml.safe_load(textwrap.dedent(written.strip("\n")))
    if not isinstance(loaded, dict):
        raise ValueError(f"{place}: wants YAML with A:, B:, and says: or because:")  # noqa: TRY004 - a value of ours
    return example_of(loaded, place)
