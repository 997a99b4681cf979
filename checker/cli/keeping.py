"""The last report on a draft, kept in the cache folder: so the same command again after an edit is a re-check."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from checker.cli.drafting import Desk, earlier_of, why_lost
from checker.cli.sources import models_of
from checker.errors import CheckerError
from checker.model.folder import write_whole
from checker.readers.paths import STDIN, shown
from checker.readers.reports import read_report
from checker.schema import Article, Report
from checker.settings import Settings
from checker.steps.followed import followed

if TYPE_CHECKING:
    from checker.cli.run import Arguments

FOLDER = "drafts"

_MOST_OTHERS = 20
"""Reports on other files that are looked into, the last ones first, where there is none on this one."""


@dataclass(frozen=True)
class LastReport:
    """Where the last report on a draft lies; `goes_on` says whether a run takes from it what did not change.

    `draft` is the draft's own file, whole: a report is looked for from other folders than it was kept from.
    """

    path: Path
    draft: Path
    goes_on: bool

    def read(self) -> Iterator[Report]:
        """Yield the reports to go on from, the likeliest first: that on this file, those on files now gone.

        These may be the draft under another name. What is no report of this version is left out.
        """
        if not self.goes_on:
            return
        if (own := _read(self.path)) is not None:
            yield own
            return
        beside = self.path.parent.glob(f"{self.path.stem.partition('-')[0]}-*.json")
        for path in sorted(beside, key=_written, reverse=True)[:_MOST_OTHERS]:
            report = _read(path)
            if report is not None and not any(Path(one.origin).exists() for one in _drafts(report)):
                yield report

    def write(self, report: Report) -> None:
        """Keep a report. A folder that cannot be written to costs the next run, and not this one."""
        from checker.reports.json_report import render_json

        with contextlib.suppress(CheckerError, OSError):
            self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            write_whole(self.path, render_json(_of_file(report, self.draft)))


def last_report(arguments: Arguments, settings: Settings) -> LastReport | None:
    """Return where the last report of this draft check lies; None where none is kept.

    It goes by the draft's path, the names of the sources, the way, the server and the models, so that no check goes on
    from what another draft that is there, or another model, was told of. A run that replays answers, writes requests
    out or may keep nothing keeps no report either; one that asks everything again (`--refresh`) takes nothing from it.
    """
    drafting = arguments.drafting
    if drafting is None or drafting.path == STDIN or arguments.no_cache or arguments.checks_only:
        return None
    if arguments.answers is not None or arguments.pending is not None:
        return None
    models = models_of(arguments, settings.model, settings)
    names = [str(arguments.quick), settings.origin, *models.values()]
    names += sorted({str(path.resolve()) for path in arguments.articles[1:]})
    draft = drafting.path.resolve()
    key = f"{_key(*names)}-{_key(str(draft))}"
    return LastReport(settings.cache_folder / FOLDER / f"{key}.json", draft, goes_on=not arguments.refresh)


def _key(*names: str) -> str:
    return hashlib.sha256("\0".join(names).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _read(path: Path) -> Report | None:
    try:
        return read_report(path) if path.is_file() else None
    except (CheckerError, OSError):
        return None


def _written(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0


def _drafts(report: Report) -> list[Article]:
    return [article for article in report.articles if report.draft and article.id == report.draft.article]


def _of_file(report: Report, draft: Path) -> Report:
    """Return a report whose draft has this file for its origin."""
    own = _drafts(report)
    articles = tuple(
        article.model_copy(update={"origin": shown(draft)}) if article in own else article
        for article in report.articles
    )
    return report.model_copy(update={"articles": articles})


def going_on(
    desk: Desk,
    arguments: Arguments,
    articles: Sequence[Article],
    last: LastReport | None,
    before: Report | None,
) -> tuple[Desk, str]:
    """Return the desk with the earlier report of which something is kept, and a line to tell the user.

    It is the report at hand (`before`), else the one that `--earlier` names, else the last that was kept.
    """
    drafting = arguments.drafting
    if drafting is None:
        return desk, ""
    if before is not None:
        return replace(desk, earlier=None if why_lost(before, quick=arguments.quick) else before), ""
    if drafting.earlier is not None:
        named, line = earlier_of(drafting.earlier, desk, articles, quick=arguments.quick)
        return replace(desk, earlier=named), line
    now = {article.id: article for article in articles}
    for report in () if last is None else last.read():
        kept = None if why_lost(report, quick=arguments.quick) else followed(report, now[desk.draft or ""], now)
        if kept is not None:
            when = f"{kept.run.started:%Y-%m-%d %H:%M} UTC"
            told = f"going on from the check of {when}: what did not change stays, unless --refresh"
            return replace(desk, earlier=kept), told
    return desk, ""


def prune_reports(cache_folder: Path, before: float) -> int:
    """Forget the reports that were written before a time (seconds since 1970); return how many."""
    gone = 0
    for path in (cache_folder / FOLDER).glob("*.json"):
        with contextlib.suppress(OSError):
            if path.stat().st_mtime <= before:
                path.unlink()
                gone += 1
    return gone
