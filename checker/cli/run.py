"""What the commands that ask a model share: read the articles, run, write the report, and choose the exit code."""

from __future__ import annotations

import sys
from collections.abc import Awaitable, Callable, Iterable
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from checker.cli.asked import Asked, AskedToCheck
from checker.cli.checks_only import asks_nobody, check_only
from checker.cli.drafting import Desk, Drafting
from checker.cli.interrupt import interruptible
from checker.cli.keeping import going_on, last_report
from checker.cli.log import log_to
from checker.cli.overwriting import refuse_to_overwrite
from checker.cli.progress import show_progress
from checker.cli.rendering import Outputs, Written
from checker.cli.saying import say, told_settings
from checker.cli.sources import Answers, Surroundings, check_together, open_answers
from checker.errors import ProviderRefused, UsageError
from checker.house import House, load_house
from checker.model.asking import Asker
from checker.model.brake import Brake
from checker.model.clock import SystemClock
from checker.model.events import Event, each
from checker.model.folder import write_whole
from checker.model.request import Task
from checker.model.together import run_to_end
from checker.pipeline import Options, Story
from checker.readers import Reading, read_articles
from checker.readers.decisions import read_decisions
from checker.readers.desk_list import read_desk_list
from checker.schema import Article, Decision, Report, Severity
from checker.settings import Settings
from checker.steps.decisions import decided
from checker.steps.house_rules import checks_of, ruled
from checker.steps.not_to_be_used import hold_reason
from checker.text.desk_list import NO_DESK_LIST

Way = Callable[[Story, Asker, Options], Awaitable[Report]]

_SEVERITIES: tuple[Severity, ...] = ("note", "warning", "error")


@dataclass(frozen=True)
class Arguments(AskedToCheck):
    """The options of a command as the user gave them, and what it is to do with them.

    `else_checks_only` says that the built-in checks are run alone where there is no model to ask; otherwise that is an
    error. `title` is what the story is called where it has no title of its own.
    """

    articles: list[Path] = field(default_factory=list)
    quick: bool = False
    thorough: bool = False
    drafting: Drafting | None = None
    else_checks_only: bool = False
    title: str | None = None

    @classmethod
    def of(cls, asked: Asked | AskedToCheck, articles: list[Path], **others: Any) -> Arguments:
        """Return the options that were asked for with what the command adds."""
        return cls(**vars(asked), articles=articles, **others)

    @property
    def task_models(self) -> dict[Task, str | None]:
        """The model of each task that has an option of its own."""
        return {"extract": self.model_extract, "reconcile": self.model_reconcile, "confirm": self.model_confirm}


@dataclass(frozen=True)
class Done:
    """What a run came to: its exit code, its report as it was judged, and whether the user wants no more."""

    code: int
    report: Report | None = None
    interrupted: bool = False


def run(arguments: Arguments, way: Way, outputs: Outputs) -> int:
    """Take a way through the pipeline, write its report, and return the exit code."""
    return run_once(arguments, way, outputs).code


def run_once(arguments: Arguments, way: Way, outputs: Outputs, before: Report | None = None) -> Done:
    """Run, and return what came of it; `before` is the report on an earlier state of a draft, if one is at hand."""
    for path in outputs.named:
        if path.is_dir():
            raise UsageError(f"--output {path}: is a folder; name a file")
    check_together(arguments)
    house = load_house()
    settings = told_settings(trust_env=arguments.trust_env, house=house, quiet=arguments.quiet)
    alone = asks_nobody(arguments, settings)
    people = arguments.desk_list or house.desk_list
    checks = checks_of(house, read_desk_list(people) if people else NO_DESK_LIST)
    fail_on = house.fail_on if arguments.fail_on is None else arguments.fail_on.value
    decisions = _decisions(arguments, house)
    if arguments.drafting is not None:
        arguments.drafting.check()
    reading = read_articles(arguments.articles, max_bytes=arguments.max_article or settings.max_article)
    reading = replace(reading, title=reading.title or arguments.title)
    desk = Desk(checks, house)
    if arguments.drafting is not None:
        reading, desk = arguments.drafting.taken(reading, desk)
        # What is replayed was asked when it was asked.
        if arguments.answers is None and not arguments.quiet and (line := arguments.drafting.past(datetime.now(UTC))):
            say(line)
    last = None if alone else last_report(arguments, settings)
    desk, line = going_on(desk, arguments, reading.articles, last, before)
    if line and not arguments.quiet:
        say(line)
    refuse_to_overwrite(reading, arguments, outputs, desk.draft)
    if arguments.estimate:
        from checker.cli.estimate import estimate

        return Done(run_to_end(estimate(way, reading, arguments, settings, desk)))
    if alone:
        raw = check_only(reading, arguments, desk)
        report = decided(ruled(raw, house), decisions, names=arguments.with_names)
        _write(outputs.of(report))
        return Done(exit_code(report, fail_on, exit_zero=arguments.exit_zero), raw)
    raw, answers, awaiting, interrupted = run_to_end(_take(way, reading, arguments, settings, desk))
    if awaiting:
        say(answers.awaited(awaiting))
        return Done(4)
    if last is not None:
        last.write(raw)
    report = decided(ruled(raw, house), decisions, names=arguments.with_names)
    _write(outputs.of(report))
    answers.reported()
    return Done(exit_code(report, fail_on, exit_zero=arguments.exit_zero), raw, interrupted)


