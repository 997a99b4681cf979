"""extract: one article → typed claims, one request for each stretch of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time
from functools import partial

from checker.errors import AskError, ReplyCut
from checker.model.asking import Asker, DoesNotHold, first_three
from checker.model.prompts import digest
from checker.model.together import together
from checker.model.tokens import estimate_tokens
from checker.model.wire import Extraction, PrintedDate, PrintedOutlet
from checker.schema import Article, Claim, Failure, Published
from checker.steps.claims import claim_from_wire
from checker.steps.listing import known_lines, one_line, sentence_line, shown_sentences
from checker.text.dates import dates_written
from checker.text.locate import find_words

STRETCH_TOKENS = 1500
"""An article above this size (about 1,100 words) goes in stretches of at most this size. The reply is about twice as
long as the text, and the time of a run is the length of its longest replies."""

LEAD_SENTENCES = 2


@dataclass(frozen=True)
class Extracted:
    """What extract yields for one article: the article (its date or outlet may now be inferred), claims, failures."""

    article: Article
    claims: tuple[Claim, ...]
    failures: tuple[Failure, ...] = ()


async def extract(articles: tuple[Article, ...], asker: Asker) -> tuple[Extracted, ...]:
    """Extract the claims of all articles at once. What gets no usable reply is a failure, not an empty list."""
    return tuple(await together(*(_extract_article(article, asker) for article in articles)))


async def _extract_article(article: Article, asker: Asker) -> Extracted:
    stretches = _stretches(article)
    replies = await together(*(_extract_stretch(article, stretch, asker) for stretch in stretches))
    claims: list[Claim] = []
    failures: list[Failure] = []
    for reply in replies:
        for part in reply:
            if isinstance(part, Failure):
                failures.append(part)
            else:
                article = _with_printed(article, part)
                claims += part.claims
    numbered = tuple(claim.model_copy(update={"id": f"{article.id}#{n}"}) for n, claim in enumerate(claims, 1))
    return Extracted(article, numbered, tuple(failures))


@dataclass(frozen=True)
class _Part:
    """The accepted reply for one stretch."""

    claims: tuple[Claim, ...]
    date: PrintedDate | None
    outlet: PrintedOutlet | None


def _stretches(article: Article) -> tuple[tuple[int, ...], ...]:
    """Cut an article's sentences into stretches of about equal size, none above STRETCH_TOKENS by much."""
    numbers = shown_sentences(article)
    sizes = [estimate_tokens(article.sentence_text(number)) for number in numbers]
    count = max(1, -(-sum(sizes) // STRETCH_TOKENS))
    share = sum(sizes) / count
    stretches: list[list[int]] = [[]]
    done = 0
    for number, size in zip(numbers, sizes, strict=True):
        if stretches[-1] and done + size / 2 > share * len(stretches):
            stretches.append([])
        stretches[-1].append(number)
        done += size
    return tuple(tuple(stretch) for stretch in stretches if stretch)


async def _extract_stretch(article: Article, numbers: tuple[int, ...], asker: Asker) -> tuple[_Part | Failure, ...]:
    """Ask for one stretch; a reply that was cut for length is asked for again in two halves."""
    item = f"article {article.id}"
    if numbers != shown_sentences(article):
        item += f", sentences {numbers[0]} to {numbers[-1]}"
    try:
        part = await asker.ask(
            "extract",
            Extraction,
            item=item,
            values=_values(article, numbers),
            accept=partial(_accept, article, numbers),
        )
    except ReplyCut as problem:
        if len(numbers) == 1:
            return (Failure(step="extract", item=item, reason=str(problem).removeprefix(f"{item}: ")),)
        middle = len(numbers) // 2
        halves = await together(
            _extract_stretch(article, numbers[:middle], asker), _extract_stretch(article, numbers[middle:], asker)
        )
        return halves[0] + halves[1]
    except AskError as problem:
        return (Failure(step="extract", item=item, reason=str(problem).removeprefix(f"{item}: ")),)
    return (part,)


def _values(article: Article, numbers: tuple[int, ...]) -> dict[str, str]:
    lines = [f"~ {line}" for line in _beginning(article, numbers)]
    lines += [sentence_line(article, number, str(number)) for number in numbers]
    sentences = "\n".join(lines)
    return {"known": known_lines(article), "mark": digest(sentences), "sentences": sentences}


def _beginning(article: Article, numbers: tuple[int, ...]) -> list[str]:
    """Return title, date line and lead, for a stretch that does not begin where the article does."""
    before = [number for number in shown_sentences(article) if number < numbers[0]]
    title = [number for number in before if article.sentence(number).role == "title"][:1]
    dateline = [number for number in before if article.sentence(number).role == "dateline"][:1]
    lead = [number for number in before if article.sentence(number).role == "body"][:LEAD_SENTENCES]
    return [one_line(article.sentence_text(number)) for number in title + dateline + lead]


def _accept(article: Article, numbers: tuple[int, ...], reply: Extraction) -> _Part:
    """Turn a reply into claims. Raises DoesNotHold with the first three problems."""
    claims: list[Claim] = []
    problems: list[str] = []
    for index, wire in enumerate(reply.claims, 1):
        try:
            claims.append(claim_from_wire(article, numbers, wire))
        except DoesNotHold as problem:
            problems.append(f"claim {index}: {problem}")
    problems += [
        f"there is no sentence {printed.s} here to state a date or an outlet"
        for printed in (reply.date, reply.outlet)
        if printed is not None and printed.s not in numbers
    ]
    if problems:
        raise DoesNotHold(first_three(problems))
    return _Part(tuple(claims), reply.date, reply.outlet)


def _with_printed(article: Article, part: _Part) -> Article:
    """Return the article with the date and the outlet that a sentence prints, where nothing better was known.

    The sentence must really state that date or hold that name, else the model's word is dropped.
    """
    changes: dict[str, object] = {}
    date = part.date
    if date is not None and article.published.known == "unknown":
        stated = [day for day in dates_written(article.sentence_text(date.s)) if day.isoformat() == date.date]
        if stated:
            changes["published"] = Published(
                earliest=datetime.combine(stated[0], time.min),
                latest=datetime.combine(stated[0], time(23, 59, 59)),
                known="inferred",
                sentence=date.s,
            )
    outlet = part.outlet
    if outlet is not None and article.outlet is None and _is_named(article.sentence_text(outlet.s), outlet.name):
        changes["outlet"] = outlet.name
        changes["outlet_sentence"] = outlet.s
    return article.model_copy(update=changes) if changes else article


def _is_named(text: str, name: str) -> bool:
    """Say whether the name stands in the text; pages run a date and a name together ("2025Clash Report")."""
    return find_words(name, text) is not None or one_line(name) in one_line(text)
