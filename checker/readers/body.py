"""What every format yields: an article's text, and what the format knows of the roles of its lines."""

from __future__ import annotations

import re
from typing import NamedTuple

from checker.text.roles import Hint

_MARKS = re.compile(r"[#*\s]+")


class Body(NamedTuple):
    """An article's text as it is kept and cited, and hints to the roles of its lines, in order, not overlapping."""

    text: str
    hints: tuple[Hint, ...] = ()


def with_title(body: Body, title: str | None) -> Body:
    """Return the body with a title that only its front matter gives as its first line, so that it can be compared."""
    if title is None or not title.strip():
        return body
    words = title.split()
    line = " ".join(words)
    # As many words as the title has are looked at, not the whole text.
    marks = _MARKS.match(body.text)
    printed = body.text[marks.end() if marks else 0 :].split(maxsplit=len(words))[: len(words)]
    if " ".join(printed).casefold().startswith(line.casefold()):
        return body
    shift = len(line) + 2
    hints = (Hint(hint.start + shift, hint.end + shift, hint.role) for hint in body.hints)
    return Body(f"{line}\n\n{body.text}", (Hint(0, len(line), "title"), *hints))
