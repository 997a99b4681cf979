"""A run without a model: by `--checks-only`, or because there is none to ask."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.cli.log import log_to
from checker.cli.saying import say
from checker.errors import UsageError
from checker.model.events import Event
from checker.pipeline import Story, checks_only
from checker.readers import Reading
from checker.schema import Report
from checker.settings import Settings

if TYPE_CHECKING:
    from checker.cli.drafting import Desk
    from checker.cli.run import Arguments

_NO_MODEL = (
    "no model is set up, so only the built-in checks were run; to ask one, set OPENAI_API_KEY (or OPENAI_BASE_URL for "
    "a server of your own), replay recorded answers with --answers FOLDER, or write the requests to a file with "
    "--pending FILE"
)


def asks_nobody(arguments: Arguments, settings: Settings) -> bool:
    """Say whether a run is to go without a model: asked for, or allowed and nobody is there.

    Options that only make sense with a model show that one was expected: then a missing one stays an error. Raises
    UsageError where `--checks-only` stands beside such an option.
    """
    wants_a_model = _wants_a_model(arguments)
    if arguments.checks_only:
        if wants_a_model:
            raise UsageError(f"--checks-only asks no model, {wants_a_model[0]} is about one; leave one of them out")
        return True
    unset = settings.openai_api_key is None and settings.openai_base_url is None
    return arguments.else_checks_only and unset and not wants_a_model


def check_only(reading: Reading, arguments: Arguments, desk: Desk) -> Report:
    """Run the built-in checks alone. Says on standard error that this was not asked for, where it was not."""
    with log_to(arguments.log) as log:
        if not arguments.checks_only:
            log(Event("said", reason=_NO_MODEL))
        if not arguments.quiet:
            for line in (
                *(() if arguments.checks_only else (_NO_MODEL,)),
                *reading.notices,
                *(f"not read: {failure.reason}" for failure in reading.failures),
            ):
                say(line)  # not to the log: it may quote an article
        story = Story(reading.articles, reading.title, reading.failures, reading.notices)
        report = checks_only(story, desk.options("the built-in checks alone"))
        log(Event("ended", seconds=report.run.seconds, count=len(report.failures)))
    return report


def _wants_a_model(arguments: Arguments) -> list[str]:
    given = {
        "--answers": arguments.answers is not None,
        "--pending": arguments.pending is not None,
        "--model": arguments.model is not None,
        **{f"--model-{task}": name is not None for task, name in arguments.task_models.items()},
        "--way quick": arguments.quick,
        "--way thorough": arguments.thorough,
        "--earlier": arguments.drafting is not None and arguments.drafting.earlier is not None,
        "--estimate": arguments.estimate,
        "--batch": arguments.batch,
        "--refresh": arguments.refresh,
        "--max-cost": arguments.max_cost is not None,
        "--max-requests": arguments.max_requests is not None,
    }
    return [option for option, is_given in given.items() if is_given]
