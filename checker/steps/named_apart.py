"""Who is named for which of two positions: nobody for both, and of several versions of a piece the last."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from checker.schema import Article

_MOST_NAMED = 3


class Apart(NamedTuple):
    """The articles that alone give the first answer, those that alone give the second, and those that give `both`.

    `replaced` are earlier versions of a piece whose last version gives the other answer: the piece gives that one now.
    """

    first: tuple[str, ...]
    second: tuple[str, ...]
    both: tuple[str, ...]
    replaced: tuple[str, ...]


def named_apart(first: Sequence[str], second: Sequence[str], articles: Mapping[str, Article]) -> Apart:
    """Tell apart who gives which of two answers."""
    both = last_versions([name for name in first if name in second], articles)
    sides = [name for name in first if name not in second], [name for name in second if name not in first]
    replaced = [
        name
        for mine, theirs in (sides, sides[::-1])
        for name in mine
        if _later(name, articles) in theirs or _later(name, articles) in both
    ]
    one, other = (last_versions([name for name in side if name not in replaced], articles) for side in sides)
    return Apart(one, other, both, tuple(replaced))


def last_versions(names: Sequence[str], articles: Mapping[str, Article]) -> tuple[str, ...]:
    """Return the names without those of earlier versions of a piece that is among them."""
    return tuple(name for name in names if _later(name, articles) not in names)


def names_listed(names: Sequence[str]) -> str:
    """Return names as a phrase, three of them at most; "" for none."""
    more = len(names) - _MOST_NAMED
    *start, last = [*names[:_MOST_NAMED], *([f"{more} more"] if more > 0 else [])] or [""]
    return f"{', '.join(start)} and {last}" if start else last


def last_line(replaced: Collection[str], articles: Mapping[str, Article]) -> str:
    """Return that earlier versions of a piece say otherwise than its last one, as a reason: "v1 is an earlier …"."""
    newer = tuple(dict.fromkeys(later for name in replaced if (later := _later(name, articles))))
    several = len(replaced) > 1
    are = "are earlier versions" if several else "is an earlier version"
    return f"{names_listed(tuple(replaced))} {are} of {names_listed(newer)}"


def _later(name: str, articles: Mapping[str, Article]) -> str | None:
    return articles[name].replaced_by if name in articles else None
