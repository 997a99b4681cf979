"""What a draft check adds to a run: which article is the draft, when it goes out, and what was said of it before."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from checker.checks.check import Check
from checker.errors import InputError, UsageError
from checker.house import House
from checker.model.prompts import load_prompt
from checker.model.request import TASKS
from checker.pipeline import Options
from checker.readers import Reading
from checker.readers.paths import shown
from checker.readers.reports import read_report
from checker.schema import Published, Report


@dataclass(frozen=True)
class Desk:
    """What every run of this desk has: its built-in checks, its own rules, and in a draft check the draft."""

    checks: tuple[Check, ...]
    house: House
    draft: str | None = None
    publish_at: datetime | None = None
    earlier: Report | None = None

    def options(self, source: str, **others: Any) -> Options:
        """Return how a run of this desk goes."""
        return Options(
            source,
            checks=self.checks,
            house=self.house,
            draft=self.draft,
            publish_at=self.publish_at,
            earlier=self.earlier,
            **others,
        )


@dataclass(frozen=True)
class Drafting:
    """The draft's file, when it is to go out (as given), and a report on an earlier state of it."""

    path: Path
    publish_at: str | None = None
    earlier: Report | None = None

    def _published(self) -> Published | None:
        if self.publish_at is None:
            return None
        try:
            moment = datetime.fromisoformat(self.publish_at)
        except ValueError:
            raise UsageError(
                f"--publish-at {self.publish_at}: is no time; write a day or a day and time, as 2031-03-04T06:00+01:00"
            ) from None
        if not _is_day(self.publish_at):
            return Published(earliest=moment, latest=moment, known="stated")
        ends = datetime.combine(moment.date(), time(23, 59, 59))
        return Published(earliest=moment, latest=ends, known="stated")

    def taken(self, reading: Reading, desk: Desk) -> tuple[Reading, Desk]:
        """Return what was read, the draft dated for when it goes out, and the desk that knows which it is.

        Raises InputError where the draft could not be read, UsageError where nothing else could.
        """
        own = next((article for article in reading.articles if article.origin == shown(self.path)), None)
        if own is None:
            reason = next((one.reason for one in reading.failures if one.item == shown(self.path)), None)
            raise InputError(reason or f"{shown(self.path)}: is no article; name the draft's own file")
        if len(reading.articles) == 1:
            reasons = "".join(f"; {failure.reason}" for failure in reading.failures)
            raise UsageError(f"--against: none of the sources could be read{reasons}")
        published = self._published()
        desk = replace(desk, draft=own.id, earlier=self.earlier)
        if published is None:
            return reading, desk
        dated = own.model_copy(update={"published": published})
        articles = tuple(dated if article is own else article for article in reading.articles)
        return replace(reading, articles=articles), replace(desk, publish_at=published.earliest)


def earlier_report(path: Path | None) -> tuple[Report | None, str]:
    """Return the report at `path` and a line to tell the user where nothing of it can be kept."""
    if path is None:
        return None, ""
    report = read_report(path)
    if report.draft is None:
        raise UsageError(f"--earlier {path}: is no report of a draft check; name the JSON of an earlier one")
    return kept(report, str(path))


def kept(report: Report, name: str) -> tuple[Report | None, str]:
    """Return a report as the earlier state of the next, or a line that says why nothing of it is kept."""
    digests = {task: load_prompt(task).digest for task in TASKS}
    if any(usage.prompt != digests.get(usage.task) for usage in report.run.tasks):  # type: ignore[call-overload]
        return None, f"{name}: was judged by other prompts; nothing is kept of it"
    return report, ""


def _is_day(written: str) -> bool:
    try:
        date.fromisoformat(written)
    except ValueError:
        return False
    return True
