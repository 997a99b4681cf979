"""`--estimate`: what a run would ask and cost, printed on standard output. Nobody is asked."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from checker.cli.rows import echo_row
from checker.cli.saying import say
from checker.cli.sources import models_of
from checker.errors import AnswersError
from checker.model.asking import Asker
from checker.model.batches import Batches
from checker.model.cache import Cache
from checker.model.estimating import EstimatingSource, estimate_lines
from checker.model.folder import RecordedAnswer, read_answers
from checker.model.price import Prices
from checker.model.store import Store
from checker.pipeline import Story
from checker.readers import Reading
from checker.settings import Settings

if TYPE_CHECKING:
    from checker.cli.drafting import Desk
    from checker.cli.run import Arguments, Way


async def estimate(way: Way, reading: Reading, arguments: Arguments, settings: Settings, desk: Desk) -> int:
    """Print the estimate and return the exit code."""
    from checker.cli.run import kept_back

    recorded = {} if arguments.answers is None else read_answers(arguments.answers)
    store = None if arguments.no_cache else _open_store(settings)
    cache = None if store is None else Cache(store, settings.origin)

    def find(fingerprint: str) -> RecordedAnswer | None:
        if fingerprint in recorded:
            return recorded[fingerprint]
        return None if cache is None or arguments.refresh else cache.find(fingerprint)

    batches = Batches(store, cache) if arguments.batch and store is not None and cache is not None else None

    def is_under_way(fingerprint: str) -> bool:
        return batches is not None and batches.holding(fingerprint) is not None

    source = EstimatingSource(find, is_under_way)
    models = models_of(arguments, reading.model or settings.model if arguments.answers else settings.model, settings)
    started = datetime.now(UTC)
    held = kept_back(reading.articles, settings, started)
    story = Story(reading.articles, reading.title, reading.failures, reading.notices)
    await way(
        story,
        Asker(source, models, options=settings.options),
        desk.options("an estimate", pack_tokens=settings.pack_tokens, kept_back=held, started=started),
    )
    for task, told in estimate_lines(source.estimates(Prices(settings, batch=arguments.batch), models["confirm"])):
        echo_row(f"{task:<9}" if task else "", told, hang=11 if task else 2)
    if cache is not None and store is not None:
        cache.close()
        store.close()
    return 0


def _open_store(settings: Settings) -> Store | None:
    try:
        return Store(settings.cache_folder, tell=say, to_read=True)
    except AnswersError as problem:
        say(f"estimated without what is kept: {problem}")
        return None
