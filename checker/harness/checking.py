"""One story checked one way once, from recorded answers: the ordinary pipeline, watched from below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from checker.checks.check import Check
from checker.checks.registry import CHECKS
from checker.errors import Awaited, Unanswered, UsageError
from checker.harness.results import Tally
from checker.harness.scoring import Effort
from checker.harness.suites import EvalStory
from checker.harness.supporting import supported_claims
from checker.harness.ways import WAYS
from checker.model.answers import Answer, AnswerSource
from checker.model.recorded import RecordedSource
from checker.model.request import TASKS, Request
from checker.pipeline import Options
from checker.schema import Report

NOW = datetime(2031, 3, 4, tzinfo=UTC)
"""The moment of every evaluated run: whether an embargo still runs must not depend on the day of the evaluation."""


class WatchedSource:
    """Answers from several folders, the first that has one; notes what was asked, answered and missing."""

    def __init__(self, sources: Sequence[AnswerSource]) -> None:
        self._sources = sources
        self.asked: dict[str, Request[Any]] = {}
        self.answered: dict[str, Answer] = {}
        self.missing: dict[str, tuple[Request[Any], str]] = {}

    async def answer(self, request: Request[Any]) -> Answer:
        """Return the recorded answer; raise Awaited where no folder has one, so that the run ends there."""
        self.asked[request.fingerprint] = request
        reason = ""
        for source in self._sources:
            try:
                self.answered[request.fingerprint] = await source.answer(request)
            except Unanswered as problem:
                reason = reason or str(problem)
            else:
                return self.answered[request.fingerprint]
        self.missing[request.fingerprint] = request, reason
        raise Awaited(reason)

    def effort(self) -> Effort:
        """Return the longest chain of requests: for each step the one that was asked again most often."""
        depth = dict.fromkeys(TASKS, 0)
        tokens = dict.fromkeys(TASKS, 0)
        for request in self.asked.values():
            chain = self._chain(request)
            written = sum(self.answered[key].usage.output_tokens for key in chain if key in self.answered)
            depth[request.task] = max(depth[request.task], len(chain))
            tokens[request.task] = max(tokens[request.task], written)
        return Effort(sum(depth.values()), sum(tokens.values()))

    def _chain(self, request: Request[Any]) -> list[str]:
        """Return the fingerprints of a request and of those it asks again."""
        chain = [request.fingerprint]
        while request.again is not None and request.again.of in self.asked:
            request = self.asked[request.again.of]
            chain.append(request.fingerprint)
        return chain


@dataclass(frozen=True)
class Checked:
    """What a run came to. `missing` pairs each request that has no answer with the reason; then `report` is partial."""

    report: Report
    effort: Effort
    supported: Tally
    asked: tuple[Request[Any], ...]
    missing: tuple[tuple[Request[Any], str], ...]


class Recordings:
    """The answers of folders, each read once for all runs that replay it."""

    def __init__(self) -> None:
        self._sources: dict[Path, RecordedSource] = {}

    def of(self, folders: Sequence[Path]) -> list[RecordedSource]:
        """Return a source for each folder. Raises AnswersError where one cannot be read."""
        for folder in folders:
            if folder not in self._sources:
                self._sources[folder] = RecordedSource(folder)
        return [self._sources[folder] for folder in folders]


async def check_story(
    story: EvalStory,
    way: str,
    sample: int,
    recordings: Recordings,
    *,
    support: bool = False,
    checks: tuple[Check, ...] = CHECKS,
) -> Checked:
    """Check a story one way, as the command line does; with `support`, have its claims judged by themselves as well.

    Raises UsageError where the way cannot hold the story.
    """
    source = WatchedSource(recordings.of(story.answers))
    asker = WAYS[way].asker(source, dict.fromkeys(TASKS, story.model), sample=sample)
    try:
        options = Options("recorded answers", started=NOW, checks=checks)
        report = await WAYS[way].check(story.story, asker, options)
    except UsageError as problem:
        raise UsageError(f"{story.name}, way {way}: {problem}") from None
    effort = source.effort()
    supported = await supported_claims(report, asker) if support else Tally(hit=0, of=0)
    return Checked(report, effort, supported, tuple(source.asked.values()), tuple(source.missing.values()))
