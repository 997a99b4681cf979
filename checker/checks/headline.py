"""H1 · A headline, deck, caption or lead that the text below does not bear out.

Proves: that a quotation, a name, a title, a figure or a date in the headline, the deck, a heading or a caption stands
otherwise in the text of the same article, by the rules of the checks of these; a figure or a date in its first
sentence likewise. What the text gives both ways is no clash: a live page counts three dead, then four. A pull quote
that stands nowhere in the text is a note.

Why it matters: most readers see the headline alone, it is written last, and by somebody else.

Hit:
    A:
      title: Dorrich asks for a recount
      text: The leader of New Path, Levin Dorrach, asked for a recount in three districts on Monday.
    says: “Dorrich” in the headline, “Levin Dorrach” in the text.

Near miss:
    A:
      title: Dorrach asks for a recount
      text: The leader of New Path, Levin Dorrach, asked for a recount in three districts on Monday.
    because: headline and text spell the name alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from checker.checks.check import Comparing, Inside
from checker.checks.names import misspelt
from checker.checks.quoted import Said, names_of, passage_between, said_in, shown
from checker.checks.roles import offices_of, tells_of_a_change, title_of
from checker.checks.views import ArticleView, SentenceView
from checker.schema import Aspect, Passage, Signal, SignalKind
from checker.text.names import Name, bare_name, one_letter_apart
from checker.text.requoting import content_words, requoted
from checker.text.spelling import same_spelling, short_form
from checker.text.spoken import GAP, spoken_words

_CODE = "H1"
_PARTS = {"title": "headline", "deck": "deck", "heading": "heading", "caption": "caption"}
_CAPITALISED = re.compile(r"[^\W\d_a-zà-öø-ÿ][^\W\d_]{4,}")
_LONG = 4
_LONG_WORD = re.compile(rf"[^\W\d_]{{{_LONG},}}")
_FIGURE = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+")
_STEM = 5
_MOST_HEADS = 40
_MOST_BODY = 600
_MOST_COMPARED = 30
_NUMBER_WORDS = frozenset(
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion half "
    "dozen".split()
)


def headline_check(comparing: Sequence[Comparing]) -> Inside:
    """Return the check, which holds headline and text against one another by these checks of two sentences as well."""

    def run(article: ArticleView) -> Iterator[Signal]:
        heads = [sentence for sentence in article if sentence.role in _PARTS][:_MOST_HEADS]
        body = [sentence for sentence in article if sentence.role == "body"][:_MOST_BODY]
        yield from _by(comparing, body[:1], body[1:])
        if heads and body:
            quoted = list(_quotations(article, heads))
            yield from quoted
            yield from _names(article, heads, body)
            yield from _roles(article, heads)
            spans = [signal.passages[0].span for signal in quoted]
            for signal in _by(comparing, heads, body):
                words = signal.passages[0].span
                if not any(span.start <= words.start and words.end <= span.end for span in spans):
                    yield signal

    return Inside(_CODE, "headline", __name__, run)


def _made(kind: SignalKind, aspect: Aspect, message: str, passages: Iterable[Passage]) -> Signal:
    return Signal(code=_CODE, kind=kind, aspect=aspect, message=message, passages=tuple(passages))


def _part(sentence: SentenceView) -> str:
    return _PARTS.get(sentence.role, "lead")


def _quotations(article: ArticleView, heads: Sequence[SentenceView]) -> Iterator[Signal]:
    """Hold each quotation of the heads against those of the text."""
    numbers = {head.number: head for head in heads}
    said = article.parsed(said_in)
    above = [one for one in said if one.sentences[0] in numbers and len(one.key) > 2][:_MOST_COMPARED]
    below = [one for one in said if one.sentences[0] not in numbers]
    spoken: list[str] | None = None
    for one in above:
        part = _part(numbers[one.sentences[0]])
        if content_words(one.key) < 2:
            continue
        if any(one.key == _slice(other.key, one.key) for other in below) and not _reversed(one, below):
            continue
        found = _worst(one, below)
        if found is not None:
            kind, message, other = found
            yield _made(kind, "quote", f"{message} ({part} against text).", [one.passage, other.passage])
        elif _is_pull_quote(one, numbers[one.sentences[0]]):
            if spoken is None:
                spoken = [word.key for word in spoken_words(article.article.text, _begin_of_body(article, heads))]
            if _stands(one.key, spoken):
                continue
            message = f"{shown(one.speech.text)} is quoted in the {part}, and stands nowhere in the text."
            yield _made("note", "quote", message, [one.passage])


def _reversed(one: Said, below: Iterable[Said]) -> bool:
    """Tell whether every quotation below that holds the words turns them by a "not" or a condition."""
    found = [requoted(one.speech, other.speech).how for other in below if _slice(other.key, one.key)]
    return bool(found) and all(how in {"reversed", "unlimited", "unconditional"} for how in found)


def _worst(one: Said, below: Sequence[Said]) -> tuple[SignalKind, str, Said] | None:
    """Return the first quotation below that the one above gives otherwise, with what is to be said of it."""
    for other in below[: _MOST_COMPARED * 4]:
        if not set(one.key) & set(other.key):
            continue
        given = requoted(one.speech, other.speech)
        words, lost = shown(one.speech.text), shown(given.lost)
        if given.how == "reversed":
            return "clash", f"{words} leaves out {lost}, which denied it", other
        if given.how in {"unlimited", "unconditional"}:
            return (
                "clash" if given.how == "unlimited" else "note",
                f"{words} leaves out {lost}, which limited it",
                other,
            )
        if given.how == "altered":
            kind: SignalKind = "clash" if any(change.weighty for change in given.changes) else "note"
            changes = "; ".join(
                f"{shown(c.ours) if c.ours else 'nothing'} for {shown(c.theirs) if c.theirs else 'nothing'}"
                for c in given.changes[:3]
            )
            return kind, f"One quotation in two wordings: {changes}", other
    return None


def _slice(whole: Sequence[str], part: Sequence[str]) -> tuple[str, ...]:
    """Return `part` where it stands in `whole`, else nothing."""
    return tuple(part) if f" {' '.join(part)} " in f" {' '.join(whole)} " else ()


def _stands(key: Sequence[str], spoken: Sequence[str]) -> bool:
    whole = f" {' '.join(spoken)} "
    return all(f" {part.strip()} " in whole for part in " ".join(key).split(GAP) if part.strip())


def _is_pull_quote(one: Said, head: SentenceView) -> bool:
    """Tell whether a line is nothing but a quotation, perhaps with its speaker."""
    return one.end - one.start >= 0.6 * len(head.text)


def _begin_of_body(article: ArticleView, heads: Sequence[SentenceView]) -> int:
    """Return where the first sentence begins that is no head."""
    numbers = {head.number for head in heads}
    return next((sentence.start for sentence in article if sentence.number not in numbers), 0)


def _names(article: ArticleView, heads: Sequence[SentenceView], body: Sequence[SentenceView]) -> Iterator[Signal]:
    """Hold the names of the heads against those of the text."""
    starts = [(head.start, head.start + len(head.text), head) for head in heads]
    names = article.parsed(names_of)
    below = {name.surname: name for name in names if not any(a <= name.start < b for a, b, _ in starts)}
    full = {(name.given, name.surname): name for name in below.values() if name.given}
    if not below:
        return
    words: set[str] | None = None
    for start, _, head in starts:
        for match in _CAPITALISED.finditer(head.text):
            word = bare_name(match.group())
            if word in below:
                continue
            name = next((below[surname] for surname in below if _one_name(word, surname, head.text, below)), None)
            if name is None or same_spelling(match.group(), name.words[-1]):
                continue
            if words is None:
                words = {bare_name(word) for sentence in body for word in _CAPITALISED.findall(sentence.text)}
            if word not in words:
                message = f"“{match.group()}” in the {_part(head)}, “{name.written}” in the text."
                yield _made(
                    "clash",
                    "name",
                    message,
                    [
                        passage_between(article, start + match.start(), start + match.end()),
                        passage_between(article, name.start, name.end),
                    ],
                )
    yield from _given_names(article, [name for name in names if any(a <= name.start < b for a, b, _ in starts)], full)


def _one_name(word: str, surname: str, head: str, below: dict[str, Name]) -> bool:
    """Tell whether a word of a head is this surname misspelt, and no ordinary word that is like it."""
    if not misspelt(word, surname) or word[0] != surname[0]:
        return False
    given = below[surname].given
    if given and re.search(rf"\b{re.escape(given)}\b", bare_name(head)):
        return True
    return len(word) == len(surname) >= 6 and word[-1] == surname[-1]


def _given_names(article: ArticleView, above: Iterable[Name], full: dict[tuple[str, str], Name]) -> Iterator[Signal]:
    """Yield the full names of the heads whose given name is one letter off."""
    for name in above:
        for (given, surname), other in full.items():
            near = name.given and surname == name.surname and one_letter_apart(name.given, given)
            if near and misspelt(name.given, given) and not short_form(name.given, given):
                message = f"“{name.written}” above the text, “{other.written}” in it."
                passages = [passage_between(article, one.start, one.end) for one in (name, other)]
                yield _made("note", "name", message, passages)


def _roles(article: ArticleView, heads: Sequence[SentenceView]) -> Iterator[Signal]:
    """Hold the offices of the heads against those of the text."""
    starts = [(head.start, head.start + len(head.text)) for head in heads]
    offices = article.parsed(offices_of)
    above = [office for office in offices if any(a <= office.start < b for a, b in starts)]
    for one in above[:_MOST_COMPARED]:
        below = [o for o in offices if o not in above and o.name.surname == one.name.surname and o.same_office(one)]
        stances = {office.holds for office in below}
        if len(stances) != 1 or one.holds in stances or "plain" not in stances | {one.holds}:
            continue
        held = [(article, office) for office in (one, below[0])]
        if not tells_of_a_change(held):
            name = max((office.name.written for _, office in held), key=len)
            message = f"{name} is {title_of(held[0])} above the text, {title_of(held[1])} in it."
            passages = [passage_between(article, office.start, office.end) for _, office in held]
            yield _made("clash", "role", message, passages)


def _by(
    comparing: Sequence[Comparing], heads: Sequence[SentenceView], body: Sequence[SentenceView]
) -> Iterator[Signal]:
    """Run checks of two sentences over each head and the sentences of the text that share a word with it."""
    for check in comparing:
        above = [head for head in heads if head.parsed(check.wants)]
        if not above:
            continue
        wanted = [(sentence, sentence.parsed(_stems)) for sentence in body if sentence.parsed(check.wants)]
        for head in above:
            stems = head.parsed(_stems)
            near = [sentence for sentence, others in wanted if not stems.isdisjoint(others)]
            for sentence in near[:_MOST_COMPARED]:
                for signal in check.run(head, sentence):
                    if signal.kind == "clash" and not _said_below(signal, body):
                        yield _made(
                            "clash",
                            signal.aspect,
                            f"{signal.message.rstrip('.')} ({_part(head)} against text).",
                            signal.passages,
                        )


def _said_below(signal: Signal, body: Sequence[SentenceView]) -> bool:
    """Tell whether the figures at issue in a head stand in the text as well, beside others."""
    words = signal.passages[0].words or ""
    figures = {
        found.lower() for found in _FIGURE.findall(words) if found[0].isdigit() or found.lower() in _NUMBER_WORDS
    }
    told = {found.lower() for sentence in body for found in _FIGURE.findall(sentence.text)}
    return not figures or figures <= told


def _stems(sentence: SentenceView) -> set[str]:
    long = [word for word in sentence.words if len(word) >= _LONG]
    if not all(map(str.isalpha, long)):
        long = _LONG_WORD.findall(" ".join(long))
    return {word[:_STEM] for word in long}
