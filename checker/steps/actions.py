"""What to do about a finding, in one imperative line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from checker.schema import Article, Fact, Pair, Shade
from checker.steps.draft_actions import draft_action_for
from checker.steps.named_apart import Apart, last_line, last_versions, named_apart, names_listed


def action_for(
    fact: Fact,
    pair: Pair,
    caps: Sequence[str],
    draft: str | None = None,
    articles: Mapping[str, Article] = MappingProxyType({}),
) -> str:
    """Return the one line that tells the editor what to do about the pair of positions that gave the level.

    `caps` is what held the level down; `draft` the id of the article under check among `articles`, where one is: then
    the line is about it. Which side is right stays the editor's decision.
    """
    about_draft = None if draft is None else draft_action_for(fact, pair, caps, articles[draft], articles)
    if about_draft is not None:
        return about_draft
    first, second = _sides(fact, pair)
    if set(first) == set(second):
        return _in_two_ways(last_versions(first, articles))
    apart = named_apart(first, second, articles)
    one, other = names_listed(apart.first or first), names_listed(apart.second or second)
    if pair.verdict == "superseded":
        return f"Don't carry the line of {one} as current: overtaken by {other}."
    if pair.verdict == "unclear":
        return "Two readings of this clash: read the passages and decide."
    alone = apart.first if not apart.second else apart.second if not apart.first else None
    if alone is not None and not apart.both:
        return f"Go by the last version: {last_line(apart.replaced, articles)}."
    if pair.verdict == "contradict":
        return _contradiction(fact, pair, apart, caps)
    if alone is not None and pair.shade in _NAMING_BOTH:
        return _in_two_ways(apart.both, alone)
    return _DIFFERENCES[pair.shade or "wording"].format(one=one, other=other)


def _sides(fact: Fact, pair: Pair) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the articles of the two positions; of an update those of every state that is past, and of the last."""
    if pair.verdict != "superseded" or fact.current is None:
        return fact.positions[pair.first - 1].articles, fact.positions[pair.second - 1].articles
    past = {other.first for other in fact.pairs if other.verdict == "superseded"}
    names = (name for number in sorted(past) for name in fact.positions[number - 1].articles)
    return tuple(dict.fromkeys(names)), fact.positions[fact.current - 1].articles


def _in_two_ways(names: Sequence[str], beside: Sequence[str] = ()) -> str:
    """Return what to do where articles give both answers; `beside` are those that give one of them alone."""
    says = f"{names_listed(names)} {'say' if len(names) > 1 else 'says'} it in two ways"
    return f"{says}{f', {names_listed(beside)} in one of them' if beside else ''}: decide which one holds."


_DIFFERENCES: dict[Shade, str] = {
    "strength": "Take the softer wording of {other}, or source the harder one of {one}.",
    "account": "Ask which account holds, that of {one} or that of {other}, or give both with their sources.",
    "rounding": "Use the more exact one, of {one}, if you need it.",
    "detail": "Use the more exact one, of {one}, if you need it.",
    "translation": "Compare with the original words if they matter.",
    "nuance": "Leave it, or take the milder wording of {other}.",
    "wording": "Read both and decide.",
}


_NAMING_BOTH = ("strength", "account")
"""Shades whose line names who says the one and who says the other."""


def _contradiction(fact: Fact, pair: Pair, apart: Apart, caps: Sequence[str]) -> str:
    if caps and _both_overtaken(fact, pair):
        return f"Carry neither line as current: both are overtaken by {_names(fact, fact.current or 0)}."
    if caps:
        return f"Find out whether it holds ({caps[0]}); if so, one of them needs a correction."
    few, many = sorted((apart.first, apart.second), key=len)
    first = few or apart.both
    if len(first) == 1 and len(many) > 1:
        return f"Check {first[0]} first: there it stands against {len(many)} others."
    return "Find out which is right before either goes out." if few else _in_two_ways(apart.both, many)


def _both_overtaken(fact: Fact, pair: Pair) -> bool:
    """Say whether a third position has overtaken the two."""
    overtaken = {other.first for other in fact.pairs if other.verdict == "superseded" and other.second == fact.current}
    return {pair.first, pair.second} <= overtaken


def _names(fact: Fact, number: int) -> str:
    """Return the articles of a position as a phrase, at most three by name."""
    return names_listed(fact.positions[number - 1].articles)
