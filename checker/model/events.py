"""What happens while a model is asked, told to whoever watches: the progress line, the log. Never texts, never a key.

What a server or a model wrote does not stand in an event: it may quote an article. A reason is in checker's own words.
A watcher is called in the event loop and must not wait.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

Kind = Literal[
    "asked",  # a task wants a reply
    "sent",  # one try of a request goes out
    "waits",  # for what `reason` names
    "went on",  # what it waited for came, where no other event says so
    "answered",  # a source gave one; `usage` of it in `tokens_in` and `tokens_out`
    "kept answer",  # the cache had it
    "refused",  # the reply does not hold and is asked for again
    "accepted",  # the reply holds
    "failed",  # no usable reply
    "try failed",  # one try failed; another follows after `seconds`
    "slowed down",  # the whole run waits `seconds`, then asks `count` at once
    "sped up",  # the run asks `count` at once again
    "batch sent",
    "batch fetched",
    "batch waits",
    "batch lost",  # the provider does not know it any more; `count` requests are sent anew
    "said",  # a line was shown to the user
    "interrupted",
    "stopped",  # the provider refuses every request, so nothing more is sent
    "ended",
]


@dataclass(frozen=True)
class Event:
    """One thing that happened.

    `reason` is one line; `seconds`, `count`, tokens and `dollars` are 0 where they say nothing; `dollars` is None where
    the cost is unknown.
    """

    kind: Kind
    task: str = ""
    item: str = ""
    reason: str = ""
    fingerprint: str = ""
    seconds: float = 0.0
    count: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    tokens_cached: int = 0
    dollars: float | None = 0.0


Watch = Callable[[Event], None]


def nobody(_: Event) -> None:
    """Watch nothing."""


def each(*watchers: Watch) -> Watch:
    """Return one watcher that tells all of these, in their order."""

    def watch(event: Event) -> None:
        for one in watchers:
            one(event)

    return watch
