"""What to do about a finding, in one imperative line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from checker.schema import Article, Fact, Pair, Shade
from checker.steps.draft_actions import draft_action_for, names_listed


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
    sides = [set(fact.positions[number - 1].articles) for number in (pair.first, pair.second)]
    one, other = (_names(fact, number) for number in (pair.first, pair.second))
    if sides[0] == sides[1]:
        return f"{one} {'say' if len(sides[0]) > 1 else 'says'} it in two ways: decide which one holds."
    if pair.verdict == "contradict" and caps and _both_overtaken(fact, pair):
        return f"Carry neither line as current: both are overtaken by {_names(fact, fact.current or 0)}."
    if pair.verdict == "contradict":
        return _contradiction(fact, pair, caps)
    if pair.verdict == "superseded":
        return f"Don't carry the line of {one} as current: overtaken by {other}."
    if pair.verdict == "unclear":
        return "Two readings of this clash: read the passages and decide."
    return _DIFFERENCES[pair.shade or "wording"].format(one=one, other=other)


_DIFFERENCES: dict[Shade, str] = {
    "strength": "Take the softer wording of {other}, or source the harder one of {one}.",
    "account": "Ask which account holds, that of {one} or that of {other}, or give both with their sources.",
    "rounding": "Use the more exact one, of {one}, if you need it.",
    "detail": "Use the more exact one, of {one}, if you need it.",
    "translation": "Compare with the original words if they matter.",
    "nuance": "Leave it, or take the milder wording of {other}.",
    "wording": "Read both and decide.",
}


def _contradiction(fact: Fact, pair: Pair, caps: Sequence[str]) -> str:
    if caps:
        return f"Find out whether it holds ({caps[0]}); if so, one of them needs a correction."
    few, many = sorted((set(fact.positions[number - 1].articles) for number in (pair.first, pair.second)), key=len)
    others = many - few
    if len(few) == 1 and len(others) > 1:
        return f"Check {min(few)} first: there it stands against {len(others)} others."
    return "Find out which is right before either goes out."


def _both_overtaken(fact: Fact, pair: Pair) -> bool:
    """Say whether a third position has overtaken the two."""
    overtaken = {other.first for other in fact.pairs if other.verdict == "superseded" and other.second == fact.current}
    return {pair.first, pair.second} <= overtaken


def _names(fact: Fact, number: int) -> str:
    """Return the articles of a position as a phrase, at most three by name."""
    return names_listed(fact.positions[number - 1].articles)
