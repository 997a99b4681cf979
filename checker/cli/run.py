"""What the commands that ask a model share: read the articles, run, write the report, and choose the exit code."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path

from checker.cli.sources import open_answers
from checker.errors import UsageError
from checker.model.asking import Asker
from checker.model.folder import write_whole
from checker.model.request import Task
from checker.pipeline import Options, Story
from checker.readers import Reading, read_articles
from checker.reports.harmless import harmless
from checker.schema import Report, Severity
from checker.settings import Settings, load_settings

Way = Callable[[Story, Asker, Options], Awaitable[Report]]

_SEVERITIES: tuple[Severity, ...] = ("note", "warning", "error")


@dataclass(frozen=True)
class Arguments:
    """The options of a command as the user gave them; None where they did not."""

    articles: list[Path]
    answers: Path | None = None
    pending: Path | None = None
    model: str | None = None
    task_models: dict[Task, str | None] = field(default_factory=dict)
    output: Path | None = None
    fail_on: Severity = "error"
    exit_zero: bool = False
    max_article: int | None = None
    trust_env: bool = False


def run(arguments: Arguments, way: Way, render: Callable[[Report], bytes]) -> int:
    """Take a way through the pipeline, write its report, and return the exit code."""
    if arguments.output is not None and arguments.output.is_dir():
        raise UsageError(f"--output {arguments.output}: is a folder; name a file")
    settings = load_settings(trust_env=arguments.trust_env)
    reading = read_articles(arguments.articles, max_bytes=arguments.max_article or settings.max_article)
    _refuse_to_overwrite(reading, arguments)
    report, awaited = asyncio.run(_take(way, reading, arguments, settings))
    if awaited:
        say(awaited)
        return 4
    _write(render(report), arguments.output)
    return exit_code(report, arguments.fail_on, exit_zero=arguments.exit_zero)


def _refuse_to_overwrite(reading: Reading, arguments: Arguments) -> None:
    """Raise UsageError where a file to be written is one of the articles."""
    articles = {Path(article.origin).resolve() for article in reading.articles}
    for option, path in (("--output", arguments.output), ("--pending", arguments.pending)):
        if path is not None and path.resolve() in articles:
            raise UsageError(f"{option} {path}: is one of the articles; name another file")


async def _take(way: Way, reading: Reading, arguments: Arguments, settings: Settings) -> tuple[Report, str]:
    """Return the report, and the line that says what awaits an answer (empty where nothing does)."""
    story = Story(reading.articles, reading.title, reading.failures, reading.notices)
    async with open_answers(arguments, reading, settings) as answers:
        for line in (answers.announcement, *reading.notices, *(f"not read: {f.reason}" for f in reading.failures)):
            if line:
                say(line)
        asker = Asker(answers.source, answers.models, options=answers.options)
        options = Options(answers.described, answers.host, settings.pack_tokens)
        report = await way(story, asker, options)
    return report, answers.awaited(asker.awaiting)


def exit_code(report: Report, fail_on: Severity, *, exit_zero: bool) -> int:
    """Return 3 where something was not checked, 1 where a finding is as grave as `fail_on`, else 0."""
    if report.failures:
        return 3
    gravest = max((_SEVERITIES.index(finding.severity) for finding in report.findings), default=-1)
    return int(gravest >= _SEVERITIES.index(fail_on) and not exit_zero)


def say(message: str) -> None:
    """Tell the user a line on standard error, so that standard output holds nothing but the report."""
    print(f"checker: {harmless(message)}", file=sys.stderr)  # noqa: T201


def _write(content: bytes, output: Path | None) -> None:
    if output is not None:
        write_whole(output, content)
        say(f"the report is in {output}")
        return
    sys.stdout.flush()
    sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()
