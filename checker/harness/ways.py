"""The ways of checking that are held against each other, by name: those of the product, and ablations of them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial

from checker.harness.ablations import ALTERATIONS, AlteredAsker
from checker.model.asking import Asker
from checker.pipeline import Options, Story, checks_only, compare, quick, thorough
from checker.schema import Report


@dataclass(frozen=True)
class Way:
    """How a story is checked: which way through the pipeline, and who asks."""

    check: Callable[[Story, Asker, Options], Awaitable[Report]]
    asker: Callable[..., Asker] = Asker


async def _unconfirmed(story: Story, asker: Asker, options: Options) -> Report:
    """Check as `compare` does, without a second reader."""
    return await compare(story, asker, replace(options, confirm=False))


async def _unchecked(story: Story, asker: Asker, options: Options) -> Report:
    """Check as `compare` does, without the second key."""
    return await compare(story, asker, replace(options, checks=()))


async def _checks(story: Story, _: Asker, options: Options) -> Report:
    """Run the built-in checks alone."""
    return checks_only(story, options)


WAYS: Mapping[str, Way] = {
    "claims": Way(compare),
    "quick": Way(quick),
    "thorough": Way(thorough),
    "checks": Way(_checks),
    "unchecked": Way(_unchecked),
    "unconfirmed": Way(_unconfirmed),
    **{name: Way(compare, partial(AlteredAsker, alteration)) for name, alteration in ALTERATIONS.items()},
}
"""A way that comes later joins the tables with a line here and one in suites.toml."""
