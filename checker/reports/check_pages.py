"""What the built-in checks say: one explained on the terminal, and all of them in docs/checks.md.

Both are made of the docstrings of the checks' modules; a test holds docs/checks.md to them.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

from checker.checks.check import Check, Inside
from checker.checks.explaining import Example, ExampleArticle, explanation_of

_WIDTH = 80
_PAGE_WIDTH = 120

_OVERVIEW = """\
# The built-in checks

<!-- Written by `python -m tests.checks.test_pages` from the docstrings in checker/checks; edit those. -->

A model's word alone is no proof. These checks read the passages themselves, by arithmetic and comparing text, and give
the same answer every time. A check that is not sure says nothing, so silence proves nothing.

What a check says is a reason to look, and no proof either: it knows words, not the world. Of 498 pairs of news
sentences made up to mislead the checks, in four languages, 148 were called a clash at first, and 7 are after the
rules were mended. Of the 277 that the rules had not been written for, 39 were, so expect more than those 7 in copy
that nobody made up for them. Of 112 true clashes 100 are found (91 at first). The pairs stand in
tests/checks/fixtures, but for those still got wrong.

What they say never changes a model's verdict. A *clash* where the model sees agreement is a finding of its own, marked
CHECK; a contradiction in figures that can both be right goes down to CHECK, with the reason. Without a model
(`checker compare --checks-only`, or no key) they stand alone, and the report says so on its first line.

English is read fully; Spanish, German and French for figures, dates and quotation marks; of any other language only
what needs no grammar: digits with units, and quotations.

`checker explain CODE` prints what stands here about one of them.
"""


def explain(check: Check) -> str:
    """Return the explanation of a check as plain lines for a terminal."""
    made = explanation_of(check)
    says = textwrap.fill(f"  → {made.hit.says}", _WIDTH, subsequent_indent="    ")
    blocks = [
        textwrap.fill(f"{made.code} · {made.title}", _WIDTH, subsequent_indent="     "),
        _paragraphs("Says: ", made.tells),
        _paragraphs("Why it matters: ", made.matters),
        "\n".join(["Hit:", *_example_lines(made.hit), says]),
        "\n".join(["Near miss, about which it says nothing:", *_example_lines(made.near_miss)]),
        textwrap.fill(f"  because: {made.near_miss.because}", _WIDTH, subsequent_indent="  "),
    ]
    return "\n\n".join(blocks[:-1]) + "\n" + blocks[-1] + "\n"


def checks_page(checks: Sequence[Check]) -> str:
    """Return docs/checks.md: an overview, a table, and a section for each check."""
    rows = ["| code | check | looks at |", "|---|---|---|"]
    rows += [f"| [{one.code}](#{_anchor(one)}) | {one.name} | {_looks_at(one)} |" for one in checks]
    return "\n".join([_OVERVIEW, *rows, "", *(_section(one) for one in checks)])


def _section(check: Check) -> str:
    made = explanation_of(check)
    hit, miss = ("\n".join(f"> {line}  " for line in _quoted(one)) for one in (made.hit, made.near_miss))
    return (
        f"## {_heading(check)}\n\n{made.title}\n\n{_led('Says', made.tells)}\n\n"
        f"{_led('Why it matters', made.matters)}\n\n"
        f"**Hit.**\n\n{hit}\n\nsays: *{made.hit.says}*\n\n"
        f"**Near miss.**\n\n{miss}\n\nsilent, because {_lower_first(made.near_miss.because or '')}\n"
    )


def _heading(check: Check) -> str:
    return f"{check.code} {check.name}"


def _anchor(check: Check) -> str:
    """Return the anchor that Markdown renderers make of a section's heading."""
    return _heading(check).lower().replace(" ", "-")


def _looks_at(check: Check) -> str:
    if isinstance(check, Inside):
        return "one article by itself"
    return "the articles against one another"


def _paragraphs(lead: str, text: str, width: int = _WIDTH) -> str:
    paragraphs = (lead + text).split("\n\n")
    return "\n\n".join(textwrap.fill(" ".join(paragraph.split()), width) for paragraph in paragraphs)


def _led(lead: str, text: str) -> str:
    """Return paragraphs of a page, the first behind what it is about and with a capital."""
    return _paragraphs(f"**{lead}.** ", text[:1].upper() + text[1:], width=_PAGE_WIDTH)


def _example_lines(example: Example) -> list[str]:
    return [
        line
        for quoted in _quoted(example)
        for line in textwrap.wrap(quoted, _WIDTH, initial_indent="  ", subsequent_indent="     ")
    ]


def _quoted(example: Example) -> list[str]:
    """Return each article of an example in a line or more: its name, what is known of it, its text."""
    desk = [f"desk list: {line}" for line in (example.desk or "").splitlines()]
    return desk + [f"{article.name}: {line}" for article in example.articles for line in _article_lines(article)]


def _article_lines(article: ExampleArticle) -> list[str]:
    known = [f"{key} {value}" for key in ("outlet", "published") if (value := getattr(article, key))]
    known += [f"language {article.language}"] if article.language != "en" else []
    parts = [f"[{role}] {text}" for role in ("title", "deck", "caption") if (text := getattr(article, role))]
    body = [" ".join(paragraph.split()) for paragraph in article.text.split("\n") if paragraph.strip()]
    lines = [*parts[:2], *body, *parts[2:]]
    return [f"({', '.join(known)}) {lines[0]}", *lines[1:]] if known else lines


def _lower_first(text: str) -> str:
    """Return a reason so that it can follow "because": a name or a figure keeps its first letter."""
    first, _, rest = text.partition(" ")
    common = first.lower() in {"the", "a", "an", "both", "it", "they", "one", "two", "nothing", "each", "neither"}
    return f"{first.lower()} {rest}" if common and rest else text
