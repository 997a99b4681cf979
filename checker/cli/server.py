"""A server answers: live or through its Batch API, with budget, cache, and what a run must say of it."""

from __future__ import annotations

import contextlib
import logging
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from checker.cli.sources import Answers, Surroundings, models_of
from checker.errors import AnswersError
from checker.model.answers import AnswerSource
from checker.model.asking import Unusable
from checker.model.batches import Batches
from checker.model.brake import BrakedClock
from checker.model.budget import Budget
from checker.model.cache import Cache
from checker.model.cached import CachedSource
from checker.model.chain import live_chain
from checker.model.endpoint import Endpoint
from checker.model.given_up import GivenUp, forget
from checker.model.owing import Owing, settle
from checker.model.ownership import BEAT
from checker.model.price import Prices
from checker.model.store import Store
from checker.readers import Reading
from checker.settings import Settings

if TYPE_CHECKING:
    from checker.cli.run import Arguments
    from checker.model.batching import BatchSource

AGAIN = "This command again asks anew (--refresh: everything anew), and pays again; another CHECKER_MODEL may do better"
"""What a user does where no reply held. The next run asks anew by itself: a failure that came back for ever, from what
is kept, would be worse than what three requests cost."""


@dataclass(frozen=True)
class _Kept:
    """What is kept between runs."""

    store: Store
    cache: Cache
    owing: Owing
    given_up: GivenUp
    unusable: set[str] = field(default_factory=set)
    """Requests and re-asks to which no reply held."""

    def reported(self) -> None:
        """Forget what lasts until the report, which is written now: debts, and what the next run is to ask anew.

        Not before: a check in batches would ask for it in its next round, and what followed would be paid for twice.
        """
        if not (self.owing.shown or self.given_up.shown or self.unusable):
            return
        # The store is closed by now. What cannot be written the next report says once more: better twice than never.
        with (
            contextlib.suppress(AnswersError),
            contextlib.closing(Store(self.store.folder, tell=self.store.tell)) as store,
        ):
            endpoint = self.cache.endpoint
            settle(store, endpoint, self.owing.shown)
            forget(store, endpoint, self.given_up.shown)
            Cache(store, endpoint).refuse(self.unusable)


async def open_server(
    arguments: Arguments, reading: Reading, settings: Settings, around: Surroundings, stack: AsyncExitStack
) -> Answers:
    """Open the server of the settings; `stack` closes it. Raises SettingsError where --max-cost has no prices."""
    # OPENAI_LOG=debug makes the client print whole requests, and so whole articles. `--log` is what a user asks for.
    logging.disable()
    stack.callback(logging.disable, logging.NOTSET)
    endpoint = Endpoint(settings)
    stack.push_async_callback(endpoint.close)
    models = models_of(arguments, settings.model, settings)
    prices = Prices(settings, batch=arguments.batch)
    budget = Budget(
        prices,
        max_cost=settings.max_cost if arguments.max_cost is None else arguments.max_cost,
        max_requests=settings.max_requests if arguments.max_requests is None else arguments.max_requests,
        at_once=settings.requests_at_once,
    )
    budget.require_prices(models.values())
    stack.callback(_tell_overrun, budget, around)
    kept = None if arguments.no_cache else _open_cache(settings, around, stack)
    if arguments.batch:
        assert kept is not None  # noqa: S101 - check_together has refused --batch without the cache
        source: AnswerSource = await _batched(settings, around, endpoint, budget, kept, stack)
    else:
        source = _live(arguments, settings, around, endpoint, budget, kept)
    asked = ", ".join(dict.fromkeys(models.values()))
    sent = [article for article in reading.articles if article.id not in around.kept_back]
    words = sum(len(article.text.split()) for article in sent)
    pieces = f"{len(sent)} article{'s' * (len(sent) > 1)}"
    return Answers(
        source,
        models,
        f"{'in batches' if arguments.batch else 'live'}, {endpoint.host}",
        settings.options,
        endpoint.host,
        f"sending the text of {pieces} ({words:,} words) to {endpoint.host}, model {asked}",
        f"batches at {endpoint.host}",
        "this command again, when they are done (within a day)",
        prices.dollars,
        unusable=Unusable(AGAIN) if kept is None else Unusable(AGAIN, kept.unusable.update),
        reported=(lambda: None) if kept is None else kept.reported,
    )


def _open_cache(settings: Settings, around: Surroundings, stack: AsyncExitStack) -> _Kept:
    store = Store(settings.cache_folder, tell=around.tell)
    stack.callback(store.close)
    cache = Cache(store, settings.origin, around.clock)
    stack.callback(cache.close)
    stack.enter_context(around.clock.every(BEAT, cache.owner.beat))
    return _Kept(store, cache, Owing(store, settings.origin), GivenUp(store, settings.origin))


def _live(
    arguments: Arguments,
    settings: Settings,
    around: Surroundings,
    endpoint: Endpoint,
    budget: Budget,
    kept: _Kept | None,
) -> AnswerSource:
    source = live_chain(settings, endpoint, around.clock, brake=around.brake, budget=budget, watch=around.watch)
    if kept is None:
        return source
    waiting = BrakedClock(around.clock, around.brake)
    return CachedSource(
        source,
        kept.cache,
        waiting,
        around.brake,
        owing=kept.owing,
        batches=Batches(kept.store, kept.cache),
        refresh=arguments.refresh,
        tell=around.tell,
        watch=around.watch,
    )


async def _batched(
    settings: Settings, around: Surroundings, endpoint: Endpoint, budget: Budget, kept: _Kept, stack: AsyncExitStack
) -> BatchSource:
    from checker.model.batch_api import BatchApi
    from checker.model.batching import BatchSource

    source = BatchSource(
        BatchApi(
            endpoint,
            tries=settings.tries,
            timeout=settings.timeout,
            clock=around.clock,
            brake=around.brake,
            watch=around.watch,
        ),
        kept.store,
        kept.cache,
        around.clock,
        brake=around.brake,
        budget=budget,
        owing=kept.owing,
        given_up=kept.given_up,
        tell=around.tell,
        watch=around.watch,
    )
    await source.fetch()

    async def send(kind: type[BaseException] | None, *_: object) -> None:
        if kind is None:
            await source.close()

    stack.push_async_exit(send)
    return source


def _tell_overrun(budget: Budget, around: Surroundings) -> None:
    if budget.overrun:
        around.tell(
            f"the run cost ${budget.overrun:.4f} more than --max-cost allows: the server wrote more than the limit in "
            "every request, or counted more tokens of input than estimated"
        )
