"""What every format yields: an article's text, and what the format knows of the roles of its lines."""

from __future__ import annotations

from typing import NamedTuple

from checker.text.roles import Hint


class Body(NamedTuple):
    """An article's text as it is kept and cited, and hints to the roles of its lines, in order, not overlapping."""

    text: str
    hints: tuple[Hint, ...] = ()


def with_title(body: Body, title: str | None) -> Body:
    """Return the body with a title that only its front matter gives as its first line, so that it can be compared."""
    if title is None or not title.strip():
        return body
    line = " ".join(title.split())
    printed = " ".join(body.text.split()).lstrip("#* ")
    if printed.casefold().startswith(line.casefold()):
        return body
    shift = len(line) + 2
    hints = (Hint(hint.start + shift, hint.end + shift, hint.role) for hint in body.hints)
    return Body(f"{line}\n\n{body.text}", (Hint(0, len(line), "title"), *hints))
