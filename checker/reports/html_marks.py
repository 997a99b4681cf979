"""Text from outside as HTML: harmless, escaped, with some stretches marked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from markupsafe import Markup

from checker.reports.harmless import harmless
from checker.reports.marks import Mark, on_one_line
from checker.reports.wording import LEVELS
from checker.schema import Level


class Stretch(NamedTuple):
    """A stretch of an article that a finding cites: `near` where the point lies somewhere in it, else exactly in it."""

    start: int
    end: int
    level: Level
    near: bool


def shown_text(text: str) -> Markup:
    """Return text as HTML that shows it."""
    return Markup.escape(harmless(text))


def marked_text(text: str, marks: Iterable[Mark]) -> Markup:
    """Return text as HTML with these stretches in `<mark>`, and a dot where a paragraph ends."""
    parts: list[Markup] = []
    at = 0
    for start, end in marks:
        parts += [
            shown_text(on_one_line(text[at:start])),
            Markup("<mark>{}</mark>").format(shown_text(text[start:end])),
        ]
        at = end
    return Markup().join([*parts, shown_text(on_one_line(text[at:]))])


def highlighted(text: str, start: int, end: int, stretches: Sequence[Stretch]) -> Markup:
    """Return `text[start:end]` as HTML, each character in the gravest stretch that holds it; exact ones come first."""
    inside = [one for one in stretches if one.start < end and start < one.end]
    cuts = sorted({start, end, *(max(one.start, start) for one in inside), *(min(one.end, end) for one in inside)})
    parts: list[Markup] = []
    for first, last in pairwise(cuts):
        over = [one for one in inside if one.start <= first and last <= one.end]
        shown = shown_text(text[first:last])
        if over:
            top = min(over, key=lambda one: (one.near, LEVELS.index(one.level)))
            form = '<span class="near">{}</span>' if top.near else f'<mark class="{top.level}">{{}}</mark>'
            shown = Markup(form).format(shown)  # noqa: S704 - both forms are written here
        parts.append(shown)
    return Markup().join(parts)
