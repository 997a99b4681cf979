"""What to do about a finding as who decides on a draft reads it: an imperative about the draft.

Words are quoted from passages alone, as they stand there; an answer in a model's words is never told to be written.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import partial

from checker.schema import Article, Fact, Pair, Passage, Shade
from checker.steps.named_apart import last_line, last_versions, named_apart, names_listed

WITHOUT_DENIAL = "the draft, without the denial"
"""The answer of the draft where it keeps an accusation and drops the denial that its source carries."""

_LONGEST_QUOTED = 60
"""Characters; longer words are left to the passage beside the line."""


def draft_action_for(
    fact: Fact, pair: Pair, caps: Sequence[str], draft: Article, articles: Mapping[str, Article]
) -> str | None:
    """Return the one line that tells what to do with the draft; None where the draft is on neither side of the pair.

    `caps` is what held the level down. Which side is right stays the editor's decision.
    """
    on_first, on_second = (draft.id in fact.positions[number - 1].articles for number in (pair.first, pair.second))
    if not on_first and not on_second:
        return None
    mine, theirs = (pair.first, pair.second) if on_first else (pair.second, pair.first)
    position = partial(_Sources, fact, draft=draft, articles=articles)
    if on_first and on_second:
        return _of_two_minds(max(position(mine), position(theirs), key=lambda one: one.count))
    if fact.positions[mine - 1].answer == WITHOUT_DENIAL:
        others = position(theirs)
        return f"Add the denial that {others.names} {others.verb('carries', 'carry')}."
    if pair.verdict == "unclear":
        return "Two readings of this clash: read the passages and decide."
    said, otherwise = (fact.positions[number - 1].articles for number in (mine, theirs))
    apart = named_apart([name for name in said if name != draft.id], otherwise, articles)
    if pair.verdict == "superseded":
        return _overtaken(fact, pair, position, apart.both, newer_elsewhere=on_first)
    beside, against = (position(number, but={*apart.both, *apart.replaced}) for number in (mine, theirs))
    if not against.names and apart.replaced:
        return f"Keep it: {last_line(apart.replaced, articles)}."
    if pair.verdict == "contradict" or not against.names:
        return _contradiction(beside, against, apart.both, caps, shown=fact.shown_right == theirs)
    return _different(fact, pair, against, harder=on_first)


class _Sources:
    """The sources that take a position: their names, three at most, and the words in which one of them gives it.

    `names` is "" where only the draft takes it; `words` is "" where no passage in the draft's language is narrowed to a
    few words, or holds the answer word by word, that the draft has not got itself.
    """

    def __init__(
        self, fact: Fact, number: int, *, draft: Article, articles: Mapping[str, Article], but: Collection[str] = ()
    ) -> None:
        """Take the sources of position `number`, without those in `but`."""
        position = fact.positions[number - 1]
        names = last_versions([one for one in position.articles if one != draft.id and one not in but], articles)
        self.count = len(names)
        self.several = self.count > 1
        self.names = names_listed(names)
        given = [p for p in position.passages if p.article in names and _alike(articles[p.article], draft)]
        found = [*map(_few, given), *(_as_it_stands(position.answer, p, articles[p.article]) for p in given)]
        words = next((few for few in found if few and not _has(draft, few, fact)), "")
        self.words = f"“{words}”" if words else ""

    def verb(self, one: str, many: str) -> str:
        """Return the form of a verb that goes with the names."""
        return many if self.several else one

    @property
    def has_it(self) -> str:
        """Return "02-wire has it"."""
        return f"{self.names} {self.verb('has', 'have')} it"

    @property
    def does(self) -> str:
        """Return "02-wire does"."""
        return f"{self.names} {self.verb('does', 'do')}"


def _alike(source: Article, draft: Article) -> bool:
    """Say whether two articles may be in one language: words of another are not to be written into a draft."""
    languages = {article.language.partition("-")[0].lower() for article in (source, draft) if article.language}
    return len(languages) < 2


def _as_it_stands(answer: str, passage: Passage, source: Article) -> str:
    """Return an answer as the passage itself has it, word by word; "" where these words do not stand there."""
    text = source.text[source.sentence(passage.sentences[0]).start : source.sentence(passage.sentences[-1]).end]
    words = answer.split()
    if not words or len(answer) > _LONGEST_QUOTED:
        return ""
    whole = r"\s+".join(map(re.escape, words))
    found = re.search(rf"(?<![\w.,]){whole}(?![.,]?\w)", text, re.IGNORECASE)
    return " ".join(found.group().split()) if found else ""


def _has(draft: Article, words: str, fact: Fact) -> bool:
    """Say whether the draft has these words itself where it takes part in a fact, so that writing them changes nothing.

    Where the point lies in a few of its words, only those count ("acting mayor" is not "mayor"); not so where it is who
    said or did a thing, which one may well tell in the same words.
    """
    passages = [p for position in fact.positions for p in position.passages if p.article == draft.id]
    whole = fact.aspect in ("quote", "attribution", "person", "event")
    return any(
        _folded(words)
        in _folded(draft.text[draft.sentence(p.sentences[0]).start : draft.sentence(p.sentences[-1]).end])
        if whole or p.words is None
        else _folded(words) == _folded(p.words)
        for p in passages
    )


def _folded(text: str) -> str:
    """Return text in which case, spaces and quotation marks make no difference."""
    return re.sub(r"[\s“”„«»\"‘’']+", " ", text).strip().casefold()


def _few(passage: Passage) -> str:
    words = " ".join((passage.words or "").split()).strip('“”"„«» ')
    return words if len(words) <= _LONGEST_QUOTED else ""


def _of_two_minds(others: _Sources) -> str:
    """Return what to do where the draft itself says it in two ways."""
    if others.names and others.words:
        return f"Say it in one way: {others.names} {others.verb('has', 'have')} {others.words}."
    return f"Say it in one way; compare {others.names}." if others.names else "Say it in one way: the draft has two."


def _contradiction(
    beside: _Sources, against: _Sources, both: Sequence[str], caps: Sequence[str], *, shown: bool
) -> str:
    """Return what to do where a source stands against the draft.

    `beside` and `against` are the sources on one side alone; `both` tell it in the one way and in the other; `shown`
    says that the sources themselves show those against the draft to be right.
    """
    if beside.names and against.names and not shown:
        return f"Find out which holds, {beside.names} or {against.names}, or give both with their sources."
    if both and not (shown and against.names):
        verb = "tell" if len(both) > 1 else "tells"
        return f"Find out which holds: {names_listed(both)} {verb} it both ways."
    write = f"Write {against.words}, as {against.has_it}" if against.words else f"Follow {against.names}"
    if caps:
        return f"Find out whether it holds ({caps[0]}); if so, {write[0].lower()}{write[1:]}."
    if shown and (beside.names or both):
        return f"{write}: the sources themselves show that to be right."
    return f"{write}, or name the source of what stands here."


def _overtaken(
    fact: Fact, pair: Pair, position: Callable[..., _Sources], both: Collection[str], *, newer_elsewhere: bool
) -> str:
    """Return what to do where a state of things has overtaken another; `both` tell the older and the newer one."""
    older, newer = position(pair.first), position(pair.second)
    if newer_elsewhere:
        last = position(fact.current or pair.second)
        newer = last if last.names else newer
        return f"Take the newer state of {newer.names}{f': {newer.words}' if newer.words else ''}."
    if both:
        older, newer = position(pair.first, but=both), position(pair.second, but=both)
        if not (older.names and newer.names):
            return f"Keep it: {names_listed(tuple(both))} {'have' if len(both) > 1 else 'has'} the older state as well."
    if newer.names:
        return f"Keep it: {newer.names} {newer.verb('has', 'have')} overtaken {older.names}."
    return f"Name the source of the newer state: {older.names} {older.verb('has', 'have')} the older one."


def _different(fact: Fact, pair: Pair, others: _Sources, *, harder: bool) -> str:
    """Return what to do about a difference; `harder` says that the draft is the surer or more exact one."""
    words = others.words
    lines: dict[Shade, str] = {
        "account": f"Tell it as {others.does}, or give both accounts with their sources.",
        "translation": f"Compare with the original words behind {others.names} if they matter.",
        "nuance": f"Leave it, or take the wording of {others.names}.",
        "wording": "Read both and decide.",
    }
    if fact.aspect == "quote":
        lines["account"] = f"Quote {words}, as {others.does}." if words else f"Quote it as {others.does}."
    if harder:
        soften = f"Soften it to {words}, as {others.has_it}" if words else f"Take the softer wording of {others.names}"
        lines["strength"] = f"{soften}, or source the harder one."
        if fact.aspect == "attribution" and not words:
            lines["strength"] = f"Say that it comes from {others.names}, or source it elsewhere."
        lines["detail"] = f"Name the source of the more exact one, or write it as {others.does}."
    else:
        lines["strength"] = f"Leave it, or take the harder wording of {others.names}{f': {words}' if words else ''}."
        lines["detail"] = f"Leave it, or take the more exact {words or 'one'} of {others.names}."
    lines["rounding"] = lines["detail"]
    return lines[pair.shade or "wording"]
