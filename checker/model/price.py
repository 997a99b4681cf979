"""What tokens cost: the price lists of genai-prices, read offline. What no list names is unknown, never free."""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import urlsplit

from checker.model.answers import Usage
from checker.settings import Settings

BATCH_SHARE = 0.5
"""Of the price, what a provider takes for answers within a day (the Batch API pages of OpenAI, November 2026)."""


class Prices:
    """The price list of the provider behind the endpoint.

    An endpoint that the lists do not know (a server of one's own, a gateway) has no prices, unless the settings say
    whose list applies (CHECKER_PRICED_AS). `batch`: all is asked through the Batch API.
    """

    def __init__(self, settings: Settings, *, batch: bool = False) -> None:
        self._provider = settings.priced_as
        self._url = None if settings.priced_as else settings.endpoint
        self._host = urlsplit(settings.endpoint).hostname or ""
        self._batch = batch

    def dollars(self, model: str, usage: Usage) -> float | None:
        """Return the cost of tokens in US dollars (without what was only possibly written), None for unknown."""
        found = list_price(model, usage, provider=self._provider, url=self._url)
        return None if found is None else found * (BATCH_SHARE if self._batch or usage.batched else 1.0)

    def why_unknown(self, model: str) -> str:
        """Return the line that says what to do about a model without a price."""
        where = f"{self._provider}'s list" if self._provider else f"any list for {self._host}"
        return (
            f"the price of {model} is not in {where} (genai-prices): limit the run with --max-requests, or set "
            "CHECKER_PRICED_AS to the provider whose prices apply"
        )


def list_price(model: str, usage: Usage, *, provider: str | None = None, url: str | None = None) -> float | None:
    """Return what tokens cost in US dollars by a provider's list, found by its name or its URL; None where unknown."""
    return _dollars(model, provider, url, usage.input_tokens, usage.output_tokens, usage.cached_tokens)


@lru_cache(maxsize=1024)
def _dollars(model: str, provider: str | None, url: str | None, given: int, written: int, cached: int) -> float | None:
    from genai_prices import Usage as Tokens
    from genai_prices import calc_price

    tokens = Tokens(input_tokens=given, output_tokens=written, cache_read_tokens=min(cached, given))
    try:
        if provider is not None:
            return float(calc_price(tokens, model, provider_id=provider).total_price)
        return float(calc_price(tokens, model, provider_api_url=url).total_price)
    except LookupError:
        return None
