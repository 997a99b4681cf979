"""What style sheets call the parts of a piece: names of styles and of HTML classes → roles."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from checker.schema import Role

_ROLES: tuple[tuple[Role, str], ...] = (
    ("title", "title|headline|main headline|titel|titre|titulo|título|schlagzeile|überschrift"),
    (
        "deck",
        (
            "subtitle|sub title|deck|dek|standfirst|subhead ?line|untertitel|vorspann|sous titre|chapo|subtítulo|"
            "subtitulo|article (?:deck|dek|subtitle|summary|standfirst)"
        ),
    ),
    ("pull_quote", "intense quote|pull ?quote|pull quotation|quote box|blickfang|intensives zitat|citation intense"),
    ("credit", "(?:photo |image |picture |media |caption )?credits?(?: line)?|bildnachweis|crédits?(?: photo)?"),
    (
        "caption",
        (
            "(?:photo |image |picture |media |figure |wp )?caption(?: text)?|figure|illustration|drawing|beschriftung|"
            "abbildung|légende|bildunterschrift"
        ),
    ),
    ("dateline", "by ?line|dateline|date ?line|autorenzeile|author name|article (?:date|byline)|published|timestamp"),
)
_NAMED = tuple((role, re.compile(names)) for role, names in _ROLES)
_HEADING = re.compile(r"(?:heading|überschrift|titre|título|titolo|encabezado) ?\d")
_APART = re.compile(r"[\s_-]+")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")


@lru_cache(maxsize=1000)
def role_of_name(name: str) -> Role | None:
    """Return the role that a style or a class is named after; None for any other name.

    Case, hyphens and underscores do not count: "PullQuote", "pull-quote" and "Pull Quote" are one.
    """
    words = _APART.sub(" ", _CAMEL.sub(" ", name)).strip().casefold()
    for role, pattern in _NAMED:
        if pattern.fullmatch(words):
            return role
    return "heading" if _HEADING.fullmatch(words) else None
