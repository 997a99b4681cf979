"""What the editor reads, and what somebody decided on it."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from pydantic import AwareDatetime, Field

from checker.schema.articles import Span
from checker.schema.facts import Aspect, Outcome, Verdict
from checker.schema.noun import Noun

Level = Literal["hold", "fix", "check", "note"]
"""hold: must not go out. fix: both cannot stand, with no assumption. check: somebody must ring, listen or decide.
note: worth knowing."""

Severity = Literal["error", "warning", "note"]


class FindingPassage(Noun):
    """The very sentences that show a finding: `text` is exactly `article.text[start:end]`.

    `position` is the number of the position of the fact that they support; 0 where the finding is about the article
    itself (a hold). `words` is the span, within start and end, in which the point lies, where it lies in a few words.
    """

    article: str
    position: int = Field(ge=0)
    sentences: tuple[int, ...]
    start: int
    end: int
    text: str
    words: Span | None = None


class Keys(Noun):
    """The two keys of a finding: the model's verdict and how sure it stayed, and what the built-in checks say.

    `checks` are the codes of those that see a clash, `meets` of those that show that there need be none.
    """

    model: Verdict | None = None
    outcome: Outcome | None = None
    checks: tuple[str, ...] = ()
    meets: tuple[str, ...] = ()


class Finding(Noun):
    """One problem, shown once. `id` is that of its fact, made of the passages: edits elsewhere leave it as it is.

    `verdict` is the gravest of the fact's pairs; `between` names the two positions whose pair gave the level. `action`
    is what to do, in one imperative line. `caps` names what held the level down (an inferred date, say). `returned`
    says why a finding that somebody dismissed is shown again.
    """

    id: str
    code: str
    level: Level
    severity: Severity
    verdict: Verdict | None
    aspect: Aspect | None
    headline: str
    explanation: str
    action: str
    passages: tuple[FindingPassage, ...]
    keys: Keys
    fact: str | None = None
    between: tuple[int, int] | None = None
    caps: tuple[str, ...] = ()
    returned: str | None = None


class DecidedPassage(Noun):
    """A passage of a finding as it stood when somebody decided on it: its sentences, and the words within them.

    `start` and `end` say where in `text` the words lie (all of it, where the point lies in no few words); `digest` is
    the SHA-256 of the article's whole text.
    """

    article: str
    digest: str
    position: int = Field(ge=0)
    text: str
    start: int = Field(ge=0)
    end: int = Field(ge=0)


class Decision(Noun):
    """What somebody decided on a finding, when and why: to dismiss it, or to have it shown again (*reopen*)."""

    format: Literal[1] = 1
    action: Literal["dismiss", "reopen"] = "dismiss"
    finding: str
    code: str
    level: Level
    aspect: Aspect | None
    headline: str
    passages: tuple[DecidedPassage, ...] = Field(min_length=1)
    reason: str | None = None
    who: str
    when: AwareDatetime


class Dismissed(Noun):
    """A finding that an earlier decision silences. `who` is None unless names were asked for."""

    finding: Finding
    reason: str | None = None
    who: str | None = None
    when: datetime
