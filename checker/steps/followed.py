"""Whether an earlier report is of this very draft, though its file was renamed: by its sentences, not by its name."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from checker.schema import Article, Report
from checker.steps.moved import Moved

_ARTICLE = frozenset({"article", "upon", "replaced_by"})
"""Fields of a report that hold the id of an article."""
_ARTICLES = frozenset({"articles", "not_compared", "supported_by"})
"""Fields that hold several."""
_TOLD = frozenset({"explanation", "reason"})
"""Fields that name articles in brackets. What was written by others may hold such brackets as well, and stays."""


def followed(earlier: Report, draft: Article, articles: Mapping[str, Article]) -> Report | None:
    """Return an earlier report with its draft under the present id; None where it is of another draft.

    It is of this one where a sentence of it stands word for word, and neither id means another article then or now.
    """
    was = _draft_of(earlier)
    if was is None:
        return None
    if was.id == draft.id:
        return earlier
    taken = was.id in articles or draft.id in {article.id for article in earlier.articles}
    if taken or not _sentences(was) & _sentences(draft):
        return None
    renamed = _renamed(earlier.model_dump(mode="json"), was.id, draft.id)
    for article in renamed["articles"]:
        article["id"] = draft.id if article["id"] == was.id else article["id"]
    return Report.model_validate_json(json.dumps(renamed))


def nothing_stands(earlier: Report, draft: Article) -> str:
    """Say why nothing of a draft can be kept of an earlier report on a draft of its name; "" where something can."""
    was = _draft_of(earlier)
    if was is None:
        return "does not hold the draft"
    moved = Moved(was, draft)
    if not moved.known_alike:
        return "has another date, outlet, language or status of the draft"
    return "" if moved.numbers else "has no sentence of the draft as it stands now"


def _draft_of(report: Report) -> Article | None:
    name = None if report.draft is None else report.draft.article
    return next((article for article in report.articles if article.id == name), None)


def _sentences(article: Article) -> set[str]:
    return {article.sentence_text(one.number) for one in article.sentences if one.role != "furniture"}


def _renamed(value: Any, old: str, new: str, field: str = "") -> Any:
    """Return what stands in a field of a report, the id of an article replaced wherever it is one."""
    if isinstance(value, dict):
        return {name: _renamed(inside, old, new, name) for name, inside in value.items()}
    if isinstance(value, list):
        return [_renamed(inside, old, new, _one_of(field)) for inside in value]
    if not isinstance(value, str):
        return value
    if field in _ARTICLE:
        return new if value == old else value
    if field == "item" and (value == f"article {old}" or value.startswith(f"article {old}, ")):
        return f"article {new}{value.removeprefix(f'article {old}')}"
    return value.replace(f"[{old}]", f"[{new}]") if field in _TOLD else value


def _one_of(field: str) -> str:
    return "article" if field in _ARTICLES else field
