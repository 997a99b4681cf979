"""confirm: every fact that is not plain agreement is judged a second time, blind; then the two judgements are one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from checker.errors import AskError, ReplyCut, ReplyRefused
from checker.model import wire
from checker.model.asking import Asker, DoesNotHold
from checker.model.prompts import digest
from checker.model.together import together
from checker.schema import Article, Fact, Failure, Judgement, Pair, Passage, Position
from checker.steps.judging import check_pairs, gravest, judged, pair_from_wire, second_look
from checker.steps.listing import one_line, outlet_words, published_words, with_article_ids

MOST_FACTS = 40
"""Questions in one request: at about 120 tokens of reply each, what a model writes in one go without tiring."""

FEW_FACTS = 5
"""A lot whose reply never held is asked again in halves, so that one hard question costs only its neighbours; so few
are given up."""

AROUND = 1
"""Sentences shown before and after a passage."""


@dataclass(frozen=True)
class Confirmed:
    """The facts after the second look, and what could not be looked at again."""

    facts: tuple[Fact, ...]
    failures: tuple[Failure, ...] = ()


async def confirm(
    facts: Sequence[Fact], articles: Sequence[Article], asker: Asker, draft: str | None = None
) -> Confirmed:
    """Judge again what does not plainly agree. A fact whose second judgement failed keeps its first, marked so.

    `draft` is the id of the article that is not out yet, where one is: so the judge is told. Wherever it stands among
    the articles, it is listed last, so that the request is the same.
    """
    of_article = {article.id: article for article in sorted(articles, key=lambda article: article.id == draft)}
    doubtful = [fact for fact in facts if fact.verdict != "agree"]
    count = -(-len(doubtful) // MOST_FACTS)
    lots = [doubtful[index::count] for index in range(count)]
    parts = await together(*(_confirm_lot(lot, of_article, asker, draft) for lot in lots))
    again = {fact.id: fact for part in parts for fact in part.facts}
    failures = tuple(failure for part in parts for failure in part.failures)
    return Confirmed(tuple(again.get(fact.id, fact) for fact in facts), failures)


async def _confirm_lot(
    lot: Sequence[Fact], articles: Mapping[str, Article], asker: Asker, draft: str | None
) -> Confirmed:
    """Ask for one lot; where the reply was cut for length, or never held, in halves."""
    item = f"second look at {len(lot)} fact{'s' * (len(lot) > 1)}"
    numbers = {name: number for number, name in enumerate(articles, 1)}
    questions = "\n\n".join(_question(number, fact, articles, numbers) for number, fact in enumerate(lot, 1))
    inside = {name for fact in lot for position in fact.positions for name in position.articles}
    known = "\n".join(
        f"[{numbers[name]}] {_published(article, draft)}; outlet: {outlet_words(article)}"
        for name, article in articles.items()
        if name in inside
    )
    values = {"articles": known, "mark": digest(questions), "questions": questions}
    try:
        judgements = await asker.ask(
            "confirm", wire.Confirmation, item=item, values=values, accept=lambda reply: _accept(lot, articles, reply)
        )
    except (ReplyCut, ReplyRefused) as problem:
        if len(lot) <= (1 if isinstance(problem, ReplyCut) else FEW_FACTS):
            return Confirmed((), _failures(lot, item, problem))
        parts = await together(*(_confirm_lot(lot[index::2], articles, asker, draft) for index in range(2)))
        return Confirmed(parts[0].facts + parts[1].facts, parts[0].failures + parts[1].failures)
    except AskError as problem:
        return Confirmed((), _failures(lot, item, problem))
    return Confirmed(tuple(_with_second(fact, judgement) for fact, judgement in zip(lot, judgements, strict=True)))


def _published(article: Article, draft: str | None) -> str:
    words = published_words(article.published)
    if article.id != draft:
        return f"published: {words}"
    return "a draft, not yet published" + (f"; to go out: {words}" if article.published.known != "unknown" else "")


def _failures(lot: Sequence[Fact], item: str, problem: AskError) -> tuple[Failure, ...]:
    reason = str(problem).removeprefix(f"{item}: ")
    return tuple(Failure(step="confirm", item=fact.question, reason=reason) for fact in lot)


def _question(number: int, fact: Fact, articles: Mapping[str, Article], numbers: Mapping[str, int]) -> str:
    """Return a question with its positions in reverse order, without the first verdict and its reasons."""
    lines = [f"Question {number}: {one_line(fact.question)}"]
    for index, position in enumerate(reversed(fact.positions), 1):
        lines.append(f"position {index}: {one_line(position.answer)}")
        lines += _surroundings(position, articles, numbers)
    return "\n".join(lines)


def _surroundings(position: Position, articles: Mapping[str, Article], numbers: Mapping[str, int]) -> list[str]:
    """Return the sentences of a position and those around them, the cited ones marked, with the words that matter."""
    lines = []
    for name in position.articles:
        article = articles[name]
        passages = [passage for passage in position.passages if passage.article == name]
        cited = {number for passage in passages for number in passage.sentences}
        shown = {n for number in cited for n in range(number - AROUND, number + AROUND + 1)}
        for number in sorted(shown):
            if not 1 <= number <= len(article.sentences) or article.sentence(number).role == "furniture":
                continue
            mark = ">>" if number in cited else "  "
            lines.append(
                f"  [{numbers[name]}] {mark} {one_line(article.sentence_text(number))}{_words(passages, number)}"
            )
    return lines


def _words(passages: Sequence[Passage], number: int) -> str:
    words = [one_line(p.words) for p in passages if p.words and p.sentences[0] == number]
    return f"  (the words: {'; '.join(dict.fromkeys(words))})" if words else ""


def _accept(lot: Sequence[Fact], articles: Mapping[str, Article], reply: wire.Confirmation) -> tuple[Judgement, ...]:
    """Return a judgement for each fact of the lot, positions numbered as in the fact. Raises DoesNotHold."""
    by_number = {entry.n: entry for entry in reply.facts}
    if sorted(entry.n for entry in reply.facts) != list(range(1, len(lot) + 1)):
        raise DoesNotHold(f"it must judge each of the questions 1 to {len(lot)} once")
    judgements = []
    for number, fact in enumerate(lot, 1):
        entry = by_number[number]
        shown = tuple(pair_from_wire(pair) for pair in entry.pairs)
        try:
            check_pairs(shown, tuple(reversed(fact.positions)), articles)
        except DoesNotHold as problem:
            raise DoesNotHold(f"question {number}: {problem}") from None
        judged_pairs = {(min(pair.first, pair.second), max(pair.first, pair.second)) for pair in shown}
        for both in combinations(range(1, len(fact.positions) + 1), 2):
            if both not in judged_pairs:
                raise DoesNotHold(f"question {number}: the pair {both[0]} and {both[1]} is not judged")
        pairs = tuple(_turned(pair, len(fact.positions)) for pair in shown if pair.verdict != "agree")
        explanation = with_article_ids(entry.why, tuple(articles))
        judgements.append(Judgement(step="confirm", verdict=gravest(pairs), pairs=pairs, explanation=explanation))
    return tuple(judgements)


def _turned(pair: Pair, positions: int) -> Pair:
    """Undo the reverse order in which the positions were shown."""
    last = positions + 1
    return pair.model_copy(update={"first": last - pair.first, "second": last - pair.second})


def _with_second(fact: Fact, second: Judgement) -> Fact:
    """Return the fact after its second judgement; where that one stands, its explanation does too."""
    pairs, outcome = second_look(fact.judgements[0].pairs, second.pairs)
    explanation = second.explanation if outcome == "changed" else fact.explanation
    fact = fact.model_copy(update={"judgements": (*fact.judgements, second), "explanation": explanation})
    return judged(fact, pairs, outcome)