def _decisions(arguments: Arguments, house: House) -> tuple[Decision, ...]:
    """Return what was decided earlier. Raises UsageError where a file that was asked for is not there."""
    if arguments.decisions is not None and not arguments.decisions.exists():
        raise UsageError(f"--decisions {arguments.decisions}: not there; `checker dismiss` writes it")
    return read_decisions(arguments.decisions or house.decisions)


async def _take(
    way: Way, reading: Reading, arguments: Arguments, settings: Settings, desk: Desk
) -> tuple[Report, Answers, int, bool]:
    """Return the report, who answered, how many requests await an answer, and whether the user interrupted it.

    Raises ProviderRefused where the provider answered nothing at all; where it refuses later on, the report says so.
    """
    clock, brake = SystemClock(), Brake()
    with (
        ExitStack() as stack,
        log_to(arguments.log) as log,
        show_progress(clock, quiet=arguments.quiet) as (progress, show),
    ):
        watch = each(log, progress)

        def tell(line: str) -> None:
            show(line)
            watch(Event("said", reason=line))

        stack.enter_context(interruptible(brake, tell, watch))
        started = clock.now()
        held = kept_back(reading.articles, settings, started)
        surroundings = Surroundings(clock, brake, watch, tell, held)
        async with open_answers(arguments, reading, settings, surroundings) as answers:
            if answers.announcement:
                tell(answers.announcement)
            if not arguments.quiet:
                for line in (*reading.notices, *(f"not read: {failure.reason}" for failure in reading.failures)):
                    show(line)  # not to the log: it may quote an article
            asker = Asker(
                answers.source,
                answers.models,
                options=answers.options,
                dollars=answers.dollars,
                watch=watch,
                unusable=answers.unusable,
            )
            story = Story(reading.articles, reading.title, reading.failures, reading.notices)
            not_sent = held if answers.sends else {}
            options = desk.options(
                answers.described,
                host=answers.host,
                pack_tokens=settings.pack_tokens,
                kept_back=not_sent,
                started=started,
            )
            report = await way(story, asker, options)
            if brake.refusal is not None:
                if not asker.was_answered:
                    raise ProviderRefused(brake.refusal)
                tell(f"{brake.refusal}. Nothing more was sent; what had come in is in the report, and is kept")
        watch(Event("ended", seconds=report.run.seconds, count=len(report.failures), dollars=report.run.dollars))
    # Whoever interrupts a run in batches wants what there is now; what is under way is a failure in it, by its name.
    stopped = brake.pulled.is_set()
    awaiting = 0 if arguments.batch and stopped else asker.awaiting
    return report, answers, awaiting, stopped and brake.refusal is None


def kept_back(articles: tuple[Article, ...], settings: Settings, now: datetime) -> dict[str, str]:
    """Return the articles that must not be sent to this endpoint, by id, with the reason."""
    if settings.may_get_embargoed_text:
        return {}
    remedy = f"put {settings.host} into CHECKER_ALLOWED_HOSTS if it may have such text, or check the article yourself"
    return {
        article.id: f"not sent to {settings.host}: {reason.rstrip('.')}; {remedy}"
        for article in articles
        if article.status.kind in ("embargoed", "withheld") and (reason := hold_reason(article, now))
    }


def exit_code(report: Report, fail_on: Severity, *, exit_zero: bool) -> int:
    """Return 3 where something was not checked, 1 where a finding is as grave as `fail_on`, else 0."""
    if report.failures:
        return 3
    gravest = max((_SEVERITIES.index(finding.severity) for finding in report.findings), default=-1)
    return int(gravest >= _SEVERITIES.index(fail_on) and not exit_zero)


def _write(written: Iterable[Written]) -> None:
    for path, content in written:
        if path is not None:
            write_whole(path, content)
            say(f"the report is in {path}")
            continue
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
