"""Which sentences give what another of the articles' outlets reported: no second source for it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from checker.checks.quoted import sentence_numbers
from checker.checks.views import ArticleView
from checker.schema import Leaning
from checker.text.credits import told_by


def _outlets(articles: Sequence[ArticleView]) -> dict[str, str]:
    """Return the first article of each outlet, by the outlet's name as others write it."""
    found: dict[str, str] = {}
    for article in articles:
        outlet = article.article.outlet
        if outlet and "(" not in outlet:  # "Ostrell Ferries (press release)" is no medium
            name = re.sub(r"^The\s+", "", outlet)
            found.setdefault(name, article.id)
    return found


def leanings(articles: Sequence[ArticleView]) -> Iterator[Leaning]:
    """Yield the sentences that give what another of these articles' outlets reported."""
    outlets = _outlets(articles)
    if len(outlets) < 2:
        return
    named = re.compile("|".join(rf"\b{re.escape(name)}\b" for name in outlets))
    for article in articles:
        own = re.sub(r"^The\s+", "", article.article.outlet or "")
        if not any(name in article.article.text for name in outlets if name != own):
            continue
        others = [found for found in named.finditer(article.article.text) if found.group() != own]
        present: dict[int, dict[str, str]] = {}
        for found in others:
            for number in sentence_numbers(article, found.start(), found.end()):
                present.setdefault(number, {})[found.group()] = outlets[found.group()]
        for number, names in present.items():
            sentence = article.sentence(number)
            upon = told_by(sentence.text, names) if sentence else None
            if sentence and upon is not None and upon != article.id:
                yield Leaning(passage=sentence.passage(), upon=upon)
