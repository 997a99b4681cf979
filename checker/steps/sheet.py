"""A pack as the judge sees it: its listing, and what each label in it stands for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence

from checker.model import wire
from checker.model.asking import DoesNotHold
from checker.schema import Article, Claim, Pack, Passage
from checker.steps.listing import (
    DRAFT_LABEL,
    article_listing,
    labelled_claims,
    marked,
    shown_sentences,
    with_article_ids,
)
from checker.steps.passages import passage_of

LONGEST_LABEL = 16


class Sheet:
    """The articles of a pack, listed under numbers from 1, with their claims; a draft among them under its own label.

    `part` are the sentences of the draft that are listed; all, unless it is given.

    `text` holds the numbered articles between lines that hold `mark`; `draft_text` and `draft_mark` are the same of the
    draft, so that what is listed before it stays byte for byte the same when the draft is edited.
    """

    def __init__(
        self,
        pack: Pack,
        articles: Sequence[Article],
        claims: Sequence[Claim],
        draft: str | None = None,
        part: Collection[int] | None = None,
    ) -> None:
        self.pack, self.articles, self.claims, self.draft = pack, articles, claims, draft
        self._part = part
        self.of_id = {article.id: article for article in articles}
        by_article: defaultdict[str, list[Claim]] = defaultdict(list)
        for claim in claims:
            by_article[claim.passage.article].append(claim)
        self.by_label: dict[str, Claim] = {}
        self.shown: dict[str, tuple[int, ...]] = {}
        self._called: dict[str, Article] = {}
        numbered = [article for article in articles if article.id != draft]
        self._numbered = tuple(article.id for article in numbered)
        listings = [self._listed(str(at), article, by_article[article.id]) for at, article in enumerate(numbered, 1)]
        self.mark, self.text = marked(listings, "article" if draft is None else "source")
        self.draft_mark, self.draft_text = "", ""
        if draft is not None:
            own = self._listed(DRAFT_LABEL, self.of_id[draft], by_article[draft])
            self.draft_mark = marked([own])[0]
            self.draft_text = f"<draft {self.draft_mark}>\n{own}\n</draft {self.draft_mark}>"

    def _listed(self, called: str, article: Article, claims: Sequence[Claim]) -> str:
        if article.id == self.draft and self._part is not None:
            claims = [claim for claim in claims if claim.passage.sentences[0] in self._part]
        labels = labelled_claims(claims, called)
        sentences = shown_sentences(article) if self.pack.whole else _cited(article, claims)
        if article.id == self.draft and self._part is not None:
            sentences = tuple(number for number in sentences if number in self._part)
        self.by_label.update(labels)
        self.shown[called] = sentences
        self._called[called] = article
        return article_listing(article, called, sentences, labels)

    def cite(self, citation: wire.Citation) -> tuple[Passage, str | None]:
        """Return the passage that is cited, and the claim's id where a claim is. Raises DoesNotHold."""
        label, words = (citation, None) if isinstance(citation, str) else (citation.p, citation.w)
        label = label.strip().strip("[]")
        if len(label) > LONGEST_LABEL:
            raise DoesNotHold(f"there is no sentence or claim {label[:LONGEST_LABEL]}…")
        claim = self.by_label.get(label)
        if claim is not None:
            if words is None:
                return claim.passage, claim.id
            return passage_of(self.of_id[claim.passage.article], claim.passage.sentences, words), claim.id
        called, _, sentence = label.partition(".")
        shown = self.shown.get(called, ())
        if not sentence.isdecimal() or int(sentence) not in shown:
            raise DoesNotHold(f"there is no sentence or claim {label}")
        return passage_of(self._called[called], (int(sentence),), words), None

    @property
    def of_draft(self) -> dict[str, Claim]:
        """The draft's claims by label."""
        return {label: claim for label, claim in self.by_label.items() if claim.passage.article == self.draft}

    @property
    def claimed(self) -> frozenset[int]:
        """The sentences of the draft in which one of its claims lies."""
        return frozenset(number for claim in self.of_draft.values() for number in claim.passage.sentences)

    def halves(self) -> tuple[Sheet, ...]:
        """Return two sheets, each with a half of the draft's sentences; nothing where it has a single one."""
        numbers = self.shown.get(DRAFT_LABEL, ())
        middle = len(numbers) // 2
        parts = (numbers[:middle], numbers[middle:]) if middle else ()
        return tuple(Sheet(self.pack, self.articles, self.claims, self.draft, part) for part in parts)

    @property
    def part_named(self) -> str:
        """What of the draft is listed, for people."""
        numbers = self.shown.get(DRAFT_LABEL, ())
        if self._part is None or not numbers:
            return "the draft"
        if len(numbers) == 1:
            return f"sentence {numbers[0]} of the draft"
        return f"sentences {numbers[0]} to {numbers[-1]} of the draft"

    def named(self, explanation: str) -> str:
        """Return an explanation with what the judge calls the articles turned into their ids."""
        return with_article_ids(explanation, self._numbered, self.draft)


def _cited(article: Article, claims: Sequence[Claim]) -> tuple[int, ...]:
    """Return the sentences to show of an article whose pack holds only some of its claims: those, and the title."""
    cited = {number for claim in claims for number in claim.passage.sentences}
    titles = {sentence.number for sentence in article.sentences if sentence.role == "title"}
    return tuple(sorted(cited | titles))
