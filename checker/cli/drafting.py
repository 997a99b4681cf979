"""What a draft check adds to a run: which article is the draft, when it goes out, and what was said of it before."""

from __future__ import annotations

from collections.abc import Sequence
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
from checker.schema import Article, Published, Report
from checker.steps.align import QUICK
from checker.steps.followed import followed, nothing_stands
from checker.steps.going_out import is_past


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
    """The draft's file, when it is to go out (as given), and the file of a report on an earlier state of it."""

    path: Path
    publish_at: str | None = None
    earlier: Path | None = None

    def check(self) -> None:
        """Raise UsageError for what is wrong before anything is read: a folder for a draft, what is no time."""
        if self.path.is_dir():
            raise UsageError(f"{shown(self.path)}: is a folder; name the draft's own file")
        self.published()

    def published(self) -> Published | None:
        """Return when the draft goes out, of a day alone all of it. Raises UsageError for what is no time."""
        if self.publish_at is None:
            return None
        try:
            moment = datetime.fromisoformat(self.publish_at)
        except ValueError:
            remedy = "write a day or a day and time, as 2031-03-04T06:00+01:00"
            raise UsageError(f"--publish-at {self.publish_at or '“”'}: is no time; {remedy}") from None
        if not _is_day(self.publish_at):
            return Published(earliest=moment, latest=moment, known="stated")
        return Published(earliest=moment, latest=datetime.combine(moment.date(), time(23, 59, 59)), known="stated")

    def past(self, now: datetime) -> str:
        """Return a line where the draft was to go out before now; "" where that is to come, or was not stated."""
        published = self.published()
        if published is None or not is_past(published, now):
            return ""
        return f"--publish-at {self.publish_at}: is past; “today” and embargoes are judged for then"

    def taken(self, reading: Reading, desk: Desk) -> tuple[Reading, Desk]:
        """Return what was read, the draft dated for when it goes out, and the desk that knows which it is.

        Raises InputError where the draft could not be read or was killed, UsageError where no source could be read.
        """
        own = self._own(reading)
        notices = tuple(self._as_of_a_draft(line) for line in reading.notices)
        if len(reading.articles) == 1:
            reasons = [failure.reason for failure in reading.failures] or list(notices)
            raise UsageError(f"--against: there is no source to hold the draft against; {'; '.join(reasons)}")
        published = self.published()
        reading, desk = replace(reading, notices=notices), replace(desk, draft=own.id)
        if published is None:
            return reading, desk
        dated = own.model_copy(update={"published": published})
        articles = tuple(dated if article is own else article for article in reading.articles)
        return replace(reading, articles=articles), replace(desk, publish_at=published.earliest)

    def _own(self, reading: Reading) -> Article:
        """Return the draft among what was read."""
        own = next((article for article in reading.articles if article.origin == shown(self.path)), None)
        if own is None:
            reason = next((one.reason for one in reading.failures if one.item == shown(self.path)), None)
            raise InputError(reason or f"{shown(self.path)}: is no article; name the draft's own file")
        if own.status.kind == "killed":
            note = f" ({own.status.note})" if own.status.note else ""
            raise InputError(f"{shown(self.path)}: was killed by its desk{note}; nothing of it can go out")
        return own

    def _as_of_a_draft(self, line: str) -> str:
        """Return a line that a source was read already, as what it means where it is the draft that was read."""
        for words in ("is the same file as", "has the same content as"):
            name, found, _ = line.partition(f": {words} {shown(self.path)}; read once")
            if found:
                return f"{name}: {words} the draft, so it is no source of it"
        return line


def earlier_of(path: Path, desk: Desk, articles: Sequence[Article], *, quick: bool) -> tuple[Report | None, str]:
    """Return the report that `--earlier` names, and a line that says why where nothing of it, or of the draft, is kept.

    Raises InputError where it is no report, UsageError where it is none of a check of this draft.
    """
    report = read_report(path, "draft DRAFT --against SOURCES")
    if report.draft is None:
        raise UsageError(f"--earlier {path}: is no report of a draft check; name the JSON of an earlier one")
    if lost := why_lost(report, quick=quick):
        return None, f"--earlier {path}: {lost}; nothing is kept of it"
    now = {article.id: article for article in articles}
    own = now[desk.draft or ""]
    known = followed(report, own, now)
    if known is None:
        raise UsageError(f"--earlier {path}: is of the draft {report.draft.article}, not of {desk.draft}; leave it out")
    lost = nothing_stands(known, own)
    return known, f"--earlier {path}: {lost}; of the draft nothing is kept" if lost else ""


def why_lost(report: Report, *, quick: bool) -> str:
    """Say why nothing of an earlier report on a draft holds now; empty where it does."""
    if report.draft is None or report.judged_by != "model":
        return "no model judged it"
    if not set(report.draft.prompts) <= {load_prompt(task).digest for task in TASKS}:
        return "was judged by other prompts"
    if any(pack.id == QUICK for pack in report.packs) != quick:
        return f"was made {'without' if quick else 'with'} --way quick"
    return ""


def _is_day(written: str) -> bool:
    try:
        date.fromisoformat(written)
    except ValueError:
        return False
    return True
