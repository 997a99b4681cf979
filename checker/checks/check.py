'''What a check is: a frozen value with a code, and a module whose docstring explains it.

There are three kinds, by what they look at:

- `Comparing`: two sentences thought to be about one matter (`run(a, b)`). Whether they truly are, the check must see
  for itself: by the same thing counted, the same event dated. Swapping the two swaps the passages and nothing else.
- `Inside`: one article by itself (`run(article)`).
- `Across`: all articles at once (`run(articles)`), for what needs an index of its own. Near-linear in their number.

A check yields `Signal`s whose `code` is its own: a *clash*, a *note*, and, of two sentences that answer one question
(`SentenceView.question`), *meets* where it proves that what looks like a clash is none. It never raises on any text,
and its time grows near-linearly with it.

The docstring of its module has this layout; `checker explain CODE` and docs/checks.md are made of it, and a test runs
both examples:

    """F1 · Figures that cannot both be right.

    Says: what follows from the passages alone.

    Why it matters: what an editor would otherwise print.

    Hit:
        A: The blast killed 12 people, police said.
        B: The blast killed 15 people, police said.
        says: 12 people here, 15 people there.

    Near miss:
        A: The blast killed at least 12 people.
        B: The blast killed 15 people.
        because: 15 is at least 12.
    """

Examples are YAML: an article for each capital letter, either its text or a mapping with `text` and any of `title`,
`deck`, `caption`, `outlet`, `published` and `language`. The fixtures (tests/checks/fixtures/CODE.yaml) are written the
same way.
'''

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from checker.checks.views import ArticleView, SentenceView
from checker.schema import Aspect, Passage, Signal, SignalKind


@dataclass(frozen=True)
class CheckFields:
    """What checks of all kinds have. `code` is stable and short ("F1"), `name` one word or two ("figures").

    `module` is the `__name__` of the module that holds the check, whose docstring explains it.
    """

    code: str
    name: str
    module: str

    @property
    def doc(self) -> str:
        """The docstring of the check's module."""
        return sys.modules[self.module].__doc__ or ""

    def signal(
        self, kind: SignalKind, aspect: Aspect, message: str, passages: Iterable[Passage], sides: Iterable[int] = ()
    ) -> Signal:
        """Return a signal of this check. `message` is one plain sentence that names the words at issue.

        `sides` gives each passage its side, where several say the same; without it each is on its own.
        """
        shown, on = tuple(passages), tuple(sides)
        return Signal(code=self.code, kind=kind, aspect=aspect, message=message, passages=shown, sides=on)


@dataclass(frozen=True)
class Comparing(CheckFields):
    """A check of two sentences thought to be about one matter.

    `wants` says whether a sentence holds anything for it ("a figure that counts something"): what does not is never
    paired. It should be cheap: a look at the article's words, or a memoised parse.
    """

    wants: Callable[[SentenceView], bool]
    run: Callable[[SentenceView, SentenceView], Iterable[Signal]]


@dataclass(frozen=True)
class Inside(CheckFields):
    """A check of one article by itself."""

    run: Callable[[ArticleView], Iterable[Signal]]


@dataclass(frozen=True)
class Across(CheckFields):
    """A check of all articles at once."""

    run: Callable[[Sequence[ArticleView]], Iterable[Signal]]


Check = Comparing | Inside | Across
