"""Do the sentences that a claim cites really say so? A model's answer, one request an article, for the evaluation only.

It measures extract by itself: what reconcile later makes of a wrong claim is another figure. The judge sees the article
and its claims as reconcile sees them.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence

from checker.errors import AskError
from checker.harness.results import Tally
from checker.model import wire
from checker.model.asking import Asker, DoesNotHold, first_three
from checker.model.prompts import digest
from checker.schema import Article, Claim, Report
from checker.steps.listing import article_listing, labelled_claims, shown_sentences


async def supported_claims(report: Report, asker: Asker) -> Tally:
    """Count the claims of a report that hold, of all claims of the articles that were judged."""
    of_article = {
        article.id: [claim for claim in report.claims if claim.passage.article == article.id]
        for article in report.articles
    }
    wrong = await asyncio.gather(
        *(_wrong(article, of_article[article.id], asker) for article in report.articles if of_article[article.id])
    )
    judged = [(len(of_article[name]), found) for name, found in wrong if found is not None]
    return Tally(hit=sum(count - len(found) for count, found in judged), of=sum(count for count, _ in judged))


async def _wrong(article: Article, claims: Sequence[Claim], asker: Asker) -> tuple[str, frozenset[str] | None]:
    """Return the article's id and the labels of its claims that do not hold; None where nobody answered."""
    labels = labelled_claims(claims, 1)
    listing = article_listing(article, 1, shown_sentences(article), labels)
    mark = digest(listing)
    values = {"mark": mark, "article": f"<article {mark}>\n{listing}\n</article {mark}>"}
    try:
        found = await asker.ask(
            "support",
            wire.Support,
            item=f"the claims of {article.id}",
            values=values,
            accept=lambda reply: _accept(reply, labels),
        )
    except AskError:
        return article.id, None
    return article.id, found


def _accept(reply: wire.Support, labels: Mapping[str, Claim]) -> frozenset[str]:
    """Return the labels. Raises DoesNotHold for one that no claim bears."""
    unknown = [f"there is no claim {one.c[:16]}" for one in reply.wrong if one.c not in labels]
    if unknown:
        raise DoesNotHold(first_three(unknown))
    return frozenset(one.c for one in reply.wrong)
